"""Starting an audit over GraphQL: it is answered when it has begun, goes on by itself, and tells how it went."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from relgraph.audit.findings.service import list_findings
from relgraph.audit.runs import service as runs
from relgraph.core.errors import BusyError, DatabaseError, ForbiddenError
from relgraph.core.principal import Principal, Right
from relgraph.graph.client import Graph
from relgraph.notify.deliveries import under_way
from relgraph.notify.deliveries.under_way import AuditsUnderWay
from relgraph.surfaces.graphql.context import Context, Shared
from relgraph.surfaces.graphql.schema import schema
from tests.audit.cases import start as begin_case
from tests.draw import TODAY, Drawing, tid

RUN = "id number state asOf accounts opened failure account { externalId }"
START = (
    "mutation ($input: StartAuditInput!) { startAudit(input: $input) { run { "
    + RUN
    + " } errors { __typename message field remedy } } }"
)
NODE = "query ($id: ID!) { node(id: $id) { ... on AuditRun { " + RUN + " } } }"
Start = Callable[..., Awaitable[Any]]


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    begin_case(drawing).person("boss", at="acme").role("boss", "deal", "D").org("beta")
    await drawing.save()
    return drawing


class Service:
    """One process, and those who ask it."""

    def __init__(self, graph: Graph, audits: AuditsUnderWay) -> None:
        self.graph = graph
        self.shared = Shared.of(graph.settings)
        self.shared = Shared(self.shared.analyses, self.shared.searches, audits=audits)

    async def execute(self, document: str, principal: Principal | None = None, **variables: object) -> Any:
        graph = self.graph.for_caller(principal=principal)
        context = Context(graph=graph, today=TODAY, request_id="test", shared=self.shared)
        return await schema.execute(document, variable_values=variables, context_value=context)

    async def start(self, **given: object) -> tuple[dict | None, list[dict]]:
        result = await self.execute(START, input=given)
        assert result.errors is None, result.errors
        return result.data["startAudit"]["run"], result.data["startAudit"]["errors"]

    async def run(self, id_: str) -> dict:
        return (await self.execute(NODE, id=id_)).data["node"]

    async def ended(self, id_: str) -> dict:
        """The run, once nothing is under way any more."""
        async with asyncio.timeout(120):
            while self.shared.audits._running:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return await self.run(id_)


@pytest.fixture
async def service(graph: Graph) -> AsyncIterator[Service]:
    async with AuditsUnderWay().kept() as audits:
        yield Service(graph, audits)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Audits look at nothing before this is set."""
    go_on, evaluate = asyncio.Event(), runs.evaluate_all

    async def later(*given: Any, **named: Any) -> Any:
        await go_on.wait()
        return await evaluate(*given, **named)

    monkeypatch.setattr(runs, "evaluate_all", later)
    return go_on


async def test_it_is_answered_when_it_has_begun_and_goes_on(d: Drawing, service: Service, held: asyncio.Event) -> None:
    run, errors = await service.start()
    assert errors == []
    assert run == {
        **{"id": run["id"], "number": 1, "state": "RUNNING", "asOf": TODAY.isoformat(), "accounts": 0, "opened": 0},
        **{"failure": None, "account": None},
    }
    assert await service.run(run["id"]) == run
    held.set()
    done = await service.ended(run["id"])
    opened = len(await list_findings(d.graph))
    assert done == {**run, "state": "FINISHED", "accounts": 2, "opened": opened}
    assert opened > 3


async def test_an_account_and_the_book_have_one_at_a_time(d: Drawing, service: Service, held: asyncio.Event) -> None:
    acme, errors = await service.start(account=tid("acme"))
    assert (errors, acme["account"]) == ([], {"externalId": tid("acme")})
    for again in ({"account": tid("acme")}, {}):
        run, (error,) = await service.start(**again)
        assert (run, error["__typename"]) == (None, "Conflict")
        assert error["message"] == "Another audit of this scope is under way."
    beta, errors = await service.start(account=tid("beta"))
    assert (errors, beta["number"]) == ([], 2)
    # As many as one process makes.
    result = await service.execute(START, input={"account": tid("acme")})
    assert isinstance(result.errors[0].original_error, BusyError)
    assert result.data == {"startAudit": None}
    held.set()
    assert [(await service.ended(run["id"]))["state"] for run in (acme, beta)] == ["FINISHED", "FINISHED"]
    run, errors = await service.start()
    assert (errors, run["number"]) == ([], 3)
    assert (await service.ended(run["id"]))["state"] == "FINISHED"


@pytest.mark.parametrize(
    ("given", "kind", "field"),
    [
        ({"account": "t:nobody"}, "NotFound", "account"),
        ({"account": "t:us"}, "InvalidInput", "account"),
        ({"account": "x"}, "InvalidInput", "account"),
        ({"asOf": "2099-01-01"}, "InvalidInput", "asOf"),
        ({"notify": True}, "InvalidInput", "notify"),
    ],
)
async def test_what_is_wrong_is_told_in_the_payload(
    d: Drawing, service: Service, given: dict, kind: str, field: str
) -> None:
    run, (error,) = await service.start(**given)
    assert (run, error["__typename"], error["field"]) == (None, kind, field)
    assert error["remedy"]
    assert await service.execute("{ auditRuns { nodes { number } } }") is not None
    assert await runs.list_runs(d.graph) == []


async def test_who_may_only_read_starts_none(d: Drawing, service: Service) -> None:
    reader = Principal("rita", frozenset({Right.READ}))
    result = await service.execute(START, reader, input={})
    assert isinstance(result.errors[0].original_error, ForbiddenError)
    assert await runs.list_runs(d.graph) == []


async def test_why_it_failed_is_kept_with_it_until_it_goes_on(
    d: Drawing, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: Any, **__: Any) -> Any:
        raise DatabaseError("The rule took too long.")

    with monkeypatch.context() as patch:
        patch.setattr(runs, "evaluate_all", failing)
        run, _ = await service.start()
        failed = await service.ended(run["id"])
    assert (failed["state"], failed["failure"]) == ("RUNNING", "The rule took too long.")
    again, errors = await service.start()
    assert (errors, again["number"], again["failure"]) == ([], 1, None)
    done = await service.ended(run["id"])
    assert (done["state"], done["accounts"], done["failure"]) == ("FINISHED", 2, None)


async def test_a_service_that_stops_leaves_it_to_be_continued(
    d: Drawing, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "BATCH", 1)
    monkeypatch.setattr(under_way, "GRACE", 60)
    looked, go_on, evaluate = asyncio.Event(), asyncio.Event(), runs.evaluate_all

    async def later(*given: Any, **named: Any) -> Any:
        looked.set()
        await go_on.wait()
        return await evaluate(*given, **named)

    async with AuditsUnderWay().kept() as audits:
        with monkeypatch.context() as patch:
            patch.setattr(runs, "evaluate_all", later)
            run, _ = await Service(graph, audits).start()
            await looked.wait()
            asyncio.get_running_loop().call_later(0.2, go_on.set)
            await _end(audits)
    stopped = await Service(graph, audits).run(run["id"])
    assert (stopped["state"], stopped["failure"]) == ("RUNNING", "The service was stopped.")
    async with AuditsUnderWay().kept() as audits:
        other = Service(graph, audits)
        again, errors = await other.start()
        assert (errors, again["number"]) == ([], 1)
        assert (await other.ended(again["id"]))["state"] == "FINISHED"


async def _end(audits: AuditsUnderWay) -> None:
    """Stop as a service does."""
    async with audits.kept():
        pass
