"""GraphQL: the root field about paths, and all that it can be asked (method M16)."""

import dataclasses
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from strawberry.dataloader import DataLoader

from relgraph.analyses import PATHS
from relgraph.analyses.asked import PathsAsked
from relgraph.core.errors import InputError
from relgraph.paths import model, pages, stand_ins
from relgraph.record.input import validated
from relgraph.surfaces.graphql import paths as api
from relgraph.surfaces.graphql.arguments import After, AsOf, day
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key
from relgraph.surfaces.graphql.kinds import PersonNode
from relgraph.surfaces.graphql.nodes import Dated, Info, named
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.prices import costs

_DEFAULTS = model.PathOptions()
_FIELDS = {
    **{name: f"to.{name}" for name in ("person", "decidersOf", "unit")},
    **{name: f"from.{name}" for name in ("people", "team", "ownersOf")},
}


@strawberry.input(description="Whom paths lead to: one of these.", one_of=True)
class PathTargetsInput:
    """Names targets; GraphQL makes sure that exactly one is given."""

    person: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="This person, by `id` or `externalId`."
    )
    deciders_of: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="Who decides on or approves (D, A) this opportunity, by `id` or `externalId`.",
    )
    unit: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="Who sits in this unit, by `id` or `externalId`."
    )

    def targets(self, ids: GivenIds) -> model.Targets:
        """The targets of the domain."""
        person = ids.optional(self.person, "Person", field="to.person")
        return model.Targets(
            people=(person,) if person else (),
            deciders_of=ids.optional(self.deciders_of, "Opportunity", field="to.decidersOf"),
            unit=ids.optional(self.unit, "Unit", field="to.unit"),
        )


@strawberry.input(description="Whom paths start from: one of these.", one_of=True)
class PathStartsInput:
    """Names starts; GraphQL makes sure that exactly one is given."""

    people: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description="These people, by `id` or `externalId`."
    )
    team: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="Who sits in this unit or its sub-units, by `id` or `externalId`."
    )
    owners_of: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The owners of this account's contacts, by `id` or `externalId`."
    )
    held: bool | None = strawberry.field(
        default=strawberry.UNSET,
        description="True: everybody known to support us strongly (2 or more) in some opportunity.",
    )

    def starts(self, ids: GivenIds) -> model.Starts:
        """The starts of the domain. Raises InputError when nobody is named: that would be all of ours."""
        starts = model.Starts(
            people=ids.all(self.people or (), "Person", field="from.people"),
            team=ids.optional(self.team, "Unit", field="from.team"),
            owners_of=ids.optional(self.owners_of, "Organization", field="from.ownersOf"),
            held=self.held or False,
        )
        if starts.all_of_ours:
            raise InputError(
                "from names nobody.", field="from", remedy="Name somebody, or leave it out for all of ours."
            )
        return starts


@strawberry.input(description="Strengths, 0..1, of hops whose own is unknown, and of reporting lines, which have none.")
class AssumedStrengthsInput:
    """What to assume."""

    tie: float = strawberry.field(default=_DEFAULTS.assumed.tie, description="Of a tie of unknown strength.")
    influence: float = strawberry.field(
        default=_DEFAULTS.assumed.influence, description="Of influence of unknown weight."
    )
    solid_up: float = strawberry.field(
        default=_DEFAULTS.assumed.solid_up, description="Of a solid line, from a subordinate to the manager."
    )
    solid_down: float = strawberry.field(
        default=_DEFAULTS.assumed.solid_down, description="Of a solid line, from the manager to a subordinate."
    )
    dotted_up: float = strawberry.field(default=_DEFAULTS.assumed.dotted_up, description="Of a dotted line, upwards.")
    dotted_down: float = strawberry.field(
        default=_DEFAULTS.assumed.dotted_down, description="Of a dotted line, downwards."
    )


@strawberry.input(description="How open asks weigh on an intermediary (method M15).")
class LoadInput:
    """What load takes off."""

    free: int = strawberry.field(
        default=_DEFAULTS.load.free,
        description="Open asks that weigh so much together take nothing off: 0 to 1000. A light ask weighs one half, "
        "a heavy one 2, any other 1.",
    )
    factor: float = strawberry.field(
        default=_DEFAULTS.load.factor,
        description="What each that they weigh more multiplies the likelihood by: more than 0, at most 1.",
    )


To = Annotated[PathTargetsInput, strawberry.argument(description="Whom to reach.")]
From = Annotated[
    PathStartsInput | None,
    strawberry.argument(name="from", description="Whom to start from; all of ours when left out."),
]
ForOpportunity = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="The opportunity it is for, by `id` or `externalId`: nobody opposed there is asked. When left out, "
        "nobody opposed in any live one."
    ),
]
MostPaths = Annotated[
    int,
    strawberry.argument(description=f"The most paths of this page, and of all pages together: 1 to {model.MAX_PATHS}."),
]
MaxHops = Annotated[int, strawberry.argument(description=f"The most hops of a path: 1 to {model.MAX_HOPS}.")]
Relations = Annotated[
    list[model.RelationKind] | None, strawberry.argument(description="The relations that hops use; all when left out.")
]
LeastStrength = Annotated[float, strawberry.argument(description="Hops that are weaker are not used, 0..1.")]
Assumed = Annotated[
    AssumedStrengthsInput | None, strawberry.argument(description="What to assume of hops without a strength.")
]
HopFactor = Annotated[
    float,
    strawberry.argument(description="What each hop multiplies the likelihood by: more than 0, at most 1 (no penalty)."),
]
LoadOf = Annotated[LoadInput | None, strawberry.argument(description="How open asks weigh on intermediaries.")]
UnknownSupport = Annotated[
    float,
    strawberry.argument(
        description="What each intermediary at the opportunity's account of unknown support multiplies the likelihood "
        "by: more than 0, at most 1 (a risk that is shown, not discounted). Below 1 it needs `opportunity`."
    ),
]
Partners = Annotated[bool, strawberry.argument(description="Whether paths may run through partners' people.")]
Avoid = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="Organisations whose people are no way, by `id` or `externalId`."),
]
Prefer = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="Organisations whose people are preferred, by `id` or `externalId`."),
]
Preference = Annotated[
    float,
    strawberry.argument(
        description="What each intermediary from elsewhere multiplies the score by where `prefer` is given: more than "
        "0, at most 1."
    ),
]
Differing = Annotated[model.Diversity, strawberry.argument(description="How much the listed paths must differ.")]


