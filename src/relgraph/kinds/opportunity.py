"""Opportunities: projects of accounts with a buying decision (method M2)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.graph.query import Query
from relgraph.record.fields import AccountId, Said, Text
from relgraph.record.kind import Explained, KindWords, entity
from relgraph.record.model import Entity, RowOutcome


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
    find=Query("kinds/find_opportunities", Opportunity),
)
