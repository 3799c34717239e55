"""A picture as PNG, in a font of the machine that has all of its letters."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import resvg_py
from PIL import ImageFont

from relgraph.core.errors import ConfigurationError
from relgraph.pictures.scene import Scene
from relgraph.pictures.svg import FONTS, to_svg
from relgraph.pictures.themes import Theme

FOLDERS = (
    *(Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"),
    *(Path.home() / ".fonts", Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library/Fonts"),
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)
"""Where systems keep their fonts."""

_LIKED = (
    *("notosanscjk", "notosanssc", "sourcehansans", "pingfang", "msyh"),
    *("notosans-", "dejavusans.", "arial.", "liberationsans-"),
)
_KINDS = (".ttf", ".otf", ".ttc")
_NO_CHARACTER = "\U0010ffff"
_SIZE = 24
_MOST_TOLD = 12


def to_png(scene: Scene, theme: Theme = Theme.LIGHT, *, folders: Sequence[Path] = FOLDERS, zoom: int = 2) -> bytes:
    """The picture as PNG, so many pixels for each of its units. AUTO is LIGHT: a PNG does not adapt.

    Raises ConfigurationError where no font has some of the letters: nobody's name is left out silently.
    """
    fonts = find_fonts(scene, folders)
    drawn = to_svg(scene, Theme.LIGHT if theme is Theme.AUTO else theme).replace(FONTS, f"'{_family(fonts[0])}'")
    files = sorted({str(file) for font in fonts for file in font.parent.iterdir() if file.suffix.lower() in _KINDS})
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, font_files=files, skip_system_fonts=True, zoom=zoom))


def find_fonts(scene: Scene, folders: Sequence[Path] = FOLDERS) -> list[Path]:
    """The files of fonts that together have all letters and digits of a picture, the best liked first."""
    # At least one, so that there is a font.
    left = {"0", *(char for text in _texts(scene) for char in text if char.isalnum())}
    files = sorted(_files(folders), key=lambda file: (_liking(file), str(file)))
    found: list[Path] = []
    for file in files:
        if has := _has(file, left):
            found.append(file)
            left -= has
        if not left:
            break
    if left:
        told = " ".join(sorted(left)[:_MOST_TOLD])
        raise ConfigurationError(
            f"No font of this machine has these letters: {told}.",
            remedy="Install one that has, e.g. `apt install fonts-noto-cjk` for Chinese; or write SVG, which is shown "
            "in the fonts of whoever looks at it.",
        )
    return found


def _texts(scene: Scene) -> Iterator[str]:
    yield from (words.text for words in scene.words)
    yield from (wire.label.text for wire in scene.wires if wire.label)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (file for file in folder.rglob("*") if file.suffix.lower() in _KINDS)


def _liking(file: Path) -> int:
    name = file.name.lower().replace("[wght]", "")
    return next((n for n, liked in enumerate(_LIKED) if name.startswith(liked)), len(_LIKED))


def _has(file: Path, chars: Iterable[str]) -> set[str]:
    """Which of the characters a font has; none where it cannot be read. What it lacks looks like what none has."""
    try:
        font = ImageFont.truetype(str(file), _SIZE, layout_engine=ImageFont.Layout.BASIC)
        lacking = _drawn(font, _NO_CHARACTER)
        return {char for char in chars if _drawn(font, char) != lacking}
    except OSError:
        return set()


def _drawn(font: ImageFont.FreeTypeFont, char: str) -> tuple[object, bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)


def _family(file: Path) -> str:
    return str(ImageFont.truetype(str(file), _SIZE).getname()[0])
