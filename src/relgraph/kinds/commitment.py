"""Commitments: promises between us and contacts, tracked to closure (method M15)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from relgraph.record.fields import PersonId, Said, Text, WithinInteraction
from relgraph.record.kind import Explained, Heading, KindWords, Listed, fact
from relgraph.record.model import Fact


class Closing(StrEnum):
    """How a promise was closed."""

    KEPT = "kept"
    LATE = "late"
    DROPPED = "dropped"
    BROKEN = "broken"


class Commitment(Fact):
    """Somebody promised somebody something: open from `valid_from`, the day of the promise, until it is closed.

    One that was kept on the day of the promise was open on no day.
    """

    noun: ClassVar[str] = "commitment"
    file: ClassVar[str] = "commitments"
    natural_key: ClassVar[tuple[str, ...]] = ("promiser", "promisee", "promise")
    may_end_at_once: ClassVar[bool] = True

    promiser: Annotated[PersonId, Said("Who promised.")]
    promisee: Annotated[PersonId, Said("To whom.")]
    promise: Annotated[Text, Said("What was promised, e.g. `a reference visit in May`.")]
    due: Annotated[date | None, Said("By which day; null where none was said.", given="By which day.")] = None
    closed: Annotated[
        Closing | None,
        Said(
            "How it was closed; null while it is open.",
            given="How it was closed; needs `validTo`, the day of that.",
            column="`kept`, `late`, `dropped`, `broken`; empty while open; needs `valid_to`",
        ),
    ] = None
    interaction: Annotated[WithinInteraction | None, Said("In which interaction it was made.")] = None

    @model_validator(mode="after")
    def _closed_on_a_day(self) -> Self:
        if self.closed and not self.valid_to:
            raise ValueError("a commitment that is closed has a day on which it was: it needs valid_to")
        return self


COMMITMENTS = fact(
    Commitment,
    "PROMISED",
    KindWords(
        shown="Somebody promised somebody something (method M15). `validFrom` is the day of the promise; it is open "
        "until `validTo`, the day on which it was closed, which may be the same.",
        one="a commitment",
        this="The commitment",
        given="; `validFrom` is the day of the promise. Without `id` it is the one between the two with these words.",
        end="Close a commitment: it was kept, dropped or broken.",
        days="`valid_from` is the day of the promise, `valid_to` the day on which it was closed (empty: open), which "
        "may be the same",
    ),
    ("promised", "was promised by"),
    lists={
        "promiser": Listed("promises_made", "What they promised and have not closed.", Heading("promised", "promised")),
        "promisee": Listed(
            "promises_received",
            "What they were promised and is not closed.",
            Heading("were_promised", "were promised"),
        ),
        "interaction": Listed("commitments", "What was promised in it and is not closed."),
    },
    enums=(
        Explained(
            Closing,
            "How a promise was closed (method M15).",
            {
                "KEPT": "It was kept, in time.",
                "LATE": "It was kept, after it was due.",
                "DROPPED": "It was given up, and the other was told.",
                "BROKEN": "It was not kept, and nobody said a word.",
            },
        ),
    ),
    ends_with=("closed", "How it was closed; keeps what is recorded when left out."),
)
