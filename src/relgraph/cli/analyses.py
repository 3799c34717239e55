"""`relgraph paths | holes`: how to reach people, and where we are not covered."""

from typing import Annotated

import typer

from relgraph.accounts.service import ORGANIZATIONS
from relgraph.cli import render
from relgraph.cli.console import out, print_json
from relgraph.cli.names import find_account, find_opportunity, find_person, title
from relgraph.cli.options import AsJson, AsOf
from relgraph.cli.session import Session
from relgraph.coverage.service import find_coverage_holes
from relgraph.errors import InputError
from relgraph.graph.client import Graph
from relgraph.paths.model import MAX_HOPS, MAX_PATHS
from relgraph.paths.service import find_warm_paths
from relgraph.powermap.service import OPPORTUNITIES

AN_ACCOUNT = "The account: its id, e.g. demo:grid, or its name."
AN_OPPORTUNITY = "The opportunity: its id or its name."


def paths(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(help="Whom to reach: an id, e.g. demo:wei.zhengbang, or a name.")],
    *,
    starts: Annotated[
        list[str] | None,
        typer.Option("--from", help="Who of ours starts: id or name, may be repeated. [default: all of our people]"),
    ] = None,
    opportunity: Annotated[
        str | None, typer.Option("--opportunity", help=f"{AN_OPPORTUNITY} Opponents in it are gone around.")
    ] = None,
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, max=MAX_HOPS, help="Longest path.")] = 4,
    k: Annotated[int, typer.Option("-k", min=1, max=MAX_PATHS, help="Most paths.")] = 5,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """The strongest ways to a person: who introduces us to whom, and how likely that works."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        answer = await find_warm_paths(
            graph,
            await find_person(graph, target, day),
            as_of=day,
            starts=[await find_person(graph, start, day) for start in starts] if starts else None,
            opportunity=await find_opportunity(graph, opportunity, day) if opportunity else None,
            max_hops=max_hops,
            k=k,
        )
        print_json(answer) if as_json else render.show_paths(out(), answer, day)

    Session.of(ctx).with_graph(ask)


def holes(
    ctx: typer.Context,
    account: Annotated[str | None, typer.Argument(help=AN_ACCOUNT)] = None,
    *,
    opportunity: Annotated[str | None, typer.Option("--opportunity", help=AN_OPPORTUNITY)] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Where an account, or one opportunity, is not covered: rule by rule, with what to do about it."""
    if not account and not opportunity:
        raise InputError("Name an account, or an opportunity with --opportunity.")
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        report = await find_coverage_holes(
            graph,
            await find_account(graph, account, day) if account else None,
            opportunity=await find_opportunity(graph, opportunity, day) if opportunity else None,
            as_of=day,
        )
        if as_json:
            print_json(report)
            return
        where = [await title(graph, ORGANIZATIONS, report.account, day)]
        if report.opportunity:
            where.append(await title(graph, OPPORTUNITIES, report.opportunity, day))
        render.show_holes(out(), report, " · ".join(where))

    Session.of(ctx).with_graph(ask)
