"""Importing a folder: what is loaded, what is rejected and why, and that a second run changes nothing."""

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.connect.report import FileReport, ImportReport, Progress
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.record.revisions import list_revisions
from tests.connect.csv.folders import CANONICAL, PEOPLE, ROWS, contents, folder

TIES = "person_a,person_b,strength\n"


async def load(graph: Graph, path: Path, files=None, **options) -> ImportReport:
    report = await import_folder(graph, folder(path, files or {}), **options)
    assert report.every_row_told
    return report


def told(report: ImportReport) -> list[tuple[str, str]]:
    return [(problem.place, problem.message) for problem in report.problems]


def counts(report: ImportReport, name: str) -> tuple[int, int, int, int, int]:
    file = next(file for file in report.files if file.file == f"{name}.csv")
    return file.rows, file.created, file.corrected, file.unchanged, file.rejected


async def test_everything_is_loaded_and_a_second_run_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    first = await load(graph, tmp_path / "in", CANONICAL)
    assert (first.rows, first.created, first.accepted, first.nothing_changed) == (ROWS, ROWS, True, False)
    assert [file.file for file in first.files] == [f"{name}.csv" for name in CANONICAL]
    again = await load(graph, tmp_path / "in")
    assert (again.rows, again.unchanged, again.nothing_changed) == (ROWS, ROWS, True)
    assert again.rejects is None
    assert not (tmp_path / "in/rejects").exists()


async def test_a_changed_cell_corrects_and_keeps_what_it_replaced(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, {"people": PEOPLE})
    report = await load(graph, tmp_path, {"people": PEOPLE.replace("Ann\n", "Anna\n")})
    assert counts(report, "people") == (3, 0, 1, 2, 0)
    (revision,) = await list_revisions(graph, "t:ann")
    assert (revision.operation, revision.values["name"]) == ("import", "Ann")


async def test_rows_without_ids_repeat_without_duplicates_in_either_order(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, {"people": PEOPLE, "ties": f"{TIES}t:ann,t:bob,0.5\n"})
    report = await load(graph, tmp_path, {"ties": f"{TIES}t:bob,t:ann,0.5\n"})
    assert counts(report, "ties") == (1, 0, 0, 1, 0)


@pytest.mark.parametrize("batch_size", [1, 2, 100])
async def test_versions_come_in_any_order_and_any_batch(graph: Graph, tmp_path: Path, batch_size: int) -> None:
    head, early, late = CANONICAL["ties"].splitlines()
    files = {"people": PEOPLE, "ties": "\n".join([head, late, early.replace(",2025-01-01,t", ",,t")]) + "\n"}
    assert (await load(graph, tmp_path / "in", files, batch_size=batch_size)).created == 5
    assert (await load(graph, tmp_path / "in", batch_size=batch_size)).nothing_changed
    await export_folder(graph, tmp_path / "out")
    assert contents(tmp_path / "out")["ties"] == CANONICAL["ties"]


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4, 100])
async def test_a_version_that_stands_twice_is_no_correction(graph: Graph, tmp_path: Path, batch_size: int) -> None:
    early, late = "t:ann,t:bob,0.5,2024-01-01", "t:ann,t:bob,0.6,2025-01-01"
    rows = "\n".join(["person_a,person_b,strength,valid_from", early, early, late, late, early]) + "\n"
    report = await load(graph, tmp_path / "in", {"people": PEOPLE, "ties": rows}, batch_size=batch_size)
    assert counts(report, "ties") == (5, 2, 0, 3, 0)
    again = await load(graph, tmp_path / "in", batch_size=batch_size)
    assert (counts(again, "ties"), again.nothing_changed) == ((5, 0, 0, 5, 0), True)
    await export_folder(graph, tmp_path / "out")
    spans = [line.split(",")[7:9] for line in contents(tmp_path / "out")["ties"].splitlines()[1:]]
    assert spans == [["2024-01-01", "2025-01-01"], ["2025-01-01", ""]]


async def test_empty_columns_behind_the_last_are_left_out(graph: Graph, tmp_path: Path) -> None:
    files = {
        "people": "id,name,,\nt:ann,Ann,,\nt:bob,Bob,,\n",
        "ties": "person_a,person_b,,\nt:ann,t:bob,,\nt:ann,t:zoe,,\n",
    }
    report = await load(graph, tmp_path, files)
    assert (counts(report, "people"), counts(report, "ties")) == ((2, 2, 0, 0, 0), (2, 1, 0, 0, 1))
    assert told(report) == [("ties.csv:3:person_b", "no person has the id 't:zoe'")]


