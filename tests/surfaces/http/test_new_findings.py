"""New findings over a real WebSocket, from a run that another process makes."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from strawberry.relay import to_base64
from websockets.asyncio.client import connect

from relgraph.audit.findings import feed
from relgraph.audit.findings.service import list_findings
from relgraph.audit.runs.service import run_audit
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.surfaces.serve import running
from tests.audit.cases import start
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.http.test_sockets import PROTOCOL, closed, hear, refusal, say, socket, subscribe

FOLLOW = """subscription ($first: Int!, $after: String, $afterRun: Int, $rules: [String!]) {
  newFindings(first: $first, after: $after, afterRun: $afterRun, rules: $rules) {
    cursor run { number asOf state }
    findings { kind finding { key ruleId name sentence account { name } status } } } }"""
WEEK = timedelta(days=7)

RUN = """
import asyncio, sys
from datetime import date
from relgraph.audit.runs.service import run_audit
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection

async def main():
    uri, user, password = sys.stdin.readline().split()
    async with Graph.connect(Connection(uri, user, password), Settings(_env_file=None)) as graph:
        await run_audit(graph, as_of=date.fromisoformat(sys.argv[1]))

asyncio.run(main())
"""


async def audit_elsewhere(connection: Connection, day: str) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", RUN, day, stdin=asyncio.subprocess.PIPE)
    told = f"{connection.uri} {connection.user} {connection.password}\n"
    await asyncio.wait_for(process.communicate(told.encode()), 120)
    assert process.returncode == 0


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    start(drawing).person("boss", at="acme").role("boss", "deal", "D")
    await drawing.save()
    return drawing


@pytest.fixture
async def url(settings: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    monkeypatch.setattr(feed, "PAUSE", 0.1)
    monkeypatch.setattr(feed, "SETTLED", timedelta(0))
    async with running(settings.model_copy(update={"port": 0, "path_index": False}), graph=graph) as address:
        yield address


async def test_findings_of_another_process_arrive(d: Drawing, url: str, neo4j_connection: Connection) -> None:
    async with socket(url) as opened:
        await subscribe(opened, FOLLOW, variables={"first": 3})
        await audit_elsewhere(neo4j_connection, TODAY.isoformat())
        expected = sorted(finding.key for finding in await list_findings(d.graph))
        heard, cursors = [], []
        while len(heard) < len(expected):
            told = (await hear(opened))["payload"]["data"]["newFindings"]
            assert told["run"] == {"number": 1, "asOf": TODAY.isoformat(), "state": "FINISHED"}
            heard += told["findings"]
            cursors.append(told["cursor"])
        assert [each["finding"]["key"] for each in heard] == expected
        assert {(each["kind"], each["finding"]["status"], each["finding"]["account"]["name"]) for each in heard} == {
            ("NEW", "OPEN", "acme")
        }
        sentences = {each["finding"]["ruleId"]: each["finding"]["sentence"] for each in heard}
        assert sentences["key_role_support_unknown"] == "D in deal; support ?"
        # Resolved by the next run, and back with the one after it, of which only that is told.
        d.support("boss", "deal", 1, since=TODAY + WEEK, until=TODAY + 2 * WEEK)
        await d.save()
        for week in (1, 2):
            await run_audit(d.graph, as_of=TODAY + week * WEEK)
        told = (await hear(opened))["payload"]["data"]["newFindings"]
        assert (told["run"]["number"], [each["kind"] for each in told["findings"]]) == (3, ["REOPENED"])
    # Whoever was away goes on where they stopped.
    async with socket(url) as opened:
        await subscribe(opened, FOLLOW, variables={"first": 200, "after": cursors[0]})
        told = [(await hear(opened))["payload"]["data"]["newFindings"] for _ in range(2)]
        assert [each["finding"]["key"] for each in told[0]["findings"]] == expected[3:]
        assert [each["kind"] for each in told[1]["findings"]] == ["REOPENED"]
        await subscribe(
            opened, FOLLOW, "2", variables={"first": 9, "afterRun": 0, "rules": ["key_role_support_unknown"]}
        )
        told = [await hear(opened) for _ in range(2)]
        assert [(each["id"], each["payload"]["data"]["newFindings"]["run"]["number"]) for each in told] == [
            ("2", 1),
            ("2", 3),
        ]


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("afterRun: 9", "NOT_FOUND", "afterRun"),
        ('after: "x"', "INVALID_INPUT", "after"),
        ('after: "YWZ0ZXI6MQ=="', "INVALID_INPUT", "after"),
        (f'after: "{to_base64("after", "9" * 5000 + "/k")}"', "INVALID_INPUT", "after"),
        ('after: "YWZ0ZXI6MS9r", afterRun: 1', "INVALID_INPUT", "after"),
        ("first: 0", "INVALID_INPUT", "first"),
        ("first: 201", "TOO_COMPLEX", None),
        (f'account: "{tid("x")}", first: 200, rules: []', None, None),
    ],
)
async def test_arguments_are_checked(url: str, arguments: str, code: str | None, field: str | None) -> None:
    query = "subscription { newFindings(" + arguments + ") { cursor } }"
    async with socket(url) as opened:
        if code is None:
            await subscribe(opened, query)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(opened.recv(), 0.3)
            return
        error = await refusal(opened, query)
    assert (error["extensions"]["code"], error["extensions"].get("field")) == (code, field)


async def test_the_cost_of_an_event_is_that_of_a_page(url: str) -> None:
    deep = "finding { account { people(first: 100) { nodes { name } } } }"
    costly = "subscription { newFindings(first: %d) { findings { " + deep + " } } }"
    async with socket(url) as opened:
        error = await refusal(opened, costly % 200)
        assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("TOO_COMPLEX", "cost")
        assert json.dumps(error).count("maximum") == 1
        await subscribe(opened, costly % 10)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(opened.recv(), 0.3)


async def test_a_stopping_server_ends_what_is_followed(settings: Settings, graph: Graph) -> None:
    async with running(settings.model_copy(update={"port": 0, "path_index": False}), graph=graph) as url:
        opened = await connect(f"{url.replace('http', 'ws', 1)}/graphql", subprotocols=[PROTOCOL], proxy=None)
        await say(opened, type="connection_init")
        assert (await hear(opened))["type"] == "connection_ack"
        for id_ in ("a", "b", "c"):
            await subscribe(opened, FOLLOW, id_, variables={"first": 9})
        await asyncio.sleep(0.5)
        before = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - before < 3
    assert (await closed(opened))[0] == 1012
    # The graph goes on: no query was cut off.
    assert await list_findings(graph) == []
