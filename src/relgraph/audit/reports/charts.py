"""Geometry of the small charts of a report, in the units of their view box: pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.audit.reports.model import Point

WIDTH, HEIGHT, MARGIN = 240, 56, 6
"""Of a sparkline."""


@dataclass(frozen=True)
class Dot:
    """A place of a sparkline, and what it stands for."""

    x: float
    y: float
    point: Point


def sparkline(points: Sequence[Point]) -> list[Dot]:
    """Scores from left to right; runs without a score are left out. The range is that of the scores, at least ten."""
    known = [(point, point.score) for point in points if point.score is not None]
    if not known:
        return []
    low, high = min(score for _, score in known), max(score for _, score in known)
    middle, reach = (low + high) / 2, max((high - low) / 2, 5.0)
    step = (WIDTH - 2 * MARGIN) / max(len(known) - 1, 1)
    return [
        Dot(
            x=round(MARGIN + number * step, 1),
            y=round(HEIGHT / 2 - (score - middle) / reach * (HEIGHT / 2 - MARGIN), 1),
            point=point,
        )
        for number, (point, score) in enumerate(known)
    ]


def shares(values: Sequence[int], width: float) -> list[float]:
    """Lengths of bars of which the longest takes the whole width; what is not 0 stays visible."""
    most = max(values, default=0)
    return [round(max(width * value / most, 2.0), 1) if value else 0.0 for value in values]
