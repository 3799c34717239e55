"""What would be if somebody left, or if two people met (methods M4, M7, M8, M16)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.audit.rules.model import NamedFailure, Rule
from relgraph.kinds.ownership import OwnerRole
from relgraph.kinds.role import RoleLetter
from relgraph.people.model import PersonCard

MAX_BONDS = 200
"""The most ties of somebody that one answer holds."""
MAX_ACCOUNTS = 200
"""The most accounts that one answer looks at."""


class LeaverSide(StrEnum):
    """On whose side somebody is on the day: with us, or anywhere else."""

    OURS = "ours"
    OTHERS = "others"


class Bond(BaseModel, frozen=True):
    """Somebody on the other side with whom the leaver has a tie.

    `strength` is of the tie, 0..1, None where unknown; `last_contact` None where none is known. `others`: how many
    others of ours have a tie with whoever of the two is not ours. `roles`: the other's in live deals. `registered`: the
    other is a registered key contact.
    """

    person: PersonCard
    strength: float | None
    last_contact: date | None
    others: int
    roles: list[RoleLetter]
    registered: bool

    @property
    def goes_dark(self) -> bool:
        """A key person whom nobody else of ours knows: registered, or with a role A, D or E in a live deal."""
        return not self.others and (self.registered or not {"A", "D", "E"}.isdisjoint(self.roles))


class Owned(BaseModel, frozen=True):
    """A contact whose relationship the leaver owns, in which part, and the parts of others with us who own it, too."""

    person: PersonCard
    role: OwnerRole
    others: list[OwnerRole]


class PartInDeal(BaseModel, frozen=True):
    """A role that the leaver has in a live deal. `others`: how many others have the same."""

    opportunity: str
    name: str
    account: str
    role: RoleLetter
    others: int


class Duties(BaseModel, frozen=True):
    """What somebody answers for, their roles in live deals, and how many report to them."""

    owned: list[Owned]
    parts: list[PartInDeal]
    reports: int


class RuleFindings(BaseModel, frozen=True):
    """What a rule of the audit finds, of one account."""

    rule: Rule
    findings: list[NamedFailure]


class AccountEffect(BaseModel, frozen=True):
    """What the audit would find otherwise at an account.

    `opened`: what fails, and did not. `unknown`: how many are unknown that were not. `lapsed`: how many failed, and
    neither fail nor are unknown: mostly because whoever it was about is not there any more, which is no progress.
    """

    account: str
    name: str
    english_name: str | None
    opened: list[RuleFindings]
    unknown: int
    lapsed: int

    @property
    def count(self) -> int:
        """How many findings open."""
        return sum(len(each.findings) for each in self.opened)


class Leaving(BaseModel, frozen=True):
    """What breaks when somebody leaves on a day.

    `accounts` are those where something changes, those where most findings open first; `looked_at` is how many were
    looked at: customers where they or people around them, two relations far, have a seat, a key entry or a role.
    `truncated`: there are more accounts or bonds than were looked at.
    """

    person: PersonCard
    side: LeaverSide
    as_of: date
    bonds: list[Bond]
    duties: Duties
    accounts: list[AccountEffect]
    looked_at: int
    truncated: bool

    @property
    def dark(self) -> list[Bond]:
        """The key people whom nobody else of ours knows."""
        return [bond for bond in self.bonds if bond.goes_dark] if self.side is LeaverSide.OURS else []


class Introduction(BaseModel, frozen=True):
    """Who of ours would meet whom, the findings that this closes, and those that it opens."""

    ours: PersonCard
    theirs: PersonCard
    closed: list[RuleFindings]
    opened: list[RuleFindings]

    @property
    def count(self) -> int:
        """How many findings it closes."""
        return sum(len(each.findings) for each in self.closed)


class BestIntroduction(BaseModel, frozen=True):
    """The one introduction that closes most findings at an account.

    `best` is None where none closes any, as far as was looked. `exact`: no other closes more; otherwise the search was
    cut short, and `at_most` says how many findings another may close. `pairs`: among how many pairs was chosen.
    `truncated`: there are more of ours than were thought of.
    """

    account: str
    as_of: date
    best: Introduction | None
    exact: bool
    at_most: int
    pairs: int
    truncated: bool
