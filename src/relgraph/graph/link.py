"""The way of a process to its Neo4j: whether somebody answers there, and where to look when nobody does (ADR 0020).

A service watches it: one probe a second while nothing else is heard, on a connection of its own. While nobody answers,
whoever asks is told so at once; left to the driver, each would try again for a quarter of a minute, and hold what it
holds meanwhile. Probes go on, twice a second, and the first that is answered opens the way again. A local Neo4j that
was stopped and started comes back on another port; it is looked for where the process that runs it says it is.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncSession
from neo4j.api import ServerInfo
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from relgraph import __version__
from relgraph.core.background import repeated
from relgraph.core.config import Settings
from relgraph.core.errors import DatabaseAuthError, DatabaseError, DatabaseUnavailableError
from relgraph.graph.connecting import connects_to_the_end
from relgraph.graph.connection import Connection
from relgraph.graph.driver_errors import translated

log = structlog.get_logger(__name__)

Find = Callable[[], Connection | None]
"""Says where Neo4j is now; None while it is nowhere. May block."""

INTERVAL, AGAIN = 1.0, 0.5
"""Seconds between two probes while Neo4j answers, and while it does not."""
PATIENCE = 2.0
"""Seconds after which a Neo4j that says nothing is taken for one that does not answer."""
AFTER_REFUSAL = 10.0
"""Seconds after which it is asked again when it refused us: it locks out who tries a wrong password too often."""


class Link:
    """The drivers of one process, one after the other, to one graph."""

    def __init__(self, connection: Connection, settings: Settings, find: Find | None = None) -> None:
        self._settings = settings
        self._find = find
        self._connection = connection
        self._connecting: set[asyncio.Task[Any]] = set()
        self._driver, self._prober = self._drivers(connection)
        self._up = True
        self._probed = asyncio.Event()
        self._heard = 0.0
        self._under_way: set[asyncio.Timeout] = set()
        self.times = 1
        """The how manieth time Neo4j answers: one that comes back has planned nothing."""

    def again(self) -> "Link":
        """Another one to the same Neo4j, for another event loop; it does not notice by itself when Neo4j moves."""
        return Link(self._connection, self._settings)

    @property
    def up(self) -> bool:
        """Whether Neo4j answers, as far as anybody has noticed."""
        return self._up

    @property
    def sessions(self) -> int:
        """How many sessions are open: each has a connection, or waits for one."""
        return len(self._under_way)

    @asynccontextmanager
    async def session(self, **config: Any) -> AsyncIterator[AsyncSession]:  # noqa: ANN401  (the driver's own)
        """A session. Raises DatabaseUnavailableError at once while nobody answers, and when Neo4j goes meanwhile."""
        if not self._up:
            raise _gone("does not answer", "It is looked for all the time: try again in a few seconds.")
        cut = asyncio.timeout(None)
        try:
            async with cut, self._driver.session(**config) as session:
                self._under_way.add(cut)
                try:
                    yield session
                finally:
                    self._under_way.discard(cut)
        except TimeoutError:
            if cut.expired():
                raise _gone("went away", "Ask again in a few seconds; read whether a change was kept.") from None
            raise
        except (ServiceUnavailable, SessionExpired):
            self._probed.set()
            raise
        self._heard = _now()

    async def execute_query(self, *args: Any, **config: Any) -> Any:  # noqa: ANN401  (the driver's own)
        """A query of the driver's own kind."""
        return await self._driver.execute_query(*args, **config)

    async def get_server_info(self) -> ServerInfo:
        """Who answers. Raises what the driver raises."""
        return await self._driver.get_server_info()

    async def close(self) -> None:
        """Close all connections."""
        await self._prober.close()
        await self._driver.close()
        # Who went away while it connected is not waited for by the driver.
        await asyncio.gather(*self._connecting, return_exceptions=True)

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Notice, for the length of the block, when Neo4j goes and comes."""
        async with repeated(self._step, "the database", pause=AGAIN, wake=self._probed):
            yield

    async def _step(self, _stopping: asyncio.Event) -> float:
        if self._up and (rest := self._heard + INTERVAL - _now()) > 0:
            return rest
        try:
            await self._reach()
        except DatabaseAuthError:
            log.warning("Neo4j refuses our user or password")
            self._lose(abruptly=False)
            return AFTER_REFUSAL
        except DatabaseError as error:
            self._lose(abruptly=isinstance(error, DatabaseUnavailableError) and not isinstance(error, _SilentError))
            raise
        if not self._up:
            self._up = True
            self.times += 1
        return INTERVAL

    def _lose(self, *, abruptly: bool) -> None:
        """Nobody answers any more. What is under way ends now, unless the other side may only be slow."""
        self._up = False
        while abruptly and self._under_way:
            self._under_way.pop().reschedule(_now())

    async def _reach(self) -> None:
        """Have the database answer, wherever it is. Raises DatabaseError."""
        if self._up:
            # A connection that rested may be closed by somebody in between: the next one tells.
            with suppress(DatabaseError):
                await self._probe()
                return
        if self._find:
            await self._follow(await asyncio.to_thread(self._find))
        await self._probe()

    async def _follow(self, found: Connection | None) -> None:
        if found is None:
            raise _gone("does not answer", "Start it: `relgraph db start`.")
        if found != self._connection:
            await self._move(found)

    async def _probe(self) -> None:
        try:
            async with (
                asyncio.timeout(PATIENCE),
                self._prober.session(database=self._connection.database, default_access_mode=READ_ACCESS) as session,
            ):
                with translated("probe"):
                    # It begins when the database answers.
                    await (await session.begin_transaction()).rollback()
        except TimeoutError:
            raise _SilentError(f"Neo4j said nothing for {PATIENCE:g} s.") from None

    async def _move(self, to: Connection) -> None:
        before = self._driver, self._prober
        self._connection = to
        self._driver, self._prober = self._drivers(to)
        for driver in before:
            with suppress(DriverError, Neo4jError, OSError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await driver.close()

    def _drivers(self, connection: Connection) -> tuple[AsyncDriver, AsyncDriver]:
        """One to ask with, and one to probe with, which needs no connection that others have."""
        most = self._settings.neo4j_pool_size
        return self._driver_of(connection, most), self._driver_of(connection, 1)

    def _driver_of(self, connection: Connection, most: int) -> AsyncDriver:
        settings = self._settings
        driver = AsyncGraphDatabase.driver(
            connection.uri,
            auth=(connection.user, connection.password),
            user_agent=f"relgraph/{__version__}",
            max_connection_pool_size=most,
            connection_acquisition_timeout=settings.neo4j_acquire_timeout,
            connection_timeout=settings.neo4j_connect_timeout,
            max_transaction_retry_time=settings.neo4j_retry_time,
            # Hints about plans belong to the tests, not to users' logs.
            notifications_min_severity="OFF",
        )
        return connects_to_the_end(driver, self._connecting)


class _SilentError(DatabaseUnavailableError):
    """Neo4j may be gone, or busy."""


def _gone(what: str, remedy: str) -> DatabaseUnavailableError:
    return DatabaseUnavailableError(f"Neo4j {what}.", remedy=remedy)


def _now() -> float:
    return asyncio.get_running_loop().time()
