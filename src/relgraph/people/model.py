"""People at a glance, whom they know, and who stands under whom (method M1)."""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, model_validator

from relgraph.core.errors import InputError
from relgraph.kinds.influence import Influence
from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.reporting_line import ReportingLine
from relgraph.kinds.tie import Tie

MAX_LEVELS = 50
"""The most levels of an org chart; also a literal in its query file."""

MAX_CHART = 2000
"""The most people that one org chart holds."""

MAX_RELATIONS = 2000
"""The most ties, influences and reporting lines each that one subgraph holds."""


class PersonCard(BaseModel, frozen=True):
    """A person at a glance on a day: name and main seat. Seat fields are None where no seat is known."""

    id: str
    name: str
    english_name: str | None
    title: str | None
    english_title: str | None
    layer: int | None
    unit: str | None
    organization_id: str | None
    organization: str | None
    organization_kind: OrganizationKind | None


class Member(BaseModel, frozen=True):
    """A person (by id) holds a seat at an organisation or in a unit (by id)."""

    place: str
    person: str


class OrgChartEntry(BaseModel, frozen=True):
    """A person's place in an org chart: `manager` is an id, None at the top, where `depth` is 0."""

    person: PersonCard
    manager: str | None
    depth: int


class OrgChart(BaseModel, frozen=True):
    """Who stands under whom, the upper levels first. `truncated`: there are more people than are listed."""

    entries: list[OrgChartEntry]
    truncated: bool


class TieOrder(StrEnum):
    """In what order somebody's ties come. Those of which that is unknown come last, equal ones by their ids."""

    STRENGTH = "strength"
    AGE = "age"
    LAST_CONTACT = "last_contact"
    RECORDED = "recorded"


class TiesAsked(BaseModel, frozen=True):
    """Which ties of somebody, and in what order; None: all.

    `organization_kinds`: where the other has a seat on the day; `least_strength`, 0..1, which ties of unknown strength
    do not have; `among`: ids of the others.
    """

    organization_kinds: tuple[OrganizationKind, ...] | None = None
    least_strength: float | None = None
    among: tuple[str, ...] | None = None
    order: TieOrder = TieOrder.STRENGTH

    @model_validator(mode="after")
    def _least_strength_is_one(self) -> Self:
        if self.least_strength is not None and not 0 <= self.least_strength <= 1:
            raise InputError(f"leastStrength is {self.least_strength:g}.", field="leastStrength", remedy="Give 0 to 1.")
        return self


class SeenTie(Tie):
    """A tie in the list of a person (by id), and its place there."""

    person: str
    place: str

    @property
    def rank(self) -> str:
        """In the order of the list that was asked for."""
        return self.place


class Subgraph(BaseModel, frozen=True):
    """What holds among some people: of each kind the strongest first, those of unknown strength last.

    `truncated`: there are more than MAX_RELATIONS of a kind.
    """

    ties: list[Tie]
    influences: list[Influence]
    reporting_lines: list[ReportingLine]
    truncated: bool
