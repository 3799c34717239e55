"""Employers that surely are organisations that are known already are these; all others stay apart."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.loading.service import import_source
from relgraph.connect.report import ImportReport
from relgraph.connect.source import Given
from relgraph.identity.matching.model import KnownOrganization
from relgraph.identity.matching.organizations import Employers, ResolvedBy
from relgraph.kinds import KINDS
from relgraph.record.read import find
from tests.draw import Drawing, tid

DATA = os.environ.get("RELGRAPH_DATA", "/nonexistent")
OWNED = Given(owner=tid("me"), day=date(2026, 3, 1))
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
DECOYS = ("The Citadel", "Citadel Credit Union", "Citadel Broadcasting", "Grid Dental Practice", "Huawei Coffee")


async def imported(drawing: Drawing, folder: Path, rows: list[tuple[str, str]]) -> ImportReport:
    """Import people at these companies, with these addresses."""
    file = folder / "Connections.csv"
    text = [
        f'P{n},Low,https://www.linkedin.com/in/p{n},{mail},"{at}",,01 Aug 2021\n' for n, (at, mail) in enumerate(rows)
    ]
    file.write_text(HEADER + "".join(text))
    return await import_source(drawing.graph, LINKEDIN, file, OWNED)


async def seats(drawing: Drawing) -> list[str]:
    found = await find(drawing.graph, KINDS["position"], as_of=None, limit=50)
    return [s.organization for s in sorted(found, key=lambda s: s.person) if s.person.startswith("linkedin:")]


@pytest.fixture
async def known(drawing: Drawing) -> Drawing:
    drawing.org("us", "vendor").person("me", at="us").org("citadel", name="Citadel").org("grid", name="Grid, Inc.")
    drawing.org("huawei", name="Huawei").add("identifier", id="domain:huawei.com", organization="huawei")
    drawing.org("twin1", name="Mill Ltd").org("twin2", name="Mill GmbH")
    await drawing.save()
    return drawing


async def test_certain_ones_are_those_that_are_known(known: Drawing, tmp_path: Path) -> None:
    rows = [
        ("GRID", ""),
        ("Citadel Advisors LLC", ""),
        ("Huawei Technologies Co., Ltd.", "p2@huawei.com"),
        ("huawei  technologies co., ltd.", ""),
        ("Mill Ltd", ""),
        ("Mill AG", ""),
    ]
    first = await imported(known, tmp_path, rows)
    told = [
        tid("grid"),
        tid("citadel"),
        tid("huawei"),
        tid("huawei"),
        tid("twin1"),
        "linkedin:org.mill-ag",
    ]
    assert await seats(known) == told
    assert first.files[0].note == (
        f"employers that are known already: 5: 'GRID' is Grid, Inc. ({tid('grid')}), by the same name; "
        f"'Citadel Advisors LLC' is Citadel ({tid('citadel')}), by the same name but for words as Group or Capital; "
        f"'Huawei Technologies Co., Ltd.' is Huawei ({tid('huawei')}), by the beginning of the name, and the domain of "
        f"the e-mail address; 'huawei technologies co., ltd.' is Huawei ({tid('huawei')}), by the beginning of the "
        f"name, and the domain of the e-mail address; 'Mill Ltd' is Mill Ltd ({tid('twin1')}), by the same name"
    )
    again = await imported(known, tmp_path, rows)
    assert again.nothing_changed
    assert await seats(known) == told


async def test_decoys_stay_apart(known: Drawing, tmp_path: Path) -> None:
    report = await imported(known, tmp_path, [*((name, "") for name in DECOYS), ("Huawei Technologies", "p@gmail.com")])
    assert report.files[0].note is None
    assert not {tid("citadel"), tid("grid"), tid("huawei")} & set(await seats(known))
    organizations = await find(known.graph, KINDS["organization"], as_of=None, limit=50)
    assert {o.name for o in organizations if o.id.startswith("linkedin:")} == {*DECOYS, "Huawei Technologies"}


async def test_what_was_told_before_stays_what_it_was(drawing: Drawing, tmp_path: Path) -> None:
    await drawing.org("us", "vendor").person("me", at="us").save()
    await imported(drawing, tmp_path, [("Grid", "")])
    await drawing.org("grid", name="GRID").save()
    again = await imported(drawing, tmp_path, [("Grid", "")])
    assert again.nothing_changed
    assert await seats(drawing) == ["linkedin:org.grid"]


async def test_without_what_cleans_names_all_is_as_it_was(
    known: Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relgraph.connect.loading.service.missing", lambda _extra: ["cleanco"])
    report = await imported(known, tmp_path, [("GRID", "")])
    assert (report.files[0].note, await seats(known)) == (None, ["linkedin:org.grid"])


def test_a_domain_alone_is_not_enough() -> None:
    known = Employers([KnownOrganization("t:huawei", ("Huawei",), frozenset({"huawei.com"}))])
    assert known.resolve("Grid", "huawei.com") is None
    assert known.resolve("Hua", "huawei.com") is None
    assert known.resolve("Huawei Cloud", "huawei.com") == ("t:huawei", "Huawei", ResolvedBy.DOMAIN)
    assert known.resolve("Huawei Cloud", "gmail.com") is None
    shared = [KnownOrganization(f"t:{n}", ("Huawei Cloud",), frozenset({"huawei.com"})) for n in "ab"]
    assert Employers(shared).resolve("Huawei Cloud Europe", "huawei.com") is None


def reference_cases() -> list[tuple[str, str]]:
    text = Path(DATA, "crm", "linkedin", "org_name_resolution_cases.csv").read_text(encoding="utf-8")
    return [(row["employer_string"], row["expected_org"]) for row in csv.DictReader(text.splitlines())]


@pytest.mark.skipif(not Path(DATA, "crm").is_dir(), reason="RELGRAPH_DATA names no reference exports")
async def test_reference_cases(drawing: Drawing, tmp_path: Path) -> None:
    drawing.org("us", "vendor").person("me", at="us").org("jane_street", name="Jane Street")
    await drawing.org("citadel_securities", name="Citadel Securities").org("citadel_llc", name="Citadel LLC").save()
    cases = reference_cases()
    await imported(drawing, tmp_path, [(name, "") for name, _ in cases])
    people = await find(drawing.graph, KINDS["position"], as_of=None, limit=50)
    at = {seat.person: seat.organization for seat in people}
    for number, (name, expected) in enumerate(cases):
        known = at[f"linkedin:p{number}"]
        assert (known.removeprefix("t:") if known.startswith("t:") else "") == expected, name
