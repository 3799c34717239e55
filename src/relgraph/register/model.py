"""The register of an account's key contacts, and what is missing in it (method M4)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.kinds.key_contact import PositionClass
from relgraph.kinds.ownership import OwnerRole
from relgraph.people.model import PersonCard

MAX_ENTRIES = 2000
"""The most key contacts that one register holds."""


class RegisterLack(StrEnum):
    """What the register lacks of a key contact.

    Owners count while they are known to be with us. Whoever is A-owner is no B-owner besides: that would be one
    employee still. A seat whose layer is unknown lacks the layer; where no seat is known, that alone is told.
    """

    NO_POSITION_CLASS = "no_position_class"
    NO_RELATIONSHIP_CLASS = "no_relationship_class"
    NO_SEAT = "no_seat"
    NO_LAYER = "no_layer"
    NO_A_OWNER = "no_a_owner"
    TWO_A_OWNERS = "two_a_owners"
    NO_B_OWNER = "no_b_owner"
    OWNER_LEFT = "owner_left"


class RegisterOwner(BaseModel, frozen=True):
    """Who answers for a key contact, by id and name.

    `since` is None where the first day is unknown. `with_us` is None where nobody can say whether they are with us,
    since no seat of theirs with us is known by the day; `left_on` is the first day without us of whoever has left.
    """

    id: str
    name: str
    english_name: str | None
    role: OwnerRole
    since: date | None
    with_us: bool | None
    left_on: date | None


class RegisterRow(BaseModel, frozen=True):
    """A key contact with owners, A first. Classes are None where nobody has said them.

    `relationship_class`: 1 is closest, to 5. `last_key_action` and `last_contact`, with whoever is with us on the day,
    are None where none is known.
    """

    person: PersonCard
    position_class: PositionClass | None
    relationship_class: int | None
    owners: list[RegisterOwner]
    last_key_action: date | None
    last_contact: date | None


class RegisterEntry(RegisterRow, frozen=True):
    """The same, with what is missing; an entry of which nothing is missing is whole."""

    missing: list[RegisterLack]


class LackCount(BaseModel, frozen=True):
    """Of how many key contacts something is missing, and what that is called in English and Chinese."""

    code: RegisterLack
    count: int
    en: str
    zh: str


class KeyContactRegister(BaseModel, frozen=True):
    """The key contacts of an account (by id) on a day: S, A, B, C, unknown; the closest first; then by name.

    `whole`: of how many nothing is missing. `missing` counts all that can be, also what is missing of nobody.
    `truncated`: there are more key contacts, which are neither listed nor counted.
    """

    account: str
    as_of: date
    key_contacts: int
    whole: int
    missing: list[LackCount]
    entries: list[RegisterEntry]
    truncated: bool
