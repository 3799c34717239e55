"""Several processes run the suite side by side, a file at a time: how many, in which order, and what they tell."""

import os
from dataclasses import asdict, dataclass, field

import pytest

from tests import database

MOST = 4
"""Each process has a Neo4j of its own, which takes a gigabyte."""
LEAST = 2
"""On one core too: much of what tests do is waiting for processes that start and stop."""


@dataclass
class Used:
    """Which Neo4j tests used, and how many of them did."""

    where: str = ""
    tests: int = 0
    others: set[str] = field(default_factory=set)

    def add(self, told: dict[str, object] | None) -> None:
        """Add what another process of the run told."""
        if told:
            self.tests += int(str(told["tests"]))
            self.others |= {str(told["where"])} - {""}

    def told(self) -> dict[str, object]:
        """What to tell to the process that adds up."""
        return {key: value for key, value in asdict(self).items() if key != "others"}

    def __str__(self) -> str:
        where = self.where or ", ".join(sorted(self.others))
        return f"{where or 'none'}; {self.tests} tests used it"


def count() -> int:
    """How many processes `pytest -n auto` starts: with one database given, all is done in this one."""
    return 0 if database.given() else max(LEAST, min(MOST, os.cpu_count() or LEAST))


def is_worker(config: pytest.Config) -> bool:
    """Whether this is one of several processes of a run."""
    return hasattr(config, "workerinput")


def leads(config: pytest.Config) -> bool:
    """Whether this process leads others, and runs no test itself."""
    return bool(config.getoption("numprocesses", None)) and not is_worker(config)


def refuse_to_share(config: pytest.Config) -> None:
    """One database cannot serve several processes: each would wipe what the others use."""
    if database.given() and config.getoption("numprocesses", None):
        raise pytest.UsageError(f"{database.GIVEN} names one database: run the tests in one process (-n 0).")


def put_long_files_first(items: list[pytest.Item]) -> None:
    """Files marked as `long` come first: begun last, one of them would keep everybody waiting."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
