"""Texts as every format and every screen can carry them: names come from outside, and may hold anything."""

import re

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML, and so HTML and workbooks, cannot hold, and what makes a terminal do something: control characters, halves
of characters, and what is no character."""


def plain(text: str, instead: str = "") -> str:
    """A text without what cannot be carried; line ends and tabs stay."""
    return text if text.isprintable() else _UNFIT.sub(instead, text)
