"""Look at one person, organisation, unit or opportunity, on a day or through time."""

from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.interactions.model import InteractionProfile
from relgraph.interactions.service import find_interaction, list_interactions
from relgraph.kinds import KINDS
from relgraph.kinds.interaction import InteractionWanted
from relgraph.profile.model import (
    FactAround,
    FirstDay,
    OpportunityProfile,
    OrganizationProfile,
    PastFact,
    PersonFacts,
    PersonProfile,
    Profile,
    UnitProfile,
)
from relgraph.record.fields import EntityKind
from relgraph.record.kind import Heading, Kind
from relgraph.record.model import Recorded

_NOUNS: dict[type[Profile], EntityKind] = {
    PersonProfile: EntityKind.PERSON,
    OrganizationProfile: EntityKind.ORGANIZATION,
    UnitProfile: EntityKind.UNIT,
    OpportunityProfile: EntityKind.OPPORTUNITY,
    InteractionProfile: EntityKind.INTERACTION,
}


class _Fact(BaseModel, frozen=True):
    type: str
    outgoing: bool
    id: str
    name: str
    english_name: str | None
    said: dict[str, object]
    since: date | None
    source: str | None


class Section(NamedTuple):
    """A list of a kind of fact on an entity: those in which a field names it."""

    kind: Kind[Recorded]
    end: str
    heading: Heading

    @property
    def columns(self) -> tuple[str, ...]:
        """What its facts say besides what they are between."""
        return self.kind.model.value_fields()

    def holds(self, fact: _Fact) -> bool:
        """Whether a fact stands in it."""
        ends = self.kind.model.ends_like(self.end)
        first = next(iter(self.kind.model.references))
        return fact.type == self.kind.label and (len(ends) > 1 or fact.outgoing == (self.end == first))

    def told(self, fact: _Fact) -> FactAround:
        """The fact as a profile tells it."""
        said = {name: fact.said.get(name) for name in self.columns}
        other = {"id": fact.id, "name": fact.name, "english_name": fact.english_name}
        return FactAround.model_validate({**other, **said, "since": fact.since, "source": fact.source})


PERSON_PROFILE = Query("profile/find_person", PersonFacts)
ORGANIZATION_PROFILE = Query("profile/find_organization", OrganizationProfile)
UNIT_PROFILE = Query("profile/find_unit", UnitProfile)
OPPORTUNITY_PROFILE = Query("profile/find_opportunity", OpportunityProfile)
HISTORY = Query("profile/list_history", PastFact)
FIND_FIRST_DAY = Query("profile/find_first_day", FirstDay)

LIST_FACTS = Query("profile/list_facts", _Fact)

MEMBERS = 100
"""Members of a unit that its profile tells one by one."""

LAST_FEW = 5
"""Interactions that a profile tells."""


async def find_profile(reader: Reader, id: str, *, as_of: date) -> Profile:  # noqa: A002
    """What is known on a day of whatever has this id. Raises InputError when nothing has it."""
    found = (
        await reader.fetch_maybe(PERSON_PROFILE, id=id, as_of=as_of)
        or await reader.fetch_maybe(ORGANIZATION_PROFILE, id=id, as_of=as_of)
        or await reader.fetch_maybe(UNIT_PROFILE, id=id, as_of=as_of, limit=MEMBERS)
        or await reader.fetch_maybe(OPPORTUNITY_PROFILE, id=id, as_of=as_of)
        or await find_interaction(reader, id, as_of=as_of)
    )
    if found is None:
        raise InputError(
            f"No person, organisation, unit, opportunity or interaction has the id '{id}'.",
            field="id",
            remedy="Search for it by name.",
        )
    if isinstance(found, PersonFacts):
        last = await list_interactions(reader, InteractionWanted(person=id), as_of=as_of, limit=LAST_FEW)
        found = PersonProfile(**dict(found), interactions=last)
    return await _with_sections(reader, found, id, as_of)


def sections(profile: Profile) -> list[Section]:
    """The lists of kinds that stand on an entity under a heading."""
    noun = next(noun for of, noun in _NOUNS.items() if isinstance(profile, of))
    return [
        Section(kind, end, listed.heading)
        for kind in KINDS
        for end, listed in kind.lists.items()
        if listed.heading and kind.model.references[end] == noun
    ]


async def _with_sections(reader: Reader, profile: Profile, id_: str, as_of: date) -> Profile:
    shown = sections(profile)
    types = sorted({section.kind.label for section in shown})
    rows = await reader.fetch(LIST_FACTS, id=id_, types=types, as_of=as_of) if types else []
    told = {section.heading.key: [section.told(row) for row in rows if section.holds(row)] for section in shown}
    return profile.model_copy(update=told)


async def list_history(reader: Reader, id: str, *, limit: int = 200) -> list[PastFact]:  # noqa: A002
    """Every version of the facts around an entity and what corrections replaced, the latest first.

    Nulls among the values are left out: they are no values.
    """
    rows = await reader.fetch(HISTORY, id=id, limit=limit)
    return [
        row.model_copy(update={"said": {name: value for name, value in row.said.items() if value is not None}})
        for row in rows
    ]


async def find_first_day(reader: Reader, id: str, *, as_of: date) -> FirstDay:  # noqa: A002
    """Whether anything around an entity is known on a day and, if not, from when on; an unknown id is never known."""
    return await reader.fetch_maybe(FIND_FIRST_DAY, id=id, as_of=as_of) or FirstDay(known=False, first_day=None)