async def test_a_dangling_reference_is_rejected_with_its_place(graph: Graph, tmp_path: Path) -> None:
    report = await load(graph, tmp_path, {"people": PEOPLE, "ties": f"{TIES}t:ann,t:bob,\n\nt:ann,t:zoe,0.5\n"})
    assert counts(report, "ties") == (2, 1, 0, 0, 1)
    assert told(report) == [("ties.csv:4:person_b", "no person has the id 't:zoe'")]
    assert report.problems[0].remedy == "Add that person, or correct the id."
    assert contents(tmp_path / "rejects") == {
        "ties": f"{TIES}t:ann,t:zoe,0.5\n",
        "problems": (
            "file,row,column,problem,remedy\n"
            "ties.csv,4,person_b,no person has the id 't:zoe',\"Add that person, or correct the id.\"\n"
        ),
    }


async def test_a_mended_rejects_folder_loads_and_stale_rejects_go(graph: Graph, tmp_path: Path) -> None:
    broken = {"people": PEOPLE, "ties": f"{TIES}t:ann,t:bob,\nt:ann,t:zoe,0.5\n"}
    assert (await load(graph, tmp_path / "in", broken)).rejects == tmp_path / "in/rejects"
    mended = tmp_path / "in/rejects/ties.csv"
    mended.write_text(mended.read_text().replace("zoe", "cyd"))
    report = await load(graph, tmp_path / "in/rejects")
    assert (report.rows, report.created, report.ignored) == (1, 1, ())
    folder(tmp_path / "in", {"ties": f"{TIES}t:ann,t:bob,\n"})
    assert (await load(graph, tmp_path / "in")).nothing_changed
    assert not (tmp_path / "in/rejects").exists()


async def test_rejects_go_where_they_are_told(graph: Graph, tmp_path: Path) -> None:
    files = {"people": "id,name\nann,Ann\n"}
    report = await load(graph, tmp_path / "in", files, rejects=tmp_path / "there")
    assert report.rejects == tmp_path / "there"
    assert contents(tmp_path / "there")["people"] == files["people"]
    with pytest.raises(InputError, match="cannot go to the imported folder"):
        await import_folder(graph, tmp_path / "in", rejects=tmp_path / "in")
    folder(tmp_path / "full", {"people": PEOPLE})
    with pytest.raises(InputError, match="holds other files"):
        await import_folder(graph, tmp_path / "in", rejects=tmp_path / "full")
    assert contents(tmp_path / "full") == {"people": PEOPLE}


async def test_self_reports_and_circles_are_rejected(graph: Graph, tmp_path: Path) -> None:
    lines = "person,manager\nt:ann,t:ann\nt:ann,t:bob\nt:bob,t:cyd\nt:cyd,t:ann\n"
    report = await load(graph, tmp_path, {"people": PEOPLE, "reporting_lines": lines})
    assert counts(report, "reporting_lines") == (4, 2, 0, 0, 2)
    assert told(report) == [
        ("reporting_lines.csv:2:person", "person and manager are the same person"),
        ("reporting_lines.csv:5:manager", "the row closes a circle"),
    ]
    again = await load(graph, tmp_path)
    assert (counts(again, "reporting_lines"), told(again)) == ((4, 0, 0, 2, 2), told(report))


async def test_one_id_is_one_entity_in_a_file(graph: Graph, tmp_path: Path) -> None:
    people = f"{PEOPLE}t:ann,Other\nt:bob,Bob\n"
    report = await load(graph, tmp_path, {"people": people}, batch_size=2)
    assert counts(report, "people") == (5, 3, 0, 0, 2)
    assert told(report) == [
        ("people.csv:5:id", "the id stands on line 2 already"),
        ("people.csv:6:id", "the id stands on line 3 already"),
    ]
    assert (await load(graph, tmp_path)).nothing_changed


async def test_a_fact_told_twice_is_fine_unless_it_differs(graph: Graph, tmp_path: Path) -> None:
    ties = f"{TIES}t:ann,t:bob,0.5\nt:bob,t:ann,0.50\nt:ann,t:bob,0.6\n"
    report = await load(graph, tmp_path, {"people": PEOPLE, "ties": ties})
    assert counts(report, "ties") == (3, 1, 0, 1, 1)
    assert told(report) == [("ties.csv:4:id", "line 2 tells something else of the same fact from the same day")]


@pytest.mark.parametrize("batch_size", [1, 100])
async def test_an_id_belongs_to_one_pair_of_people(graph: Graph, tmp_path: Path, batch_size: int) -> None:
    ties = "id,person_a,person_b,valid_from\nt:1,t:ann,t:bob,\nt:1,t:ann,t:cyd,2026-01-01\n"
    report = await load(graph, tmp_path, {"people": PEOPLE, "ties": ties}, batch_size=batch_size)
    assert told(report) == [("ties.csv:3:id", "the id 't:1' belongs to another tie, between others")]
    again = await load(graph, tmp_path, batch_size=batch_size)
    assert (again.nothing_changed, told(again)) == (True, told(report))


