"""`relgraph import | export`: exports of other systems in, CSV folders in and out."""

import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.connect.discovery import other_systems
from relgraph.connect.imports.lease import only_import
from relgraph.connect.loading.service import import_source
from relgraph.connect.report import ExportReport, ImportReport, OnProgress
from relgraph.connect.source import Given, Source
from relgraph.connect.sources import CSV, SOURCES
from relgraph.connect.table.propose import propose as propose_mapping
from relgraph.connect.table.source import TABLE
from relgraph.connect.tabular.days import DateOrder
from relgraph.connect.tabular.encoding import ENCODINGS
from relgraph.core.errors import InputError
from relgraph.core.extras import require_extra
from relgraph.graph.client import Graph
from relgraph.surfaces.cli.console import err, out, print_json
from relgraph.surfaces.cli.options import AsJson
from relgraph.surfaces.cli.session import Session
from relgraph.surfaces.cli.transfer import exit_code, progress_bar, render_export_report, render_import_report

_NAMES = ", ".join([CSV, *(source.name for source in SOURCES)])


def import_command(
    ctx: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="[SOURCE] PATH",
            help=f"What an export is of ({_NAMES}; csv when left out), and the file or folder (docs/import.md).",
        ),
    ],
    *,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Where rejected rows go. [default: beside or in what is imported]")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", help=f"What the files are in: UTF-8, {ENCODINGS}, … [default: found out]"),
    ] = None,
    dates: Annotated[
        DateOrder | None, typer.Option("--dates", help="How days of numbers are written. [default: found out]")
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--day", formats=["%Y-%m-%d"], help="Of which day. [default: its files']"),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Whose export it is: id of one of ours.")] = None,
    ours: Annotated[str | None, typer.Option("--ours", help="Id of our organisation. [default: the vendor]")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do nothing, and say what would be done.")] = False,
    complete: Annotated[
        bool,
        typer.Option("--complete", help="It is all that the system has: what it does not tell any more has ended."),
    ] = False,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="What columns, or words, mean.")] = None,
    organization: Annotated[
        str | None, typer.Option("--of", help="Whose chart it is: an id, or the name of a new organisation.")
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Print a mapping for a table, and do nothing else; needs no database.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Load an export; again is harmless. Exit code 3 when rows were rejected: the others are loaded."""
    source, path = _named(what)
    if source is None and (dry_run or complete):
        raise InputError(
            "A CSV folder has no dry run, and is never complete.", remedy="Leave --dry-run and --complete."
        )
    given = Given(
        day=day.date() if day else None,
        encoding=encoding,
        dates=dates,
        owner=owner,
        ours=ours,
        mapping=mapping,
        organization=organization,
    )
    if propose:
        _print_proposal(source, path, given)
        return
    if source is None and (misread := other_systems(path)):
        raise misread
    if source and source.extra:
        require_extra(source.extra)

    async def load(graph: Graph, tell: OnProgress) -> ImportReport:
        if source:
            return await import_source(
                *(graph, source, path, given),
                rejects=rejects,
                dry_run=dry_run,
                complete=complete,
                on_progress=tell,
            )
        return await import_folder(graph, path, rejects=rejects, encoding=encoding or "utf-8", on_progress=tell)

    async def work(graph: Graph) -> ImportReport:
        # A dry run writes nothing, and so keeps nobody out.
        alone = nullcontext() if dry_run else only_import(graph, source.name if source else CSV)
        with progress_bar(err()) as tell:
            async with alone:
                report = await load(graph, tell)
        print_json(report) if as_json else render_import_report(report, out())
        return report

    raise typer.Exit(exit_code(Session.of(ctx).with_graph(work)))


def _print_proposal(source: Source | None, path: Path, given: Given) -> None:
    if source is not TABLE:
        raise InputError("A mapping is proposed for tables.", remedy=f"Run: relgraph import table {path} --propose")
    if not path.exists():
        raise InputError(f"{path} is not there.", remedy="Name a CSV file or an Excel workbook.")
    sys.stdout.write(propose_mapping(path, given))


def _named(what: list[str]) -> tuple[Source | None, Path]:
    """The source, None for relgraph's own folders, and the path. Raises InputError."""
    match what:
        case [path]:
            return None, Path(path)
        case [name, path] if name == CSV:
            return None, Path(path)
        case [name, path] if found := next((source for source in SOURCES if source.name == name), None):
            return found, Path(path)
        case [name, _]:
            raise InputError(f"There is no source '{name}'.", remedy=f"The sources are {_NAMES}.")
    raise InputError("One source and one path are imported at a time.", remedy="Quote a path that holds blanks.")


def export_command(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder to write; made when it is not there.")],
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the files of the format in it.")] = False,
    mark: Annotated[
        bool, typer.Option("--bom", help="Begin each file with a byte-order mark, by which Excel knows UTF-8.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write everything recorded as CSV files, which `relgraph import` takes."""

    async def work(graph: Graph) -> ExportReport:
        with progress_bar(err()) as tell:
            report = await export_folder(graph, folder, overwrite=overwrite, mark=mark, on_progress=tell)
        print_json(report) if as_json else render_export_report(report, out())
        return report

    Session.of(ctx).with_graph(work)
