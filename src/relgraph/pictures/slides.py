"""A picture as a slide of PowerPoint: native shapes that can be edited, lines glued to the cards they join."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from relgraph.pictures.scene import Anchor, Box, Caption, Scene, Tone, Wire
from relgraph.pictures.themes import PALETTES, Colours, Theme

_UNIT, _POINTS = 9525, 0.75
_MOST = 56 * 96.0
_LEAST_WIDTH, _RATIO = 1280.0, 16 / 9
_SHARE, _THIN = 100_000, 12_700
_OUT = 12.0
_FIRST_GROUP = 1_000_000
_ALIGNED = {Anchor.START: PP_ALIGN.LEFT, Anchor.MIDDLE: PP_ALIGN.CENTER, Anchor.END: PP_ALIGN.RIGHT}
_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)


def to_pptx(scenes: Sequence[Scene], theme: Theme = Theme.LIGHT) -> bytes:
    """A presentation of 16 to 9 with a slide for each picture, as large as the largest needs, up to 56 inches wide.

    AUTO is LIGHT: slides do not adapt.
    """
    palette = PALETTES[Theme.LIGHT if theme is Theme.AUTO else theme]
    wanted = max([_LEAST_WIDTH, *(max(scene.width, scene.height * _RATIO) for scene in scenes)])
    width = min(wanted, _MOST)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(int(width * _UNIT)), Emu(int(width / _RATIO * _UNIT))
    for scene in scenes:
        # The sixth layout of the template is an empty one.
        _Slide(deck.slides.add_slide(deck.slide_layouts[6]), scene, palette, width / wanted, width).draw()
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


class _Bend(NamedTuple):
    """An elbow from one point to another: along which side it begins, and where it bends, from the beginning."""

    begin: tuple[float, float]
    end: tuple[float, float]
    sites: tuple[int, int]
    upright: bool
    bend: float


class _Slide:
    def __init__(self, slide: Slide, scene: Scene, palette: Mapping[Tone, Colours], scale: float, width: float) -> None:
        self._slide: Any = slide  # its shapes have no types
        self._scene = scene
        self._outlines = {key: parts[0].bounds for key, parts in scene.cards().items()}
        self._palette = palette
        self._scale = scale
        # In the middle of the slide.
        self._right = (width / scale - scene.width) / 2
        self._down = (width / _RATIO / scale - scene.height) / 2

    def draw(self) -> None:
        ground = self._slide.background.fill
        ground.solid()
        ground.fore_color.rgb = _rgb(self._palette[Tone.PAGE].fill)
        shapes = self._slide.shapes
        # Else each shape would look through all others for an id.
        shapes.turbo_add_enabled = True
        for box in self._scene.boxes:
            if box.card is None:
                self._box(box)
        begin = len(shapes._spTree)
        outlines = {key: self._card(key, parts) for key, parts in self._scene.cards().items()}
        for place, wire in enumerate(self._scene.wires):
            # Lines lie below the cards.
            shapes._spTree.insert(begin + place, self._wire(wire, outlines)._element)
        for wire in self._scene.wires:
            if wire.label:
                self._label(wire, wire.label)
        for words in self._scene.words:
            if words.card is None:
                self._words(words)

    def _emu(self, value: float) -> Emu:
        return Emu(round(value * self._scale * _UNIT))

    def _x(self, value: float) -> Emu:
        return self._emu(value + self._right)

    def _y(self, value: float) -> Emu:
        return self._emu(value + self._down)

    def _card(self, key: str, parts: Sequence[Box | Caption]) -> Any:  # noqa: ANN401  (shapes have no types)
        """A group of native shapes, named as what it tells; returns its outline, to which lines are glued."""
        drawn = [self._box(part) if isinstance(part, Box) else self._words(part) for part in parts]
        group = self._slide.shapes.add_group_shape(drawn)
        group.name = self._scene.titles.get(key, key)
        # Ids are kept apart from those of shapes, which are counted without looking at groups.
        group._element.nvGrpSpPr.cNvPr.set("id", str(_FIRST_GROUP + drawn[0].shape_id))
        return drawn[0]

    def _box(self, box: Box) -> Any:  # noqa: ANN401
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if box.radius else MSO_SHAPE.RECTANGLE
        shape = self._slide.shapes.add_shape(
            kind, self._x(box.x), self._y(box.y), self._emu(box.width), self._emu(box.height)
        )
        if box.radius:
            shape.adjustments[0] = min(box.radius / min(box.width, box.height), 0.5)
        colours = self._palette[box.tone]
        shape.shadow.inherit = False
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(colours.fill)
        shape.line.color.rgb = _rgb(colours.edge)
        shape.line.width = Pt(_POINTS * self._scale)
        if box.dashed:
            shape.line.dash_style = MSO_LINE.DASH
        return shape

    def _words(self, words: Caption, fill: Tone | None = None) -> Any:  # noqa: ANN401
        left, top, right, bottom = words.bounds
        shape = self._slide.shapes.add_textbox(
            self._x(left), self._y(top), self._emu(right - left), self._emu(bottom - top)
        )
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = _rgb(self._palette[fill].fill)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = False
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        paragraph.alignment = _ALIGNED[words.anchor]
        run = paragraph.add_run()
        run.text = words.text
        run.font.size = Pt(max(words.size * _POINTS * self._scale, 1))
        run.font.bold = words.bold
        run.font.color.rgb = _rgb(self._palette[words.tone].text)
        return shape

    def _label(self, wire: Wire, label: Caption) -> None:
        """Where the line bends, in the middle of that part."""
        bend = self._bend(wire)
        (x, y), (on, down) = bend.begin, bend.end
        at = ((x + on) / 2, y + bend.bend) if bend.upright else (x + bend.bend, (y + down) / 2)
        self._words(
            Caption(at[0], at[1] + label.size / 3, label.text, label.size, label.tone, True, Anchor.MIDDLE),
            Tone.PAGE,
        )

    def _bend(self, wire: Wire) -> _Bend:
        """Lines hang between bottom and top; influence and friction go from side to side, so that they stand apart."""
        one, other = self._outlines[wire.begin], self._outlines[wire.end]
        if wire.tone is Tone.LINE and (one.bottom <= other.top or other.bottom <= one.top):
            down = one.bottom <= other.top
            begin = ((one.left + one.right) / 2, one.bottom if down else one.top)
            end = ((other.left + other.right) / 2, other.top if down else other.bottom)
            first = wire.points[1].y if wire.points[2:] else (begin[1] + end[1]) / 2
            return _Bend(begin, end, (_BOTTOM, _TOP) if down else (_TOP, _BOTTOM), True, first - begin[1])
        middles = ((one.top + one.bottom) / 2, (other.top + other.bottom) / 2)
        if one.right < other.left:
            return _Bend((one.right, middles[0]), (other.left, middles[1]), (_RIGHT, _LEFT), False, _OUT)
        if other.right < one.left:
            return _Bend((one.left, middles[0]), (other.right, middles[1]), (_LEFT, _RIGHT), False, -_OUT)
        out = max(one.right, other.right) - one.right + _OUT
        return _Bend((one.right, middles[0]), (other.right, middles[1]), (_RIGHT, _RIGHT), False, out)

    def _wire(self, wire: Wire, outlines: Mapping[str, Any]) -> Any:  # noqa: ANN401
        bend = self._bend(wire)
        line = self._slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
        line.begin_connect(outlines[wire.begin], bend.sites[0])
        line.end_connect(outlines[wire.end], bend.sites[1])
        self._place(line, bend)
        line.line.color.rgb = _rgb(self._palette[wire.tone].edge)
        line.line.width = Pt(wire.thickness * _POINTS * self._scale)
        if wire.dashed:
            line.line.dash_style = MSO_LINE.DASH
        if wire.arrow:
            head = line.line._get_or_add_ln().makeelement(qn("a:tailEnd"), {"type": "triangle"})
            line.line._get_or_add_ln().append(head)
        return line

    def _place(self, line: Any, bend: _Bend) -> None:  # noqa: ANN401
        """An elbow is told as a box that is turned and mirrored: it begins at its left, and bends at a share of it."""
        (x, y), (on, down) = bend.begin, bend.end
        along, across = (down - y, on - x) if bend.upright else (on - x, down - y)
        length, height = max(self._emu(abs(along)), _THIN), self._emu(abs(across))
        middle_x, middle_y = self._x((x + on) / 2), self._y((y + down) / 2)
        element = line._element
        element.x, element.y = Emu(int(middle_x - length / 2)), Emu(int(middle_y - height / 2))
        element.cx, element.cy = Emu(length), height
        for name in ("rot", "flipH", "flipV"):
            element.spPr.xfrm.attrib.pop(name, None)
        back = along < 0
        if bend.upright:
            element.spPr.xfrm.set("rot", "16200000" if back else "5400000")
            mirrored = (across < 0) if back else (across > 0)
        else:
            if back:
                element.spPr.xfrm.set("rot", "10800000")
            mirrored = (across > 0) if back else (across < 0)
        if mirrored:
            element.spPr.xfrm.set("flipV", "1")
        share = round(self._emu(-bend.bend if back else bend.bend) / length * _SHARE)
        values = element.spPr.prstGeom.get_or_add_avLst()
        guide = values.makeelement(qn("a:gd"), {"name": "adj1", "fmla": f"val {share}"})
        values.append(guide)


def _rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
