"""`relgraph import` and `relgraph export`."""

from pathlib import Path

from relgraph.connect.imports.lease import only_import
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from tests.surfaces.cli.conftest import Run, invoke

PEOPLE = "id,name\nt:ann,安娜\nt:bob,Bob\n"
TIES = "person_a,person_b,strength\nt:ann,t:bob,0.5\nt:ann,t:zoe,0.5\n"


def folder_with(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


async def test_a_folder_in_and_out_again(relgraph: Run, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, people=PEOPLE)
    done = await relgraph("import", str(folder), "--json")
    assert (done.code, done.json["files"][0]["created"]) == (0, 2)
    again = await relgraph("import", str(folder))
    assert again.code == 0
    assert "Nothing changed: the graph already held all 2 rows." in again.lines
    exported = await relgraph("export", str(tmp_path / "out"), "--json")
    assert exported.code == 0
    assert {file["file"]: file["rows"] for file in exported.json["files"]}["people.csv"] == 2
    assert "安娜" in (tmp_path / "out" / "people.csv").read_text(encoding="utf-8")


async def test_rejected_rows_are_told_and_the_others_loaded(relgraph: Run, tmp_path: Path) -> None:
    done = await relgraph("import", str(folder_with(tmp_path, people=PEOPLE, ties=TIES)))
    assert done.code == 3
    assert any(line.startswith("ties.csv:3:person_b: no person has the id 't:zoe'") for line in done.lines)
    assert (tmp_path / "in" / "rejects" / "ties.csv").exists()


async def test_nothing_to_import(relgraph: Run, tmp_path: Path) -> None:
    done = await relgraph("import", str(tmp_path / "nowhere"))
    assert (done.code, done.out) == (2, "")
    assert "is no folder" in done.err


async def test_while_another_imports_a_command_does_not(relgraph: Run, graph: Graph, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, people=PEOPLE)
    (tmp_path / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n")
    async with only_import(graph.for_caller(principal=Principal("zoe")), "salesforce"):
        done = await relgraph("import", str(folder))
        assert (done.code, done.out) == (2, "")
        assert "An import of salesforce is under way, begun by 'zoe' at 20" in " ".join(done.err.split())
        # What writes nothing need not wait.
        assert (await relgraph("import", "vcard", str(tmp_path / "cards.vcf"), "--dry-run")).code == 0
    assert (await relgraph("import", str(folder))).code == 0


async def test_an_export_does_not_write_over_things(relgraph: Run, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, people=PEOPLE)
    done = await relgraph("export", str(folder))
    assert (done.code, done.out) == (2, "")
    assert "--overwrite" in done.err
    assert (await relgraph("export", str(folder), "--overwrite")).code == 0


def test_a_mapping_is_proposed_without_a_database(no_settings: Path) -> None:
    (no_settings / "staff.csv").write_text("No,Name,Boss\n1,Ann,\n2,Bob,1\n", encoding="utf-8")
    done = invoke("import", "table", "staff.csv", "--propose")
    assert (done.code, done.lines[0]) == (
        0,
        "# What the columns of staff.csv mean, as far as it was found out. Look it over, then:",
    )
    assert 'fields: {person: employee, manager: "staff:{Boss}"}' in done.lines
    assert not (no_settings / "data").exists()
    done = invoke("import", "orgchart", "staff.csv", "--propose")
    assert (done.code, done.out) == (2, "")
    assert "Run: relgraph import table staff.csv --propose" in done.err
    assert "no.csv is not there" in invoke("import", "table", "no.csv", "--propose").err


async def test_a_chart_and_whose_it_is(relgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("id,name,manager\n1,Ann,\n2,Bob,1\n3,Cy,3\n", encoding="utf-8")
    done = await relgraph("import", "orgchart", str(tmp_path / "staff.csv"))
    assert done.code == 2
    assert "Add --of with the id of an organisation" in done.err
    done = await relgraph("import", "orgchart", str(tmp_path / "staff.csv"), "--of", "ACME", "--json")
    (file,) = done.json["files"]
    assert (done.code, file["created"], file["rejected"]) == (3, 2, 1)
    assert [problem["message"] for problem in file["problems"]] == ["reports to themselves"]


def test_exports_of_other_systems_are_recognised(no_settings: Path) -> None:
    folder = no_settings / "my export"
    folder.mkdir()
    (folder / "Account.csv").write_text("Id,IsDeleted,Name\n001000000000001AAA,0,Grid\n")
    (folder / "Connections.csv").write_text("First Name,Last Name,URL,Connected On\nMei,Sun,,01 Aug 2021\n")
    done = invoke("import", "my export")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "error: my export is no CSV folder of relgraph's own, but holds what salesforce, linkedin read.",
        "  → Name the source:",
        "  relgraph import salesforce 'my export/Account.csv'",
        "  relgraph import linkedin 'my export/Connections.csv' --owner ID-of-one-of-ours",
        "  relgraph init 'my export'   (asks, and does all of it)",
    ]
    assert not (no_settings / "data").exists()
    (alone,) = [
        line for line in invoke("import", "my export/Account.csv").err.splitlines() if "relgraph import" in line
    ]
    assert alone == "  relgraph import salesforce 'my export/Account.csv'"
