"""Search by name: what is typed becomes a Lucene query, what is found a hit."""

import re
import unicodedata
from itertools import pairwise

from pydantic import BaseModel

from relgraph.errors import InputError
from relgraph.record.model import EntityKind

MAX_LENGTH = 200
"""The longest text that is searched for, in characters."""

MAX_WORDS = 10
"""The most words that are searched for."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]+|[^\W{_CJK}]+(?:['’.][^\W{_CJK}]+)*")
_IS_CJK = re.compile(rf"[{_CJK}]")

# What the `cjk` analyser leaves out of the index. Names like "Anna To" must be found although "to" is not there.
_STOP_WORDS = frozenset(
    {"a", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on"}
    | {"or", "s", "such", "t", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will"}
    | {"with", "www"}
)
_ONE_TYPO, _TWO_TYPOS = 3, 6  # from how many letters on a word may have so many wrong


class Hit(BaseModel, frozen=True):
    """Something whose name matches. `title` is a person's, `place` the organisation around it.

    `score` is only good for comparing the hits of one search; `candidates` is how many names the index gave for it.
    """

    kind: EntityKind
    id: str
    name: str
    english_name: str | None
    title: str | None
    place: str | None
    score: float
    candidates: int


class SearchAnswer(BaseModel, frozen=True):
    """The hits, best first. `truncated`: there are more."""

    hits: list[Hit]
    truncated: bool


class NameQuery(BaseModel, frozen=True):
    """What to ask the index for, and the names that count as full matches."""

    lucene: str
    exact: list[str]


def name_query(text: str) -> NameQuery:
    """The query for what somebody typed. Raises InputError when there is nothing, or too much, to search for.

    Only letters, digits, and apostrophes or dots between them get into the query, all in lower case: none of Lucene's
    operators can, whatever the text holds.
    """
    if len(text) > MAX_LENGTH:
        raise InputError(f"The text has {len(text)} characters.", field="text", remedy=f"Give at most {MAX_LENGTH}.")
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    if not words:
        raise InputError(
            "There is no letter or digit to search for.", field="text", remedy="Give a name or part of one."
        )
    if len(words) > MAX_WORDS:
        raise InputError(f"The text has {len(words)} words.", field="text", remedy=f"Give at most {MAX_WORDS}.")
    indexed = [word for word in words if word not in _STOP_WORDS] or words
    exact = {" ".join(words), " ".join(reversed(words)), " ".join(text.lower().split())}
    return NameQuery(lucene=" ".join(f"+({_clause(word)})" for word in indexed), exact=sorted(exact))


def _clause(word: str) -> str:
    return _cjk_clause(word) if _IS_CJK.match(word) else _latin_clause(word)


def _cjk_clause(word: str) -> str:
    if len(word) == 1:
        # The index holds pairs of characters, and single ones only where they stand alone.
        return f"{word}^4 {word}*^2 *{word}*"
    return f'"{word}"^4 ' + " ".join(a + b for a, b in pairwise(word))


def _latin_clause(word: str) -> str:
    typos = 2 if len(word) >= _TWO_TYPOS else 1 if len(word) >= _ONE_TYPO else 0
    forms = [f"{word}^4", f"{word}*^2"]
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if plain != word:
        forms += [f"{plain}^3", f"{plain}*"]
    return " ".join([*forms, f"{word}~{typos}"] if typos else forms)
