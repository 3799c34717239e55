"""An export of some system into the graph: read whole, then loaded (docs/import.md)."""

import asyncio
from datetime import date
from pathlib import Path

from relgraph.connect.loading.fates import ready_for_rejects, reports, write_rejects
from relgraph.connect.loading.loader import Loading
from relgraph.connect.loading.preview import Preview
from relgraph.connect.loading.spool import Spool, spooled
from relgraph.connect.report import ImportReport, OnProgress, Progress
from relgraph.connect.source import Given, Source
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, missing, require_extra
from relgraph.graph.client import Graph
from relgraph.identity.compare import compare
from relgraph.identity.suggestions import suggest
from relgraph.kinds import KINDS
from relgraph.kinds.organization import Organization, OrganizationKind
from relgraph.record.read import find
from relgraph.traffic.model import Traffic

_FILES = {**{kind.noun: kind.file for kind in KINDS}, Traffic.noun: Traffic.file}

MOST_COMPARED = 10_000
"""So many newcomers are compared at once with all others."""


async def import_source(
    graph: Graph,
    source: Source,
    path: Path,
    given: Given,
    *,
    rejects: Path | None = None,
    dry_run: bool = False,
    complete: bool = False,
    on_progress: OnProgress | None = None,
) -> ImportReport:
    """Load an export; running it again changes nothing. What is interrupted is run again.

    Whom it tells of anew is compared with all others, where the extra `match` is installed: pairs that may be one go to
    the queue. More than MOST_COMPARED newcomers are left to `relgraph identity compare`, which takes minutes then.

    With `dry_run` nothing is done, and the report says what would be. With `complete` the export is all that the system
    has of what it tells: facts of its own that it does not tell any more end on its day.
    Rejected rows go to `rejects` (default: a folder beside the export, `NAME-rejects`).
    Raises InputError when there is nothing to read, MissingExtraError when what reads it is not installed;
    DatabaseError when Neo4j fails on the way: every batch until then is kept.
    """
    if source.extra:
        require_extra(source.extra)
    await asyncio.to_thread(_look_at, source, path)
    folder = rejects or path.with_name(f"{path.name}-rejects")
    ready_for_rejects(folder)
    given = await _with_ours(graph, given)
    with spooled() as spool:
        await asyncio.to_thread(_read, source, path, given, spool)
        total = spool.count() + spool.traffic.count()

        def tell(noun: str, done: int) -> None:
            if on_progress:
                on_progress(Progress(file=_FILES[noun], rows=done, done=done, total=total))

        system, day = spool.system or source.system, given.day or graph.clock.today()
        if dry_run:
            return await _previewed(graph, spool, system, day, complete=complete)
        loading = Loading(graph, spool, system=system, day=day, complete=complete, tell=tell)
        await loading.run()
        suggested = await suggest(graph, loading.doubts)
        few = 0 < len(loading.newcomers) <= MOST_COMPARED
        if few and not missing(Extra.MATCH):
            suggested += await compare(graph, only=loading.newcomers)
        rejected = await asyncio.to_thread(write_rejects, spool, folder)
        return ImportReport(
            files=tuple(reports(spool)),
            rejects=folder if rejected else None,
            not_taken=tuple(loading.not_taken),
            not_taken_count=loading.not_taken_count,
            ended=loading.ended,
            recognized=loading.recognized,
            traffic=loading.traffic,
            suggested=suggested,
            to_compare=0 if few else len(loading.newcomers),
        )


async def _previewed(graph: Graph, spool: Spool, system: str, day: date, *, complete: bool) -> ImportReport:
    preview = Preview(graph, spool, system=system, day=day, complete=complete)
    await preview.run()
    return ImportReport(
        files=tuple(reports(spool)),
        ended=preview.ends,
        recognized=preview.recognized,
        suggested=preview.doubts,
        dry_run=True,
        differences=tuple(preview.differences),
    )


def _look_at(source: Source, path: Path) -> None:
    if not path.exists():
        raise InputError(f"{path} is not there.", remedy=f"Name an export of {source.name}: {source.reads}")


def _read(source: Source, path: Path, given: Given, spool: Spool) -> None:
    try:
        source.read(path, given, spool)
    except OSError as error:
        raise InputError(
            f"{error.filename or path} cannot be read: {error.strerror}.", remedy="Mend that, then run it again."
        ) from error
    if not spool.files:
        raise InputError(f"{path} holds nothing that {source.name} exports.", remedy=f"It reads {source.reads}")


async def _with_ours(graph: Graph, given: Given) -> Given:
    """Who we are, where nobody says it and the graph has one organisation of ours."""
    if given.ours:
        return given
    found = await find(
        graph, KINDS[Organization.noun], as_of=None, limit=2, wanted={"kinds": [OrganizationKind.VENDOR.value]}
    )
    return given if len(found) != 1 else Given(**{**vars(given), "ours": found[0].id})