@pytest.mark.parametrize("batch_size", [1, 2, 100])
async def test_a_unit_may_stand_before_its_parents(graph: Graph, tmp_path: Path, batch_size: int) -> None:
    units = "id,organization,parent,name\nt:d,t:acme,t:c,D\nt:c,t:acme,t:b,C\nt:b,t:acme,t:a,B\nt:a,t:acme,,A\n"
    files = {"organizations": "id,kind,name\nt:acme,customer,Acme\n", "units": units}
    report = await load(graph, tmp_path, files, batch_size=batch_size)
    assert counts(report, "units") == (4, 4, 0, 0, 0)
    assert (await load(graph, tmp_path)).nothing_changed


async def test_units_without_their_parents_are_rejected(graph: Graph, tmp_path: Path) -> None:
    units = (
        "id,organization,parent,name\nt:a,t:acme,t:b,A\nt:b,t:acme,t:a,B\nt:c,t:acme,t:zoo,C\nt:d,t:acme,,D\n"
        "t:e,t:zoo,,E\nt:f,t:other,t:d,F\n"
    )
    organizations = "id,kind,name\nt:acme,customer,Acme\nt:other,partner,Other\n"
    report = await load(graph, tmp_path, {"organizations": organizations, "units": units})
    assert counts(report, "units") == (6, 1, 0, 0, 5)
    assert sorted(told(report)) == [
        ("units.csv:2:parent", "'t:b' was rejected too, or is itself part of this unit"),
        ("units.csv:3:parent", "'t:a' was rejected too, or is itself part of this unit"),
        ("units.csv:4:parent", "no unit has the id 't:zoo'"),
        ("units.csv:6:organization", "no organization has the id 't:zoo'"),
        ("units.csv:7:parent", "the unit 't:d' belongs to 't:acme'"),
    ]


GBK = "id,name\r\ncrm:g1,王伟\r\ncrm:g2,谢小梅\r\ncrm:g3,李娜\r\n"


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        (GBK, "gbk", "the byte 0xCD on line 2 is no UTF-8: no row of the file was loaded; it is most likely GB18030"),
        ("id,name\nt:a,Jörg Müller\n", "cp1252", "it is most likely Windows-1252"),
        (GBK, "utf-16", "the file is UTF-16"),
        (GBK, "utf-16-le", "the file is UTF-16LE"),
        (GBK, "utf-16-be", "the file is UTF-16BE"),
        (GBK, "utf-32-le", "the file is UTF-32LE"),
    ],
)
async def test_a_file_in_another_encoding_is_refused_whole_or_read_as_told(
    graph: Graph, tmp_path: Path, text: str, encoding: str, likely: str
) -> None:
    data = text.encode(encoding)
    report = await load(graph, tmp_path / "in", {"people": data})
    rows = text.count("\n") - 1
    assert (counts(report, "people")[1:4], report.accepted) == ((0, 0, 0), False)
    assert likely in report.problems[0].message
    assert "--encoding" in report.problems[0].remedy
    assert (tmp_path / "in/rejects/people.csv").read_bytes().startswith(data)
    assert (await load(graph, tmp_path / "in", encoding=encoding)).created == rows


async def test_rows_rejected_from_another_encoding_are_kept_in_utf8(graph: Graph, tmp_path: Path) -> None:
    await load(graph, tmp_path, {"people": f"{GBK}bad id,叶\r\n".encode("gb18030")}, encoding="gb18030")
    assert (tmp_path / "rejects/people.csv").read_bytes().decode("utf-8-sig") == "id,name\r\nbad id,叶\r\n"


