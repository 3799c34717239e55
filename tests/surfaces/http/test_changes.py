"""Changes over a real WebSocket, from what another process records."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from strawberry.relay import to_base64

from relgraph.changes import feed
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.surfaces.serve import running
from tests.draw import Drawing, tid
from tests.moments import say
from tests.surfaces.http.test_sockets import hear, refusal, socket, subscribe

FOLLOW = """subscription ($of: ChangesOfInput!, $first: Int!, $after: String) {
  changes(of: $of, first: $first, after: $after) {
    cursor
    changes { id kind externalId recordedBy changes { field before after } thing { __typename externalId } } } }"""
ACME = {"account": tid("acme")}

RECORD = """
import asyncio, sys
from relgraph.core.config import Settings
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.kinds import KINDS
from relgraph.record.change import change

async def main():
    uri, user, password = sys.stdin.readline().split()
    async with Graph.connect(Connection(uri, user, password), Settings(_env_file=None)) as graph:
        graph = graph.for_caller(principal=Principal("elsewhere"))
        given = {"id": "t:tie", "person_a": "t:ann", "person_b": "t:bob", "strength": float(sys.argv[1])}
        await graph.write(
            lambda tx: change(tx, KINDS, KINDS["tie"], given, today=graph.clock.today(), operation="test"),
            operation="test",
        )

asyncio.run(main())
"""


async def record_elsewhere(connection: Connection, strength: float) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RECORD, str(strength), stdin=asyncio.subprocess.PIPE
    )
    told = f"{connection.uri} {connection.user} {connection.password}\n"
    await asyncio.wait_for(process.communicate(told.encode()), 120)
    assert process.returncode == 0


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    await drawing.org("acme").person("ann").person("bob", at="acme").save()
    return drawing


@pytest.fixture
async def url(settings: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    monkeypatch.setattr(feed, "PAUSE", 0.1)
    async with running(settings.model_copy(update={"port": 0, "path_index": False}), graph=graph) as address:
        yield address


async def test_changes_of_another_process_arrive(d: Drawing, url: str, neo4j_connection: Connection) -> None:
    async with socket(url) as opened:
        await subscribe(opened, FOLLOW, variables={"of": ACME, "first": 5})
        await asyncio.sleep(0.5)
        await record_elsewhere(neo4j_connection, 0.2)
        first = (await hear(opened))["payload"]["data"]["changes"]
        assert first["changes"] == [
            {
                **{"id": to_base64("RecordChange", "t:tie@ 000000"), "kind": "RECORDED", "externalId": "t:tie"},
                **{"recordedBy": "elsewhere", "changes": [], "thing": {"__typename": "Tie", "externalId": "t:tie"}},
            }
        ]
    # While nobody listens two processes write; whoever was away goes on where they stopped.
    await asyncio.gather(
        record_elsewhere(neo4j_connection, 0.4), say(d.graph, "here", "02-01 09:00", "person", id="t:bob", name="Bob")
    )
    async with socket(url) as opened:
        await subscribe(opened, FOLLOW, variables={"of": ACME, "first": 1, "after": first["cursor"]})
        told = [(await hear(opened))["payload"]["data"]["changes"] for _ in range(2)]
        assert sorted(
            (each["recordedBy"], each["kind"], each["changes"]) for one in told for each in one["changes"]
        ) == [
            ("elsewhere", "CORRECTED", [{"field": "strength", "before": 0.2, "after": 0.4}]),
            ("here", "CORRECTED", [{"field": "name", "before": "bob", "after": "Bob"}]),
        ]
        await subscribe(
            opened, FOLLOW, "2", variables={"of": {"people": [tid("ann")]}, "first": 1, "after": first["cursor"]}
        )
        again = await hear(opened)
        assert (again["id"], again["payload"]["data"]["changes"]["changes"][0]["externalId"]) == ("2", "t:tie")


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ('of: {account: "t:nobody"}', "NOT_FOUND", "of.account"),
        ("of: {people: []}", "INVALID_INPUT", "of.people"),
        (f'of: {{account: "{tid("acme")}"}}, after: "x"', "INVALID_INPUT", "after"),
        (f'of: {{account: "{tid("acme")}"}}, after: "YWZ0ZXI6MQ=="', "INVALID_INPUT", "after"),
        (f'of: {{account: "{tid("acme")}"}}, after: "{to_base64("after", "x 1 k")}"', "INVALID_INPUT", "after"),
        (f'of: {{account: "{tid("acme")}"}}, first: 0', "INVALID_INPUT", "first"),
    ],
)
async def test_arguments_are_checked(d: Drawing, url: str, arguments: str, code: str, field: str) -> None:
    async with socket(url) as opened:
        error = await refusal(opened, f"subscription {{ changes({arguments}) {{ cursor }} }}")
    assert (error["extensions"]["code"], error["extensions"].get("field")) == (code, field)
