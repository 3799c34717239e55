"""How `relgraph import` and `relgraph export` show what they do."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from relgraph.connect import report as model
from relgraph.connect.report import PROBLEMS, ExportReport, ImportReport, OnProgress

EXIT_LOADED = 0
"""Every row was loaded, or was there already."""

EXIT_UNUSABLE = 2
"""Nothing could be done with what was given."""

EXIT_REJECTED = 3
"""Some rows were rejected; the others are loaded."""

_PROBLEMS_SHOWN = 10
_DIFFERENCES_SHOWN = 20


def exit_code(report: ImportReport) -> int:
    """What the process should say of this import."""
    return EXIT_LOADED if report.accepted else EXIT_REJECTED


def render_import_report(report: ImportReport, console: Console) -> None:
    """Show what became of every file, the first problems and where the rejected rows are."""
    table = _table("file", ("rows", "new", "corrected", "unchanged", "rejected"))
    table.add_column("")
    for file in report.files:
        counts = (file.rows, file.created, file.corrected, file.unchanged, file.rejected)
        table.add_row(file.file, *(f"{count:,}" for count in counts), file.note or "")
    totals = (report.rows, report.created, report.corrected, report.unchanged, report.rejected)
    table.add_section()
    table.add_row("all", *(f"{count:,}" for count in totals), "")
    console.print(table)
    for name in report.ignored:
        console.print(f"{escape(name)} was not imported: it is no file of the format.", style="yellow")
    _render_differences(report, console)
    if report.rows and report.nothing_changed and not report.dry_run:
        console.print(f"Nothing changed: {_why_nothing(report)}.")
    _render_problems(report, console)


def render_export_report(report: ExportReport, console: Console) -> None:
    """Show what was written."""
    table = _table("file", ("rows",))
    for file in report.files:
        table.add_row(file.file, f"{file.rows:,}")
    console.print(table)
    console.print(f"{report.rows:,} rows are in {escape(str(report.folder))}.", soft_wrap=True)


@contextmanager
def progress_bar(console: Console) -> Iterator[OnProgress]:
    """A bar on the terminal, moved by what it is told. An export, whose end is not known, shows its rows only."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(progress: model.Progress) -> None:
            done = f"{progress.file} {progress.rows:,} rows"
            bar.update(task, completed=progress.done, total=progress.total, description=done)

        yield show


def _render_differences(report: ImportReport, console: Console) -> None:
    """What a dry run found, and what an import did besides loading rows."""
    for each in report.differences[:_DIFFERENCES_SHOWN]:
        changes = ", ".join(f"{c.field}: {c.before or '?'} → {c.after or '?'}" for c in each.changes)
        where = f"  {each.file}:{each.row}" if each.file else ""
        line = f"{each.what:<8}{each.noun.replace('_', ' ')} {each.id}{where}{'  ' if changes else ''}{changes}"
        console.print(line, markup=False, soft_wrap=True)
    if (left := len(report.differences) - _DIFFERENCES_SHOWN) > 0:
        console.print(f"… {left:,} more: --json tells them.", markup=False, soft_wrap=True)
    told = [
        (report.traffic, "pairs, by direction and channel, with traffic that is new"),
        (report.scored, "strengths of ties computed anew: relgraph strength"),
        (report.recognized, "known already by another id"),
        (report.ended, "not told any more: ended"),
        (report.suggested, "may be somebody known: relgraph identity list"),
        (report.to_compare, "new, and not compared with others yet: relgraph identity compare"),
        (report.not_taken_count, "values not taken"),
    ]
    for number, words in told:
        if number:
            console.print(f"{number:,} {words}", markup=False, soft_wrap=True)
    for kept in report.not_taken[:_PROBLEMS_SHOWN]:
        by = "set by hand" if kept.by_hand else "told before by another system"
        console.print(
            f"{kept.file}:{kept.row}:{kept.column}: '{kept.told}' was not taken for {kept.thing}: "
            f"'{kept.kept}' was {by}.",
            markup=False,
            soft_wrap=True,
        )
    if report.dry_run:
        console.print("Nothing was done: it was a dry run.", soft_wrap=True)


def _render_problems(report: ImportReport, console: Console) -> None:
    for problem in report.problems[:_PROBLEMS_SHOWN]:
        # Plain text: cells of the file may look like markup.
        console.print(f"{problem.place}: {problem.message}. {problem.remedy}", markup=False, soft_wrap=True)
    for folder in report.mended:
        console.print(f"{folder} holds rows that were mended: import that folder.", markup=False, soft_wrap=True)
    if report.rejects and not report.rejected:
        console.print(f"{report.rejects / PROBLEMS} tells what is wrong.", markup=False, soft_wrap=True)
    elif report.rejects:
        count = f"{report.rejected:,} rejected row{'s are' if report.rejected != 1 else ' is'}"
        console.print(
            f"{count} in {report.rejects}; {PROBLEMS} there tells why. Mend and import that folder.",
            markup=False,
            soft_wrap=True,
        )


def _why_nothing(report: ImportReport) -> str:
    rows = f"{report.rows:,} row{'s' if report.rows != 1 else ''}"
    if not report.unchanged:
        return f"{'all ' if report.rows > 1 else ''}{rows} {'were' if report.rows != 1 else 'was'} rejected"
    held = f"all {rows}" if not report.rejected else f"{report.unchanged:,} of {rows}, the others were rejected"
    return f"the graph already held {held}"


def _table(first: str, counts: tuple[str, ...]) -> Table:
    table = Table(first)
    for name in counts:
        table.add_column(name, justify="right")
    return table
