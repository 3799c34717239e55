"""`relgraph promises`: promises between ours and others, and closing them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from relgraph.core.errors import ConflictError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.commitment import Closing
from relgraph.playbook.service import load_playbook
from relgraph.promises.model import PromiseStanding, PromiseState, PromisesWanted, Side
from relgraph.promises.service import close_promise, find_promises
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account, find_person
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang, a_day
from relgraph.surfaces.cli.session import Session

app = typer.Typer(help="Promises between ours and others: which are due, and closing them.")

_NONE = {Language.EN: "There are no such promises on {day}.", Language.ZH: "{day} 没有符合条件的承诺。"}
_MORE = {Language.EN: "There are more; ask for more with --limit.", Language.ZH: "还有更多，可用 --limit 查看。"}
_CLOSED = {Language.EN: "Closed: {how}, on {on}.", Language.ZH: "已了结：{how}，{on}。"}
_COLUMNS = {
    Language.EN: ("due", "who", "promised whom", "what", "made", "in", "id"),
    Language.ZH: ("期限", "承诺人", "对象", "内容", "承诺日", "场合", "id"),
}
_OVER = {Language.EN: "{days} over", Language.ZH: "超期{days}天"}
_HOW: Mapping[Closing | None, Mapping[Language, str]] = {
    Closing.KEPT: {Language.EN: "kept", Language.ZH: "已兑现"},
    Closing.LATE: {Language.EN: "kept late", Language.ZH: "迟到兑现"},
    Closing.DROPPED: {Language.EN: "dropped, with a word", Language.ZH: "已告知放弃"},
    Closing.BROKEN: {Language.EN: "broken", Language.ZH: "失信"},
    None: {Language.EN: "closed, nobody said how", Language.ZH: "已了结，方式未记录"},
}


@app.callback(invoke_without_command=True)
def promises(
    ctx: typer.Context,
    *,
    account: Annotated[
        str | None, typer.Option("--account", help="With contacts of this account, then: id or name.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who promised: id or name.")] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", help="The one of ours who promised or was promised: id or name.")
    ] = None,
    side: Annotated[Side | None, typer.Option("--side", help="Who promised.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those that were due before the day.")] = False,
    closed: Annotated[bool, typer.Option("--closed", help="Those that are closed instead.")] = False,
    due_by: Annotated[
        date | None,
        typer.Option("--due-by", parser=a_day, metavar="YYYY-MM-DD", help="Only those that are due by this day."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="So many at most.")] = 50,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List promises that are not closed, what is due first, first; or close one."""
    if ctx.invoked_subcommand:
        return
    if overdue and closed:
        raise typer.BadParameter("what is closed is not overdue: leave one out", param_hint="--closed")
    day = Session.of(ctx).day(as_of)
    states = (PromiseState.CLOSED,) if closed else (PromiseState.OVERDUE,) if overdue else PromisesWanted().states

    async def work(graph: Graph) -> None:
        wanted = PromisesWanted(
            account=await find_account(graph, account, day) if account else None,
            by=await find_person(graph, by, day, "--by") if by else None,
            owner=await find_person(graph, owner, day, "--owner") if owner else None,
            side=side,
            states=states,
            due_by=due_by,
        )
        grace = load_playbook(graph.settings.playbook).commitments.grace_days
        found = await find_promises(graph, wanted, grace_days=grace, as_of=day, limit=limit + 1)
        if as_json:
            print_json(found[:limit])
            return
        _show(out(), found[:limit], lang, day)
        if len(found) > limit:
            out().print(_MORE[lang])

    Session.of(ctx).with_graph(work)


@app.command("close")
def close(
    ctx: typer.Context,
    promise: Annotated[str, typer.Argument(help="The promise's id, as the list tells it.")],
    *,
    how: Annotated[Closing, typer.Option("--how", help="What became of it.")],
    on: Annotated[
        date | None,
        typer.Option("--on", parser=a_day, metavar="YYYY-MM-DD", help="The day of that. [default: today]"),
    ] = None,
    lang: Lang = Language.EN,
) -> None:
    """Say that a promise was kept, kept late, dropped with a word, or broken."""
    day = on or Session.of(ctx).day(None)

    async def work(graph: Graph) -> None:
        changed = await close_promise(graph, promise, how, day, operation="close promise")
        if changed.thing is None:
            raise ConflictError(f"{changed.outcome.problem}.", remedy=changed.outcome.remedy)
        out().print(_CLOSED[lang].format(how=_HOW[how][lang], on=day))

    Session.of(ctx).with_graph(work)


def _show(console: Console, found: Sequence[PromiseStanding], lang: Language, day: date) -> None:
    if not found:
        console.print(_NONE[lang].format(day=day))
        return
    columns = _COLUMNS[lang]
    table = cells.grid(*columns, whole=(columns[0], columns[4]))
    for each in found:
        within = each.interaction
        cells.row(
            table,
            _due(each, lang),
            cells.ours(each.promiser),
            cells.ours(each.promisee),
            each.promise,
            cells.day(each.made_on) if each.made_on else cells.UNKNOWN,
            cells.joined([within.kind, within.on.isoformat()]) if within else cells.NONE,
            each.id,
        )
    console.print(table)


def _due(each: PromiseStanding, lang: Language) -> str:
    """The day on which it is due, and how far past it is; what became of one that is closed."""
    over = _OVER[lang].format(days=each.days_overdue) if each.days_overdue else None
    if each.state is PromiseState.CLOSED:
        return "\n".join(filter(None, [_HOW[each.closed][lang], cells.day(each.closed_on), over]))
    return "\n".join(filter(None, [cells.day(each.due), over]))
