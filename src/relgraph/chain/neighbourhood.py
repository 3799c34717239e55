"""A decision chain as it is computed on: who holds which key role, where people stand, who leads or sways whom.

Whatever is not known of a strength or a stance is a span: from what it is at least to what it may be at most.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from pydantic import BaseModel

from relgraph.kinds.role import KEY_ROLES, RoleLetter
from relgraph.paths.model import AssumedStrengths
from relgraph.playbook.chain import ChainNumbers


class HopKind(StrEnum):
    """By what somebody leads to another: a line up is that of whoever reports to them, one down their manager's."""

    TIE = "tie"
    INFLUENCE = "influence"
    SOLID_UP = "solid_up"
    SOLID_DOWN = "solid_down"
    DOTTED_UP = "dotted_up"
    DOTTED_DOWN = "dotted_down"


class HopsRow(BaseModel, frozen=True):
    """Who leads to a person: by id, by what, and how strongly, 0..1; None is unknown."""

    id: str
    hops: list[tuple[str, HopKind, float | None]]
    declining: list[str]
    at_odds: list[str]


class Span(NamedTuple):
    """Between what a number from 0 to 1 lies: equal where it is known."""

    least: float
    most: float


Hops = Mapping[str, tuple[tuple[HopKind, float | None], ...]]
Spans = Mapping[str, Span]

UNKNOWN = Span(0.0, 1.0)

_KEPT = 4096
"""Most pairs are tied alike: so many kinds of hops are told once."""

_LINES = {
    HopKind.SOLID_UP: AssumedStrengths().solid_up,
    HopKind.SOLID_DOWN: AssumedStrengths().solid_down,
    HopKind.DOTTED_UP: AssumedStrengths().dotted_up,
    HopKind.DOTTED_DOWN: AssumedStrengths().dotted_down,
}


@dataclass(frozen=True)
class Chain:
    """A deal's decision chain with its neighbourhood, all by ids of people.

    `roles`: their letters in the deal. `levels`: known support in it; whoever is not in there stands nobody knows
    where. `hops`: to whom → by whom → by what, and how strongly. `ways`: the same as spans, for introductions; `sways`:
    for being listened to; `ties`: for acquaintance alone.
    """

    numbers: ChainNumbers
    roles: Mapping[str, frozenset[RoleLetter]]
    levels: Mapping[str, int]
    ours: frozenset[str]
    rivals: frozenset[str]
    declining: frozenset[str] = frozenset()
    at_odds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hops: Mapping[str, Hops] = field(default_factory=dict)
    ways: Mapping[str, Spans] = field(default_factory=dict)
    sways: Mapping[str, Spans] = field(default_factory=dict)
    ties: Mapping[str, Spans] = field(default_factory=dict)

    @property
    def members(self) -> list[str]:
        """Who approves, decides or evaluates, by id."""
        return sorted(person for person, letters in self.roles.items() if letters & set(KEY_ROLES))

    def holders(self, letter: RoleLetter) -> list[str]:
        """Who holds a role."""
        return sorted(person for person, letters in self.roles.items() if letter in letters)

    @cached_property
    def open(self) -> frozenset[str]:
        """Through whom ways and voices pass for sure: none of ours, and known not to be against us."""
        known = {person for person, level in self.levels.items() if level >= 0}
        return frozenset(known - self.ours - self.rivals)

    @cached_property
    def supporters(self) -> dict[str, float]:
        """Who is known to support us, and what that is worth."""
        held = {person: level for person, level in self.levels.items() if level > 0}
        return {who: self.numbers.support.of(held[who]) for who in held.keys() - self.ours - self.rivals}

    @cached_property
    def starts(self) -> dict[str, float]:
        """From whom our ways may start, each worth as much: any of ours but those who are against the deal."""
        return {by: 1.0 for by in self.ours if not self.opposes(by)}

    def opposes(self, person: str) -> bool:
        """They are known to be against us, or are a competitor's."""
        return self.levels.get(person, 0) < 0 or person in self.rivals

    def heard(self, person: str) -> bool:
        """Somebody is recorded as one to whom they listen."""
        return any(kind is HopKind.INFLUENCE for hops in self.hops.get(person, {}).values() for kind, _ in hops)


