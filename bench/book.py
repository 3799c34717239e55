"""Deterministic books of business as CSV folders: one vendor, and accounts that are alike whatever the book's size."""

import csv
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

Write = Callable[[list[object]], None]
"""Writes a row of one file."""

OURS = 200
ACCOUNT_SIZE = 200
TIES_A_PERSON = 10
AS_OF = "2026-09-01"
SOURCE = "bench"


def account_id(number: int) -> str:
    """Id of an account; every book has number 0."""
    return f"b:account{number}"


def decision_maker_id(number: int) -> str:
    """Id of the top of an account."""
    return person_id(number, 0)


def person_id(account: int, number: int) -> str:
    """Id of a person of an account."""
    return f"b:a{account}.p{number}"


def our_id(number: int) -> str:
    """Id of one of ours."""
    return f"b:us.p{number}"


def write_book(folder: Path, people: int, seed: int = 7) -> dict[str, int]:
    """Write a book of `people` customers with ten ties each, beside ours, and say how many rows each file has."""
    folder.mkdir(parents=True, exist_ok=True)
    accounts = max(1, people // ACCOUNT_SIZE)
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        files = {name: _writer(stack, folder / f"{name}.csv", header, counts) for name, header in HEADERS.items()}
        files["organizations"](["b:us", "vendor", "Us"])
        for n in range(OURS):
            files["people"]([our_id(n), f"Our {n}"])
            files["positions"]([our_id(n), "b:us", "", 1 if n == 0 else 3])
            if n:
                files["reporting_lines"]([our_id(n), our_id((n - 1) // 6)])
        for number in range(accounts):
            _write_account(files, number, accounts, random.Random(f"{seed}/{number}"))
    return counts


HEADERS = {
    "organizations": ["id", "kind", "name"],
    "units": ["id", "organization", "name", "function"],
    "people": ["id", "name"],
    "opportunities": ["id", "account", "name", "valid_from"],
    "positions": ["person", "organization", "unit", "layer"],
    "reporting_lines": ["person", "manager"],
    "influences": ["influencer", "influenced", "weight"],
    "ties": ["id", "person_a", "person_b", "strength", "basis", "last_contact", "valid_from"],
    "roles": ["person", "opportunity", "role"],
    "supports": ["person", "opportunity", "level", "valid_from"],
}


def _writer(stack: ExitStack, path: Path, header: list[str], counts: dict[str, int]) -> Write:
    file = stack.enter_context(path.open("w", newline="", encoding="utf-8"))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    name = path.stem
    counts[name] = 0

    def write(row: list[object]) -> None:
        counts[name] += 1
        writer.writerow(row)

    return write


def _write_account(files: dict[str, Write], number: int, accounts: int, rng: random.Random) -> None:
    account, deal = account_id(number), f"b:deal{number}"
    files["organizations"]([account, "customer", f"Account {number}"])
    files["opportunities"]([deal, account, f"Deal {number}", "2026-01-01"])
    for unit in range(10):
        files["units"]([f"{account}.u{unit}", account, f"Unit {unit}", "operations"])
    for n in range(ACCOUNT_SIZE):
        person = person_id(number, n)
        files["people"]([person, f"Person {number} {n}"])
        files["positions"]([person, account, f"{account}.u{n % 10}", 1 if n == 0 else 2 + (n > 6) + (n > 42)])
        if n:
            files["reporting_lines"]([person, person_id(number, (n - 1) // 6)])
        other = rng.randrange(ACCOUNT_SIZE)
        if other != n:
            files["influences"]([person, person_id(number, other), round(rng.uniform(0.1, 0.9), 2)])
    for n, letter in enumerate("DAEESIC"):
        files["roles"]([person_id(number, n), deal, letter])
        files["supports"]([person_id(number, n), deal, rng.choice([-1, 0, 1, 2]), "2026-06-01"])
    for n, (one, other) in enumerate(_ties(number, accounts, rng)):
        strength = round(min(0.95, max(0.02, rng.betavariate(1.6, 3.0))), 2)
        files["ties"]([f"b:t{number}.{n}", one, other, strength, "worked together", "2026-05-01", "2020-01-01"])


def _ties(number: int, accounts: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Ten a person: most within the account, some to other accounts, few to us."""
    for _ in range(ACCOUNT_SIZE * TIES_A_PERSON):
        one = rng.randrange(ACCOUNT_SIZE)
        draw = rng.random()
        if draw < 0.02:
            other = our_id(rng.randrange(OURS))
        elif draw < 0.12 and accounts > 1:
            other = person_id((number + rng.randrange(1, accounts)) % accounts, rng.randrange(ACCOUNT_SIZE))
        else:
            other = person_id(number, (one + rng.randrange(1, ACCOUNT_SIZE)) % ACCOUNT_SIZE)
        yield person_id(number, one), other
