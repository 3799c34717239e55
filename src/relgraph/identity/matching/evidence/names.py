"""Names of people in parts that can be compared: family and given names in plain letters, Chinese ones as such, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nameparser import parse

from relgraph.core.names import MAX_PARTS, WordPart, as_one, words
from relgraph.identity.matching.evidence.chinese import (
    HAN_NAME,
    readings,
    simplified,
    surname_and_given,
    surname_readings,
)

_PLAIN = re.compile(r"[^\W\d_]{2,}(?:['’\-][^\W\d_]+)* [^\W\d_]{2,}(?:['’\-][^\W\d_]+)*")
"""Two words and nothing else: most names, which need no parser."""
_TITLES = frozenset(
    ("dr", "mr", "ms", "mrs", "prof", "sir", "lady", "dame", "herr", "frau", "don", "mme", "dra", "ing", "dipl")
)
_NOT_OF_NAMES = re.compile(r"\([^)]*\)|[（【\[].*?[）】\]]")
MOST_NAMES, LONGEST = 12, 120
"""So many names of a person, and characters of a name, are looked at."""
_AND_ONE_MORE = 2
Forms = tuple[str, ...]
"""The ways in which one part is spelt in plain letters; the first is the plainest."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `family` as a whole, and `given` part by part; `han`: surname and given name in simplified characters."""

    text: str
    family: Forms
    given: tuple[Forms, ...]
    given_whole: Forms
    """All given names written as one."""
    family_parts: Forms = ()
    """Of a double name or one with particles: what may stand for the whole."""
    han: tuple[str, str] | None = None
    ordered: bool = False
    """Which part is the family is sure; else it may be the other."""

    @property
    def letters(self) -> str:
        """All of it as one word, in the order of its family name last."""
        return "".join(part[0] for part in self.given) + (self.family[0] if self.family else "")

    def turned(self) -> "Name | None":
        """The same name with the family at the other end; None where that is sure, or there are not two parts."""
        if self.ordered or not self.family or not self.given:
            return None
        if len(self.family_parts) > 1 and len(self.given) == 1:
            # `van Berg, Anna` written without its comma, or a Chinese name of three syllables apart.
            rest: tuple[Forms, ...] = tuple((part,) for part in self.family_parts)
        else:
            rest = (*self.given[1:], self.family)
        return replace(self, family=self.given[0], given=rest, given_whole=_whole(rest), family_parts=())

    def doubled(self) -> "Name | None":
        """The same name with a family name of two parts, as in Spain; None where it has none, or not three parts."""
        if self.ordered or self.family_parts or len(self.given) != _AND_ONE_MORE or min(map(_letters, self.given)) == 1:
            return None
        family = as_one(WordPart(forms) for forms in (self.given[1], self.family))
        parts = (*self.given[1], *self.family)
        return replace(self, family=family, given=self.given[:1], given_whole=self.given[0], family_parts=parts)


def names_of(texts: tuple[str, ...]) -> tuple[Name, ...]:
    """All names of a person, each once; a name in both scripts (`王伟 David Wang`) is two."""
    return tuple(dict.fromkeys(name for text in texts[:MOST_NAMES] for name in _found(text[:LONGEST])))


def _found(text: str) -> Iterator[Name]:
    han = "".join(HAN_NAME.findall(text))
    if han:
        yield _chinese(text, simplified(han))
    # Kana and hangul are told in Latin letters by core.names.
    if latin := (HAN_NAME.sub(" ", _NOT_OF_NAMES.sub(" ", text)) if han else text).strip():
        yield from _latin(text, latin)


def _chinese(text: str, name: str) -> Name:
    surname, given = surname_and_given(name)
    return Name(
        text,
        surname_readings(surname) if surname else (),
        (readings(given),) if given else (),
        readings(given) if given else (),
        han=(surname, given),
        ordered=True,
    )


def _latin(text: str, latin: str) -> Iterator[Name]:
    if _PLAIN.fullmatch(latin) and latin.partition(" ")[0].casefold() not in _TITLES:
        given, _, family = latin.partition(" ")
        maiden = ""
    else:
        parsed = parse(latin)
        given, family, maiden = f"{parsed.given} {parsed.middle}", parsed.family, parsed.maiden
        if parsed.nickname and len(parsed.nickname.split()) == 1 and parsed.family:
            yield _of(text, parsed.nickname, parsed.family, ordered="," in latin)
    ordered = "," in latin
    name = _of(text, given, family, ordered=ordered)
    if name.family or name.given:
        yield name
    if maiden:
        yield _of(text, given, maiden, ordered=True)


def _of(text: str, given: str, family: str, *, ordered: bool) -> Name:
    families = _parts(family)
    givens = tuple(part.forms for part in _parts(given))
    if not givens and len(families) == 1:
        families, givens = [], (families[0].forms,)
    parts = tuple(dict.fromkeys(form for part in families for form in part.forms)) if len(families) > 1 else ()
    return Name(text, as_one(families), givens, _whole(givens), parts, ordered=ordered)


def _whole(given: tuple[Forms, ...]) -> Forms:
    return given[0] if len(given) == 1 else as_one(WordPart(forms) for forms in given)


def _letters(forms: Forms) -> int:
    return len(forms[0])


def _parts(text: str) -> list[WordPart]:
    return [part for word in words(text) for part in word][:MAX_PARTS]
