"""The picture of a power map: rows are layers, cards are people, lines are who reports to whom, sways or is at odds."""

from collections.abc import Iterator
from itertools import groupby

from relgraph.core.language import Language
from relgraph.kinds.position import NO_LAYER
from relgraph.pictures.channels import LABEL_SIZE, Channels, Way, route
from relgraph.pictures.power_map.card import ghost_card, in_one_line, manager_pill, person_card
from relgraph.pictures.power_map.legend import legend
from relgraph.pictures.power_map.links import Look, links_of
from relgraph.pictures.rows import CARD_HEIGHT, Rows, Spot, arrange
from relgraph.pictures.scene import XY, Anchor, Box, Caption, Scene, Tone, Wire
from relgraph.pictures.text import shorten
from relgraph.powermap.model import MapCard
from relgraph.powermap.service import PowerMapView
from relgraph.powermap.words import WORDS, MapWords

_LEFT, _TOP, _RIGHT, _HEAD, _LANE_EDGE = 108.0, 66.0, 28.0, 24.0, 10.0
_LEAST_WIDTH = 900.0
_GHOST = "ghost:"


def draw_power_map(view: PowerMapView, language: Language = Language.EN) -> Scene:
    """The map as a picture: pure, of whatever size its people need."""
    return _Drawing(view, language).scene()


