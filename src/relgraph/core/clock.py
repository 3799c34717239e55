"""Which day it is: the one clock of everything that asks for today, and the names of time zones."""

import difflib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from relgraph.core.errors import InputError


@dataclass(frozen=True)
class Clock:
    """The time, and the day in somebody's time zone; without one in the zone of this machine."""

    zone: str | None = None

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day it is now."""
        return self.day_of(self.now())

    def day_of(self, moment: datetime) -> date:
        """The day it is at a moment."""
        return moment.astimezone(ZoneInfo(self.zone) if self.zone else None).date()

    def beginning_of(self, day: date) -> datetime:
        """The moment, in UTC, with which a day begins."""
        midnight = datetime.combine(day, time.min, ZoneInfo(self.zone) if self.zone else None)
        try:
            return midnight.astimezone(UTC)
        except OverflowError:  # on the first or last day of all there is no other zone
            return midnight.replace(tzinfo=UTC)


HERE = Clock()
"""In the zone of this machine."""


def check_zone(zone: str) -> str:
    """The time zone. Raises InputError for one that nobody knows."""
    known = available_timezones()
    if zone in known:
        return zone
    city = re.sub(r"\s+", "_", zone.strip()).casefold()
    alike = [name for name in sorted(known) if name.casefold().endswith(f"/{city}") or name.casefold() == city]
    meant = alike or difflib.get_close_matches(zone, known, n=1)
    remedy = f"Did you mean {meant[0]}?" if meant else "Name one of the IANA database, e.g. Europe/Berlin or UTC."
    raise InputError(f"There is no time zone '{zone}'.", field="zone", remedy=remedy)
