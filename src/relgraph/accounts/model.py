"""What organisations are in numbers."""

from datetime import date

from pydantic import BaseModel

from relgraph.kinds.organization import OrganizationKind


class OrganizationStats(BaseModel, frozen=True):
    """What there is of an organisation on a day, and how ours know its people.

    `strongest` and `last_contact` None: unknown. What is said of ours and theirs means nothing of ourselves, who are
    of kind vendor.
    """

    organization: str
    kind: OrganizationKind
    people: int
    units: int
    open_opportunities: int
    deciders: int
    known_deciders: int
    known_people: int
    ties: int
    strongest: float | None
    last_contact: date | None

    @property
    def is_us(self) -> bool:
        """The organisation is ourselves."""
        return self.kind is OrganizationKind.VENDOR
