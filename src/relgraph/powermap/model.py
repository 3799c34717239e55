"""Opportunities and the power map: who plays which role in the decision, and where they stand (method M2)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from relgraph.record.model import Entity, EntityKind, Fact, Id, Text


class Stage(StrEnum):
    """How far a deal has come (method M10)."""

    LEAD = "lead"
    OPPORTUNITY = "opportunity"
    CONTRACT = "contract"
    COLLECTION = "collection"


class DealOutcome(StrEnum):
    """How an opportunity ended."""

    WON = "won"
    LOST = "lost"
    DROPPED = "dropped"


class RoleLetter(StrEnum):
    """A role in a decision; A, D and E are the key roles (method M2)."""

    APPROVER = "A"
    DECISION_MAKER = "D"
    SUPPORTER = "S"
    EVALUATOR = "E"
    INFLUENCER = "I"
    COACH = "C"


KEY_ROLES = (RoleLetter.APPROVER, RoleLetter.DECISION_MAKER, RoleLetter.EVALUATOR)


def _question_mark_is_unknown(value: object) -> object:
    return None if isinstance(value, str) and value.strip() == "?" else value


SupportLevel = Annotated[Annotated[int, Field(ge=-1, le=3)] | None, BeforeValidator(_question_mark_is_unknown)]
"""-1 opposed, 0 known to be neutral, 1 supportive, 2 strongly supportive, 3 coach-grade; None is `?`, unknown."""


class Opportunity(Entity):
    """A project of an account with a buying decision, live from valid_from until valid_to."""

    noun: ClassVar[str] = "opportunity"
    file: ClassVar[str] = "opportunities"
    references: ClassVar[dict[str, EntityKind]] = {"account": EntityKind.ORGANIZATION}

    account: Id
    name: Text
    english_name: Text | None = None
    stage: Stage | None = None
    outcome: DealOutcome | None = None

    @model_validator(mode="after")
    def _outcome_has_a_day(self) -> Self:
        if self.outcome and not self.valid_to:
            raise ValueError("an opportunity with an outcome has ended: it needs valid_to")
        return self


class Role(Fact):
    """A person plays a role in the decision of an opportunity; one person may play several."""

    noun: ClassVar[str] = "role"
    file: ClassVar[str] = "roles"
    references: ClassVar[dict[str, EntityKind]] = {
        "person": EntityKind.PERSON,
        "opportunity": EntityKind.OPPORTUNITY,
    }
    natural_key: ClassVar[tuple[str, ...]] = ("person", "opportunity", "role")

    person: Id
    opportunity: Id
    role: RoleLetter


class Support(Fact):
    """Where a person stands in an opportunity, as assessed on `valid_from`. Level None is `?`, never 0."""

    noun: ClassVar[str] = "support"
    file: ClassVar[str] = "supports"
    references: ClassVar[dict[str, EntityKind]] = {
        "person": EntityKind.PERSON,
        "opportunity": EntityKind.OPPORTUNITY,
    }
    natural_key: ClassVar[tuple[str, ...]] = ("person", "opportunity")

    person: Id
    opportunity: Id
    level: SupportLevel = None
