"""Influence of people on people (method M1)."""

from typing import Annotated, ClassVar

from relgraph.record.fields import Fraction, PersonId, Said, Text
from relgraph.record.kind import KindWords, Listed, fact
from relgraph.record.model import Fact


class Influence(Fact):
    """One person sways another: the influenced listens to the influencer."""

    noun: ClassVar[str] = "influence"
    file: ClassVar[str] = "influences"
    natural_key: ClassVar[tuple[str, ...]] = ("influencer", "influenced", "basis")

    influencer: Annotated[PersonId, Said("Who sways.")]
    influenced: Annotated[PersonId, Said("Who is swayed.")]
    weight: Annotated[
        Fraction | None,
        Said("How much, 0..1; null is unknown, never 0.", given="How much, 0..1.", column="0..1"),
    ] = None
    basis: Annotated[Text | None, Said("What it rests on, e.g. `former mentor`.", given="What it rests on.")] = None


INFLUENCES = fact(
    Influence,
    "INFLUENCES",
    KindWords(
        shown="One person sways another: the influenced listens to the influencer.",
        one="influence",
        this="The influence",
        given=". Without `id` it is the one between the two with this basis.",
    ),
    ("sways", "listens to"),
    lists={
        "influencer": Listed("influences", "Whom they sway."),
        "influenced": Listed("influenced_by", "Who sways them."),
    },
)
