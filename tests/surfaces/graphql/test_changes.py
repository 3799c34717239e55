"""What changed since a day at an account, at people, in an opportunity: exact rows and pages, while others write."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from tests.draw import Drawing, tid
from tests.moments import say, seen_by, stop
from tests.surfaces.graphql.conftest import Ask, Refuse

CHANGES = """query ($of: ChangesOfInput!, $since: Date!, $until: Date, $first: Int! = 50, $after: String) {
  changes(of: $of, since: $since, until: $until, first: $first, after: $after) {
    nodes {
      kind noun externalId recordedAt recordedBy operation validFrom validTo
      changes { field before after }
      thing { __typename externalId asOf holds }
    }
    pageInfo { hasNextPage endCursor }
  } }"""
ACME = {"account": tid("acme")}


@pytest.fixture
async def book(graph: Graph) -> Graph:
    d = Drawing(seen_by(graph, None, "01-01 08:00"))
    d.org("us", "vendor").org("acme").org("beta").unit("it", "acme").person("ann", at="us")
    d.person("bob", at="acme").person("cyd", at="beta").people("dan").opportunity("deal", "acme", stage="lead")
    await d.tie("bob", "cyd", 0.5).tie("cyd", "dan", 0.5).save()
    return graph


async def told(ask: Ask, of: dict, since: str = "2026-02-01", **more: object) -> list[tuple]:
    nodes = (await ask(CHANGES, of=of, since=since, **more))["changes"]["nodes"]
    return [
        (
            node["recordedAt"][5:16].replace("T", " "),
            node["recordedBy"],
            node["kind"],
            node["externalId"],
            (node["validFrom"], node["validTo"]),
            {each["field"]: (each["before"], each["after"]) for each in node["changes"]},
        )
        for node in nodes
    ]


async def write(book: Graph) -> None:
    """A year at acme, and elsewhere."""
    await say(book, "mia", "02-03 09:00", "person", id="t:eve", name="eve")
    seat = {"id": "t:seat", "person": "eve", "organization": "acme", "unit": "it"}
    await say(book, "mia", "02-03 09:00", "position", **seat, title="CTO", valid_from=date(2026, 1, 15))
    await say(book, "kim", "03-01 10:00", "tie", id="t:tie", person_a="ann", person_b="eve", strength=0.2)
    await say(book, "kim", "04-01 10:00", "tie", id="t:tie", strength=0.7, valid_from=date(2026, 3, 20))
    await say(book, "mia", "04-02 10:00", "tie", id="t:tie", strength=0.6)
    await say(book, None, "05-01 10:00", "opportunity", id="t:deal", stage="contract")
    await say(book, "mia", "05-02 10:00", "support", id="t:sup", person="eve", opportunity="deal", level=1)
    await say(book, "mia", "05-03 10:00", "tie", id="t:far", person_a="cyd", person_b="dan", strength=0.1)
    await stop(book, "kim", "06-01 10:00", "position", "t:seat", date(2026, 5, 31))
    await say(book, "kim", "06-02 10:00", "tie", id="t:late", person_a="dan", person_b="eve", strength=0.1)
    await stop(book, "kim", "07-01 10:00", "opportunity", "t:deal", date(2026, 7, 1), outcome="won")
    await say(book, "mia", "07-02 10:00", "unit", id="t:it", name="IT")


ALWAYS = (None, None)
WHOLE = [
    ("07-02 10:00", "mia", "CORRECTED", "t:it", ALWAYS, {"name": ("it", "IT")}),
    (
        *("07-01 10:00", "kim", "ENDED", "t:deal", (None, "2026-07-01")),
        {"outcome": (None, "won"), "validTo": (None, "2026-07-01")},
    ),
    ("06-01 10:00", "kim", "ENDED", "t:seat", ("2026-01-15", "2026-05-31"), {"validTo": (None, "2026-05-31")}),
    ("05-02 10:00", "mia", "RECORDED", "t:sup", ALWAYS, {}),
    ("05-01 10:00", None, "CORRECTED", "t:deal", ALWAYS, {"stage": ("lead", "contract")}),
    ("04-02 10:00", "mia", "CORRECTED", "t:tie", ("2026-03-20", None), {"strength": (0.7, 0.6)}),
    ("04-01 10:00", "kim", "CHANGED", "t:tie", ("2026-03-20", None), {"strength": (0.2, 0.7)}),
    ("03-01 10:00", "kim", "RECORDED", "t:tie", ALWAYS, {}),
    ("02-03 09:00", "mia", "RECORDED", "t:eve", ALWAYS, {}),
    ("02-03 09:00", "mia", "RECORDED", "t:seat", ("2026-01-15", None), {}),
]


async def test_what_changed_at_an_account(book: Graph, ask: Ask) -> None:
    await write(book)
    assert await told(ask, ACME) == WHOLE
    # By days of recording; what changed says when it holds.
    assert await told(ask, ACME, "2026-04-01", until="2026-05-02") == WHOLE[4:7]
    before = await told(ask, ACME, "2025-12-31", until="2026-02-01")
    seat, tie = (next(row[3] for row in before if row[3].startswith(f"t:{noun}.")) for noun in ("position", "tie"))
    assert sorted(row[3] for row in before) == sorted(["t:acme", "t:bob", "t:deal", "t:it", seat, tie])
    assert {row[:3] for row in before} == {("01-01 08:00", None, "RECORDED")}


async def test_what_changed_at_people_and_in_an_opportunity(book: Graph, ask: Ask) -> None:
    await write(book)
    assert [row[2:4] for row in await told(ask, {"people": [tid("dan"), tid("cyd")]})] == [
        ("RECORDED", "t:late"),
        ("RECORDED", "t:far"),
    ]
    assert [row[2:4] for row in await told(ask, {"people": [tid("eve")]}, "2026-05-03")] == [
        ("RECORDED", "t:late"),
        ("ENDED", "t:seat"),
    ]
    assert await told(ask, {"opportunity": tid("deal")}) == [WHOLE[1], WHOLE[3], WHOLE[4]]


async def test_the_things_are_those_of_today_or_of_a_day_on_which_they_held(book: Graph, ask: Ask) -> None:
    await write(book)
    nodes = (await ask(CHANGES, of=ACME, since="2026-02-01"))["changes"]["nodes"]
    things = [(each["thing"]["__typename"], *list(each["thing"].values())[1:]) for each in nodes]
    assert things == [
        ("Unit", "t:it", "2026-09-01", True),
        ("Opportunity", "t:deal", "2026-09-01", False),
        ("Position", "t:seat", "2026-05-30", True),
        ("Support", "t:sup", "2026-09-01", True),
        ("Opportunity", "t:deal", "2026-09-01", False),
        ("Tie", "t:tie", "2026-09-01", True),
        ("Tie", "t:tie", "2026-09-01", True),
        ("Tie", "t:tie", "2026-03-19", True),
        ("Person", "t:eve", "2026-09-01", True),
        ("Position", "t:seat", "2026-05-30", True),
    ]


@pytest.mark.parametrize("first", [1, 3, 9])
async def test_pages_are_exact_while_others_write(book: Graph, ask: Ask, first: int) -> None:
    await write(book)
    found, after, page = [], None, 0
    while True:
        answer = (await ask(CHANGES, of=ACME, since="2026-02-01", first=first, after=after))["changes"]
        found += [(node["kind"], node["externalId"]) for node in answer["nodes"]]
        page += 1
        # What was told, and what is still to come, is corrected meanwhile: by that nothing moves.
        for id_ in ("t:tie", "t:sup"):
            noun, field = ("tie", "strength") if id_ == "t:tie" else ("support", "level")
            value = round(0.01 * page, 2) if id_ == "t:tie" else page % 3
            await say(book, "zoe", f"08-01 10:{page:02}", noun, id=id_, **{field: value})
        after = answer["pageInfo"]["endCursor"]
        if not answer["pageInfo"]["hasNextPage"]:
            break
    assert found == [(row[2], row[3]) for row in WHOLE]


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        ({"of": {"account": "t:nobody"}}, NotFoundError, "of.account"),
        ({"of": {"people": ["t:bob", "t:nobody"]}}, NotFoundError, "of.people"),
        ({"of": {"opportunity": "t:acme"}}, NotFoundError, "of.opportunity"),
        ({"of": {"people": []}}, InputError, "of.people"),
        ({"of": {"people": ["x"]}}, InputError, "of.people"),
        ({"of": ACME, "until": "2026-02-01"}, InputError, "until"),
        ({"of": ACME, "after": "YWZ0ZXI6MQ=="}, InputError, "after"),
        ({"of": ACME, "first": 0}, InputError, "first"),
    ],
)
async def test_what_is_wrong_is_named(book: Graph, refuse: Refuse, given: dict, error: type, field: str) -> None:
    wrong = await refuse(CHANGES, since="2026-02-01", **given)
    assert type(wrong) is error
    assert isinstance(wrong, InputError)
    assert wrong.field == field
