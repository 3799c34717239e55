"""`python -m bench.imports`: an export of Salesforce into an empty graph, by the command line, and once more.

The export is that of a firm with 200 users: accounts, contacts with managers, e-mails and phones, opportunities with
roles, tasks and events. Prints how long it takes and the most memory of the importing process.
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.measure import keep, machine, table
from relgraph.connect.salesforce.ids import full_id
from relgraph.core.config import Settings
from relgraph.graph.local import LocalNeo4j

CONTACTS, ACTIVITIES = 100_000, 500_000
MOST_MINUTES, MOST_MIB = 5, 500
USERS, ACCOUNT_SIZE, REPORTS, DEPARTMENTS = 200, 100, 6, 8
AS_OF = date(2026, 9, 1)
OURS = "bench:us"
_ROLES = ("Decision Maker", "Technical Buyer", "Business User", "Influencer", "Coach", "Executive Sponsor")
_STAGES = ("Prospecting", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost")
_MOST_TASKS = 0.7


def main() -> None:
    """Write an export, import it twice, and keep what that took in RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=main.__doc__)
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    parser.add_argument("--activities", type=int, default=ACTIVITIES)
    parser.add_argument("--keep", action="store_true", help="put the results into RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relgraph-bench-") as name:
        folder = Path(name)
        rows = write_export(folder / "export", args.contacts, args.activities)
        (folder / "us").mkdir()
        (folder / "us" / "organizations.csv").write_text(f"id,kind,name\n{OURS},vendor,Us\n", encoding="utf-8")
        settings = Settings(_env_file=None, data_dir=folder / "data", neo4j_uri=None)  # type: ignore[call-arg]
        with LocalNeo4j(settings).lease():
            imported(["csv", str(folder / "us")], settings.data_dir)
            runs = [imported(["salesforce", str(folder / "export")], settings.data_dir) for _ in range(2)]
    report = _report(args, rows, runs)
    print(report)
    if args.keep:
        keep("exports", report)


@dataclass(frozen=True)
class Imported:
    """What an import took: seconds by the clock and of the importing process, and its most memory in MiB."""

    seconds: float
    processor: float
    memory: int


