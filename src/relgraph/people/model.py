"""People at a glance, and who stands under whom (method M1)."""

from pydantic import BaseModel

from relgraph.kinds.organization import OrganizationKind

MAX_LEVELS = 50
"""The most levels of an org chart; also a literal in its query file."""

MAX_CHART = 2000
"""The most people that one org chart holds."""


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


class OrgChartEntry(BaseModel, frozen=True):
    """A person's place in an org chart: `manager` is an id, None at the top, where `depth` is 0."""

    person: PersonCard
    manager: str | None
    depth: int


class OrgChart(BaseModel, frozen=True):
    """Who stands under whom, the upper levels first. `truncated`: there are more people than are listed."""

    entries: list[OrgChartEntry]
    truncated: bool