class _Drawing:
    def __init__(self, view: PowerMapView, language: Language) -> None:
        self._view = view
        self._words: MapWords = WORDS[language]
        self._cards = {card.person.id: card for card in (*view.map.cards, *view.map.above)}
        self._around = {each.person: each for each in view.surroundings}
        self._ghosts = {f"{_GHOST}{ghost.role}": ghost.role for ghost in view.map.ghosts if ghost.role}
        self._unled = {ghost.manager_of.id for ghost in view.map.ghosts if ghost.manager_of}
        lanes: list[list[str]] = []
        self._lane_names = [self._words.ghost_lane] if self._ghosts else []
        ordered = sorted(self._cards.values(), key=_layer)
        for layer, of_layer in groupby(ordered, key=_layer):
            lanes.append([card.person.id for card in of_layer])
            known = layer != NO_LAYER
            self._lane_names.append(self._words.layer.format(layer=layer) if known else self._words.no_layer)
        above = {id_: card.managers[0] for id_, card in self._cards.items() if card.managers}
        relations = view.relations
        lines = sum(len(facts) for facts in (relations.reporting_lines, relations.influences, relations.frictions))
        self._rows: Rows = arrange(lanes, above, first=list(self._ghosts), lines=lines)
        links = links_of(view.relations, {key: spot.row for key, spot in self._rows.spots().items()})
        self._links = [link for link, _ in links]
        self._looks: list[Look] = [look for _, look in links]
        self._channels: Channels = route(self._rows, self._links, marked=self._unled)
        self._tops = self._row_tops()

    def scene(self) -> Scene:
        width = max(_LEFT + max(self._rows.width, self._channels.right) + _RIGHT, _LEAST_WIDTH)
        bottom = self._tops[-1] + CARD_HEIGHT + self._channels.heights[-1] if self._tops else _TOP
        keys, keys_height = legend(self._words, 24.0, bottom + 8, width - 48)
        parts = [*self._lanes(width), *self._all_cards(), *keys]
        return Scene(
            width=width,
            height=bottom + 8 + keys_height + 12,
            title=self._title(),
            boxes=tuple(part for part in parts if isinstance(part, Box)),
            wires=tuple(self._wire(way) for way in self._channels.ways),
            words=(*self._heading(width), *(part for part in parts if isinstance(part, Caption))),
            titles={id_: self._told(card) for id_, card in self._cards.items()},
        )

    def _row_tops(self) -> list[float]:
        tops, y = [], _TOP
        for row, height in zip(self._rows.rows, self._channels.heights, strict=True):
            # Whoever's manager is not known has a mark above the card.
            y += _HEAD if any(spot.key in self._unled for spot in row) else 0
            tops.append(y + _LANE_EDGE)
            y = tops[-1] + CARD_HEIGHT + height
        return tops

    def _title(self) -> str:
        deal = self._view.map.deal
        name = f"{deal.name} {deal.english_name}" if deal.english_name else deal.name
        return f"{self._words.title} · {in_one_line(name)}"

    def _heading(self, width: float) -> Iterator[Caption]:
        drawn, words = self._view.map, self._words
        room = width - 48
        yield Caption(24, 32, shorten(self._title(), 18, room, bold=True), 18, Tone.TEXT, bold=True)
        told = [
            in_one_line(drawn.deal.account_name),
            str(drawn.as_of),
            words.live if drawn.deal.live else words.not_live,
        ]
        if self._view.changes:
            told.append(words.changes.format(day=self._view.changes.since))
        if drawn.truncated:
            told.append(words.truncated)
        yield Caption(24, 52, shorten(" · ".join(told), 12, room), 12, Tone.MUTED)

    def _lanes(self, width: float) -> Iterator[Box | Caption]:
        """The ground of each layer, and its name at the left."""
        for lane, rows in groupby(range(len(self._tops)), key=lambda row: self._rows.lane_of[row]):
            of_lane = list(rows)
            head = _HEAD if any(spot.key in self._unled for spot in self._rows.rows[of_lane[0]]) else 0
            top = self._tops[of_lane[0]] - _LANE_EDGE - head
            bottom = self._tops[of_lane[-1]] + CARD_HEIGHT + _LANE_EDGE
            yield Box(12, top, width - 24, bottom - top, Tone.LANE, radius=8)
            name = shorten(self._lane_names[lane], 12, _LEFT - 28, bold=True)
            yield Caption(22, self._tops[of_lane[0]] + CARD_HEIGHT / 2, name, 12, Tone.MUTED, bold=True)

    def _all_cards(self) -> Iterator[Box | Caption]:
        changes = self._view.changes.changes if self._view.changes else []
        for row, top in zip(self._rows.rows, self._tops, strict=True):
            for spot in row:
                place = XY(_LEFT + spot.x, top)
                if role := self._ghosts.get(spot.key):
                    yield from ghost_card(spot.key, role, place, self._words)
                    continue
                own = [change for change in changes if change.person.id == spot.key]
                card = self._cards[spot.key]
                yield from person_card(card, self._around[spot.key], own, place, self._words)
                if spot.key in self._unled:
                    yield from manager_pill(spot.key, place)

    def _told(self, card: MapCard) -> str:
        """What a card says in full, for whoever points at it."""
        person = card.person
        parts = (
            person.name,
            person.english_name,
            person.title or person.english_title,
            person.unit,
            person.organization,
        )
        support = self._words.levels[card.level]
        return " · ".join(in_one_line(part) for part in (*parts, support) if part)

    def _wire(self, way: Way) -> Wire:
        look, text, label = self._looks[way.link], self._links[way.link].label, None
        if text:
            channel, x = self._channels.labels[way.link]
            y = self._track(way.link, channel) + LABEL_SIZE * 0.33
            label = Caption(_LEFT + x, y, text, LABEL_SIZE, look.tone, bold=True, anchor=Anchor.MIDDLE)
        return Wire(
            points=self._points(way),
            tone=look.tone,
            begin=way.begin.key,
            end=way.end.key,
            dashed=look.dashed,
            arrow=look.arrow,
            thickness=look.thickness,
            label=label,
        )

    def _points(self, way: Way) -> tuple[XY, ...]:
        """From the upper card down to the lower one, or below a row from one to the other; then as the link goes."""
        upper, lower = (way.begin, way.end) if way.begin.row <= way.end.row else (way.end, way.begin)
        points = [XY(way.steps[0][1], self._bottom(upper))]
        for channel, x, on in way.steps:
            y = self._track(way.link, channel)
            points += [XY(x, y), XY(on, y)]
        last = self._bottom(lower) if upper.row == lower.row else self._tops[lower.row]
        points.append(XY(way.steps[-1][2], last))
        bends = [XY(_LEFT + point.x, point.y) for point in _without_straight(points)]
        return tuple(bends if upper is way.begin else reversed(bends))

    def _bottom(self, spot: Spot) -> float:
        return self._tops[spot.row] + CARD_HEIGHT

    def _track(self, link: int, channel: int) -> float:
        return self._tops[channel] + CARD_HEIGHT + self._channels.tracks[link, channel]


def _layer(card: MapCard) -> int:
    return card.person.layer or NO_LAYER


def _without_straight(points: list[XY]) -> list[XY]:
    """Only where a line begins, bends and ends."""
    bends: list[XY] = []
    for point in points:
        if bends and bends[-1] == point:
            continue
        if len(bends) > 1 and (bends[-2].x == bends[-1].x == point.x or bends[-2].y == bends[-1].y == point.y):
            bends.pop()
        bends.append(point)
    return bends
