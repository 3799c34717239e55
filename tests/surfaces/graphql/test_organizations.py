"""An organisation as one screen shows it: its org chart, and what it is in numbers."""

from datetime import date

import pytest

from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask

MAY = date(2026, 5, 1)
STATS = """people units openOpportunities deciders knownDeciders knownPeople ties strongestTie lastContact"""


@pytest.fixture
async def accounts(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").org("beta").org("empty", "other")
    d.people("ann", "abe", at="us").person("left", at="us", until=MAY)
    d.unit("works", "acme").unit("line", "acme", parent="works")
    d.person("boss", at="acme").person("head", at="acme", unit="works").person("hand", at="acme", unit="line")
    d.add("position", person="boss", organization="acme", title="adviser")
    d.reports("head", "boss").reports("hand", "head").person("solo", at="beta")
    d.tie("ann", "boss", 0.25, last_contact=date(2026, 8, 1)).tie("abe", "boss", 0.75).tie("ann", "head")
    # A tie of somebody who left, one that has ended, and one to somebody else are none to us.
    d.tie("left", "hand", 0.9).tie("abe", "hand", 0.9, since=date(2026, 1, 1), until=MAY).tie("boss", "solo", 1.0)
    d.opportunity("grid", "acme").opportunity("dam", "acme").opportunity("past", "acme", until=MAY)
    d.role("boss", "grid", "D", "A").role("hand", "grid", "A").role("head", "grid", "I").role("head", "past", "D")
    await d.save()
    return d


async def test_an_organisation_in_numbers_all_in_one_query(
    accounts: Drawing, ask: Ask, transactions: list[str]
) -> None:
    data = await ask(f"{{ organizations {{ nodes {{ externalId stats {{ asOf {STATS} }} }} }} }}")
    assert transactions == ["kinds/find_organizations", "accounts/count_organizations"]
    found = {node["externalId"]: tuple(node["stats"].values()) for node in data["organizations"]["nodes"]}
    assert found == {
        "t:acme": ("2026-09-01", 3, 2, 2, 2, 1, 2, 3, 0.75, "2026-08-01"),
        "t:beta": ("2026-09-01", 1, 0, 0, 0, 0, 0, 0, None, None),
        "t:empty": ("2026-09-01", 0, 0, 0, 0, 0, 0, 0, None, None),
        "t:us": ("2026-09-01", 2, 0, 0, 0, None, None, None, None, None),
    }


async def test_numbers_are_of_the_day_and_have_an_id_of_it(accounts: Drawing, ask: Ask) -> None:
    then = await ask(f'{{ organization(id: "t:acme", asOf: "2026-04-01") {{ stats {{ id {STATS} }} }} }}')
    now = await ask(f'{{ organization(id: "t:acme") {{ stats {{ id {STATS} }} }} }}')
    told = dict(then["organization"]["stats"])
    assert told.pop("id") != now["organization"]["stats"]["id"]
    assert tuple(told.values()) == (3, 2, 3, 3, 3, 3, 5, 0.9, None)


async def test_the_org_chart_of_an_organisation_is_that_of_the_root(accounts: Drawing, ask: Ask) -> None:
    shown = "{ asOf truncated entries { depth managerId person { id name } } }"
    data = await ask(
        f"""{{ organization(id: "t:acme", asOf: "2026-06-01") {{ orgChart {shown} top: orgChart(maxDepth: 0) {shown} }}
        root: orgChart(of: {{ organization: "t:acme" }}, asOf: "2026-06-01") {shown} }}"""
    )
    chart = data["organization"]["orgChart"]
    assert chart == data["root"]
    assert [(entry["depth"], entry["person"]["name"]) for entry in chart["entries"]] == [
        *((0, "boss"), (1, "head"), (2, "hand"))
    ]
    assert [entry["person"]["name"] for entry in data["organization"]["top"]["entries"]] == ["boss"]
    assert chart["asOf"] == "2026-06-01"
