"""Documents that are asked for by name: what clients sent before, and lists of the only ones that are run."""

import asyncio
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError
from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.surfaces.graphql import persisted
from relgraph.surfaces.graphql.persisted import Persisted
from relgraph.surfaces.graphql.request import Parameters
from relgraph.surfaces.graphql.trusted import read_trusted
from relgraph.surfaces.serve import check_can_serve
from tests.processes import command, environment, service
from tests.surfaces.http.conftest import RESPONSE, answered, client_for, only_error
from tests.surfaces.http.test_sockets import hear, say, server, socket

HELLO = "query Hello($n: String!) { hello(name: $n) }"
ANSWER = {"data": {"hello": "hello 李"}}


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def by_id(text: str) -> dict:
    return {"documentId": f"sha256:{hash_of(text)}"}


def by_apollo(text: str) -> dict:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}}


async def post(client: httpx.AsyncClient, accept: str = RESPONSE, **body: object) -> httpx.Response:
    return await client.post("/graphql", json={"variables": {"n": "李"}, **body}, headers={"Accept": accept})


def refused(response: httpx.Response) -> tuple[int, str, str]:
    error = only_error(response)
    assert error["extensions"]["remedy"].endswith(".")
    return response.status_code, error["message"], error["extensions"]["code"]


@pytest.mark.parametrize("named", [by_id, by_apollo])
@pytest.mark.parametrize(("accept", "status"), [(RESPONSE, 400), ("application/json", 200)])
async def test_a_document_is_sent_once_and_then_named(
    client: httpx.AsyncClient, named: Callable[[str], dict], accept: str, status: int
) -> None:
    unknown = await post(client, accept, **named(HELLO))
    assert refused(unknown) == (status, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    assert answered(await post(client, accept, query=HELLO, **named(HELLO))) == ANSWER
    for _ in range(2):
        assert answered(await post(client, accept, **named(HELLO))) == ANSWER
    # Either way of naming finds it, and by GET, too.
    assert answered(await post(client, accept, **by_id(HELLO))) == ANSWER
    assert answered(await post(client, accept, query="", **by_apollo(HELLO))) == ANSWER
    for parameters in (by_id(HELLO), {"extensions": json.dumps(by_apollo(HELLO)["extensions"])}):
        got = await client.get("/graphql", params={**parameters, "variables": '{"n": "李"}', "operationName": "Hello"})
        assert (got.status_code, answered(got)) == (200, ANSWER)


@pytest.mark.parametrize("named", [by_id, by_apollo])
async def test_a_name_that_is_not_of_the_document_is_refused_and_keeps_nothing(
    client: httpx.AsyncClient, named: Callable[[str], dict]
) -> None:
    wrong = await post(client, query="{ hello }", **named(HELLO))
    assert refused(wrong) == (400, "The document's name is not the hash of this document.", "BAD_REQUEST")
    assert refused(await post(client, **named(HELLO)))[1] == "PersistedQueryNotFound"
    assert refused(await post(client, **named("{ hello }")))[1] == "PersistedQueryNotFound"


async def test_a_name_that_is_no_hash_is_known_to_nobody(client: httpx.AsyncClient) -> None:
    assert refused(await post(client, documentId="hello-7"))[2] == "PERSISTED_QUERY_NOT_FOUND"
    assert refused(await post(client, documentId="hello-7", query=HELLO)) == (
        400,
        "The document's name is no hash.",
        "BAD_REQUEST",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": 7},
        {"documentId": ""},
        {"documentId": ["sha256:x"]},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "x"}}},
        {"extensions": {"persistedQuery": {"version": 1}}},
        {"extensions": {"persistedQuery": "x"}},
        {"extensions": {"persistedQuery": None}},
    ],
)
async def test_names_of_no_kind(client: httpx.AsyncClient, body: dict) -> None:
    response = await post(client, **body)
    assert (response.status_code, only_error(response)["extensions"]["code"]) == (400, "BAD_REQUEST")


async def test_what_is_no_document_of_the_schema_is_not_kept(client: httpx.AsyncClient) -> None:
    for bad, code in (("{ nothing }", "GRAPHQL_VALIDATION_FAILED"), ("{", "GRAPHQL_PARSE_FAILED")):
        response = await client.post("/graphql", json={"query": bad, **by_id(bad)}, headers={"Accept": RESPONSE})
        assert only_error(response)["extensions"]["code"] == code
        assert refused(await post(client, **by_id(bad)))[2] == "PERSISTED_QUERY_NOT_FOUND"


