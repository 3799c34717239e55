"""Search by name: what is typed becomes a Lucene query, what is found a hit."""

import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import StrEnum

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.core.names import Word, WordPart, as_one, pairs, words
from relgraph.record.fields import EntityKind

MAX_LENGTH = 200
"""The longest text that is searched for, in characters."""

MAX_WORDS = 10
"""The most words that are searched for."""

_ONE_TYPO, _TWO_TYPOS = 3, 6  # from how many letters on a word may have so many wrong


class Fit(StrEnum):
    """How a name fits what was typed: letter for letter, spelt otherwise or in another order, or in parts."""

    EXACT = "exact"
    WHOLE = "whole"
    PART = "part"


class Hit(BaseModel, frozen=True):
    """Something whose name matches. `title` is a person's, `place` the organisation around it.

    `score` is only good for comparing the hits of one search.
    """

    kind: EntityKind
    id: str
    name: str
    english_name: str | None
    title: str | None
    place: str | None
    score: float
    fit: Fit


class NameHits(BaseModel, frozen=True):
    """What the index gave: the hits, best first, and how many names were looked at for them."""

    hits: list[Hit]
    candidates: int


class SearchAnswer(BaseModel, frozen=True):
    """The hits of a page, best first, and whether more follow.

    `truncated`: there are more, or may be: not every name that matches was looked at.
    """

    hits: list[Hit]
    more: bool
    truncated: bool


class NameQuery(BaseModel, frozen=True):
    """What to ask the index for, and the names that fit exactly or as a whole."""

    lucene: str
    exact: list[str]
    whole: list[str]


def name_query(text: str, kinds: Sequence[EntityKind] | None = None, *, typos: bool = True) -> NameQuery:
    """The query for what somebody typed. Raises InputError when there is nothing, or too much, to search for.

    Only folded letters and digits get into the query (`words`): none of Lucene's operators can, whatever the text
    holds. Without `typos` every word must be there as it is, or begin one; with them, a given name also finds people by
    others that stand for it (Liz, Elizabeth), after those who are called as typed.
    """
    if len(text) > MAX_LENGTH:
        raise InputError(f"The text has {len(text)} characters.", field="text", remedy=f"Give at most {MAX_LENGTH}.")
    found = words(text)
    if not found:
        raise InputError(
            "There is no letter or digit to search for.", field="text", remedy="Give a name or part of one."
        )
    if len(found) > MAX_WORDS:
        raise InputError(f"The text has {len(found)} words.", field="text", remedy=f"Give at most {MAX_WORDS}.")
    whole = as_one(part for word in found for part in word)
    every = " ".join(f"+({_word(word, typos=typos)})" for word in found)
    together = " ".join(f"search_more:={form}^64 search_words:{form}^8 search_more:{form}^4" for form in whole)
    asked = f"+(({every}) {together})"
    return NameQuery(lucene=_of(asked, kinds), exact=_as_stored(text), whole=[f" ={form} " for form in whole])


def any_query(names: Iterable[str], kind: EntityKind) -> NameQuery | None:
    """The query for what has any of these names; None when there is nothing to search for in them."""
    asked = []
    for name in names:
        with suppress(InputError):  # nobody types a name of so many words, or of none
            asked.append(name_query(name, typos=False))
    if not asked:
        return None
    return NameQuery(
        lucene=_of(f"+({' '.join(f'({one.lucene})' for one in asked)})", [kind]),
        exact=[name for one in asked for name in one.exact],
        whole=[form for one in asked for form in one.whole],
    )


def _of(asked: str, kinds: Sequence[EntityKind] | None) -> str:
    return f"{asked} +({' '.join(f'search_more:@{kind}' for kind in kinds)})^0" if kinds else asked


def _as_stored(text: str) -> list[str]:
    line = " ".join(text.split()).lower()
    return sorted({unicodedata.normalize(form, line) for form in ("NFC", "NFD", "NFKC")} | {line})


def _word(word: Word, *, typos: bool) -> str:
    parts = " ".join(f"+({_part(part, typos=typos)})" for part in word)
    if len(word) == 1:
        return _part(word[0], typos=typos)
    return f"({parts}) " + " ".join(_latin(form, 0) for form in as_one(word))


def _part(part: WordPart, *, typos: bool) -> str:
    if part.chinese:
        return _chinese(part.forms[0], typos=typos)
    first, *others = part.forms
    short = _nicknames(part) if typos else []
    wrong = (2 if len(first) >= _TWO_TYPOS else 1 if len(first) >= _ONE_TYPO else 0) if typos else 0
    return " ".join([_latin(first, wrong), *(_latin(form, 0) for form in others), *short])


def _nicknames(part: WordPart) -> list[str]:
    """People who may be called so: they count for next to nothing, so that names as they are typed come first."""
    if not part.nicknames:
        return []
    names = " ".join(f"search_words:{name}" for name in part.nicknames)
    return [f"(+({names}) +search_more:@{EntityKind.PERSON})^0.001"]


def _latin(form: str, wrong: int) -> str:
    asked = f"search_words:{form}^8 search_more:{form}^4 search_words:{form}*^2 search_more:{form}*"
    return f"{asked} search_words:{form}~{wrong}" if wrong else asked


def _chinese(run: str, *, typos: bool) -> str:
    parts = pairs(run)
    asked = f"search_words:{run}^8"
    if len(parts) > 1:
        asked += " (" + " ".join(f"+search_words:{pair}" for pair in parts) + ")^4"
        asked += "".join(f" search_words:{pair}" for pair in parts) if typos else ""
    return asked
