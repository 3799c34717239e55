"""Multipart requests: in the shape of the specification, bounded while they arrive, and from no page elsewhere."""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import strawberry
from starlette.datastructures import UploadFile
from strawberry.schema.config import StrawberryConfig

from relgraph.core.config import Settings
from relgraph.surfaces.graphql import uploads
from relgraph.surfaces.graphql.scalars import SCALARS
from relgraph.surfaces.serve import running
from tests.surfaces.http.conftest import RESPONSE, only_error, unreachable
from tests.surfaces.http.importing import PREFLIGHT, left_in
from tests.surfaces.http.test_crowds import opened, rest

MOST = 20_000
SIZES = "query ($files: [Upload!]!) { sizes(files: $files) }"


@strawberry.type
class Query:
    @strawberry.field
    async def sizes(self, files: list[UploadFile]) -> list[str]:
        return [f"{file.filename} {len(await file.read())}" for file in files]


schema = strawberry.Schema(Query, config=StrawberryConfig(scalar_map=SCALARS))


@asynccontextmanager
async def server(settings: Settings, **changes: object) -> AsyncIterator[str]:
    chosen = settings.model_copy(
        update={"port": 0, "path_index": False, "scheduler": False, "upload_most_bytes": MOST, **changes}
    )
    async with unreachable(chosen) as graph, running(chosen, graph=graph, schema=schema) as url:
        yield url


@pytest.fixture(scope="module")
async def url(settings: Settings) -> AsyncIterator[str]:
    async with server(settings) as address:
        yield address


@pytest.fixture
async def client(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, headers={"Accept": RESPONSE, **PREFLIGHT}) as client:
        yield client


def form(
    *sizes: int, variables: object = None, places: object = None, query: str = SIZES
) -> dict[str, dict[str, object]]:
    """A form with files of these sizes, as httpx takes it."""
    given = {"query": query, "variables": variables or {"files": [None for _ in sizes]}}
    told = places if places is not None else {str(n): [f"variables.files.{n}"] for n in range(len(sizes))}
    files = {str(n): (f"{n}.csv", b"x" * size) for n, size in enumerate(sizes)}
    return {"data": {"operations": json.dumps(given), "map": json.dumps(told)}, "files": files}


async def test_files_come_in_the_places_that_the_map_names(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", **form(3, 7_000, 0))
    assert response.json()["data"] == {"sizes": ["0.csv 3", "1.csv 7000", "2.csv 0"]}
    # One file may stand in several places.
    response = await client.post("/graphql", **form(5, places={"0": ["variables.files.0"]}))
    assert response.json()["data"] == {"sizes": ["0.csv 5"]}


async def test_either_header_shows_that_no_page_elsewhere_sent_it(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, headers={"Accept": RESPONSE}) as client:
        for name in ("GraphQL-Require-Preflight", "Apollo-Require-Preflight"):
            assert (await client.post("/graphql", **form(1), headers={name: "1"})).status_code == 200
        for headers in ({}, {"GraphQL-Require-Preflight": ""}, {"Origin": url}):
            refused = await client.post("/graphql", **form(1), headers=headers)
            assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (403, "FORBIDDEN")
            assert "Graphql-Require-Preflight" in only_error(refused)["extensions"]["remedy"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (form(1, places={}), "'map' must name each file of the form, and nothing else."),
        (form(1, places={"0": ["variables.files.0"], "1": ["variables.files.1"]}), "'map' must name each file"),
        (form(1, places={"0": []}), "'map' must hold, for each file, a list of its places"),
        (form(1, places={"0": "variables.files.0"}), "'map' must hold, for each file, a list of its places"),
        (form(1, places={"0": ["query"]}), "'map' names a place that is no variable"),
        (form(1, places={"0": ["variables"]}), "'map' names a place that is no variable"),
        (form(1, places={"0": ["variables.files.1"]}), "'map' names a place that is no variable"),
        (form(1, places={"0": ["variables.files.-1"]}), "'map' names a place that is no variable"),
        (form(1, places={"0": ["variables.other.0"]}), "'map' names a place that is no variable"),
        (form(1, variables={"files": ["x"]}), "'map' names a place that is no variable"),
        (form(1, places={"0": ["variables.files.0", "variables.files.0"]}), "'map' names a place that is no variable"),
        ({"data": {"map": "{}"}, "files": {}}, "The form must have a field 'operations' that is a JSON object."),
        ({"data": {"operations": "[]", "map": "{}"}, "files": {"0": ("a", b"")}}, "The form must have a field 'opera"),
        ({"data": {"operations": "{", "map": "{}"}, "files": {"0": ("a", b"")}}, "'operations' is not valid JSON"),
        ({"data": {"operations": "{}"}, "files": {"0": ("a", b"")}}, "The form must have a field 'map'"),
        ({"data": {"a": "1", "b": "2", "c": "3"}, "files": {"0": ("a", b"")}}, "The form cannot be read: Too many"),
    ],
)
async def test_what_is_no_form_of_the_specification_is_refused(
    client: httpx.AsyncClient, given: dict, message: str
) -> None:
    if not given["files"]:
        given = {"data": given["data"], "files": {"x": (None, b"")}}
    began = time.perf_counter()
    refused = await client.post("/graphql", **given)
    assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (400, "BAD_REQUEST")
    assert only_error(refused)["message"].startswith(message)
    assert time.perf_counter() - began < uploads.LINGER  # nobody waits for what has come


