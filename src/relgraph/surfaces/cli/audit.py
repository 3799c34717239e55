"""`relgraph audit`: run the audit, read what it remembers, accept and assign findings."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from relgraph.audit.evaluation.service import find_names, list_rules, rules_by_id
from relgraph.audit.findings import service as memory
from relgraph.audit.reports.service import count_findings
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import AccountResult, Finding, FindingStatus, Run, RunState
from relgraph.audit.runs.service import find_run, list_runs
from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.notify.deliveries.outbox import require_targets
from relgraph.notify.deliveries.runs import run_audit
from relgraph.surfaces.cli import audit_deliveries, audit_runs, audit_schedule, render_audit
from relgraph.surfaces.cli.audit_options import Account, By, Key, Limit
from relgraph.surfaces.cli.audit_report import report
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account, find_person
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang, a_day
from relgraph.surfaces.cli.progress import step
from relgraph.surfaces.cli.session import Session

app = typer.Typer(
    help="The coverage audit: run it, see what changed, report it, accept and assign findings.", no_args_is_help=True
)
app.command()(report)
app.add_typer(audit_schedule.app, name="schedule")
app.command()(audit_runs.runs)
app.command("withdraw-run")(audit_runs.withdraw_run)
app.command()(audit_deliveries.deliveries)
app.command()(audit_deliveries.retry)

FOUND = {Severity.HIGH: 30, Severity.MEDIUM: 20, Severity.LOW: 10}
"""Exit codes of `run --fail-on`, by the severest open finding that is not accepted."""


@app.command()
def run(
    ctx: typer.Context,
    *,
    account: Account = None,
    everything: Annotated[bool, typer.Option("--all", help="All accounts.")] = False,
    as_of: AsOf = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="End with 30 (high), 20 (medium) or 10 (low) when such findings are open."),
    ] = None,
    notify: Annotated[bool, typer.Option("--notify", help="Tell webhooks and mail addresses what changed.")] = False,
    lang: Lang = Language.EN,
    limit: Limit = 25,
    as_json: AsJson = False,
) -> None:
    """Let all rules look at one account or at all, remember what they saw, and say what changed.

    A run that was stopped is continued. Exit codes: 0, or with --fail-on the severest open finding's: 30 high, 20
    medium, 10 low; 2 for bad input, 1 when it failed.
    """
    if (account is not None) == everything:
        raise InputError("Name an account with --account, or say --all.")
    if notify:
        require_targets(Session.of(ctx).settings)
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> int:
        which = await find_account(graph, account, day) if account is not None else None
        with step("Auditing"):
            done = await run_audit(graph, account=which, as_of=day, notify=notify)
            if notify:
                await audit_deliveries.deliver_now(graph, done.number)
        diff = await memory.diff_runs(graph, done)
        found = await memory.list_findings(graph, account=which, at=done.number)
        results = await memory.list_results(graph, done.number)
        counts = await count_findings(graph, done, diff.before, which)
        if as_json:
            left = {
                "findings": counts.open + counts.accepted - len(found),
                "changes": counts.changed - len(diff.changes),
            }
            print_json(render_audit.RunReport(run=done, diff=diff, results=results, findings=found, left_out=left))
        else:
            shown = [*found[:limit], *(change.finding for change in diff.changes[:limit])]
            page = await _page(graph, shown, day, lang, limit, results[: render_audit.WORST])
            page.show_run(diff, found, results, counts)
        open_ = {finding.severity for finding in found if finding.status(day) is FindingStatus.OPEN}
        return exit_code(open_, fail_on)

    code = Session.of(ctx).with_graph(work)
    if code:
        raise typer.Exit(code)


async def _page(  # noqa: PLR0917
    graph: Graph,
    found: Sequence[Finding],
    day: date,
    lang: Language,
    limit: int,
    results: Sequence[AccountResult] = (),
) -> render_audit.Page:
    ids = {result.account for result in results}.union(*(finding.refers_to for finding in found))
    names = await find_names(graph, ids, day)
    return render_audit.Page(out(), rules_by_id(graph.settings), names, day, lang, limit)


def exit_code(found: set[Severity], fail_on: Severity | None) -> int:
    """0 when nothing of the threshold or above is open, else the code of the severest."""
    if fail_on is None:
        return 0
    counted = [severity for severity in fail_on.at_least if severity in found]
    return FOUND[counted[0]] if counted else 0


@app.command()
def findings(
    ctx: typer.Context,
    *,
    account: Account = None,
    at: Annotated[int | None, typer.Option("--run", help="As they were after this run. [default: the last]")] = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Only of this rule; may be repeated.")] = None,
    severity: Annotated[list[Severity] | None, typer.Option("--severity", help="Only these; may be repeated.")] = None,
    assigned: Annotated[str | None, typer.Option("--assigned", help="Only those of this person: id or name.")] = None,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """The findings that are open, accepted ones too, the severest first, with evidence and what to do."""
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> None:
        last = await list_runs(graph, limit=1)
        found = await memory.list_findings(
            graph,
            account=await find_account(graph, account, day) if account is not None else None,
            at=at or (last[0].number if last else 0),
            rules=rule,
            severities=severity,
            assigned=await find_person(graph, assigned, day, "--assigned") if assigned is not None else None,
            limit=limit + 1,
        )
        if as_json:
            print_json(found[:limit])
        else:
            (await _page(graph, found[:limit], day, lang, limit)).show_findings(found)

    Session.of(ctx).with_graph(work)


@app.command()
def rules(ctx: typer.Context, *, lang: Lang = Language.EN, as_json: AsJson = False) -> None:
    """The rules, the severest first: what each demands, protects against, and how to mend what it finds."""
    listed = list_rules(Session.of(ctx).settings)
    print_json(listed) if as_json else render_audit.show_rules(out(), listed, lang)


@app.command()
def diff(
    ctx: typer.Context,
    before: Annotated[int | None, typer.Argument(help="The earlier run. [default: the one before the later]")] = None,
    after: Annotated[int | None, typer.Argument(help="The later run. [default: the last]")] = None,
    *,
    lang: Lang = Language.EN,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """What changed between two runs: new, re-opened, resolved, and acceptances that lapsed."""

    async def work(graph: Graph) -> None:
        later = await find_run(graph, after) if after else await _last(graph)
        told = await memory.diff_runs(graph, later, await find_run(graph, before) if before else None)
        if as_json:
            print_json(told)
        else:
            changed = [change.finding for change in told.changes[:limit]]
            page = await _page(graph, changed, later.as_of, lang, limit)
            account = next((run.account for run in (told.before, later) if run and run.account), None)
            page.show_changes(told, (await count_findings(graph, later, told.before, account)).changed)

    Session.of(ctx).with_graph(work)


async def _last(graph: Graph) -> Run:
    for run in await list_runs(graph):
        if run.state is not RunState.WITHDRAWN:
            return run
    raise InputError("No audit was run yet.", remedy="Run one: `relgraph audit run --all`.")


@app.command()
def accept(
    ctx: typer.Context,
    key: Key,
    *,
    until: Annotated[
        date, typer.Option("--until", parser=a_day, metavar="YYYY-MM-DD", help="The day it is no longer accepted.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why it may stay.")],
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Accept a finding until a day: it stays visible, and leaves the score and the exit code until then."""
    today = Session.of(ctx).day(None)

    async def work(graph: Graph) -> None:
        done = await memory.accept_finding(graph, key, until=until, reason=reason, today=today)
        print_json(done) if as_json else out().print(f"{key} is accepted until {until}.", markup=False)

    Session.of(ctx).with_graph(work, by=by)


