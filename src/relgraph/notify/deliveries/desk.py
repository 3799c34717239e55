"""What several deliveries of one run share: its digest and its report are made once, whoever needs them first."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import TypeVar

from relgraph.audit.reports.formats import write_report
from relgraph.audit.reports.model import Format
from relgraph.audit.reports.service import make_report
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import Run
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.notify.deliveries.digest import RunDigest, gather_digest

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """Makes what is to be told of runs, for as long as one look for what is due takes."""

    graph: Graph
    _digests: dict[int, asyncio.Task[RunDigest]] = field(default_factory=dict)
    _pages: dict[int, asyncio.Task[bytes]] = field(default_factory=dict)

    async def digest(self, number: int) -> RunDigest:
        """What changed in a run. Raises NotFoundError."""
        least = Severity(self.graph.settings.notify_severity)
        return await _once(self._digests, number, gather_digest(self.graph, number, least=least))

    async def page(self, run: Run) -> bytes:
        """The report of a run as HTML, in the language of mails. Raises InputError for a run that did not finish."""
        return await _once(self._pages, run.number, self._write(run))

    async def _write(self, run: Run) -> bytes:
        report = await make_report(self.graph, run, language=Language(self.graph.settings.notify_language))
        # A large one takes a second to lay out, in which the service answers others.
        return await asyncio.to_thread(write_report, report, Format.HTML)


async def _once(made: dict[int, asyncio.Task[T]], number: int, work: Coroutine[object, object, T]) -> T:
    if number in made:
        work.close()
    else:
        made[number] = asyncio.create_task(work)
    # Whoever is stopped leaves the others waiting for it.
    return await asyncio.shield(made[number])
