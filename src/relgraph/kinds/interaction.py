"""Interactions: meetings, visits, calls, with those who took part (method M14)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from relgraph.kinds.opportunity import Stage
from relgraph.record.choice import Choice, Narrowing, Order, Ordering
from relgraph.record.fields import AccountId, OpportunityId, PersonId, PlaybookWord, Said, Slug, Text, UnitId
from relgraph.record.kind import KindWords, Listed, entity
from relgraph.record.model import Entity, as_stored

MOST_MINUTES = 60 * 24 * 31


class Interaction(Entity):
    """Something that people of both sides did together, on a day: from then on it is known."""

    noun: ClassVar[str] = "interaction"
    file: ClassVar[str] = "interactions"

    kind: Annotated[
        Text,
        PlaybookWord("interactions"),
        Said(
            "What it was, as the playbook calls it, e.g. `visit`, `exchange`, `meal`, `call`.",
            column="as the playbook calls it: `visit`, `exchange`, `meal`, …; another word is refused",
        ),
    ]
    at: Annotated[
        Annotated[AwareDatetime, AfterValidator(as_stored)] | None,
        Said("When it began, with its time zone; null where only the day is known.", column="moment with a zone"),
    ] = None
    minutes: Annotated[
        Annotated[int, Field(ge=1, le=MOST_MINUTES)] | None, Said("How long it took, in minutes.", column="minutes")
    ] = None
    channel: Annotated[Text | None, Said("By what or where, e.g. `on site`, `video`, `WeChat`.")] = None
    purpose: Annotated[Text | None, Said("What it was for.")] = None
    outcome: Annotated[Text | None, Said("What came of it; null where nobody has said.")] = None
    next_step: Annotated[Text | None, Said("What is to follow; null where nobody has said.")] = None
    stage: Annotated[
        Stage | None,
        Said("How far the deal had come.", column="`lead`, `opportunity`, `contract`, `collection`"),
    ] = None
    preparing: Annotated[Text | None, Said("Visit, step 1: what was prepared.")] = None
    opening: Annotated[Text | None, Said("Visit, step 2: how it was opened.")] = None
    needs: Annotated[Text | None, Said("Visit, step 3: which needs were found.")] = None
    proposal: Annotated[Text | None, Said("Visit, step 4: what was proposed.")] = None
    objections: Annotated[Text | None, Said("Visit, step 5: which objections were met, and how.")] = None
    closing: Annotated[Text | None, Said("Visit, step 6: what was agreed, closing the loop.")] = None
    account: Annotated[AccountId | None, Said("The customer that it was about.", column="a customer")] = None
    unit: Annotated[UnitId | None, Said("The department that it was with.")] = None
    opportunity: Annotated[OpportunityId | None, Said("The opportunity that it served.")] = None

    @model_validator(mode="before")
    @classmethod
    def _day_of_its_moment(cls, values: object) -> object:
        if isinstance(values, dict) and not values.get("valid_from") and hasattr(values.get("at"), "date"):
            return {**values, "valid_from": values["at"].date()}
        return values

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if self.valid_from is None:
            raise ValueError("an interaction has a day: give valid_from, or the moment as at")
        # The day is told where it took place, and the moment may be told by the clock of another place.
        if self.at and abs((self.at.date() - self.valid_from).days) > 1:
            raise ValueError("at is on another day than valid_from: give both")
        return self


class InteractionWanted(Narrowing):
    """Which interactions are wanted. Who is known not to have come took no part."""

    person: Annotated[PersonId | None, Said("Those in which this person took part, by `id` or `externalId`.")] = None
    with_person: Annotated[
        PersonId | None,
        Said("Those in which this person took part, too: with `person`, or on a person, the interactions of a pair."),
    ] = None
    account: Annotated[AccountId | None, Said("Those about this customer, by `id` or `externalId`.")] = None
    unit: Annotated[UnitId | None, Said("Those with this department, by `id` or `externalId`.")] = None
    opportunity: Annotated[OpportunityId | None, Said("Those for this opportunity, by `id` or `externalId`.")] = None
    kinds: Annotated[tuple[Slug, ...] | None, Said("Those of one of these kinds, as the playbook calls them.")] = None
    layers: Annotated[
        tuple[int, ...] | None,
        Said(
            "Those in which somebody who was not one of ours took part whose main seat was in one of these layers on "
            "that day; 1 is the top."
        ),
    ] = None
    day_from: Annotated[date | None, Said("Those that took place on this day or later.")] = None
    day_before: Annotated[date | None, Said("Those that took place before this day.")] = None


class InteractionOrderBy(StrEnum):
    """By what interactions may be ordered."""

    DAY = "day"
    RECORDED = "recorded"


NEWEST_FIRST = Order(InteractionOrderBy.DAY, descending=True)

INTERACTIONS = entity(
    Interaction,
    KindWords(
        shown="Something that people of both sides did together: a visit, an exchange, a meal, a call (method M14). "
        "`validFrom` is the day on which it took place.",
        one="an interaction",
        this="The interaction",
        given="; `validFrom` is its day, which `at` tells where it is left out.",
        record="Record an interaction, or correct what is recorded of it.",
        end="Say from which day on an interaction no longer counts: it was recorded by mistake.",
        days="`valid_from` is the day on which it took place; `valid_to` stays empty",
    ),
    lists={
        "account": Listed("interactions", "What was done together with this customer, the newest first."),
        "unit": Listed("interactions", "What was done together with this department, the newest first."),
        "opportunity": Listed("interactions", "What was done together for this opportunity, the newest first."),
    },
    choice=Choice(
        "interactions",
        InteractionWanted,
        Ordering(
            InteractionOrderBy,
            "By what interactions are ordered.",
            {
                "DAY": "By the day on which they took place; of a day by the moment, where it is known.",
                "RECORDED": "By when relgraph learnt of them.",
            },
        ),
        of=("account", "unit", "opportunity", "person"),
        default=NEWEST_FIRST,
    ),
)
