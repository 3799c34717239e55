"""Paths to a person: hops, their strengths and where these come from (method M16)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from relgraph.people.model import PersonCard
from relgraph.record.model import Fraction

MAX_HOPS = 6
"""The longest path that is ever searched; also a literal in the query file."""

MAX_PATHS = 100
"""The most paths one answer holds."""


class Relation(StrEnum):
    """By what a hop goes from one person to the next."""

    TIE = "tie"
    INFLUENCE = "influence"
    REPORTS_TO = "reports_to"
    MANAGES = "manages"


class AssumedStrengths(BaseModel, frozen=True):
    """Strengths, 0..1, of hops that record none: unknown ones, and reporting lines. A hop says when one was used."""

    tie: Fraction = 0.3
    influence: Fraction = 0.3
    solid_line: Fraction = 0.8
    dotted_line: Fraction = 0.5


class Hop(BaseModel, frozen=True):
    """One step of a path, by the strongest usable relation between two people.

    `strength` is 0..1; `assumed` says that it is not recorded but a default. `since` is None when unknown.
    """

    origin: PersonCard
    to: PersonCard
    relation: Relation
    strength: float
    assumed: bool
    basis: str | None
    since: date | None
    last_contact: date | None
    source: str
    fact_id: str


class WarmPath(BaseModel, frozen=True):
    """A way from one of the starts to the target. `strength` is the product of its hops' strengths, 0..1."""

    strength: float
    hops: list[Hop] = Field(min_length=1)


class PathAnswer(BaseModel, frozen=True):
    """The strongest paths, best first.

    Every path stronger than `complete_above` is listed; it is 0 when no other path exists. `truncated` says that weaker
    ones exist, or were not searched for.
    """

    target: PersonCard
    paths: list[WarmPath]
    truncated: bool
    complete_above: float
