"""What people and organisations are known by elsewhere (method M1)."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.core.identifiers import ADDRESSES
from relgraph.graph.query import Query
from relgraph.record.fields import OrganizationId, PersonId, Said, scheme_of
from relgraph.record.kind import Conflict, KindWords, Listed, entity
from relgraph.record.model import Entity
from relgraph.record.outcome import RowOutcome


class Identifier(Entity):
    """An address or an id of another system, and who is meant by it. Its own `id` is what it is: `email:a@b.c`."""

    noun: ClassVar[str] = "identifier"
    file: ClassVar[str] = "identifiers"

    person: Annotated[
        PersonId | None, Said("Who is known by it; null when it is an organisation.", given="Who is known by it.")
    ] = None
    organization: Annotated[
        OrganizationId | None,
        Said("What organisation is known by it; null when it is a person.", given="The organisation known by it."),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _an_address_is_no_source(cls, values: dict[str, object]) -> dict[str, object]:
        if isinstance(values, dict) and values.get("source") == scheme_of(str(values.get("id"))):
            return {name: value for name, value in values.items() if name != "source" or value not in ADDRESSES}
        return values

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if (self.person is None) == (self.organization is None):
            raise ValueError("an identifier is that of a person or of an organization: name one of them")
        return self


IDENTIFIERS = entity(
    Identifier,
    KindWords(
        shown="What a person or an organisation is known by elsewhere: an address, or the id of another system.",
        one="an identifier",
        this="The identifier",
        record="Record what a person or an organisation is known by elsewhere; `id` is the identifier itself, as "
        "`email:a@b.c` or `crm:0031x`.",
        end="Say from when on an identifier is no longer that of whom it was.",
    ),
    lists={
        "person": Listed("identifiers", "What they are known by elsewhere."),
        "organization": Listed("identifiers", "What it is known by elsewhere."),
    },
    # It is of one of two kinds of entity.
    record=Query("kinds/record_identifiers", RowOutcome),
    find=Query("kinds/find_identifiers", Identifier, packed=True),
    conflict=Conflict(
        "id",
        "'{id}' identifies another",
        "end it there first; or, if the two are one, say so: relgraph identity judge",
    ),
)
