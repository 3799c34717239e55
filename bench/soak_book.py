"""What a soak writes, and what must come of it: a book of which every value has one writer, though every fact has two.

So whatever the order in which writers come, and however often a write is tried again, the end is known: each value is
the last that its writer was told is kept. What readers see lies between what was acknowledged before they asked and
what was sent before they were answered.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OURS, THEIRS, ACCOUNTS = 8, 24, 4
KINDS = {"tie": 6, "person": 1, "support": 2}
"""What is written, and how often beside the others."""
STEPS = 10_000
"""Strengths are so many parts of one; a tie is written fewer times."""
YEARS = range(1990, 2024)
LEVELS = ["OPPOSED", "NEUTRAL", "SUPPORTIVE", "STRONGLY_SUPPORTIVE", "COACH"]
STORED = dict(zip(LEVELS, ("-1", "0", "1", "2", "3"), strict=True))
MOMENT = "2026-01-01T00:00:00Z"

RECORD_TIE = "mutation ($input: TieInput!) { done: recordTie(input: $input) { outcome errors { __typename message } } }"
RECORD_PERSON = RECORD_TIE.replace("TieInput", "PersonInput").replace("recordTie", "recordPerson")
RECORD_SUPPORT = RECORD_TIE.replace("TieInput", "SupportInput").replace("recordTie", "recordSupport")


@dataclass(frozen=True)
class Write:
    """One value to be written: of what, which one of its values, and how it is asked for."""

    of: tuple[str, int]
    name: str
    value: object
    number: int
    mutation: str
    input: dict[str, object]


@dataclass
class Told:
    """How far a value's writer has come: the number of its last write that was sent, and that was acknowledged."""

    sent: int = 0
    kept: int = 0


@dataclass
class Book:
    """What was written so far."""

    told: dict[tuple[tuple[str, int], str], Told] = field(default_factory=lambda: defaultdict(Told))
    kept: list[Write] = field(default_factory=list)

    def next(self, pair: int, pairs: int, side: int, chance: random.Random) -> Write:
        """What one of the two writers of a pair writes next."""
        n = chance.randrange(pair, THEIRS, pairs)
        kind = chance.choices(tuple(KINDS), tuple(KINDS.values()))[0]
        if kind == "support":
            return self._support(n, chance.randrange(YEARS.start + side, YEARS.stop, 2), chance.choice(LEVELS))
        name = {"tie": ("strength", "basis"), "person": ("name", "englishName")}[kind][side]
        number = self.told[(kind, n), name].sent + 1
        value = number / STEPS if name == "strength" else f"{number}"
        if kind == "tie":
            # By its id: without one, a tie is known by its basis, too.
            given = {"id": f"s:w{n}", name: value}
            return Write((kind, n), name, value, number, RECORD_TIE, given)
        return Write((kind, n), name, value, number, RECORD_PERSON, {"id": theirs(n), name: value})

    def _support(self, n: int, year: int, level: str) -> Write:
        ends = {"id": f"s:s{n}", "person": theirs(n), "opportunity": deal(n)}
        given = {**ends, "level": level, "validFrom": f"{year}-01-01"}
        number = self.told[("support", n), str(year)].sent + 1
        return Write(("support", n), str(year), level, number, RECORD_SUPPORT, given)

    def send(self, write: Write) -> None:
        """It is on its way."""
        self.told[write.of, write.name].sent = write.number

    def acknowledge(self, write: Write) -> None:
        """relgraph said that it is kept."""
        self.told[write.of, write.name].kept = write.number
        self.kept.append(write)

    def replayed(self) -> dict[tuple[str, int], dict[str, object]]:
        """The values at the end, from all that was acknowledged, in its order."""
        values: dict[tuple[str, int], dict[str, object]] = defaultdict(dict)
        for n in range(THEIRS):
            values["person", n] = {"name": f"P{n}"}
        for write in self.kept:
            values[write.of][write.name] = write.value
        return values


