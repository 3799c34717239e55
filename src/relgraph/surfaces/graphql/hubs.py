"""GraphQL: hubs, hidden influencers, rising hubs and choke points (method M1, M3, M9, M16)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Self

import strawberry

from relgraph.analyses import CHOKE_POINTS, HIDDEN_INFLUENCERS, HUBS, RISING_HUBS
from relgraph.analyses.asked import HubsAsked, RisingHubsAsked
from relgraph.hubs import model, reasons, service
from relgraph.surfaces.graphql.arguments import After, AsOf, First, OrderBy, day, page_size
from relgraph.surfaces.graphql.choke_points import ChokePoints, choke_points_of
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.hub_reasons import HeldAccount, HubReasons
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, global_id
from relgraph.surfaces.graphql.kinds import PersonNode
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, load_together, named
from relgraph.surfaces.graphql.people import at_a_glance
from relgraph.surfaces.graphql.prices import costs, holds

_SCOPES = {name: f"among.{name}" for name in ("account", "unit", "opportunity")}
TOO_LARGE = "null where the scope is too large to measure it."


@strawberry.type(
    description="A person and what makes them a hub, counted among the people of the scope: whom they sway, and how "
    "they are tied. Between two people the strongest tie counts."
)
class Hub(Keyed, Dated):
    """Shows a hub."""

    hub: strawberry.Private[model.Hub]
    scope: strawberry.Private[model.HubScope]

    influence: float = strawberry.field(
        description="Sum of the known weights with which others listen to them: the strongest weight per listener."
    )
    unknown_weights: int = strawberry.field(description="How many listeners of unknown weight that sum leaves out.")
    listeners: int = strawberry.field(description="People they sway directly.")
    reach: int = strawberry.field(description="People they sway in at most two steps.")
    pagerank: float = strawberry.field(
        description="How often one meets them who keeps asking whom people listen to, 0..1 (Page and Brin). An unknown "
        "weight counts 0.3."
    )
    degree: int = strawberry.field(description="People they have a tie with.")
    unknown_strengths: int = strawberry.field(
        description="How many of these ties are of unknown strength; in what follows they count as 0.3."
    )
    core: int = strawberry.field(
        description="The largest k such that they belong to a circle in which all have ties with k others (Seidman)."
    )
    constraint: float | None = strawberry.field(
        description="How much their contacts are tied up with each other, 0 to about 1.1; the less, the more they "
        "broker (Burt). Null without ties."
    )
    effective_size: float | None = strawberry.field(
        description="Their contacts less what these repeat of each other (Burt). Null without ties."
    )
    closeness: float | None = strawberry.field(
        description="Inverse of the mean distance over ties to all they can reach, scaled by how many that is, 0..1 "
        f"(Wasserman-Faust); {TOO_LARGE}"
    )
    betweenness: float | None = strawberry.field(
        description="Share of the likeliest chains of ties between others that run through them, 0..1 (Freeman); a "
        f"chain is as likely as the strengths of its ties multiplied. {TOO_LARGE.capitalize()}"
    )
    brokerage: int | None = strawberry.field(
        description="Pairs of their contacts in different units or organisations who have no tie with each other."
    )
    bridges: int | None = strawberry.field(
        description="Contacts, anywhere, who sit in another unit or organisation; null when their own place is unknown."
    )
    outside: int | None = strawberry.field(
        description="Contacts who sit in another organisation; null when their own is unknown."
    )

    @strawberry.field(description="The person.")
    def person(self, info: Info) -> PersonNode:
        return at_a_glance(info, self.hub.person, self.day)

    @strawberry.field(description="Why they are a hub, and what that means for us.")
    async def why(self, info: Info) -> HubReasons:
        async def batch(ids: list[str]) -> Sequence[model.HubReasons]:
            told = await reasons.explain_hubs(info.context.graph, ids, self.scope, as_of=self.day.date)
            return [told[id_] for id_ in ids]

        found = await load_together(info, (reasons.explain_hubs, self.scope, self.day.date), batch, self.hub.person.id)
        return HubReasons(told=found, day=self.day)

    @strawberry.field(
        description="The accounts where they hold ties, most contacts first; empty for whoever is not one of ours.",
        directives=holds(10),
    )
    async def held_accounts(self, info: Info) -> list[HeldAccount]:
        async def batch(ids: list[str]) -> Sequence[list[model.HeldAccount]]:
            held = await reasons.find_held_accounts(info.context.graph, ids, as_of=self.day.date)
            return [held[id_] for id_ in ids]

        found = await load_together(info, (reasons.find_held_accounts, self.day.date), batch, self.hub.person.id)
        return [HeldAccount.of(held, self.day) for held in found]

    def own_id(self) -> strawberry.ID:
        """Of the person, and of the scope among which they are measured."""
        scope = (self.scope.kind.value, self.scope.id) if self.scope.id else (self.scope.kind.value,)
        return global_id("Hub", " ".join((self.hub.person.id, *scope)), self.day)

    @classmethod
    def of(cls, hub: model.Hub, scope: model.HubScope, day: Day) -> Self:
        """Show a hub of the domain."""
        return cls(hub=hub, scope=scope, day=day, **hub.model_dump(exclude={"person", "why", "held_accounts"}))


@strawberry.type(description="A hub of high influence in a low seat.")
class HiddenInfluencer:
    """Shows a hidden influencer."""

    hub: Hub = strawberry.field(description="The hub.")
    layer: int = strawberry.field(description="The layer of their main seat; 1 is the top.")
    outranked: int = strawberry.field(description="People of the scope above them whose influence is lower.")


@strawberry.type(description="A hub who gained.")
class RisingHub:
    """Shows a rising hub."""

    hub: Hub = strawberry.field(description="The hub, as of the later day.")
    before: float | None = strawberry.field(
        description="The measure on the earlier day; null when they were not in the scope then."
    )
    unknown_before: int = strawberry.field(
        description="How many weights of their influence were unknown then: learning one looks like a gain."
    )
    gain: float = strawberry.field(
        description="What they gained by the measure; all of it if they were not there before."
    )


_COSTLY = {measure.value: measure for measure in (model.CHAINS | model.PLACES)} | {"outside": model.HubMeasure.BRIDGES}


def _asked(info: Info) -> frozenset[model.HubMeasure]:
    """The measures that take time and that the operation selects anywhere below this field."""
    names, left = set(), list(info.selected_fields)
    while left:
        selection = left.pop()
        names.add(getattr(selection, "name", None))
        left += selection.selections
    return frozenset(measure for name, measure in _COSTLY.items() if name in names)


def _page(info: Info, first: int, after: str | None, on: Day) -> dict[str, Any]:
    """What all lists of hubs are asked with."""
    return {"as_of": on.date, "after": after_key(after, on), "limit": page_size(first) + 1, "measures": _asked(info)}


async def hubs_of(
    info: Info, scope: model.HubScope, order_by: model.HubMeasure, *, first: int, after: str | None, day: Day
) -> Answers[Hub]:
    """A page of the hubs of a scope."""
    hubs = await info.context.run(HUBS, HubsAsked(scope=scope, order_by=order_by, **_page(info, first, after, day)))
    shown = [(service.cursor_of(hub, order_by), Hub.of(hub, scope, day)) for hub in hubs]
    return list_answers(shown, first, after, day=day)


@strawberry.input(description="Where hubs are looked for: one of these.", one_of=True)
class HubScopeInput:
    """Names a scope; GraphQL makes sure that exactly one is given."""

    account: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="All people of this account (or any organisation), by `id` or `externalId`.",
    )
    unit: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="All people of this unit and its parts, by `id` or `externalId`."
    )
    opportunity: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="The decision chain of this opportunity, by `id` or `externalId`: all with a role or an assessment "
        "in it, and all who sway them; none of ours.",
    )
    book: bool | None = strawberry.field(default=strawberry.UNSET, description="True: all people of all customers.")
    ours: bool | None = strawberry.field(default=strawberry.UNSET, description="True: all of our own people.")

    def scope(self, ids: GivenIds) -> model.HubScope:
        """The scope of the domain. Raises InputError when nobody is named."""
        return model.HubScope.of(
            account=ids.optional(self.account, "Organization", field="among.account"),
            unit=ids.optional(self.unit, "Unit", field="among.unit"),
            opportunity=ids.optional(self.opportunity, "Opportunity", field="among.opportunity"),
            book=self.book or False,
            ours=self.ours or False,
        )


Among = Annotated[HubScopeInput, strawberry.argument(description="The people among whom hubs are looked for.")]
Since = Annotated[date, strawberry.argument(description="The earlier day, before `asOf`.")]


@strawberry.type
class HubsQuery:
    """Root fields about hubs."""

    choke_points: ChokePoints = strawberry.field(
        resolver=choke_points_of,
        description=CHOKE_POINTS.words.en,
        directives=costs(CHOKE_POINTS.price),
    )

    @strawberry.field(
        description=HUBS.words.en,
        directives=costs(HUBS.price),
    )
    async def hubs(
        self,
        info: Info,
        *,
        among: Among,
        order_by: OrderBy = model.HubMeasure.INFLUENCE,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Answers[Hub]:
        ids = GivenIds()
        scope = among.scope(ids)
        with named(_SCOPES):
            return await hubs_of(info, scope, order_by, first=first, after=after, day=day(info, as_of, ids))

    @strawberry.field(
        description=HIDDEN_INFLUENCERS.words.en,
        directives=costs(HIDDEN_INFLUENCERS.price),
    )
    async def hidden_influencers(
        self, info: Info, *, among: Among, first: First = 25, after: After = None, as_of: AsOf = None
    ) -> Answers[HiddenInfluencer]:
        ids = GivenIds()
        scope = among.scope(ids)
        on = day(info, as_of, ids)
        with named(_SCOPES):
            asked = HubsAsked(scope=scope, **_page(info, first, after, on))
            found = await info.context.run(HIDDEN_INFLUENCERS, asked)
        shown = [
            HiddenInfluencer(hub=Hub.of(one.hub, scope, on), layer=one.layer, outranked=one.outranked) for one in found
        ]
        places = [service.cursor_of_hidden(one) for one in found]
        return list_answers(list(zip(places, shown, strict=True)), first, after, day=on)

    @strawberry.field(
        description=RISING_HUBS.words.en,
        directives=costs(RISING_HUBS.price),
    )
    async def rising_hubs(
        self,
        info: Info,
        *,
        among: Among,
        since: Since,
        order_by: OrderBy = model.HubMeasure.INFLUENCE,
        first: First = 25,
        after: After = None,
        as_of: AsOf = None,
    ) -> Answers[RisingHub]:
        ids = GivenIds()
        scope = among.scope(ids)
        on = day(info, as_of, ids)
        with named(_SCOPES):
            page = _page(info, first, after, on)
            asked = RisingHubsAsked(scope=scope, since=since, order_by=order_by, **page)
            found = await info.context.run(RISING_HUBS, asked)
        shown = [
            RisingHub(
                hub=Hub.of(one.hub, scope, on), before=one.before, unknown_before=one.unknown_before, gain=one.gain
            )
            for one in found
        ]
        places = [service.cursor_of_rising(one, order_by, since) for one in found]
        return list_answers(list(zip(places, shown, strict=True)), first, after, day=on)
