"""GraphQL: what a decision chain tells by: states, ways, and the readiness with its parts (method M3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import strawberry

from relgraph.chain import model
from relgraph.chain.model import ChainLack, ChainPartCode, ChainState, MoveKind
from relgraph.chain.neighbourhood import HopKind
from relgraph.chain.words import LACKS, PARTS
from relgraph.core.language import Language
from relgraph.kinds.role import RoleLetter
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day
from relgraph.surfaces.graphql.nodes import Info
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import holds
from relgraph.surfaces.graphql.support_level import SupportLevel

expose(
    ChainState,
    "Where somebody stands in a deal (method M3).",
    OURS="For us: support 1 or more.",
    NEUTRAL="Known to be neutral: 0.",
    AGAINST="Against us: -1, or of a competitor.",
    UNKNOWN="Nobody has said; that is not neutral.",
)
expose(
    ChainPartCode,
    "What the readiness of a decision chain is made of.",
    STANCE="Where those who approve, decide and evaluate stand.",
    SWAY="How strongly our supporters sway them.",
    ACCESS="How well ours reach them.",
    COACH="Whether a coach guides us.",
)
expose(
    ChainLack,
    "Why the readiness of a decision chain is not assessed.",
    NO_KEY_ROLES="Nobody is recorded as approver, decision maker or evaluator.",
    NO_STANCE="Where they stand is known of none of these.",
)
expose(
    MoveKind,
    "What to do about a contact.",
    name="ChainMove",
    MEET="Get to know them: none of ours does.",
    ASK="Learn where they stand: ours know them.",
    RAISE="Win them further, by one level of support.",
)
expose(
    HopKind,
    "By what somebody leads to another on a way, or sways them.",
    name="ChainHopKind",
    TIE="They know each other.",
    INFLUENCE="The next one listens to this one.",
    SOLID_UP="This one reports to the next one, by a solid line.",
    SOLID_DOWN="The next one reports to this one, by a solid line.",
    DOTTED_UP="This one reports to the next one, by a dotted line.",
    DOTTED_DOWN="The next one reports to this one, by a dotted line.",
)


@dataclass(frozen=True)
class Shown:
    """A chain that is shown, and for which day."""

    info: Info
    found: model.DecisionChain
    day: Day

    def person(self, id_: str) -> Person:
        """One of its people."""
        return at_a_glance(self.info, self.found.people[id_], self.day)

    def people(self, ids: Iterable[str]) -> list[Person]:
        """Some of its people."""
        return [self.person(id_) for id_ in ids]

    def way(self, way: model.ChainWay | None) -> "ChainWay | None":
        """A way, if there is one."""
        return self.walk(way) if way else None

    def walk(self, way: model.ChainWay) -> "ChainWay":
        """A way or a voice."""
        steps = list(pairwise(way.people))
        told = {(hop.by, hop.to): hop for hop in self.found.hops}
        return ChainWay(
            people=self.people(way.people),
            least=way.least,
            most=way.most,
            facts=[ChainHopFact.of(fact) for step in steps if step in told for fact in told[step].facts[:1]],
        )


@strawberry.type(description="A relation by which one leads to the next.")
class ChainHopFact:
    """Shows a relation."""

    fact_id: str = strawberry.field(description="The external id of the tie, influence or reporting line.")
    kind: HopKind = strawberry.field(description="By what.")
    strength: float | None = strawberry.field(description="Strength or weight, 0..1; null where unknown.")
    basis: str | None = strawberry.field(description="What it rests on; null where unknown.")
    since: date | None = strawberry.field(description="The first day of it; null where unknown.")
    source: str | None = strawberry.field(description="Where it comes from; null where unknown.")

    @classmethod
    def of(cls, fact: model.ChainFact) -> "ChainHopFact":
        """Show one."""
        told = fact.model_dump(exclude={"id", "kind"})
        return cls(fact_id=fact.id, kind=HopKind(fact.kind), **told)


@strawberry.type(description="People from the first to the last, each leading to the next.")
class ChainWay:
    """Shows a way or a voice."""

    people: list[Person] = strawberry.field(description="The people.", directives=holds(4))
    least: float = strawberry.field(description="How strong it is at least, 0..1, by what is known.")
    most: float = strawberry.field(description="How strong it may be at most, 0..1.")
    facts: list[ChainHopFact] = strawberry.field(
        description="The strongest relation of each step, with source and day.", directives=holds(3)
    )


@strawberry.type(description="What led to a part of the readiness: somebody with their share of its points.")
class ChainPartFact:
    """Shows a fact."""

    person: Person | None = strawberry.field(description="Who; null: nobody is known to hold the role.")
    roles: list[RoleLetter] = strawberry.field(description="Their roles, or the one that nobody is known to hold.")
    level: SupportLevel = strawberry.field(description="Their support.")
    points: float = strawberry.field(description="Their share of the part, in points.")
    secured: float = strawberry.field(description="What of it is known to be ours.")
    at_best: float = strawberry.field(description="What there could be, if all that is unknown turned out well.")
    secured_by: list[Person] = strawberry.field(description="The voice or way behind it.", directives=holds(4))
    possible_by: list[Person] = strawberry.field(description="That behind what could be.", directives=holds(4))


@strawberry.type(description="A part of the readiness, in points of 100.")
class ChainPart:
    """Shows a part."""

    code: ChainPartCode = strawberry.field(description="Which.")
    text: str = strawberry.field(description="What it is called in English.")
    text_zh: str = strawberry.field(description="The same in Chinese.")
    points: float = strawberry.field(description="What it weighs.")
    secured: float = strawberry.field(description="What is known to speak for us.")
    unknown: float = strawberry.field(description="Of what nothing is known.")
    lacking: float = strawberry.field(description="What is known not to be there, or to be against us.")
    facts: list[ChainPartFact] = strawberry.field(description="What led to it.", directives=holds(10))


@strawberry.type(description="How ready a decision chain is, with its parts.")
class ChainReadiness:
    """Shows a readiness."""

    figure: float | None = strawberry.field(
        description="0..100: what is known to speak for us. Null where it is not assessed."
    )
    at_best: float | None = strawberry.field(description="What there is at best, if all that is unknown is good.")
    not_assessed: ChainLack | None = strawberry.field(description="Why it is not assessed; null where it is.")
    text: str | None = strawberry.field(description="That in English.")
    text_zh: str | None = strawberry.field(description="The same in Chinese.")
    parts: list[ChainPart] = strawberry.field(description="What it is made of.", directives=holds(len(ChainPartCode)))


def readiness_of(shown: Shown, readiness: model.Readiness) -> ChainReadiness:
    """Show a readiness."""
    lack = readiness.not_assessed
    return ChainReadiness(
        figure=readiness.figure,
        at_best=readiness.at_best,
        not_assessed=lack,
        text=LACKS[lack][Language.EN] if lack else None,
        text_zh=LACKS[lack][Language.ZH] if lack else None,
        parts=[_part(shown, part) for part in readiness.parts],
    )


def _part(shown: Shown, part: model.ChainPart) -> ChainPart:
    words = PARTS[part.code]
    numbers = part.model_dump(include={"code", "points", "secured", "unknown", "lacking"})
    facts = [_part_fact(shown, fact) for fact in part.facts]
    return ChainPart(text=words[Language.EN], text_zh=words[Language.ZH], facts=facts, **numbers)


def _part_fact(shown: Shown, fact: model.PartFact) -> ChainPartFact:
    return ChainPartFact(
        person=shown.person(fact.person) if fact.person in shown.found.people else None,
        level=SupportLevel.of(fact.level),
        secured_by=shown.people(fact.secured_by),
        possible_by=shown.people(fact.possible_by),
        **fact.model_dump(include={"roles", "points", "secured", "at_best"}),
    )
