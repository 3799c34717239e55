"""Asks made of people (method M15)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.playbook.asks import AskWeight
from relgraph.record.fields import PersonId, Said, Text, WithinInteraction
from relgraph.record.kind import Explained, Heading, KindWords, Listed, fact
from relgraph.record.model import Fact


class AskOutcome(StrEnum):
    """What became of an ask."""

    GRANTED = "granted"
    REFUSED = "refused"
    DROPPED = "dropped"


class Ask(Fact):
    """Somebody, normally one of ours, asks something of a person; too many at a time exhaust the credit with them.

    It holds while it is open: `valid_from` is the day it was asked, `valid_to` the day it was fulfilled or dropped.
    Where both are one day, it was open on none.
    """

    noun: ClassVar[str] = "ask"
    file: ClassVar[str] = "asks"
    natural_key: ClassVar[tuple[str, ...]] = ("asker", "asked", "about")
    may_end_at_once: ClassVar[bool] = True

    asker: Annotated[PersonId, Said("Who asks.", given="Who asks, normally one of ours.", column="normally ours")]
    asked: Annotated[PersonId, Said("Of whom it is asked.")]
    about: Annotated[Text | None, Said("What is asked, e.g. `who evaluates the tender`.", given="What is asked.")] = (
        None
    )
    weight: Annotated[
        AskWeight | None,
        Said(
            "How much it asks for; null where nobody has said.",
            given="How much it asks for.",
            column="`light`, `normal`, `heavy`",
        ),
    ] = None
    outcome: Annotated[
        AskOutcome | None,
        Said(
            "What became of it; null while it is open, and where nobody has said.",
            given="What became of it; needs `validTo`, the day of that.",
            column="`granted`, `refused`, `dropped`; empty while open; needs `valid_to`",
        ),
    ] = None
    interaction: Annotated[WithinInteraction | None, Said("In which interaction it was asked.")] = None

    @model_validator(mode="after")
    def _outcome_has_a_day(self) -> Self:
        if self.outcome and not self.valid_to:
            raise ValueError("an ask with an outcome is closed: it needs valid_to")
        return self


ASKS = fact(
    Ask,
    "ASKS",
    KindWords(
        shown="Somebody asks something of a person. It holds while it is open: `validFrom` is the day it was asked, "
        "`validTo` the day it was fulfilled or dropped, which may be the same.",
        one="an ask",
        this="The ask",
        given="; `validFrom` is the day it was asked. Without `id` it is the one between the two about this.",
        record="Create an ask, correct it, or begin a new version: the same is asked again.",
        end="Close an ask: it was fulfilled or dropped.",
        days="`valid_from` is the day it was asked, `valid_to` the day it was fulfilled or dropped (empty: open), "
        "which may be the same",
    ),
    ("asks", "asked by"),
    lists={
        "asked": Listed(
            "asks",
            "What is asked of them and still open; too much at a time exhausts the credit.",
            heading=Heading("open_asks", "open asks of them"),
        ),
        "asker": Listed("asks_made", "What they ask of others and is still open."),
        "interaction": Listed("asks", "What was asked in it and is still open."),
    },
    enums=(
        Explained(
            AskWeight,
            "How much an ask asks for (method M15).",
            {
                "LIGHT": "A word, a date.",
                "NORMAL": "An introduction, a document, an opinion.",
                "HEAVY": "Standing up for us, or a decision.",
            },
        ),
        Explained(
            AskOutcome,
            "What became of an ask.",
            {"GRANTED": "It was done.", "REFUSED": "They said no.", "DROPPED": "We gave it up."},
        ),
    ),
    ends_with=("outcome", "What became of it; keeps what is recorded when left out."),
)
