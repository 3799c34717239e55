"""GraphQL: the strongest paths to a person (method M16)."""

from datetime import date
from typing import Annotated, Self

import strawberry

from relgraph.api.arguments import AsOf, day
from relgraph.api.nodes import Info, external_id, global_id, optional_external_id
from relgraph.errors import InputError
from relgraph.paths import model, service
from relgraph.people.api import PersonCard
from relgraph.record.input import validated

_FACT_TYPES = {
    model.Relation.TIE: "Tie",
    model.Relation.INFLUENCE: "Influence",
    model.Relation.REPORTS_TO: "ReportingLine",
    model.Relation.MANAGES: "ReportingLine",
}


@strawberry.type(description="One step of a path, by the strongest usable relation between two people.")
class Hop:
    """Shows a hop."""

    origin: PersonCard = strawberry.field(description="Who makes the step.")
    to: PersonCard = strawberry.field(description="Whom it reaches.")
    relation: model.Relation = strawberry.field(description="By what it goes.")
    strength: float = strawberry.field(description="How likely the step works, 0..1.")
    assumed: bool = strawberry.field(description="Whether the strength is a default because none is recorded.")
    basis: str | None = strawberry.field(description="What the relation rests on.")
    since: date | None = strawberry.field(description="Since when it holds; null when unknown.")
    last_contact: date | None = strawberry.field(description="Day of the last contact.")
    source: str = strawberry.field(description="Who or what told us of the relation.")
    fact_id: strawberry.ID = strawberry.field(description="Opaque id of the tie, influence or reporting line.")

    @classmethod
    def of(cls, hop: model.Hop, as_of: date) -> Self:
        """Show a hop of the domain."""
        return cls(
            origin=PersonCard.of(hop.origin, as_of),
            to=PersonCard.of(hop.to, as_of),
            fact_id=global_id(_FACT_TYPES[hop.relation], hop.fact_id),
            **hop.model_dump(include={"strength", "assumed", "basis", "since", "last_contact", "source"}),
            relation=hop.relation,
        )


@strawberry.type(description="A way from one of the starts to the target.")
class WarmPath:
    """Shows a path."""

    strength: float = strawberry.field(description="Product of the strengths of its hops, 0..1.")
    hops: list[Hop] = strawberry.field(description="Its hops in order, from the start to the target.")


@strawberry.type(description="The strongest paths to a person, best first.")
class PathAnswer:
    """Shows the answer."""

    target: PersonCard = strawberry.field(description="Whom the paths lead to.")
    paths: list[WarmPath] = strawberry.field(description="The paths, best first.")
    truncated: bool = strawberry.field(description="Whether weaker ones exist, or were not searched for.")
    complete_above: float = strawberry.field(
        description="Every path stronger than this is listed; 0 when there is no other path."
    )


@strawberry.input(description="Strengths, 0..1, of hops whose own is unknown, and of reporting lines, which have none.")
class AssumedStrengthsInput:
    """What to assume."""

    tie: float = strawberry.field(default=0.3, description="Of a tie of unknown strength.")
    influence: float = strawberry.field(default=0.3, description="Of influence of unknown weight.")
    solid_line: float = strawberry.field(default=0.8, description="Of a solid reporting line.")
    dotted_line: float = strawberry.field(default=0.5, description="Of a dotted reporting line.")


Target = Annotated[strawberry.ID, strawberry.argument(description="Whom to reach, by `id` or `externalId`.")]
Starts = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="People to start from, by `id` or `externalId`; all of ours when left out."),
]
ForOpportunity = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="The opportunity it is for, by `id` or `externalId`: nobody opposed there is asked."
    ),
]
MaxHops = Annotated[int, strawberry.argument(description=f"The most hops of a path: 1 to {model.MAX_HOPS}.")]
MostPaths = Annotated[int, strawberry.argument(description=f"The most paths: 1 to {model.MAX_PATHS}.")]
Assumed = Annotated[
    AssumedStrengthsInput | None, strawberry.argument(description="What to assume of hops without a strength.")
]


@strawberry.type
class PathsQuery:
    """Root fields about paths."""

    @strawberry.field(
        description="The strongest paths to a person, each person at most once on a path, and never over a friction."
    )
    async def paths_to(
        self,
        info: Info,
        *,
        target: Target,
        starts: Starts = None,
        opportunity: ForOpportunity = None,
        max_hops: MaxHops = 4,
        first: MostPaths = 10,
        assumed: Assumed = None,
        as_of: AsOf = None,
    ) -> PathAnswer:
        on = day(info, as_of)
        _within("maxHops", max_hops, model.MAX_HOPS)
        _within("first", first, model.MAX_PATHS)
        answer = await service.find_warm_paths(
            info.context.graph,
            external_id(target, "Person", field="target"),
            as_of=on,
            starts=None if starts is None else [external_id(id_, "Person", field="starts") for id_ in starts],
            opportunity=optional_external_id(opportunity, "Opportunity", field="opportunity"),
            max_hops=max_hops,
            k=first,
            assumed=validated(model.AssumedStrengths, vars(assumed or AssumedStrengthsInput()), "assumed"),
        )
        return PathAnswer(
            target=PersonCard.of(answer.target, on),
            paths=[WarmPath(strength=p.strength, hops=[Hop.of(hop, on) for hop in p.hops]) for p in answer.paths],
            truncated=answer.truncated,
            complete_above=answer.complete_above,
        )


def _within(field: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise InputError(f"{field} is {number}.", field=field, remedy=f"Give 1 to {most}.")
