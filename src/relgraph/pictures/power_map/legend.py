"""What explains a power map, below it."""

from collections.abc import Iterator

from relgraph.pictures.power_map.card import LEVEL_TONES, role_badge, support_badge
from relgraph.pictures.power_map.links import CROSS
from relgraph.pictures.scene import XY, Box, Caption, Tone
from relgraph.pictures.text import width_of
from relgraph.powermap.model import STALE_AFTER
from relgraph.powermap.words import MapWords

_SIZE, _ROW, _BETWEEN, _MARK = 11.0, 26.0, 18.0, 6.0


def legend(words: MapWords, left: float, top: float, room: float) -> tuple[list[Box | Caption], float]:
    """The letters, levels and marks with their meanings, in as many rows as they need; and how high that is."""
    parts: list[Box | Caption] = []
    x, y = left, top
    for mark, meaning in _entries(words):
        wide = max(part.bounds.right for part in mark)
        width = wide + _MARK + width_of(meaning, _SIZE)
        if x > left and x + width > left + room:
            x, y = left, y + _ROW
        parts += [part.moved(x, y) for part in mark]
        parts.append(Caption(x + wide + _MARK, y + 12.5, meaning, _SIZE, Tone.MUTED))
        x += width + _BETWEEN
    return parts, y + _ROW - top


def _entries(words: MapWords) -> Iterator[tuple[list[Box | Caption], str]]:
    origin = XY(0, 0)
    for role, meaning in words.roles.items():
        yield list(role_badge(role, origin)), meaning
    for level in LEVEL_TONES:
        yield list(support_badge(level, origin)), words.levels[level]
    for sign, tone, meaning in (
        ("—", Tone.LINE, words.reports),
        ("- -", Tone.LINE, words.dotted),
        ("→", Tone.INFLUENCE, words.sways),
        (CROSS, Tone.FRICTION, words.friction),
        ("!", Tone.WARNING, words.stale_mark.format(days=STALE_AFTER.days)),
    ):
        yield [Caption(0, 12.5, sign, 12, tone, bold=True)], meaning
