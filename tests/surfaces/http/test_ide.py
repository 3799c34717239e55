"""The page to try queries: GraphiQL from this very server, and nothing from elsewhere."""

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query
from websockets.asyncio.client import connect

from relgraph.core.config import Settings
from tests.surfaces.http.conftest import ask, client_for
from tests.surfaces.http.test_sockets import server


async def test_the_page_loads_nothing_from_elsewhere(settings: Settings, client: httpx.AsyncClient) -> None:
    assert (await client.get("/ide")).status_code == 404
    async with client_for(settings.model_copy(update={"graphql_ide": True})) as open_client:
        first, second = await open_client.get("/ide"), await open_client.get("/ide")
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    policy = first.headers["content-security-policy"]
    [nonce] = set(re.findall(r"'nonce-([^']+)'", policy))
    assert policy.startswith(f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; ")
    assert "unsafe" not in policy
    assert first.text.count(f'nonce="{nonce}"') == 2
    assert nonce not in second.text
    assert not re.search(r"(src|href)=|https?://|@import", first.text)


async def test_what_the_page_loads_is_here_and_kept_by_browsers(settings: Settings, client: httpx.AsyncClient) -> None:
    async with client_for(settings.model_copy(update={"graphql_ide": True})) as open_client:
        page = (await open_client.get("/ide")).text
        names = re.findall(r'(?:style|script)\("([^"]+)"\)', page)
        assert len(names) == 4
        for name in names:
            file = await open_client.get(f"/ide/{name}")
            assert (file.status_code, file.headers["x-content-type-options"]) == (200, "nosniff")
            assert file.headers["content-type"].startswith("text/css" if name.endswith(".css") else "text/javascript")
            assert "immutable" in file.headers["cache-control"]
            assert len(file.content) > 5_000
            assert (await client.get(f"/ide/{name}")).status_code == 404
        assert "MIT License" in (await open_client.get("/ide/LICENSES.txt")).text
        for name in ("page.html", "nothing.js", "..%2fide.py", ""):
            assert (await open_client.get(f"/ide/{name}")).status_code == 404


async def test_tools_and_the_page_can_read_the_schema(settings: Settings) -> None:
    async with client_for(settings.model_copy(update={"graphql_ide": True})) as client:
        answer = (await ask(client, get_introspection_query())).json()
        assert "errors" not in answer
        assert "Person" in {kind["name"] for kind in answer["data"]["__schema"]["types"]}


@asynccontextmanager
async def browser(folder: Path, url: str) -> AsyncIterator[Callable[[str], Awaitable[Any]]]:
    """A real browser that shows a page; what evaluates an expression there, waiting for it to be true."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no browser is installed")
    process = await asyncio.create_subprocess_exec(
        *(program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}"),
        *("--remote-debugging-port=0", url),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            while b"DevTools listening on ws://" not in (said := await process.stderr.readline()):
                assert said
        port = int(re.findall(rb":(\d+)/", said)[0])
        async with httpx.AsyncClient(trust_env=False) as http:
            [page] = [one for one in (await http.get(f"http://127.0.0.1:{port}/json")).json() if one["type"] == "page"]
        async with connect(page["webSocketDebuggerUrl"], proxy=None, max_size=None) as tools:

            async def told(expression: str) -> Any:
                numbers = iter(range(1_000))
                async with asyncio.timeout(60):
                    while True:
                        number = next(numbers)
                        asked = {"expression": expression, "returnByValue": True}
                        await tools.send(json.dumps({"id": number, "method": "Runtime.evaluate", "params": asked}))
                        while (answer := json.loads(await tools.recv())).get("id") != number:
                            pass
                        if value := answer["result"]["result"].get("value"):
                            return value
                        await asyncio.sleep(0.2)

            yield told
    finally:
        process.terminate()
        await process.communicate()


QUERY_EDITOR = "document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror"
RUN = "document.querySelector('.graphiql-execute-button').click() || true"
ANSWER = "document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()"


async def test_a_browser_asks_subscribes_and_completes(settings: Settings, tmp_path: Path) -> None:
    async with server(settings, graphql_ide=True) as url, browser(tmp_path, f"{url}/ide") as told:
        assert await told(f"document.querySelector('.graphiql-query-editor .CodeMirror') && {QUERY_EDITOR}.getValue()")
        assert await told(f"{QUERY_EDITOR}.setValue('query Asked {{ hello }}') || true")
        assert await told(RUN)
        assert "hello world" in await told(f"({ANSWER} || '').includes('hello world') && {ANSWER}")
        assert await told(f"{QUERY_EDITOR}.setValue('subscription {{ count(to: 3) }}') || true")
        await asyncio.sleep(1)  # it reads what is typed when nobody has typed for a moment
        assert await told(RUN)
        assert '"count": 2' in await told(f"({ANSWER} || '').includes('\"count\": 2') && {ANSWER}")
        # The schema was read: the editor knows its fields.
        for done in ("setValue('{ pers }')", "setCursor(0, 6)", "execCommand('autocomplete')"):
            assert await told(f"{QUERY_EDITOR}.{done} || true")
        assert "person" in await told("document.querySelector('.CodeMirror-hints')?.textContent")
