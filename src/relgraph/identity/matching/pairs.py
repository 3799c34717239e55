"""All pairs of what may be one: of those that are compared, each pair once."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from relgraph.identity.matching.model import Because, KnownOrganization, KnownPerson, Match


class _After(Protocol):
    def after(self, place: int) -> Iterable[int]: ...


class _One(Protocol):
    @property
    def profile(self) -> KnownPerson | KnownOrganization: ...


C = TypeVar("C", bound=_One)


class Compared(Protocol[C]):
    """People or organisations in an order, who of them is compared with whom, and what that tells."""

    @property
    def all(self) -> Sequence[C]:
        """All of them, in their order."""

    def blocks(self) -> _After:
        """Who is compared with whom, by their places."""

    def reasons(self, one: C, other: C) -> list[Because]:
        """What speaks for two being one, and against it."""


def pairs(compared: Compared[C], least: float, only: Container[str] | None) -> Iterator[Match]:
    """Pairs that are at least so likely one; with `only`, those of which one has one of these ids."""
    blocks = compared.blocks()
    for place, one in enumerate(compared.all):
        for other in (compared.all[each] for each in blocks.after(place)):
            if only is not None and one.profile.id not in only and other.profile.id not in only:
                continue
            match = Match.of(one.profile.id, other.profile.id, compared.reasons(one, other))
            if match.score >= least:
                yield match
