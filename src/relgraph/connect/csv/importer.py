"""One CSV file into the graph: batch after batch, the next being read while the last is written."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from relgraph.connect.csv.batches import Rejection, RowBatch, SoundRow, batches
from relgraph.connect.csv.columns import FaultyError, RowParser
from relgraph.connect.csv.files import OPERATION, CsvFile
from relgraph.connect.csv.rejects import RejectedRows, Rejects
from relgraph.connect.csv.seen_keys import seen_keys
from relgraph.connect.faults import fault_of
from relgraph.connect.report import PROBLEMS_KEPT, FileReport, Problem
from relgraph.connect.tabular.encoding import Refusal, as_utf8, refusal
from relgraph.connect.tabular.reader import Fault, FilePosition, RowReader
from relgraph.graph.client import Graph, Transaction
from relgraph.record.model import Fact, Recorded
from relgraph.record.outcome import Outcome, OutcomeKind
from relgraph.record.service import CycleFoundError
from relgraph.record.settle import ToldBy

Tell = Callable[[int, int], None]
"""Told how many rows and bytes of the file are done."""


class FileImport:
    """The import of one file. `run` once."""

    def __init__(self, graph: Graph, file: CsvFile, path: Path, *, encoding: str, batch_size: int, tell: Tell) -> None:
        self._graph, self._file, self._path, self._encoding = graph, file, path, encoding
        self._batch_size, self._tell = batch_size, tell
        self.problems_kept = PROBLEMS_KEPT
        """How many problems its report has."""
        self._rows = 0
        self._counts: Counter[OutcomeKind] = Counter()
        self._rejected = 0
        self._problems: list[Problem] = []
        self._held: list[tuple[SoundRow, Fault]] = []

    async def run(self, rejects: Rejects) -> FileReport:
        """Load what can be loaded, reject the rest."""
        if refused := await asyncio.to_thread(refusal, self._path, self._encoding):
            return await self._refuse(refused, rejects)
        with ExitStack() as stack:
            source = stack.enter_context(as_utf8(self._path, self._encoding))
            rejected = stack.enter_context(rejects.of(source))
            reader = RowReader(stack.enter_context(source.open("rb")))
            header = next(reader, None)
            if header is None:
                return FileReport(file=self._path.name, note="the file is empty")
            try:
                parser = _row_parser(self._file.model, header.cells, header.fault)
            except FaultyError as error:
                self._keep(rejected.refuse_file(header.position.line, error.faults))
                self._rows = self._rejected = await asyncio.to_thread(_count, reader)
                return self._report(rejected, "the header is unusable: no row of the file was loaded")
            seen = stack.enter_context(seen_keys())
            await self._load_all(batches(reader, parser, seen, self._batch_size), rejected, header.position)
        return self._report(rejected, None if self._rows else "the file has no rows")

    async def _refuse(self, refused: Refusal, rejects: Rejects) -> FileReport:
        """Nothing of a file whose letters are not known; one that is no text has no rows that could be kept."""
        with rejects.of(self._path) as rejected, self._path.open("rb") as file:
            if refused.is_text:
                self._keep(rejected.refuse_file(refused.line, [refused.fault]))
                self._rows = self._rejected = max(0, await asyncio.to_thread(_count, RowReader(file)) - 1)
            else:
                self._keep(rejected.tell(refused.line, [refused.fault]))
        return self._report(rejected, "no row of the file was loaded")

    async def _load_all(self, source: Iterator[RowBatch], rejected: RejectedRows, header: FilePosition) -> None:
        batch = await asyncio.to_thread(next, source, None)
        while batch:
            reading = asyncio.create_task(asyncio.to_thread(next, source, None))
            try:
                rejections = batch.rejections + await self._load(batch.sound)
                self._reject(rejected, header, rejections)
                self._rows += batch.rows
                self._tell(self._rows, batch.end)
            finally:
                # A thread cannot be stopped: let it come to its end before the file is closed.
                batch = await reading
        self._reject(rejected, header, await self._load_held())

    async def _load(self, rows: list[SoundRow]) -> list[Rejection]:
        rejections: list[Rejection] = []
        while rows:
            things = [row.thing for row in rows]
            try:
                outcomes = await self._graph.write(
                    partial(self._record, things=things),
                    operation=OPERATION,
                )
            except CycleFoundError as circle:
                fault = Fault(circle.field, "the row closes a circle", circle.remedy or "")
                rejections += [Rejection(rows[n].position, [fault]) for n in circle.rows]
                rows = [c for n, c in enumerate(rows) if n not in circle.rows]
            else:
                return rejections + self._settle(rows, outcomes)
        return rejections

    async def _record(self, transaction: Transaction, *, things: list[Recorded]) -> list[Outcome]:
        return await self._file.record(transaction, things, ToldBy(None, self._graph.clock.today()))

    def _settle(self, rows: list[SoundRow], outcomes: list[Outcome]) -> list[Rejection]:
        rejections = []
        for row, outcome in zip(rows, outcomes, strict=True):
            if outcome.accepted:
                self._counts[outcome.kind] += 1
            elif self._may_come_later(outcome):
                self._held.append((row, _fault(row, outcome)))
            else:
                rejections.append(Rejection(row.position, [_fault(row, outcome)]))
        return rejections

    def _may_come_later(self, outcome: Outcome) -> bool:
        """The row refers to another of the same file that may stand further down."""
        model = self._file.model
        return outcome.kind is OutcomeKind.MISSING and model.references.get(outcome.field or "") == model.noun

    async def _load_held(self) -> list[Rejection]:
        """Load the rows held back as long as that makes others loadable."""
        rejections: list[Rejection] = []
        before = None
        while self._held and len(self._held) != before:
            held = [row for row, _ in self._held]
            before, self._held = len(held), []
            for start in range(0, len(held), self._batch_size):
                rejections += await self._load(held[start : start + self._batch_size])
        stuck = {row.thing.id for row, _ in self._held}
        return rejections + [Rejection(c.position, [_without_parent(c.thing, fault, stuck)]) for c, fault in self._held]

    def _reject(self, rejected: RejectedRows, header: FilePosition, rejections: list[Rejection]) -> None:
        self._rejected += len(rejections)
        self._keep(rejected.add(header, rejections))

    def _keep(self, problems: list[Problem]) -> None:
        self._problems += problems[: self.problems_kept - len(self._problems)]

    def _report(self, rejected: RejectedRows, note: str | None) -> FileReport:
        return FileReport(
            file=self._path.name,
            rows=self._rows,
            created=self._counts[OutcomeKind.CREATED],
            corrected=self._counts[OutcomeKind.CORRECTED],
            unchanged=self._counts[OutcomeKind.UNCHANGED],
            rejected=self._rejected,
            problem_count=rejected.problem_count,
            problems=tuple(self._problems),
            note=note,
        )


def _row_parser(model: type[Recorded], header: list[str], fault: Fault | None) -> RowParser:
    if fault:
        raise FaultyError([fault])
    return RowParser(model, header)


def _count(reader: RowReader) -> int:
    return sum(1 for _ in reader)


def _fault(row: SoundRow, outcome: Outcome) -> Fault:
    thing = row.thing
    column = thing.named_as_given(outcome.field, row.given) if isinstance(thing, Fact) else outcome.field
    return fault_of(outcome, column)


def _without_parent(thing: Recorded, fault: Fault, stuck: set[str]) -> Fault:
    parent = getattr(thing, fault.column or "")
    if parent not in stuck:
        return fault
    message = f"'{parent}' was rejected too, or is itself part of this {thing.noun}"
    return Fault(fault.column, message, "Mend that row first.")
