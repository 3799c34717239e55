"""Who of ours sponsors an account and its key contacts, whether it is alive, and who else might (method M8)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.people.model import PersonCard

MAX_SPONSORSHIPS = 500
"""The most sponsorships, and the most contacts without a sponsor, that one account tells."""


class SponsorLack(StrEnum):
    """What is wrong with a sponsorship."""

    NOT_WITH_US = "not_with_us"
    LAPSED = "lapsed"
    MISMATCHED = "mismatched"


class SponsorReason(StrEnum):
    """Why somebody is proposed, or is not before others."""

    PARITY = "parity"
    LINE = "line"
    DEALINGS = "dealings"
    ABILITY = "ability"


class HeldSponsorship(BaseModel, frozen=True):
    """A sponsorship as it is recorded. `contact` is None where it is of the account as such."""

    sponsor: PersonCard
    contact: PersonCard | None
    purpose: str | None
    cadence_days: int | None
    since: date | None
    carried: int


class AccountSponsorship(HeldSponsorship, frozen=True):
    """The same, and how it stands. `cadence_days` is the playbook's where the sponsorship says none.

    `last_contact` is that of the two, or with anybody at the account; None where none is known. `due` is the last day
    on time, None where neither a contact nor the first day is known. `lacks` is what is wrong; `unknown` what nobody
    can say.
    """

    cadence_days: int
    last_contact: date | None
    due: date | None
    lacks: list[SponsorLack]
    unknown: list[SponsorLack]


class UnsponsoredContact(BaseModel, frozen=True):
    """A key contact of class S whom nobody sponsors, with the line of business of their unit."""

    person: PersonCard
    function: str | None


class SeniorOfOurs(UnsponsoredContact, frozen=True):
    """Who may sponsor: what they carry, how many of their promises were closed, and how many of these kept."""

    carried: int
    closed: int
    kept: int


class SponsorDealing(BaseModel, frozen=True):
    """One of ours dealt with a contact: in so many interactions (0: they wrote or know each other), when last."""

    our: str
    contact: str
    last: date
    times: int


class SponsorPart(BaseModel, frozen=True):
    """A reason: how far it speaks for them, 0 to 1 (None: unknown, and adds nothing), and how many times it counts."""

    reason: SponsorReason
    value: float | None
    weight: int


class SponsorProposal(BaseModel, frozen=True):
    """Somebody who might sponsor a contact. `score` is what the parts make, 0 to 1; what is unknown adds nothing.

    `last` is the day of their last contact with that contact, None where none is known in the time that counts.
    """

    person: PersonCard
    score: float
    parts: list[SponsorPart]
    carried: int
    last: date | None


class MissingSponsor(BaseModel, frozen=True):
    """A key contact of class S without a sponsor, and who might be one, the best first."""

    person: PersonCard
    proposals: list[SponsorProposal]


class AccountSponsors(BaseModel, frozen=True):
    """The sponsors of an account on a day, contacts of class S without one, and proposals.

    `full`: of how many seniors nobody is proposed, as they carry as much as the playbook allows. `truncated`: there are
    more sponsorships or contacts.
    """

    as_of: date
    sponsorships: list[AccountSponsorship]
    missing: list[MissingSponsor]
    full: int
    truncated: bool
