"""`relgraph import | export`: CSV folders in and out."""

from pathlib import Path
from typing import Annotated

import typer

from relgraph.connect.csv.encoding import ENCODINGS
from relgraph.connect.csv.model import ExportReport, ImportReport
from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.graph.client import Graph
from relgraph.surfaces.cli.console import err, out, print_json
from relgraph.surfaces.cli.options import AsJson
from relgraph.surfaces.cli.session import Session
from relgraph.surfaces.cli.transfer import exit_code, progress_bar, render_export_report, render_import_report


def import_command(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder with CSV files as docs/model.md describes them.")],
    *,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Where rejected rows go. [default: FOLDER/rejects]")
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", help=f"What the files are in: UTF-8, {ENCODINGS}, … ")
    ] = "utf-8",
    as_json: AsJson = False,
) -> None:
    """Load a folder of CSV files; again is harmless. Exit code 3 when rows were rejected: the others are loaded."""

    async def work(graph: Graph) -> ImportReport:
        with progress_bar(err()) as tell:
            report = await import_folder(graph, folder, rejects=rejects, encoding=encoding, on_progress=tell)
        print_json(report) if as_json else render_import_report(report, out())
        return report

    raise typer.Exit(exit_code(Session.of(ctx).with_graph(work)))


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
