"""Words that every company chooses for itself, as roles and stages, and what they mean to relgraph.

A file for `--mapping` adds to what is known:

    [roles]
    Procurement = "E"
    [stages]
    "Contract sent" = "contract"
    [account_types]
    "Old customer" = "customer"
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from relgraph.connect.tabular.shape import plain
from relgraph.core.errors import InputError

T = TypeVar("T")

Said = Mapping[str, Mapping[str, str]]
"""What a file says of words: by the name of the list."""


def read_words(path: Path | None) -> Said:
    """What a file says that words mean; nothing without a file. Raises InputError."""
    if path is None:
        return {}
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        remedy = 'Write lists of words in TOML: [roles], and below it Procurement = "E".'
        raise InputError(f"{path} cannot be read: {error}.", remedy=remedy) from error
    return {name: words for name, words in said.items() if isinstance(words, dict)}


class WordList(Generic[T]):
    """Words of one kind, and what each means. Raises InputError when a file says what is none of the meanings."""

    def __init__(
        self,
        name: str,
        known: Mapping[T, tuple[str, ...]],
        meaning: Callable[[str], T | None],
        said: Said,
        allowed: str,
    ) -> None:
        self.name = name
        self.allowed = allowed
        self._means = {plain(word): means for means, words in known.items() for word in words}
        for word, value in said.get(name, {}).items():
            means = meaning(str(value))
            if means is None:
                raise InputError(
                    f"'{value}' is none of what {name} mean, for '{word}'.", field="mapping", remedy=f"Write {allowed}."
                )
            self._means[plain(word)] = means

    def find(self, word: str) -> T | None:
        """What a word means; None where nobody knows."""
        return self._means.get(plain(word))

    def how(self, word: str) -> str:
        """How to say what a word means."""
        return f'Say it in a file for --mapping, below [{self.name}]: "{word}" = one of {self.allowed}.'
