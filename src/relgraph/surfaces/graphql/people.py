"""GraphQL: people, and what is shown of them at a glance (method M1)."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from relgraph.kinds.interaction import INTERACTIONS
from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.position import POSITIONS, main_seat
from relgraph.people import model
from relgraph.people.service import find_person_cards
from relgraph.record.lists import list_of
from relgraph.surfaces.graphql.arguments import check_count
from relgraph.surfaces.graphql.balances import Balance, Days, WithPerson, balance_of_person
from relgraph.surfaces.graphql.choices import FilterInput, narrows
from relgraph.surfaces.graphql.connections import children
from relgraph.surfaces.graphql.ids import Day, GivenIds, global_id
from relgraph.surfaces.graphql.kinds import NodeOf, list_field, node, shows
from relgraph.surfaces.graphql.nodes import Info, Recorded, load_together
from relgraph.surfaces.graphql.prices import SHARE, costs
from relgraph.surfaces.graphql.support_level import SupportLevel
from relgraph.surfaces.graphql.ties import TiesOf, ties_of

MAX_SEATS = 100
"""Among so many seats the main one is looked for."""

_LAST = "declines_introductions"
_SEAT = (
    *("title", "english_title", "layer", "unit_name"),
    *("organization_name", "organization_kind", "organization_id"),
)


def _of_seat(type_: object, name: str, description: str) -> Any:  # noqa: ANN401  (a field of any type)
    """A field of the card: read from the one at hand, else found with the cards of all other people."""

    def read(root: "Person", info: Info) -> Any:  # noqa: ANN401
        return getattr(root.card, name) if root.card else _of_found_card(root, info, name)

    field: StrawberryField = strawberry.field(resolver=read, graphql_type=type_, description=description)
    return field


async def _of_found_card(person: "Person", info: Info, name: str) -> Any:  # noqa: ANN401
    return getattr(await _card(person, info), name)


async def _card(person: "Person", info: Info) -> model.PersonCard:
    async def batch(ids: list[str]) -> Sequence[model.PersonCard]:
        found = await find_person_cards(info.context.graph, ids, as_of=person.day.date)
        return [found[id_] for id_ in ids]

    if person.card:
        return person.card
    return await load_together(info, (find_person_cards, person.day.date), batch, person.row.id)


@narrows(PEOPLE)
class PersonFilter(FilterInput):
    """Which people."""

    support_levels: list[SupportLevel] | None


@shows(PEOPLE, after={"primary_position": "positions", **{name: before for before, name in pairwise((_LAST, *_SEAT))}})
class Person(Recorded):
    """Shows a person."""

    card: strawberry.Private[model.PersonCard | None] = None
    """The card, where an analysis has answered it."""

    title = _of_seat(str | None, "title", "The title on the card, of the main seat; null, as the rest, without one.")
    english_title = _of_seat(str | None, "english_title", "The title in English.")
    layer = _of_seat(int | None, "layer", "The layer of the hierarchy in which the main seat is; 1 is the top.")
    unit_name = _of_seat(str | None, "unit", "Name of the unit of the main seat.")
    organization_name = _of_seat(str | None, "organization", "Name of the organisation of the main seat.")
    organization_kind = _of_seat(OrganizationKind | None, "organization_kind", "What that organisation is to us.")

    @strawberry.field(description="The opaque id of the organisation of the main seat.")
    async def organization_id(self, info: Info) -> strawberry.ID | None:
        id_ = (await _card(self, info)).organization_id
        return global_id("Organization", id_, self.day) if id_ else None

    @strawberry.field(
        graphql_type=NodeOf("Position") | None,
        description="Their main seat: the primary one, else that of the highest layer; null without seats.",
    )
    async def primary_position(self, info: Info) -> Recorded | None:
        position = node("Position")
        seats = await children(info, self, list_of(POSITIONS, "person"), position, first=MAX_SEATS, after=None)
        seat = main_seat([edge.node.row for edge in seats.edges])
        return position.of(seat, self.day) if seat else None

    ties = strawberry.field(
        resolver=ties_of,
        graphql_type=TiesOf,
        description="Whom they know, and by `edges { other }` who that is: the strongest ties first, those of unknown "
        "strength last, or in another order.",
    )

    interactions = list_field(INTERACTIONS, "person", "In what they took part, the newest first.")

    @strawberry.field(
        description="Give and take between them and ours, or, of one of ours, between them and others (method M15).",
        directives=costs(SHARE),
    )
    async def balance(self, info: Info, *, other: WithPerson = None, days: Days = None) -> Balance:
        return await balance_of_person(info, self, other, days)

    @strawberry.field(description="The same as `id`.", deprecation_reason="People in answers have an `id`.")
    def person_id(self) -> strawberry.ID:
        return self.own_id()

    @strawberry.field(
        graphql_type=NodeOf("Person"),
        description="The same person.",
        deprecation_reason="People in answers have all fields of a person.",
    )
    def person(self) -> Recorded:
        return self


class _AtAGlance(Person):
    """A person of whom an answer has brought the card; the rest is loaded where it is asked for."""

    def __init__(self, info: Info, card: model.PersonCard, day: Day) -> None:
        self._info = info
        self.row = self.card = card
        self.day = day
        self.name = card.name
        self.english_name = card.english_name

    def __getattr__(self, name: str) -> Awaitable[Any]:
        # Only fields that are not set come here, and GraphQL waits for what they are.
        if name not in _LOADED:
            raise AttributeError(name)
        return self._load(name)

    async def _load(self, name: str) -> Any:  # noqa: ANN401
        return getattr(await Person.get(self._info, self.row.id, self.day), name)


_LOADED = {*Person.plain, "holds"} - {"name", "english_name"}


def at_a_glance(info: Info, card: model.PersonCard, day: Day) -> Person:
    """The person of a card, as analyses answer them: without another look into the graph for what the card says."""
    return _AtAGlance(info, card, day)


def read_named(given: Sequence[str], ids: GivenIds, field: str) -> dict[str, str]:
    """Who is named, by external id, each once, and the text that names them. Raises InputError."""
    check_count(given, field=field)
    # Of an id given twice, the text given last: who is missing is told once.
    return dict(zip(ids.all(given, "Person", field=field), given, strict=True))


async def load_named(info: Info, named: Mapping[str, str], day: Day) -> tuple[list[Person], list[strawberry.ID]]:
    """Those who are there, in the order in which they were named, and the texts that name nobody."""
    found = await asyncio.gather(*(Person.load(info, id_, day) for id_ in named))
    missing = [strawberry.ID(text) for text, person in zip(named.values(), found, strict=True) if person is None]
    return [person for person in found if person], missing
