"""Organisation charts: text in, organisations, units, people, positions and solid lines out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from demo_world.names import Chance, Names, english_name
from demo_world.records import World

FOLDER = Path(__file__).parent / "data" / "charts"
ORGANISATIONS = ("yunxiu", "grid", "bank", "motors", "lishi", "qiongding", "association", "yingxi")
FIRST_SEAT, LAST_SEAT = date(2010, 1, 1), date(2025, 12, 1)
# The stories of those named by hand begin later than this.
LAST_NAMED_SEAT = date(2017, 12, 1)


@dataclass(frozen=True)
class Seat:
    """A person in a unit, today."""

    person: str
    organisation: str
    unit: str
    title: str
    english_title: str
    layer: int
    since: str
    named: bool
    manager: str = ""
    layer_told: bool = True


@dataclass
class Unit:
    """A unit being read; `levels` holds, by depth, those who may take reports."""

    id: str
    parent: str
    boss: str
    function: str
    levels: dict[int, list[Seat]] = field(default_factory=dict)
    filled: dict[int, int] = field(default_factory=dict)


class Chart:
    """One organisation as read from its chart."""

    def __init__(self, id_: str, world: World, chance: Chance, names: Names) -> None:
        self.id, self.pool, self.seats = id_, "zh", dict[str, Seat]()
        self.units: dict[str, Unit] = {}
        self._world, self._chance, self._names = world, chance, names
        self._unit: Unit | None = None
        lines = list(_lines(id_))
        self._organisation(lines[0])
        for line in lines[1:]:
            self._open_unit(line[1:]) if line.startswith("@") else self._seats(line)

    def _organisation(self, line: str) -> None:
        id_, kind, name, english, aliases, self.pool = _cells(line)
        self._world.add(
            "organizations",
            id=id_,
            kind=kind,
            name=name,
            english_name=english,
            aliases=aliases,
            source="crm",
        )

    def _open_unit(self, line: str) -> None:
        key, name, english, function, parent, boss, since = (*_cells(line), "")[:7]
        unit = Unit(f"{self.id}.{key}", f"{self.id}.{parent}" if parent else "", boss, function)
        self._unit = self.units[unit.id] = unit
        self._world.add(
            "units",
            id=unit.id,
            organization=self.id,
            parent=unit.parent,
            name=name,
            english_name=english,
            function=function,
            valid_from=since,
            source="organisation chart 2026",
        )

    def _seats(self, line: str) -> None:
        head, english, people = _cells(line)
        depth, title = head.split(" ", 1)
        for person, name, since, named in self._people(people):
            self._world.add("people", id=person, name=name, english_name=english_name(person))
            seat = Seat(person, self.id, "", title, english, 1, since, named, layer_told="?" not in depth)
            self._take_seat(depth, seat)

    def _take_seat(self, depth: str, seat: Seat) -> None:
        unit, level = self._unit, int(depth[0])
        manager = self._manager(unit, level)
        layer = manager.layer + 1 if manager else 1
        seat = replace(
            seat,
            unit=unit.id,
            layer=layer,
            since=seat.since or self._since(layer, seat.named),
            manager=manager.person if manager else "",
        )
        self.seats[seat.person] = seat
        if not depth.endswith("-"):
            unit.levels.setdefault(level, []).append(seat)

    def _manager(self, unit: Unit, level: int) -> Seat | None:
        """The boss of a head; for the others, those one level up in turn."""
        if level:
            candidates = unit.levels[level - 1]
            turn = unit.filled[level] = unit.filled.get(level, -1) + 1
            return candidates[turn % len(candidates)]
        if unit.boss:
            return self.seats[unit.boss]
        return self.units[unit.parent].levels[0][0] if unit.parent else None

    def _people(self, text: str) -> Iterator[tuple[str, str, str, bool]]:
        """Id, name, since and whether named by hand, of each person in a seat line."""
        for entry in text.split(", "):
            who, _, since = entry.partition(" @")
            if who.startswith("*"):
                for _ in range(int(who[1:])):
                    yield *self._names.draw(self.pool), since, False
            else:
                yield *who.split(" ", 1), since, True

    def _since(self, layer: int, named: bool) -> str:
        """The upper layers took their seats later than the base began to work."""
        first = FIRST_SEAT.replace(year=FIRST_SEAT.year + max(0, 6 - layer))
        last = LAST_NAMED_SEAT if named else LAST_SEAT
        return self._chance.day(first, last).replace(day=1).isoformat()


def read_charts(world: World, chance: Chance, taken: set[str]) -> dict[str, Chart]:
    """All organisations, with their positions and solid lines recorded."""
    names = Names(chance, taken | named_people())
    charts = {id_: Chart(id_, world, chance, names) for id_ in ORGANISATIONS}
    for chart in charts.values():
        for seat in chart.seats.values():
            _record(world, seat, chart.seats.get(seat.manager))
    return charts


def named_people() -> set[str]:
    """Ids of everybody named by hand, in any chart: the name pool must not repeat them."""
    rows = [_cells(line)[2] for id_ in ORGANISATIONS for line in _lines(id_)[1:] if not line.startswith("@")]
    return {who.split(" ", 1)[0] for row in rows for who in row.split(", ") if not who.startswith("*")}


def _record(world: World, seat: Seat, manager: Seat | None) -> None:
    world.add(
        "positions",
        person=seat.person,
        organization=seat.organisation,
        unit=seat.unit,
        title=seat.title,
        english_title=seat.english_title,
        layer=str(seat.layer) if seat.layer_told else "",
        primary="true",
        valid_from=seat.since,
        source="organisation chart 2026",
    )
    if manager:
        world.add(
            "reporting_lines",
            person=seat.person,
            manager=manager.person,
            line="solid",
            valid_from=max(seat.since, manager.since),
            source="organisation chart 2026",
        )


def _lines(id_: str) -> list[str]:
    text = (FOLDER / f"{id_}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
