"""How ready a decision chain is: what is known to speak for us, of all that could (method M3).

Everything is a span. `least` holds what is known to speak for us: nothing unknown is in it, nor anything that goes
through somebody of whom nobody has said where they stand, so that knowing less never makes it more. `most` is what
there could be if all that is unknown turned out well; what is known to speak against us is not in it.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from relgraph.chain.model import ChainLack, ChainPart, ChainPartCode, PartFact, Readiness
from relgraph.chain.neighbourhood import UNKNOWN, Chain, Span, Spans
from relgraph.chain.strongest import LEAST, MOST, STEPS, Walk, strongest
from relgraph.kinds.role import KEY_ROLES, RoleLetter

COACH_LEVEL = 3
"""The level of support that is coach-grade (method M2)."""


class WalkedSpan(NamedTuple):
    """A span, with the walks that make its least and its most; None: none does."""

    span: Span
    secured: Walk | None = None
    possible: Walk | None = None


class MemberReading(NamedTuple):
    """How we stand with a member, each from 0 to 1."""

    stance: Span
    sway: WalkedSpan
    access: WalkedSpan


class Secured(NamedTuple):
    """What is known to speak for us with a member, each from 0 to 1."""

    stance: float
    sway: float
    access: float


NOBODY = MemberReading(UNKNOWN, WalkedSpan(UNKNOWN), WalkedSpan(UNKNOWN))
"""What is known of a role that nobody is known to hold."""


def shares(chain: Chain) -> dict[str, float]:
    """Which share of the decision each member holds; what a role weighs is shared by those who hold it.

    A role that nobody is known to hold keeps its share, under its letter: somebody holds it. They add up to 1.
    """
    points = chain.numbers.roles
    weights = {
        RoleLetter.APPROVER: points.approver,
        RoleLetter.DECISION_MAKER: points.decision_maker,
        RoleLetter.EVALUATOR: points.evaluator,
    }
    found: dict[str, float] = {}
    for letter in KEY_ROLES:
        holders = chain.holders(letter) or [letter.value]
        for holder in holders:
            found[holder] = found.get(holder, 0.0) + weights[letter] / sum(weights.values()) / len(holders)
    return found


def read_member(chain: Chain, person: str) -> MemberReading:
    """How we stand with a member."""
    return MemberReading(stance_of(chain, person), sway_on(chain, person), access_to(chain, person))


def stance_of(chain: Chain, person: str) -> Span:
    """What their support is worth."""
    worth, level = chain.numbers.support, chain.levels.get(person)
    return Span(worth.opposed, worth.coach) if level is None else Span(worth.of(level), worth.of(level))


def sway_on(chain: Chain, person: str) -> WalkedSpan:
    """How strongly our supporters sway them: the strongest voice, times what that one's support is worth.

    Whom opponents sway has the less room for it: what these carry is taken off what could be.
    """
    walks = partial(strongest, chain.sways, person, decay=chain.numbers.step_decay)
    secured = _secured_sway(chain, person)
    most = walks(counts=MOST, passes=lambda p: not chain.opposes(p))
    against = walks(counts=LEAST, passes=lambda p: chain.opposes(p) or chain.levels.get(p, 1) < 1)
    possible = _weightiest(most, {by: _voice(chain, by).most for by in most})
    taken = max((walk.strength for by, walk in against.items() if chain.opposes(by)), default=0.0)
    return _reached(secured, possible, taken, nobody_said=not chain.heard(person))


def access_to(chain: Chain, person: str) -> WalkedSpan:
    """How well ours reach them, in at most three steps around opponents.

    How near a competitor stands is taken off what could be.
    """
    walks = partial(strongest, chain.ways, person)
    most = walks(counts=MOST, passes=lambda p: p not in chain.ours and not chain.opposes(p))
    secured, possible = _secured_access(chain, person), _weightiest(most, chain.starts)
    taken = max((span.least for span in nearness(chain, person, rivals=True).values()), default=0.0)
    return _reached(secured, possible, taken, nobody_said=not chain.hops.get(person))


def _secured_sway(chain: Chain, person: str) -> Walk | None:
    return _weightiest(secured_voices(chain, person), chain.supporters)


def _secured_access(chain: Chain, person: str) -> Walk | None:
    return _weightiest(secured_ways(chain, person), chain.starts)


def secured_voices(chain: Chain, person: str, steps: int = STEPS) -> dict[str, Walk]:
    """Who sways somebody, by what is recorded and through people who are known not to oppose us."""
    passes, decay = chain.open.__contains__, chain.numbers.step_decay
    return strongest(chain.sways, person, counts=LEAST, passes=passes, decay=decay, steps=steps)


def secured_ways(chain: Chain, person: str, steps: int = STEPS) -> dict[str, Walk]:
    """Who leads to somebody in the same manner."""
    return strongest(chain.ways, person, counts=LEAST, passes=chain.open.__contains__, steps=steps)


def secured_with(chain: Chain, person: str) -> Secured:
    """What is known to speak for us with a member: the least of `read_member`, at a fraction of its work."""
    sway, access = _secured_sway(chain, person), _secured_access(chain, person)
    return Secured(stance_of(chain, person).least, sway.strength if sway else 0.0, access.strength if access else 0.0)


def nearness(chain: Chain, person: str, *, rivals: bool) -> dict[str, Span]:
    """How near each of ours, or of the rivals, stands to a person, over one tie or two; as the audit counts it."""

    def passes(between: str) -> bool:
        return between not in chain.ours and (rivals or not chain.opposes(between))

    near = partial(strongest, chain.ties, person, passes=passes, steps=2)
    least, most = near(counts=LEAST), near(counts=MOST)
    side = chain.rivals if rivals else {by for by in chain.ours if not chain.opposes(by)}
    return {by: Span(least[by].strength if by in least else 0.0, most[by].strength) for by in side & most.keys()}


def rival_nearer(chain: Chain, person: str) -> bool | None:
    """Whether a competitor's people stand nearer to somebody than ours; None where unknown strengths leave it open."""
    ours, rivals = (_strongest_of(nearness(chain, person, rivals=rivals)) for rivals in (False, True))
    if rivals.least > ours.most:
        return True
    return False if rivals.most <= ours.least else None