async def test_named_documents_have_the_limits_of_others(settings: Settings) -> None:
    costly = "{ people(first: 100) { edges { node { name } } } }"
    async with client_for(settings.model_copy(update={"max_estimate": 50})) as client:
        for _ in range(2):
            response = await client.post(
                "/graphql", json={"query": costly, **by_id(costly)}, headers={"Accept": RESPONSE}
            )
            assert only_error(response)["extensions"]["code"] == "TOO_COMPLEX"
    paged = "query ($first: Int!) { people(first: $first) { edges { node { name } } } }"
    async with client_for(settings.model_copy(update={"max_estimate": 50})) as client:
        assert "data" in (await post(client, query=paged, variables={"first": 2}, **by_id(paged))).json()
        over = await post(client, variables={"first": 100}, **by_id(paged))
        assert only_error(over)["extensions"]["code"] == "TOO_COMPLEX"


async def test_mutations_are_named_by_post_only(client: httpx.AsyncClient) -> None:
    touch = "mutation { touch }"
    await client.post("/graphql", json={"query": touch, **by_id(touch)})
    response = await client.get("/graphql", params=by_id(touch), headers={"Accept": RESPONSE})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


async def test_the_oldest_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persisted, "_MOST", 3)
    monkeypatch.setattr(persisted, "_MOST_TEXT", 30)
    kept = Persisted(None)

    def known(text: str) -> bool:
        try:
            return kept.text_of(Parameters("", None, {}, f"sha256:{hash_of(text)}")) == text
        except persisted.RequestError:
            return False

    def put(text: str) -> None:
        kept.keep(Parameters(text, None, {}, f"sha256:{hash_of(text)}"))

    for text in ("{a}", "{b}", "{c}", "{c}"):
        put(text)
    assert known("{a}")  # and is asked for most recently now
    put("{d}")
    assert [known(text) for text in ("{a}", "{b}", "{c}", "{d}")] == [True, False, True, True]
    put("{" + "e" * 25 + "}")  # 27 of the 30 characters
    assert [known(text) for text in ("{a}", "{c}", "{d}", "{" + "e" * 25 + "}")] == [False, False, True, True]
    put("{" + "f" * 40 + "}")  # more than all of them may be
    assert not known("{d}")


