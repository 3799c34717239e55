"""Units of organisations (method M1)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.graph.query import Query
from relgraph.kinds.organization import OrganizationKind
from relgraph.record.choice import Choice, NarrowingByName, Ordering
from relgraph.record.fields import OrganizationId, Said, Text, UnitId
from relgraph.record.kind import Conflict, Explained, KindWords, Listed, entity
from relgraph.record.model import Entity
from relgraph.record.outcome import Cycle, RowOutcome


class UnitFunction(StrEnum):
    """What a unit is there for."""

    MANAGEMENT = "management"
    PROCUREMENT = "procurement"
    FINANCE = "finance"
    PLANNING = "planning"
    RESEARCH = "research"
    ENGINEERING = "engineering"
    IT = "it"
    OPERATIONS = "operations"
    MAINTENANCE = "maintenance"
    MARKET = "market"
    SALES = "sales"
    SERVICE = "service"
    DELIVERY = "delivery"
    QUALITY = "quality"
    LEGAL = "legal"
    HR = "hr"
    OTHER = "other"


class Unit(Entity):
    """A part of an organisation; units nest. One that moves or merges ends, and a new one begins."""

    noun: ClassVar[str] = "unit"
    file: ClassVar[str] = "units"

    organization: Annotated[OrganizationId, Said("The organisation it belongs to.")]
    parent: Annotated[
        UnitId | None,
        Said(
            "The unit it is part of; null at the top.",
            given="The unit of the same organisation that it is part of; null at the top.",
            column="a unit of the same organisation",
        ),
    ] = None
    name: Annotated[Text, Said("Its name.")]
    english_name: Annotated[Text | None, Said("Its name in English.")] = None
    function: Annotated[UnitFunction | None, Said("What it is there for.")] = None

    @model_validator(mode="after")
    def _not_its_own_parent(self) -> Self:
        if self.parent == self.id:
            raise ValueError("parent is the unit itself")
        return self


class UnitWanted(NarrowingByName):
    """Which units are wanted."""

    functions: Annotated[
        tuple[UnitFunction, ...] | None,
        Said("Those that are there for one of these."),
    ] = None
    top: Annotated[bool | None, Said("True: those that are part of no other unit. False: the others.")] = None
    organization_kinds: Annotated[
        tuple[OrganizationKind, ...] | None,
        Said("Those of organisations of one of these kinds."),
    ] = None


class UnitOrderBy(StrEnum):
    """By what units may be ordered."""

    NAME = "name"
    ENGLISH_NAME = "english_name"
    FUNCTION = "function"
    RECORDED = "recorded"


UNITS = entity(
    Unit,
    KindWords(
        shown="A part of an organisation; units nest. One that moves or merges ends, and a new one begins.",
        one="a unit",
        this="The unit",
        record="Create a unit, or correct what is recorded of it.",
        end="Say from when on a unit no longer exists.",
    ),
    lists={
        "organization": Listed("units", "Its units on every level, by id."),
        "parent": Listed("parts", "The units right below it, by id."),
    },
    enums=(
        Explained(
            UnitFunction,
            "What a unit is there for.",
            {
                "MANAGEMENT": "Leads the organisation.",
                "PROCUREMENT": "Buys.",
                "FINANCE": "Pays and accounts.",
                "PLANNING": "Plans and budgets.",
                "RESEARCH": "Researches and develops.",
                "ENGINEERING": "Designs and builds.",
                "IT": "Runs information technology.",
                "OPERATIONS": "Runs the daily business.",
                "MAINTENANCE": "Keeps things running.",
                "MARKET": "Knows and addresses the market.",
                "SALES": "Sells.",
                "SERVICE": "Serves customers.",
                "DELIVERY": "Delivers projects.",
                "QUALITY": "Assures quality.",
                "LEGAL": "Advises on law and contracts.",
                "HR": "Employs and develops people.",
                "OTHER": "None of these.",
            },
        ),
    ),
    # It stands in an organisation and below another unit.
    record=Query("kinds/record_units", RowOutcome),
    find=Query("kinds/find_units", Unit, packed=True),
    cycles=Query("kinds/find_unit_cycles", Cycle),
    cycle_field="parent",
    conflict=Conflict(
        "organization",
        "the unit '{id}' belongs to another organisation",
        "end it there, and record a new unit, with an id of its own, here",
    ),
    choice=Choice(
        "units",
        UnitWanted,
        Ordering(
            UnitOrderBy,
            "By what units are ordered.",
            {
                "NAME": "By name.",
                "ENGLISH_NAME": "By the name in English.",
                "FUNCTION": "By what they are there for, as it is spelt.",
                "RECORDED": "By when relgraph learnt of them.",
            },
        ),
        of=("organization", "parent"),
    ),
)
