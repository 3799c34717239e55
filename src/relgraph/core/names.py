"""Names as people write and type them: one folding for the names that are stored and for what is asked (ADR 0012).

Letters lose accents, case and width; other scripts are told in Latin letters; Chinese is told in pinyin as well. What
can be written in several ways (`Jörg`, `Joerg`, `Jorg`; `Lü`, `Lu`, `Lv`) is kept in each of them.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, product

from anyascii import anyascii

from relgraph.core.nicknames import nicknames_of

MAX_PARTS = 24
"""So many words of a name, and characters of a Chinese one, are told in other ways; those after it as they are."""

_PERSONAL = 4
"""The most characters of a Chinese personal name; longer names are those of organisations, units and deals."""
_READINGS, _OTHER_READINGS, _WAYS = 6, 2, 24

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = f"\u3005\u3040-\u30ff\uac00-\ud7af{_HAN}"
_RUN = re.compile(rf"[{_CJK}]+|[^{_CJK}]+")
_HAN_RUN = re.compile(rf"[{_HAN}]+|[^{_HAN}]+")
_APOSTROPHES = dict.fromkeys(map(ord, "´`ʹʻʼʽʾʿˈ′‘’‛＇"), "'")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_AFTER_L_OR_N = re.compile(r"(?<=[ln])(ü|yu|v)(?=e$|an$|n$|$)")
_NO_ASCII = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class WordPart:
    """A run of one kind of letters: the ways in which it may be written; `chinese` when it is of CJK characters."""

    forms: tuple[str, ...]
    chinese: bool = False

    @property
    def nicknames(self) -> tuple[str, ...]:
        """Given names that stand for this one, as `william` for `bill`."""
        return () if self.chinese else nicknames_of(self.forms[0])


Word = tuple[WordPart, ...]
"""What stands between blanks; apostrophes, hyphens, colons and the like part it."""


def words(text: str) -> list[Word]:
    """The words of a name or of a question, folded."""
    whole = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    # A dotted i that was folded, or an accent that no letter takes, leaves a mark behind.
    whole = unicodedata.normalize("NFC", whole)
    found = [_word(word) for word in whole.split()]
    return [word for word in found if word]


def as_one(parts: Iterable[WordPart]) -> tuple[str, ...]:
    """Parts written as one: all in their first form, all in their second, and so on."""
    word = tuple(parts)
    ways = max((len(part.forms) for part in word), default=0)
    return _unique("".join(part.forms[min(way, len(part.forms) - 1)] for part in word) for way in range(ways))


def search_properties(kind: str, names: Iterable[str]) -> dict[str, str]:
    """What is stored beside names so that they are found.

    `search_words`: the words as they are written; `search_more`: other ways to tell the same names, whole names after
    a `=`, and the kind after an `@`. A blank stands around each.
    """
    plain: list[str] = []
    more: list[str] = [f"@{kind}"]
    for name in names:
        found = words(name)
        for word in found:
            plain += _written(word)
        more += _told_otherwise(found[:MAX_PARTS])
    kept = _unique(plain)
    rest = [token for token in _unique(more) if token not in set(kept)]
    return {"search_words": _spaced(kept), "search_more": _spaced(rest)}


def pairs(characters: str) -> list[str]:
    """The pairs of neighbouring characters, by which parts of Chinese names are found."""
    return [one + other for one, other in pairwise(characters)]


@lru_cache(maxsize=50_000)
def _word(text: str) -> Word:
    return tuple(_parts(text))


def _parts(word: str) -> Iterable[WordPart]:
    shown = "".join(letter for letter in word if unicodedata.category(letter) != "Cf")
    for letters in "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in shown).split():
        for run in _RUN.findall(letters):
            if re.match(rf"[{_CJK}]", run):
                yield WordPart((run,), chinese=True)
            elif forms := _forms(run):
                yield WordPart(forms)


@lru_cache(maxsize=50_000)
def _forms(run: str) -> tuple[str, ...]:
    ways = [run, run.translate(_SPELT_OUT)]
    if _AFTER_L_OR_N.search(run):
        ways += [_AFTER_L_OR_N.sub(vowel, run) for vowel in ("u", "v", "yu")]
    return _unique(_ascii(way) for way in ways)


def _ascii(text: str) -> str:
    return _NO_ASCII.sub("", anyascii(text).lower())


def _written(word: Word) -> list[str]:
    tokens = [form for part in word for form in part.forms]
    tokens += as_one(word) if len(word) > 1 else ()
    for run in (part.forms[0] for part in word if part.chinese):
        tokens += [*run, *pairs(run)]
    return tokens


def _told_otherwise(found: list[Word]) -> list[str]:
    parts = [part for word in found for part in word]
    if not parts:
        return []
    tokens = _orders([as_one(word) for word in found])
    tokens += [f"={form}" for form in as_one(parts)]
    tokens += ["".join(part.forms[0][0] for part in parts)] if len(parts) > 1 else []
    for run in (part.forms[0] for part in parts if part.chinese):
        tokens += _in_latin(run, alone=len(parts) == 1)
    return tokens


def _orders(found: list[tuple[str, ...]]) -> list[str]:
    """A name of several words written as one, in the orders in which people give names, and its initials."""
    if len(found) < 2:  # noqa: PLR2004
        return []
    orders = [found, [*found[1:], found[0]], [found[-1], *found[:-1]], list(reversed(found))]
    tokens = []
    for way in range(max(map(len, found))):
        for order in orders:
            one = "".join(forms[min(way, len(forms) - 1)] for forms in order)
            tokens += [one, f"={one}"]
    tokens += ["".join(forms[0][0] for forms in order) for order in orders]
    return tokens


def _in_latin(run: str, *, alone: bool) -> list[str]:
    """A run of Chinese, Japanese or Korean characters in Latin letters; `alone`: it is the whole name."""
    if not re.fullmatch(rf"[{_HAN}]+", run):
        return [_ascii(part) for part in _HAN_RUN.findall(run) if not re.match(rf"[{_HAN}]", part)]
    personal = len(run) <= _PERSONAL
    tokens = [form for character in run for reading in _readings(character) for form in _forms(reading)]
    for way in _personal_ways(run) if personal else _long_ways(run[:MAX_PARTS]):
        for syllables in _spelt(way):
            # Whoever types a part of a name begins somewhere in it.
            tokens += ["".join(syllables[start:]) for start in range(len(syllables))]
            tokens.append("".join(syllable[:1] for syllable in syllables))
            if personal:
                tokens.append("".join([*syllables[1:], syllables[0]]))
            if alone:
                tokens.append("=" + "".join(syllables))
                tokens += ["=" + "".join([*syllables[1:], syllables[0]])] if personal else []
    return tokens


def _spelt(syllables: Sequence[str]) -> list[list[str]]:
    forms = [_forms(syllable) for syllable in syllables]
    return [[form[min(way, len(form) - 1)] for form in forms] for way in range(max(map(len, forms)))]


def _personal_ways(run: str) -> list[tuple[str, ...]]:
    """The readings of a short name: a surname is often read otherwise than the same character elsewhere."""
    readings = [_readings(c)[: _READINGS if place == 0 else _OTHER_READINGS] for place, c in enumerate(run)]
    return [tuple(reversed(way)) for way in islice(product(*reversed(readings)), _WAYS)]


def _long_ways(run: str) -> list[tuple[str, ...]]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (slow to import, and needed where there is Chinese only)

    return [tuple(lazy_pinyin(run, v_to_u=True))]


@lru_cache(maxsize=20_000)
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415  (slow to import, and needed where there is Chinese only)

    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0])


def _unique(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in tokens if token))


def _spaced(tokens: Sequence[str]) -> str:
    return f" {' '.join(tokens)} " if tokens else " "