def chain_of(
    rows: Iterable[HopsRow],
    *,
    numbers: ChainNumbers,
    roles: Mapping[str, frozenset[RoleLetter]],
    levels: Mapping[str, int],
    ours: frozenset[str],
    rivals: frozenset[str],
    declining: Iterable[str] = (),
) -> Chain:
    """The chain that was read. Of ours and rivals only those are kept who appear in it."""
    hops: dict[str, Hops] = {}
    at_odds: dict[str, frozenset[str]] = {}
    decline = set(declining)
    for row in rows:
        leading: dict[str, list[tuple[HopKind, float | None]]] = {}
        for by, kind, strength in row.hops:
            leading.setdefault(by, []).append((kind, strength))
        hops[row.id] = {by: tuple(told) for by, told in leading.items()}
        at_odds[row.id] = frozenset(row.at_odds)
        decline.update(row.declining)
    seen = {*hops, *(by for leading in hops.values() for by in leading), *roles, *levels}
    chain = Chain(numbers, roles, levels, ours & seen, rivals & seen, frozenset(decline), at_odds, hops)
    return with_spans(chain, hops)


def with_spans(chain: Chain, people: Iterable[str]) -> Chain:
    """The chain with what leads to some people told anew as spans."""
    solid, dotted = chain.numbers.solid_line, chain.numbers.dotted_line
    ways, sways, ties = dict(chain.ways), dict(chain.sways), dict(chain.ties)
    for to in people:
        quarrels = chain.at_odds.get(to, frozenset())
        leading = [(by, hops) for by, hops in chain.hops.get(to, {}).items() if by not in quarrels]
        willing = [(by, hops) for by, hops in leading if by not in chain.declining]
        ways[to] = _spans((by, _way(hops)) for by, hops in willing)
        ties[to] = _spans((by, _tie(hops)) for by, hops in willing)
        sways[to] = _spans((by, _sway(hops, solid, dotted)) for by, hops in leading if by not in chain.ours)
    return replace(chain, ways=ways, sways=sways, ties=ties)


def _spans(told: Iterable[tuple[str, Span | None]]) -> Spans:
    return {by: span for by, span in told if span is not None and span.most > 0}


def _told(hops: Iterable[tuple[HopKind, float | None]], *kinds: HopKind) -> Span | None:
    """Of several strengths the strongest that is recorded counts; only where none is it is unknown (ADR 0013)."""
    strengths = [strength for kind, strength in hops if kind in kinds]
    recorded = [strength for strength in strengths if strength is not None]
    if recorded:
        return Span(max(recorded), max(recorded))
    return UNKNOWN if strengths else None


def _stronger(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return Span(max(one.least, other.least), max(one.most, other.most))


@lru_cache(_KEPT)
def _way(hops: tuple[tuple[HopKind, float | None], ...]) -> Span | None:
    line = max((_LINES[kind] for kind, _ in hops if kind in _LINES), default=None)
    return _stronger(_told(hops, HopKind.TIE, HopKind.INFLUENCE), None if line is None else Span(line, line))


@lru_cache(_KEPT)
def _tie(hops: tuple[tuple[HopKind, float | None], ...]) -> Span | None:
    told, leads = _told(hops, HopKind.TIE), _told(hops, HopKind.TIE, HopKind.INFLUENCE)
    return None if leads is None or leads.most == 0 else told


@lru_cache(_KEPT)
def _sway(hops: tuple[tuple[HopKind, float | None], ...], solid: float, dotted: float) -> Span | None:
    lines = {HopKind.SOLID_DOWN: solid, HopKind.DOTTED_DOWN: dotted}
    line = max((lines[kind] for kind, _ in hops if kind in lines), default=None)
    return _stronger(_told(hops, HopKind.INFLUENCE), None if line is None else Span(line, line))
