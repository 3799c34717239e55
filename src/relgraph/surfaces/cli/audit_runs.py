"""`relgraph audit runs`, `relgraph audit withdraw-run`: the runs of the audit, and taking the last one back."""

from typing import Annotated

import typer

from relgraph.audit.findings import service as memory
from relgraph.audit.runs import withdrawal
from relgraph.audit.runs.service import list_runs
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.surfaces.cli import render_audit
from relgraph.surfaces.cli.audit_options import Account, By, Limit
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.progress import step
from relgraph.surfaces.cli.session import Session


def runs(
    ctx: typer.Context,
    *,
    account: Account = None,
    limit: Limit = 20,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """The runs, the latest first; with --account the account's score after each."""
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> None:
        if account is not None:
            results = await memory.trend(graph, await find_account(graph, account, day), limit=limit)
            print_json(results) if as_json else render_audit.show_trend(out(), results)
        else:
            listed = await list_runs(graph, limit=limit)
            print_json(listed) if as_json else render_audit.show_runs(out(), listed, lang)

    Session.of(ctx).with_graph(work)


def withdraw_run(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="The run's number, as `audit runs` prints it.")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why it was a mistake.")],
    by: By = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Take back a run that no later one builds on, e.g. one of a mistyped day: findings are as they were before it.

    What people did to findings since stays. The run stays to be read as withdrawn.
    """

    async def work(graph: Graph) -> None:
        with step("Taking back"):
            done = await withdrawal.withdraw_run(graph, number, reason=reason)
        print_json(done) if as_json else render_audit.show_runs(out(), [done], lang)

    Session.of(ctx).with_graph(work, by=by)
