"""People, the seats they hold and whom they report to (method M1)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from relgraph.accounts.model import OrganizationKind
from relgraph.record.model import Entity, EntityKind, Fact, Id, Text


class Line(StrEnum):
    """How firm a reporting line is."""

    SOLID = "solid"
    DOTTED = "dotted"


class Person(Entity):
    """A human being: one person, whatever seats they hold over time."""

    noun: ClassVar[str] = "person"
    file: ClassVar[str] = "people"

    name: Text
    english_name: Text | None = None
    aliases: tuple[Text, ...] = ()


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
