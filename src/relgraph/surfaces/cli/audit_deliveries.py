"""`relgraph audit deliveries` and `retry`: who was told of a run, and who could not be."""

from typing import Annotated

import typer

from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, require_extra
from relgraph.graph.client import Graph
from relgraph.notify.deliveries.model import Delivery, DeliveryState
from relgraph.notify.deliveries.service import list_deliveries, retry_deliveries
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import err, out, print_json
from relgraph.surfaces.cli.options import AsJson
from relgraph.surfaces.cli.session import Session


def deliveries(
    ctx: typer.Context,
    *,
    dead: Annotated[bool, typer.Option("--dead", help="Only those that were given up.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most shown.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Notifications of runs that ended, the latest first: sent, pending, dead, or quiet when nothing had changed."""
    states = [DeliveryState.DEAD] if dead else None
    listed = Session.of(ctx).with_graph(lambda graph: list_deliveries(graph, states=states, limit=limit))
    if as_json:
        print_json(listed)
        return
    if not listed:
        out().print("None.")
    for delivery in listed:
        _print(delivery)


def retry(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(help="A dead delivery, as `audit deliveries` prints it.")] = None,  # noqa: A002
    *,
    dead: Annotated[bool, typer.Option("--dead", help="All dead ones.")] = False,
    as_json: AsJson = False,
) -> None:
    """Deliver again what was given up: tries once now, and leaves the rest to `relgraph serve`."""
    if bool(id) == dead:
        raise InputError("Name a delivery, or say --dead.")
    require_extra(Extra.NOTIFY)  # before what was given up is taken up again for nothing
    from relgraph.notify.deliveries.courier import deliver_due  # noqa: PLC0415  (slow to import, and not wanted by others)

    async def work(graph: Graph) -> list[Delivery]:
        given_up = {id} if id else {each.id for each in await list_deliveries(graph, states=[DeliveryState.DEAD])}
        await retry_deliveries(graph, id)
        await deliver_due(graph)
        return [each for each in await list_deliveries(graph) if each.id in given_up]

    listed = Session.of(ctx).with_graph(work)
    if as_json:
        print_json(listed)
        return
    for delivery in listed:
        _print(delivery)


async def deliver_now(graph: Graph, number: int) -> None:
    """Tell of a run at once, as no service may be running, and say on stderr what could not be told yet."""
    from relgraph.notify.deliveries.courier import deliver_due  # noqa: PLC0415  (slow to import, and not wanted by others)

    for tried in await deliver_due(graph, run=number):
        if tried.error:
            dead = tried.state is DeliveryState.DEAD
            later = "is given up" if dead else "will be tried again by `relgraph serve`"
            err().print(f"{tried.claimed.channel} {tried.claimed.target} {later}: {tried.error}", markup=False)


def _print(delivery: Delivery) -> None:
    colour = {DeliveryState.DEAD: "red", DeliveryState.SENT: "green", DeliveryState.PENDING: "yellow"}
    head = (f"{delivery.state:<7}  ", colour.get(delivery.state, ""))
    tried = f"{delivery.attempts} attempt{'' if delivery.attempts == 1 else 's'}"
    out().print(
        cells.heading(head, f"audit {delivery.run}  {delivery.channel} {delivery.target}  {tried}  {delivery.id}")
    )
    if delivery.error:
        again = f"; again {delivery.due_at:%Y-%m-%d %H:%M} UTC" if delivery.state is DeliveryState.PENDING else ""
        out().print(f"   {delivery.error}{again}", markup=False)
