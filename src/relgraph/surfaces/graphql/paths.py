"""GraphQL: paths, hop by hop, and what to make of them (method M16). Their root field is in `queries`."""

from datetime import date
from typing import Any, Self

import strawberry
from strawberry.dataloader import DataLoader

from relgraph.kinds.tie import TieOrigin
from relgraph.paths import advice, model, words
from relgraph.surfaces.graphql.arguments import InLanguage
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.kinds import PersonNode
from relgraph.surfaces.graphql.nodes import Info
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.prices import holds

StandIns = DataLoader[int, list[list[model.StandIn]]]
"""Of each path of a page, by its place there: for each of its intermediaries, who could stand in."""

_FACT_TYPES = {
    model.Relation.TIE: "Tie",
    model.Relation.INFLUENCE: "Influence",
    model.Relation.REPORTS_TO: "ReportingLine",
    model.Relation.MANAGES: "ReportingLine",
}
_USED = ("relation", "strength", "assumed", "strength_origin", "basis", "since", "until", "last_contact", "source")
_BEARING = ("open_asks", "ask_load", "load_factor", "support_unknown", "support_factor", "preference_factor")


def _same(source: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}


@strawberry.interface(description="A relation by which one person can lead to another.")
class UsableRelation:
    """Shows a usable relation."""

    relation: model.Relation = strawberry.field(description="By what it goes.")
    strength: float = strawberry.field(description="How likely the step works, 0..1.")
    assumed: bool = strawberry.field(description="Whether the strength is a default because none is recorded.")
    strength_origin: TieOrigin | None = strawberry.field(
        description="Where the strength comes from; null where it was recorded with the relation, or is assumed."
    )
    basis: str | None = strawberry.field(description="What the relation rests on; null when unknown.")
    since: date | None = strawberry.field(description="Since when it holds; null when unknown.")
    until: date | None = strawberry.field(description="The day on which it is known to end; null: none is known.")
    last_contact: date | None = strawberry.field(description="Day of the last contact over it; null when unknown.")
    source: str | None = strawberry.field(description="Who or what told us of the relation; null where nobody knows.")
    fact_id: strawberry.ID = strawberry.field(description="Opaque id of the tie, influence or reporting line.")


@strawberry.type(description="Another usable relation than the strongest between two people, or one of a stand-in.")
class Alternative(UsableRelation):
    """Shows an alternative."""

    @classmethod
    def of(cls, relation: model.Alternative, day: Day) -> Self:
        """Show a usable relation of the domain."""
        return cls(**_same(relation, _USED), fact_id=global_id(_FACT_TYPES[relation.relation], relation.fact_id, day))


@strawberry.type(description="One step of a path, by the strongest usable relation between two people.")
class Hop(UsableRelation):
    """Shows a hop."""

    hop: strawberry.Private[model.Hop]
    day: strawberry.Private[Day]

    origin: PersonNode = strawberry.field(description="Who makes the step.")
    to: PersonNode = strawberry.field(description="Whom it reaches.")
    last_contact: date | None = strawberry.field(
        description="Day of the last contact between the two, over whatever tie, by the day asked about; null when "
        "none is known."
    )
    days_since_contact: int | None = strawberry.field(
        description="How many days before the day asked about that was; null when none is known."
    )
    freshness: model.Freshness = strawberry.field(description="How fresh the contact between the two is (method M14).")

    @strawberry.field(
        description="The other usable relations between the two, the strongest first; last those of unknown strength "
        "that do not count beside a recorded one.",
        directives=holds(2),
    )
    def alternatives(self) -> list[Alternative]:
        return [Alternative.of(other, self.day) for other in self.hop.alternatives]

    @classmethod
    def of(cls, info: Info, hop: model.Hop, day: Day) -> Self:
        """Show a hop of the domain."""
        return cls(
            hop=hop,
            day=day,
            origin=at_a_glance(info, hop.origin, day),
            to=at_a_glance(info, hop.to, day),
            fact_id=global_id(_FACT_TYPES[hop.relation], hop.fact_id, day),
            **_same(hop, (*_USED, "days_since_contact", "freshness")),
        )


@strawberry.interface(description="Somebody whom a path passes or could pass through, and how that bears on it.")
class Between:
    """Shows what intermediaries and those who could stand in for them have in common."""

    person: PersonNode = strawberry.field(description="Who it is.")
    open_asks: int = strawberry.field(description="How many asks made of them are open.")
    ask_load: float = strawberry.field(
        description="How much these weigh together: a light one half, a heavy one two, any other one."
    )
    load_factor: float = strawberry.field(description="What these multiply the likelihood by, 0..1; 1 is nothing.")
    support_unknown: bool = strawberry.field(
        description="Whether they sit at the opportunity's account and their support in it is unknown: a risk."
    )
    support_factor: float = strawberry.field(description="What that multiplies the likelihood by, 0..1.")
    preference_factor: float = strawberry.field(
        description="What preferring others multiplies the score by, 0..1; 1 when they are preferred or nobody is."
    )


@strawberry.type(description="Somebody who could take an intermediary's place between the same two people.")
class StandIn(Between):
    """Shows who could stand in."""

    reached: Alternative = strawberry.field(description="By what they are reached.")
    onward: Alternative = strawberry.field(description="By what they lead on.")
    likelihood: float = strawberry.field(description="How likely the whole path works with them in place, 0..1.")

    @classmethod
    def of(cls, info: Info, one: model.StandIn, day: Day) -> Self:
        """Show somebody of the domain."""
        return cls(
            person=at_a_glance(info, one.person, day),
            reached=Alternative.of(one.reached, day),
            onward=Alternative.of(one.onward, day),
            **_same(one, (*_BEARING, "likelihood")),
        )


