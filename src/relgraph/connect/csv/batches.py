"""A file's rows as batches ready to be recorded, and what was wrong with the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from relgraph.connect.csv.columns import FaultyError, Table
from relgraph.connect.csv.reader import Fault, Place, Row, RowReader
from relgraph.connect.csv.seen import Seen
from relgraph.record.model import Fact, Recorded


class Candidate(NamedTuple):
    """A row that is sound in itself."""

    place: Place
    thing: Recorded
    given: Mapping[str, str]


class Rejection(NamedTuple):
    """A row that is not loaded, and why."""

    place: Place
    faults: Sequence[Fault]


@dataclass
class Batch:
    """Some rows of a file in order. `end` is how many bytes of the file are read."""

    rows: int = 0
    end: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def batches(reader: RowReader, table: Table, seen: Seen, size: int) -> Iterator[Batch]:
    """The rows after the header, `size` at a time, the last batch maybe empty."""
    batch = Batch()
    for row in reader:
        batch.rows += 1
        batch.end = row.place.end
        try:
            batch.candidates.append(Candidate(row.place, _thing(row, table, seen), table.ends(row.cells)))
        except FaultyError as error:
            batch.rejections.append(Rejection(row.place, error.faults))
        if batch.rows == size:
            yield batch
            batch = Batch()
    yield batch


def _thing(row: Row, table: Table, seen: Seen) -> Recorded:
    if row.fault:
        raise FaultyError([row.fault])
    thing = table.read(row.cells)
    said = f"{thing.digest()} {thing.valid_to}"
    before = seen.before(thing.key, row.place.line, said)
    # The same fact told twice in the same words does no harm; who an entity is must be told once.
    if before and not (isinstance(thing, Fact) and before[1] == said):
        raise FaultyError([_duplicate(thing, before[0])])
    return thing


def _duplicate(thing: Recorded, line: int) -> Fault:
    if isinstance(thing, Fact):
        message = f"line {line} tells something else of the same fact from the same day"
        return Fault("id", message, "Keep one of the rows, or give them different days or ids.")
    return Fault("id", f"the id stands on line {line} already", "Keep one of the rows, or correct the id.")