async def test_subscriptions_are_named_too(settings: Settings) -> None:
    counting = "subscription { count(to: 1) }"
    async with server(settings) as url, socket(url) as opened:
        await say(opened, id="1", type="subscribe", payload=by_id(counting))
        [error] = (await hear(opened))["payload"]
        assert error["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
        for payload in ({"query": counting, **by_id(counting)}, by_id(counting), by_apollo(counting)):
            await say(opened, id="1", type="subscribe", payload=payload)
            assert await hear(opened) == {"id": "1", "type": "next", "payload": {"data": {"count": 0}}}
            assert (await hear(opened))["type"] == "complete"
            await asyncio.sleep(0)


RELAY = {"0" * 32: HELLO, "mine": "{ person { name } }"}
APOLLO = {
    "format": "apollo-persisted-query-manifest",
    "version": 1,
    "operations": [
        {"id": "f" * 64, "name": "Hello", "type": "query", "body": HELLO},
        {"id": "sha256:abc", "name": "Person", "type": "query", "body": "{ person { name } }"},
    ],
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "documents.json"


def write(place: Path, listed: dict) -> None:
    place.write_text(json.dumps(listed), encoding="utf-8")


@pytest.mark.parametrize(
    ("listed", "ids"), [(RELAY, ["0" * 32, "mine"]), (APOLLO, ["f" * 64, f"sha256:{'f' * 64}", "sha256:abc", "abc"])]
)
async def test_nothing_is_run_but_what_is_listed(settings: Settings, place: Path, listed: dict, ids: list[str]) -> None:
    write(place, listed)
    chosen = settings.model_copy(update={"trusted_documents": place, "graphql_ide": True})
    async with client_for(chosen) as client:
        for id_ in ids:
            assert "data" in (await post(client, documentId=id_)).json(), id_
            assert "data" in (await client.get("/graphql", params={"documentId": id_, "variables": '{"n": ""}'})).json()
        for named in ({"query": HELLO}, by_id(HELLO), by_apollo(HELLO), {"query": HELLO, **by_apollo(HELLO)}):
            assert answered(await post(client, **named)) == ANSWER
        other = "{ hello }"
        for strange in (
            {"query": other},
            by_id(other),
            by_apollo(other),
            {"query": other, **by_id(other)},
            {"query": other, **by_id(HELLO)},
            {"query": other, "documentId": ids[0]},
            {"query": "{ __schema { queryType { name } } }"},
            {"documentId": "unknown"},
        ):
            assert refused(await post(client, **strange)) == (
                400,
                "This server runs no documents but those listed beforehand.",
                "DOCUMENT_NOT_TRUSTED",
            )
        assert (await client.get("/ide")).status_code == 404


async def test_listed_subscriptions_are_run_and_no_others(settings: Settings, place: Path) -> None:
    write(place, {"count": "subscription { count(to: 1) }"})
    async with server(settings, trusted_documents=str(place)) as url, socket(url) as opened:
        await say(opened, id="1", type="subscribe", payload={"query": "subscription { count(to: 2) }"})
        [error] = (await hear(opened))["payload"]
        assert error["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"
        await say(opened, id="2", type="subscribe", payload={"documentId": "count"})
        assert (await hear(opened))["payload"] == {"data": {"count": 0}}


async def test_a_folder_lists_what_is_in_its_files(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    (folder / "web").mkdir(parents=True)
    write(folder / "web" / "relay.json", {"mine": "{ person { name } }"})
    (folder / "hello.graphql").write_text(f"{HELLO}\n", encoding="utf-8")
    (folder / "README.md").write_text("Lists.", encoding="utf-8")
    async with client_for(settings.model_copy(update={"trusted_documents": folder})) as client:
        assert answered(await post(client, documentId="mine")) == {"data": {"person": {"name": "Ann"}}}
        for named in (by_id(HELLO), by_id(f"{HELLO}\n"), {"query": HELLO}, {"query": f"{HELLO}\n"}):
            assert answered(await post(client, **named)) == ANSWER


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("{", "cannot be read as JSON in UTF-8"),
        ("[]", "is no list of documents"),
        ("{}", "lists no document"),
        ('{"a": 7}', "is no list of documents"),
        ('{"a": " "}', "is no list of documents"),
        ('{"format": "apollo-persisted-query-manifest", "operations": [{"id": "a"}]}', "is no list of documents"),
        ('{"format": "apollo-persisted-query-manifest", "operations": {}}', "is no list of documents"),
        (f'{{"{hash_of("{ hello }")}": "{{ person {{ name }} }}", "b": "{{ hello }}"}}', "lists another document as"),
    ],
)
def test_what_is_no_list_is_told_before_anything_is_served(
    settings: Settings, place: Path, said: str, problem: str
) -> None:
    place.write_text(said, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem) as caught:
        check_can_serve(settings.model_copy(update={"trusted_documents": place}))
    assert str(place) in caught.value.message
    assert caught.value.remedy


def test_a_list_that_is_not_there_is_told(place: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_trusted(place)
    assert read_trusted(None) is None


async def test_the_command_refuses_a_wrong_list_before_it_starts_a_database(place: Path, tmp_path: Path) -> None:
    write(place, {})
    nowhere = Connection("bolt://127.0.0.1:1", "neo4j", "x")
    code, said = await command(environment(nowhere, trusted_documents=str(place)), tmp_path, "serve")
    assert code == 2
    assert "RELGRAPH_TRUSTED_DOCUMENTS" in said
    assert "Write the list when the clients are built" in said


async def test_a_service_of_its_own_runs_what_is_listed(
    neo4j_connection: Connection, graph: Graph, place: Path, tmp_path: Path
) -> None:
    listed = "query People { people(first: 1) { nodes { name } } }"
    write(place, {"people": listed})
    env = environment(neo4j_connection, trusted_documents=str(place), path_index="false", scheduler="false")
    async with service(env, tmp_path) as (client, _):
        named = await client.get("/graphql", params={"documentId": "people"})
        assert answered(named) == {"data": {"people": {"nodes": []}}}
        answer = await client.post("/graphql", json={"query": "{ accounts(first: 1) { nodes { name } } }"})
        assert only_error(answer)["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"