def coach_span(chain: Chain) -> tuple[Span, list[str]]:
    """What our coaches' support is worth, the best one's, and who they are: with the role, or of coach grade."""
    coaches = {*chain.holders(RoleLetter.COACH), *(p for p, level in chain.levels.items() if level >= COACH_LEVEL)}
    coaches -= chain.ours | chain.rivals
    voices = {person: _voice(chain, person) for person in coaches}
    span = Span(
        max((voice.least for voice in voices.values()), default=0.0),
        max((voice.most for voice in voices.values()), default=0.0),
    )
    return span, sorted(coaches, key=lambda person: (-voices[person].least, -voices[person].most, person))


def readings_of(chain: Chain) -> dict[str, MemberReading]:
    """How we stand with each member, by id."""
    return {person: read_member(chain, person) for person in chain.members}


def secured_points(chain: Chain, secured: Mapping[str, Secured] | None = None) -> float:
    """The figure before it is rounded, whether or not it may be told; 0..100. `secured` is not looked at again."""
    known, held = secured or {}, shares(chain)
    total = _points(chain, ChainPartCode.COACH) * coach_span(chain)[0].least
    for person in chain.members:
        each = known.get(person) or secured_with(chain, person)
        total += held[person] * sum(
            _points(chain, ChainPartCode(name)) * value for name, value in each._asdict().items()
        )
    return total


def secured_of_member(chain: Chain, person: str, readings: Mapping[str, MemberReading]) -> float:
    """What is secured with one member, in points of the figure; 0 where they are gone."""
    if person not in readings:
        return 0.0
    parts = (code for code in ChainPartCode if code is not ChainPartCode.COACH)
    share = shares(chain)[person]
    return sum(_points(chain, code) * share * _reached_in(readings[person], code).span.least for code in parts)


def evaluate(chain: Chain, readings: Mapping[str, MemberReading] | None = None) -> Readiness:
    """The readiness of a chain, with its parts and the facts that led to them."""
    read = readings_of(chain) if readings is None else readings
    parts = [_part(chain, read, code) for code in ChainPartCode]
    lack = _lack(chain)
    return Readiness(
        figure=None if lack else round(sum(part.secured for part in parts), 1),
        at_best=None if lack else round(sum(part.secured + part.unknown for part in parts), 1),
        not_assessed=lack,
        parts=parts,
    )


