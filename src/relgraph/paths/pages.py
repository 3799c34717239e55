"""Page through the best paths: each page recomputes the list, and finds in it the path the last page ended with."""

import json
from collections.abc import Sequence
from typing import NamedTuple, Self

from relgraph.core.errors import InputError
from relgraph.paths.model import MAX_PATHS, PathAnswer, WarmPath


class PathCursor(NamedTuple):
    """A path's place in a list: its rank there, from 1, and what it is ranked by: score, then people from the start."""

    rank: int
    score: float
    people: tuple[str, ...]

    @property
    def order(self) -> tuple[float, int, tuple[str, ...]]:
        """Sorts as paths are sorted: the best first, equals by fewer hops, then by ids."""
        return -self.score, len(self.people), self.people

    def cursor(self) -> str:
        """Names the path, so that it is found again wherever it stands by then."""
        return json.dumps([self.rank, self.score, *self.people], ensure_ascii=False)

    @classmethod
    def of(cls, rank: int, path: WarmPath) -> Self:
        """That of a path of a list."""
        return cls(rank, path.score, tuple(path.people))

    @classmethod
    def read(cls, cursor: str) -> Self:
        """The place that a cursor tells. Raises InputError."""
        try:
            rank, score, start, *others = json.loads(cursor)
            if others and 1 <= int(rank) <= MAX_PATHS:
                return cls(int(rank), float(score), (str(start), *map(str, others)))
        except (ValueError, TypeError):
            pass
        raise _foreign()


def wanted(first: int, after: PathCursor | None) -> int:
    """How many of the best paths a page needs to be asked for: all before it, too."""
    return min(MAX_PATHS, first + (after.rank if after else 0))


def page_of(
    answer: PathAnswer, first: int, after: PathCursor | None
) -> tuple[Sequence[tuple[PathCursor, WarmPath]], bool]:
    """The page's paths with their places, and whether more follow. Raises InputError for a cursor of another question.

    It begins after the path that the cursor names, or after where it would stand if it is no way any more.
    """
    if after and after.people[-1] not in {target.id for target in answer.targets}:
        raise _foreign()
    places = [(PathCursor.of(rank, path), path) for rank, path in enumerate(answer.paths, start=1)]
    left = [one for one in places if after is None or one[0].order > after.order]
    # No list is longer than MAX_PATHS: there is no page after it, however many more paths exist.
    return left[:first], len(left) > first or (answer.truncated and len(places) < MAX_PATHS)


def _foreign() -> InputError:
    return InputError(
        "That cursor is of another list.", field="after", remedy="Give one from an answer to the same question."
    )
