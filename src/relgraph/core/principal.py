"""Who asks, and what they may do: it travels with every reader and transaction."""

from dataclasses import dataclass
from enum import StrEnum

from relgraph.core.errors import ForbiddenError, InputError


class Right(StrEnum):
    """What somebody may do."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True)
class Principal:
    """Who asks: by name, or None where nobody has to say who they are; and what they may do."""

    name: str | None = None
    rights: frozenset[Right] = frozenset(Right)

    def require(self, right: Right) -> None:
        """Raises ForbiddenError when they may not."""
        if right not in self.rights:
            raise ForbiddenError(
                f"'{self.name}' may not {right}.", remedy="Use a token that may; see `relgraph token --help`."
            )

    def author(self, told: str | None) -> str:
        """Who is said to have done something: whoever asks, where that is known, else whom the caller names.

        Raises InputError when nobody is known or named, or when the caller names another than is known.
        """
        named = (told or "").strip()
        if self.name is None:
            if not named:
                raise InputError("by must not be empty.", field="by", remedy="Say who it is.")
            return named
        if named and named != self.name:
            raise InputError(
                f"You are '{self.name}', and cannot speak for '{named}'.",
                field="by",
                remedy="Leave by out: who does it is known.",
            )
        return self.name


ANYBODY = Principal()
"""Whoever it is, where nobody has to say: they may do everything."""
