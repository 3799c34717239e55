"""Where cards stand: rows from top to bottom, in each of them near what they belong to, and apart (ADR 0030)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

CARD_WIDTH, CARD_HEIGHT = 204.0, 92.0

_GUTTER, _WIDER, _LINES_PER_STEP, _MOST_STEPS = 28.0, 6.0, 25, 10
_LEAST_COLUMNS = 6
_WIDER_THAN_HIGH = 1.6


@dataclass(frozen=True)
class Spot:
    """A card in a row, by its key and left edge."""

    key: str
    row: int
    x: float

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + CARD_WIDTH / 2

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + CARD_WIDTH


@dataclass(frozen=True)
class Rows:
    """Cards row by row. `lane_of`: of each row, which lane it is a part of; a lane with many cards has several rows."""

    rows: list[list[Spot]]
    lane_of: list[int]
    width: float

    def spots(self) -> dict[str, Spot]:
        """All of them by key."""
        return {spot.key: spot for row in self.rows for spot in row}


def arrange(
    lanes: Sequence[Sequence[str]], above: Mapping[str, str], *, first: Sequence[str] = (), lines: int = 0
) -> Rows:
    """Put the cards of each lane into rows, whoever belongs together near each other.

    `above`: under which other card one stands. Cards of a lane that nobody stands above keep their order. `first`: a
    lane before all others, of cards that belong to no other, from the left. The more `lines` there are, the more room
    is left between cards.
    """
    pitch = CARD_WIDTH + _GUTTER + _WIDER * min(lines // _LINES_PER_STEP, _MOST_STEPS)
    order, leaves = _over_the_tree([key for lane in lanes for key in lane], above)
    columns = max(_LEAST_COLUMNS, ceil(sqrt(_WIDER_THAN_HIGH * len(order))))
    chunks = [
        (n, chunk) for n, lane in enumerate(lanes) for chunk in _chunks(sorted(lane, key=order.__getitem__), columns)
    ]
    most = max((len(chunk) for _, chunk in chunks), default=0)
    width = pitch * max(most, min(leaves, columns), len(first)) - (pitch - CARD_WIDTH)
    rows = [[Spot(key, 0, n * pitch) for n, key in enumerate(first)]] if first else []
    for row, (lane, chunk) in enumerate(chunks, start=len(rows)):
        whole = len(chunk) == len(lanes[lane])
        scale = min(width - CARD_WIDTH, pitch * max(leaves - 1, 0)) / max(leaves - 1, 1)
        begin = (width - CARD_WIDTH - scale * max(leaves - 1, 0)) / 2
        wanted = [begin + order[key] * scale for key in chunk] if whole else _centred(chunk, width, pitch)
        places = _apart(wanted, width - CARD_WIDTH, pitch)
        rows.append([Spot(key, row, x) for key, x in zip(chunk, places, strict=True)])
    before = bool(first)
    return Rows(rows, [*([0] if before else []), *(lane + before for lane, _ in chunks)], max(width, 0.0))


def _over_the_tree(keys: Sequence[str], above: Mapping[str, str]) -> tuple[dict[str, float], int]:
    """Of each card how far to the right it belongs, managers over the middle of theirs; and how many manage nobody."""
    below: dict[str, list[str]] = {key: [] for key in keys}
    tops: list[str] = []
    for key in keys:
        manager = above.get(key)
        (below[manager] if manager in below and manager != key else tops).append(key)
    placed: dict[str, float] = {}
    leaves = 0
    # Whoever is on a circle of lines is reached from none of the tops.
    for top in (*tops, *keys):
        stack = [(top, False)]
        while stack:
            key, done = stack.pop()
            if done:
                places = [placed[each] for each in below[key] if each in placed]
                placed[key] = sum(places) / len(places) if places else placed[key]
            elif key not in placed:
                placed[key] = float(leaves)
                mine = [each for each in below[key] if each not in placed]
                leaves += not mine
                stack += [(key, True), *((each, False) for each in reversed(mine))]
    return placed, leaves


def _chunks(keys: Sequence[str], columns: int) -> list[list[str]]:
    """As many rows as are needed, about equally long."""
    if not keys:
        return []
    rows = ceil(len(keys) / columns)
    size = ceil(len(keys) / rows)
    return [list(keys[begin : begin + size]) for begin in range(0, len(keys), size)]


def _centred(chunk: Sequence[str], width: float, pitch: float) -> list[float]:
    begin = (width - (len(chunk) - 1) * pitch - CARD_WIDTH) / 2
    return [begin + n * pitch for n in range(len(chunk))]


def _apart(wanted: Sequence[float], most: float, pitch: float) -> list[float]:
    """The nearest places from 0 to `most`, in the same order, at which cards do not touch."""
    right, left = list(wanted), list(wanted)
    for n in range(1, len(right)):
        right[n] = max(right[n], right[n - 1] + pitch)
    for n in reversed(range(len(left) - 1)):
        left[n] = min(left[n], left[n + 1] - pitch)
    places = [(one + other) / 2 for one, other in zip(right, left, strict=True)]
    for n in reversed(range(len(places))):
        places[n] = min(places[n], most - (len(places) - 1 - n) * pitch)
    for n in range(len(places)):
        places[n] = max(places[n], n * pitch)
    return places
