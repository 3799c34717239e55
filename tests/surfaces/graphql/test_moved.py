"""People who moved, over GraphQL, page by page."""

from datetime import date

from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask

MOVED = """query ($after: String, $account: ID) {
  movedPeople(since: "2026-01-01", account: $account, first: 1, after: $after) {
  nodes { person { name primaryPosition { organization { name } } } account { name } leftOn joinedOn known }
  pageInfo { hasNextPage endCursor } } }"""


async def test_they_come_page_by_page(drawing: Drawing, ask: Ask) -> None:
    d = drawing.org("acme").org("grid")
    for name, month in (("bob", 6), ("cyd", 5)):
        d.person(name, at="acme", until=date(2026, month, 1))
        d.add("position", date(2026, 7, 1), person=name, organization="grid")
    await d.save()
    first = (await ask(MOVED, account="t:acme"))["movedPeople"]
    second = (await ask(MOVED, account="t:acme", after=first["pageInfo"]["endCursor"]))["movedPeople"]
    assert first["nodes"] == [
        {
            "person": {"name": "bob", "primaryPosition": {"organization": {"name": "grid"}}},
            "account": {"name": "acme"},
            "leftOn": "2026-06-01",
            "joinedOn": "2026-07-01",
            "known": False,
        }
    ]
    assert [node["person"]["name"] for node in second["nodes"]] == ["cyd"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
