"""How another source may write a name: what people, lists and systems do to it."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import opencc

from bench.identity_names import SHORT

_TO_TRADITIONAL = opencc.OpenCC("s2t")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True)
class Written:
    """A name in parts; `han` where it is Chinese."""

    given: str
    family: str
    han: tuple[str, str] | None = None
    text: str = ""

    @property
    def told(self) -> str:
        """As it is recorded."""
        return self.text or f"{self.given} {self.family}"


def _typo(rng: Random, name: Written) -> Written:
    if name.han:
        return name
    text = list(name.told)
    at = rng.randrange(1, len(text) - 1)
    how = rng.randrange(4)
    if how == 0:
        text[at], text[at - 1] = text[at - 1], text[at]
    elif how == 1:
        del text[at]
    elif how == 2:
        text.insert(at, text[at])
    else:
        text[at] = rng.choice("aeionrtsl")
    return replace(name, text="".join(text))


def _other_script(rng: Random, name: Written) -> Written:
    if not name.han:
        return name
    given = name.given
    return replace(
        name, text=rng.choice([f"{given} {name.family}", f"{name.family} {given}", f"{given} {name.family.upper()}"])
    )


def _traditional(rng: Random, name: Written) -> Written:
    return replace(name, text=_TO_TRADITIONAL.convert(name.told)) if name.han else name


def _short(rng: Random, name: Written) -> Written:
    given = name.given.split(" ")[0]
    return replace(name, text=f"{SHORT[given]} {name.family}") if given in SHORT and not name.han else name


def _initial(rng: Random, name: Written) -> Written:
    return name if name.han else replace(name, text=f"{name.given[0]}. {name.family}")


def _order(rng: Random, name: Written) -> Written:
    if name.han:
        return name
    return replace(name, text=rng.choice([f"{name.family} {name.given}", f"{name.family}, {name.given}"]))


def _accents(rng: Random, name: Written) -> Written:
    text = name.told.translate(_SPELT_OUT) if rng.random() < 0.4 else name.told
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return replace(name, text=bare) if bare != name.told else name


def _middle(rng: Random, name: Written) -> Written:
    if name.han:
        return name
    given, _, middle = name.given.partition(" ")
    return replace(
        name, text=f"{given} {name.family}" if middle else f"{given} {rng.choice('ABCDEJKLMRST')}. {name.family}"
    )


def _same(rng: Random, name: Written) -> Written:
    return name


CHANGES: dict[str, tuple[float, Callable[[Random, Written], Written]]] = {
    "as it was": (3, _same),
    "typo": (3, _typo),
    "other script": (4, _other_script),
    "traditional": (2, _traditional),
    "nickname": (3, _short),
    "initial": (1.5, _initial),
    "order": (2, _order),
    "accents": (2, _accents),
    "middle name": (1.5, _middle),
}