@strawberry.type(
    name="WarmPathConnection", description="One page of the best paths, best first, and how much of them it is."
)
class WarmPathPage(Answers[api.WarmPath], Dated):
    """Shows a page of the answer."""

    answer: strawberry.Private[model.PathAnswer]

    truncated: bool = strawberry.field(
        description="Whether other paths than those of this page and before exist, or were not searched for."
    )
    complete_above: float = strawberry.field(
        description="Every path (that fits the diversity) of a greater score is on this page or before; 0 when no "
        "other path exists."
    )
    cut_short: bool = strawberry.field(
        description="Whether the search ended early (time, memory), so that paths which belong on this page or before "
        "may be missing. Without any path it is not known then whether one exists."
    )

    @strawberry.field(description="Whom the paths lead to.")
    def targets(self, info: Info) -> list[PersonNode]:
        return [at_a_glance(info, target, self.day) for target in self.answer.targets]


@strawberry.type
class PathsQuery:
    """Root fields about paths."""

    @strawberry.field(
        description=PATHS.words.en,
        directives=costs(PATHS.price),
    )
    async def paths_to(
        self,
        info: Info,
        *,
        to: To,
        from_: From = None,
        opportunity: ForOpportunity = None,
        first: MostPaths = 10,
        after: After = None,
        max_hops: MaxHops = _DEFAULTS.max_hops,
        relations: Relations = None,
        least_strength: LeastStrength = _DEFAULTS.least_strength,
        assumed: Assumed = None,
        hop_factor: HopFactor = _DEFAULTS.hop_factor,
        load: LoadOf = None,
        unknown_support: UnknownSupport = _DEFAULTS.unknown_support,
        partners: Partners = _DEFAULTS.partners,
        avoid: Avoid = None,
        prefer: Prefer = None,
        preference: Preference = _DEFAULTS.preference,
        diversity: Differing = _DEFAULTS.diversity,
        as_of: AsOf = None,
    ) -> WarmPathPage:
        # Ids come first: whatever else is wrong is wrong with a question about somebody.
        ids = GivenIds()
        targets, starts = to.targets(ids), from_.starts(ids) if from_ else model.Starts()
        concerned = ids.optional(opportunity, "Opportunity", field="opportunity")
        options = {
            "avoid": ids.all(avoid or (), "Organization", field="avoid"),
            "prefer": ids.all(prefer or (), "Organization", field="prefer"),
            "max_hops": max_hops,
            "least_strength": least_strength,
            "assumed": validated(model.AssumedStrengths, vars(assumed or AssumedStrengthsInput()), "assumed"),
            "hop_factor": hop_factor,
            "load": validated(model.Load, vars(load or LoadInput()), "load"),
            "unknown_support": unknown_support,
            "partners": partners,
            "preference": preference,
            "diversity": diversity,
        }
        if relations is not None:
            options["relations"] = relations
        on = day(info, as_of, ids)
        asked = {
            "as_of": on.date,
            "starts": starts,
            "opportunity": concerned,
            "options": validated(model.PathOptions, options),
        }
        return await _page(info, targets, first, after, asked, on=on)


async def _page(
    info: Info, targets: model.Targets, first: int, after: str | None, asked: dict[str, Any], *, on: Day
) -> WarmPathPage:
    if not 1 <= first <= model.MAX_PATHS:
        raise InputError(f"first is {first}.", field="first", remedy=f"Give 1 to {model.MAX_PATHS}.")
    key = after_key(after, on)
    place = pages.PathCursor.read(key) if key else None
    graph = info.context.graph
    with named(_FIELDS):
        question = PathsAsked(targets=targets, k=pages.wanted(first, place), **asked)
        answer = (await info.context.run(PATHS, question)).answer
    listed, more = pages.page_of(answer, first, place)
    paths = [path for _, path in listed]

    async def batch(wanted: list[int]) -> Sequence[list[list[model.StandIn]]]:
        return await stand_ins.find_stand_ins(graph, [paths[n] for n in wanted], targets, **asked)

    loader: api.StandIns = DataLoader(batch)
    shown = [(place.cursor(), api.WarmPath.of(path, n, loader, on)) for n, (place, path) in enumerate(listed)]
    page = list_answers(shown, first, after, day=on)
    return WarmPathPage(
        edges=page.edges,
        page_info=dataclasses.replace(page.page_info, has_next_page=more),
        answer=answer,
        day=on,
        truncated=answer.truncated,
        complete_above=answer.complete_above,
        cut_short=answer.cut_short,
    )
