"""Chance that is the same on every Python, and names for the people nobody wrote by hand."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

POOLS = Path(__file__).parent / "data" / "pools"


def _pool(name: str) -> list[str]:
    return (POOLS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


class Chance:
    """Draws built on `random()` alone, whose sequence Python guarantees from version to version."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._random.random() * len(items))]

    def happens(self, likelihood: float) -> bool:
        """True with this likelihood."""
        return self._random.random() < likelihood

    def number(self, low: float, high: float) -> float:
        """A number between the two, to the twentieth."""
        return round(round((low + self._random.random() * (high - low)) * 20) / 20, 2)

    def day(self, first: date, last: date) -> date:
        """A day from first to last."""
        return first + timedelta(days=int(self._random.random() * ((last - first).days + 1)))


class Names:
    """Hands out names, each once, and never one whose romanised form is taken."""

    def __init__(self, chance: Chance, taken: set[str]) -> None:
        self._chance = chance
        self._taken = taken
        self._surnames, self._given = _pool("surnames"), _pool("given_names")
        self._international_names = _pool("international")

    def draw(self, pool: str) -> tuple[str, str]:
        """A new person's id and name."""
        while True:
            person, name = self._international() if pool == "intl" else self._chinese()
            if person not in self._taken:
                self._taken.add(person)
                return person, name

    def _chinese(self) -> tuple[str, str]:
        surname, romanised = self._chance.pick(self._surnames).split()
        given, given_romanised = self._chance.pick(self._given).split()
        return f"{romanised}.{given_romanised}", surname + given

    def _international(self) -> tuple[str, str]:
        name = self._chance.pick(self._international_names)
        return name.lower().replace(" ", "."), name


def english_name(person: str) -> str:
    """`wei.zhengbang` reads Wei Zhengbang."""
    return " ".join(part.capitalize() for part in person.split("."))
