"""How facts and entities stood over time: versions by day, and of each what was recorded when and by whom."""

from datetime import date

import pytest

from relgraph.graph.client import Graph
from relgraph.record import timeline
from tests.draw import Drawing, tid
from tests.moments import say, stop
from tests.surfaces.graphql.conftest import Ask

CHANGES = "changes { field before after }"
STATES = f"states {{ recordedAt recordedBy operation replacedAt replacedBy values {CHANGES} }}"
TIMELINE = f"timeline {{ truncated versions {{ validFrom validTo source values {CHANGES} {STATES} }} }}"
OF_TIES = (
    "query ($id: ID!) { person(id: $id) { ties { nodes { externalId " + TIMELINE + " } } } }"
)  # asked of what holds today, it tells all days
OF_NODE = "query ($id: ID!) { node(id: $id) { ... on Recorded { externalId " + TIMELINE + " } } }"


@pytest.fixture
async def book(drawing: Drawing) -> Graph:
    d = drawing.org("acme").org("beta").unit("it", "acme").unit("lab", "acme", parent="it").people("ann", "bob", "cyd")
    await d.opportunity("deal", "acme", stage="lead").save()
    return drawing.graph


def changed(*told: tuple[str, object, object]) -> list[dict]:
    return [{"field": field, "before": before, "after": after} for field, before, after in told]


async def test_versions_of_a_fact_with_what_was_recorded_of_each(book: Graph, ask: Ask) -> None:
    tie = {"id": "t:tie", "person_a": "ann", "person_b": "bob"}
    await say(book, "mia", "01-05 09:00", "tie", **tie, strength=0.2, basis="alumni")
    await say(book, "kim", "02-05 09:00", "tie", id="t:tie", strength=0.3, last_contact=date(2026, 2, 1))
    await say(book, "mia", "03-05 09:00", "tie", id="t:tie", strength=0.8, valid_from=date(2026, 3, 1), source="call")
    await stop(book, None, "08-05 09:00", "tie", "t:tie", date(2026, 12, 1))
    await say(book, "mia", "01-06 09:00", "tie", id="t:other", person_a="ann", person_b="cyd", strength=0.5)
    nodes = (await ask(OF_TIES, id=tid("ann")))["person"]["ties"]["nodes"]
    told, other = sorted(nodes, key=lambda tie: tie["externalId"] == "t:other")
    assert told["timeline"]["truncated"] is False
    first, second = told["timeline"]["versions"]
    ends = {"personA": "t:ann", "personB": "t:bob"}
    assert {name: first[name] for name in ("validFrom", "validTo", "source", "values", "changes")} == {
        "validFrom": None,
        "validTo": "2026-03-01",
        "source": "t",
        "values": {**ends, "strength": 0.3, "basis": "alumni", "lastContact": "2026-02-01"},
        "changes": [],
    }
    assert first["states"] == [
        {
            "recordedAt": "2026-01-05T09:00:00+00:00",
            "recordedBy": "mia",
            "operation": None,
            "replacedAt": "2026-02-05T09:00:00+00:00",
            "replacedBy": "kim",
            "values": {**ends, "strength": 0.2, "basis": "alumni"},
            "changes": [],
        },
        {
            "recordedAt": "2026-02-05T09:00:00+00:00",
            "recordedBy": "kim",
            "operation": "test",
            "replacedAt": "2026-03-05T09:00:00+00:00",
            "replacedBy": "mia",
            "values": {**ends, "strength": 0.3, "basis": "alumni", "lastContact": "2026-02-01"},
            "changes": changed(("strength", 0.2, 0.3), ("lastContact", None, "2026-02-01")),
        },
        {
            "recordedAt": "2026-03-05T09:00:00+00:00",
            "recordedBy": "mia",
            "operation": "test",
            "replacedAt": None,
            "replacedBy": None,
            "values": {**ends, "strength": 0.3, "basis": "alumni", "lastContact": "2026-02-01"},
            "changes": changed(("validTo", None, "2026-03-01")),
        },
    ]
    assert (second["validFrom"], second["validTo"], second["source"]) == ("2026-03-01", "2026-12-01", "call")
    assert second["changes"] == changed(
        ("strength", 0.3, 0.8),
        ("source", "t", "call"),
    )
    assert [(s["recordedBy"], s["replacedBy"], s["changes"]) for s in second["states"]] == [
        ("mia", None, []),
        (None, None, changed(("validTo", None, "2026-12-01"))),
    ]
    assert [version["values"] for version in other["timeline"]["versions"]] == [
        {"personA": "t:ann", "personB": "t:cyd", "strength": 0.5}
    ]


@pytest.mark.parametrize(
    ("noun", "given", "told"),
    [
        ("unit", {"id": "t:lab", "parent": None}, ("parent", "t:it", None)),
        ("opportunity", {"id": "t:deal", "account": "beta"}, ("account", "t:acme", "t:beta")),
        ("opportunity", {"id": "t:deal", "stage": "contract"}, ("stage", "lead", "contract")),
        ("person", {"id": "t:ann", "aliases": ["Anna"]}, ("aliases", None, ["Anna"])),
        ("person", {"id": "t:ann", "name": "Ann Bee"}, ("name", "ann", "Ann Bee")),
    ],
)
async def test_entities_have_one_version_with_what_it_referred_to(
    book: Graph, ask: Ask, noun: str, given: dict, told: tuple
) -> None:
    await say(book, "kim", "02-05 09:00", noun, **given)
    id_ = (await ask(f"query ($id: ID!) {{ {noun}(id: $id) {{ id }} }}", id=given["id"]))[noun]["id"]
    (version,) = (await ask(OF_NODE, id=id_))["node"]["timeline"]["versions"]
    assert version["changes"] == []
    assert [(s["recordedBy"], s["changes"]) for s in version["states"]] == [(None, []), ("kim", changed(told))]
    assert version["values"].get(told[0]) == told[2]


async def test_what_is_left_out_is_told(book: Graph, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MAX_REVISIONS", 2)
    for n in range(4):
        await say(book, "kim", f"02-0{n + 1} 09:00", "person", id="t:ann", name=f"Ann {n}")
    id_ = (await ask('{ person(id: "t:ann") { id } }'))["person"]["id"]
    told = (await ask(OF_NODE, id=id_))["node"]["timeline"]
    assert told["truncated"] is True
    assert [s["values"]["name"] for s in told["versions"][0]["states"]] == ["Ann 1", "Ann 2", "Ann 3"]
    monkeypatch.setattr(timeline, "MAX_VERSIONS", 2)
    tie = {"person_a": "ann", "person_b": "bob"}
    for n in range(3):
        await say(book, "kim", "02-01 09:00", "tie", **tie, valid_from=date(2026, 1, n + 1), strength=n / 10)
    (tied,) = (await ask(OF_TIES, id=tid("bob")))["person"]["ties"]["nodes"]
    assert tied["timeline"]["truncated"] is True
    assert [v["values"]["strength"] for v in tied["timeline"]["versions"]] == [0.1, 0.2]


async def test_many_timelines_are_read_together(book: Graph, ask: Ask, transactions: list[str]) -> None:
    tie = {"person_a": "ann"}
    for other in ("bob", "cyd"):
        await say(book, "kim", "02-01 09:00", "tie", **tie, person_b=other)
    transactions.clear()
    await ask(OF_TIES, id=tid("ann"))
    assert transactions.count("record/list_revisions") == 1
