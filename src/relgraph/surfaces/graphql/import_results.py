"""GraphQL: what became of what an import read (docs/import.md)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import strawberry

from relgraph.connect.report import Difference, FileReport, ImportReport, KindReport, NotTaken, Problem
from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.arguments import After, First, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import after_key
from relgraph.surfaces.graphql.prices import holds

T = TypeVar("T")
S = TypeVar("S")

MOST_NOT_TAKEN = 100


@strawberry.type(description="What became of the things of one kind that an import tells.")
class ImportedKind:
    """Shows counts."""

    noun: str = strawberry.field(description="What kind of thing it is, e.g. `tie`.")
    created: int = strawberry.field(description="How many are new.")
    corrected: int = strawberry.field(description="How many were changed.")
    unchanged: int = strawberry.field(description="How many were recorded already.")
    rejected: int = strawberry.field(description="How many were read, and could not be recorded.")
    ended: int = strawberry.field(description="How many ended, as a complete source does not tell them any more.")

    @classmethod
    def of(cls, report: KindReport) -> "ImportedKind":
        """Show counts."""
        return cls(**report.model_dump())


@strawberry.type(description="What became of the rows of a file. Each row counts once: rows are loaded or rejected.")
class ImportedFile:
    """Shows counts."""

    file: str = strawberry.field(description="Its name, with the sheet where it has sheets.")
    rows: int = strawberry.field(description="How many rows it has.")
    created: int = strawberry.field(description="How many rows told something new.")
    corrected: int = strawberry.field(description="How many rows changed what was recorded, and told nothing new.")
    unchanged: int = strawberry.field(description="How many rows told what was recorded already.")
    rejected: int = strawberry.field(description="How many rows cannot be used, or a part of them: the rest is loaded.")
    problem_count: int = strawberry.field(description="How many things are wrong with them.")
    note: str | None = strawberry.field(description="What else is worth knowing, as how it was read.")

    @classmethod
    def of(cls, report: FileReport) -> "ImportedFile":
        """Show counts."""
        return cls(**report.model_dump(exclude={"problems"}))


@strawberry.type(description="What is wrong with a row that was rejected.")
class ImportProblem:
    """Shows a problem."""

    file: str = strawberry.field(description="The name of the file.")
    row: int = strawberry.field(description="The line on which the row begins; its number where there are no lines.")
    column: str | None = strawberry.field(description="The column to blame; null: the row as a whole.")
    message: str = strawberry.field(description="What is wrong.")
    remedy: str = strawberry.field(description="What to do about it.")

    @classmethod
    def of(cls, problem: Problem) -> "ImportProblem":
        """Show a problem."""
        return cls(**problem.model_dump())


@strawberry.type(description="A value before and after.")
class ImportedValue:
    """Shows a change of a value."""

    field: str = strawberry.field(description="What it is a value of.")
    before: str | None = strawberry.field(description="As recorded; null: unknown.")
    after: str | None = strawberry.field(description="As it would be; null: unknown.")


@strawberry.type(description="What an import would do with one thing.")
class ImportDifference:
    """Shows a difference."""

    what: str = strawberry.field(description="`new`, `changed` or `ends`.")
    noun: str = strawberry.field(description="What kind of thing it is, e.g. `tie`.")
    external_id: strawberry.ID = strawberry.field(description="Its id, `source:id`.")
    file: str | None = strawberry.field(description="The file that tells it; null for what none tells any more.")
    row: int | None = strawberry.field(description="The row that tells it; null likewise.")
    changes: list[ImportedValue] = strawberry.field(description="Which values change.")

    @classmethod
    def of(cls, difference: Difference) -> "ImportDifference":
        """Show a difference."""
        return cls(
            what=difference.what,
            noun=difference.noun,
            external_id=strawberry.ID(difference.id),
            file=difference.file or None,
            row=difference.row or None,
            changes=[ImportedValue(**each.model_dump()) for each in difference.changes],
        )


@strawberry.type(description="A value that was not taken: another system, or somebody by hand, said otherwise before.")
class ImportNotTaken:
    """Shows a value."""

    file: str = strawberry.field(description="The file that tells it.")
    row: int = strawberry.field(description="The row that tells it.")
    column: str = strawberry.field(description="The column that tells it.")
    external_id: strawberry.ID = strawberry.field(description="Of what it is told, `source:id`.")
    kept: str = strawberry.field(description="What is kept.")
    told: str = strawberry.field(description="What was told instead.")
    by_hand: bool = strawberry.field(description="Whether somebody set it by hand; else another system told it.")

    @classmethod
    def of(cls, value: NotTaken) -> "ImportNotTaken":
        """Show a value."""
        said = value.model_dump(exclude={"thing"})
        return cls(external_id=strawberry.ID(value.thing), **said)


@strawberry.type(description="What an import did, or what a dry run would do.")
class ImportResult:
    """Shows a report."""

    report: strawberry.Private[ImportReport]

    rows: int = strawberry.field(description="Rows in all files: as many were loaded or rejected.")
    created: int = strawberry.field(description="Rows that told something new.")
    corrected: int = strawberry.field(description="Rows that changed what was recorded.")
    unchanged: int = strawberry.field(description="Rows that told what was recorded already.")
    rejected: int = strawberry.field(description="Rows that cannot be used, or a part of them: the rest is loaded.")
    ended: int = strawberry.field(description="Things that a complete source does not tell any more.")
    nothing_changed: bool = strawberry.field(description="Whether all is as it was before.")
    recognized: int = strawberry.field(description="How many were known already by another id.")
    suggested: int = strawberry.field(description="How many pairs that may be one are new in the queue.")
    to_compare: int = strawberry.field(description="How many newcomers were not compared with others.")
    not_taken_count: int = strawberry.field(description="How many values were not taken.")
    ignored: list[str] = strawberry.field(description="Files that are no part of the format.")

    @strawberry.field(description="Counts of the things that rows tell, by kind.", directives=holds(14))
    def kinds(self) -> list[ImportedKind]:
        return [ImportedKind.of(each) for each in self.report.kinds]

    @strawberry.field(description="Counts of rows, by file.", directives=holds(10))
    def files(self) -> list[ImportedFile]:
        return [ImportedFile.of(each) for each in self.report.files]

    @strawberry.field(
        description=f"The first {MOST_NOT_TAKEN} of the values that were not taken.", directives=holds(MOST_NOT_TAKEN)
    )
    def not_taken(self) -> list[ImportNotTaken]:
        return [ImportNotTaken.of(each) for each in self.report.not_taken]

    @strawberry.field(
        description="What is wrong with rejected rows, file by file; of each file the first 1,000, of `problemCount`."
    )
    def problems(self, first: First = 25, after: After = None) -> Answers[ImportProblem]:
        return _page(self.report.problems, ImportProblem.of, first, after)

    @strawberry.field(
        description="Of a dry run what would be new, change or end, kind by kind: the first 10,000. Empty otherwise."
    )
    def differences(self, first: First = 25, after: After = None) -> Answers[ImportDifference]:
        return _page(self.report.differences, ImportDifference.of, first, after)

    @strawberry.field(description="How many things are wrong with rejected rows.")
    def problem_count(self) -> int:
        return sum(file.problem_count for file in self.report.files)

    @classmethod
    def of(cls, report: ImportReport) -> "ImportResult":
        """Show a report."""
        plain = (
            *("rows", "created", "corrected", "unchanged", "rejected", "ended", "nothing_changed"),
            *("recognized", "suggested", "to_compare", "not_taken_count"),
        )
        return cls(report=report, ignored=list(report.ignored), **{name: getattr(report, name) for name in plain})


def _page(things: Sequence[T], show: Callable[[T], S], first: int, after: str | None) -> Answers[S]:
    size, key = page_size(first), after_key(after, None)
    if key and not (key.isdecimal() and len(key) < len("1000000000")):
        raise InputError("That is no cursor of this list.", field="after", remedy="Give an `endCursor`, unchanged.")
    begin = int(key) + 1 if key else 0
    ranked = [(str(begin + n), show(each)) for n, each in enumerate(things[begin : begin + size + 1])]
    return list_answers(ranked, first, after, day=None)
