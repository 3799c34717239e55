"""Put people in order by a number, the strongest first, and find the place where the next page begins."""

from collections.abc import Iterable
from typing import NamedTuple

from relgraph.core.errors import InputError


class Ranked(NamedTuple):
    """Somebody (or something) by id, and the number they are ranked by; None, which is unknown, comes last."""

    value: float | None
    id: str

    @property
    def order(self) -> tuple[bool, float, str]:
        """Sorts the greatest first, equals by id."""
        return self.value is None, -(self.value or 0.0), self.id

    def cursor(self, by: str) -> str:
        """Where the next page of a list ordered `by` something begins: right after this one."""
        return f"{by} {'' if self.value is None else repr(self.value)} {self.id}"


def ranked_page(ranking: Iterable[Ranked], *, by: str, after: str, limit: int) -> list[Ranked]:
    """The first `limit` after the cursor `after` ("" is the beginning). Raises InputError for another list's cursor."""
    begin = _read(after, by).order if after else None
    return sorted((one for one in ranking if begin is None or one.order > begin), key=lambda one: one.order)[:limit]


def _read(cursor: str, by: str) -> Ranked:
    try:
        named, value, id_ = cursor.split(" ", 2)
        if named == by:
            return Ranked(float(value) if value else None, id_)
    except ValueError:
        pass
    raise InputError("That cursor is of another list.", field="after", remedy="Give one from the same list and order.")
