"""Writers commit at any moment, also in the middle of what the index reads: in the end it answers as it should.

The database here is a list of worlds, one after the other. Between any two people that a query reads, the next may
become true, as Neo4j's isolation (read committed) allows.
"""

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.graph.rows import Row
from relgraph.paths.index import news, search, service
from relgraph.paths.index.arrays import ALWAYS, MIRROR, NEVER, Code
from relgraph.paths.index.model import PeopleRead
from relgraph.paths.index.service import PathIndex
from relgraph.paths.index.table import AdjacencyTable
from relgraph.paths.model import PathOptions
from relgraph.paths.search import KBest, find_diverse
from tests.draw import TODAY
from tests.examples import EXAMPLES
from tests.paths.index.tables import find, page_of, page_seen_from_both_ends, table_of
from tests.paths.index.test_search_property import expected_paths, starts_of
from tests.paths.oracle import Edge, World, nearly_all
from tests.paths.test_paths_property import CASES, worlds

_COLUMNS = ("other", "code", "strength", "entry_since", "entry_until")


class Restless(Reader):
    """A database in which writers commit whenever it is their turn."""

    def __init__(self, worlds: list[World], turns: Iterator[bool]) -> None:
        self._worlds, self._turns = worlds, turns
        self.at = 0
        self.notes: list[list[str]] = [sorted(worlds[0].seats)]

    def commit(self) -> None:
        """The next world is true from now on."""
        if self.at + 1 < len(self._worlds):
            before, after = (_by_person(page_seen_from_both_ends(self._worlds[self.at + n])) for n in (0, 1))
            self.at += 1
            self.notes.append([person for person in after if after[person] != before.get(person)])

    async def _rows(self, query: Query, params: dict) -> list[Row]:
        await asyncio.sleep(0)
        self._maybe_commit()
        return [getattr(self, "_" + query.name.rpartition("/")[2])(**params)]

    def _maybe_commit(self) -> None:
        if next(self._turns, False):
            self.commit()

    def _find_mark(self) -> Row:
        return {"feed": "feed", "number": len(self.notes)}

    def _find_changes(self, feed: str, number: int, limit: int) -> Row:
        told = self.notes[number : number + limit]
        people = [person for note in told for person in note]
        more = len(told) == limit
        return {"feed": feed, "number": number + len(told), "told": True, "more": more} | _named(people)

    def _read_people(self, ids: list[str] | None, after: str, limit: int) -> Row:
        everybody = sorted(self._worlds[self.at].seats)
        people = [one for one in everybody if (one > after if ids is None else one in ids)][:limit]
        columns: dict[str, list] = {name: [] for name in PeopleRead.model_fields}
        for n, person in enumerate(people):
            self._maybe_commit()
            page = page_seen_from_both_ends if ids is not None else page_of
            own = _by_person(page(self._worlds[self.at]))[person]
            for name, value in zip(("ids", "declines", "since", "until"), own[0], strict=True):
                columns[name].append(value)
            columns["at"] += [n] * len(own[1])
            for row in own[1]:
                for name, value in zip(_COLUMNS, row, strict=True):
                    columns[name].append(value)
        return columns

    def _read_opportunities(self, ids: list[str] | None) -> Row:
        return {"ids": ["deal"], "since": [ALWAYS], "until": [NEVER]}

    def _find_places(self, kinds: list[str], avoid: list[str], prefer: list[str], opportunity: str | None) -> Row:
        avoided = ["rival", *(["ally"] if "partner" in kinds else []), *(["them"] if avoid else [])]
        return {"ours": ["us"], "avoided": avoided, "preferred": ["ally"] if prefer else [], "account": ["them"]}


def _named(people: list[str]) -> Row:
    return {"people": people, "opportunities": []}


def _by_person(page: PeopleRead) -> dict[str, tuple[tuple, list[tuple]]]:
    people = zip(page.ids, page.declines, page.since, page.until, strict=True)
    found: dict[str, tuple[tuple, list[tuple]]] = {one[0]: (one, []) for one in people}
    for n, at in enumerate(page.at):
        found[page.ids[at]][1].append(tuple(getattr(page, name)[n] for name in _COLUMNS))
    for _, rows in found.values():
        rows.sort()
    return found


def ends_of(table: AdjacencyTable) -> tuple[list, list]:
    """What stands between people: as each tells it, and as those at the other ends do."""
    told, mirrored = [], []
    for person in range(len(table.number)):
        for entry in table.entries[table.people["begin"][person] : table.people["end"][person]]:
            code = int(entry["code"])
            if code >= Code.TIE or code == Code.FRICTION:
                rest = str(entry["strength"]), int(entry["since"]), int(entry["until"])
                told.append((person, int(entry["other"]), code, *rest))
                mirrored.append((int(entry["other"]), person, int(MIRROR[code]), *rest))
    return sorted(told), sorted(mirrored)


