"""relgraph as people start it: a service and commands, each a process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from relgraph.graph.connection import Connection


class Service(NamedTuple):
    """A service under way."""

    client: httpx.AsyncClient
    said: Path
    """What it has said so far."""


def environment(connection: Connection, **settings: str) -> dict[str, str]:
    """What processes are given: this database, these settings, and none of the developer's."""
    given = {"NEO4J_URI": connection.uri, "NEO4J_USER": connection.user, "NEO4J_PASSWORD": connection.password}
    # What no test asks need not be planned.
    given |= {"PORT": "0", "LOG_FORMAT": "json", "PLAN_AHEAD": "false"}
    given |= {name.upper(): value for name, value in settings.items()}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RELGRAPH_")}
    return inherited | {f"RELGRAPH_{name}": value for name, value in given.items()}


@asynccontextmanager
async def service(
    env: dict[str, str], place: Path, *, python: str = sys.executable, module: str = "relgraph"
) -> AsyncIterator[Service]:
    """`relgraph serve`, ended by SIGTERM; `module` is what is run as relgraph."""
    said = place / "serve.log"
    with said.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(python, "-m", module, "serve"), cwd=place, env=env, stdout=log, stderr=log
        )
    try:
        async with asyncio.timeout(120):
            while b"relgraph answers at" not in said.read_bytes():
                assert process.returncode is None, said.read_text()
                await asyncio.sleep(0.1)
        url = said.read_text().partition("relgraph answers at ")[2].split("/graphql")[0]
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:
            yield Service(client, said)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 60) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def command(
    env: dict[str, str], place: Path, *args: str, python: str = sys.executable, module: str = "relgraph"
) -> tuple[int | None, str]:
    """What a command says, in all."""
    process = await asyncio.create_subprocess_exec(
        *(python, "-m", module, *args),
        cwd=place,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout
    said = (await process.stdout.read()).decode()
    return await process.wait(), said
