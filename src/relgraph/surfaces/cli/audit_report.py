"""`relgraph audit report`: a run as people act on it, to a file or to stdout."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from relgraph.audit.reports.formats import check_can_write, write_report
from relgraph.audit.reports.labels import Labels
from relgraph.audit.reports.model import By, Format, Report
from relgraph.audit.reports.service import make_report
from relgraph.audit.runs.service import find_finished, find_run
from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.surfaces.cli.analyses import AN_ACCOUNT
from relgraph.surfaces.cli.console import err
from relgraph.surfaces.cli.files import check_file, write_file
from relgraph.surfaces.cli.names import find_account
from relgraph.surfaces.cli.options import AsOf
from relgraph.surfaces.cli.progress import step
from relgraph.surfaces.cli.session import Session


def report(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(metavar="[RUN]", help="The run. [default: the last finished]")] = None,
    *,
    to: Annotated[
        Format | None, typer.Option("--format", help="The format. [default: the suffix of --out, else md]")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--out", help="The file to write. [default: stdout]", dir_okay=False)
    ] = None,
    by: Annotated[By, typer.Option("--by", help="What findings are grouped by.")] = By.ACCOUNT,
    account: Annotated[str | None, typer.Option("--account", help=AN_ACCOUNT)] = None,
    as_of: AsOf = None,
    lang: Annotated[Language, typer.Option("--lang", "--language", help="The language of the report.")] = Language.EN,
    force: Annotated[bool, typer.Option("--force", help="Replace the file when there is one.")] = False,
) -> None:
    """What changed since the run before, the worst, the rest, with evidence, remedies and a query that checks again.

    html is for browsers, phones and paper, md for mails and wikis, csv, xlsx and json for going on with.
    """
    chosen = to or _format_of(file)
    _check(chosen, file, force=force)
    session = Session.of(ctx)
    day = session.day(as_of)

    async def work(graph: Graph) -> Report:
        which = await find_account(graph, account, day) if account is not None else None
        run = await find_run(graph, number) if number else await find_finished(graph, account=which)
        if run is None:
            raise InputError("No audit has finished yet.", remedy="Run one: `relgraph audit run --all`.")
        with step("Reading the audit"):
            return await make_report(graph, run, by=by, account=which, language=lang, extent=chosen.extent)

    made = session.with_graph(work)
    content = write_report(made, chosen)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        write_file(file, content, field="out")
        err().print(f"{file}: run {made.run.number} of {made.run.as_of}", markup=False)
    if made.left_out.findings:
        err().print(Labels(lang)("left findings", n=made.left_out.findings), markup=False)


def _format_of(file: Path | None) -> Format:
    if file is None:
        return Format.MARKDOWN
    suffix = file.suffix.lower().removeprefix(".")
    if suffix in list(Format):
        return Format(suffix)
    raise InputError(
        f"'{file.name}' does not tell the format.",
        field="out",
        remedy=f"Name it .{', .'.join(Format)}, or say --format.",
    )


def _check(to: Format, file: Path | None, *, force: bool) -> None:
    """Refuse what would fail after the work is done."""
    check_can_write(to)
    if file is None:
        if to.is_binary and sys.stdout.isatty():
            raise InputError(f"{to} is no text for a terminal.", field="out", remedy="Name a file with --out.")
        return
    check_file(file, field="out", force=force)
