"""CSV folders in and out of the graph: `import_folder` and `export_folder` (docs/model.md)."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relgraph.connect.csv.exporter import export_file
from relgraph.connect.csv.files import FILES
from relgraph.connect.csv.importer import FileImport
from relgraph.connect.csv.rejects import WRITTEN, Rejects, settle
from relgraph.connect.report import (
    PROBLEMS,
    PROBLEMS_KEPT,
    ExportedFile,
    ExportReport,
    FileReport,
    ImportReport,
    KindReport,
    OnProgress,
    Progress,
)
from relgraph.connect.scored import with_scores
from relgraph.connect.tabular.encoding import known
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph

BATCH = 5_000
"""Rows in one write transaction."""

REJECTS = "rejects"
_REJECTS = re.compile(rf"{REJECTS}(-\d+)?")
_NAMES = ", ".join(FILES)


async def import_folder(
    graph: Graph,
    folder: Path,
    *,
    rejects: Path | None = None,
    encoding: str = "utf-8",
    batch_size: int = BATCH,
    on_progress: OnProgress | None = None,
    problems_kept: int = PROBLEMS_KEPT,
) -> ImportReport:
    """Load the CSV files of a folder; running it again changes nothing.

    Rows that cannot be loaded go, byte for byte, to files of the same shape in `rejects` (default: `rejects` in the
    folder), which replaces what an earlier import left there, unless somebody mended it: then to `rejects-2`, and so
    on. An import that was interrupted is run again. Files are in `encoding`, unless a byte-order mark says UTF-8.
    Raises InputError when the folder holds no file of the format, the rejects have no place or the encoding is unknown;
    DatabaseError when Neo4j fails on the way: every batch until then is kept.
    """
    reports: list[FileReport] = []
    read_as = known(encoding)
    with _file_errors(folder):
        present, ignored = _look_into(folder)
        target = _rejects(folder, rejects)
        sizes = {path: path.stat().st_size for path in present}
        for number, path in enumerate(present):
            tell = _Teller(on_progress, path.name, sum(sizes[p] for p in present[:number]), sum(sizes.values()))
            task = FileImport(graph, FILES[path.name], path, encoding=read_as, batch_size=batch_size, tell=tell)
            task.problems_kept = problems_kept
            reports.append(await task.run(target))
            tell(reports[-1].rows, sizes[path])
        target.close()
        settle(folder, [report.file for report in reports if not report.problem_count])
    report = ImportReport(
        files=tuple(reports),
        kinds=tuple(_kind(report) for report in reports if report.rows),
        ignored=tuple(path.name for path in ignored if path != target.folder),
        rejects=target.folder if target.used else None,
        mended=tuple(target.mended),
    )
    return await with_scores(graph, report)


async def export_folder(
    graph: Graph,
    folder: Path,
    *,
    overwrite: bool = False,
    mark: bool = False,
    on_progress: OnProgress | None = None,
) -> ExportReport:
    """Write everything recorded, every version of it, as CSV files that `import_folder` takes.

    Files come into their place when all are complete. Each page is read on its own: what is written to the graph
    meanwhile may be in the export or not. `mark`: files begin with a byte-order mark, by which Excel knows UTF-8.
    Raises InputError when the folder is not empty, unless `overwrite` replaces
    the files of the format in it, or when it cannot be written; DatabaseError when Neo4j fails on the way.
    """
    files: list[ExportedFile] = []
    with _file_errors(folder):
        _make_room(folder, overwrite=overwrite)
        with tempfile.TemporaryDirectory(prefix=".relgraph-export-", dir=folder) as unfinished:
            for name, file in FILES.items():
                tell = _Teller(on_progress, name, sum(each.rows for each in files), None)
                rows = await export_file(graph, file, Path(unfinished, name), tell, mark=mark)
                files.append(ExportedFile(file=name, rows=rows))
            _into_place(Path(unfinished), folder)
    return ExportReport(folder=folder, files=tuple(files))


def _kind(report: FileReport) -> KindReport:
    """A file is of one kind."""
    told = {name: getattr(report, name) for name in ("created", "corrected", "unchanged", "rejected")}
    return KindReport(noun=FILES[report.file].model.noun, **told)


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    """Files that cannot be read or written are the caller's to mend."""
    try:
        yield
    except OSError as error:
        where = error.filename or path
        raise InputError(
            f"{where} cannot be read or written: {error.strerror}.", remedy="Mend that, then run it again."
        ) from error


class _Teller:
    """Adds to the progress of one file what was done before it."""

    def __init__(self, on_progress: OnProgress | None, file: str, before: int, total: int | None) -> None:
        self._on_progress, self._file, self._before, self._total = on_progress, file, before, total

    def __call__(self, rows: int, done: int) -> None:
        if self._on_progress:
            self._on_progress(Progress(file=self._file, rows=rows, done=self._before + done, total=self._total))


def _look_into(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of the format in the order in which they are loaded, and what else is there."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.", remedy="Name the folder with the CSV files.")
    there = {path.name: path for path in sorted(folder.iterdir())}
    present = [there[name] for name in FILES if name in there and there[name].is_file()]
    if not present:
        raise InputError(f"{folder} holds no file to import.", remedy=f"The files are named {_NAMES}.")
    ours = {path.name for path in present} | {PROBLEMS, WRITTEN}
    return present, [path for name, path in there.items() if name not in ours and not _REJECTS.fullmatch(name)]


def _rejects(folder: Path, rejects: Path | None) -> Rejects:
    target = Rejects(rejects) if rejects else Rejects.within(folder / REJECTS)
    if target.folder.resolve() == folder.resolve():
        raise InputError("The rejected rows cannot go to the imported folder itself.", remedy="Name another folder.")
    target.open()
    return target


def _into_place(unfinished: Path, folder: Path) -> None:
    for name in FILES:
        (unfinished / name).replace(folder / name)


def _make_room(folder: Path, *, overwrite: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not overwrite:
        raise InputError(f"{folder} is not empty.", remedy="Name a new folder, or say --overwrite.")
