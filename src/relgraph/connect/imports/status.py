"""How an import goes, and went."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from relgraph.connect.report import ImportReport


class ImportState(StrEnum):
    """How far an import is."""

    READING = "reading"
    LOADING = "loading"
    FINISHED = "finished"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class ImportStatus:
    """An import at one moment.

    `what`: names of what is imported. `rows_read`: rows of files; `loaded`: things that they tell, or rows of a CSV
    folder, that are loaded (of a dry run: compared), of `to_load`, None while that is unknown. `report`: once it has
    finished; `failure` and `remedy`: where it has not.
    """

    id: str
    source: str
    what: tuple[str, ...]
    by: str | None
    begun_at: datetime
    dry_run: bool
    complete: bool
    state: ImportState = ImportState.READING
    rows_read: int = 0
    loaded: int = 0
    to_load: int | None = None
    ended_at: datetime | None = None
    failure: str | None = None
    remedy: str | None = None
    report: ImportReport | None = None

    @property
    def ended(self) -> bool:
        """Whether it goes on no more."""
        return self.state not in (ImportState.READING, ImportState.LOADING)


class FollowedImport:
    """An import as it goes on: its status, and who waits for the next."""

    def __init__(self, status: ImportStatus) -> None:
        self.status = status
        self._changed = asyncio.Event()

    def tell(self, **changes: object) -> None:
        """It goes on."""
        self.status = replace(self.status, **changes)  # type: ignore[arg-type]
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed_since(self, status: ImportStatus) -> None:
        """Wait until there is another status."""
        while self.status is status:
            await self._changed.wait()
