"""Hubs: the people of an account whom others listen to, and who hold it together (method M3)."""

from enum import StrEnum

from pydantic import BaseModel

from relgraph.people.model import PersonCard


class HubMeasure(StrEnum):
    """What hubs can be ranked by."""

    INFLUENCE = "influence"
    REACH = "reach"
    BROKERAGE = "brokerage"
    DEGREE = "degree"
    CLOSENESS = "closeness"
    BETWEENNESS = "betweenness"


class Influencing(BaseModel, frozen=True):
    """What a person sways and brokers, counted among the account's people on a day.

    `influence`: sum of the known weights with which others listen to them (the strongest weight a listener);
    `unknown_weights`: how many listeners are left out of that sum since no weight is known; `listeners`: people they
    sway directly; `reach`: people they sway in at most two steps; `brokerage`: pairs of their contacts, anywhere, who
    sit in different units or organisations and have no tie with each other (open triads; after Burt 1992).
    """

    person: PersonCard
    influence: float
    unknown_weights: int
    listeners: int
    reach: int
    brokerage: int


class HubRow(Influencing, frozen=True):
    """What the query says of a person; `contacts` are the people of the account they have a tie with."""

    contacts: list[str]


class Hub(Influencing, frozen=True):
    """A person of an account and what makes them a hub.

    `degree`: people of the account they have a tie with; `closeness` (0..1): inverse of the mean number of steps to all
    they can reach, scaled by how many that is (Wasserman & Faust 1994); `betweenness` (0..1): share of the shortest
    chains of ties between others that run through them (Freeman 1977).
    """

    degree: int
    closeness: float
    betweenness: float
