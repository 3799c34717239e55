"""What is worth knowing of the rows of an export and no fault of theirs: counted, and told once a file."""

from collections import Counter

from relgraph.connect.loading.spool import SourceRow, Spool

_MOST = 100
"""So many different things are told of an export one by one."""
_REST = "more of the like"


class RowNotes:
    """Counts of what was found in rows. `tell` in the end."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[int, str]] = Counter()

    def count(self, row: SourceRow, what: str) -> None:
        """That this is so of one more row."""
        key = (row.file, what)
        self._counts[key if key in self._counts or len(self._counts) < _MOST else (row.file, _REST)] += 1

    def tell(self, spool: Spool) -> None:
        """Note each thing with its count beside the file of which it is told."""
        for (file, what), times in self._counts.items():
            spool.note(file, f"{what}: {times:,}")
