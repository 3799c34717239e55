"""Tell what was worked out of a chain: members with voices and ways, blockers, coaches, what changes (method M3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pydantic import BaseModel

from relgraph.chain.model import (
    MAX_VOICES,
    BlockedMember,
    Blocker,
    ChainMember,
    ChainState,
    ChainWay,
    CompetitorReach,
    KeyPerson,
    MemberChange,
    Voice,
)
from relgraph.chain.neighbourhood import Chain, Span
from relgraph.chain.readiness import (
    MemberReading,
    WalkedSpan,
    access_to,
    in_order,
    nearness,
    rival_nearer,
    secured_of_member,
    shares,
)
from relgraph.chain.strongest import LEAST, MOST, Walk, strongest
from relgraph.kinds.role import RoleLetter

KEY_PEOPLE = 5
"""How many of the largest say are told."""


class StanceRow(BaseModel, frozen=True):
    """Somebody on a deal's map or named: role letters and the stance that counts, with its day and source."""

    id: str
    roles: list[RoleLetter]
    level: int | None
    assessed: date | None
    differs: bool
    source: str | None
    declines: bool


class CompetitorOf(BaseModel, frozen=True):
    """A competitor where somebody has a seat."""

    id: str
    name: str
    english_name: str | None


@dataclass(frozen=True)
class ToldChain:
    """A chain with what was read and worked out of it."""

    chain: Chain
    readings: Mapping[str, MemberReading]
    stances: Mapping[str, StanceRow]
    say: Mapping[str, float]
    stale_before: date | None
    """Assessments of earlier days are stale; None: the deal is not live."""
    competitors_known: bool

    def members(self) -> list[ChainMember]:
        """The members, whose say is largest first; equals by id. Of competitors `with_competitors` tells."""
        held = shares(self.chain)
        ranked = sorted(self.chain.members, key=lambda person: (-round(self.say[person], 9), person))
        return [self._member(person, held[person]) for person in ranked]

    def _member(self, person: str, share: float) -> ChainMember:
        row, reading = self.stances[person], self.readings[person]
        heard = voices(self.chain, person)
        assessed = row.assessed if row.level is not None else None
        return ChainMember(
            person=person,
            roles=in_order(self.chain.roles[person]),
            level=row.level,
            state=ChainState.of(row.level),
            assessed=assessed,
            source=row.source,
            stale=assessed < self.stale_before if assessed and self.stale_before else None,
            sources_differ=row.differs,
            share=round(share, 3),
            say=round(self.say[person], 3),
            voices=heard[:MAX_VOICES],
            more_voices=max(0, len(heard) - MAX_VOICES),
            secured_way=_way(reading.access.secured, secured=True),
            possible_way=_way(reading.access.possible, secured=False),
            rivals=[],
            rival_nearer=rival_nearer(self.chain, person) if self.competitors_known else None,
        )

    def with_competitors(self, member: ChainMember, competitors: Mapping[str, CompetitorOf]) -> ChainMember:
        """A member with how near each competitor stands."""
        return member.model_copy(update={"rivals": _rivals(self.chain, member.person, competitors)})

    def near_rivals(self) -> list[str]:
        """Competitors' people who stand near to a member."""
        return sorted({by for member in self.chain.members for by in nearness(self.chain, member, rivals=True)})

    def key_people(self) -> list[KeyPerson]:
        """Those of the largest say, members or not."""
        ranked = sorted(self.say, key=lambda person: (-round(self.say[person], 9), person))
        return [
            KeyPerson(
                person=person,
                roles=in_order(self.chain.roles.get(person, ())),
                state=ChainState.of(self.chain.levels.get(person)),
                say=round(self.say[person], 3),
            )
            for person in ranked[:KEY_PEOPLE]
        ]

    def blockers(self) -> list[Blocker]:
        """Opponents who are members or sway one, who sway most first; equals by id."""
        by_foe: dict[str, list[BlockedMember]] = {
            person: [] for person in self.chain.members if self.chain.opposes(person)
        }
        for member in sorted(self.chain.members, key=lambda person: (-self.say[person], person)):
            heard = voices(self.chain, member)
            supporter = next((voice.person for voice in heard if voice.sign == 1 and voice.least > 0), None)
            way = _best(self.readings[member].access)
            for voice in heard:
                if self.chain.opposes(voice.person):
                    told = ChainWay(people=voice.people, least=voice.least, most=voice.most)
                    blocked = BlockedMember(member=member, strength=told, way=way, supporter=supporter)
                    by_foe.setdefault(voice.person, []).append(blocked)
        ranked = sorted(by_foe, key=lambda foe: (-self.say.get(foe, 0.0), foe))
        return [
            Blocker(person=foe, roles=in_order(self.chain.roles.get(foe, ())), blocks=by_foe[foe]) for foe in ranked
        ]


