"""The JVMs of a run: what one start of Neo4j loads is kept for the thirty others, and short lives compile little."""

from collections.abc import Callable
from pathlib import Path

import pytest

from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.graph.local import LocalNeo4j, aot, server
from relgraph.graph.local.jars import LockFile, ensure_jars
from relgraph.graph.local.java import find_java
from relgraph.graph.local.progress import Silent
from relgraph.migrations import migrate

SHORT_LIFE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""JAVA_TOOL_OPTIONS for servers of a few tests: compiling well takes longer than it saves them."""
LONG_LIFE = "-XX:+UseSerialGC"
"""JAVA_TOOL_OPTIONS for those of a whole run: on two cores, memory tidied on the side takes from who asks."""


async def keep_what_a_start_loads(settings: Settings, folder: Path) -> None:
    """Have Java record its cache, unless it is there: a start with it takes a third less."""
    cache = aot.cache_for(find_java(), ensure_jars(LockFile.read(), Silent()))
    if cache.exists():
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server.aot, "recording_of", _at_once(aot.recording_of))
        with LocalNeo4j(settings.model_copy(update={"data_dir": folder, "local_linger": 0.0})).lease() as connection:
            async with Graph.connect(connection, settings) as graph:
                await migrate(graph)


def _at_once(recording_of: Callable[[Path], Path | None]) -> Callable[[Path], Path | None]:
    """Users record at their second start; who starts thirty times does at the first."""
    return lambda cache: recording_of(cache) or recording_of(cache)
