"""The next contacts worth most: the same question asked with the change made, for each who may be won (method M3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from relgraph.chain.changes import tied, turned
from relgraph.chain.model import NEXT_CONTACTS, MoveKind, MoveOutcome, NextContact
from relgraph.chain.neighbourhood import Chain
from relgraph.chain.readiness import (
    Secured,
    coach_span,
    secured_points,
    secured_voices,
    secured_ways,
    secured_with,
    shares,
)
from relgraph.chain.strongest import LEAST, MOST, STEPS, Walk, strongest
from relgraph.kinds.role import RoleLetter

SMALLEST_GAIN = 0.05
"""Gains below this are none as they are told, with one decimal."""
STRONG = 2
"""Who stands here is as strongly with us as an effort may bring; a coach is made by more than a contact."""
ROUNDING = 1e-6
"""Gains that differ by less are equal."""
WHO_OF_OURS = ""
"""Stands for whichever of ours makes a new tie: any is as good for the figure."""


@dataclass(frozen=True)
class _Worked:
    """A chain with what is worked out of it once for all candidates."""

    chain: Chain

    @cached_property
    def secured(self) -> dict[str, Secured]:
        """What is secured with each member now."""
        return {member: secured_with(self.chain, member) for member in self.chain.members}

    @cached_property
    def now(self) -> float:
        return secured_points(self.chain, self.secured)

    @cached_property
    def voices(self) -> set[str]:
        """Who sways a member, as far as is known or may be."""
        sways = self.chain.sways
        return {by for m in self.secured for by in strongest(sways, m, counts=MOST, passes=lambda _: True)}

    @cached_property
    def heard(self) -> dict[str, dict[str, Walk]]:
        """By member, whose voice counts."""
        return {member: secured_voices(self.chain, member) for member in self.secured}

    @cached_property
    def led(self) -> dict[str, dict[str, Walk]]:
        """By member, who leads to them."""
        return {member: secured_ways(self.chain, member) for member in self.secured}

    @cached_property
    def shares(self) -> dict[str, float]:
        """How much of the decision is each member's."""
        return shares(self.chain)

    @cached_property
    def coach(self) -> float:
        """What our best coach is worth."""
        return coach_span(self.chain)[0].least

    def surroundings(self, person: str) -> tuple[float, float]:
        """The strongest voice of a supporter that reaches somebody, and our best way to them: what passes them on."""
        voices, ways = (look(self.chain, person, STEPS - 1) for look in (secured_voices, secured_ways))
        supporters, starts = self.chain.supporters, self.chain.starts
        voice = max((walk.strength * supporters.get(by, 0.0) for by, walk in voices.items()), default=0.0)
        return voice, max((walk.strength for by, walk in ways.items() if by in starts), default=0.0)

    def bound(self, person: str, level: int, around: tuple[float, float], *, meets: bool) -> float:
        """No more than this comes of it when somebody turns out to stand there, in points.

        A voice that counts anew begins with them or passes through them, and so does a way; either is no stronger than
        what reaches them times what they carry on.
        """
        numbers, (voice, way) = self.chain.numbers, around
        worth = numbers.support.of(level)
        sways = max(worth if level > 0 else 0.0, voice if level >= 0 else 0.0)
        leads = max(way, numbers.new_tie if meets else 0.0)
        total = 0.0
        for member, now in self.secured.items():
            gain = numbers.parts.sway * max(0.0, _carried(self.heard[member], person) * sways - now.sway)
            if person == member:
                gain += numbers.parts.stance * max(0.0, worth - now.stance)
                gain += numbers.parts.access * max(0.0, leads - now.access)
            elif level >= 0:
                gain += numbers.parts.access * max(0.0, _carried(self.led[member], person) * leads - now.access)
            total += self.shares[member] * gain
        if RoleLetter.COACH in self.chain.roles.get(person, ()) and level > 0:
            total += numbers.parts.coach * max(0.0, worth - self.coach)
        return float(100 * total / sum(numbers.parts.model_dump().values()))

    def _touches(self, person: str, member: str) -> bool:
        return person == member or person in self.heard[member] or person in self.led[member]

    def gain(self, person: str, other: Chain) -> tuple[float, set[str]]:
        """What the chain brings in which somebody is changed, and with whom of the members it helps."""
        secured = {m: secured_with(other, m) if self._touches(person, m) else now for m, now in self.secured.items()}
        helped = {member for member, each in secured.items() if each != self.secured[member]}
        return secured_points(other, secured) - self.now, helped


