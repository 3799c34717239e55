"""`relgraph hubs`: whom others listen to, who holds an account together, and where our ways in are narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer

from relgraph.analyses import CHOKE_POINTS, HIDDEN_INFLUENCERS, HUBS, RISING_HUBS
from relgraph.analyses.asked import ChokePointsAsked, HubsAsked, RisingHubsAsked
from relgraph.analyses.declaration import Means
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, require_extra
from relgraph.graph.client import Graph
from relgraph.hubs.model import HubMeasure, HubScope, ScopeKind
from relgraph.kinds.opportunity import OPPORTUNITIES, Opportunity
from relgraph.kinds.organization import ORGANIZATIONS, Organization
from relgraph.kinds.unit import UNITS, Unit
from relgraph.record.fields import EntityKind
from relgraph.record.kind import Kind
from relgraph.surfaces.cli import cells, render_hubs
from relgraph.surfaces.cli.analyses import AN_ACCOUNT
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account, find_id, find_opportunity, nothing_known, title
from relgraph.surfaces.cli.options import AsJson, AsOf, a_day
from relgraph.surfaces.cli.session import Session

_KINDS: dict[ScopeKind, Kind[Organization | Unit | Opportunity]] = {
    ScopeKind.ACCOUNT: ORGANIZATIONS,
    ScopeKind.UNIT: UNITS,
    ScopeKind.OPPORTUNITY: OPPORTUNITIES,
}
_WHOLES = {ScopeKind.BOOK: "all accounts", ScopeKind.OURS: "our own people"}


def hubs(
    ctx: typer.Context,
    account: Annotated[str | None, typer.Argument(help=AN_ACCOUNT)] = None,
    *,
    unit: Annotated[str | None, typer.Option("--unit", help="A unit with its parts instead: its id or name.")] = None,
    opportunity: Annotated[
        str | None, typer.Option("--opportunity", help="The decision chain of an opportunity instead: its id or name.")
    ] = None,
    book: Annotated[bool, typer.Option("--book", help="All accounts instead.")] = False,
    ours: Annotated[bool, typer.Option("--ours", help="Our own people instead, and what they hold.")] = False,
    by: Annotated[HubMeasure, typer.Option("--by", help="What to rank them by.")] = HubMeasure.INFLUENCE,
    hidden: Annotated[bool, typer.Option("--hidden", help="Only those of high influence in low seats.")] = False,
    rising: Annotated[bool, typer.Option("--rising", help="Only those who gained, needs --since.")] = False,
    since: Annotated[
        date | None, typer.Option("--since", parser=a_day, metavar="YYYY-MM-DD", help="The earlier day for --rising.")
    ] = None,
    choke_points: Annotated[
        bool, typer.Option("--choke-points", help="Through whom our best ways to the deciders run, instead of hubs.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="Most people.")] = 15,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """The people whom others listen to, and who hold an account together, and why."""
    if hidden + rising + choke_points > 1:
        raise InputError("Ask for one list: --hidden, --rising or --choke-points.")
    if rising != (since is not None):
        raise InputError("--rising and --since belong together.", remedy="Give both, or neither.")
    if not choke_points:
        require_extra(Extra.HUBS)  # before a database is started for nothing
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        scope = HubScope.of(
            account=await find_account(graph, account, day, "account") if account is not None else None,
            unit=await find_id(graph, unit, (EntityKind.UNIT,), day, "--unit") if unit is not None else None,
            opportunity=await find_opportunity(graph, opportunity, day) if opportunity is not None else None,
            book=book,
            ours=ours,
        )
        asked = _Asked(graph, scope, day, by, limit, as_json=as_json)
        if choke_points:
            await asked.choke_points()
        elif hidden:
            await asked.hidden()
        elif since:
            await asked.rising(since)
        else:
            await asked.hubs()

    Session.of(ctx).with_graph(ask)


@dataclass(frozen=True)
class _Asked:
    """What was asked for, whichever list it is."""

    graph: Graph
    scope: HubScope
    day: date
    by: HubMeasure
    limit: int
    as_json: bool

    async def hubs(self) -> None:
        answer = await HUBS.run(Means(self.graph), HubsAsked(**self._hubs()))
        if self.as_json:
            print_json(answer)
        else:
            render_hubs.show_hubs(out(), answer, where=await self._where(), by=self.by, as_of=self.day)
            await self._say_when_known(answer)

    async def hidden(self) -> None:
        answer = await HIDDEN_INFLUENCERS.run(Means(self.graph), HubsAsked(**self._hubs(), measures=frozenset()))
        if self.as_json:
            print_json(answer)
        else:
            render_hubs.show_hidden(out(), answer, where=await self._where(), as_of=self.day)
            await self._say_when_known(answer)

    async def rising(self, since: date) -> None:
        asked = RisingHubsAsked(**self._hubs(), since=since, measures=frozenset())
        answer = await RISING_HUBS.run(Means(self.graph), asked)
        if self.as_json:
            print_json(answer)
        else:
            where = await self._where()
            render_hubs.show_rising(out(), answer, where=where, by=self.by, since=since, as_of=self.day)

    async def choke_points(self) -> None:
        asked = ChokePointsAsked(
            account=self.scope.id if self.scope.kind is ScopeKind.ACCOUNT else None,
            opportunity=self.scope.id if self.scope.kind is ScopeKind.OPPORTUNITY else None,
            as_of=self.day,
        )
        found = await CHOKE_POINTS.run(Means(self.graph), asked)
        answer = found.model_copy(update={"points": found.points[: self.limit]})
        if self.as_json:
            print_json(answer)
        else:
            render_hubs.show_choke_points(out(), answer, where=await self._where(), as_of=self.day)

    async def _say_when_known(self, answer: Sequence[object]) -> None:
        """An empty list because nothing was known yet says so."""
        if answer or self.scope.id is None:
            return
        if told := await nothing_known(self.graph, self.scope.id, await self._where(), self.day):
            out().print(cells.heading(told))

    def _hubs(self) -> dict[str, Any]:
        """What all lists of hubs are asked with."""
        asked = {"as_of": self.day, "order_by": self.by, "limit": self.limit}
        return {"scope": self.scope, **asked, "explained": True}

    async def _where(self) -> str:
        """How the scope is called."""
        if self.scope.id is None:
            return _WHOLES[self.scope.kind]
        return await title(self.graph, _KINDS[self.scope.kind], self.scope.id, self.day)
