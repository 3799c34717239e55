"""`relgraph doctor`: what is wrong here, and what to do about it."""

import asyncio

import typer
from rich.table import Table
from rich.text import Text

from relgraph.doctor.model import CheckState, CheckUp
from relgraph.doctor.service import check_up
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.failures import FAILED
from relgraph.surfaces.cli.options import AsJson
from relgraph.surfaces.cli.progress import Steps
from relgraph.surfaces.cli.session import Session

MARKS = {
    CheckState.OK: Text("✓", "green"),
    CheckState.WARNING: Text("!", "bold yellow"),
    CheckState.FAILED: Text("✗", "bold red"),
}


def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Check versions, files, disk, database and schema, and say what to do. Exit code 1 when something failed."""
    result = asyncio.run(check_up(Session.of(ctx).settings, Steps()))
    if as_json:
        print_json(result)
    else:
        _show(result)
    if not result.healthy:
        raise typer.Exit(FAILED)


def _show(result: CheckUp) -> None:
    table = Table.grid(padding=(0, 1))
    for check in result.checks:
        table.add_row(MARKS[check.state], Text(check.name, "bold"), Text(check.finding.strip(), overflow="fold"))
        if check.remedy:
            table.add_row("", "", Text(f"→ {check.remedy}", overflow="fold"))
    out().print(table)
