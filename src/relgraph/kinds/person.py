"""People (method M1)."""

from typing import Annotated, ClassVar

from relgraph.record.fields import Said, Text
from relgraph.record.kind import KindWords, entity
from relgraph.record.model import Entity


class Person(Entity):
    """A human being: one person, whatever seats they hold over time.

    `declines_introductions` is True of those who have asked not to be used as a way to others; None is unknown. Neither
    None nor False forbids asking.
    """

    noun: ClassVar[str] = "person"
    file: ClassVar[str] = "people"
    known_by_name: ClassVar[bool] = True

    name: Annotated[Text, Said("The name.")]
    english_name: Annotated[Text | None, Said("The name in Latin script.")] = None
    aliases: Annotated[tuple[Text, ...], Said("Other names.", given="Other names; replaces those recorded.")] = ()
    declines_introductions: Annotated[
        bool | None,
        Said(
            "Whether they have asked not to be used as a way to others; null is unknown, which forbids nothing.",
            given="Whether they have asked not to be used as a way to others.",
            column="`true`: has asked not to be used as a way to others",
        ),
    ] = None


PEOPLE = entity(
    Person,
    KindWords(
        shown="A human being: one person, whatever seats they hold over time.",
        one="a person",
        this="The person",
        record="Create a person, or correct what is recorded of them.",
        end="Say from when on a person is no longer around.",
        it="them",
    ),
)
