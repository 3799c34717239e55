"""How close the key contacts of an account are to us, and how far they back us, whatever the deal (method M6)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.kinds.key_contact import PositionClass
from relgraph.people.model import PersonCard
from relgraph.playbook.relationship import LevelLimits, Relationship

MAX_CONTACTS = 500
"""The most key contacts of one account that are told."""


class Quadrant(StrEnum):
    """What closeness and support together mean."""

    LIKELY_SUPPORT = "likely_support"
    NONE_TO_EXPECT = "none_to_expect"
    BARELY_KNOWN = "barely_known"
    FRIENDLY_WITHOUT_BACKING = "friendly_without_backing"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


class Rater(BaseModel, frozen=True):
    """Who of ours said it."""

    id: str
    name: str
    english_name: str | None


class Rating(BaseModel, frozen=True):
    """A level from -3 to 3 that somebody of ours holds a contact to be of, since when, and who says so.

    `assessed` is None where the day is unknown.
    """

    level: int
    assessed: date | None
    rater: Rater

    def age(self, day: date) -> int | None:
        """How many days old it is on a day."""
        return (day - self.assessed).days if self.assessed else None


class RatedContact(BaseModel, frozen=True):
    """A registered key contact with what raters say, the newest first: that one counts, the others differ or do not."""

    person: PersonCard
    position_class: PositionClass | None
    closeness: list[Rating]
    support: list[Rating]


class AssessedLevel(BaseModel, frozen=True):
    """The level that counts, how old that is in days, who says so, and between what levels all raters are.

    `age_days` is None where the day is unknown.
    """

    level: int
    age_days: int | None
    assessed: date | None
    rater: Rater
    lowest: int
    highest: int

    @classmethod
    def of(cls, ratings: list[Rating], day: date) -> "AssessedLevel | None":
        """The newest of some; None without any, which is unknown and not 0."""
        if not ratings:
            return None
        levels = [rating.level for rating in ratings]
        return cls(**dict(ratings[0]), age_days=ratings[0].age(day), lowest=min(levels), highest=max(levels))

    @property
    def differ(self) -> bool:
        """Raters differ."""
        return self.lowest < self.highest


class ContactRelationship(BaseModel, frozen=True):
    """How close a key contact is to us and how far they back us; None: nobody has said."""

    person: PersonCard
    position_class: PositionClass | None
    closeness: AssessedLevel | None
    support: AssessedLevel | None
    quadrant: Quadrant


class AccountRelationships(BaseModel, frozen=True):
    """The key contacts of an account, whose seat weighs most first. `truncated`: there are more."""

    as_of: date
    contacts: list[ContactRelationship]
    truncated: bool


def quadrant_of(closeness: int | None, support: int | None, limits: Relationship) -> Quadrant:
    """What two levels mean together; unknown where one of them is, neutral where one is neither high nor low."""
    if closeness is None or support is None:
        return Quadrant.UNKNOWN
    close, backing = _is_high(closeness, limits.closeness), _is_high(support, limits.support)
    if close is None or backing is None:
        return Quadrant.NEUTRAL
    if close:
        return Quadrant.LIKELY_SUPPORT if backing else Quadrant.FRIENDLY_WITHOUT_BACKING
    return Quadrant.BARELY_KNOWN if backing else Quadrant.NONE_TO_EXPECT


def _is_high(level: int, limits: LevelLimits) -> bool | None:
    """High, low, or None: neither."""
    return True if level >= limits.high_from else False if level <= limits.low_to else None
