"""Look at two people together on a day: a briefing before one of ours meets a contact."""

from datetime import date

from pydantic import BaseModel

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.interactions.model import AskMade, InteractionCard, PromiseMade
from relgraph.interactions.service import count_interactions, list_interactions
from relgraph.kinds.interaction import InteractionWanted
from relgraph.kinds.ownership import OwnerRole
from relgraph.people.model import PersonCard
from relgraph.people.service import find_person_cards
from relgraph.profile.model import OurTie

LAST_FEW = 5
"""Interactions that are told one by one."""


class PairTie(BaseModel, frozen=True):
    """A tie between two people. Strength and last contact are None when unknown."""

    strength: float | None
    basis: str | None
    last_contact: date | None
    since: date | None
    source: str | None


class PairFacts(BaseModel, frozen=True):
    """What holds between two people on a day. `owned_as`: as what the other answers for the relationship."""

    ties: list[PairTie]
    owned_as: list[OwnerRole]
    promises: list[PromiseMade]
    asks: list[AskMade]
    others_of_ours: list[OurTie]


class PairProfile(PairFacts, frozen=True):
    """Two people on a day: both at a glance, what holds between them, and what they did together, the newest first.

    `promises` and `asks` are those open, both ways; `others_of_ours` are who else of ours has a tie to `one`.
    `interaction_count` is of all, of which `interactions` are the last few.
    """

    one: PersonCard
    other: PersonCard
    interactions: list[InteractionCard]
    interaction_count: int


FIND_PAIR = Query("profile/find_pair", PairFacts)


async def find_pair(reader: Reader, one: str, other: str, *, as_of: date) -> PairProfile:
    """What is known on a day of two people together. Raises NotFoundError, and InputError for one and the same."""
    if one == other:
        raise InputError("They are one and the same.", field="other", remedy="Name somebody else.")
    people = await find_person_cards(reader, [one, other], as_of=as_of)
    for field, id_ in (("one", one), ("other", other)):
        if id_ not in people:
            raise NotFoundError("person", id_, field=field)
    facts = await reader.fetch_one(FIND_PAIR, one=one, other=other, as_of=as_of)
    wanted = InteractionWanted(person=one, with_person=other)
    return PairProfile(
        **dict(facts),
        one=people[one],
        other=people[other],
        interactions=await list_interactions(reader, wanted, as_of=as_of, limit=LAST_FEW),
        interaction_count=await count_interactions(reader, wanted, as_of=as_of),
    )
