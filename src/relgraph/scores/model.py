"""What ours hold of contacts in six dimensions over the trailing period, and what that makes together (method M5)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.kinds.key_contact import PositionClass
from relgraph.people.model import PersonCard

MAX_SCORED = 500
"""The most key contacts of one account whose scores are told."""


class ScoreTrend(StrEnum):
    """Where a score goes, against the period before: of the dimensions alone that are known in both."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    UNKNOWN = "unknown"


class ScoreRater(BaseModel, frozen=True):
    """Who of ours assessed it."""

    id: str
    name: str
    english_name: str | None


class HeldLevel(BaseModel, frozen=True):
    """A level that one of ours gave a contact, and on what it rests.

    `assessed` is None where the day is unknown, `evidence` where nobody has said. `now`: it holds on the day asked
    about; `before`: it held on the last day of the period before.
    """

    aspect: str
    level: int
    evidence: str | None
    assessed: date | None
    rater: ScoreRater
    now: bool
    before: bool


class HeldOfContact(BaseModel, frozen=True):
    """All that raters hold of a contact, the newest first; `own`: in what the caller assessed them in this period."""

    contact: str
    assessments: list[HeldLevel]
    own: list[str]


class KeyContactCard(BaseModel, frozen=True):
    """A registered key contact; `position_class` is None where nobody has said how much the seat weighs."""

    person: PersonCard
    position_class: PositionClass | None


class NamedLevel(BaseModel, frozen=True):
    """A level, and what it means in both languages."""

    level: int
    en: str
    zh: str


class ScoredDimension(BaseModel, frozen=True):
    """A dimension, what it is called in both languages, and its levels; `weight`: how many times it counts."""

    id: str
    en: str
    zh: str
    weight: int
    levels: list[NamedLevel]


class DimensionScore(BaseModel, frozen=True):
    """What raters hold of a contact in a dimension, in the period that ends on the day.

    `level` is None where it is unknown: then `last_known` is the newest older one, if any. `lowest` and `highest` are
    between what all raters of the period are, `far_apart` by as much as the playbook says or more. `before` is the
    level of the period before. `hidden`: others have assessed it, and whoever asks has not; nothing of it is told.
    """

    dimension: str
    level: int | None
    lowest: int | None
    highest: int | None
    far_apart: bool
    before: int | None
    ratings: list[HeldLevel]
    last_known: HeldLevel | None
    hidden: bool

    @property
    def differ(self) -> bool:
        """Raters differ."""
        return self.lowest != self.highest


class ContactScore(BaseModel, frozen=True):
    """A contact in all dimensions.

    `known`: how many are; `hidden`: how many are not told. `overall` is the weighted mean of those that are known, None
    where too few are or some are hidden. `trend` compares the `compared` dimensions that are known in both periods.
    `position_class` is None where it is unknown, or no account was asked about.
    """

    person: PersonCard
    position_class: PositionClass | None
    dimensions: list[DimensionScore]
    known: int
    hidden: int
    overall: float | None
    trend: ScoreTrend
    compared: int


class ContactScores(BaseModel, frozen=True):
    """One contact, or the key contacts of an account, whose seat weighs most first. `truncated`: there are more.

    `since` is the first day of the period, `known_at_least` how many dimensions a score needs.
    """

    as_of: date
    since: date
    known_at_least: int
    dimensions: list[ScoredDimension]
    contacts: list[ContactScore]
    truncated: bool
