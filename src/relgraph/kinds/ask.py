"""Asks made of people (method M15)."""

from typing import Annotated, ClassVar

from relgraph.record.fields import PersonId, Said, Text
from relgraph.record.kind import Heading, KindWords, Listed, fact
from relgraph.record.model import Fact


class Ask(Fact):
    """Somebody, normally one of ours, asks something of a person; too many at a time exhaust the credit with them.

    It holds while it is open: `valid_from` is the day it was asked, `valid_to` the day it was fulfilled or dropped.
    """

    noun: ClassVar[str] = "ask"
    file: ClassVar[str] = "asks"
    natural_key: ClassVar[tuple[str, ...]] = ("asker", "asked", "about")

    asker: Annotated[PersonId, Said("Who asks.", given="Who asks, normally one of ours.", column="normally ours")]
    asked: Annotated[PersonId, Said("Of whom it is asked.")]
    about: Annotated[Text | None, Said("What is asked, e.g. `who evaluates the tender`.", given="What is asked.")] = (
        None
    )


ASKS = fact(
    Ask,
    "ASKS",
    KindWords(
        shown="Somebody asks something of a person. It holds while it is open: `validFrom` is the day it was asked, "
        "`validTo` the day it was fulfilled or dropped.",
        one="an ask",
        this="The ask",
        given="; `validFrom` is the day it was asked. Without `id` it is the one between the two about this.",
        record="Create an ask, correct it, or begin a new version: the same is asked again.",
        end="Close an ask: it was fulfilled or dropped.",
        days="`valid_from` is the day it was asked, `valid_to` the day it was fulfilled or dropped (empty: open)",
    ),
    ("asks", "asked by"),
    lists={
        "asked": Listed(
            "asks",
            "What is asked of them and still open; too much at a time exhausts the credit.",
            heading=Heading("open_asks", "open asks of them"),
        ),
        "asker": Listed("asks_made", "What they ask of others and is still open."),
    },
)
