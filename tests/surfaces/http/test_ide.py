"""The page to try queries: GraphiQL from this very server, and nothing from elsewhere."""

import asyncio
import re
import shutil
from pathlib import Path

import httpx
import pytest
from graphql import get_introspection_query

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


async def test_a_browser_shows_it(settings: Settings, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no browser is installed")
    async with server(settings, graphql_ide=True) as url:
        process = await asyncio.create_subprocess_exec(
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}"),
            *("--enable-logging=stderr", "--v=0", "--virtual-time-budget=20000", "--dump-dom", f"{url}/ide"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        shown, said = (text.decode() for text in await asyncio.wait_for(process.communicate(), 120))
    assert "graphiql-container" in shown
    assert "graphiql-query-editor" in shown
    assert "Content Security Policy" not in said
    assert "Uncaught" not in said
