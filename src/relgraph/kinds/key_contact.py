"""The register of key contacts (method M4)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from relgraph.record.fields import AccountId, PersonId, Said
from relgraph.record.kind import Explained, KindWords, Listed, fact
from relgraph.record.model import Fact


class PositionClass(StrEnum):
    """How much a key contact's seat weighs, S most (method M4)."""

    S = "S"
    A = "A"
    B = "B"
    C = "C"


class KeyContact(Fact):
    """A contact whose relationship is managed by name: how much the seat weighs, how close we are (1 closest)."""

    noun: ClassVar[str] = "key_contact"
    file: ClassVar[str] = "key_contacts"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "account")

    person: Annotated[PersonId, Said("The contact.")]
    account: Annotated[AccountId, Said("The customer.")]
    position_class: Annotated[PositionClass | None, Said("How much the seat weighs.", column="`S` `A` `B` `C`")] = None
    relationship_class: Annotated[
        Annotated[int, Field(ge=1, le=5)] | None,
        Said(
            "How close we are: 1 closest .. 5.",
            column="`1` closest .. `5`, [what they mean](#letters-classes-and-levels)",
        ),
    ] = None


KEY_CONTACTS = fact(
    KeyContact,
    "KEY_CONTACT_OF",
    KindWords(
        shown="A contact whose relationship is managed by name (method M4).",
        one="a key contact",
        this="The entry",
        given=". Without `id` it is the person's entry at this account.",
        record="Enter a key contact, correct the entry, or begin a new version.",
        end="End the entry of a key contact.",
    ),
    ("key contact of", "key contact"),
    lists={
        "account": Listed("key_contacts", "The register of its key contacts."),
        "person": Listed("key_contact_of", "Their entries in the register of key contacts."),
    },
    enums=(
        Explained(
            PositionClass,
            "How much the seat of a key contact weighs (method M4).",
            {"S": "Weighs most.", "A": "Weighs much.", "B": "Weighs some.", "C": "Weighs least."},
        ),
    ),
)
