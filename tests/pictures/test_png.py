"""PNG: in fonts that have every letter, or not at all."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from relgraph.core.errors import ConfigurationError
from relgraph.pictures.png import find_fonts, to_png
from relgraph.pictures.power_map.draw import draw_power_map
from relgraph.pictures.scene import Caption, Scene, Tone
from relgraph.pictures.themes import PALETTES, Theme
from tests.pictures.views import made_up


def told(text: str) -> Scene:
    """A picture that holds a text."""
    return Scene(200, 40, "text", (), (), (Caption(10, 25, text, 16, Tone.TEXT),))


def dark_pixels(png: bytes) -> int:
    return sum(Image.open(BytesIO(png)).convert("L").histogram()[:100])


@pytest.fixture
def latin() -> Path:
    """A folder with a font that has Latin letters; a machine without one draws no PNG."""
    try:
        return find_fonts(told("Latin"))[0].parent
    except ConfigurationError as error:
        pytest.skip(str(error))


def test_a_map_is_drawn_at_twice_its_size_with_its_text(latin: Path) -> None:
    scene = draw_power_map(made_up(6, seed=2, names=("Li Na", "Nadia Kowalska")))
    scene = Scene(scene.width, scene.height, scene.title, scene.boxes, scene.wires, scene.words[:0])
    assert Image.open(BytesIO(to_png(scene, folders=[latin]))).size == (round(2 * scene.width), round(2 * scene.height))
    empty, full = (dark_pixels(to_png(told(text), folders=[latin])) for text in ("   ", "Nadia"))
    assert empty == 0
    assert full > 100


def test_the_theme_colours_it(latin: Path) -> None:
    png = to_png(told("Nadia"), Theme.DARK, folders=[latin])
    red, green, blue = Image.open(BytesIO(png)).convert("RGB").getpixel((0, 0))
    assert f"#{red:02x}{green:02x}{blue:02x}" == PALETTES[Theme.DARK][Tone.PAGE].fill


def test_a_letter_that_no_font_has_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No font of this machine has these letters: 0 国 网") as refused:
        to_png(told("国网!"), folders=[tmp_path])
    assert "fonts-noto-cjk" in str(refused.value.remedy)


def test_what_is_no_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(ConfigurationError):
        find_fonts(told("a"), [tmp_path])
