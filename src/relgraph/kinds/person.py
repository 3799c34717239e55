"""People (method M1)."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.role import RoleLetter
from relgraph.record.choice import Choice, NarrowingByName, Ordering
from relgraph.record.fields import OpportunityId, Said, Text
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


class PersonWanted(NarrowingByName):
    """Which people are wanted."""

    organization_kinds: Annotated[
        tuple[OrganizationKind, ...] | None,
        Said("Those with a seat in an organisation of one of these kinds."),
    ] = None
    layers: Annotated[
        tuple[int, ...] | None,
        Said("Those whose main seat is in one of these layers; 1 is the top."),
    ] = None
    opportunity: Annotated[
        OpportunityId | None, Said("Those with a role or an assessment in this opportunity, by `id` or `externalId`.")
    ] = None
    roles: Annotated[
        tuple[RoleLetter, ...] | None,
        Said("Those who play one of these roles: in `opportunity`, or in any that is live when none is named."),
    ] = None
    support_levels: Annotated[
        tuple[Literal["-1", "0", "1", "2", "3", "?"], ...] | None,
        Said(
            "Those who have a role or an assessment and stand like this, as the power map shows them: in "
            "`opportunity`, or in any that is live when none is named. UNKNOWN also when nobody has assessed them."
        ),
    ] = None
    declines_introductions: Annotated[
        bool | None, Said("Those of whom it is recorded that they decline introductions, or that they do not.")
    ] = None


class PersonOrderBy(StrEnum):
    """By what people may be ordered."""

    NAME = "name"
    ENGLISH_NAME = "english_name"
    LAYER = "layer"
    RECORDED = "recorded"


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
    choice=Choice(
        "people",
        PersonWanted,
        Ordering(
            PersonOrderBy,
            "By what people are ordered.",
            {
                "NAME": "By name.",
                "ENGLISH_NAME": "By the name in Latin script.",
                "LAYER": "By the layer of the main seat, the top first.",
                "RECORDED": "By when relgraph learnt of them.",
            },
        ),
        of=("organization", "unit"),
    ),
)
