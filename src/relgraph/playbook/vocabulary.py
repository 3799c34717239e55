"""Words that the playbook gives to records: which there are, and which is meant by another text (method M5, M14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, Protocol

from relgraph.playbook.mistakes import PAGE, did_you_mean
from relgraph.playbook.model import Playbook

WordSection = Literal["interactions", "assessments.aspects"]
"""A part of the playbook whose names records hold, by its path."""

_SHOWN = 40
"""So many characters of an unknown word are shown."""


class Worded(Protocol):
    """Something of the playbook that is called something in both languages."""

    @property
    def en(self) -> str:
        """In English."""

    @property
    def zh(self) -> str:
        """In Chinese."""


def meant_kind(kinds: Mapping[str, Worded], text: str) -> str | None:
    """The kind that is called so, by its word in either language or as records call it; None where none is."""
    told = " ".join(text.split()).casefold()
    called = ((name, {name, name.replace("_", " "), kind.en.casefold(), kind.zh}) for name, kind in kinds.items())
    return next((name for name, words in called if told in words), None)


@dataclass(frozen=True)
class Vocabulary:
    """The names of a section of the playbook in force, with what people call them."""

    section: WordSection
    kinds: Mapping[str, Worded]

    @classmethod
    def of(cls, playbook: Playbook, section: WordSection) -> "Vocabulary":
        """That of a section."""
        return cls(section, attrgetter(section)(playbook))

    def __contains__(self, word: object) -> bool:
        return word in self.kinds

    def problem(self, word: str) -> str:
        """What is wrong with a word that is none of them."""
        return f"the playbook knows no '{word if len(word) <= _SHOWN else f'{word[:_SHOWN]}…'}'"

    def remedy(self, word: str) -> str:
        """How to mend it: the word that was probably meant, those that there are, or one more in the playbook."""
        meant = meant_kind(self.kinds, word)
        near = f"Did you mean {meant}? " if meant else did_you_mean(word, self.kinds)
        known = ", ".join(self.kinds)
        return f"{near}Write one of {known}; or add it to the playbook, under {self.section} ({PAGE})"
