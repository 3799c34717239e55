"""Whoever goes away while a connection is made leaves nothing open."""

import asyncio
import gc
import warnings

import pytest

from relgraph.core.config import Settings
from relgraph.graph.connection import Connection
from relgraph.graph.link import Link

MOMENTS = 40
"""So many turns of the event loop are more than a connection and its first query take in all."""


async def _asked(link: Link) -> None:
    async with link.session() as session:
        await (await session.run("RETURN 1")).consume()


async def test_at_whatever_moment_it_is_left(
    neo4j_connection: Connection, settings: Settings, recwarn: pytest.WarningsRecorder
) -> None:
    warnings.simplefilter("always", ResourceWarning)
    for moment in range(MOMENTS):
        link = Link(neo4j_connection, settings)
        asking = asyncio.create_task(_asked(link))
        for _ in range(moment):
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await link.close()
    gc.collect()
    assert [str(warning.message) for warning in recwarn if warning.category is ResourceWarning] == []
