"""Opportunities: projects of accounts with a buying decision (method M2)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.graph.query import Query
from relgraph.record.choice import Choice, NarrowingByName, Ordering
from relgraph.record.fields import AccountId, PersonId, Said, Text
from relgraph.record.kind import Explained, KindWords, entity
from relgraph.record.model import Entity
from relgraph.record.outcome import RowOutcome


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


class Opportunity(Entity):
    """A project of an account with a buying decision, live from valid_from until valid_to."""

    noun: ClassVar[str] = "opportunity"
    file: ClassVar[str] = "opportunities"

    account: Annotated[AccountId, Said("The customer.", column="a customer")]
    name: Annotated[Text, Said("Its name.")]
    english_name: Annotated[Text | None, Said("Its name in English.")] = None
    stage: Annotated[
        Stage | None, Said("How far it has come.", column="`lead`, `opportunity`, `contract`, `collection`")
    ] = None
    outcome: Annotated[
        DealOutcome | None,
        Said(
            "How it ended; null on days before its end.",
            given="How it ended; needs `validTo`.",
            column="`won`, `lost`, `dropped`; empty while live; needs `valid_to`",
        ),
    ] = None

    @model_validator(mode="after")
    def _outcome_has_a_day(self) -> Self:
        if self.outcome and not self.valid_to:
            raise ValueError("an opportunity with an outcome has ended: it needs valid_to")
        return self


class OpportunityWanted(NarrowingByName):
    """Which opportunities are wanted. `ended`: those that ended by the day, instead of those that are live on it."""

    stages: Annotated[tuple[Stage, ...] | None, Said("Those that have come so far.")] = None
    outcomes: Annotated[
        tuple[DealOutcome, ...] | None,
        Said("Those that ended like this by the day; ask for them with `live: false`."),
    ] = None
    began_from: Annotated[date | None, Said("Those that began on this day or later.")] = None
    began_before: Annotated[date | None, Said("Those that began before this day.")] = None
    ends_from: Annotated[date | None, Said("Those that end, by `validTo`, on this day or later.")] = None
    ends_before: Annotated[date | None, Said("Those that end, by `validTo`, before this day.")] = None
    person: Annotated[
        PersonId | None, Said("Those in which this person has a role or an assessment, by `id` or `externalId`.")
    ] = None
    owner: Annotated[
        PersonId | None,
        Said(
            "Those in which somebody has a role or an assessment for whose relationship this one of ours answers, by "
            "`id` or `externalId`."
        ),
    ] = None
    ended: bool | None = None


class OpportunityOrderBy(StrEnum):
    """By what opportunities may be ordered."""

    NAME = "name"
    ENGLISH_NAME = "english_name"
    STAGE = "stage"
    BEGIN = "begin"
    END = "end"
    RECORDED = "recorded"


OPPORTUNITIES = entity(
    Opportunity,
    KindWords(
        shown="A project of an account with a buying decision, live from `validFrom` until `validTo`.",
        one="an opportunity",
        this="The opportunity",
        record="Create an opportunity, or correct what is recorded of it.",
        end="End an opportunity: from this day on it is no longer live.",
    ),
    enums=(
        Explained(
            Stage,
            "How far a deal has come (method M10).",
            {
                "LEAD": "A lead.",
                "OPPORTUNITY": "An opportunity that we work on.",
                "CONTRACT": "Under contract.",
                "COLLECTION": "Delivered; payment is due.",
            },
        ),
        Explained(
            DealOutcome,
            "How an opportunity ended.",
            {
                "WON": "We won it.",
                "LOST": "A competitor won it.",
                "DROPPED": "The customer or we gave it up.",
            },
        ),
    ),
    ends_with=("outcome", "How it ended; keeps what is recorded when left out."),
    # It is for a customer, and is found live or ended.
    record=Query("kinds/record_opportunities", RowOutcome),
    find=Query("kinds/find_opportunities", Opportunity, packed=True),
    choice=Choice(
        "opportunities",
        OpportunityWanted,
        Ordering(
            OpportunityOrderBy,
            "By what opportunities are ordered.",
            {
                "NAME": "By name.",
                "ENGLISH_NAME": "By the name in English.",
                "STAGE": "By how far they have come, leads first.",
                "BEGIN": "By the day on which they began.",
                "END": "By the day on which they end, `validTo`.",
                "RECORDED": "By when relgraph learnt of them.",
            },
        ),
        of=("account",),
    ),
)
