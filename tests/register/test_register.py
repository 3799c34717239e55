"""The register of key contacts: who is in it, in which order, who answers for them, and what is missing."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from relgraph.analyses.asked import RegisterAsked
from relgraph.analyses.contacts import REGISTER
from relgraph.analyses.declaration import Means
from relgraph.core.errors import NotFoundError
from relgraph.graph.client import Graph
from relgraph.register.model import KeyContactRegister, RegisterEntry, RegisterLack
from tests.draw import TODAY, Drawing, drawn_once, tid
from tests.register.worlds import JULY, JUNE, LATER, LONG_AGO, MAY, draw


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def read(graph: Graph, account: str = "acme", as_of: date = TODAY) -> KeyContactRegister:
    return await REGISTER.run(Means(graph), RegisterAsked(account=tid(account), as_of=as_of))


def missing(register: KeyContactRegister) -> dict[str, list[str]]:
    return {entry.person.name: [lack.value for lack in entry.missing] for entry in register.entries}


async def test_each_thing_that_is_missing_is_told_and_nothing_else(graph: Graph) -> None:
    register = await read(graph)
    assert list(missing(register).items()) == [
        ("sue", []),
        ("amy", []),
        ("bob", []),
        ("lee", ["no_layer"]),
        ("sid", ["no_seat"]),
        ("two", ["two_a_owners"]),
        ("bak", ["no_b_owner", "owner_left"]),
        ("old", ["no_a_owner", "owner_left"]),
        ("own", ["no_b_owner"]),
        ("who", ["no_a_owner"]),
        ("cal", ["no_relationship_class"]),
        ("eve", ["no_position_class"]),
        ("zed", ["no_position_class", "no_relationship_class", "no_a_owner", "no_b_owner"]),
    ]
    assert (register.account, register.as_of, register.key_contacts, register.whole) == (tid("acme"), TODAY, 13, 3)
    assert [(each.code.value, each.count, each.en, each.zh) for each in register.missing] == [
        ("no_position_class", 2, "position class unknown", "职位等级未知"),
        ("no_relationship_class", 2, "relationship class unknown", "关系等级未知"),
        ("no_seat", 1, "no seat known", "任职未知"),
        ("no_layer", 1, "layer unknown", "层级未知"),
        ("no_a_owner", 3, "no A-owner", "无A角"),
        ("two_a_owners", 1, "more than one A-owner", "A角多于一人"),
        ("no_b_owner", 3, "no B-owner", "无B角"),
        ("owner_left", 2, "an owner has left", "责任人已离职"),
    ]
    assert register.truncated is False


async def test_an_entry_tells_seat_classes_owners_and_contact(graph: Graph) -> None:
    entries = {entry.person.name: entry for entry in (await read(graph)).entries}
    sue = entries["sue"]
    assert (sue.person.title, sue.person.unit, sue.person.layer, sue.person.organization) == ("CEO", "it", 2, "acme")
    assert [(e.position_class, e.relationship_class) for e in (sue, entries["eve"], entries["cal"])] == [
        ("S", 1),
        (None, 1),
        ("C", None),
    ]
    # Amy has a second entry, of another system: since May, with a relationship class only.
    assert (entries["amy"].position_class, entries["amy"].relationship_class) == ("A", 1)
    assert {name: _owners(entries[name]) for name in ("amy", "bob", "old", "who", "two", "zed")} == {
        "amy": [("A", "abe", None, True, None), ("B", "ann", None, True, None), ("C", "ann", None, True, None)],
        "bob": [("A", "ann", None, True, None), ("B", "joe", JUNE, True, None)],
        "old": [("A", "gus", None, False, MAY), ("B", "abe", None, True, None)],
        "who": [("A", "nil", None, None, None), ("B", "abe", None, True, None)],
        "two": [("A", "abe", None, True, None), ("A", "ann", None, True, None), ("B", "joe", None, True, None)],
        "zed": [],
    }
    # A call and a mail are no key actions; whoever has left, and days to come, do not count.
    contact = {name: (entry.last_key_action, entry.last_contact) for name, entry in entries.items()}
    assert {name: days for name, days in contact.items() if days != (None, None)} == {
        "sue": (MAY, JULY),
        "amy": (None, MAY),
        "cal": (None, JUNE),
    }


def _owners(entry: RegisterEntry) -> list[tuple[str, str, date | None, bool | None, date | None]]:
    return [(each.role.value, each.name, each.since, each.with_us, each.left_on) for each in entry.owners]


async def test_on_a_day_before_it_is_as_it_was(graph: Graph) -> None:
    before = await read(graph, as_of=date(2026, 4, 1))
    # Gus was still with us, joe was not; dad was alive, and was was registered.
    assert {name: lacks for name, lacks in missing(before).items() if name in ("bob", "two", "old", "bak")} == {
        "bob": ["no_b_owner"],
        "two": ["two_a_owners", "no_b_owner"],
        "old": [],
        "bak": [],
    }
    entries = {entry.person.name: entry for entry in before.entries}
    assert _owners(entries["bob"]) == [("A", "ann", None, True, None)]
    assert _owners(entries["two"])[2] == ("B", "joe", None, None, None)
    assert [name for name in entries if name in ("dad", "was", "new")] == ["dad", "was"]
    assert (entries["amy"].position_class, entries["amy"].relationship_class) == ("A", 2)
    assert entries["sue"].last_contact is None
    assert list(missing(await read(graph, as_of=LONG_AGO.replace(year=2019))))[:2] == ["dad", "sue"]
    assert "new" in missing(await read(graph, as_of=LATER))
    assert {"dad", "was"} & missing(await read(graph, as_of=JULY)).keys() == set()


async def test_an_account_without_key_contacts_has_an_empty_register(graph: Graph) -> None:
    register = await read(graph, "none")
    assert (register.entries, register.key_contacts, register.whole, register.truncated) == ([], 0, 0, False)
    assert {each.count for each in register.missing} == {0}
    assert [each.code for each in register.missing] == list(RegisterLack)


async def test_what_is_no_account_is_told(graph: Graph) -> None:
    for name in ("nobody", "ann"):
        with pytest.raises(NotFoundError) as told:
            await read(graph, name)
        assert told.value.field == "account"


async def test_one_query_reads_an_account_however_many_key_contacts_it_has(
    graph: Graph, transactions: list[str]
) -> None:
    for account in ("acme", "grid", "none"):
        transactions.clear()
        await read(graph, account)
        assert transactions == ["evaluation/find_sides", "record/find_references", "register/find_key_contacts"]
