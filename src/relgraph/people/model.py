"""People at a glance, whom they know, and who stands under whom (method M1)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.kinds.influence import Influence
from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.reporting_line import ReportingLine
from relgraph.kinds.tie import Tie
from relgraph.record.fields import Fraction

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


class MovedPerson(BaseModel, frozen=True):
    """Somebody who left an account and holds a seat elsewhere (method M16). `known`: whether one of ours knows them."""

    person: PersonCard
    account_id: str
    account: str
    title: str | None
    left_on: date
    joined_on: date | None
    known: bool

    @property
    def place(self) -> tuple[str, str, str]:
        """Where they stand in the list."""
        return self.left_on.isoformat(), self.person.id, self.account_id


class PersonThere(BaseModel, frozen=True):
    """One of an account's people: `by` whom of ours they are known best, None where nobody knows them.

    `strength` (0..1) and `last_contact` are None where they are unknown.
    """

    person: PersonCard
    decides: bool
    by: str | None
    strength: float | None
    last_contact: date | None
    ties: int


class OrgChartEntry(BaseModel, frozen=True):
    """A person's place in an org chart: `manager` is an id, None at the top, where `depth` is 0."""

    person: PersonCard
    manager: str | None
    depth: int


class OrgChart(BaseModel, frozen=True):
    """Who stands under whom, the upper levels first. `truncated`: there are more people than are listed."""

    entries: list[OrgChartEntry]
    truncated: bool


class TieOrderBy(StrEnum):
    """By what ties may be ordered."""

    STRENGTH = "strength"
    SINCE = "since"
    LAST_CONTACT = "last_contact"
    RECORDED = "recorded"


class TiesWanted(BaseModel, frozen=True):
    """Which ties of somebody; None: all.

    `organization_kinds`: where the other has a seat on the day; `least_strength`, 0..1, which ties of unknown strength
    do not have; `among`: ids of the others.
    """

    organization_kinds: tuple[OrganizationKind, ...] | None = None
    least_strength: Fraction | None = None
    among: tuple[str, ...] | None = None


class SeenTie(Tie):
    """A tie in the list of a person (by id), and by what it is ordered there, as text; None where that is unknown."""

    person: str
    place: str | None


class Subgraph(BaseModel, frozen=True):
    """What holds among some people: of each kind the strongest first, those of unknown strength last.

    `truncated`: there are more than MAX_RELATIONS of a kind.
    """

    ties: list[Tie]
    influences: list[Influence]
    reporting_lines: list[ReportingLine]
    truncated: bool
