"""What rows refer to, and why a row found no place."""

from collections.abc import Sequence

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome, OutcomeKind

_CUSTOMER = "customer"


class _Reference(BaseModel, frozen=True):
    id: str
    person: bool
    unit_of: str | None
    organization_kind: str | None
    opportunity: bool
    interaction: bool
    news: bool

    def is_a(self, kind: EntityKind) -> bool:
        return {
            EntityKind.PERSON: self.person,
            EntityKind.UNIT: self.unit_of is not None,
            EntityKind.ORGANIZATION: self.organization_kind is not None,
            EntityKind.OPPORTUNITY: self.opportunity,
            EntityKind.INTERACTION: self.interaction,
            EntityKind.NEWS: self.news,
        }[kind]


FIND_REFERENCES = Query("record/find_references", _Reference)


async def explain_missing(reader: Reader, things: Sequence[Recorded]) -> list[Outcome | None]:
    """What each thing refers to in vain; None where all of it is there by now."""
    if not things:
        return []
    ids = sorted({ref for thing in things for name in thing.references if (ref := getattr(thing, name))})
    known = {reference.id: reference for reference in await reader.fetch(FIND_REFERENCES, ids=ids)}
    return [_explained(thing, known) for thing in things]


def _explained(thing: Recorded, known: dict[str, _Reference]) -> Outcome | None:
    for name, kind in thing.references.items():
        id_ = getattr(thing, name)
        if id_ is not None and not known[id_].is_a(kind):
            return Outcome(
                kind=OutcomeKind.MISSING,
                field=name,
                problem=f"no {kind.value} has the id '{id_}'",
                remedy=f"add that {kind.value}, or correct the id",
            )
        # What names an organisation besides means one of its units.
        within = kind is EntityKind.UNIT and "organization" in thing.references
        if id_ is not None and within and known[id_].unit_of != getattr(thing, "organization", None):
            return Outcome(
                kind=OutcomeKind.MISSING,
                field=name,
                problem=f"the unit '{id_}' belongs to '{known[id_].unit_of}'",
                remedy="name a unit of the same organisation",
            )
        if id_ is not None and name in thing.customers and known[id_].organization_kind != _CUSTOMER:
            return Outcome(
                kind=OutcomeKind.MISSING,
                field=name,
                problem=f"'{id_}' is no customer",
                remedy="an account is an organisation of kind customer",
            )
    return None
