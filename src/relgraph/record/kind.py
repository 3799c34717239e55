"""What makes a kind recordable: its model and its queries."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from relgraph.graph.query import Query
from relgraph.record.model import Counted, Cycle, Recorded, RowOutcome

M_co = TypeVar("M_co", bound=Recorded, covariant=True)


@dataclass(frozen=True)
class Kind(Generic[M_co]):
    """One kind of recordable thing.

    `record` writes rows, `find` reads them back; `close` ends the versions of a fact where the next begins; `cycles`
    finds circles that must not be, and `cycle_field` names the column that closes them.
    """

    model: type[M_co]
    record: Query[RowOutcome]
    find: Query[M_co]
    close: Query[Counted] | None = None
    cycles: Query[Cycle] | None = None
    cycle_field: str | None = None

    @property
    def noun(self) -> str:
        """What one of them is called, e.g. `tie`."""
        return self.model.noun

    @property
    def file(self) -> str:
        """Name of its CSV file without ending, e.g. `ties`."""
        return self.model.file

    @property
    def refers_to_itself(self) -> bool:
        """Rows may refer to other rows of the same kind, as units do to their parents."""
        return self.noun in self.model.references.values()