async def test_a_file_is_nothing_that_json_can_say(client: httpx.AsyncClient) -> None:
    body = {"query": SIZES, "variables": {"files": ["a.csv"]}}
    refused = await client.post("/graphql", json=body)
    assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (400, "INVALID_INPUT")
    assert "a.csv" not in refused.text


async def test_too_much_is_refused_while_it_arrives(client: httpx.AsyncClient, tmp_path: Path) -> None:
    for size in (MOST, 3_000_000):
        refused = await client.post("/graphql", **form(size))
        error = only_error(refused)
        assert (refused.status_code, error["extensions"]) == (413, {"code": "TOO_LARGE", "maximum": MOST})
    assert (await client.post("/graphql", **form(MOST - 1_000))).status_code == 200
    files = form(*[1] * (uploads.MOST_FILES + 1))
    assert "Too many files" in only_error(await client.post("/graphql", **files))["message"]


async def test_more_than_is_announced_is_never_held(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A body without a length, which goes on and on."""
    monkeypatch.setattr(uploads, "LINGER", 0.2)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    head = (
        b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nGraphQL-Require-Preflight: 1\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    part = b'--b\r\nContent-Disposition: form-data; name="0"; filename="a"\r\n\r\n'
    async with server(settings) as url, opened(url, head) as (reader, writer):
        for chunk in (part, *[b"x" * 4_000] * 6):
            writer.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            await writer.drain()
        answer = await rest(reader)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"TOO_LARGE" in answer
    assert left_in(tmp_path) == []


async def test_an_upload_may_take_longer_than_other_requests(settings: Settings) -> None:
    async with server(settings, arrival_timeout=0.3, upload_timeout=30) as url:
        assert await slowly(url) == 200
    async with server(settings, arrival_timeout=0.3, upload_timeout=0.5) as url:
        assert await slowly(url) == 408


async def slowly(url: str) -> int:
    """The status of an upload that takes a second."""
    request = httpx.Request("POST", url, **form(10))
    body = request.read()
    head = "".join(
        f"{name}: {value}\r\n"
        for name, value in {
            "Host": urlsplit(url).netloc,
            "Content-Type": request.headers["content-type"],
            "Content-Length": str(len(body)),
            "Accept": RESPONSE,
            **PREFLIGHT,
        }.items()
    )
    async with opened(url, f"POST /graphql HTTP/1.1\r\n{head}\r\n".encode()) as (reader, writer):
        for part in range(5):
            writer.write(body[part * len(body) // 5 : (part + 1) * len(body) // 5])
            await asyncio.sleep(0.2)
        return int((await reader.readline()).split()[1])


async def test_without_a_setting_no_form_is_read(settings: Settings) -> None:
    async with server(settings, upload_most_bytes=0) as url, httpx.AsyncClient(base_url=url) as client:
        refused = await client.post("/graphql", **form(1), headers={"Accept": RESPONSE, **PREFLIGHT})
        assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")
        assert refused.headers["accept-post"] == "application/json"
