"""The rejects folder: rejected rows byte for byte in files of the same shape, and `problems.csv` telling why."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from relgraph.errors import InputError
from relgraph.record.kinds import KINDS
from relgraph.transfer.batches import Rejection
from relgraph.transfer.model import Problem
from relgraph.transfer.reader import Fault, Place

if TYPE_CHECKING:
    import _csv

PROBLEMS = "problems.csv"
_COLUMNS = ("file", "row", "column", "problem", "remedy")
_CHUNK = 1 << 20


class Rejects:
    """The rejects folder of one import. What an earlier import left in it is replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used = False

    def open(self) -> None:
        """Make the folder, or clear it. Raises InputError when it holds something else."""
        self.folder.mkdir(parents=True, exist_ok=True)
        problems = self.folder / PROBLEMS
        if not problems.exists() and any(self.folder.iterdir()):
            raise InputError(
                f"The folder for rejected rows, {self.folder}, holds other files.",
                remedy="Empty it, or name another with --rejects.",
            )
        with problems.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(_COLUMNS)
        for kind in KINDS:
            (self.folder / f"{kind.file}.csv").unlink(missing_ok=True)

    def close(self) -> None:
        """Leave no empty folder behind."""
        if not self.used:
            (self.folder / PROBLEMS).unlink(missing_ok=True)
            if not any(self.folder.iterdir()):
                self.folder.rmdir()

    @contextmanager
    def of(self, source: Path) -> Iterator["RejectedRows"]:
        """Takes the rejected rows of one file."""
        with source.open("rb") as file, (self.folder / PROBLEMS).open("a", encoding="utf-8", newline="") as problems:
            rows = RejectedRows(file, self.folder / source.name, csv.writer(problems, lineterminator="\n"))
            try:
                yield rows
            finally:
                rows.close()
                self.used = self.used or rows.problem_count > 0


class RejectedRows:
    """The rejected rows of one file; copied from the source, so that nothing is lost on the way."""

    def __init__(self, source: BinaryIO, target: Path, problems: "_csv.Writer") -> None:
        self._source, self._target_path, self._problems = source, target, problems
        self._target: BinaryIO | None = None
        self.problem_count = 0

    def refuse_file(self, line: int, faults: Sequence[Fault]) -> list[Problem]:
        """All of the file, because of its header."""
        self._copy(Place(line, 0, self._source.seek(0, 2)))
        return self._tell(line, faults)

    def add(self, header: Place, rejections: Sequence[Rejection]) -> list[Problem]:
        """Some rows; gives back what is wrong with them, in their order."""
        told = []
        for rejection in sorted(rejections):
            if self._target is None:
                self._copy(Place(header.line, 0, header.end))
            self._copy(rejection.place)
            told += self._tell(rejection.place.line, rejection.faults)
        return told

    def close(self) -> None:
        """Finish the file."""
        if self._target:
            self._target.close()

    def _tell(self, line: int, faults: Sequence[Fault]) -> list[Problem]:
        name = self._target_path.name
        told = [Problem(file=name, row=line, column=f.column, message=f.message, remedy=f.remedy) for f in faults]
        self._problems.writerows((p.file, p.row, p.column or "", p.message, p.remedy) for p in told)
        self.problem_count += len(told)
        return told

    def _copy(self, place: Place) -> None:
        if self._target is None:
            self._target = self._target_path.open("wb")
        self._source.seek(place.start)
        left, last = place.end - place.start, b""
        while left > 0 and (chunk := self._source.read(min(left, _CHUNK))):
            self._target.write(chunk)
            left -= len(chunk)
            last = chunk[-1:]
        if last not in b"\r\n":
            self._target.write(b"\n")
