"""What comes back out of a spool."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from relgraph.kinds.identifier import Identifier
from relgraph.record.model import Recorded


class Fate(IntEnum):
    """What became of a row: the most of what became of the things that it tells."""

    UNCHANGED = 0
    CORRECTED = 1
    CREATED = 2
    REJECTED = 3


@dataclass(frozen=True, slots=True)
class SpooledThing:
    """A thing as a row told it. `columns`: which column of the file each of its fields comes from."""

    n: int
    file: int
    line: int
    thing: Recorded
    columns: Mapping[str, str]

    def column_of(self, field: str | None) -> str | None:
        """The column that a field comes from; the field itself where none is known."""
        return self.columns.get(field or "", field)


class SpooledIdentifier(NamedTuple):
    """What somebody is known by elsewhere, as a row told it: whom it identifies, and where that stands."""

    id: str
    noun: str
    entity: str
    file: int
    line: int
    source: str
    column: str

    def spooled(self) -> SpooledThing:
        """The identifier as a thing."""
        said = {"id": self.id, self.noun: self.entity, "source": self.source}
        columns = {"id": self.column, self.noun: self.column}
        return SpooledThing(0, self.file, self.line, Identifier.model_validate(said), columns)


class ReadingStoppedError(Exception):
    """Whoever reads into the spool is to stop: nobody wants it any more."""
