"""The arrays of the index in the making: filled from what was read, and brought up to date person by person."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from relgraph.paths.index.arrays import (
    ENTRY,
    FIRST_STEP,
    MIRROR,
    NEVER,
    PERSON,
    SPAN,
    Code,
    Flags,
    Numbers,
    Records,
    Sizes,
)
from relgraph.paths.index.model import OpportunitiesRead, PeopleRead

_UNKNOWN = -9.0
_BLOCK = 50_000
"""So many people are set up at a time."""
_SPARE = 16
"""A full table grows by this part of itself."""


class Numbering(dict[str, int]):
    """Numbers things by id as they are met; `ids` has them by number."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def __missing__(self, id_: str) -> int:
        number = self[id_] = len(self)
        self.ids.append(id_)
        return number


class AdjacencyTable:
    """Everybody by number, and their entries. Not to be changed while a search reads it."""

    def __init__(self) -> None:
        self.number, self.places, self.opportunities = Numbering(), Numbering(), Numbering()
        self.people, self.entries, self.live = (np.zeros(0, dtype=kind) for kind in (PERSON, ENTRY, SPAN))
        self._order: Numbers = np.zeros(0, dtype=np.int32)
        self._used = 0
        self._pages: list[tuple[Numbers, Records]] = []

    def add(self, page: PeopleRead) -> None:
        """Note a page of everybody. It tells each fact once, from the person where it begins."""
        self._pages.append(self._read(page))

    def finish(self, opportunities: OpportunitiesRead) -> None:
        """Set up everybody whose pages were noted, and their entries seen from both ends.

        Some people at a time: nothing large is held twice.
        """
        at, facts = _joined(self._pages)
        self._pages = []
        code, other = facts["code"], facts["other"]
        two = _has_two_ends(facts) | (code == Code.ASKING)
        self.entries = np.zeros(np.count_nonzero(code != Code.ASKING) + np.count_nonzero(two), dtype=ENTRY)
        for first in range(0, len(self.number), _BLOCK):
            own = np.flatnonzero((at >= first) & (at < first + _BLOCK))
            ends = np.flatnonzero(two & (other >= first) & (other < first + _BLOCK))
            seen = facts[ends]
            seen["other"], seen["code"] = at[ends], MIRROR[code[ends]]
            self._append(
                np.arange(first, min(first + _BLOCK, len(self.number)), dtype=np.int32),
                *_in_order(np.concatenate([at[own], other[ends]]), np.concatenate([facts[own], seen])),
            )
        self._rank()
        self.set_opportunities(opportunities)

    @property
    def nbytes(self) -> int:
        """What the arrays take."""
        return self.people.nbytes + self.entries.nbytes + self.live.nbytes

    def replace(self, page: PeopleRead) -> None:
        """Put in some people with all of their entries, known or new.

        Whatever stands between two people is told by both of them from now on, also where the page tells it of one
        only, or tells the two differently because the graph changed while it was read.
        """
        read_at, read = self._read(page)
        people = self.numbers(page.ids)
        at, entries = self._agreed(people, read_at, read)
        more, more_at, more_entries = self._other_ends(people, at, entries)
        self._rank()
        at, entries = _in_order(np.concatenate([at, more_at]), np.concatenate([entries, more_entries]))
        self._make_room(len(entries))
        self._append(np.concatenate([people, more]), at, entries)
        self._know_opportunities()

    def _agreed(self, people: Numbers, at: Numbers, entries: Records) -> tuple[Numbers, Records]:
        """What was read of people, where of two who were both read the one who was read last tells for both."""
        turn = np.full(len(self.people), -1)
        turn[people] = np.arange(len(people))
        two = np.flatnonzero(_has_two_ends(entries))
        telling, told = turn[at[two]], turn[entries["other"][two]]
        keep = np.ones(len(entries), dtype=bool)
        keep[two[told > telling]] = False
        ends, seen = _from_the_other_end(at, entries, two[(told >= 0) & (told < telling)])
        return np.concatenate([at[keep], ends]), np.concatenate([entries[keep], seen])

    def _other_ends(self, people: Numbers, at: Numbers, entries: Records) -> tuple[Numbers, Numbers, Records]:
        """Others who tell what is between them and these people otherwise than is put in now: who, and all of theirs.

        Mostly there are none: a change names both ends of what it changes.
        """
        among = np.zeros(len(self.people), dtype=bool)
        among[people] = True
        old_at, old = self._entries_of(people)
        between = [np.flatnonzero(_has_two_ends(rows) & ~_among(among, rows)) for rows in (old, entries)]
        others = _differing(old[between[0]], old_at[between[0]], entries[between[1]], at[between[1]])
        changed = np.zeros(len(self.people), dtype=bool)
        changed[others] = True
        theirs_at, theirs = self._entries_of(others)
        keep = ~_among(among, theirs)
        ends, seen = _from_the_other_end(at, entries, between[1][changed[entries["other"][between[1]]]])
        return others, np.concatenate([theirs_at[keep], ends]), np.concatenate([theirs[keep], seen])

    def _entries_of(self, people: Numbers) -> tuple[Numbers, Records]:
        """Whose, and which, the entries of these people are."""
        begin = self.people["begin"][people]
        lengths = self.people["end"][people] - begin
        rows = np.repeat(begin - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())
        return np.repeat(people, lengths), self.entries[rows]

    def _append(self, people: Numbers, at: Numbers, entries: Records) -> None:
        """Put in the entries of these people, which are in order, in place of what they have."""
        self.entries[self._used : self._used + len(entries)] = entries
        self.people["begin"][people] = self._used + np.searchsorted(at, people, side="left")
        self.people["end"][people] = self._used + np.searchsorted(at, people, side="right")
        self._used += len(entries)

    def set_opportunities(self, read: OpportunitiesRead) -> None:
        """Put in when some opportunities are live."""
        numbers = [self.opportunities[id_] for id_ in read.ids]
        self._know_opportunities()
        self.live["since"][numbers], self.live["until"][numbers] = read.since, read.until

    def _know_opportunities(self) -> None:
        """Every opportunity that an entry names has its place; one that was not read yet is not live."""
        missing = np.zeros(len(self.opportunities) - len(self.live), dtype=SPAN)
        missing["since"] = missing["until"] = NEVER
        self.live = np.append(self.live, missing)

    def numbers(self, ids: Sequence[str]) -> Numbers:
        """The numbers of people; those the table does not know are left out."""
        return np.array([self.number[id_] for id_ in ids if id_ in self.number], dtype=np.int32)

    def seated(self, places: Sequence[str], day: int) -> Numbers:
        """Whoever has a seat at one of the places on the day, by number."""
        at_place = np.zeros(len(self.places) + 1, dtype=bool)
        at_place[[self.places[id_] for id_ in places if id_ in self.places]] = True
        seats = np.flatnonzero(self.entries["code"][: self._used] == Code.SEAT)
        seat = self.entries[seats]
        holds = (seat["since"] <= day) & (seat["until"] > day) & at_place[seat["other"]]
        return self._owners(seats[holds])

    def _owners(self, entries: Sizes) -> Numbers:
        """Whose entries these are; those that were replaced are nobody's."""
        having = np.flatnonzero(self.people["end"] > self.people["begin"])
        having = having[np.argsort(self.people["begin"][having])]
        if not len(having):
            return np.zeros(0, dtype=np.int32)
        owner = having[np.searchsorted(self.people["begin"][having], entries, side="right") - 1]
        mine = (self.people["begin"][owner] <= entries) & (entries < self.people["end"][owner])
        return np.unique(owner[mine]).astype(np.int32)

    def _read(self, page: PeopleRead) -> tuple[Numbers, Records]:
        """Whose each entry of a page is, by number, and the entries; the people themselves are put in."""
        numbers = np.array([self.number[id_] for id_ in page.ids], dtype=np.int32)
        numbered = [self.number] * len(Code)
        numbered[Code.SEAT], numbered[Code.STANCE] = self.places, self.opportunities
        entries = np.zeros(len(page.at), dtype=ENTRY)
        entries["code"], entries["strength"] = page.code, page.strength
        entries["other"] = [numbered[code][id_] for code, id_ in zip(page.code, page.other, strict=True)]
        entries["since"], entries["until"] = page.entry_since, page.entry_until
        entries["strength"][entries["strength"] == _UNKNOWN] = np.nan
        self._add_new()
        for name in ("declines", "since", "until"):
            self.people[name][numbers] = getattr(page, name)
        return numbers[np.array(page.at, dtype=np.int64)], entries

    def _add_new(self) -> None:
        """Make room for people who were numbered just now. Until one was read, nobody passes there."""
        first, count = len(self.people), len(self.number)
        if count > first:
            more = np.zeros(count + count // _SPARE - first, dtype=PERSON)
            more["since"] = more["until"] = NEVER
            self.people = np.append(self.people, more)

    def _rank(self) -> None:
        """Put those who are new in their place in the order of ids."""
        ids, ranked = self.number.ids, len(self._order)
        new = sorted(range(ranked, len(ids)), key=ids.__getitem__)
        if new:
            order = self._order.tolist()
            places = [bisect_left(order, ids[n], key=ids.__getitem__) for n in new]
            self._order = np.insert(self._order, places, new)
            self.people["rank"][self._order] = np.arange(len(ids))

    def _make_room(self, count: int) -> None:
        """Room for so many more entries; what was replaced is given up when the table is full."""
        if self._used + count <= len(self.entries):
            return
        lengths = self.people["end"] - self.people["begin"]
        end = np.cumsum(lengths)
        used = int(end[-1])
        rows = np.repeat(self.people["begin"] - (end - lengths), lengths) + np.arange(used)
        moved = np.zeros(used + count + used // _SPARE, dtype=ENTRY)
        moved[:used] = self.entries[rows]
        self.people["begin"], self.people["end"] = end - lengths, end
        self.entries, self._used = moved, used


def _joined(pages: list[tuple[Numbers, Records]]) -> tuple[Numbers, Records]:
    at = np.concatenate([np.zeros(0, dtype=np.int32), *(at for at, _ in pages)])
    return at, np.concatenate([np.zeros(0, dtype=ENTRY), *(entries for _, entries in pages)])


def _has_two_ends(entries: Records) -> Flags:
    """Which of these stand between two people, and are told by both."""
    return np.asarray((entries["code"] >= FIRST_STEP) | (entries["code"] == Code.FRICTION))


def _among(people: Flags, entries: Records) -> Flags:
    """Which of these stand between somebody and one of the people marked."""
    two = np.flatnonzero(_has_two_ends(entries))
    there = np.zeros(len(entries), dtype=bool)
    there[two] = people[entries["other"][two]]
    return there


def _from_the_other_end(at: Numbers, entries: Records, rows: Sizes) -> tuple[Numbers, Records]:
    """Whose some of these entries are at the other end, and how they look from there."""
    seen = entries[rows]
    ends = seen["other"].copy()
    seen["other"], seen["code"] = at[rows], MIRROR[seen["code"]]
    return ends, seen


def _differing(old: Records, old_at: Numbers, new: Records, new_at: Numbers) -> Numbers:
    """Those at the other ends of what is among the old or the new, and not as often among both."""
    told = [name for name in ENTRY.names or () if name != "doubled"]
    rows = np.zeros(len(old) + len(new), dtype=[("at", np.int32), *((name, ENTRY[name]) for name in told)])
    for name in told:
        rows[name] = np.concatenate([old[name], new[name]])
    rows["at"] = np.concatenate([old_at, new_at])
    kinds, first, kind = np.unique(
        rows.view(np.dtype((np.void, rows.dtype.itemsize))), return_index=True, return_inverse=True
    )
    sign = np.concatenate([np.full(len(old), -1), np.full(len(new), 1)])
    balance = np.zeros(len(kinds), dtype=np.int64)
    np.add.at(balance, kind.ravel(), sign)
    return np.unique(rows["other"][first[balance != 0]])


def _in_order(at: Numbers, entries: Records) -> tuple[Numbers, Records]:
    """By person, then by code, then those of unknown strength, then the strongest; without what the other end has."""
    keep = np.flatnonzero(entries["code"] != Code.ASKING)
    weakness = -entries["strength"][keep]
    weakness[np.isnan(weakness)] = -np.inf
    order = keep[np.lexsort((weakness, entries["code"][keep], at[keep]))]
    at, entries = at[order], entries[order]
    _mark_doubled(at, entries)
    return at, entries


def _mark_doubled(at: Numbers, entries: Records) -> None:
    """Mark ties and influences of unknown strength beside which a recorded one was told, of whatever day and way."""
    assessed = (entries["code"] >= Code.TIE) & (entries["code"] <= Code.SWAYED)
    unknown = np.isnan(entries["strength"])
    pair = at.astype(np.int64) << 32 | entries["other"]
    entries["doubled"] = False
    rows = np.flatnonzero(assessed & unknown)
    entries["doubled"][rows] = np.isin(pair[rows], pair[assessed & ~unknown])
