"""What organisations are in numbers."""

from datetime import date

from pydantic import BaseModel


class OrganizationStats(BaseModel, frozen=True):
    """What there is of an organisation on a day, and how ours know its people.

    What is said of ours and theirs is None of ourselves; `strongest_tie` and `last_contact` are where it is unknown.
    """

    organization: str
    people: int
    units: int
    open_opportunities: int
    deciders: int
    known_deciders: int | None
    known_people: int | None
    ties: int | None
    strongest_tie: float | None
    last_contact: date | None


class LargestAccount(BaseModel, frozen=True):
    """The account with the most live opportunities, then people; and of how many `accounts` it is that."""

    id: str
    name: str
    english_name: str | None
    open_opportunities: int
    people: int
    accounts: int
