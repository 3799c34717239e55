"""The root command and its global options."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from relgraph import __version__
from relgraph.surfaces.cli.failures import FAILED, report_defect, wants_tracebacks
from relgraph.surfaces.cli.lazily import Lazily

app = typer.Typer(
    name="relgraph",
    cls=Lazily,
    help="Relationship intelligence: who knows whom, who decides, and where we are not covered.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"relgraph {__version__}")
        raise typer.Exit


@app.callback()
def root(  # noqa: PLR0917  (options, which typer names)
    ctx: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", help="Folder of the local Neo4j, instead of RELGRAPH_DATA_DIR.", file_okay=False),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Ask the graph of `relgraph demo`, on the day it was written for.")
    ] = False,
    time_zone: Annotated[
        str | None,
        typer.Option("--time-zone", metavar="ZONE", help="Where today is told, instead of RELGRAPH_TIME_ZONE."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors (also RELGRAPH_DEBUG=1).")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options before the command; `relgraph COMMAND --help` tells the command's own."""
    from relgraph.surfaces.cli.session import Session  # noqa: PLC0415  (slow to import, and `--version` and `--help` need none)

    ctx.obj = Session(data_dir, demo=demo, time_zone=time_zone)


def main() -> None:
    """The `relgraph` program."""
    try:
        app()
    except Exception as defect:
        # Everything that is meant to happen has become an exit code before.
        if wants_tracebacks("--debug" in sys.argv):
            raise
        report_defect(defect)
        sys.exit(FAILED)
