"""Power maps made up for pictures: of any size, with long names of several scripts, and much that is unknown."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from relgraph.closeness.model import Rater, Rating
from relgraph.kinds.friction import Friction
from relgraph.kinds.influence import Influence
from relgraph.kinds.reporting_line import ReportingLine
from relgraph.people.model import PersonCard
from relgraph.powermap.changes import MapChange, MapChangeKind, MapChanges
from relgraph.powermap.model import (
    MapPerson,
    MapRelations,
    MapRow,
    MapSupport,
    NearestTie,
    Surroundings,
    power_map,
)
from relgraph.powermap.service import PowerMapView

DAY = date(2026, 9, 1)
NAMES = (
    *("王建国", "欧阳文博", "Li Na", "Maximilian Featherstonehaugh-Cholmondeley von und zu Guttenberg", "W" * 40),
    *("Анна-Мария Константинопольская", "محمد عبد الرحمن", "한지민", "山田太郎", "e\u0301" * 30, "🦊🦊🦊", "<b>&\"'"),
)
TITLES = ("总经理", "Head of Group IT Infrastructure & Operations", "主任", None)


def made_up(people: int, seed: int, names: Sequence[str] = NAMES) -> PowerMapView:
    """A map of so many people, the same for the same seed."""
    return _Maker(people, random.Random(seed), names).view()


class _Maker:
    def __init__(self, people: int, chance: random.Random, names: Sequence[str]) -> None:
        self.chance = chance
        self.names = names
        self.ids = [f"t:{n}" for n in range(people)]
        self.layers: list[int | None] = []
        self.lines: list[ReportingLine] = []
        self.people = [self._person(n) for n in range(people)]

    def view(self) -> PowerMapView:
        deal = {"id": "t:deal", "name": self._name(), "english_name": self._name(), "live": True}
        account = {"account": "t:acme", "account_name": self._name(), "account_english_name": None}
        drawn = power_map(MapRow(**deal, **account, people=self.people), DAY)
        return PowerMapView(
            map=drawn,
            relations=self._relations(),
            surroundings=[Surroundings(person=id_, ours=self._tie(0.6), rivals=self._tie(0.3)) for id_ in drawn.people],
            changes=MapChanges(since=DAY - timedelta(days=30), changes=list(self._changes()), truncated=False),
        )

    def _name(self) -> str:
        return self.chance.choice(self.names)

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share

    def _person(self, n: int) -> MapPerson:
        chance = self.chance
        manager = chance.randrange(n) if n and self._likely(0.9) else None
        below = (self.layers[manager] or 2) + 1 if manager is not None else 1
        self.layers.append(below if self._likely(0.9) else None)
        if manager is not None:
            self.lines.append(ReportingLine(person=self.ids[n], manager=self.ids[manager]))
        named = self._likely(0.8)
        roles = chance.sample("ADSEIC", chance.choice([0, 1, 1, 2, 6])) if named else []
        level, age = chance.choice([-1, 0, 1, 2, 3, None]), chance.choice([0, 7, 8, 4000])
        stances = [MapSupport(level=level, assessed=DAY - timedelta(days=age))] if named and self._likely(0.7) else []
        rater = Rater(id="t:ann", name="ann", english_name=None)
        return MapPerson(
            person=PersonCard(
                id=self.ids[n],
                name=self._name(),
                english_name=chance.choice([None, self._name()]),
                title=chance.choice(TITLES),
                english_title=None,
                layer=self.layers[n],
                unit=chance.choice(TITLES),
                organization_id="t:acme",
                organization="acme",
                organization_kind="customer",
            ),
            named=named,
            roles=roles,
            supports=stances,
            closeness=[Rating(level=chance.randint(-3, 3), assessed=None, rater=rater)] if self._likely(0.5) else [],
            managers=[] if manager is None else [self.ids[manager]],
        )

    def _two(self) -> tuple[str, str]:
        one, other = self.chance.sample(self.ids, 2)
        return one, other

    def _relations(self) -> MapRelations:
        few = len(self.ids) // 3
        pairs = [self._two() for _ in range(2 * few)]
        dotted = [ReportingLine(person=one, manager=other, line="dotted") for one, other in pairs[:few]]
        weights = (None, 0.0, 0.35, 1.0)
        return MapRelations(
            reporting_lines=[*self.lines, *dotted],
            influences=[
                Influence(influencer=one, influenced=other, weight=self.chance.choice(weights))
                for one, other in pairs[few:]
            ],
            frictions=[Friction(person_a=one, person_b=other) for one, other in (self._two() for _ in range(few // 3))],
            truncated=False,
        )

    def _tie(self, share: float) -> NearestTie | None:
        if not self._likely(share):
            return None
        told = {"strength": self.chance.random(), "assumed": self._likely(0.3), "last_contact": None}
        return NearestTie(person="t:ann", name=self._name(), english_name=None, **told)

    def _changes(self) -> list[MapChange]:
        some = self.chance.sample(self.people, len(self.people) // 3)
        told = (
            (MapChangeKind.ENTERED, None, None),
            (MapChangeKind.SUPPORT, "-1", "2"),
            (MapChangeKind.SUPPORT, None, "0"),
        )
        return [
            MapChange(person=one.person, kind=kind, before=before, after=after)
            for one in some
            for kind, before, after in [self.chance.choice(told)]
        ]
