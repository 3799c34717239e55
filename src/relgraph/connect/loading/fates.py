"""What became of the rows of an export, and the rejected ones byte for byte in files of the same shape."""

import csv
from collections.abc import Iterator
from pathlib import Path

from relgraph.connect.loading.spool import Spool
from relgraph.connect.loading.spooled import Fate
from relgraph.connect.report import PROBLEMS, PROBLEMS_KEPT, FileReport, Problem
from relgraph.core.errors import InputError


def reports(spool: Spool, kept: int = PROBLEMS_KEPT) -> list[FileReport]:
    """What became of the rows of each file, in the order in which they were read; `kept`: so many problems of each."""
    return [_report(spool, file, kept) for file in range(1, spool.files + 1)]


def _report(spool: Spool, file: int, kept: int) -> FileReport:
    fates = dict(spool.ask("SELECT fate, count(*) FROM rows WHERE file = ? GROUP BY fate", file).fetchall())
    rows = spool.rows_of[file]
    notes = [note for (note,) in spool.ask("SELECT note FROM notes WHERE file = ? ORDER BY rowid", file)]
    (count,) = spool.ask("SELECT count(*) FROM problems WHERE file = ?", file).fetchone()
    return FileReport(
        file=spool.name(file),
        rows=rows,
        created=fates.get(Fate.CREATED, 0),
        corrected=fates.get(Fate.CORRECTED, 0),
        # Rows of which no thing is told are only counted.
        unchanged=rows - sum(times for fate, times in fates.items() if fate != Fate.UNCHANGED),
        rejected=fates.get(Fate.REJECTED, 0),
        problem_count=count,
        problems=tuple(problems(spool, file, kept)),
        note="; ".join(notes) or None,
    )


def problems(spool: Spool, file: int, limit: int = -1) -> Iterator[Problem]:
    """What is wrong with rows of a file, in their order."""
    name = spool.name(file)
    for line, column, message, remedy in spool.ask(
        'SELECT line, "column", message, remedy FROM problems WHERE file = ? ORDER BY line, rowid LIMIT ?', file, limit
    ):
        yield Problem(file=name, row=line, column=column, message=message, remedy=remedy)


def ready_for_rejects(folder: Path) -> None:
    """Make sure that a folder may be written: it is not there, is empty, or holds what an import left.

    Raises InputError.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / PROBLEMS).exists()):
        raise InputError(
            f"The folder for rejected rows, {folder}, holds other files.",
            remedy="Empty it, or name another with --rejects.",
        )


def write_rejects(spool: Spool, folder: Path) -> bool:
    """Write what was rejected to a folder, in the place of what an import left there; whether there was anything.

    Of text files the rows stand there as they were, under their header; `problems.csv` tells of all what is wrong.
    """
    if folder.is_dir():
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()
    (count,) = spool.ask("SELECT count(*) FROM problems").fetchone()
    if not count:
        return False
    folder.mkdir(parents=True)
    with (folder / PROBLEMS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Problem.COLUMNS)
        for number in range(1, spool.files + 1):
            _copy_rejected(spool, number, folder)
            writer.writerows(problem.cells for problem in problems(spool, number))
    return True


def _copy_rejected(spool: Spool, file: int, folder: Path) -> None:
    path, start, end = spool.ask("SELECT path, header_start, header_end FROM files WHERE file = ?", file).fetchone()
    rows = spool.ask("SELECT start, end FROM rows WHERE file = ? AND fate = ? ORDER BY line", file, Fate.REJECTED)
    first = rows.fetchone()
    if path is None or first is None:
        return
    with Path(path).open("rb") as source, (folder / spool.name(file).replace("/", "-")).open("wb") as target:
        for begin, stop in [(start, end), first, *rows]:
            source.seek(begin)
            row = source.read(stop - begin)
            target.write(row if row.endswith((b"\n", b"\r")) else row + b"\n")
