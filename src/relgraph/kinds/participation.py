"""Participations: who took part in what, and how (method M14)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from relgraph.record.fields import InteractionId, PersonId, Said
from relgraph.record.kind import Explained, KindWords, Listed, fact
from relgraph.record.model import Fact


class ParticipationPart(StrEnum):
    """The part that somebody has in an interaction."""

    HOSTED = "hosted"
    ATTENDED = "attended"
    SENT = "sent"
    RECEIVED = "received"
    COPIED = "copied"


class Participation(Fact):
    """Somebody of either side takes part in an interaction."""

    noun: ClassVar[str] = "participation"
    file: ClassVar[str] = "participants"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "interaction")

    person: Annotated[PersonId, Said("Who takes part.")]
    interaction: Annotated[InteractionId, Said("In what.")]
    part: Annotated[
        ParticipationPart | None,
        Said(
            "Their part; null where nobody has said.",
            given="Their part.",
            column="`hosted`, `attended`, `sent`, `received`, `copied`",
        ),
    ] = None
    came: Annotated[
        bool | None,
        Said(
            "Whether they really came; null where nobody has said.",
            given="Whether they really came.",
            column="`true`/`false`",
        ),
    ] = None


PARTICIPATIONS = fact(
    Participation,
    "TOOK_PART",
    KindWords(
        shown="Somebody of either side takes part in an interaction.",
        one="a participation",
        this="The participation",
        given=". Without `id` it is this person's in this interaction.",
        days="both stay empty: the interaction has its day",
    ),
    ("took part in", "took part"),
    lists={
        "person": Listed("participations", "In what they took part."),
        "interaction": Listed("participants", "Who took part."),
    },
    enums=(
        Explained(
            ParticipationPart,
            "The part that somebody has in an interaction.",
            {
                "HOSTED": "Invited, or led it.",
                "ATTENDED": "Was there.",
                "SENT": "Wrote or called.",
                "RECEIVED": "Was written to, or called.",
                "COPIED": "Got a copy.",
            },
        ),
    ),
)
