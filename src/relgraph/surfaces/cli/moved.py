"""`relgraph moved`: people who left an account and hold a seat elsewhere."""

from datetime import date, timedelta
from typing import Annotated

import typer

from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.people.moved import find_moved
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang, a_day
from relgraph.surfaces.cli.session import Session

A_YEAR = timedelta(days=365)
_NOBODY = {
    Language.EN: "Nobody who left after {since} is known to hold a seat elsewhere.",
    Language.ZH: "{since} 之后离开的人员中，未发现在其他单位任职者。",
}
_COLUMNS = {
    Language.EN: ("left", "who", "from", "now", "since", "known to us"),
    Language.ZH: ("离开", "人员", "原单位", "现任职", "自", "我方认识"),
}
_KNOWN = {Language.EN: ("no", "yes"), Language.ZH: ("否", "是")}


def moved(
    ctx: typer.Context,
    account: Annotated[
        str | None, typer.Argument(help="The account that they left: id or name; any when left out.")
    ] = None,
    *,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=a_day, metavar="YYYY-MM-DD", help="Who left after it. [default: a year before]"),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="So many at most.")] = 50,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List people who moved to somewhere else: openings there, and ways back."""
    day = Session.of(ctx).day(as_of)
    after = since or day - A_YEAR

    async def work(graph: Graph) -> None:
        id_ = await find_account(graph, account, day, "ACCOUNT") if account else None
        found = await find_moved(graph, id_, since=after, as_of=day, limit=limit)
        if as_json:
            print_json(found)
            return
        if not found:
            out().print(_NOBODY[lang].format(since=after))
            return
        table = cells.grid(*_COLUMNS[lang], whole=(_COLUMNS[lang][0], _COLUMNS[lang][4]))
        for each in found:
            was = cells.joined([each.title, each.account])
            now = cells.joined([cells.seat(each.person), each.person.organization])
            known = _KNOWN[lang][each.known]
            cells.row(
                table, cells.day(each.left_on), cells.person(each.person), was, now, cells.day(each.joined_on), known
            )
        out().print(table)

    Session.of(ctx).with_graph(work)
