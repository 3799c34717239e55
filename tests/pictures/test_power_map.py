"""The picture of a power map: nothing overlaps, lines keep off cards, and what is unknown is drawn as unknown."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.language import Language
from relgraph.pictures.power_map.draw import draw_power_map
from relgraph.pictures.scene import XY, Box, Caption, Frame, Scene, Tone
from relgraph.pictures.svg import to_svg
from relgraph.pictures.themes import Theme
from tests.pictures.views import NAMES, made_up

SMALL = Path(__file__).with_name("small.svg")
SVG = "{http://www.w3.org/2000/svg}"
views = st.builds(
    made_up,
    st.integers(5, 30),
    st.integers(0, 10_000),
    st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6).map(lambda names: (*names, *NAMES)),
)


def overlapping(bounds: Sequence[Frame]) -> list[tuple[Frame, Frame]]:
    """Those that have more than an edge in common."""
    by_top = sorted(bounds, key=lambda each: each.top)
    found = []
    for n, one in enumerate(by_top):
        for other in by_top[n + 1 :]:
            if other.top >= one.bottom:
                break
            if one.overlaps(other):
                found.append((one, other))
    return found


def outlines(scene: Scene) -> dict[str, Frame]:
    """Of each card its outline, which holds all that is on it."""
    found = {}
    for key, (outline, *parts) in scene.cards().items():
        assert isinstance(outline, Box)
        assert [part for part in parts if not outline.bounds.holds(part.bounds)] == [], key
        found[key] = outline.bounds
    return found


def segments(points: Iterable[XY]) -> Iterable[Frame]:
    for one, other in pairwise(points):
        assert one.x == other.x or one.y == other.y
        yield Frame(min(one.x, other.x), min(one.y, other.y), max(one.x, other.x), max(one.y, other.y))


def touches(line: Frame, card: Frame) -> bool:
    """Whether a line runs through the inside of a card."""
    return line.left < card.right and card.left < line.right + 0.1 and line.top < card.bottom and card.top < line.bottom


def check(scene: Scene) -> None:
    cards = outlines(scene)
    labels = [wire.label.bounds for wire in scene.wires if wire.label]
    loose = [words.bounds for words in scene.words if words.card is None]
    assert overlapping([*cards.values(), *labels, *loose]) == []
    whole = Frame(0, 0, scene.width, scene.height)
    everything = [*cards.values(), *labels, *loose, *(line for wire in scene.wires for line in segments(wire.points))]
    assert [each for each in everything if not whole.holds(each)] == []
    for key, parts in scene.cards().items():
        texts = [part.bounds for part in parts if isinstance(part, Caption)]
        badges = [part.bounds for part in parts[1:] if isinstance(part, Box)]
        assert overlapping(texts) == [], key
        assert overlapping(badges) == [], key
    for wire in scene.wires:
        crossed = [key for key, card in cards.items() for line in segments(wire.points) if touches(line, card)]
        assert crossed == [], (wire.begin, wire.end)
        for end, key in ((wire.points[0], wire.begin), (wire.points[-1], wire.end)):
            card = cards[key]
            assert end.y in (card.top, card.bottom)
            assert card.left < end.x < card.right


@given(views, st.sampled_from(Language))
def test_nothing_overlaps_whatever_the_names_and_lines(view, language: Language) -> None:
    check(draw_power_map(view, language))


@pytest.mark.parametrize("people", [60, 150, 300])
def test_nor_on_large_maps_which_are_drawn_in_time(people: int) -> None:
    view = made_up(people, seed=people)
    begin = time.perf_counter()
    scene = draw_power_map(view)
    assert time.perf_counter() - begin < 10
    check(scene)
    assert len(scene.cards()) >= people


@given(views, st.sampled_from(Theme))
def test_the_svg_is_rectangles_paths_and_text_only(view, theme: Theme) -> None:
    root = ET.fromstring(to_svg(draw_power_map(view), theme))
    kinds = Counter(element.tag.removeprefix(SVG) for element in root.iter())
    assert set(kinds) == {"svg", "title", "style", "g", "rect", "path", "text"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    assert "url(" not in ET.tostring(root, encoding="unicode")


def test_every_line_of_the_graph_is_drawn_once() -> None:
    view = made_up(40, seed=7)
    drawn = Counter((wire.tone, frozenset((wire.begin, wire.end))) for wire in draw_power_map(view).wires)
    relations = view.relations
    lines = Counter((Tone.LINE, frozenset((one.person, one.manager))) for one in relations.reporting_lines)
    frictions = {(Tone.FRICTION, frozenset((one.person_a, one.person_b))) for one in relations.frictions}
    assert {key: n for key, n in drawn.items() if key[0] is Tone.LINE} == lines
    assert {key for key in drawn if key[0] is Tone.FRICTION} == frictions
    arrows = {(wire.begin, wire.end) for wire in draw_power_map(view).wires if wire.tone is Tone.INFLUENCE}
    assert arrows == {(one.influencer, one.influenced) for one in relations.influences}


def test_a_small_map_looks_as_it_was_looked_at() -> None:
    """After a change on purpose: look at what this writes to the folder of the run, and put it in its place."""
    drawn = to_svg(draw_power_map(made_up(6, seed=11, names=("王建国", "Li Na", "Nadia Kowalska"))))
    assert drawn == SMALL.read_text(encoding="utf-8")


def test_layers_are_rows_and_the_unknown_one_is_the_last() -> None:
    view = made_up(30, seed=3)
    outline = {key: parts[0].bounds for key, parts in draw_power_map(view).cards().items()}
    cards = [*view.map.cards, *view.map.above]
    for one, other in combinations(cards, 2):
        upper, lower = sorted((one, other), key=lambda card: card.person.layer or 999)
        if upper.person.layer != lower.person.layer:
            assert outline[upper.person.id].bottom < outline[lower.person.id].top


def test_themes_differ_in_colours_alone() -> None:
    scene = draw_power_map(made_up(12, seed=5))
    drawn = {theme: to_svg(scene, theme) for theme in Theme}
    assert len(set(drawn.values())) == 4
    assert len({re.sub(r"<style>.*</style>", "", svg) for svg in drawn.values()}) == 1
    grey = re.findall(r"#(..)(..)(..)", drawn[Theme.GREY])
    assert all(red == green == blue for red, green, blue in grey)
    assert "prefers-color-scheme:dark" in drawn[Theme.AUTO]