def ours(n: int) -> str:
    """The one of ours who has a tie to their nth person."""
    return f"s:o{n % OURS}"


def theirs(n: int) -> str:
    """Their nth person."""
    return f"s:t{n}"


def deal(n: int) -> str:
    """The opportunity in which their nth person is assessed."""
    return f"s:d{n % ACCOUNTS}"


def write_folder(folder: Path, values: dict[tuple[str, int], dict[str, object]]) -> Path:
    """The book with these values as CSV files."""
    folder.mkdir()
    files = {
        "organizations": ["id,kind,name", "s:us,vendor,Us", *(f"s:a{n},customer,A{n}" for n in range(ACCOUNTS))],
        "people": ["id,name,english_name", *(f"s:o{n},O{n}," for n in range(OURS)), *_people(values)],
        "opportunities": ["id,account,name", *(f"s:d{n},s:a{n},D{n}" for n in range(ACCOUNTS))],
        "positions": [
            "id,person,organization",
            *(f"s:po{n},s:o{n},s:us" for n in range(OURS)),
            *(f"s:pt{n},s:t{n},s:a{n % ACCOUNTS}" for n in range(THEIRS)),
        ],
        "ties": ["id,person_a,person_b,strength,basis", *_ties(values)],
        "supports": ["id,person,opportunity,level,valid_from", *_supports(values)],
    }
    for name, lines in files.items():
        dated = [f"{lines[0]},recorded_at", *(f"{line},{MOMENT}" for line in lines[1:])]
        (folder / f"{name}.csv").write_text("\n".join(dated) + "\n", encoding="utf-8")
    return folder


def _people(values: dict[tuple[str, int], dict[str, object]]) -> Iterator[str]:
    for n in range(THEIRS):
        said = values.get(("person", n), {})
        yield f"{theirs(n)},{said.get('name', f'P{n}')},{said.get('englishName', '')}"


def _ties(values: dict[tuple[str, int], dict[str, object]]) -> Iterator[str]:
    for n in range(THEIRS):
        said = values.get(("tie", n), {})
        yield f"s:w{n},{ours(n)},{theirs(n)},{said.get('strength', '')},{said.get('basis', '')}"
        yield f"s:c{n},{theirs(n)},{theirs((n + 5) % THEIRS)},0.5,"


def _supports(values: dict[tuple[str, int], dict[str, object]]) -> Iterator[str]:
    for n in range(THEIRS):
        for year, level in sorted(values.get(("support", n), {}).items()):
            yield f"s:s{n},{theirs(n)},{deal(n)},{STORED[str(level)]},{year}-01-01"


def differences(exported: Path, values: dict[tuple[str, int], dict[str, object]]) -> Iterator[str]:
    """Where an export of the graph is not what the values say, version by version."""
    found = {name: _rows(exported / f"{name}.csv") for name in ("people", "ties", "supports")}
    for n in range(THEIRS):
        person, tie, support = values["person", n], values["tie", n], values["support", n]
        years = sorted(support)
        yield from _compare(
            f"person {n}",
            [(row["name"], row["english_name"]) for row in found["people"] if row["id"] == theirs(n)],
            [(str(person["name"]), str(person.get("englishName", "")))],
        )
        yield from _compare(
            f"tie {n}",
            [(row["strength"], row["basis"], row["valid_to"]) for row in found["ties"] if row["id"] == f"s:w{n}"],
            [(str(tie.get("strength", "")), str(tie.get("basis", "")), "")],
        )
        yield from _compare(
            f"support {n}",
            sorted(
                (row["valid_from"], row["valid_to"], row["level"])
                for row in found["supports"]
                if row["person"] == theirs(n)
            ),
            [
                (f"{year}-01-01", f"{until}-01-01" if until else "", STORED[str(support[year])])
                for year, until in zip(years, [*years[1:], None], strict=False)
            ],
        )


def _compare(what: str, found: list[tuple[str, ...]], expected: list[tuple[str, ...]]) -> Iterator[str]:
    if found != expected:
        yield f"{what} is {found}, not {expected}"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
