"""Organisations in the form in which they are compared, and what speaks for and against two of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from relgraph.identity.matching.evidence.blocks import Blocks, Chain
from relgraph.identity.matching.evidence.chinese import HAN_NAME, readings
from relgraph.identity.matching.evidence.companies import cleaned, core
from relgraph.identity.matching.evidence.contacts import own_domain
from relgraph.identity.matching.evidence.names import MOST_NAMES
from relgraph.identity.matching.model import Because, KnownOrganization, MatchReason

EXTERNAL_ID, DOMAIN = 34.0, 16.0
SAME_NAME, SAME_WORD = 22.0, 21.5
"""The same cleaned name, of several words or of one."""
SAME_CORE, SAME_CORE_WORD = 21.4, 17.0
"""The same without Group or Capital."""
MISSPELT, SOUND, SHORT_SOUND, PART = 21.4, 21.4, 17.0, 4.0
OTHER_NAME, OTHER_DOMAIN = -6.0, -1.5
TOO_MANY = 3
"""So many organisations with one domain are a group's, and may be different firms."""
_LONG, _ALIKE = 10, 93
"""Letters from which on a slip leaves a name recognisable, and how alike it then is, of 100."""
_LONG_SOUND = 3
_BEGIN = 5
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})


@dataclass(frozen=True, slots=True)
class ComparedOrganization:
    """A profile, prepared: its names as they are recorded and cleaned."""

    profile: KnownOrganization
    names: tuple[tuple[str, str], ...]
    domains: frozenset[str]

    @classmethod
    def of(cls, profile: KnownOrganization) -> "ComparedOrganization":
        """As it is compared."""
        told = [(name, cleaned(name)) for name in profile.names[:MOST_NAMES]]
        domains = frozenset(found for each in profile.domains if (found := own_domain(each)))
        return cls(profile, tuple(each for each in told if each[1]), domains)


class ComparedOrganizations:
    """All that are looked at, and how many of them share what."""

    def __init__(self, profiles: Sequence[KnownOrganization]) -> None:
        self.all = [ComparedOrganization.of(profile) for profile in sorted(profiles, key=lambda each: each.id)]
        self._domains = Counter(domain for each in self.all for domain in each.domains)
        self._identifiers = Counter(id_ for each in self.all for id_ in each.profile.identifiers)

    def blocks(self) -> Blocks:
        """Which are compared with which."""
        return Blocks(lambda: map(self._chains, self.all))

    def _chains(self, organization: ComparedOrganization) -> Iterator[Chain]:
        yield from ((hash(("domain", each)),) for each in organization.domains if self._domains[each] < TOO_MANY)
        yield from (
            (hash(("id", each)),) for each in organization.profile.identifiers if self._identifiers[each] < TOO_MANY
        )
        for _, name in organization.names:
            for spelt in (name, *(readings(name) if HAN_NAME.fullmatch(name) else ())):
                letters = "".join(sorted(spelt.split()))
                yield (hash(("core", core(spelt, business=True).replace(" ", ""))),)
                yield (hash(("begin", letters[:_BEGIN])), hash(("begin", letters[: 2 * _BEGIN])))
                yield (hash(("end", letters[-_BEGIN:])), hash(("end", letters[-2 * _BEGIN :])))

    def reasons(self, one: ComparedOrganization, other: ComparedOrganization) -> list[Because]:
        """All that speaks for and against two organisations."""
        found: list[Because] = []
        if ids := sorted(each for each in one.profile.identifiers & other.profile.identifiers if self._is_own(each)):
            found.append(Because(MatchReason.EXTERNAL_ID, ids[0], EXTERNAL_ID))
        shared = one.domains & other.domains
        if own := sorted(each for each in shared if self._domains[each] < TOO_MANY):
            found.append(Because(MatchReason.DOMAIN, own[0], DOMAIN))
        if one.names and other.names:
            found.append(
                max((_compare(*pair) for pair in product(one.names, other.names)), key=lambda each: each.weight)
            )
        if one.domains and other.domains and not shared and not _labels(one.domains) & _labels(other.domains):
            detail = f"{min(one.domains)} ~ {min(other.domains)}"
            found.append(Because(MatchReason.DIFFERENT_DOMAIN, detail, OTHER_DOMAIN))
        return found

    def _is_own(self, identifier: str) -> bool:
        return self._identifiers[identifier] < TOO_MANY


def _compare(one: tuple[str, str], other: tuple[str, str]) -> Because:
    first, second = one[1], other[1]
    detail = one[0] if one[0] == other[0] else f"{one[0]} ~ {other[0]}"
    reason, weight = _names(first, second)
    return Because(reason, detail, weight)


def _names(one: str, other: str) -> tuple[MatchReason, float]:
    if one.replace(" ", "") == other.replace(" ", ""):
        return MatchReason.NAME, SAME_NAME if _telling(one) else SAME_WORD
    shorter, longer = core(one, business=True), core(other, business=True)
    if shorter == longer:
        return MatchReason.NAME_PART, SAME_CORE if _telling(shorter) else SAME_CORE_WORD
    if (HAN_NAME.fullmatch(one) is None) != (HAN_NAME.fullmatch(other) is None):
        return _sounds(one, other)
    if _misspelt(one, other):
        return MatchReason.SPELLING, MISSPELT
    if set(one.split()) < set(other.split()) or set(other.split()) < set(one.split()):
        return MatchReason.NAME_PART, PART
    return MatchReason.DIFFERENT_NAME, OTHER_NAME


def _telling(name: str) -> bool:
    return " " in name or (HAN_NAME.fullmatch(name) is not None and len(name) > _LONG_SOUND)


def _sounds(one: str, other: str) -> tuple[MatchReason, float]:
    """华为 and Huawei."""
    han, latin = (one, other) if HAN_NAME.fullmatch(one) else (other, one)
    if latin.replace(" ", "") in readings(han):
        return MatchReason.NAME_IN_OTHER_SCRIPT, SOUND if len(han) >= _LONG_SOUND else SHORT_SOUND
    # What a name means in the other language, nobody here knows.
    return MatchReason.NAME, 0.0


def _misspelt(one: str, other: str) -> bool:
    digits = [[letter for letter in name if letter.isdigit()] for name in (one, other)]
    if min(len(one), len(other)) < _LONG or digits[0] != digits[1] or len(one.split()) != len(other.split()):
        return False
    return fuzz.token_sort_ratio(one, other, score_cutoff=_ALIKE) > 0


def _labels(domains: frozenset[str]) -> set[str]:
    """What domains are called, whatever country they are of: `acme` of acme.com and acme.co.uk."""
    found = set()
    for domain in domains:
        parts = domain.split(".")
        at = -3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else -2  # noqa: PLR2004  (a label before them)
        found.add(parts[max(at, -len(parts))])
    return found
