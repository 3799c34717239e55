"""A file's rows as batches ready to be recorded, and what was wrong with the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from relgraph.connect.csv.columns import FaultyError, RowParser
from relgraph.connect.csv.seen_keys import SeenKeys
from relgraph.connect.tabular.reader import Fault, FilePosition, Row, RowReader
from relgraph.record.model import Fact, Recorded


class SoundRow(NamedTuple):
    """A row that is sound in itself."""

    position: FilePosition
    thing: Recorded
    given: Mapping[str, str]


class Rejection(NamedTuple):
    """A row that is not loaded, and why."""

    position: FilePosition
    faults: Sequence[Fault]


@dataclass
class RowBatch:
    """Some rows of a file in order. `end` is how many bytes of the file are read."""

    rows: int = 0
    end: int = 0
    sound: list[SoundRow] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def batches(reader: RowReader, parser: RowParser, seen: SeenKeys, size: int) -> Iterator[RowBatch]:
    """The rows after the header, `size` at a time, the last batch maybe empty."""
    batch = RowBatch()
    for row in reader:
        batch.rows += 1
        batch.end = row.position.end
        try:
            batch.sound.append(SoundRow(row.position, _thing(row, parser, seen), parser.ends(row.cells)))
        except FaultyError as error:
            batch.rejections.append(Rejection(row.position, error.faults))
        if batch.rows == size:
            yield batch
            batch = RowBatch()
    yield batch


def _thing(row: Row, parser: RowParser, seen: SeenKeys) -> Recorded:
    if row.fault:
        raise FaultyError([row.fault])
    thing = parser.read(row.cells)
    said = f"{thing.digest()} {thing.valid_to}"
    before = seen.before(thing.key, row.position.line, said)
    # The same fact told twice in the same words does no harm; who an entity is must be told once.
    if before and not (isinstance(thing, Fact) and before[1] == said):
        raise FaultyError([_duplicate(thing, before[0])])
    return thing


def _duplicate(thing: Recorded, line: int) -> Fault:
    if isinstance(thing, Fact):
        message = f"line {line} tells something else of the same fact from the same day"
        return Fault("id", message, "Keep one of the rows, or give them different days or ids.")
    return Fault("id", f"the id stands on line {line} already", "Keep one of the rows, or correct the id.")
