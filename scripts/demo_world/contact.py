"""A year of contact: meetings, promises and news written by hand, mail by the month, and ordinary visits by chance."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from demo_world.background import TODAY
from demo_world.names import Chance
from demo_world.records import World, slug
from demo_world.stories import table

YEAR_AGO = date(2025, 9, 1)
CUSTOMERS = ("grid", "bank", "motors")
# What ordinary visits are for, and what comes of them; some say nothing of that.
TALKS = (
    ("service of the installed system", "runs without complaints", ""),
    ("service of the installed system", "two small faults reported", "send a technician"),
    ("training of new users", "twelve people trained", ""),
    ("open points of the last delivery", "all but one closed", "close the last one"),
    ("plans for the coming year", "nothing decided yet", "ask again next quarter"),
    ("plans for the coming year", "money for maintenance only", ""),
    ("questions about licences", "answered", ""),
    ("new release of the software", "wants to see it", "show it in a test system"),
    ("get to know each other", "", ""),
    ("test of an interface", "passed", "write the report"),
)
KINDS = ("visit", "visit", "exchange", "call", "call")


def tell(world: World, chance: Chance) -> None:
    """Record all of it."""
    for row in table("meetings"):
        _meeting(world, row)
    for row in table("visit_steps"):
        meeting = row.pop("meeting")
        next(each for each in world.rows["interactions"] if each["id"] == meeting).update(row)
    for number, row in enumerate(table("commitments"), start=1):
        _within(world, "commitments", {"id": f"promise.{number:02}", **row})
    for row in table("news"):
        _within(world, "news", {**row, "id": f"news.{row['id']}"})
    for row in table("confirmations"):
        world.add("confirmations", **{**row, "news": f"news.{row['news']}"})
    for row in table("traffic"):
        span = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        for sender, receiver, often in (("ours", "theirs", "sent"), ("theirs", "ours", "received")):
            flow = {"sender": row[sender], "receiver": row[receiver], "channel": row["channel"]}
            _traffic(world, chance, flow, int(row[often]), span)
    _Ordinary(world, chance).add()


def _within(world: World, kind: str, row: dict[str, str]) -> None:
    """What was promised or told in a meeting."""
    meeting = slug(row.pop("meeting"))
    known = {each["id"] for each in world.rows["interactions"]}
    if meeting and meeting not in known:
        raise ValueError(f"{kind}: there is no meeting {meeting}")
    world.add(kind, **row, interaction=meeting)


def _meeting(world: World, row: dict[str, str]) -> None:
    ours, theirs, absent = ([each for each in row.pop(who).split(";") if each] for who in ("ours", "theirs", "absent"))
    day = row.pop("day")
    id_ = slug(f"{row['kind']}.{day}.{[*theirs, *absent][0]}")
    source = row["source"]
    world.add("interactions", id=id_, valid_from=day, **row)
    for person in (*ours, *theirs):
        world.add("participants", person=person, interaction=id_, came="true", source=source)
    for person in absent:
        world.add("participants", person=person, interaction=id_, came="false", source=source)


def _traffic(world: World, chance: Chance, flow: dict[str, str], often: int, span: tuple[date, date]) -> None:
    """About so many times a month, and on the last day."""
    for first, last in _months(*span):
        drawn = {chance.day(first, last).day for _ in range(often)}
        days = sorted(drawn | {last.day} if drawn and last == span[1] else drawn)
        if days:
            count = str(len(days) + chance.happens(0.3))
            told = {"month": f"{first:%Y-%m}", "count": count, "days": ";".join(map(str, days))}
            world.add("traffic", **flow, **told, source="crm")


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The part of each month from the first day to the last."""
    while first <= last:
        end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield first, min(end, last)
        first = end + timedelta(1)


class _Ordinary:
    """Meetings and mail of those whom nobody named by hand, where a tie says when they were in touch last."""

    def __init__(self, world: World, chance: Chance) -> None:
        self._world, self._chance = world, chance
        self._seats = {row["person"]: row for row in world.rows["positions"] if not row.get("valid_to")}
        self._told = {row["person"] for row in world.rows["participants"]}

    def add(self) -> None:
        """All of it."""
        for tie in list(self._world.rows["ties"]):
            pair = self._sides(tie["person_a"], tie["person_b"])
            if pair and not tie.get("valid_to") and not self._told & set(pair):
                begin = max(YEAR_AGO, date.fromisoformat(tie["valid_from"]))
                if tie["last_contact"] and date.fromisoformat(tie["last_contact"]) > begin:
                    self._contact(pair, begin, date.fromisoformat(tie["last_contact"]))

    def _sides(self, one: str, other: str) -> tuple[str, str] | None:
        """One of ours and one of a customer's, in this order."""
        for ours, theirs in ((one, other), (other, one)):
            seats = self._seats.get(ours), self._seats.get(theirs)
            if all(seats) and seats[0]["organization"] == "yunxiu" and seats[1]["organization"] in CUSTOMERS:
                return ours, theirs
        return None

    def _contact(self, pair: tuple[str, str], begin: date, last: date) -> None:
        if self._chance.happens(0.5):
            self._met(pair, last)
            if self._chance.happens(0.5):
                self._met(pair, self._chance.day(begin, last - timedelta(1)))
        if self._chance.happens(0.35):
            first = max(begin, last - timedelta(150))
            for sender, receiver in (pair, pair[::-1]):
                flow = {"sender": sender, "receiver": receiver, "channel": "mail"}
                _traffic(self._world, self._chance, flow, 1 + self._chance.happens(0.4), (first, last))

    def _met(self, pair: tuple[str, str], day: date) -> None:
        ours, theirs = pair
        since = max(self._seats[each]["valid_from"] for each in pair)
        if not (since <= day.isoformat() < TODAY.isoformat()):
            return
        kind, (purpose, outcome, next_step) = self._chance.pick(KINDS), self._chance.pick(TALKS)
        silent = self._chance.happens(0.15)
        _meeting(
            self._world,
            {
                "day": day.isoformat(),
                "kind": kind,
                "account": self._seats[theirs]["organization"],
                "unit": self._seats[theirs]["unit"],
                "purpose": purpose,
                "outcome": "" if silent else outcome,
                "next_step": "" if silent else next_step,
                "ours": ours,
                "theirs": theirs,
                "absent": "",
                "source": "crm",
            },
        )
