"""The root command and its global options."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from relgraph import __version__
from relgraph.cli import analyses, audit, db, exchange, explore, migrate, token
from relgraph.cli.console import out
from relgraph.cli.demo import demo
from relgraph.cli.doctor import doctor
from relgraph.cli.failures import FAILED, FailingWell, report_defect, wants_tracebacks
from relgraph.cli.hubs import hubs
from relgraph.cli.paths import paths
from relgraph.cli.serve import serve
from relgraph.cli.session import Session

app = typer.Typer(
    name="relgraph",
    cls=FailingWell,
    help="Relationship intelligence: who knows whom, who decides, and where we are not covered.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command()(demo)
app.command()(serve)
app.command("import")(exchange.import_command)
app.command("export")(exchange.export_command)
for _command in (paths, hubs, analyses.holes, explore.search, explore.show, doctor, token.token):
    app.command()(_command)
app.command("migrate")(migrate.migrate_command)
app.add_typer(audit.app, name="audit")
app.add_typer(db.app, name="db")


def _version(wanted: bool) -> None:
    if wanted:
        out().print(f"relgraph {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", help="Folder of the local Neo4j, instead of RELGRAPH_DATA_DIR.", file_okay=False),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Ask the graph of `relgraph demo`, on the day it was written for.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors (also RELGRAPH_DEBUG=1).")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options before the command; `relgraph COMMAND --help` tells the command's own."""
    ctx.obj = Session(data_dir, demo=demo)


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