@app.command()
def withdraw(ctx: typer.Context, key: Key, *, by: By = None, as_json: AsJson = False) -> None:
    """Withdraw an acceptance: from today the finding counts again."""
    today = Session.of(ctx).day(None)

    async def work(graph: Graph) -> None:
        done = await memory.withdraw_acceptance(graph, key, today=today)
        print_json(done) if as_json else out().print(f"{key} is not accepted any more.", markup=False)

    Session.of(ctx).with_graph(work, by=by)


@app.command()
def assign(
    ctx: typer.Context,
    key: Key,
    to: Annotated[str, typer.Argument(help="The person of ours: id or name.")],
    *,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Assign a finding by hand; without that it is the owner's."""
    day = Session.of(ctx).day(None)

    async def work(graph: Graph) -> None:
        person = await find_person(graph, to, day, "to")
        done = await memory.assign_finding(graph, key, to=person)
        print_json(done) if as_json else out().print(f"{key} is assigned to {person}.", markup=False)

    Session.of(ctx).with_graph(work, by=by)


@app.command()
def unassign(ctx: typer.Context, key: Key, *, as_json: AsJson = False) -> None:
    """Take back what was assigned by hand: the finding is its owner's again."""
    today = Session.of(ctx).day(None)

    async def work(graph: Graph) -> None:
        done = await memory.unassign_finding(graph, key, today=today)
        whose = f"{done.assigned}'s" if done.assigned else "nobody's"
        print_json(done) if as_json else out().print(f"{key} is {whose} again.", markup=False)

    Session.of(ctx).with_graph(work)
