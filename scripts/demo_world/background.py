"""The many ordinary relationships around the stories.

Nobody named by hand takes part, nor the heads of the customers, so that chance never opens
or closes a path that a story is about.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from demo_world.charts import Chart, Seat
from demo_world.names import Chance
from demo_world.records import World

TODAY = date(2026, 9, 1)
# The highest layer that strangers reach, by organisation.
OUTER_LAYER = {"grid": 5, "bank": 5, "motors": 3}
# Units, with all below them, that nobody outside knows.
CLOSED_UNITS = (
    "grid.finance",
    "grid.hr",
    "grid.construction",
    "bank.audit",
    "bank.corporate",
    "motors.research",
)
FIELD_FUNCTIONS = {"sales", "engineering", "delivery", "service"}

BETWEEN = (
    ("yunxiu", "grid", 24),
    ("yunxiu", "bank", 28),
    ("yunxiu", "motors", 5),
    ("yunxiu", "lishi", 8),
    ("lishi", "grid", 10),
    ("lishi", "bank", 7),
    ("qiongding", "grid", 10),
    ("qiongding", "bank", 8),
    ("qiongding", "motors", 2),
    ("association", "grid", 4),
    ("association", "bank", 3),
    ("association", "lishi", 2),
)
INSIDE = {"yunxiu": 35, "grid": 90, "bank": 55, "motors": 24, "lishi": 8, "qiongding": 4, "association": 2}
INFLUENCES = {"grid": 32, "bank": 20, "motors": 9, "yunxiu": 8}
DOTTED = {"grid": 8, "bank": 5, "motors": 3, "yunxiu": 2}

COLLEAGUE_BASES = ("worked together", "worked together", "worked together", "alumni", "neighbours")
OUTSIDE_BASES = (
    "worked together",
    "worked together",
    "project mates",
    "project mates",
    "alumni",
    "former colleagues",
    "association members",
    "neighbours",
)
INFLUENCE_BASES = ("specialist advice", "trained together", "former superior", "shared project")
HEADS = ("主任", "处长", "总经理", "总监")
NO_LESSER_TITLE = ("副", "助理", "委员", "Assistant")
SOURCES = ("crm", "crm", "crm", "interview 2026-05-12", "interview 2026-07-02", "")


class Background:
    """Adds relationships by chance, each pair of people once."""

    def __init__(self, world: World, charts: dict[str, Chart], chance: Chance) -> None:
        self._world, self._charts, self._chance = world, charts, chance
        self._crowd = {id_: [seat for seat in chart.seats.values() if not seat.named] for id_, chart in charts.items()}
        self._pairs: set[frozenset[str]] = set()

    def add(self) -> None:
        """All of it."""
        for id_, count in INSIDE.items():
            self._repeat(count, lambda id_=id_: self._colleagues(id_))
        for first, second, count in BETWEEN:
            self._repeat(count, lambda pair=(first, second): self._outside(*pair))
        for id_, count in INFLUENCES.items():
            self._repeat(count, lambda id_=id_: self._influence(id_))
        for id_, count in DOTTED.items():
            self._repeat(count, lambda id_=id_: self._dotted(id_))
        for id_ in self._charts:
            self._former_seats(id_)

    def _repeat(self, count: int, attempt: Callable[[], bool]) -> None:
        """Try until this many attempts succeeded."""
        while count:
            count -= attempt()

    def _new_pair(self, first: Seat, second: Seat) -> bool:
        pair = frozenset((first.person, second.person))
        if len(pair) == 1 or pair in self._pairs:
            return False
        self._pairs.add(pair)
        return True

    def _two(self, id_: str) -> tuple[Seat, Seat]:
        """Two people of an organisation, more often than not of one unit."""
        first = self._chance.pick(self._crowd[id_])
        unit = [seat for seat in self._crowd[id_] if seat.unit == first.unit]
        return first, self._chance.pick(unit if self._chance.happens(0.6) else self._crowd[id_])

    def _colleagues(self, id_: str) -> bool:
        first, second = self._two(id_)
        return self._new_pair(first, second) and self._tie(first, second, COLLEAGUE_BASES, 0.65)

    def _outside(self, ours: str, theirs: str) -> bool:
        first = self._chance.pick([seat for seat in self._crowd[ours] if self._meets_outsiders(seat)])
        second = self._chance.pick([seat for seat in self._crowd[theirs] if self._known_outside(seat)])
        return self._new_pair(first, second) and self._tie(first, second, OUTSIDE_BASES, 0.6)

    def _meets_outsiders(self, seat: Seat) -> bool:
        unit = self._charts[seat.organisation].units[seat.unit]
        return seat.organisation != "yunxiu" or unit.function in FIELD_FUNCTIONS

    def _known_outside(self, seat: Seat) -> bool:
        closed = any(seat.unit == unit or seat.unit.startswith(f"{unit}.") for unit in CLOSED_UNITS)
        return not closed and seat.layer >= OUTER_LAYER.get(seat.organisation, 1)

    def _tie(self, first: Seat, second: Seat, bases: Sequence[str], strongest: float) -> bool:
        begin = self._chance.day(date(2015, 1, 1), date(2025, 6, 1))
        recent = self._chance.happens(0.6)
        contact = self._chance.day(TODAY - timedelta(170 if recent else 900), TODAY - timedelta(1 if recent else 190))
        row = {
            "person_a": first.person,
            "person_b": second.person,
            "strength": "" if self._chance.happens(0.12) else f"{self._chance.number(0.1, strongest):g}",
            "basis": self._chance.pick(bases),
            "last_contact": "" if self._chance.happens(0.08) else max(contact, begin).isoformat(),
            "source": self._chance.pick(SOURCES),
        }
        self._versions(row, begin)
        return True

    def _versions(self, row: dict[str, str], begin: date) -> None:
        """Most ties hold as they began; some grew or cooled, a few ended."""
        change = self._chance.day(begin + timedelta(60), TODAY - timedelta(30))
        if self._chance.happens(0.12):
            before = row | {
                "strength": f"{self._chance.number(0.1, 0.4):g}",
                "last_contact": change.isoformat(),
            }
            self._world.add("ties", **before, valid_from=begin.isoformat(), valid_to=change.isoformat())
            later = max(change.isoformat(), row["last_contact"]) if row["last_contact"] else ""
            self._world.add("ties", **row | {"last_contact": later}, valid_from=change.isoformat())
        elif self._chance.happens(0.06):
            last = min(change.isoformat(), row["last_contact"]) if row["last_contact"] else ""
            self._world.add(
                "ties",
                **row | {"last_contact": last},
                valid_from=begin.isoformat(),
                valid_to=change.isoformat(),
            )
        else:
            self._world.add("ties", **row, valid_from=begin.isoformat())

    def _influence(self, id_: str) -> bool:
        first, second = self._two(id_)
        if not self._new_pair(first, second):
            return False
        self._world.add(
            "influences",
            influencer=first.person,
            influenced=second.person,
            weight="" if self._chance.happens(0.15) else f"{self._chance.number(0.1, 0.7):g}",
            basis=self._chance.pick(INFLUENCE_BASES),
            valid_from=self._chance.day(date(2018, 1, 1), date(2026, 5, 1)).isoformat(),
            source=self._chance.pick(SOURCES),
        )
        return True

    def _dotted(self, id_: str) -> bool:
        """A line to somebody one layer up in another unit."""
        person = self._chance.pick([seat for seat in self._crowd[id_] if seat.layer > 4])
        above = [seat for seat in self._crowd[id_] if seat.layer == person.layer - 1 and seat.unit != person.unit]
        manager = self._chance.pick(above)
        if manager.person == person.manager or not self._new_pair(person, manager):
            return False
        self._world.add(
            "reporting_lines",
            person=person.person,
            manager=manager.person,
            line="dotted",
            valid_from=max(person.since, manager.since),
            source="organisation chart 2026",
        )
        return True

    def _former_seats(self, id_: str) -> None:
        """Some held a lesser title in the same unit before."""
        for seat in self._crowd[id_]:
            if self._chance.happens(0.18) and _had_lesser_title(seat):
                self._former_seat(seat)

    def _former_seat(self, seat: Seat) -> None:
        head = seat.title.endswith(HEADS) or seat.title.startswith("Head")
        chinese, english = ("副", "Deputy") if head else ("助理", "Assistant")
        began = date.fromisoformat(seat.since) - timedelta(900)
        self._world.add(
            "positions",
            person=seat.person,
            organization=seat.organisation,
            unit=seat.unit,
            title=f"{english} {seat.title}" if seat.title.isascii() else chinese + seat.title,
            english_title=f"{english} {seat.english_title}",
            layer=str(seat.layer + head),
            primary="true",
            valid_from=began.replace(day=1).isoformat(),
            valid_to=seat.since,
            source=self._chance.pick(SOURCES),
        )


def _had_lesser_title(seat: Seat) -> bool:
    """Executives and deputies came from elsewhere, and a unit founded this year has no past."""
    return seat.layer > 2 and seat.since < "2026" and not any(word in seat.title for word in NO_LESSER_TITLE)