def voices(chain: Chain, member: str) -> list[Voice]:
    """Who sways a member, the strongest first: by what is known, then by what may be."""
    decay = chain.numbers.step_decay
    least, most = (
        strongest(chain.sways, member, counts=counts, passes=lambda _: True, decay=decay) for counts in (LEAST, MOST)
    )
    found = [
        _voice(chain, by, Span(least[by].strength if by in least else 0.0, walk.strength), least.get(by, walk))
        for by, walk in most.items()
    ]
    return sorted(found, key=lambda voice: (-voice.least, -voice.most, len(voice.people), voice.person))


def _voice(chain: Chain, person: str, span: Span, walk: Walk) -> Voice:
    level = chain.levels.get(person)
    against = chain.opposes(person)
    return Voice(
        person=person,
        level=level,
        state=ChainState.AGAINST if against else ChainState.of(level),
        sign=-1 if against else None if level is None else min(level, 1),
        people=list(walk.people),
        least=round(span.least, 4),
        most=round(span.most, 4),
    )


def _way(walk: Walk | None, *, secured: bool) -> ChainWay | None:
    """A way; of one that is only possible nothing is sure."""
    if walk is None:
        return None
    strength = round(walk.strength, 4)
    return ChainWay(people=list(walk.people), least=strength if secured else 0.0, most=strength)


def way_to(chain: Chain, person: str) -> ChainWay | None:
    """The best way from ours to somebody, as far as it was read: a secured one, else one that is possible."""
    return _best(access_to(chain, person))


def _best(access: WalkedSpan) -> ChainWay | None:
    return _way(access.secured, secured=True) or _way(access.possible, secured=False)


def _rivals(chain: Chain, person: str, competitors: Mapping[str, CompetitorOf]) -> list[CompetitorReach]:
    best: dict[str, CompetitorReach] = {}
    for by, span in sorted(nearness(chain, person, rivals=True).items()):
        if (of := competitors.get(by)) is None:
            continue
        reach = CompetitorReach(
            competitor_id=of.id,
            competitor=of.name,
            competitor_english=of.english_name,
            person=by,
            least=round(span.least, 4),
            most=round(span.most, 4),
        )
        if of.id not in best or (reach.least, reach.most) > (best[of.id].least, best[of.id].most):
            best[of.id] = reach
    return sorted(best.values(), key=lambda reach: (-reach.least, -reach.most, reach.competitor_id))


def member_changes(
    before: Chain, after: Chain, read_before: Mapping[str, MemberReading], read_after: Mapping[str, MemberReading]
) -> list[MemberChange]:
    """For whom of the members what is secured or where they stand differs, who gains or loses most first."""
    found = []
    for person in before.members:
        points = [
            round(secured_of_member(chain, person, read), 1)
            for chain, read in ((before, read_before), (after, read_after))
        ]
        states = ChainState.of(before.levels.get(person)), ChainState.of(after.levels.get(person))
        gone = person not in after.roles
        if gone or points[0] != points[1] or states[0] is not states[1]:
            found.append(
                MemberChange(
                    person=person,
                    before=states[0],
                    after=None if gone else states[1],
                    points_before=points[0],
                    points_after=points[1],
                )
            )
    return sorted(found, key=lambda change: (-abs(change.points_after - change.points_before), change.person))


def hops_of(ways: Iterable[Sequence[str]]) -> list[list[str]]:
    """Each pair of people who follow each other on some ways, once."""
    pairs = [pair for people in ways for pair in pairwise(people)]
    return [list(pair) for pair in dict.fromkeys(pairs)]
