"""What an import or an export did, and what stood in its way."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel

PROBLEMS_KEPT = 20
"""How many problems of one file a report keeps; `problems.csv` in the rejects folder has all of them."""

PROBLEMS = "problems.csv"
"""In a folder of rejected rows: what is wrong with each."""


class Problem(BaseModel, frozen=True):
    """Why a row was rejected: the line of the file on which the row begins, the column, and how to mend it."""

    file: str
    row: int
    column: str | None
    message: str
    remedy: str

    COLUMNS: ClassVar[tuple[str, ...]] = ("file", "row", "column", "problem", "remedy")

    @property
    def cells(self) -> tuple[str | int, ...]:
        """A row of `problems.csv`, by COLUMNS."""
        return self.file, self.row, self.column or "", self.message, self.remedy

    @property
    def place(self) -> str:
        """`file:row:column`, as compilers write it."""
        return ":".join(part for part in (self.file, str(self.row), self.column) if part)


class FileReport(BaseModel, frozen=True):
    """What became of the rows of one file. `note` says what is worth knowing besides, e.g. that it is empty."""

    file: str
    rows: int = 0
    created: int = 0
    corrected: int = 0
    unchanged: int = 0
    rejected: int = 0
    problem_count: int = 0
    problems: tuple[Problem, ...] = ()
    note: str | None = None

    @property
    def loaded(self) -> int:
        """Rows that the graph holds now."""
        return self.created + self.corrected + self.unchanged


class KindReport(BaseModel, frozen=True):
    """What became of the things of one kind; `ended`: those that a complete source does not tell any more."""

    noun: str
    created: int = 0
    corrected: int = 0
    unchanged: int = 0
    rejected: int = 0
    ended: int = 0


class NotTaken(BaseModel, frozen=True):
    """A value that a row tells and the graph did not take: what it keeps instead; `by_hand`: since somebody set it."""

    file: str
    row: int
    column: str
    thing: str
    kept: str
    told: str
    by_hand: bool


class FieldChange(BaseModel, frozen=True):
    """A value before and after; None where it is unknown."""

    field: str
    before: str | None
    after: str | None


class Difference(BaseModel, frozen=True):
    """What an import would do with one thing: `new`, `changed` or `ends`; and which values change."""

    what: str
    noun: str
    id: str
    file: str
    row: int
    changes: tuple[FieldChange, ...] = ()


class ImportReport(BaseModel, frozen=True):
    """What became of a folder. `kinds`: of the things that its rows tell, by kind. `ignored`: files that are no part of
    the format; `rejects`: where rejected rows are.

    `mended`: folders of rejected rows that somebody mended and nobody imported yet. `not_taken`: the first
    of the values that contradict what is kept, of `not_taken_count`. `ended`: how many things ended that a complete
    source does not have any more. `recognized`: of how many it was sure that they were known already by another id;
    `suggested`: how many pairs that may be one are new in the queue; `to_compare`: how many
    newcomers were not compared with others. `traffic`: between how many pairs, by direction and channel, traffic was
    told that is new. `scored`: how many strengths of ties were computed anew from it. `dry_run`: nothing was done;
    `differences`: what would have been, the first of it.
    """

    files: tuple[FileReport, ...]
    kinds: tuple[KindReport, ...] = ()
    ignored: tuple[str, ...] = ()
    rejects: Path | None = None
    mended: tuple[Path, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    not_taken_count: int = 0
    ended: int = 0
    recognized: int = 0
    suggested: int = 0
    to_compare: int = 0
    traffic: int = 0
    scored: int = 0
    dry_run: bool = False
    differences: tuple[Difference, ...] = ()

    @property
    def rows(self) -> int:
        """Rows in all files."""
        return sum(file.rows for file in self.files)

    @property
    def created(self) -> int:
        """Rows that were new."""
        return sum(file.created for file in self.files)

    @property
    def corrected(self) -> int:
        """Rows that replaced what was recorded before."""
        return sum(file.corrected for file in self.files)

    @property
    def unchanged(self) -> int:
        """Rows that the graph already held."""
        return sum(file.unchanged for file in self.files)

    @property
    def rejected(self) -> int:
        """Rows that were not loaded."""
        return sum(file.rejected for file in self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The first problems of every file."""
        return tuple(problem for file in self.files for problem in file.problems)

    @property
    def nothing_changed(self) -> bool:
        """The graph is what it was before."""
        return self.created == self.corrected == self.traffic == 0

    @property
    def accepted(self) -> bool:
        """Everything in the folder was usable."""
        return not any(file.rejected or file.problem_count for file in self.files)

    @property
    def every_row_told(self) -> bool:
        """Each row was either loaded or rejected; anything else is a defect."""
        return all(file.rows == file.loaded + file.rejected for file in self.files)


class ExportedFile(BaseModel, frozen=True):
    """A written file and its rows."""

    file: str
    rows: int


class ExportReport(BaseModel, frozen=True):
    """What was written, and where."""

    folder: Path
    files: tuple[ExportedFile, ...]

    @property
    def rows(self) -> int:
        """Rows in all files."""
        return sum(file.rows for file in self.files)


class Progress(BaseModel, frozen=True):
    """How far it has come. `total` is bytes for an import; an export does not know it beforehand."""

    file: str
    rows: int
    done: int
    total: int | None


OnProgress = Callable[[Progress], None]
"""Told after every batch or page."""
