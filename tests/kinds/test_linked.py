"""Entities that refer to others: interactions and news."""

from datetime import date

import pytest
from pydantic import ValidationError

from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.interaction import Interaction
from relgraph.kinds.news import News
from relgraph.record.lists import list_of
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome
from relgraph.record.read import find
from relgraph.record.service import record
from relgraph.record.timeline import find_timelines
from tests.draw import Drawing, tid

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
async def world(graph: Graph) -> Graph:
    await Drawing(graph).org("acme").org("grid").org("us", "vendor").unit("it", "acme").people("ann", "bob").save()
    return graph


async def put(graph: Graph, thing: Recorded) -> Outcome:
    kind = KINDS[thing.noun]
    outcomes = await graph.write(lambda tx: record(tx, kind, [thing], kinds=KINDS, operation="t"), operation="t")
    return outcomes[0]


def visit(**values: object) -> Interaction:
    return Interaction.model_validate({"id": tid("v"), "kind": "visit", "valid_from": MAY, **values})


async def listed(graph: Graph, noun: str, end: str, of: str, day: date = JUNE) -> list[str]:
    pages = await list_of(KINDS[noun], end).pages(graph, [tid(of)], as_of=day, after="", limit=9)
    return [row.id for _, row in pages[tid(of)]]


async def test_it_is_found_by_what_it_refers_to_and_no_longer_by_what_it_did(world: Graph) -> None:
    assert (await put(world, visit(account=tid("acme"), unit=tid("it")))).kind == "created"
    assert await listed(world, "interaction", "account", "acme") == [tid("v")]
    assert await listed(world, "interaction", "unit", "it") == [tid("v")]
    assert await listed(world, "interaction", "account", "acme", date(2026, 4, 30)) == []
    assert (await put(world, visit(account=tid("acme"), unit=tid("it")))).kind == "unchanged"
    assert (await put(world, visit(account=tid("grid")))).kind == "corrected"
    assert await listed(world, "interaction", "account", "acme") == []
    assert await listed(world, "interaction", "unit", "it") == []
    assert await listed(world, "interaction", "account", "grid") == [tid("v")]
    (stored,) = await find(world, KINDS["interaction"], as_of=None, limit=9)
    assert isinstance(stored, Interaction)
    assert (stored.account, stored.unit) == (tid("grid"), None)
    told = (await find_timelines(world, KINDS["interaction"], [tid("v")]))[tid("v")]
    states = [state for version in told.versions for state in version.states]
    changed = {(each.field, each.before, each.after) for state in states for each in state.changed}
    assert changed == {("account", tid("acme"), tid("grid")), ("unit", tid("it"), None)}


@pytest.mark.parametrize(
    ("refers", "field", "problem"),
    [
        ({"opportunity": "no"}, "opportunity", "no opportunity has the id 't:no'"),
        ({"unit": "no"}, "unit", "no unit has the id 't:no'"),
        ({"account": "us"}, "account", "'t:us' is no customer"),
    ],
)
async def test_what_it_refers_to_in_vain_is_told(
    world: Graph, refers: dict[str, str], field: str, problem: str
) -> None:
    outcome = await put(world, visit(**{name: tid(of) for name, of in refers.items()}))
    assert (outcome.kind, outcome.field, outcome.problem) == ("missing", field, problem)
    assert outcome.remedy


async def test_news_lists_on_all_that_it_refers_to(world: Graph) -> None:
    refers = {"said_by": "bob", "said_to": "ann", "person": "bob", "account": "acme", "competitor": "grid"}
    said = {name: tid(of) for name, of in refers.items()}
    news = News.model_validate({"id": tid("n"), "claim": "they buy", "valid_from": MAY, **said})
    assert (await put(world, news)).kind == "created"
    assert [await listed(world, "news", end, of) for end, of in refers.items()] == [[tid("n")]] * len(refers)


def test_what_cannot_be() -> None:
    with pytest.raises(ValidationError, match="an interaction has a day"):
        Interaction.model_validate({"id": "t:v", "kind": "visit"})
    with pytest.raises(ValidationError, match="news is about something"):
        News.model_validate({"id": "t:n", "claim": "x", "valid_from": MAY})
