"""Slides: native shapes named after people, and lines that are glued to cards and end where they are glued."""

from io import BytesIO
from math import cos, radians, sin
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from relgraph.pictures.power_map.draw import draw_power_map
from relgraph.pictures.slides import to_pptx
from relgraph.pictures.themes import Theme
from tests.pictures.views import made_up

SMALL, LARGE = made_up(12, seed=4), made_up(90, seed=4)
HAIR = Emu(20_000)
SITES = {0: (0.5, 0.0), 1: (0.0, 0.5), 2: (0.5, 1.0), 3: (1.0, 0.5)}


def slides(*scenes: Any, theme: Theme = Theme.LIGHT) -> Any:
    return Presentation(BytesIO(to_pptx(scenes, theme)))


def ends(line: Any) -> list[tuple[float, float]]:
    """Where an elbow begins and ends once its box is mirrored and turned."""
    frame = line.spPr.xfrm
    width, height = line.cx, line.cy
    turn = radians(int(frame.get("rot", "0")) / 60_000)
    found = []
    for x, y in ((-width / 2, -height / 2), (width / 2, height / 2)):
        mirrored = -y if frame.get("flipV") else y
        found.append(
            (
                line.x + width / 2 + x * cos(turn) - mirrored * sin(turn),
                line.y + height / 2 + x * sin(turn) + mirrored * cos(turn),
            )
        )
    return found


@pytest.mark.parametrize("view", [SMALL, LARGE], ids=["small", "large"])
def test_every_line_is_glued_and_ends_where_it_is_glued(view: Any) -> None:
    scene = draw_power_map(view)
    (slide,) = slides(scene).slides
    shapes = {shape.shape_id: shape for group in slide.shapes if group.shape_type == 6 for shape in group.shapes}
    ids = [element.get("id") for element in slide.shapes._spTree.iter(qn("p:cNvPr"))]
    assert len(set(ids)) == len(ids)
    lines = slide.shapes._spTree.findall(qn("p:cxnSp"))
    assert len(lines) == len(scene.wires)
    for line in lines:
        glue = line.find(qn("p:nvCxnSpPr")).find(qn("p:cNvCxnSpPr"))
        for end, (x, y) in zip(("a:stCxn", "a:endCxn"), ends(line), strict=True):
            glued = glue.find(qn(end))
            card, (right, down) = shapes[int(glued.get("id"))], SITES[int(glued.get("idx"))]
            assert abs(card.left + right * card.width - x) < HAIR
            assert abs(card.top + down * card.height - y) < HAIR


def test_cards_are_groups_of_native_shapes_above_the_lines() -> None:
    scene = draw_power_map(SMALL)
    (slide,) = slides(scene).slides
    tags = [element.tag for element in slide.shapes._spTree]
    assert max(n for n, tag in enumerate(tags) if tag == qn("p:cxnSp")) < tags.index(qn("p:grpSp"))
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    assert [group.name for group in groups] == [scene.titles.get(key, key) for key in scene.cards()]
    for group, parts in zip(groups, scene.cards().values(), strict=True):
        texts = [shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
        assert texts == [part.text for part in parts if hasattr(part, "text")]


def test_one_slide_a_map_of_sixteen_to_nine_and_everything_on_it() -> None:
    deck = slides(draw_power_map(SMALL), draw_power_map(LARGE), theme=Theme.GREY)
    assert len(deck.slides) == 2
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-4)
    assert deck.slide_width <= Emu(56 * 914_400)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.shape_type != 9:
                assert shape.left >= -1
                assert shape.left + shape.width <= deck.slide_width + 1
                assert shape.top >= -1
                assert shape.top + shape.height <= deck.slide_height + 1
