"""The rejects folder: rejected rows byte for byte in files of the same shape, and `problems.csv` telling why."""

import csv
import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from relgraph.connect.csv.batches import Rejection
from relgraph.connect.csv.files import FILES
from relgraph.connect.report import PROBLEMS, Problem
from relgraph.connect.tabular.reader import Fault, FilePosition
from relgraph.core.errors import InputError

if TYPE_CHECKING:
    import _csv

WRITTEN = ".written.json"
"""Digests of the files of rejected rows as an import wrote them, by which it knows later what was mended."""

_NAMES = tuple(FILES)
_CHUNK = 1 << 20


class Rejects:
    """The rejects folder of one import. What an earlier import left in it is replaced, unless somebody mended it."""

    def __init__(self, folder: Path, mended: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.mended = mended
        self.used = False

    @classmethod
    def within(cls, folder: Path) -> "Rejects":
        """The folder, or `folder-2` and so on where rows were mended there. What is stale in any of them goes."""
        places = [folder, *sorted(folder.parent.glob(f"{folder.name}-[0-9]*"))]
        mended = [place for place in places if mended_files(place)]
        for place in places:
            if place not in mended and (place / PROBLEMS).exists():
                _clear(place)
        numbers = itertools.count(2)
        free = folder
        while free in mended:
            free = folder.with_name(f"{folder.name}-{next(numbers)}")
        return cls(free, mended)

    def open(self) -> None:
        """Make the folder, or clear it. Raises InputError when it holds something else, or rows that were mended."""
        self.folder.mkdir(parents=True, exist_ok=True)
        problems = self.folder / PROBLEMS
        if not problems.exists() and any(self.folder.iterdir()):
            raise InputError(
                f"The folder for rejected rows, {self.folder}, holds other files.",
                remedy="Empty it, or name another with --rejects.",
            )
        if mended := mended_files(self.folder):
            raise InputError(
                f"{self.folder} holds rejected rows that somebody mended: {', '.join(mended)}.",
                remedy="Import that folder first, or name another with --rejects.",
            )
        _clear(self.folder)
        self.folder.mkdir(exist_ok=True)
        with problems.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(Problem.COLUMNS)

    def close(self) -> None:
        """Leave no empty folder behind."""
        if not self.used:
            _clear(self.folder)

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


def mended_files(folder: Path) -> list[str]:
    """Names of the files of rejected rows that are not as an import wrote them."""
    written = _written(folder)
    there = [name for name in _NAMES if (folder / name).is_file()]
    return [name for name in there if written.get(name) != _digest(folder / name)]


def settle(folder: Path, names: Sequence[str]) -> None:
    """Rejected rows of this folder that were mended and are loaded now need not be kept any more."""
    if (folder / PROBLEMS).exists() and (names := [name for name in names if (folder / name).is_file()]):
        _note(folder, {name: _digest(folder / name) for name in names})


def _written(folder: Path) -> dict[str, str]:
    try:
        said = json.loads((folder / WRITTEN).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _note(folder: Path, digests: Mapping[str, str]) -> None:
    (folder / WRITTEN).write_text(json.dumps({**_written(folder), **digests}), encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clear(folder: Path) -> None:
    """Take away what an import writes, and the folder when nothing else is in it."""
    for name in (PROBLEMS, WRITTEN, *_NAMES, *map(_unfinished, _NAMES)):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def _unfinished(name: str) -> str:
    return f".{name}.unfinished"


class RejectedRows:
    """The rejected rows of one file; copied from the source, so that nothing is lost on the way.

    They come into their place when all are written: what stands there is whole, and known as written by an import.
    """

    def __init__(self, source: BinaryIO, target: Path, problems: "_csv.Writer") -> None:
        self._source, self._target_path, self._problems = source, target, problems
        self._unfinished = target.with_name(_unfinished(target.name))
        self._target: BinaryIO | None = None
        self.problem_count = 0

    def refuse_file(self, line: int, faults: Sequence[Fault]) -> list[Problem]:
        """All of the file, because of its header."""
        self._copy(FilePosition(line, 0, self._source.seek(0, 2)))
        return self.tell(line, faults)

    def add(self, header: FilePosition, rejections: Sequence[Rejection]) -> list[Problem]:
        """Some rows; gives back what is wrong with them, in their order."""
        told = []
        for rejection in sorted(rejections):
            if self._target is None:
                self._copy(FilePosition(header.line, 0, header.end))
            self._copy(rejection.position)
            told += self.tell(rejection.position.line, rejection.faults)
        return told

    def close(self) -> None:
        """Finish the file."""
        if self._target:
            self._target.close()
            _note(self._target_path.parent, {self._target_path.name: _digest(self._unfinished)})
            self._unfinished.replace(self._target_path)

    def tell(self, line: int, faults: Sequence[Fault]) -> list[Problem]:
        """What is wrong with one row, or with the file."""
        name = self._target_path.name
        told = [Problem(file=name, row=line, column=f.column, message=f.message, remedy=f.remedy) for f in faults]
        self._problems.writerows(problem.cells for problem in told)
        self.problem_count += len(told)
        return told

    def _copy(self, position: FilePosition) -> None:
        if self._target is None:
            self._target = self._unfinished.open("wb")
        self._source.seek(position.start)
        left, last = position.end - position.start, b""
        while left > 0 and (chunk := self._source.read(min(left, _CHUNK))):
            self._target.write(chunk)
            left -= len(chunk)
            last = chunk[-1:]
        if last not in b"\r\n":
            self._target.write(b"\n")
