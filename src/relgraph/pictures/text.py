"""How wide text is, by kind of character: wide enough for the usual fonts, so that nothing overlaps (ADR 0030)."""

import unicodedata

ELLIPSIS = "…"

_NARROW = frozenset("iljItfr.,:;'|!()[]·-/ ")
_WIDE = frozenset("mwMW@%&—…→")
_EM = {"narrow": 0.4, "wide": 1.0, "capital": 0.74, "other": 0.64}
_BOLD = 1.1
_NO_WIDTH = ("Mn", "Me", "Cf")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in the units of its size; at least as wide as in the usual fonts."""
    return sum(_em(char) for char in text) * size * (_BOLD if bold else 1)


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text where it fits into so much room, else its beginning and `…`."""
    if width_of(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width_of(kept.rstrip() + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _em(char: str) -> float:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0.0
    # Chinese, Japanese, Korean and full-width characters fill a square; some fonts draw ambiguous ones like them.
    if char in _WIDE or unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if char in _NARROW:
        return _EM["narrow"]
    return _EM["capital"] if char.isupper() else _EM["other"]
