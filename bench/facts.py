"""A world's facts as import files: seats, lines, ties and what else is between people, deals and accounts."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench import bonds, vocabulary
from bench.entities import Deals, Places
from bench.stored import Column, Numbers, OptionalWords, Sheet, Words
from bench.world import CUSTOMER, World

_CHUNK = 100_000
"""Rows that are held as text at a time."""

_LAYERS = OptionalWords("layer", range(101))
_PRIMARY = OptionalWords("primary", [False, True])
_LINES = Words(["solid", "dotted"])
_LETTERS = Words(list("DAEESIC"))
_LEVELS = OptionalWords("level", [-1, 0, 1, 2, 3])
_OWNER_ROLES = Words(["A", "B"])
_POSITION_CLASSES = OptionalWords("position_class", list("SABC"))
_RELATIONSHIP_CLASSES = OptionalWords("relationship_class", [1, 2, 3, 4, 5])
_TITLES = ["总经理", "副总经理", "部长", "主任", "经理", "主管", "工程师", "专员"]
_ENGLISH_TITLES = ["General manager", "Vice president", "Director", "Head", "Manager", "Lead", "Engineer", "Officer"]
_TITLE = OptionalWords("title", _TITLES)
_ENGLISH_TITLE = OptionalWords("english_title", _ENGLISH_TITLES)


class Facts:
    """Writes the relationship files of a world."""

    def __init__(self, world: World, places: Places, folder: Path) -> None:
        self._world, self._places, self._folder = world, places, folder

    def write(self) -> None:
        """Write all of them."""
        self._seats()
        self._lines()
        self._bonds()
        self._decisions()
        self._register()

    def _seats(self) -> None:
        """Everybody has a seat in their unit; some sat elsewhere before."""
        world, rng = self._world, self._world.rng("seats")
        with Sheet(self._folder / "HOLDS.csv") as sheet:
            for people in _chunks(np.arange(world.people)):
                self._seats_of(sheet, rng, people, None)
            former = np.flatnonzero(rng.random(world.mainland) < 0.05)
            place = rng.integers(0, len(world.organization_kind), len(former))
            elsewhere = place != world.organization[former]
            self._seats_of(sheet, rng, former[elsewhere], place[elsewhere])

    def _seats_of(self, sheet: Sheet, rng: np.random.Generator, people: Numbers, former: Numbers | None) -> None:
        """Present seats, or those at the former organisations."""
        layer, now = self._world.layer[people], former is None
        title = np.where(rng.random(len(people)) < 0.1, -1, np.minimum(layer - 1, len(_TITLES) - 1))
        organization = self._world.organization[people] if former is None else former
        unit = self._world.unit[people] if now else np.full(len(people), -1)
        sheet.facts(
            people,
            self._places.unit(unit) if now else self._places.organization(organization),
            [f"b:{'seat' if now else 'former'}.{person}" for person in people.tolist()],
            {
                **(vocabulary.always if now else vocabulary.past)(rng, len(people)),
                "layer": _LAYERS.take(layer if now else np.full(len(people), -1)),
                "primary": _PRIMARY.take(np.full(len(people), int(now))),
                "title": _TITLE.take(title),
                "english_title": _ENGLISH_TITLE.take(title),
            },
            person=self._places.people.take(people),
            organization=self._places.organizations.take(organization),
            unit=self._places.units.take(unit),
        )

    def _lines(self) -> None:
        world, rng = self._world, self._world.rng("lines")
        reporting = np.flatnonzero(world.manager >= 0)
        dotted = np.flatnonzero(rng.random(world.people) < 0.04)
        # To the head of some unit of the same organisation.
        units = np.searchsorted(world.unit_organization, [world.organization[dotted], world.organization[dotted] + 1])
        manager = world.unit_begin[rng.integers(units[0], units[1])]
        apart = manager != dotted
        with Sheet(self._folder / "REPORTS_TO.csv") as sheet:
            for people in _chunks(reporting):
                self._line(sheet, rng, people, world.manager[people], 0)
            self._line(sheet, rng, dotted[apart], manager[apart], 1)

    def _line(self, sheet: Sheet, rng: np.random.Generator, people: Numbers, manager: Numbers, line: int) -> None:
        count = len(people)
        values = (vocabulary.lasting if line else vocabulary.always)(rng, count)
        ids = [f"b:line.{person}.{line}" for person in people.tolist()]
        values["line"] = _LINES.take(np.full(count, line))
        self._between(sheet, {"person": people, "manager": manager}, ids, values)

    def _bonds(self) -> None:
        world, rng, number = self._world, self._world.rng("bonds"), 0
        with Sheet(self._folder / "TIE.csv") as sheet:
            for pairs in bonds.ties(world):
                for chunk in _chunks(np.arange(len(pairs[0]))):
                    values = {
                        **vocabulary.lasting(rng, len(chunk)),
                        "strength": vocabulary.strength(rng, len(chunk)),
                        "basis": vocabulary.basis(rng, len(chunk)),
                        "last_contact": vocabulary.last_contact(rng, len(chunk)),
                    }
                    ids = [f"b:tie.{n}" for n in range(number, number + len(chunk))]
                    self._between(sheet, {"person_a": pairs[0][chunk], "person_b": pairs[1][chunk]}, ids, values)
                    number += len(chunk)
        with Sheet(self._folder / "INFLUENCES.csv") as sheet:
            one, other = bonds.influences(world)
            for chunk in _chunks(np.arange(len(one))):
                values = {**vocabulary.lasting(rng, len(chunk)), "weight": vocabulary.weight(rng, len(chunk))}
                values["basis"] = vocabulary.basis(rng, len(chunk))
                ids = [f"b:sway.{n}" for n in chunk.tolist()]
                self._between(sheet, {"influencer": one[chunk], "influenced": other[chunk]}, ids, values)
        with Sheet(self._folder / "FRICTION.csv") as sheet:
            one, other = bonds.frictions(world)
            values = {**vocabulary.lasting(rng, len(one)), "basis": vocabulary.basis(rng, len(one))}
            ids = [f"b:rub.{n}" for n in range(len(one))]
            self._between(sheet, {"person_a": one, "person_b": other}, ids, values)

    def _between(self, sheet: Sheet, ends: dict[str, Numbers], ids: list[str], values: dict[str, Column]) -> None:
        """Facts between two people, from the first to the second of the ends."""
        one, other = ends.values()
        sheet.facts(one, other, ids, values, **{name: self._places.people.take(end) for name, end in ends.items()})

    def _decisions(self) -> None:
        """Seven people decide on a deal; where they stand was assessed, with some twice."""
        world, rng, deals = self._world, self._world.rng("decisions"), self._places.deals
        size = np.diff(world.organization_begin)[deals.organization]
        # Different people: steps that do not lead round the organisation.
        step, offset = rng.integers(1, size // 7 + 1), rng.integers(0, size)
        seat = np.arange(7)
        place = (offset[:, None] + seat * step[:, None]) % size[:, None]
        people = (world.organization_begin[deals.organization][:, None] + place).ravel()
        deal, letter = np.repeat(np.arange(deals.count), 7), np.tile(seat, deals.count)
        ends = {"person": self._places.people.take(people), "opportunity": self._places.opportunities.take(deal)}
        with Sheet(self._folder / "HAS_ROLE.csv") as sheet:
            ids = [f"b:role.{n}" for n in range(len(deal))]
            values = {**vocabulary.always(rng, len(deal)), "role": _LETTERS.take(letter)}
            sheet.facts(people, self._places.deal(deal), ids, values, **ends)
        self._supports(rng, deals, deal, people)

    def _supports(self, rng: np.random.Generator, deals: Deals, deal: Numbers, people: Numbers) -> None:
        first = deals.begin[deal]
        latest = first + rng.integers(1, 100, len(deal))
        never = np.full(len(deal), -1)
        twice = np.flatnonzero(rng.random(len(deal)) < 0.3)
        # A version ends where the next one begins.
        versions = [(np.arange(len(deal)), latest, never), (twice, first[twice], latest[twice])]
        with Sheet(self._folder / "HAS_SUPPORT.csv") as sheet:
            for rows, begin, end in versions:
                level = rng.choice([0, 1, 2, 3, 4, -1], len(rows), p=[0.1, 0.2, 0.3, 0.15, 0.05, 0.2])
                sheet.facts(
                    people[rows],
                    self._places.deal(deal[rows]),
                    [f"b:stance.{n}" for n in rows.tolist()],
                    {**vocabulary.spanned(rng, begin, end), "level": _LEVELS.take(level)},
                    person=self._places.people.take(people[rows]),
                    opportunity=self._places.opportunities.take(deal[rows]),
                )

    def _register(self) -> None:
        """Heads of upper units of customers are key contacts; most have an owner of ours, half of them a second."""
        world, rng = self._world, self._world.rng("register")
        upper = np.flatnonzero((world.unit_place < 3) & (world.unit_begin[:-1] < world.mainland))
        upper = upper[world.organization_kind[world.unit_organization[upper]] == CUSTOMER]
        contact, account, count = world.unit_begin[upper], world.unit_organization[upper], len(upper)
        with Sheet(self._folder / "KEY_CONTACT_OF.csv") as sheet:
            values = {
                **vocabulary.always(rng, count),
                "position_class": _POSITION_CLASSES.take(rng.integers(-1, 4, count)),
                "relationship_class": _RELATIONSHIP_CLASSES.take(rng.integers(-1, 5, count)),
            }
            ids = [f"b:key.{person}" for person in contact.tolist()]
            ends = {"person": self._places.people.take(contact), "account": self._places.organizations.take(account)}
            sheet.facts(contact, self._places.organization(account), ids, values, **ends)
        with Sheet(self._folder / "OWNS.csv") as sheet:
            for role, share in enumerate((0.8, 0.4)):
                owned = contact[rng.random(count) < share]
                owner = world.someone(rng, np.zeros(len(owned), dtype=np.int64), world.ours_count)
                values = {**vocabulary.lasting(rng, len(owned)), "role": _OWNER_ROLES.take(np.full(len(owned), role))}
                ids = [f"b:own.{person}.{role}" for person in owned.tolist()]
                self._between(sheet, {"owner": owner, "contact": owned}, ids, values)


def _chunks(numbers: Numbers) -> Iterator[Numbers]:
    for begin in range(0, len(numbers), _CHUNK):
        yield numbers[begin : begin + _CHUNK]
