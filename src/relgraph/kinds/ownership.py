"""Owners of relationships (method M4)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from relgraph.record.fields import PersonId, Said
from relgraph.record.kind import Explained, KindWords, Listed, fact
from relgraph.record.model import Fact


class OwnerRole(StrEnum):
    """A owns the relationship, B stands in, C supports (method M4, AB角)."""

    A = "A"
    B = "B"
    C = "C"


class Ownership(Fact):
    """One of ours answers for the relationship with a contact."""

    noun: ClassVar[str] = "ownership"
    file: ClassVar[str] = "owners"
    natural_key: ClassVar[tuple[str, ...]] = ("owner", "contact", "role")

    owner: Annotated[PersonId, Said("Our person.", column="ours")]
    contact: Annotated[PersonId, Said("The contact.")]
    role: Annotated[OwnerRole, Said("The owner's part.", column="`A`, `B`, `C`")]


OWNERSHIPS = fact(
    Ownership,
    "OWNS",
    KindWords(
        shown="One of ours answers for the relationship with a contact (method M4).",
        one="an owner",
        this="Who owns whom",
        given=". Without `id` it is the one of this contact with this role.",
        record="Make one of ours answer for a contact, correct it, or begin a new version.",
        end="End an ownership.",
    ),
    ("owner of", "owned by"),
    lists={
        "contact": Listed("owners", "Who of ours answers for the relationship with them."),
        "owner": Listed("owned_contacts", "For the relationship with whom they answer, when they are one of ours."),
    },
    enums=(
        Explained(
            OwnerRole,
            "The part of an owner in a relationship (method M4).",
            {"A": "Owns it.", "B": "Stands in for the A-owner.", "C": "Supports."},
        ),
    ),
)
