"""Organisations and their units; the register of key contacts and their owners (method M1, M4)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from relgraph.record.model import Entity, EntityKind, Fact, Id, Text


class OrganizationKind(StrEnum):
    """What an organisation is to us. An account is a customer."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    PARTNER = "partner"
    COMPETITOR = "competitor"
    OTHER = "other"


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


class OwnerRole(StrEnum):
    """A owns the relationship, B stands in, C supports (method M4, AB角)."""

    A = "A"
    B = "B"
    C = "C"


class PositionClass(StrEnum):
    """How much a key contact's seat weighs, S most (method M4)."""

    S = "S"
    A = "A"
    B = "B"
    C = "C"


class Organization(Entity):
    """A company, authority or other body; `vendor` is us."""

    noun: ClassVar[str] = "organization"
    file: ClassVar[str] = "organizations"

    kind: OrganizationKind
    name: Text
    english_name: Text | None = None
    aliases: tuple[Text, ...] = ()


class Unit(Entity):
    """A part of an organisation; units nest. One that moves or merges ends, and a new one begins."""

    noun: ClassVar[str] = "unit"
    file: ClassVar[str] = "units"
    references: ClassVar[dict[str, EntityKind]] = {
        "organization": EntityKind.ORGANIZATION,
        "parent": EntityKind.UNIT,
    }

    organization: Id
    parent: Id | None = None
    name: Text
    english_name: Text | None = None
    function: UnitFunction | None = None

    @model_validator(mode="after")
    def _not_its_own_parent(self) -> Self:
        if self.parent == self.id:
            raise ValueError("parent is the unit itself")
        return self


class Ownership(Fact):
    """One of ours answers for the relationship with a contact."""

    noun: ClassVar[str] = "ownership"
    file: ClassVar[str] = "owners"
    references: ClassVar[dict[str, EntityKind]] = {"owner": EntityKind.PERSON, "contact": EntityKind.PERSON}
    natural_key: ClassVar[tuple[str, ...]] = ("owner", "contact", "role")

    owner: Id
    contact: Id
    role: OwnerRole


class KeyContact(Fact):
    """A contact whose relationship is managed by name: how much the seat weighs, how close we are (1 closest)."""

    noun: ClassVar[str] = "key_contact"
    file: ClassVar[str] = "key_contacts"
    references: ClassVar[dict[str, EntityKind]] = {
        "person": EntityKind.PERSON,
        "account": EntityKind.ORGANIZATION,
    }
    natural_key: ClassVar[tuple[str, ...]] = ("person", "account")

    person: Id
    account: Id
    position_class: PositionClass | None = None
    relationship_class: Annotated[int, Field(ge=1, le=5)] | None = None
