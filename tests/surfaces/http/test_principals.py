"""Who asks: named by their token, kept with what they do, and held to what they may."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.profile.service import list_history
from relgraph.record.revisions import list_revisions
from relgraph.surfaces.graphql.auth import new_token
from relgraph.surfaces.graphql.schema import schema
from tests.audit.test_runs import audit, only
from tests.draw import TODAY, Drawing
from tests.surfaces.http.conftest import ask, client_for

RECORD = """mutation ($strength: Float) {
  recordTie(input: { id: "t:tie", personA: "t:ann", personB: "t:bob", strength: $strength }) {
    tie { strength recordedBy } errors { message }
  }
}"""
TIES = '{ person(id: "t:ann") { ties { nodes { strength recordedBy } } } }'
UNKNOWN = "key_role_support_unknown"


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    drawing.org("us", "vendor").org("acme").person("ann", at="us").person("bob", at="acme")
    await drawing.save()
    return drawing


@asynccontextmanager
async def callers(graph: Graph, settings: Settings, *names: str) -> AsyncIterator[list[dict[str, object]]]:
    """A server that knows some tokens, and what each caller asks with."""

    @asynccontextmanager
    async def opened(_: Settings) -> AsyncIterator[Graph]:
        yield graph

    tokens = {name: new_token() for name in names}
    hashes = [f"{name}={digest}" for name, (_, digest) in tokens.items()]
    async with client_for(settings.model_copy(update={"api_token_hashes": hashes}), schema, opened) as client:
        yield [{"client": client, "Authorization": f"Bearer {token}"} for token, _ in tokens.values()]


async def test_what_is_recorded_keeps_who_did_it(d: Drawing, settings: Settings) -> None:
    async with callers(d.graph, settings, "zoe", "abe") as (zoe, abe):
        done = (await answer(zoe, RECORD, strength=0.5))["recordTie"]
        assert done == {"tie": {"strength": 0.5, "recordedBy": "zoe"}, "errors": []}
        await answer(abe, RECORD, strength=0.5)
        assert await answer(abe, TIES) == told(0.5, "zoe")  # nothing was changed
        await answer(abe, RECORD, strength=0.7)
        assert await answer(zoe, TIES) == told(0.7, "abe")
    (revision,) = await list_revisions(d.graph, "t:tie")
    assert (revision.replaced_by, revision.values["recorded_by"]) == ("abe", "zoe")
    found = [f for f in await list_history(d.graph, "t:bob") if f.fact == "TIE"]
    assert [(f.said["strength"], f.recorded_by, f.replaced_by) for f in found] == [
        (0.7, "abe", None),
        (0.5, "zoe", "abe"),
    ]
    assert all(f.said.keys() == {"strength"} for f in found)


async def test_a_version_that_another_ends_keeps_who_did_that(d: Drawing) -> None:
    zoe, abe = (Drawing(d.graph.for_caller(principal=Principal(name))) for name in ("zoe", "abe"))
    await zoe.tie("ann", "bob", 0.3, id="t:tie", since=TODAY - timedelta(days=9)).save()
    await abe.tie("ann", "bob", 0.6, id="t:tie", since=TODAY).save()
    (revision,) = await list_revisions(d.graph, "t:tie")
    assert (revision.replaced_by, revision.values["recorded_by"]) == ("abe", "zoe")


async def test_who_may_only_read_changes_nothing(d: Drawing, settings: Settings) -> None:
    async with callers(d.graph, settings, "board:read") as (board,):
        response = await asked(board, RECORD, strength=0.5)
        (error,) = response.json()["errors"]
        assert (error["extensions"]["code"], error["message"]) == ("FORBIDDEN", "'board' may not write.")
        assert error["extensions"]["remedy"]
        assert await answer(board, TIES) == {"person": {"ties": {"nodes": []}}}


async def test_nobody_speaks_for_another(d: Drawing, settings: Settings) -> None:
    d.opportunity("deal", "acme", valid_from=TODAY).role("bob", "deal", "D")
    await d.save()
    await audit(d)
    key = (await only(d, UNKNOWN, "bob")).key
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    accept = """mutation ($key: ID!, $until: Date!, $by: String) {
      acceptFinding(input: { key: $key, until: $until, reason: "r", by: $by }) {
        finding { acceptance { by } } errors { field message } } }"""
    async with callers(d.graph, settings, "zoe") as (zoe,):
        refused = (await answer(zoe, accept, key=key, until=until, by="abe"))["acceptFinding"]
        assert (refused["finding"], refused["errors"][0]["field"]) == (None, "by")
        assert refused["errors"][0]["message"] == "You are 'zoe', and cannot speak for 'abe'."
        for by in (None, "zoe"):
            done = (await answer(zoe, accept, key=key, until=until, by=by))["acceptFinding"]
            assert done == {"finding": {"acceptance": {"by": "zoe"}}, "errors": []}


def told(strength: float, by: str) -> dict[str, object]:
    return {"person": {"ties": {"nodes": [{"strength": strength, "recordedBy": by}]}}}


async def asked(caller: dict, query: str, **variables: object) -> httpx.Response:
    return await ask(caller["client"], query, variables, Authorization=caller["Authorization"])


async def answer(caller: dict, query: str, **variables: object) -> dict:
    response = await asked(caller, query, **variables)
    assert "errors" not in response.json(), response.text
    return response.json()["data"]
