"""What a question costs is told before it runs: nothing below a list asks the database once for each of its siblings.

For every field of everything that lists hold, the queries are counted for one and for three siblings: as many, or the
field declares what it costs.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from graphql import GraphQLObjectType, get_named_type

from relgraph.analyses import WHOLE_NETWORK
from relgraph.audit.runs.service import run_audit
from relgraph.surfaces.graphql.prices import LOOK, price_of
from relgraph.surfaces.graphql.schema import schema
from tests.draw import TODAY, Drawing
from tests.surfaces.graphql.conftest import Ask

TYPES = schema._schema.type_map
LISTS = ("organizations", "accounts", "people", "opportunities", "auditRuns", "auditFindings")
ALONE = {"AuditRun.diff", "AuditRun.findings", "Organization.hubs", "Organization.orgChart"}
"""The fields that ask for each sibling anew: all of them have a price."""


def fields() -> Iterator[tuple[str, str, str]]:
    """A list, a field of what it holds, and the field as it is asked."""
    for list_ in LISTS:
        connection = get_named_type(schema._schema.query_type.fields[list_].type)
        node = get_named_type(connection.fields["nodes"].type)
        for name, field in node.fields.items():
            below = get_named_type(field.type)
            deep = isinstance(below, GraphQLObjectType) or hasattr(below, "fields")
            yield list_, f"{node.name}.{name}", f"{name} {{ __typename }}" if deep else name


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").people("ann", at="us")
    for n in range(3):
        d.org(f"c{n}").unit(f"u{n}", f"c{n}").person(f"p{n}", at=f"c{n}", unit=f"u{n}").tie("ann", f"p{n}", 0.5)
        d.opportunity(f"d{n}", f"c{n}").role(f"p{n}", f"d{n}", "D")
    await d.save()
    for days in (2, 1, 0):
        await run_audit(d.graph, as_of=TODAY - timedelta(days=days))
    return d


async def test_no_field_asks_for_each_sibling_without_a_price(book: Drawing, ask: Ask, transactions: list[str]) -> None:
    alone = set()
    for list_, name, asked in fields():
        counts = []
        for first in (1, 3):
            transactions.clear()
            data = await ask(f"{{ {list_}(first: {first}) {{ nodes {{ {asked} }} }} }}")
            assert len(data[list_]["nodes"]) == first, list_
            counts.append(len(transactions))
        if counts[0] != counts[1]:
            alone.add(name)
    assert alone == ALONE
    for name in alone:
        type_, field = name.split(".")
        assert price_of(TYPES[type_].fields[field]) >= LOOK, name


async def test_coverage_of_many_accounts_and_results_of_many_runs_are_read_together(
    book: Drawing, ask: Ask, transactions: list[str]
) -> None:
    data = await ask("{ accounts { nodes { name coverageHoles { account { name } results { population } } } } }")
    assert len([name for name in transactions if name.startswith("audit/")]) == len(
        data["accounts"]["nodes"][0]["coverageHoles"]["results"]
    )
    assert [one["coverageHoles"]["account"]["name"] for one in data["accounts"]["nodes"]] == ["c0", "c1", "c2"]
    transactions.clear()
    data = await ask("{ auditRuns { nodes { number results(first: 2) { nodes { run } pageInfo { hasNextPage } } } } }")
    assert transactions == ["runs/find_runs", "findings/find_results"]
    for run in data["auditRuns"]["nodes"]:
        assert run["results"] == {"nodes": [{"run": run["number"]}] * 2, "pageInfo": {"hasNextPage": True}}


def test_analyses_cost_what_they_take() -> None:
    root = schema._schema.query_type.fields
    for name in ("hubs", "hiddenInfluencers", "risingHubs", "chokePoints"):
        assert price_of(root[name]) >= WHOLE_NETWORK, name
    for name in ("coverageHoles", "pathsTo", "auditFindings"):
        assert 1 < price_of(root[name]) < WHOLE_NETWORK, name
    assert price_of(root["organizations"]) == 1
