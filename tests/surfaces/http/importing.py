"""A server that imports, and those who ask it: multipart requests, sockets, and sources that can be held up."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from relgraph.connect.imports import order
from relgraph.connect.loading.spool import Spool
from relgraph.connect.source import Given
from relgraph.connect.sources import SOURCES
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.serve import running
from tests.surfaces.http.conftest import RESPONSE

FIELDS = """id source what by state dryRun rowsRead loaded toLoad failure remedy begunAt endedAt result {
  rows created corrected unchanged rejected ended nothingChanged problemCount
  kinds { noun created corrected unchanged rejected ended }
  files { file rows created rejected note } problems { nodes { file row column message remedy } }
  differences { nodes { what noun externalId file row changes { field before after } } } }"""
START = (
    "mutation Start($input: StartImportInput!) { startImport(input: $input) { import { "
    + FIELDS
    + " } errors { __typename message field remedy } } }"
)
PROGRESS = "subscription ($id: ID!) { importProgress(id: $id) { " + FIELDS + " } }"
IMPORT = "query ($id: ID!) { import(id: $id) { " + FIELDS + " } }"
PREFLIGHT = {"GraphQL-Require-Preflight": "1"}

CARDS = """BEGIN:VCARD\r
VERSION:3.0\r
UID:ann\r
FN:Ann Lee\r
EMAIL:ann@acme.test\r
ORG:ACME\r
TITLE:CTO\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
UID:bob\r
FN:Bob Ek\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
UID:none\r
NOTE:nobody\r
END:VCARD\r
"""
"""Three cards, of which the last has no name."""


def left_in(folder: Path) -> list[str]:
    """What lies in a folder, and below it."""
    return sorted(path.name for path in folder.rglob("*"))


class Client:
    """Somebody who asks one server."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    @classmethod
    @asynccontextmanager
    async def of(cls, url: str, token: str | None = None) -> AsyncIterator["Client"]:
        headers = {"Accept": RESPONSE} | ({"Authorization": f"Bearer {token}"} if token else {})
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as http:
            yield cls(http)

    async def ask(self, query: str, **variables: object) -> dict[str, Any]:
        response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        assert response.status_code == 200, response.text
        assert "errors" not in response.json(), response.text
        return response.json()["data"]

    async def send(self, given: dict[str, Any], *files: tuple[str, bytes], **headers: str) -> httpx.Response:
        """Start an import of some files, as clients do: `operations`, `map`, and the files."""
        given = {**given, "from": {"upload": [None for _ in files]}}
        operations = {"query": START, "variables": {"input": given}}
        places = {str(n): [f"variables.input.from.upload.{n}"] for n in range(len(files))}
        return await self.http.post(
            "/graphql",
            data={"operations": json.dumps(operations), "map": json.dumps(places)},
            files={str(n): (name, content) for n, (name, content) in enumerate(files)},
            headers=headers or PREFLIGHT,
        )

    async def upload(self, given: dict[str, Any], *files: tuple[str, bytes]) -> dict[str, Any]:
        """The payload of an import that is started so."""
        response = await self.send(given, *files)
        assert response.status_code == 200, response.text
        return response.json()["data"]["startImport"]

    async def start(self, **given: object) -> dict[str, Any]:
        """The payload of an import that is started without files."""
        return (await self.ask(START, input=given))["startImport"]

    async def ended(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The import, once it has ended."""
        assert payload["errors"] == []
        async with asyncio.timeout(120):
            while True:
                told = (await self.ask(IMPORT, id=payload["import"]["id"]))["import"]
                if told["endedAt"]:
                    return told
                await asyncio.sleep(0.05)


@asynccontextmanager
async def serving(settings: Settings, graph: Graph, **changes: object) -> AsyncIterator[str]:
    """A server with these settings; its address."""
    chosen = settings.model_copy(update={"port": 0, "path_index": False, "scheduler": False, **changes})
    # The graph carries the settings of the process.
    async with running(chosen, graph=replace(graph, settings=chosen)) as url:
        yield url


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch, name: str = "vcard") -> Iterator[threading.Event]:
    """Reading of one source waits for the event, which is set in the end."""
    go_on = threading.Event()

    def slow(path: Path, given: Given, spool: Spool) -> None:
        assert go_on.wait(60)
        source.read(path, given, spool)

    source = next(each for each in SOURCES if each.name == name)
    others = tuple(each for each in SOURCES if each is not source)
    with monkeypatch.context() as patch:
        patch.setattr(order, "SOURCES", (*others, replace(source, read=slow)))
        try:
            yield go_on
        finally:
            go_on.set()
