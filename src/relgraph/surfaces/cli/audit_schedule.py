"""`relgraph audit schedule`: when audits are due."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.padding import Padding

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.notify.schedules.model import ListedSchedule, Missed, Schedule
from relgraph.notify.schedules.service import (
    GRACE,
    MOST_GRACE,
    add_schedule,
    list_schedules,
    pause_schedule,
    remove_schedule,
)
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.analyses import AN_ACCOUNT
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account
from relgraph.surfaces.cli.options import AsJson
from relgraph.surfaces.cli.session import Session

app = typer.Typer(help="When audits are due: `relgraph serve` carries them out.", no_args_is_help=True)

INDENT = 3
Name = Annotated[str, typer.Argument(help="The schedule's name.")]


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    cron: Annotated[str, typer.Argument(help="Minute, hour, day of month, month, day of week: '0 7 * * MON'.")],
    *,
    zone: Annotated[
        str | None,
        typer.Option("--zone", help="The IANA time zone of the expression. [default: RELGRAPH_TIME_ZONE, else UTC]"),
    ] = None,
    account: Annotated[str | None, typer.Option("--account", help=AN_ACCOUNT)] = None,
    everything: Annotated[bool, typer.Option("--all", help="All accounts.")] = False,
    missed: Annotated[
        Missed, typer.Option("--missed", help="What becomes of moments nobody was there for: the last is run, or none.")
    ] = Missed.RUN,
    grace: Annotated[
        int, typer.Option("--grace", min=1, max=MOST_GRACE, help="Minutes for which a moment may be carried out.")
    ] = GRACE,
    as_json: AsJson = False,
) -> None:
    """Audit an account, or all, again and again."""
    if (account is not None) == everything:
        raise InputError("Name an account with --account, or say --all.")

    async def work(graph: Graph) -> ListedSchedule:
        which = await find_account(graph, account, Session.of(ctx).day(None)) if account is not None else None
        chosen = zone or graph.settings.time_zone or "UTC"
        return await add_schedule(graph, name=name, cron=cron, zone=chosen, account=which, missed=missed, grace=grace)

    _show(Session.of(ctx).with_graph(work), as_json=as_json)


@app.command("list")
def list_command(ctx: typer.Context, *, as_json: AsJson = False) -> None:
    """The schedules: what was done last, and the next three times in the schedule's zone."""
    listed = Session.of(ctx).with_graph(list_schedules)
    if as_json:
        print_json(listed)
        return
    if not listed:
        out().print("Nothing is scheduled: relgraph audit schedule add weekly '0 7 * * MON' --all")
    for each in listed:
        _print(each)


@app.command()
def pause(ctx: typer.Context, name: Name, *, as_json: AsJson = False) -> None:
    """Let a schedule rest. A run under way goes on to its end."""
    _show(Session.of(ctx).with_graph(lambda graph: pause_schedule(graph, name, paused=True)), as_json=as_json)


@app.command()
def resume(ctx: typer.Context, name: Name, *, as_json: AsJson = False) -> None:
    """Let a paused schedule go on. What fell due meanwhile is not made up for."""
    _show(Session.of(ctx).with_graph(lambda graph: pause_schedule(graph, name, paused=False)), as_json=as_json)


@app.command()
def remove(ctx: typer.Context, name: Name, *, as_json: AsJson = False) -> None:
    """Remove a schedule. A run of it under way is stopped; what runs found stays."""
    removed = Session.of(ctx).with_graph(lambda graph: remove_schedule(graph, name))
    print_json(removed) if as_json else out().print(f"{name} is removed.", markup=False)


def _show(listed: ListedSchedule, *, as_json: bool) -> None:
    print_json(listed) if as_json else _print(listed)


def _print(listed: ListedSchedule) -> None:
    schedule, console = listed.schedule, out()
    what = schedule.account or "all accounts"
    console.print(cells.heading((schedule.name, "bold"), f"  {schedule.cron}  {schedule.zone}  {what}"))
    late = f"up to {schedule.grace} minutes late" if schedule.missed is Missed.RUN else "skipped when missed"
    state = "paused" if schedule.paused else late
    lines = [f"{state}; {_last(schedule)}"]
    if listed.next:
        lines.append(f"next: {', '.join(_local(schedule, moment) for moment in listed.next)}")
    for line in lines:
        console.print(Padding(cells.heading(line), (0, 0, 0, INDENT), expand=False))


def _last(schedule: Schedule) -> str:
    if schedule.moment:
        since = _local(schedule, schedule.moment)
        return f"under way since {since}" if schedule.holder else f"waits since {since}: {schedule.last_error}"
    if schedule.last_moment is None or schedule.last_outcome is None:
        return "not yet due"
    run = f", audit {schedule.last_run}" if schedule.last_run else ""
    why = f": {schedule.last_error}" if schedule.last_error else ""
    return f"last {_local(schedule, schedule.last_moment)} {schedule.last_outcome}{run}{why}"


def _local(schedule: Schedule, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(schedule.zone)).strftime("%a %Y-%m-%d %H:%M %Z")
