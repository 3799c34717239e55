"""`relgraph holes`: where we are not covered."""

from typing import Annotated

import typer

from relgraph.accounts.service import ORGANIZATIONS
from relgraph.audit.service import find_coverage_holes
from relgraph.cli import render
from relgraph.cli.console import out, print_json
from relgraph.cli.names import find_account, find_opportunity, title
from relgraph.cli.options import AsJson, AsOf
from relgraph.cli.session import Session
from relgraph.errors import InputError
from relgraph.graph.client import Graph
from relgraph.powermap.service import OPPORTUNITIES

AN_ACCOUNT = "The account: its id, e.g. demo:grid, or its name."
AN_OPPORTUNITY = "The opportunity: its id or its name."


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
