"""Find the coverage holes of an account or an opportunity."""

from datetime import date

from relgraph.coverage.model import CoverageReport, Rule, Thresholds
from relgraph.graph.client import Reader


def list_rules() -> list[Rule]:
    """All coverage rules, the severest first."""
    raise NotImplementedError


async def find_coverage_holes(
    graph: Reader,
    account: str | None = None,
    *,
    opportunity: str | None = None,
    as_of: date,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  (frozen)
) -> CoverageReport:
    """What every rule sees in an account, or in one opportunity (then `account` may be left out)."""
    raise NotImplementedError
