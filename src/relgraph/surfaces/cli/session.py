"""What every command shares: the settings, and a graph that is ready to be asked."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import typer
from pydantic import ValidationError

from relgraph.core.clock import Clock, check_zone
from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError, MigrationError
from relgraph.core.principal import ANYBODY, Principal
from relgraph.graph.client import Graph
from relgraph.graph.open import open_graph
from relgraph.migrations import migrate, pending
from relgraph.surfaces.cli.progress import Steps

R = TypeVar("R")

WRITTEN_FOR = date(2026, 9, 1)
"""The day for which the demo world was written."""


PATIENCE = 60.0
"""Seconds that one read transaction of a command may take."""


@dataclass
class Session:
    """One run of the command line. `data_dir` is the option's, or None; `demo` asks the demo world."""

    data_dir: Path | None
    demo: bool = False
    time_zone: str | None = None

    @classmethod
    def of(cls, ctx: typer.Context) -> "Session":
        """The session that the root command made."""
        session = ctx.obj
        assert isinstance(session, cls)  # noqa: S101  (the root command's callback made it)
        return session

    @cached_property
    def settings(self) -> Settings:
        """The settings, with the global options over the environment. Raises ConfigurationError."""
        settings = read_settings(self.data_dir)
        if self.time_zone:
            settings = settings.model_copy(update={"time_zone": check_zone(self.time_zone)})
        return demo_settings(settings) if self.demo else settings

    def day(self, as_of: date | None) -> date:
        """The day asked about: the one given, else the one the demo world was written for, else today."""
        return as_of or (WRITTEN_FOR if self.demo else Clock(self.settings.time_zone).today())

    def with_graph(
        self, work: Callable[[Graph], Awaitable[R]], *, settings: Settings | None = None, by: str | None = None
    ) -> R:
        """Do `work` on the graph and close it, with the local Neo4j started and stopped around it where needed.

        What it records keeps who did it: `by`, else whoever is logged in. The graph must be migrated: a local one is,
        one of your own is refused while migrations are pending.
        """
        chosen = patient(settings or self.settings)

        async def opened() -> R:
            async with open_graph(chosen, Steps()) as graph:
                await make_ready(graph, chosen)
                return await work(graph.for_caller(principal=_whoever(by)))

        return asyncio.run(opened())


def _whoever(by: str | None) -> Principal:
    """Who runs the command: whoever may read the settings may speak for anybody."""
    if by is not None and by.strip():
        return Principal(by.strip())
    try:
        return Principal(getpass.getuser())
    except (KeyError, OSError):  # as in a container whose user has no name
        return ANYBODY


def read_settings(data_dir: Path | None = None) -> Settings:
    """The settings from the environment and `.env`; pydantic's complaints become a ConfigurationError."""
    try:
        return Settings(data_dir=data_dir) if data_dir else Settings()
    except ValidationError as error:
        # The value itself is left out: it may be a secret.
        problems = [f"RELGRAPH_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise ConfigurationError(
            f"A setting cannot be used: {'; '.join(problems)}.", remedy="docs/settings.md lists what each one takes."
        ) from None


def patient(settings: Settings) -> Settings:
    """The same with more time to read, unless somebody set a limit.

    Whoever types a command waits for this one answer, and Neo4j may plan its query for the first time.
    """
    if "read_timeout" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"read_timeout": PATIENCE})


def demo_settings(settings: Settings) -> Settings:
    """The same, turned to the demo's own local graph: a folder beside the user's data."""
    return settings.model_copy(update={"data_dir": settings.data_dir / "demo", "neo4j_uri": None})


async def make_ready(graph: Graph, settings: Settings) -> None:
    """Migrate a local graph; refuse one of the user's own that is behind."""
    missing = await pending(graph)
    if not missing:
        return
    if settings.neo4j_uri:
        names = ", ".join(m.title for m in missing)
        raise MigrationError(
            f"This Neo4j lacks {len(missing)} graph migration(s): {names}.",
            remedy="Make a backup if it holds data, then run `relgraph migrate`.",
        )
    await migrate(graph)
