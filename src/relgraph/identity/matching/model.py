"""What is known of people and organisations, and pairs of them that may be one and the same.

Evidence is counted in bits, as in Fellegi and Sunter, "A theory for record linkage" (1969): how much more likely what
was seen is where two are one than where they are not, as a logarithm to base 2. It is added up.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

PRIOR = -20.0
"""Bits before anything is seen: one pair in a million."""
SUGGESTED = 0.7
"""The score from which on a pair is worth showing to somebody."""


class MatchReason(StrEnum):
    """What speaks for a pair; `DIFFERENT_…`: what speaks against it."""

    EMAIL = "EMAIL"
    EXTERNAL_ID = "EXTERNAL_ID"
    PHONE = "PHONE"
    NAME = "NAME"
    NAME_IN_OTHER_SCRIPT = "NAME_IN_OTHER_SCRIPT"
    NAME_ORDER = "NAME_ORDER"
    NAME_PART = "NAME_PART"
    INITIALS = "INITIALS"
    NICKNAME = "NICKNAME"
    SPELLING = "SPELLING"
    ORGANIZATION = "ORGANIZATION"
    DOMAIN = "DOMAIN"
    MAILBOX = "MAILBOX"
    TITLE = "TITLE"
    DIFFERENT_NAME = "DIFFERENT_NAME"
    DIFFERENT_FAMILY_NAME = "DIFFERENT_FAMILY_NAME"
    DIFFERENT_GIVEN_NAME = "DIFFERENT_GIVEN_NAME"
    DIFFERENT_EMAIL = "DIFFERENT_EMAIL"
    DIFFERENT_PHONE = "DIFFERENT_PHONE"
    DIFFERENT_DOMAIN = "DIFFERENT_DOMAIN"
    TOLD_APART = "TOLD_APART"
    JUDGED_DIFFERENT = "JUDGED_DIFFERENT"
    SEVERAL = "SEVERAL"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason; `detail`: the two values, for people to read; `weight`: bits, negative where it speaks against."""

    reason: MatchReason
    detail: str
    weight: float

    def stored(self) -> str:
        """As it is kept: words of no language."""
        return f"{self.reason}|{self.weight:g}|{self.detail}"

    @classmethod
    def kept(cls, text: str) -> "Because":
        """What was `stored`."""
        reason, weight, detail = text.split("|", 2)
        return cls(MatchReason(reason), detail, float(weight))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person: the main name first, then the English name and aliases; where they hold or held seats, by id."""

    id: str
    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organisation: the main name first; `domains`: of its web sites and e-mail addresses."""

    id: str
    names: tuple[str, ...]
    domains: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Two that may be one (`one` < `other`), how likely that is (0 to 1), and why, the weightiest reason first."""

    one: str
    other: str
    score: float
    reasons: tuple[Because, ...]

    @classmethod
    def of(cls, one: str, other: str, reasons: Iterable[Because]) -> "Match":
        """The pair in its order, its score from the bits of all reasons."""
        told = tuple(sorted(reasons, key=lambda each: (-abs(each.weight), each.reason, each.detail)))
        first, second = sorted((one, other))
        return cls(first, second, score(sum(each.weight for each in told)), told)


def score(bits: float) -> float:
    """The likelihood after so many bits of evidence, of which three decimals mean something."""
    return round(1 / (1 + math.exp2(-(PRIOR + bits))), 3)


def require_unique(ids: Iterable[str]) -> None:
    """Raise ValueError where two profiles have the same id: they would be one before anybody looked."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ValueError(f"Two profiles have the id {each!r}: give each its own.")
        seen.add(each)