def _carried(walks: Mapping[str, Walk], person: str) -> float:
    return walks[person].strength if person in walks else 0.0


class _Move(NamedTuple):
    """Something to do about somebody: where they may stand then, how likely, and whether a tie is made."""

    person: str
    kind: MoveKind
    chances: dict[int, float]
    meets: bool


def next_contacts(chain: Chain, *, limit: int = NEXT_CONTACTS) -> list[NextContact]:
    """The contacts that are expected to raise the readiness most; equals by id. Of each the move that is worth most.

    Looked at are members, whoever sways one, and those with role C, who are not known to oppose us and may be won
    further. Whom nobody has asked is met, or asked by whoever knows them, and turns out to stand anywhere, as likely as
    the playbook says; for others an effort raises support by one level, with its chance. Meeting somebody makes a tie.
    What cannot bring more than the last of those found is not looked at closely.
    """
    worked = _Worked(chain)
    candidates = {*chain.members, *chain.holders(RoleLetter.COACH), *worked.voices} - chain.ours
    bounds: dict[_MoveKey, tuple[float, _Move]] = {}
    for person in candidates:
        if not chain.opposes(person):
            around = worked.surroundings(person)
            for move in _moves(chain, person):
                told = {level: worked.bound(person, level, around, meets=move.meets) for level in move.chances}
                bounds[person, move.kind] = sum(move.chances[level] * most for level, most in told.items()), move
    best: dict[str, NextContact] = {}
    for most, move in sorted(bounds.values(), key=lambda each: (-each[0], each[1].person, each[1].kind)):
        found = sorted(best.values(), key=_order)
        if most < (found[limit - 1].gain if len(found) >= limit else SMALLEST_GAIN) - ROUNDING:
            break
        contact = _worth(worked, move)
        if contact.gain >= SMALLEST_GAIN and (move.person not in best or _order(contact) < _order(best[move.person])):
            best[move.person] = contact
    return sorted(best.values(), key=_order)[:limit]


_MoveKey = tuple[str, MoveKind]


def _order(contact: NextContact) -> tuple[float, str, str]:
    return -round(contact.gain, 6), contact.person, contact.move


def _moves(chain: Chain, person: str) -> list[_Move]:
    level, numbers = chain.levels.get(person), chain.numbers
    known = any(by in chain.ways.get(person, {}) for by in chain.starts)
    if level is None:
        kind = MoveKind.ASK if known else MoveKind.MEET
        return [_Move(person, kind, numbers.first_answer.chances(), meets=not known)]
    moves = [] if known else [_Move(person, MoveKind.MEET, {level: 1.0}, meets=True)]
    if level < STRONG:
        chances = {level: 1 - numbers.raise_chance, level + 1: numbers.raise_chance}
        moves.append(_Move(person, MoveKind.RAISE, chances, meets=False))
    return moves


def _worth(worked: _Worked, move: _Move) -> NextContact:
    """A move, with what it is expected to bring: the same question asked for each outcome."""
    outcomes: list[MoveOutcome] = []
    members: set[str] = set()
    for level, chance in move.chances.items():
        other = turned(worked.chain, move.person, level)
        gain, helped = worked.gain(move.person, tied(other, WHO_OF_OURS, move.person) if move.meets else other)
        outcomes.append(MoveOutcome(level=level, chance=chance, gain=gain))
        members |= helped
    return NextContact(
        person=move.person,
        move=move.kind,
        gain=sum(outcome.chance * outcome.gain for outcome in outcomes),
        outcomes=outcomes,
        way=None,
        members=sorted(members, key=lambda member: (-worked.shares[member], member)),
    )


def say_of(chain: Chain) -> dict[str, float]:
    """How much of the decision somebody holds or sways: their own share, and of each other's what their voice carries.

    Position (lines), role (share) and influence (weights that are recorded) together, as method M3 asks of the key
    person. Nobody of ours.
    """
    held = {who: share for who, share in shares(chain).items() if who in chain.roles}
    say = dict(held)
    for member, share in held.items():
        decay = chain.numbers.step_decay
        voices = strongest(chain.sways, member, counts=LEAST, passes=lambda _: True, decay=decay)
        for by, walk in voices.items():
            say[by] = say.get(by, 0.0) + share * walk.strength
    return say
