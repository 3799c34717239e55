"""The ledger of judgements: whether two that came in as two are one and the same (method M1, ADR 0023)."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self
from uuid import uuid4

from pydantic import AwareDatetime, Field, model_validator

from relgraph.record.fields import OURS, Fraction, Id, Said, Text
from relgraph.record.kind import KindWords, entity
from relgraph.record.kinds import Kinds
from relgraph.record.model import Entity

MOST_KEPT = 90_000
"""Characters of what a merge keeps to undo it: a row of an export takes no more."""


class Verdict(StrEnum):
    """What somebody judged of two."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Judgement(Entity):
    """Somebody judged whether two are one. `recorded_at` and `recorded_by` say when and who.

    `one` is what is kept where they are the same, `other` what became part of it; `put_aside` is what is needed to undo
    that, as JSON.
    """

    noun: ClassVar[str] = "judgement"
    file: ClassVar[str] = "judgements"

    one: Annotated[Id, Said("One of the two; the one that is kept, where they are the same.")]
    other: Annotated[Id, Said("The other of the two.")]
    of: Annotated[Text, Said("What they are: `person` or `organization`.")]
    verdict: Annotated[Verdict, Said("Whether they are the same.", column="`same`, `different`, `unsure`")]
    automatic: Annotated[bool, Said("Whether relgraph judged so by itself.", column="`true`/`false`")] = False
    score: Annotated[Fraction | None, Said("How alike they were, 0..1; null where nobody compared them.")] = None
    reasons: Annotated[tuple[Text, ...], Said("What spoke for it.")] = ()
    withdrawn_at: Annotated[AwareDatetime | None, Said("When it was withdrawn; null while it stands.")] = None
    withdrawn_by: Annotated[Text | None, Said("Who withdrew it.")] = None
    put_aside: Annotated[
        Annotated[str, Field(max_length=MOST_KEPT)] | None, Said("What undoing it takes, as JSON; null where nothing.")
    ] = None

    @classmethod
    def new(cls, **said: Any) -> Self:  # noqa: ANN401  (its fields)
        """A judgement with an id of its own."""
        return cls(id=f"{OURS}:judgement.{uuid4()}", **said)

    @model_validator(mode="after")
    def _of_two(self) -> Self:
        if self.one == self.other:
            raise ValueError("one and other are the same id")
        return self


JUDGEMENTS = entity(
    Judgement,
    KindWords(
        shown="Whether two that came in as two are one and the same, as somebody judged.",
        one="a judgement",
        this="The judgement",
    ),
)

LEDGER = Kinds((JUDGEMENTS,))
"""What is exported and imported besides the kinds, and recorded by judging alone."""
