"""What `relgraph import` and `relgraph export` show."""

import io
from pathlib import Path

from rich.console import Console

from relgraph.connect.report import ExportedFile, ExportReport, FileReport, ImportReport, Problem, Progress
from relgraph.surfaces.cli.transfer import (
    EXIT_LOADED,
    EXIT_REJECTED,
    exit_code,
    progress_bar,
    render_export_report,
    render_import_report,
)


def shown(render, report) -> list[str]:
    console = Console(file=io.StringIO(), width=100)
    render(report, console)
    return [" ".join(line.replace("│", " ").split()) for line in console.file.getvalue().splitlines()]


def test_rejected_rows_are_shown_with_place_remedy_and_folder() -> None:
    problem = Problem(file="ties.csv", row=4, column="person_b", message="no person has the id '[x]'", remedy="Add it.")
    ties = FileReport(
        file="ties.csv", rows=1_002, created=1_000, corrected=1, rejected=1, problem_count=1, problems=(problem,)
    )
    people = FileReport(file="people.csv", note="the file is empty")
    report = ImportReport(files=(people, ties), ignored=("peple.csv",), rejects=Path("in/rejects"))
    lines = shown(render_import_report, report)
    assert "people.csv 0 0 0 0 0 the file is empty" in lines
    assert "ties.csv 1,002 1,000 1 0 1" in lines
    assert "all 1,002 1,000 1 0 1" in lines
    assert lines[-3:] == [
        "peple.csv was not imported: it is no file of the format.",
        "ties.csv:4:person_b: no person has the id '[x]'. Add it.",
        "1 rejected row is in in/rejects; problems.csv there tells why. Mend and import that folder.",
    ]
    assert exit_code(report) == EXIT_REJECTED


def test_a_second_run_says_that_nothing_changed() -> None:
    report = ImportReport(files=(FileReport(file="ties.csv", rows=1_000, unchanged=1_000),))
    assert shown(render_import_report, report)[-1] == "Nothing changed: the graph already held all 1,000 rows."
    assert exit_code(report) == EXIT_LOADED


def test_an_export_says_what_it_wrote() -> None:
    report = ExportReport(folder=Path("out"), files=(ExportedFile(file="ties.csv", rows=1_000),))
    lines = shown(render_export_report, report)
    assert "ties.csv 1,000" in lines
    assert lines[-1] == "1,000 rows are in out."


def test_the_bar_takes_progress_with_and_without_an_end() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True)
    with progress_bar(console) as show:
        show(Progress(file="ties.csv", rows=5_000, done=50, total=100))
        show(Progress(file="ties.csv", rows=9_000, done=9_000, total=None))
    assert "ties.csv 9,000 rows" in console.file.getvalue()
