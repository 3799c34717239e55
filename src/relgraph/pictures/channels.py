"""How lines run between rows of cards: along channels between the rows, and through gaps between cards (ADR 0030).

A line leaves a card at its bottom or top, runs along tracks of channels, and crosses rows only where no card is. Lines
of one link share what they have in common. No two links share a piece of a track, and a label has its track to itself.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import inf

from relgraph.pictures.rows import CARD_WIDTH, Rows, Spot
from relgraph.pictures.text import width_of

LABEL_SIZE = 10.0
MARK_WIDTH = 30.0
_TRACK, _LABELLED, _PAD, _LEAST = 7.0, 15.0, 12.0, 34.0
_APART, _EDGE = 6.0, 6.0
_PORT, _PORT_EDGE = 14.0, 12.0
_SAME, _HAIR = 3.0, 0.01


@dataclass(frozen=True)
class Join:
    """What joins a card with others. Several ends stand all below it; `trunk`: it leaves in the middle."""

    begin: str
    ends: tuple[str, ...]
    label: str | None = None
    trunk: bool = False


@dataclass
class _Net:
    """What a link has in one channel: where it comes in from above and from below, and which track it runs on."""

    link: int
    tops: set[float] = field(default_factory=set)
    bottoms: set[float] = field(default_factory=set)
    room: float = 0.0
    track: int = 0

    @property
    def left(self) -> float:
        return self._middle - self._half

    @property
    def right(self) -> float:
        return self._middle + self._half

    @property
    def extent(self) -> float:
        pins = self.tops | self.bottoms
        return max(pins) - min(pins)

    @property
    def _half(self) -> float:
        return max(self.extent, self.room) / 2

    @property
    def _middle(self) -> float:
        pins = self.tops | self.bottoms
        # A label at the left edge stays within the picture.
        return max((max(pins) + min(pins)) / 2, self._half)


@dataclass
class _Gap:
    """Where lines may cross a row: from one x to another, but for those that are taken."""

    low: float
    high: float
    taken: list[float] = field(default_factory=list)

    def distance(self, wanted: float) -> float:
        """How far it is at least from where a line wants to go."""
        return max(self.low - wanted, wanted - self.high, 0.0) if self.low <= self.high else inf

    def nearest(self, wanted: float) -> float | None:
        """The place in it nearest to the wanted one that is not taken; None where it is full."""
        if self.low > self.high:
            return None
        begin = min(max(wanted, self.low), self.high)
        near = (begin, *(x + side * _APART for x in self.taken for side in (-1, 1)))
        free = [
            x
            for x in near
            if self.low <= x <= self.high and all(abs(x - other) > _APART - _HAIR for other in self.taken)
        ]
        return min(free, key=lambda x: abs(x - wanted), default=None)


@dataclass(frozen=True)
class Way:
    """A line from card to card: the x in each channel at which it comes in and goes on, from the top to the bottom.

    It begins at the bottom of the upper card, and ends at the top of the lower one; between cards of one row it runs
    below them.
    """

    link: int
    begin: Spot
    end: Spot
    steps: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class Channels:
    """All ways, how high each channel is, and within it where tracks and labels are."""

    ways: list[Way]
    heights: list[float]
    tracks: dict[tuple[int, int], float]
    """Of a link in a channel: how far below the top of the channel it runs."""
    labels: dict[int, tuple[int, float]]
    """Of a link: in which channel its label is, and at which x the middle of that."""
    right: float
    """As far as lines and labels reach."""


def route(rows: Rows, links: Sequence[Join], *, marked: Collection[str] = ()) -> Channels:
    """Find a way for each end of each link; channel n is below row n.

    Over the middle of cards that are `marked` something stands that lines keep off.
    """
    return _Router(rows, links, marked).routed()


class _Router:
    def __init__(self, rows: Rows, links: Sequence[Join], marked: Collection[str]) -> None:
        self._rows = rows
        self._links = links
        self._marked = marked
        self._spots = rows.spots()
        self._gaps = [_gaps(row) for row in rows.rows]
        self._passes: dict[tuple[int, int], float] = {}
        self._nets: dict[tuple[int, int], _Net] = {}
        self._ports = self._spread_ports()

    def routed(self) -> Channels:
        ways = [self._way(n, end) for n, link in enumerate(self._links) for end in link.ends]
        labels = self._choose_labels()
        heights: list[float] = []
        tracks: dict[tuple[int, int], float] = {}
        for channel in range(len(self._rows.rows)):
            nets = [net for (_, at), net in self._nets.items() if at == channel]
            height, places = _tracks(nets)
            heights.append(max(height, _LEAST))
            shift = (heights[-1] - height) / 2
            tracks |= {(link, channel): place + shift for link, place in places.items()}
        right = max((net.right for net in self._nets.values()), default=0.0)
        placed = {n: (at, (self._nets[n, at].left + self._nets[n, at].right) / 2) for n, at in labels.items()}
        return Channels(ways, heights, tracks, placed, right)

    def _way(self, n: int, end: str) -> Way:
        begin, other = self._spots[self._links[n].begin], self._spots[end]
        x, goal = self._port(n, begin, other), self._port(n, other, begin)
        if begin.row == other.row:
            net = self._net(n, begin.row)
            net.tops |= {x, goal}
            return Way(n, begin, other, ((begin.row, x, goal),))
        upper, lower = (begin, other) if begin.row < other.row else (other, begin)
        x, goal = (x, goal) if upper is begin else (goal, x)
        steps = []
        for channel in range(upper.row, lower.row):
            on = goal if channel + 1 == lower.row else self._pass(n, channel + 1, goal)
            net = self._net(n, channel)
            net.tops.add(x)
            net.bottoms.add(on)
            steps.append((channel, x, on))
            x = on
        return Way(n, begin, other, tuple(steps))

    def _net(self, link: int, channel: int) -> _Net:
        return self._nets.setdefault((link, channel), _Net(link))

    def _pass(self, link: int, row: int, wanted: float) -> float:
        """Where a link crosses a row: the free place between cards that is nearest to where it wants to go."""
        if (link, row) not in self._passes:
            best: tuple[float, float, _Gap] | None = None
            for gap in sorted(self._gaps[row], key=lambda gap: gap.distance(wanted)):
                if best and gap.distance(wanted) >= best[0]:
                    break
                place = gap.nearest(wanted)
                if place is not None and (best is None or abs(place - wanted) < best[0]):
                    best = abs(place - wanted), place, gap
            # To the right of all cards there is always room.
            _, place, gap = best or (0.0, wanted, self._gaps[row][-1])
            gap.taken.append(place)
            self._passes[link, row] = place
        return self._passes[link, row]

    def _spread_ports(self) -> dict[tuple[int, str, bool], float]:
        """Of a link at a card, at its bottom or top: the x at which it leaves, those to the left on the left."""
        wanted: dict[tuple[str, bool], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        for n, link in enumerate(self._links):
            for end in link.ends:
                one, other = self._spots[link.begin], self._spots[end]
                wanted[one.key, one.row <= other.row][n].append(other.middle)
                wanted[end, other.row <= one.row][n].append(one.middle)
        return {
            (n, key, bottom): self._spots[key].middle + offset
            for (key, bottom), links in wanted.items()
            for n, offset in self._offsets(links, self._spots[key], bottom=bottom).items()
        }

    def _offsets(self, links: dict[int, list[float]], spot: Spot, *, bottom: bool) -> dict[int, float]:
        trunk = next((n for n in links if self._links[n].trunk), None)
        others = sorted((n for n in links if n != trunk), key=lambda n: (sum(links[n]) / len(links[n]), n))
        at_left = [n for n in others if sum(links[n]) / len(links[n]) < spot.middle]
        at_right = [n for n in others if n not in at_left]
        kept = 0.0 if bottom or spot.key not in self._marked else MARK_WIDTH / 2
        step = min(_PORT, (CARD_WIDTH / 2 - _PORT_EDGE - kept) / max(len(at_left), len(at_right), 1))
        offsets = {n: -kept - step * (len(at_left) - place) for place, n in enumerate(at_left)}
        offsets |= {n: kept + step * (place + 1) for place, n in enumerate(at_right)}
        return offsets | ({trunk: 0.0} if trunk is not None else {})

    def _port(self, link: int, spot: Spot, other: Spot) -> float:
        return self._ports[link, spot.key, spot.row <= other.row]

    def _choose_labels(self) -> dict[int, int]:
        """Where each label stands: in the channel along which its link runs farthest."""
        own: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for (n, at), net in self._nets.items():
            own[n].append((net.extent, -at, at))
        chosen = {}
        for n, link in enumerate(self._links):
            if link.label is not None:
                chosen[n] = max(own[n])[2]
                self._nets[n, chosen[n]].room = width_of(link.label, LABEL_SIZE, bold=True) + 2 * _APART
        return chosen


def _gaps(spots: Sequence[Spot]) -> list[_Gap]:
    """Before, between and behind the cards of a row; the last one has no end."""
    edges = [-_EDGE, *(edge for spot in spots for edge in (spot.x, spot.right)), inf]
    return [_Gap(low + _EDGE, high - _EDGE) for low, high in zip(edges[::2], edges[1::2], strict=True)]


def _tracks(nets: Sequence[_Net]) -> tuple[float, dict[int, float]]:
    """Give each net a track: none shares a piece of it, and lines that end above each other do not meet.

    Returns how high the channel is, and by link how far below its top the net runs.
    """
    waiting = sorted(nets, key=lambda net: (net.left, net.right, net.link))
    before = _must_be_above(waiting)
    tracks: list[list[_Net]] = []
    while waiting:
        left = {net.link for net in waiting}
        ready = [net for net in waiting if not before[net.link] & left]
        track: list[_Net] = []
        # Of those that wait for each other in a circle one has to be first.
        for net in ready or waiting[:1]:
            if not track or net.left > track[-1].right + _APART:
                track.append(net)
        tracks.append(track)
        placed = {net.link for net in track}
        waiting = [net for net in waiting if net.link not in placed]
    places: dict[int, float] = {}
    y = _PAD
    for track in tracks:
        height = _LABELLED if any(net.room for net in track) else _TRACK
        places |= {net.link: y + height / 2 for net in track}
        y += height
    return y + _PAD, places


def _must_be_above(nets: Sequence[_Net]) -> dict[int, set[int]]:
    """Of each net the links that have to run above it: they come from above where it goes on below."""
    tops = sorted((top, net.link) for net in nets for top in net.tops)
    found: dict[int, set[int]] = {}
    for net in nets:
        found[net.link] = set()
        for bottom in net.bottoms:
            begin, end = bisect_left(tops, (bottom - _SAME, -1)), bisect_left(tops, (bottom + _SAME, -1))
            found[net.link] |= {link for _, link in tops[begin:end]} - {net.link}
    return found
