"""Org charts: any depth in one query, tolerant of gaps, as of a day."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.kinds.position import Position, main_seat
from tests.draw import Drawing, name_of
from tests.surfaces.graphql.conftest import Ask, Refuse

FEB = date(2026, 2, 1)
CHART = """query ($organization: ID, $unit: ID, $person: ID, $depth: Int, $day: Date) {
  orgChart(organization: $organization, unit: $unit, person: $person, maxDepth: $depth, asOf: $day) {
    truncated entries { depth managerId person { personId externalId title } } } }"""


@pytest.fixture
def chart(ask: Ask):
    async def run(**top: object) -> list[tuple[str, str | None, int]]:
        data = await ask(CHART, **{"depth": 50, **top})
        entries = data["orgChart"]["entries"]
        known = {entry["person"]["personId"]: name_of(entry["person"]["externalId"]) for entry in entries}
        return [(name_of(e["person"]["externalId"]), known.get(e["managerId"]), e["depth"]) for e in entries]

    return run


@pytest.fixture
async def company(drawing: Drawing) -> Drawing:
    d = drawing.org("acme").org("other").unit("it", "acme").unit("net", "acme", parent="it").unit("hr", "acme")
    d.person("boss", at="acme", title="CEO", layer=1).person("cio", at="acme", unit="it").person(
        "dev", at="acme", unit="net"
    )
    d.person("lone", at="acme", unit="hr").person("aide", at="acme", unit="hr").person("guest", at="other")
    d.person("deep", at="acme", unit="net").person("then", at="acme", unit="it", until=FEB)
    d.reports("cio", "boss").reports("dev", "cio").reports("deep", "guest").reports("guest", "dev")
    d.reports("aide", "boss", "dotted").add("reporting_line", None, FEB, person="lone", manager="cio")
    await d.save()
    return d


async def test_an_organisation_shows_everyone_below_whom_they_report_to(company, chart) -> None:
    assert await chart(organization="t:acme") == [
        ("aide", None, 0),
        ("boss", None, 0),
        ("lone", None, 0),
        ("cio", "boss", 1),
        ("dev", "cio", 2),
        ("guest", "dev", 3),
        ("deep", "guest", 4),
    ]


async def test_a_unit_shows_its_parts(company, chart) -> None:
    assert await chart(unit="t:it") == [("cio", None, 0), ("dev", "cio", 1), ("guest", "dev", 2), ("deep", "guest", 3)]
    assert await chart(unit="t:hr") == [("aide", None, 0), ("lone", None, 0)]


async def test_a_person_shows_all_below(company, chart) -> None:
    assert await chart(person="t:cio") == [
        ("cio", None, 0),
        ("dev", "cio", 1),
        ("guest", "dev", 2),
        ("deep", "guest", 3),
    ]
    assert await chart(person="t:cio", depth=1) == [("cio", None, 0), ("dev", "cio", 1)]
    assert await chart(person="t:cio", depth=0) == [("cio", None, 0)]


async def test_a_chart_is_of_a_day(company, chart) -> None:
    then = await chart(unit="t:it", day="2026-01-15")
    assert ("lone", "cio", 1) in then
    assert ("then", None, 0) in then


async def test_two_solid_managers_show_a_person_once(company, chart) -> None:
    await company.reports("deep", "boss").save()
    shown = await chart(organization="t:acme")
    assert [entry for entry in shown if entry[0] == "deep"] == [("deep", "guest", 4)]


async def test_fifty_levels_come_in_one_query(drawing: Drawing, chart, transactions: list[str]) -> None:
    d = drawing.org("acme").person("p00", at="acme")
    for n in range(1, 56):
        d.person(f"p{n:02}", at="acme").reports(f"p{n:02}", f"p{n - 1:02}")
    await d.save()
    transactions.clear()
    shown = await chart(person="t:p00")
    assert transactions == ["people/find_org_chart"]
    assert shown == [(f"p{n:02}", f"p{n - 1:02}" if n else None, n) for n in range(51)]


async def test_a_chart_says_when_it_leaves_people_out(company, ask: Ask, monkeypatch) -> None:
    monkeypatch.setattr("relgraph.people.service.MAX_CHART", 2)
    data = await ask(CHART, organization="t:acme", depth=50)
    assert data["orgChart"]["truncated"] is True
    assert [entry["depth"] for entry in data["orgChart"]["entries"]] == [0, 0]


async def test_a_chart_needs_one_known_top(company, ask: Ask, refuse: Refuse) -> None:
    assert isinstance(await refuse(CHART, depth=5), InputError)
    assert isinstance(await refuse(CHART, organization="t:acme", unit="t:it", depth=5), InputError)
    assert isinstance(await refuse(CHART, organization="t:acme", depth=51), InputError)
    for top in ("organization", "unit", "person"):
        assert isinstance(await refuse(CHART, **{top: "t:nothing"}, depth=5), NotFoundError)
    await company.org("empty").save()
    assert (await ask(CHART, organization="t:empty", depth=5))["orgChart"]["entries"] == []


def test_the_main_seat_is_the_primary_one_or_the_highest() -> None:
    def seat(id_: str, **values: object) -> Position:
        return Position(id=id_, person="t:p", organization="t:o", **values)

    low, high, unknown, main = (
        seat("t:1", layer=5),
        seat("t:2", layer=2),
        seat("t:0"),
        seat("t:9", layer=9, primary=True),
    )
    assert main_seat([low, high, unknown, main]) == main
    assert main_seat([low, high, unknown]) == high
    assert main_seat([unknown]) == unknown
    assert main_seat([]) is None


TOP = "query ($of: OrgChartTopInput) { orgChart(of: $of) { entries { depth person { externalId } } } }"


@pytest.mark.parametrize("top", [{"organization": "t:acme"}, {"unit": "t:it"}, {"person": "t:cio"}])
async def test_the_top_is_named_in_one_place(company, chart, ask: Ask, top: dict[str, str]) -> None:
    entries = (await ask(TOP, of=top))["orgChart"]["entries"]
    before = await chart(**top)
    assert [(name_of(e["person"]["externalId"]), e["depth"]) for e in entries] == [(n, depth) for n, _, depth in before]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ('of: {unit: "t:none"}', "of.unit"),
        ('of: {unit: "nonsense"}', "of.unit"),
        ('of: {unit: "t:it"}, person: "t:cio"', "of"),
        ("maxDepth: 3", None),
    ],
)
async def test_it_is_named_once_and_is_there(company, refuse: Refuse, arguments: str, field: str | None) -> None:
    error = await refuse("{ orgChart(" + arguments + ") { truncated } }")
    assert isinstance(error, InputError)
    assert error.field == field
