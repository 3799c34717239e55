"""An id that is none is told before anything else, by the name of what the client wrote; and so is one of nothing."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from graphql import (
    GraphQLField,
    GraphQLID,
    GraphQLInputObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_argument,
)
from strawberry.relay import to_base64

from relgraph.core.errors import InputError, NotFoundError
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.schema import schema
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Refuse

NO_IDS = [
    *("", " ", "k:p1 ", " k:p1", "k:p1\n", "\tk:p1", "k:p 1", "k:", ":p1", "p1", "k:" + "x" * 300),
    *(to_base64("Person", "k:p1 "), to_base64("Person", "p1"), to_base64("Person", "k:" + "x" * 300)),
]
REQUIRED = {
    "among": "{ book: true }",
    "to": '{ person: "k:p1" }',
    "since": '"2020-01-01"',
    "number": "1",
    "text": '"x"',
}
NO_NODES = {"key"}  # of findings, not of anything recorded
NO_FIELDS = {"import"}  # of a server, not of the graph


class Place(NamedTuple):
    """Where a root field takes an id."""

    field: str
    path: str
    arguments: str


def places() -> Iterator[Place]:
    for name, field in schema._schema.query_type.fields.items():
        if name in NO_FIELDS:
            continue
        for argument, taken in field.args.items():
            kind = get_named_type(taken.type)
            if kind is GraphQLID and argument not in NO_NODES:
                yield Place(name, argument, _arguments(field, argument, _given(taken.type)))
            elif isinstance(kind, GraphQLInputObjectType):
                for inner, of in kind.fields.items():
                    if get_named_type(of.type) is GraphQLID:
                        given = "{ " + f"{inner}: {_given(of.type)}" + " }"
                        yield Place(name, f"{argument}.{inner}", _arguments(field, argument, given))


def _given(type_: object) -> str:
    return "[$id]" if is_list_type(get_nullable_type(type_)) else "$id"


def _arguments(field: GraphQLField, argument: str, given: str) -> str:
    others = {name: REQUIRED[name] for name, taken in field.args.items() if name in REQUIRED and name != argument}
    must = {name for name, taken in field.args.items() if is_required_argument(taken)}
    others |= dict.fromkeys(must - others.keys() - {argument}, '"k:p1"')
    # What else is wrong is told later.
    wrong = {name: "-1" for name in ("first", "maxHops", "coldBelow") if name in field.args}
    return ", ".join(f"{name}: {value}" for name, value in {argument: given, **others, **wrong}.items())


PLACES = list(places())


def test_all_are_found() -> None:
    assert {"pathsTo", "hubs", "coverageHoles", "history", "node", "nodes", "people", "auditRuns"} <= {
        place.field for place in PLACES
    }
    assert {"to.person", "to.decidersOf", "to.unit", "from.people", "among.unit", "filter.subject", "avoid"} <= {
        place.path for place in PLACES
    }


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.field}({place.path})")
async def test_what_is_no_id_is_told_first(place: Place, nowhere: Context) -> None:
    for id_ in NO_IDS:
        document = f"query ($id: ID!) {{ {place.field}({place.arguments}) {{ __typename }} }}"
        result = await schema.execute(document, variable_values={"id": id_}, context_value=nowhere)
        (error,) = result.errors
        cause = error.original_error
        assert isinstance(cause, InputError), (id_, error)
        assert (cause.message, cause.field) == ("That is no id.", place.path), id_
        assert cause.remedy == "Give the `id` or `externalId` of a thing, unchanged."


async def test_what_is_the_id_of_nothing_is_named_as_the_client_wrote_it(drawing: Drawing, refuse: Refuse) -> None:
    await drawing.org("us", "vendor").org("acme").people("ann", at="us").person("boss", at="acme").save()
    nodes = " { pageInfo { hasNextPage } }"
    for asked, path in {
        'pathsTo(to: { person: "t:x" })' + nodes: "to.person",
        'pathsTo(to: { decidersOf: "t:x" })' + nodes: "to.decidersOf",
        'pathsTo(to: { unit: "t:x" })' + nodes: "to.unit",
        'pathsTo(to: { person: "t:boss" }, from: { people: ["t:ann", "t:x"] })' + nodes: "from.people",
        'pathsTo(to: { person: "t:boss" }, from: { team: "t:x" })' + nodes: "from.team",
        'pathsTo(to: { person: "t:boss" }, from: { ownersOf: "t:x" })' + nodes: "from.ownersOf",
        'pathsTo(to: { person: "t:boss" }, opportunity: "t:x")' + nodes: "opportunity",
        'pathsTo(to: { person: "t:boss" }, avoid: ["t:x"])' + nodes: "avoid",
        'hubs(among: { account: "t:x" })' + nodes: "among.account",
        'hiddenInfluencers(among: { unit: "t:x" })' + nodes: "among.unit",
        'risingHubs(since: "2020-01-01", among: { opportunity: "t:x" })' + nodes: "among.opportunity",
        'coverageHoles(account: "t:x") { asOf }': "account",
        'chokePoints(opportunity: "t:x") { truncated }': "opportunity",
        'coverageHoles(of: { opportunity: "t:x" }) { asOf }': "of.opportunity",
        'chokePoints(of: { account: "t:x" }) { truncated }': "of.account",
        "auditFindings(atRun: 7)" + nodes: "atRun",
        'orgChart(unit: "t:x") { truncated }': "unit",
        'people(organization: "t:x")' + nodes: "organization",
    }.items():
        error = await refuse("{ " + asked + " }")
        assert isinstance(error, NotFoundError), asked
        assert error.field == path, asked
