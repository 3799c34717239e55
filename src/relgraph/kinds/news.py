"""News: what we heard of a customer, through whom, and who confirmed it (method M19)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.record.fields import (
    AccountId,
    InteractionId,
    NewsId,
    OpportunityId,
    OrganizationId,
    PersonId,
    Said,
    Text,
    UnitId,
)
from relgraph.record.kind import Explained, KindWords, Listed, entity, fact
from relgraph.record.model import Entity, Fact


class Audience(StrEnum):
    """Who of ours is meant to know it."""

    OWNER = "owner"
    TEAM = "team"
    ALL = "all"


class News(Entity):
    """A claim about a customer, a department, a deal, a person or a competitor, as somebody told one of ours."""

    noun: ClassVar[str] = "news"
    file: ClassVar[str] = "news"

    claim: Annotated[Text, Said("What was said, in one sentence.")]
    audience: Annotated[
        Audience | None,
        Said("Who of ours is meant to know; null where nobody has said.", column="`owner`, `team`, `all`"),
    ] = None
    said_by: Annotated[PersonId | None, Said("Who of theirs said it; null where it is not known.")] = None
    said_to: Annotated[PersonId | None, Said("To whom of ours.", column="ours")] = None
    interaction: Annotated[InteractionId | None, Said("In which interaction.")] = None
    account: Annotated[AccountId | None, Said("The customer that it is about.", column="a customer")] = None
    unit: Annotated[UnitId | None, Said("The department that it is about.")] = None
    opportunity: Annotated[OpportunityId | None, Said("The opportunity that it is about.")] = None
    person: Annotated[PersonId | None, Said("The person that it is about.")] = None
    competitor: Annotated[OrganizationId | None, Said("The competitor that it is about.")] = None

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if not any((self.account, self.unit, self.opportunity, self.person, self.competitor)):
            raise ValueError("news is about something: name an account, unit, opportunity, person or competitor")
        if self.valid_from is None:
            raise ValueError("news has a day: give valid_from, the day on which it was told")
        return self


class Confirmation(Fact):
    """Somebody else confirmed a piece of news."""

    noun: ClassVar[str] = "confirmation"
    file: ClassVar[str] = "confirmations"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "news")

    person: Annotated[PersonId, Said("Who confirmed it.")]
    news: Annotated[NewsId, Said("What they confirmed.")]


NEWS = entity(
    News,
    KindWords(
        shown="A claim about a customer, a department, a deal, a person or a competitor, as somebody told one of ours "
        "(method M19). `validFrom` is the day on which it was told.",
        one="a piece of news",
        this="The piece of news",
        given="; `validFrom` is the day on which it was told.",
        record="Record a piece of news, or correct what is recorded of it.",
        end="Say from which day on a piece of news no longer holds: it proved wrong, or is out of date.",
        days="`valid_from` is the day on which it was told, `valid_to` the first day on which it no longer holds",
    ),
    lists={
        "account": Listed("news", "What we heard of this customer."),
        "unit": Listed("news", "What we heard of this department."),
        "opportunity": Listed("news", "What we heard of this opportunity."),
        "person": Listed("news", "What we heard of them."),
        "competitor": Listed("news_of_competitor", "What we heard of this competitor."),
        "said_by": Listed("news_told", "What they told us."),
        "said_to": Listed("news_heard", "What they were told."),
        "interaction": Listed("news", "What was told in it."),
    },
    enums=(
        Explained(
            Audience,
            "Who of ours is meant to know a piece of news.",
            {
                "OWNER": "Whoever answers for the relationship.",
                "TEAM": "The team of the account.",
                "ALL": "All of ours.",
            },
        ),
    ),
)

CONFIRMATIONS = fact(
    Confirmation,
    "CONFIRMED",
    KindWords(
        shown="Somebody confirmed a piece of news (method M19). `validFrom` is the day on which they did.",
        one="a confirmation",
        this="The confirmation",
        given="; `validFrom` is the day of it. Without `id` it is this person's of this piece of news.",
    ),
    ("confirmed", "confirmed by"),
    lists={
        "person": Listed("confirmed", "Which news they confirmed."),
        "news": Listed("confirmations", "Who confirmed it."),
    },
)
