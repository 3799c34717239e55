"""How a command fails: one red message with its remedy, an exit code, and no traceback unless asked for."""

import os
import traceback
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from relgraph.core.errors import ConfigurationError, InputError, MissingExtraError, RelgraphError

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130


class FailingWell(TyperGroup):
    """The root command: whatever a command raises ends here."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (typer's contexts are click's in some versions, its own in others)
        """Run the command; turn what it raises into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            raise typer.Exit(INTERRUPTED) from interrupt
        except RelgraphError as error:
            report(error, debug=wants_tracebacks(ctx.params.get("debug")))
            raise typer.Exit(exit_code(error)) from error


def wants_tracebacks(debug: object) -> bool:
    """Whether to show them: `--debug`, or RELGRAPH_DEBUG set to anything."""
    return bool(debug or os.environ.get("RELGRAPH_DEBUG"))


def exit_code(error: RelgraphError) -> int:
    """2 when the caller can mend it by giving, or installing, something else, 1 otherwise."""
    return BAD_INPUT if isinstance(error, InputError | ConfigurationError | MissingExtraError) else FAILED


def report(error: RelgraphError, *, debug: bool = False) -> None:
    """Say on stderr what went wrong and what to do."""
    from rich.text import Text  # noqa: PLC0415  (slow to import, and most commands do not fail)

    from relgraph.surfaces.cli.console import err  # noqa: PLC0415

    console = err()
    if debug:
        console.print(Text("".join(traceback.format_exception(error))))
    console.print(Text.assemble(("error: ", "bold red"), (error.message.strip(), "red")), soft_wrap=True)
    if error.remedy:
        console.print(Text.assemble(("  → ", "bold"), error.remedy), soft_wrap=True)


def report_defect(error: Exception) -> None:
    """Say that relgraph itself failed, and where. The exception's own words may quote data: they are left out."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = RelgraphError(
        f"relgraph failed: {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}.",
        remedy="That is a defect. Run the command again with --debug, and report what it prints.",
    )
    report(said)
