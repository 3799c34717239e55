"""How trends read."""

from relgraph.scores.model import ScoreTrend

ARROWS = {ScoreTrend.UP: "↑", ScoreTrend.SAME: "→", ScoreTrend.DOWN: "↓", ScoreTrend.UNKNOWN: "?"}
"""A sign for each."""