def _lack(chain: Chain) -> ChainLack | None:
    if not chain.members:
        return ChainLack.NO_KEY_ROLES
    return None if any(person in chain.levels for person in chain.members) else ChainLack.NO_STANCE


def _part(chain: Chain, readings: Mapping[str, MemberReading], code: ChainPartCode) -> ChainPart:
    points = _points(chain, code)
    spans = _spans_of(chain, readings, code)
    secured = round(points * sum(share * span.least for share, span in spans), 1)
    most = round(points * sum(share * span.most for share, span in spans), 1)
    return ChainPart(
        code=code,
        points=round(points, 1),
        secured=secured,
        unknown=round(most - secured, 1),
        lacking=round(round(points, 1) - most, 1),
        facts=_facts(chain, readings, code),
    )


def _points(chain: Chain, code: ChainPartCode) -> float:
    weights = chain.numbers.parts.model_dump()
    return float(100 * weights[code.value] / sum(weights.values()))


def _spans_of(chain: Chain, readings: Mapping[str, MemberReading], code: ChainPartCode) -> list[tuple[float, Span]]:
    if code is ChainPartCode.COACH:
        return [(1.0, coach_span(chain)[0])]
    return [(share, _reached_in(readings.get(who, NOBODY), code).span) for who, share in shares(chain).items()]


def _reached_in(reading: MemberReading, code: ChainPartCode) -> WalkedSpan:
    if code is ChainPartCode.STANCE:
        return WalkedSpan(reading.stance)
    return reading.sway if code is ChainPartCode.SWAY else reading.access


def _facts(chain: Chain, readings: Mapping[str, MemberReading], code: ChainPartCode) -> list[PartFact]:
    points = _points(chain, code)
    if code is ChainPartCode.COACH:
        span, coaches = coach_span(chain)
        return [
            _fact(points, who, chain, WalkedSpan(span if n == 0 else _voice(chain, who)))
            for n, who in enumerate(coaches)
        ]
    return [
        _fact(points * share, who, chain, _reached_in(readings.get(who, NOBODY), code))
        for who, share in shares(chain).items()
    ]


def _fact(points: float, who: str, chain: Chain, reached: WalkedSpan) -> PartFact:
    held = chain.roles.get(who)
    vacant = who in {letter.value for letter in KEY_ROLES} and held is None
    return PartFact(
        person=None if vacant else who,
        roles=[RoleLetter(who)] if vacant else in_order(held or ()),
        level=chain.levels.get(who),
        points=round(points, 1),
        secured=round(points * reached.span.least, 1),
        at_best=round(points * reached.span.most, 1),
        secured_by=list(reached.secured.people) if reached.secured else [],
        possible_by=list(reached.possible.people) if reached.possible else [],
    )


def in_order(letters: "frozenset[RoleLetter] | tuple[()]") -> list[RoleLetter]:
    """Role letters in the order of the method."""
    return sorted(letters, key=list(RoleLetter).index)


def _voice(chain: Chain, person: str) -> Span:
    """What it is worth to be swayed by somebody: nothing unless they support us."""
    level = chain.levels.get(person)
    if person in chain.rivals:
        return Span(0.0, 0.0)
    if level is None:
        return Span(0.0, chain.numbers.support.coach)
    worth = chain.numbers.support.of(level) if level > 0 else 0.0
    return Span(worth, worth)


def _weightiest(walks: Mapping[str, Walk], worth: Mapping[str, float]) -> Walk | None:
    """The walk that weighs most with what it is worth to begin with somebody; None where none weighs anything."""
    weighed = [Walk(walks[by].strength * each, walks[by].people) for by, each in worth.items() if by in walks]
    return min((walk for walk in weighed if walk.strength > 0), key=lambda walk: walk.order, default=None)


def _reached(secured: Walk | None, possible: Walk | None, taken: float, *, nobody_said: bool) -> WalkedSpan:
    least = secured.strength if secured else 0.0
    most = 1.0 if nobody_said else possible.strength if possible else 0.0
    return WalkedSpan(Span(least, max(least, most * (1 - taken))), secured, possible)


def _strongest_of(spans: Spans) -> Span:
    return Span(
        max((span.least for span in spans.values()), default=0.0),
        max((span.most for span in spans.values()), default=0.0),
    )