async def ask(index: PathIndex, reader: Reader, targets, given_starts, k: int, options: PathOptions) -> KBest | None:
    starts = None if given_starts is None else sorted(given_starts)
    best = await index.search(
        reader, targets=sorted(targets), starts=starts, opportunity="deal", options=options, as_of=TODAY
    )
    return None if best is None else await find_diverse(best, k, options.diversity)


@settings(max_examples=EXAMPLES + EXAMPLES // 2)
@given(
    later=st.lists(worlds(), min_size=1, max_size=5),
    turns=st.lists(st.booleans(), max_size=60),
    readers=st.integers(1, 3),
    most=st.sampled_from([1, 3, 2_000]),
    notes=st.sampled_from([1, 2, 200]),
    **CASES,
)
async def test_however_writers_and_readers_meet_the_index_agrees_with_brute_force_in_the_end(
    later: list[World],
    turns: list[bool],
    readers: int,
    most: int,
    notes: int,
    world: World,
    targets,
    given_starts,
    k,
    options,
) -> None:
    database = Restless([world, *later], iter(turns))
    asked = targets, given_starts, k, options
    index = PathIndex()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(news, "PAGE", 2)
        patch.setattr(news, "NOTES", notes)
        patch.setattr(news, "NOTES_OF_MANY", notes)
        patch.setattr(news, "MANY", 2 * most)
        patch.setattr(service, "MOST_ANEW", most)
        await index.read(database)
        for _ in later:
            await asyncio.gather(*(ask(index, database, *asked) for _ in range(readers)))
            told, mirrored = ends_of((index._answering or index._behind).table)
            assert told == mirrored
        while database.at < len(later):
            database.commit()
        if (found := await ask(index, database, *asked)) is None:
            await index._keep(database, asyncio.Event())
            found = await ask(index, database, *asked)
    expected = expected_paths(later[-1], targets, given_starts, options)
    assert [(path.score, path.people) for path in found.paths] == nearly_all([path[:2] for path in expected[:k]])


CHAIN = World(
    {"ann": "us", "bob": "them", "boss": "them"}, [Edge("tie", "ann", "bob", 0.5), Edge("tie", "bob", "boss", 0.8)]
)
ENDED = World(CHAIN.seats, CHAIN.edges[1:])


async def test_of_a_tie_that_ends_between_two_reads_both_ends_are_mended() -> None:
    table = table_of(CHAIN)
    table.replace(_only("ann", ENDED))
    assert ends_of(table)[0] == ends_of(table)[1] == ends_of(table_of(ENDED))[0]
    table.replace(_only("bob", CHAIN))
    assert ends_of(table)[0] == ends_of(table)[1] == ends_of(table_of(CHAIN))[0]


def _only(person: str, world: World) -> PeopleRead:
    reader = Restless([world], iter(()))
    return PeopleRead.model_validate(reader._read_people([person], "", 1))


@settings(max_examples=EXAMPLES * 3)
@given(torn=st.lists(st.integers(0, 200), max_size=6), **CASES)
async def test_no_search_outlives_its_budget_whatever_the_table_holds(
    torn: list[int], world: World, targets, given_starts, k, options
) -> None:
    # Entries vanish at one end only. It cannot happen any more; if it did, a search would end all the same.
    table = table_of(world)
    for place in torn:
        table.entries["until"][place % len(table.entries)] = ALWAYS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "BUDGET", 20_000)
        await find(world, targets, starts_of(world, given_starts), k, options, TODAY, table)


async def test_a_table_whose_ends_disagree_ends_a_search_and_is_not_taken_for_none() -> None:
    table = table_of(CHAIN)
    ann, bob = (int(number) for number in table.numbers(["ann", "bob"]))
    own = slice(table.people["begin"][ann], table.people["end"][ann])
    between = (table.entries["other"][own] == bob) & (table.entries["code"][own] == Code.TIE)
    table.entries["until"][own] = np.where(between, ALWAYS, NEVER)
    found = await find(CHAIN, {"boss"}, {"ann"}, 3, PathOptions(), TODAY, table)
    assert (found.paths, found.complete_above) == ([], 0.4)


async def test_a_stance_in_an_opportunity_that_was_not_read_yet_is_in_bounds() -> None:
    table = table_of(CHAIN)
    page = _only("bob", CHAIN)
    more = {
        "at": 0,
        "other": "next deal",
        "code": Code.STANCE,
        "strength": -1.0,
        "entry_since": 0,
        "entry_until": NEVER,
    }
    table.replace(page.model_copy(update={name: [*getattr(page, name), value] for name, value in more.items()}))
    assert len(table.live) == len(table.opportunities) == 2
    found = await find(CHAIN, {"boss"}, {"ann"}, 3, PathOptions(), TODAY, table)
    assert [path.people for path in found.paths] == [["ann", "bob", "boss"]]
