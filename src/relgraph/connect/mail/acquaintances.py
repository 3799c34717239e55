"""Who knows whom, gathered from messages and meetings: for each pair its last day alone, whatever their number.

Messages are told as traffic meanwhile, and meetings one by one.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from relgraph.connect.loading.spool import SourceRow
from relgraph.connect.mail.headers import Address, Message
from relgraph.connect.mail.names import FREE_MAIL, domain_of, is_nobody
from relgraph.connect.naming import named_id
from relgraph.kinds.participation import ParticipationPart
from relgraph.traffic.model import TrafficChannel

if TYPE_CHECKING:
    from relgraph.connect.mail.meetings import Meeting

NAMES_KEPT = 8
"""Of so many names that are shown with an address the one that is used most is found."""

MAIL, MEETINGS = "mail", "meetings"
_KIND = "meeting"


@dataclass(slots=True)
class _Contact:
    """What was seen of a pair: its last day, and the row of that."""

    day: date
    row: SourceRow
    written: bool = False
    answered: bool = False


@dataclass
class Acquaintances:
    """Who of ours knows whom. `ours`: domain of ours, or the one address where it is that of a free-mail service."""

    ours: str
    names: dict[str, Counter[str]] = field(default_factory=dict)
    pairs: dict[tuple[str, str, str], _Contact] = field(default_factory=dict)

    def is_ours(self, address: str) -> bool:
        """Whether it is an address of one of ours."""
        return self.ours in (address, domain_of(address))

    def is_somebody(self, address: str) -> bool:
        """Whether it is that of a person of whom mail tells something."""
        return not is_nobody(address) and (self.is_ours(address) or domain_of(address) not in FREE_MAIL)

    def add_message(self, message: Message, row: SourceRow) -> None:
        """Keep who wrote to whom."""
        wrote = message.sender
        for other in message.recipients:
            if self.is_ours(wrote.address) != self.is_ours(other.address):
                self._add(MAIL, wrote, other, message.day, row, wrote=self.is_ours(wrote.address))
                if self.is_somebody(wrote.address) and self.is_somebody(other.address):
                    row.wrote(f"email:{wrote.address}", f"email:{other.address}", TrafficChannel.MAIL, message.day)

    def add_meeting(self, system: str, meeting: "Meeting", row: SourceRow) -> None:
        """Keep who met whom, and tell of each time, where ours and others were there."""
        there = [each for each in meeting.people if self.is_somebody(each.address)]
        ours = [each for each in there if self.is_ours(each.address)]
        others = [each for each in there if not self.is_ours(each.address)]
        for one, other in product(ours, others):
            self._add(MEETINGS, one, other, meeting.day, row)
        if ours and others:
            self._tell_meeting(system, meeting, there, row)

    def _tell_meeting(self, system: str, meeting: "Meeting", there: list[Address], row: SourceRow) -> None:
        """All times of a meeting. Several calendars may have it: it is told as the first of them has it."""
        host = meeting.people[0] if meeting.organized else None
        for held in meeting.held:
            # In another time zone it may have been on another day.
            id_ = named_id(system, _KIND, meeting.uid, f"{held.at or held.day:%Y%m%d}")
            values = {"id": id_, "kind": _KIND, "valid_from": held.day, "at": held.at, "minutes": held.minutes}
            if row.tell("interaction", values, derived=True):
                for each in there:
                    part = ParticipationPart.HOSTED if each == host else ParticipationPart.ATTENDED
                    took_part = {"person": f"{system}:{each.address}", "interaction": id_, "part": part}
                    row.tell("participation", took_part, derived=True)

    def _add(
        self, basis: str, one: Address, other: Address, day: date, row: SourceRow, *, wrote: bool | None = None
    ) -> None:
        if not (self.is_somebody(one.address) and self.is_somebody(other.address)):
            return
        for each in (one, other):
            names = self.names.setdefault(each.address, Counter())
            if each.name and (each.name in names or len(names) < NAMES_KEPT):
                names[each.name] += 1
        us, them = (one, other) if self.is_ours(one.address) else (other, one)
        contact = self.pairs.setdefault((basis, us.address, them.address), _Contact(day, row))
        if day > contact.day:
            contact.day, contact.row = day, row
        contact.written |= wrote is not False
        contact.answered |= wrote is not True

    def tell(self, system: str, organization: str | None) -> int:
        """Tell of everybody who knows somebody, and of the ties; how many pairs wrote in one direction alone.

        `organization`: ours, where it is known; ours have a seat there, by which they are known to be ours.
        """
        alone = 0
        for (basis, *addresses), contact in self.pairs.items():
            if not (contact.written and contact.answered):
                alone += 1
                continue
            one, other = (self._tell_person(system, address, contact.row) for address in addresses)
            if organization and one:
                contact.row.tell("position", {"person": one, "organization": organization}, derived=True)
            tie = {"person_a": one, "person_b": other, "basis": basis, "last_contact": contact.day}
            contact.row.tell("tie", tie)
        return alone

    def _tell_person(self, system: str, address: str, row: SourceRow) -> str | None:
        names = self.names[address]
        name = min(names, key=lambda name: (-names[name], name), default=address)
        person = row.tell("person", {"id": f"{system}:{address}", "name": name}, derived=True)
        row.identify("email", address, column="From", person=person)
        return person
