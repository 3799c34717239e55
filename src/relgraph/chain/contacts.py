"""The next contacts worth most: the same question asked with the change made, for each who may be won (method M3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from relgraph.chain.changes import around, tied, turned
from relgraph.chain.model import NEXT_CONTACTS, MoveKind, MoveOutcome, NextContact
from relgraph.chain.neighbourhood import Chain
from relgraph.chain.readiness import MemberReading, readings_of, secured_points, shares
from relgraph.chain.strongest import LEAST, STEPS, strongest
from relgraph.kinds.role import RoleLetter

SMALLEST_GAIN = 0.05
"""Gains below this are none as they are told, with one decimal."""
STRONG = 2
"""Who stands here is as strongly with us as an effort may bring; a coach is made by more than a contact."""
WHO_OF_OURS = ""
"""Stands for whichever of ours makes a new tie: any is as good for the figure."""


@dataclass(frozen=True)
class _Worked:
    """A chain with what is worked out of it once for all candidates."""

    chain: Chain
    readings: Mapping[str, MemberReading]

    @cached_property
    def now(self) -> float:
        return secured_points(self.chain, self.readings)

    @cached_property
    def surroundings(self) -> dict[str, set[str]]:
        """By member, who may bear on how we stand with them."""
        return {member: around(self.chain, member, STEPS) for member in self.chain.members}

    @cached_property
    def voices(self) -> set[str]:
        """Who sways a member."""
        return {by for member in self.chain.members for by in self._swaying(member)}

    def _swaying(self, member: str) -> set[str]:
        return set(strongest(self.chain.sways, member, counts=lambda span: span.most, passes=lambda _: True))

    def gain(self, person: str, change: Callable[[Chain], Chain]) -> tuple[float, set[str]]:
        """What a change about somebody brings, and with whom of the members it helps."""
        other = change(self.chain)
        kept = {m: read for m, read in self.readings.items() if person not in self.surroundings[m]}
        readings = readings_of(other, kept)
        helped = {member for member, read in readings.items() if _secured(read) != _secured(self.readings[member])}
        return secured_points(other, readings) - self.now, helped


def _secured(read: MemberReading) -> tuple[float, float, float]:
    return read.stance.least, read.sway.span.least, read.access.span.least


def next_contacts(
    chain: Chain, readings: Mapping[str, MemberReading], *, limit: int = NEXT_CONTACTS
) -> list[NextContact]:
    """The contacts that are expected to raise the readiness most; equals by id. Of each the move that is worth most.

    Looked at are members, whoever sways one, and those with role C, who are not known to oppose us and may be won
    further. Whom nobody has asked is met, or asked by whoever knows them, and turns out to stand anywhere, as likely as
    the playbook says; for others an effort raises support by one level, with its chance. Meeting somebody makes a tie.
    """
    worked = _Worked(chain, readings)
    candidates = {*chain.members, *worked.voices, *chain.holders(RoleLetter.COACH)} - chain.ours
    found = [
        move
        for person in sorted(candidates)
        if not chain.opposes(person)
        and (move := max((_moves(worked, person)), key=lambda move: move.gain, default=None)) is not None
        and move.gain >= SMALLEST_GAIN
    ]
    return sorted(found, key=lambda move: (-round(move.gain, 6), move.person))[:limit]


def _moves(worked: _Worked, person: str) -> list[NextContact]:
    chain, level = worked.chain, worked.chain.levels.get(person)
    known = any(by in chain.ways.get(person, {}) and not chain.opposes(by) for by in chain.ours)
    numbers, moves = chain.numbers, []
    if level is None:
        chances = numbers.first_answer.chances()
        moves.append(_move(worked, person, MoveKind.ASK if known else MoveKind.MEET, chances, meets=not known))
    elif not known:
        moves.append(_move(worked, person, MoveKind.MEET, {level: 1.0}, meets=True))
    if level is not None and level < STRONG:
        chances = {level + 1: numbers.raise_chance, level: 1 - numbers.raise_chance}
        moves.append(_move(worked, person, MoveKind.RAISE, chances, meets=False))
    return moves


def _move(worked: _Worked, person: str, kind: MoveKind, chances: Mapping[int, float], *, meets: bool) -> NextContact:
    outcomes: list[MoveOutcome] = []
    members: set[str] = set()
    for level, chance in sorted(chances.items()):

        def change(chain: Chain, level: int = level) -> Chain:
            asked = turned(chain, person, level)
            return tied(asked, WHO_OF_OURS, person) if meets else asked

        gain, helped = worked.gain(person, change)
        outcomes.append(MoveOutcome(level=level, chance=chance, gain=gain))
        members |= helped
    return NextContact(
        person=person,
        move=kind,
        gain=sum(outcome.chance * outcome.gain for outcome in outcomes),
        outcomes=outcomes,
        way=None,
        members=sorted(members, key=lambda member: (-shares(worked.chain)[member], member)),
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
