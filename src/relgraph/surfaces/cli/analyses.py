"""`relgraph holes`: where we are not covered."""

from typing import Annotated

import typer

from relgraph.analyses import COVERAGE
from relgraph.analyses.asked import CoverageAsked
from relgraph.analyses.declaration import Means
from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.surfaces.cli import cells, render
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import arguments, find_account, find_opportunity, nothing_known, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

AN_ACCOUNT = "The account: its id, e.g. demo:grid, or its name."
AN_OPPORTUNITY = "The opportunity: its id or its name."


def holes(
    ctx: typer.Context,
    account: Annotated[str | None, typer.Argument(help=AN_ACCOUNT)] = None,
    *,
    opportunity: Annotated[str | None, typer.Option("--opportunity", help=AN_OPPORTUNITY)] = None,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Where an account, or one opportunity, is not covered: rule by rule, with what to do about it."""
    if account is None and opportunity is None:
        raise InputError("Name an account, or an opportunity with --opportunity.")
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        which = await find_account(graph, account, day, "account") if account is not None else None
        deal = await find_opportunity(graph, opportunity, day) if opportunity is not None else None
        with arguments({"account": "account"}):
            asked = CoverageAsked(account=which, opportunity=deal, as_of=day)
            report = await COVERAGE.run(Means(graph), asked)
        if as_json:
            print_json(report)
            return
        where = [await title(graph, ORGANIZATIONS, report.account, day)]
        if report.opportunity:
            where.append(await title(graph, OPPORTUNITIES, report.opportunity, day))
        render.show_holes(out(), report, " · ".join(where), lang)
        if all(result.not_assessed for result in report.results):
            about = report.opportunity or report.account
            if told := await nothing_known(graph, about, where[-1], day):
                out().print(cells.heading(f"\n{told}"))

    Session.of(ctx).with_graph(ask)
