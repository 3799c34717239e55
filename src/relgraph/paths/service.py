"""Find the strongest paths to a person."""

from collections.abc import Sequence
from datetime import date

from relgraph.graph.client import Reader
from relgraph.paths.model import AssumedStrengths, PathAnswer


async def find_warm_paths(
    graph: Reader,
    target: str,
    *,
    as_of: date,
    starts: Sequence[str] | None = None,
    opportunity: str | None = None,
    max_hops: int = 4,
    k: int = 10,
    assumed: AssumedStrengths = AssumedStrengths(),  # noqa: B008  (frozen)
) -> PathAnswer:
    """The k strongest simple paths from `starts` (all of our people when None) to `target`."""
    raise NotImplementedError
