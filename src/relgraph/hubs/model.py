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


class Hub(BaseModel, frozen=True):
    """A person of an account and what makes them a hub, on a day, counted among the account's people.

    `influence`: sum of the known weights with which others listen to them (the strongest weight per listener);
    `unknown_weights`: how many listeners with unknown weight are left out of that sum; `listeners`: people they sway
    directly; `reach`: people they sway in at most two steps; `brokerage`: pairs of their contacts in different units or
    organisations who have no tie with each other; `degree`: people they have a tie with; `closeness` (0..1): inverse of the
    mean distance over ties to all they can reach, scaled by how many that is (Wasserman-Faust); `betweenness` (0..1): share of shortest chains of ties
    between others that run through them (Freeman).
    """

    person: PersonCard
    influence: float
    unknown_weights: int
    listeners: int
    reach: int
    brokerage: int
    degree: int
    closeness: float
    betweenness: float