def imported(what: Sequence[str], data_dir: Path) -> Imported:
    """Run `relgraph import`."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "relgraph", "--data-dir", str(data_dir), "import", *what, "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Imported(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // unit)


def write_export(folder: Path, contacts: int, activities: int, seed: int = 7) -> int:
    """Write an export as the API gives it, and say how many rows it has."""
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    accounts = max(1, contacts // ACCOUNT_SIZE)
    tables: dict[str, tuple[str, Iterator[list[object]]]] = {
        "Account": ("Id,IsDeleted,Name,Type,Website,BillingAddress,OwnerId", _accounts(accounts)),
        "User": ("Id,Username,Name,Email,Title,Department,IsActive,UserType", _users()),
        "Contact": (_CONTACT, _contacts(contacts, accounts)),
        "Opportunity": (_OPPORTUNITY, _opportunities(accounts, chance)),
        "OpportunityContactRole": ("Id,OpportunityId,ContactId,Role,IsPrimary", _roles(accounts, chance)),
        "Task": (_TASK, _tasks(int(activities * _MOST_TASKS), contacts, chance)),
        "Event": (_EVENT, _events(activities - int(activities * _MOST_TASKS), contacts, chance)),
    }
    return sum(_write(folder / f"{name}.csv", header, rows) for name, (header, rows) in tables.items())


_CONTACT = (
    "Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Name,MailingStreet,MailingCity,MailingAddress,Phone,"
    "MobilePhone,ReportsToId,Email,Title,Department,OwnerId,CreatedDate,LastModifiedDate"
)
_OPPORTUNITY = "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,OwnerId,CreatedDate"
_TASK = (
    "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,OwnerId,Description,IsDeleted,IsClosed,CreatedDate,"
    "AccountId,TaskSubtype,CallType"
)
_EVENT = (
    "Id,WhoId,WhatId,Subject,Location,ActivityDateTime,ActivityDate,StartDateTime,OwnerId,IsDeleted,AccountId,Type,"
    "DurationInMinutes"
)
_CALLS = ("Outbound", "Outbound", "Inbound")
_MOMENT = "2024-03-05T08:38:20.000+0000"
_TEXT = "Spoke about the tender, and who decides; they want the figures by Friday. " * 2


def _write(path: Path, header: str, rows: Iterator[list[object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        for count, row in enumerate(rows, 1):  # noqa: B007  (how many there were)
            writer.writerow(row)
    return count


def _id(prefix: str, number: int) -> str:
    return full_id(f"{prefix}Bn{number:010d}")


def _owner_of(contact: int) -> int:
    """Accounts have an owner each, who owns all contacts of it."""
    return contact // ACCOUNT_SIZE % USERS


def _account_of(contact: str) -> str:
    return _id("001", int(contact[5:15]) // ACCOUNT_SIZE)


def _accounts(accounts: int) -> Iterator[list[object]]:
    for n in range(accounts):
        address = f'{{"city":"Town {n}","country":null,"street":"{n} Main St."}}'
        yield [_id("001", n), 0, f"Account {n}", "Customer", f"www.account{n}.test", address, _id("005", n % USERS)]


def _users() -> Iterator[list[object]]:
    for n in range(USERS):
        mail = f"user{n}@us.test"
        yield [_id("005", n), mail, f"Our {n}", mail, "Sales", f"Region {n % DEPARTMENTS}", "true", "Standard"]


def _contacts(contacts: int, accounts: int) -> Iterator[list[object]]:
    for n in range(contacts):
        account, place = min(n // ACCOUNT_SIZE, accounts - 1), n % ACCOUNT_SIZE
        boss = _id("003", n - place + (place - 1) // REPORTS) if place else ""
        names = [f"Last{n}", f"First{n % 977}", f"First{n % 977} Last{n}"]
        address = f'{{"city":"Town {account}","country":null,"street":"{n} Side St."}}'
        reached = [f"+49 30 {n:07d}", f"+49 170 {n:07d}", boss, f"first.last{n}@account{account}.test"]
        seat = [f"Manager of {place}", f"Department {place % DEPARTMENTS}", _id("005", _owner_of(n)), _MOMENT, _MOMENT]
        yield [_id("003", n), 0, "", _id("001", account), *names, f"{n} Side St.", "Town", address, *reached, *seat]


def _opportunities(accounts: int, chance: random.Random) -> Iterator[list[object]]:
    for n in range(accounts * 2):
        stage = chance.choice(_STAGES)
        closes = AS_OF + timedelta(days=chance.randrange(-500, 100))
        flags = ["true" if stage.startswith("Closed") else "false", "true" if stage.endswith("Won") else "false"]
        owner = _id("005", n // 2 % USERS)
        yield [_id("006", n), 0, _id("001", n // 2), f"Deal {n}", stage, n, closes, *flags, owner, _MOMENT]


def _roles(accounts: int, chance: random.Random) -> Iterator[list[object]]:
    for n in range(accounts * 8):
        contact = n // 8 * ACCOUNT_SIZE + n % 8
        yield [_id("00K", n), _id("006", n // 4), _id("003", contact), chance.choice(_ROLES), str(n % 4 == 0).lower()]


def _meeting(contacts: int, chance: random.Random) -> tuple[str, str, date]:
    """Whom somebody of ours met and when: mostly those whose accounts they own."""
    contact = chance.randrange(contacts)
    owner = _owner_of(contact) if chance.random() < 0.9 else chance.randrange(USERS)
    return _id("003", contact), _id("005", owner), AS_OF - timedelta(days=chance.randrange(-30, 1500))


def _tasks(count: int, contacts: int, chance: random.Random) -> Iterator[list[object]]:
    for n in range(count):
        contact, owner, day = _meeting(contacts, chance)
        done = day <= AS_OF
        status = ["Completed" if done else "Not Started", "Normal", owner, _TEXT, 0, str(done).lower(), _MOMENT]
        subtype = chance.choice(("Email", "Call", "Task"))
        how = [subtype, chance.choice(_CALLS) if subtype == "Call" else ""]
        yield [_id("00T", n), contact, "", f"Call {n}", day, *status, _account_of(contact), *how]


def _events(count: int, contacts: int, chance: random.Random) -> Iterator[list[object]]:
    for n in range(count):
        contact, owner, day = _meeting(contacts, chance)
        moment = f"{day}T09:00:00.000+0000"
        how = [_account_of(contact), chance.choice(("Meeting", "Visit", "Call")), 60]
        yield [_id("00U", n), contact, "", f"Visit {n}", "Here", moment, day, moment, owner, 0, *how]


def _report(args: argparse.Namespace, rows: int, runs: Sequence[Imported]) -> str:
    told: list[list[object]] = [
        [which, f"{run.seconds:.0f}", f"{run.processor:.0f}", f"{rows / run.seconds:,.0f}", run.memory]
        for which, run in zip(("into an empty graph", "the same again"), runs, strict=True)
    ]
    return "\n".join(
        [
            "# An export of Salesforce",
            "",
            f"By `python -m bench.imports` on {date.today()}: {machine()}. {args.contacts:,} contacts, "
            f"{args.activities:,} activities, {rows:,} rows in all; the target is {MOST_MINUTES} minutes and "
            f"{MOST_MIB} MiB for {CONTACTS:,} and {ACTIVITIES:,}.",
            "",
            table(
                "`relgraph import salesforce`",
                ["import", "seconds", "processor seconds of the importer", "rows a second", "its peak memory, MiB"],
                told,
            ),
        ]
    )


if __name__ == "__main__":
    main()