@strawberry.type(description="Somebody between the start and the target of a path.")
class Intermediary(Between):
    """Shows an intermediary."""

    day: strawberry.Private[Day]
    path: strawberry.Private[int]
    place: strawberry.Private[int]
    loader: strawberry.Private[StandIns]

    @strawberry.field(
        description="Up to three others who could take their place between the same two people, under the same gates "
        "and options, the best first.",
        directives=holds(3),
    )
    async def stand_ins(self, info: Info) -> list[StandIn]:
        of_path = await self.loader.load(self.path)
        return [StandIn.of(info, one, self.day) for one in of_path[self.place]]


@strawberry.type(description="Something that may go wrong on a path.")
class PathRisk:
    """Shows a risk."""

    risk: strawberry.Private[advice.Risk]
    path: strawberry.Private[model.WarmPath]
    day: strawberry.Private[Day]

    kind: advice.RiskKind = strawberry.field(description="What it is.")
    place: int = strawberry.field(description="Which of the path's hops or intermediaries it concerns, from 0.")

    @strawberry.field(description="The intermediary; null when it concerns a hop.")
    def person(self, info: Info) -> PersonNode | None:
        return at_a_glance(info, self.risk.person, self.day) if self.risk.person else None

    @strawberry.field(description="The same in words.")
    def sentence(self, info: Info, language: InLanguage = None) -> str:
        return words.risk_sentence(self.risk, self.path, language or info.context.language)


@strawberry.type(description="The one thing that would raise the likelihood of a path most.")
class PathImprovement:
    """Shows an improvement."""

    improvement: strawberry.Private[advice.Improvement]
    path: strawberry.Private[model.WarmPath]
    day: strawberry.Private[Day]

    kind: advice.ImprovementKind = strawberry.field(description="What to do.")
    place: int = strawberry.field(description="Which of the path's hops or intermediaries it concerns, from 0.")
    now: float = strawberry.field(description="The hop's strength or the intermediary's factor today, 0..1.")
    then: float = strawberry.field(description="The same afterwards, 0..1.")
    likelihood: float = strawberry.field(description="How likely the whole path works afterwards, 0..1.")
    gain: float = strawberry.field(description="By how much that is more than today.")

    @strawberry.field(description="The intermediary; null when it concerns a hop.")
    def person(self, info: Info) -> PersonNode | None:
        return at_a_glance(info, self.improvement.person, self.day) if self.improvement.person else None

    @strawberry.field(description="The opaque id of the tie or influence to make strong; null for an intermediary.")
    def fact_id(self) -> strawberry.ID | None:
        if self.improvement.fact_id is None:
            return None
        return global_id(
            _FACT_TYPES[self.path.hops[self.improvement.place].relation], self.improvement.fact_id, self.day
        )

    @strawberry.field(description="The same in words.")
    def sentence(self, info: Info, language: InLanguage = None) -> str:
        return words.improvement_sentence(self.improvement, self.path, language or info.context.language)


@strawberry.type(description="A way from one of the starts to one of the targets.")
class WarmPath:
    """Shows a path."""

    path: strawberry.Private[model.WarmPath]
    place: strawberry.Private[int]
    day: strawberry.Private[Day]
    stand_ins: strawberry.Private[StandIns]

    score: float = strawberry.field(description="What paths are ranked by, 0..1: likelihood times preferences.")
    likelihood: float = strawberry.field(
        description="How likely the whole works, 0..1: strengths and hop factors multiplied, with what loads and "
        "unknown supports take off."
    )
    hop_factor: float = strawberry.field(description="What each hop was multiplied by, 0..1.")
    weakest: int = strawberry.field(description="Which hop is the weakest, from 0; the first of equals.")

    @strawberry.field(description="Its hops in order, from the start to the target.", directives=holds(model.MAX_HOPS))
    def hops(self, info: Info) -> list[Hop]:
        return [Hop.of(info, hop, self.day) for hop in self.path.hops]

    @strawberry.field(
        description="Those between the start and the target, in order.", directives=holds(model.MAX_HOPS - 1)
    )
    def intermediaries(self, info: Info) -> list[Intermediary]:
        return [
            Intermediary(
                person=at_a_glance(info, one.person, self.day),
                day=self.day,
                path=self.place,
                place=place,
                loader=self.stand_ins,
                **_same(one, _BEARING),
            )
            for place, one in enumerate(self.path.intermediaries)
        ]

    @strawberry.field(description="What may go wrong, by kind, then by place.", directives=holds(5))
    def risks(self) -> list[PathRisk]:
        return [
            PathRisk(risk=risk, path=self.path, day=self.day, **_same(risk, ("kind", "place")))
            for risk in advice.find_risks(self.path)
        ]

    @strawberry.field(description="What would raise the likelihood most; null when nothing would.")
    def improvement(self) -> PathImprovement | None:
        best = advice.find_improvement(self.path)
        if best is None:
            return None
        told = _same(best, ("kind", "place", "now", "then", "likelihood", "gain"))
        return PathImprovement(improvement=best, path=self.path, day=self.day, **told)

    @strawberry.field(description="What to ask of whom, in a sentence.")
    def sentence(self, info: Info, language: InLanguage = None) -> str:
        return words.sentence(self.path, language or info.context.language)

    @classmethod
    def of(cls, path: model.WarmPath, place: int, stand_ins: StandIns, day: Day) -> Self:
        """Show a path of the domain; `place` is the one on its page, by which stand-ins are loaded."""
        shown = _same(path, ("score", "likelihood", "hop_factor", "weakest"))
        return cls(path=path, place=place, day=day, stand_ins=stand_ins, **shown)
