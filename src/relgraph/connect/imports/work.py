"""The work of one import, in an event loop of its own."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from relgraph.connect.csv.service import import_folder
from relgraph.connect.imports.order import ImportOrder
from relgraph.connect.imports.status import ImportState
from relgraph.connect.loading.service import import_source
from relgraph.connect.report import ImportReport, Progress
from relgraph.connect.source import Given
from relgraph.core.elsewhere import in_thread
from relgraph.core.errors import RelgraphError
from relgraph.graph.client import Graph
from relgraph.graph.open import opened_again

PROBLEMS_TOLD = 1_000
"""So many problems of one file are told."""
PATIENCE = 60.0
"""Seconds that one read of an import may take: nobody waits for its answer."""

TellStatus = Callable[[Mapping[str, object]], None]
"""Told what has changed of a status, by name."""


@asynccontextmanager
async def private_folder() -> AsyncIterator[Path]:
    """A folder that nobody else can look into, and that vanishes afterwards."""
    folder = Path(await in_thread(partial(tempfile.mkdtemp, prefix="relgraph-upload-")))
    try:
        yield folder
    finally:
        await in_thread(partial(shutil.rmtree, folder, ignore_errors=True))


@dataclass(frozen=True)
class ImportWork:
    """What one import loads into which graph; `folder` is its own, `bookmarks` what its caller has seen."""

    graph: Graph
    bookmarks: Iterable[str]
    order: ImportOrder
    path: Path
    given: Given
    folder: Path

    async def load(self, tell: TellStatus) -> ImportReport:
        """Do it, in whichever event loop. Raises as `import_source` and `import_folder`."""
        async with opened_again(self.graph.patient(PATIENCE), self.bookmarks) as graph:
            report = await self._load(graph, tell)
        # The folder vanishes: rejected rows are told by the report.
        return report.model_copy(update={"rejects": None, "mended": ()})

    async def _load(self, graph: Graph, tell: TellStatus) -> ImportReport:
        order, rejects = self.order, self.folder / "rejects"
        if source := order.reads:
            return await import_source(
                *(graph, source, self.path, self.given),
                rejects=rejects,
                dry_run=order.dry_run,
                complete=order.complete,
                on_progress=lambda progress: tell(
                    {"state": ImportState.LOADING, "loaded": progress.done, "to_load": progress.total}
                ),
                on_read=lambda rows: tell({"rows_read": rows}),
                problems_kept=PROBLEMS_TOLD,
            )
        read_as, rows = self.given.encoding or "utf-8", dict[str, int]()

        def count(progress: Progress) -> None:
            rows[progress.file] = progress.rows
            done = sum(rows.values())
            tell({"state": ImportState.LOADING, "rows_read": done, "loaded": done})

        return await import_folder(
            graph, self.path, rejects=rejects, encoding=read_as, on_progress=count, problems_kept=PROBLEMS_TOLD
        )

    def told(self, error: RelgraphError) -> dict[str, str | None]:
        """What is told of an error: without the places of this machine."""
        return {"failure": self._shown(error.message), "remedy": self._shown(error.remedy) if error.remedy else None}

    def _shown(self, text: str) -> str:
        places = [self.folder / "upload", self.folder / "mapping", self.folder]
        if imports := self.graph.settings.imports_folder:
            places.append(imports.resolve())
        for place in places:
            text = text.replace(f"{place}/", "")
        return text
