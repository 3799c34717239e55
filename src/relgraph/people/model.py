"""People, the seats they hold and whom they report to (method M1)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from relgraph.accounts.model import OrganizationKind
from relgraph.record.model import Entity, EntityKind, Fact, Id, Text

MAX_LEVELS = 50
"""The most levels of an org chart; also a literal in its query file."""

NO_LAYER = 999
"""Where a seat without a known layer is sorted: after all others; also a literal in query files."""

MAX_CHART = 2000
"""The most people that one org chart holds."""


class Line(StrEnum):
    """How firm a reporting line is."""

    SOLID = "solid"
    DOTTED = "dotted"


class Person(Entity):
    """A human being: one person, whatever seats they hold over time.

    `declines_introductions` is True of those who have asked not to be used as a way to others; None is unknown. Neither
    None nor False forbids asking.
    """

    noun: ClassVar[str] = "person"
    file: ClassVar[str] = "people"

    name: Text
    english_name: Text | None = None
    aliases: tuple[Text, ...] = ()
    declines_introductions: bool | None = None


class Position(Fact):
    """A seat held at an organisation, in one of its units where known. Layer 1 is the top."""

    noun: ClassVar[str] = "position"
    file: ClassVar[str] = "positions"
    references: ClassVar[dict[str, EntityKind]] = {
        "person": EntityKind.PERSON,
        "organization": EntityKind.ORGANIZATION,
        "unit": EntityKind.UNIT,
    }
    natural_key: ClassVar[tuple[str, ...]] = ("person", "organization", "unit", "title")

    person: Id
    organization: Id
    unit: Id | None = None
    title: Text | None = None
    english_title: Text | None = None
    layer: Annotated[int, Field(ge=1, le=100)] | None = None
    primary: bool | None = None


class ReportingLine(Fact):
    """A person reports to a manager; solid lines never form a circle."""

    noun: ClassVar[str] = "reporting_line"
    file: ClassVar[str] = "reporting_lines"
    references: ClassVar[dict[str, EntityKind]] = {"person": EntityKind.PERSON, "manager": EntityKind.PERSON}
    natural_key: ClassVar[tuple[str, ...]] = ("person", "manager", "line")

    person: Id
    manager: Id
    line: Line = Line.SOLID


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


def main_seat(positions: Sequence[Position]) -> Position | None:
    """The primary one of a person's seats on a day, else that of the highest layer; None without seats."""
    return min(positions, key=lambda seat: (not seat.primary, seat.layer or NO_LAYER, seat.id), default=None)
