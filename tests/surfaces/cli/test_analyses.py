"""`relgraph hubs | holes` say what the services say."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from pydantic import TypeAdapter

from relgraph.audit.evaluation.service import find_coverage
from relgraph.audit.rules.model import CoverageReport
from relgraph.graph.client import Graph
from relgraph.hubs.model import Hub, HubMeasure, HubScope
from relgraph.hubs.reasons import with_reasons
from relgraph.hubs.service import find_hubs
from tests.draw import TODAY, Drawing, drawn_once, tid
from tests.surfaces.cli.conftest import Run

ACME = HubScope.of(account=tid("acme"))
ON = ("--as-of", TODAY.isoformat())


def draw(d: Drawing) -> Drawing:
    d.org("us", "vendor").org("acme", name="艾克米").person("ann", at="us").person("bea", at="us")
    d.person("bob", at="acme").person("cto", at="acme", title="主任").person("eve", at="acme")
    d.tie("ann", "bob", 0.5, basis="alumni").tie("bea", "eve").influence("bob", "cto", 0.8).influence("eve", "cto")
    d.opportunity("deal", "acme", since=date(2026, 1, 1)).role("cto", "deal", "D").role("bob", "deal", "A")
    d.support("eve", "deal", -1)
    return d


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    """The graph that all tests here share, as one caller sees it."""
    return drawn.graph.for_caller()


class TestHubs:
    @pytest.mark.parametrize("by", [HubMeasure.INFLUENCE, HubMeasure.DEGREE])
    async def test_json_is_the_services_answer(self, relgraph: Run, drawn: Drawing, by: HubMeasure) -> None:
        done = await relgraph("hubs", "艾克米", "--by", by, "--json", *ON)
        expected = await find_hubs(drawn.graph, ACME, as_of=TODAY, order_by=by, limit=15)
        assert TypeAdapter(list[Hub]).validate_json(done.out) == await with_reasons(
            drawn.graph, expected, ACME, as_of=TODAY
        )
        assert expected

    async def test_as_text(self, relgraph: Run, drawn: Drawing) -> None:
        done = await relgraph("hubs", "t:acme", *ON)
        assert done.lines[0] == "Hubs of 艾克米 by influence on 2026-09-01"
        assert done.lines[3].startswith("1 bob")
        eve, why = [line for line in done.lines if " eve " in line]
        assert why == "3 eve cto ? us 1 deal -1 bea ?"
        assert " 0.00 +1? " in eve  # whom she sways is known, how much is not

    async def test_an_unknown_account(self, relgraph: Run, drawn: Drawing) -> None:
        done = await relgraph("hubs", "t:nothing")
        assert (done.code, done.out) == (2, "")
        assert "t:nothing" in done.err


class TestHoles:
    @pytest.mark.parametrize("asked", [("t:acme",), ("--opportunity", "deal"), ("t:acme", "--opportunity", "t:deal")])
    async def test_json_is_the_services_answer(self, relgraph: Run, drawn: Drawing, asked: tuple[str, ...]) -> None:
        done = await relgraph("holes", *asked, "--json", *ON)
        opportunity = tid("deal") if "--opportunity" in asked else None
        expected = await find_coverage(drawn.graph, tid("acme"), opportunity=opportunity, as_of=TODAY)
        assert CoverageReport.model_validate_json(done.out) == expected

    async def test_as_text(self, relgraph: Run, drawn: Drawing) -> None:
        done = await relgraph("holes", "--opportunity", "t:deal", *ON)
        assert done.lines[0] == "Coverage holes of 艾克米 · deal on 2026-09-01"
        (untied,) = [line for line in done.lines if "Key person whom none of us knows" in line]
        assert untied.startswith("● high 1 of 2 key contacts")
        report = await find_coverage(drawn.graph, opportunity=tid("deal"), as_of=TODAY)
        assert [line for line in done.lines if line.startswith("→")] == [
            f"→ {result.rule.remedy}" for result in report.results if result.holes
        ]

    async def test_an_account_that_does_not_fit(self, relgraph: Run, drawn: Drawing) -> None:
        done = await relgraph("holes", "t:us", "--opportunity", "t:deal", *ON)
        assert (done.code, done.out) == (2, "")
