"""Pairs of people who may be one and the same."""

from collections.abc import Container, Iterator, Sequence

from relgraph.core.extras import Extra, require_extra
from relgraph.identity.matching.model import SUGGESTED, KnownPerson, Match, require_unique
from relgraph.identity.matching.pairs import pairs


def match_people(
    profiles: Sequence[KnownPerson], *, least: float = SUGGESTED, only: Container[str] | None = None
) -> Iterator[Match]:
    """Pairs that score at least `least`, in the order of their ids; `only`: those that have one of these ids in them.

    All profiles are needed whatever `only` says: how many share a name or an address is part of what it tells. Whoever
    shares no key with anybody is compared with nobody (`evidence.blocks`), so a `least` of 0 does not list all pairs.
    Raises MissingExtraError at once where what compares names is not installed, and ValueError where an id comes twice.
    """
    require_extra(Extra.MATCH)
    require_unique(profile.id for profile in profiles)
    return _matches(profiles, least, only)


def _matches(profiles: Sequence[KnownPerson], least: float, only: Container[str] | None) -> Iterator[Match]:
    from relgraph.identity.matching.evidence.people import ComparedPeople  # noqa: PLC0415  (of the extra)

    return pairs(ComparedPeople(profiles), least, only)
