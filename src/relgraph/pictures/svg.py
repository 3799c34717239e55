"""A picture as SVG: rectangles, paths and text, no script, nothing from elsewhere."""

from collections.abc import Iterable, Mapping
from html import escape

from relgraph.pictures.scene import XY, Box, Caption, Scene, Tone, Wire
from relgraph.pictures.themes import PALETTES, Colours, Theme

FONTS = (
    "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
"""The usual fonts of the systems, for Latin and for Chinese."""

_BEND, _ARROW, _LABEL_PAD = 5.0, 7.0, 3.0
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")


def to_svg(scene: Scene, theme: Theme = Theme.AUTO) -> str:
    """The picture as an SVG document."""
    size = f'width="{_n(scene.width)}" height="{_n(scene.height)}" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{_text(scene.title)}</title>",
        f"<style>{_style(theme)}</style>",
        f'<rect class="{Tone.PAGE}" width="{_n(scene.width)}" height="{_n(scene.height)}"/>',
        *(_box(box) for box in scene.boxes if box.card is None),
        *(_path(wire) for wire in scene.wires),
        *(part for wire in scene.wires if wire.label for part in _label(wire.label)),
        *(part for card, parts in scene.cards().items() for part in _card(parts, scene.titles.get(card))),
        *(_words(words) for words in scene.words if words.card is None),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _style(theme: Theme) -> str:
    fixed = f"text{{font-family:{FONTS}}}.b{{font-weight:700}}.d{{stroke-dasharray:5 4}}path{{fill:none}}"
    if theme is not Theme.AUTO:
        return fixed + _rules(PALETTES[theme])
    dark = f"@media (prefers-color-scheme:dark){{{_rules(PALETTES[Theme.DARK])}}}"
    return f"{fixed}{_rules(PALETTES[Theme.LIGHT])}{dark}"


def _rules(palette: Mapping[Tone, Colours]) -> str:
    return "".join(
        f"rect.{tone}{{fill:{colours.fill};stroke:{colours.edge}}}text.{tone}{{fill:{colours.text}}}"
        f"path.{tone}{{stroke:{colours.edge}}}path.{tone}.h{{fill:{colours.edge}}}"
        for tone, colours in palette.items()
    )


def _card(parts: Iterable[Box | Caption], title: str | None) -> Iterable[str]:
    yield "<g>" + (f"<title>{_text(title)}</title>" if title else "")
    yield from (_box(part) if isinstance(part, Box) else _words(part) for part in parts)
    yield "</g>"


def _box(box: Box) -> str:
    radius = f' rx="{_n(box.radius)}"' if box.radius else ""
    classes = f"{box.tone} d" if box.dashed else box.tone
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    return f'<rect class="{classes}" {place}{radius}/>'


def _words(words: Caption) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    classes = f"{words.tone} b" if words.bold else words.tone
    place = f'x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"'
    return f'<text class="{classes}" {place}{anchor}>{_text(words.text)}</text>'


def _label(label: Caption) -> Iterable[str]:
    left, top, right, bottom = label.bounds
    yield (
        f'<rect class="{Tone.PAGE}" x="{_n(left - _LABEL_PAD)}" y="{_n(top)}" '
        f'width="{_n(right - left + 2 * _LABEL_PAD)}" height="{_n(bottom - top)}"/>'
    )
    yield _words(label)


def _path(wire: Wire) -> str:
    classes = f"{wire.tone} d" if wire.dashed else wire.tone
    drawn = f'<path class="{classes}" stroke-width="{_n(wire.thickness)}" d="{_bent(wire.points)}"/>'
    return drawn + (f'<path class="{wire.tone} h" d="{_head(*wire.points[-2:])}"/>' if wire.arrow else "")


def _bent(points: tuple[XY, ...]) -> str:
    """A path along the points, its corners rounded."""
    begin, *bends = points
    drawn = [f"M{_at(begin)}"]
    for before, corner, after in zip(points, bends, bends[1:], strict=False):
        drawn.append(f"L{_at(_towards(corner, before))}Q{_at(corner)} {_at(_towards(corner, after))}")
    return "".join([*drawn, f"L{_at(points[-1])}"])


def _towards(corner: XY, other: XY) -> XY:
    """A point a little way from a corner, at most half of the way."""
    length = abs(other.x - corner.x) + abs(other.y - corner.y)
    share = min(_BEND, length / 2) / length if length else 0
    return XY(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)


def _head(before: XY, tip: XY) -> str:
    """A triangle at the end of a line that runs up or down."""
    back = tip.y + (_ARROW if before.y > tip.y else -_ARROW)
    half = _ARROW / 2
    return f"M{_at(tip)}L{_at(XY(tip.x - half, back))}L{_at(XY(tip.x + half, back))}Z"


def _at(point: XY) -> str:
    return f"{_n(point.x)} {_n(point.y)}"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Text as XML has it: what no document may hold is shown as that."""
    legal = "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= char <= "\udfff" else char for char in text)
    return escape(legal.translate(_CONTROLS), quote=False)
