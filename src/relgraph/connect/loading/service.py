"""An export of some system into the graph: read whole, then loaded (docs/import.md)."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from relgraph.connect.loading.fates import ready_for_rejects, reports, write_rejects
from relgraph.connect.loading.loader import Loading
from relgraph.connect.loading.preview import Preview
from relgraph.connect.loading.spool import Spool, spooled
from relgraph.connect.report import PROBLEMS_KEPT, ImportReport, OnProgress, Progress
from relgraph.connect.scored import with_scores
from relgraph.connect.source import Given, Source
from relgraph.core.elsewhere import in_thread
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, missing, require_extra
from relgraph.graph.client import Graph
from relgraph.identity.compare import compare, known_organizations
from relgraph.identity.matching.organizations import Employers
from relgraph.identity.suggestions import suggest
from relgraph.kinds import KINDS
from relgraph.kinds.organization import Organization, OrganizationKind
from relgraph.record.read import find
from relgraph.traffic.model import Traffic

_FILES = {**{kind.noun: kind.file for kind in KINDS}, Traffic.noun: Traffic.file}

MOST_COMPARED = 10_000
"""So many newcomers are compared at once with all others."""
LOOK_EVERY = 0.5
"""Seconds after which it is told again how many rows are read."""


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
    on_read: Callable[[int], None] | None = None,
    problems_kept: int = PROBLEMS_KEPT,
) -> ImportReport:
    """Load an export; running it again changes nothing. What is interrupted is run again.

    Whom it tells of anew is compared with all others, where the extra `match` is installed: pairs that may be one go to
    the queue. More than MOST_COMPARED newcomers are left to `relgraph identity compare`, which takes minutes then.

    With `dry_run` nothing is done, and the report says what would be. With `complete` the export is all that the system
    has of what it tells: facts of its own that it does not tell any more end on its day.
    Rejected rows go to `rejects` (default: a folder beside the export, `NAME-rejects`). `on_read` is told, while the
    export is read, how many rows it has so far, `on_progress` how much of what they tell is loaded.
    Raises InputError when there is nothing to read, MissingExtraError when what reads it is not installed;
    DatabaseError when Neo4j fails on the way: every batch until then is kept.
    """
    if source.extra:
        require_extra(source.extra)
    await asyncio.to_thread(_look_at, source, path)
    folder = rejects or _beside(path)
    ready_for_rejects(folder)
    given = await _with_employers(graph, source, await _with_ours(graph, given))
    with spooled() as spool:
        await _read_telling(source, path, given, spool, on_read)
        total = spool.count() + spool.traffic.sum_up()

        def tell(noun: str, done: int) -> None:
            if on_progress:
                on_progress(Progress(file=_FILES[noun], rows=done, done=done, total=total))

        system, day = spool.system or source.system, given.day or graph.clock.today()
        if dry_run:
            preview = Preview(graph, spool, system=system, day=day, complete=complete, tell=tell)
            return await _previewed(preview, spool, problems_kept)
        loading = Loading(graph, spool, system=system, day=day, complete=complete, tell=tell)
        await loading.run()
        suggested = await suggest(graph, loading.doubts)
        few = 0 < len(loading.newcomers) <= MOST_COMPARED
        if few and not missing(Extra.MATCH):
            suggested += await compare(graph, only=loading.newcomers)
        rejected = await asyncio.to_thread(write_rejects, spool, folder)
        report = ImportReport(
            files=tuple(reports(spool, problems_kept)),
            kinds=loading.counts.reports(),
            rejects=folder if rejected else None,
            not_taken=tuple(loading.not_taken),
            not_taken_count=loading.not_taken_count,
            ended=loading.counts.ended,
            recognized=loading.recognized,
            traffic=loading.traffic,
            suggested=suggested,
            to_compare=0 if few else len(loading.newcomers),
        )
        return await with_scores(graph, report)


async def _previewed(preview: Preview, spool: Spool, problems_kept: int) -> ImportReport:
    await preview.run()
    return ImportReport(
        files=tuple(reports(spool, problems_kept)),
        kinds=preview.counts.reports(),
        ended=preview.counts.ended,
        recognized=preview.recognized,
        traffic=preview.traffic,
        suggested=preview.doubts,
        dry_run=True,
        differences=tuple(preview.differences),
    )


def _beside(path: Path) -> Path:
    named = path if path.name else path.resolve()  # `.` has no name
    return named.with_name(f"{named.name}-rejects")


def _look_at(source: Source, path: Path) -> None:
    if not path.exists():
        raise InputError(f"{path} is not there.", remedy=f"Name an export of {source.name}: {source.reads}")


async def _read_telling(
    source: Source, path: Path, given: Given, spool: Spool, tell: Callable[[int], None] | None
) -> None:
    def stop() -> None:
        spool.stopped = True

    reading = asyncio.create_task(in_thread(lambda: _read(source, path, given, spool), stop=stop))
    try:
        while not reading.done():
            await asyncio.wait([reading], timeout=LOOK_EVERY)
            if tell:
                tell(spool.rows)
    finally:
        # Cancelled, it goes on until the next row: the spool is not closed before.
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading


def _read(source: Source, path: Path, given: Given, spool: Spool) -> None:
    try:
        source.read(path, given, spool)
    except OSError as error:
        raise InputError(
            f"{error.filename or path} cannot be read: {error.strerror}.", remedy="Mend that, then run it again."
        ) from error
    if not spool.files:
        raise InputError(f"{path} holds nothing that {source.name} exports.", remedy=f"It reads {source.reads}")
    # Here, in a thread: a lot of it takes a while.
    spool.traffic.sum_up()


async def _with_employers(graph: Graph, source: Source, given: Given) -> Given:
    """The organisations that are known, for a source that tells employers by name."""
    if not source.names_employers or missing(Extra.MATCH):
        return given
    known = await known_organizations(graph)
    return replace(given, employers=await asyncio.to_thread(Employers, known))


async def _with_ours(graph: Graph, given: Given) -> Given:
    """Who we are, where nobody says it and the graph has one organisation of ours."""
    if given.ours:
        return given
    found = await find(
        graph, KINDS[Organization.noun], as_of=None, limit=2, wanted={"kinds": [OrganizationKind.VENDOR.value]}
    )
    return given if len(found) != 1 else Given(**{**vars(given), "ours": found[0].id})