async def test_an_encoding_that_does_not_exist_and_one_that_does_not_fit(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no encoding 'klingon'"):
        await load(graph, tmp_path, {"people": GBK.encode("gbk")}, encoding="klingon")
    report = await load(graph, tmp_path, {"people": b"id,name\nt:a,\xff\xff\n"}, encoding="gb18030")
    assert "is no GB18030" in report.problems[0].message


async def test_what_is_no_text_says_what_it_is(graph: Graph, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "people.csv")
    with ZipFile(tmp_path / "units.csv", "w") as archive:
        archive.writestr("a.csv", "id")
    report = await load(graph, tmp_path, {"ties": bytes(range(256)) * 9})
    assert told(report) == [
        ("units.csv:1", "the file is a ZIP archive, no CSV"),
        ("people.csv:1", "the file is an Excel workbook, no CSV"),
        ("ties.csv:1", "the file is binary, no CSV"),
    ]
    assert (report.rows, report.accepted) == (0, False)


async def test_mended_rows_are_never_overwritten(graph: Graph, tmp_path: Path) -> None:
    broken = {"people": "id,name\nann,Ann\n"}
    await load(graph, tmp_path / "in", broken)
    mended = tmp_path / "in/rejects/people.csv"
    mended.write_text("id,name\nt:ann,Ann\n")
    report = await load(graph, tmp_path / "in", broken)
    assert (report.rejects, report.mended) == (tmp_path / "in/rejects-2", (tmp_path / "in/rejects",))
    assert report.ignored == ()
    assert mended.read_text() == "id,name\nt:ann,Ann\n"
    with pytest.raises(InputError, match="somebody mended: people.csv"):
        await load(graph, tmp_path / "in", broken, rejects=tmp_path / "in/rejects")
    assert (await load(graph, tmp_path / "in/rejects")).created == 1
    again = await load(graph, tmp_path / "in", broken)
    assert (again.rejects, again.mended) == (tmp_path / "in/rejects", ())
    assert not (tmp_path / "in/rejects-2").exists()


async def test_broken_rows_of_every_sort_are_kept_byte_for_byte(graph: Graph, tmp_path: Path) -> None:
    good, bad = (
        b"t:%d,N\r\n",
        [b't:1,"N\r\n', b"t:2\r\n", b"t:3,N,x\r\n", b"t:4,\0\r\n", b"t:5," + b"x" * 200_000 + b"\r\n"],
    )
    rows = b"".join(row + good % (number + 10) for number, row in enumerate(bad))
    report = await load(graph, tmp_path, {"people": b"id,name\r\n" + rows})
    assert counts(report, "people") == (10, 5, 0, 0, 5)
    assert (tmp_path / "rejects/people.csv").read_bytes() == b"id,name\r\n" + b"".join(bad)
    assert Counter(problem.row for problem in report.problems) == {2: 1, 4: 1, 6: 1, 8: 1, 10: 1}


async def test_an_unusable_header_rejects_the_whole_file_and_only_that(graph: Graph, tmp_path: Path) -> None:
    units = 'id,organisation,name\nt:u,t:acme,U\nt:v,t:acme,"V\nW"\n'
    report = await load(graph, tmp_path, {"people": PEOPLE, "units": units})
    assert report.files[0].model_copy(update={"problems": ()}) == FileReport(
        file="units.csv",
        rows=2,
        rejected=2,
        problem_count=2,
        note="the header is unusable: no row of the file was loaded",
    )
    assert told(report) == [
        ("units.csv:1:organisation", "there is no such column here"),
        ("units.csv:1:organization", "the required column is missing"),
    ]
    assert report.problems[0].remedy.startswith("Did you mean 'organization'? The columns are id, organization,")
    assert contents(tmp_path / "rejects")["units"] == units
    assert counts(report, "people") == (3, 3, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("\ufeff", "the file is empty"),
        ("id,name", "the file has no rows"),
    ],
)
async def test_empty_files_are_fine_and_told(graph: Graph, tmp_path: Path, text: str, note: str) -> None:
    report = await load(graph, tmp_path, {"people": text})
    assert (report.files, report.accepted) == ((FileReport(file="people.csv", note=note),), True)


async def test_what_is_no_part_of_the_format_is_told(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    report = await load(graph, tmp_path, {"people": PEOPLE, "peple": PEOPLE})
    assert report.ignored == ("notes", "peple.csv")


async def test_a_folder_without_any_known_file_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no file to import. The files are named organizations.csv"):
        await import_folder(graph, folder(tmp_path, {"peple": PEOPLE}))
    (tmp_path / "people.csv").symlink_to(tmp_path)
    with pytest.raises(InputError, match="holds no file"):
        await import_folder(graph, tmp_path)
    with pytest.raises(InputError, match="is no folder"):
        await import_folder(graph, tmp_path / "nowhere")


async def test_rejects_that_cannot_be_written_are_told_before_anything_is_loaded(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be read or written"):
        await load(graph, tmp_path / "in", {"people": PEOPLE}, rejects=tmp_path / "file/rejects")
    assert (await load(graph, tmp_path / "in")).created == 3


async def test_progress_is_told_and_reaches_the_end(graph: Graph, tmp_path: Path) -> None:
    seen: list[Progress] = []
    files = {"people": PEOPLE, "ties": f"{TIES}t:ann,t:bob,0.5\n"}
    await load(graph, tmp_path, files, on_progress=seen.append, batch_size=2)
    total = sum(len(text) for text in files.values())
    assert {progress.total for progress in seen} == {total}
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert (seen[-1].file, seen[-1].done) == ("ties.csv", total)
