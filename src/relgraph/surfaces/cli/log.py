"""`relgraph log`: a meeting recorded in one line."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer

from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph, Transaction
from relgraph.interactions.log import LogRow, log_interaction, rows_of
from relgraph.interactions.model import InteractionCard
from relgraph.interactions.service import find_cards
from relgraph.playbook.vocabulary import meant_kind
from relgraph.record.batch import NothingKeptError
from relgraph.record.change import Became
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import print_json
from relgraph.surfaces.cli.log_people import Said, understood
from relgraph.surfaces.cli.log_told import a_moment, first_problem
from relgraph.surfaces.cli.options import AsJson, Lang, a_day
from relgraph.surfaces.cli.page import Page
from relgraph.surfaces.cli.recorded import LoggedThing, logged, show_logged
from relgraph.surfaces.cli.session import Session


def log(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="What it was, as the playbook calls it: visit, meal, call, 拜访, …")],
    *,
    with_: Annotated[list[str], typer.Option("--with", metavar="PERSON", help="Who came of theirs; repeat it.")],
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="PERSON", help="Who of ours; repeat it. Left out: whoever runs this, by name."),
    ] = None,
    absent: Annotated[
        list[str] | None, typer.Option("--absent", metavar="PERSON", help="Who was expected and did not come.")
    ] = None,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=a_day, metavar="YYYY-MM-DD", help="The day; when left out that of --at, or today."),
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at", parser=a_moment, metavar="MOMENT", help="When it began, with its zone: 2026-09-01T14:00+08:00."
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", help="The account, department or opportunity. Left out: the account of all of theirs."),
    ] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help="What it was for.")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="What came of it.")] = None,
    next_step: Annotated[str | None, typer.Option("--next", help="What is to follow.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="By what or where: on site, video, …")] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", min=1, help="How long it took.")] = None,
    preparing: Annotated[str | None, typer.Option("--preparing", help="Visit, step 1: what was prepared.")] = None,
    opening: Annotated[str | None, typer.Option("--opening", help="Visit, step 2: how it was opened.")] = None,
    needs: Annotated[str | None, typer.Option("--needs", help="Visit, step 3: which needs were found.")] = None,
    proposal: Annotated[str | None, typer.Option("--proposal", help="Visit, step 4: what was proposed.")] = None,
    objections: Annotated[
        str | None, typer.Option("--objections", help="Visit, step 5: which objections were met, and how.")
    ] = None,
    closing: Annotated[
        str | None, typer.Option("--closing", help="Visit, step 6: what was agreed, closing the loop.")
    ] = None,
    promise: Annotated[
        list[str] | None,
        typer.Option("--promise", metavar="TEXT", help="'WHO > WHOM: WHAT by YYYY-MM-DD'; may be repeated."),
    ] = None,
    ask: Annotated[
        list[str] | None, typer.Option("--ask", metavar="TEXT", help="'WHO > WHOM: WHAT'; may be repeated.")
    ] = None,
    news: Annotated[
        list[str] | None,
        typer.Option("--news", metavar="TEXT", help="'WHO > WHOM: WHAT', or WHAT alone; may be repeated."),
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", help="Its id, e.g. crm:7. Logged again under it, it is not recorded twice.")
    ] = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Record a meeting in one line: who, when, about what, what came of it, what was promised, asked and told.

    All of it is recorded, or nothing. Names may be typed as everywhere; what a name may mean is asked back.
    """
    session = Session.of(ctx)
    today = session.day(None)
    day = on or (at.date() if at else today)
    if at and abs((at.date() - day).days) > 1:
        # By the clock of another place it may be the day before or after.
        raise InputError(f"--at: it is on {at.date()}, not on {day}.", field="--at", remedy="Leave out --on.")
    page = Page.of(session, lang)
    what = meant_kind(page.kinds, kind)
    if what is None:
        known = ", ".join(f"{name} ({page.kind(name)})" if page.kind(name) != name else name for name in page.kinds)
        raise InputError(f"KIND: the playbook knows no '{kind}'.", field="KIND", remedy=f"It knows {known}.")
    values: dict[str, object] = {"kind": what, "purpose": purpose, "outcome": outcome, "next_step": next_step}
    values |= {"channel": channel, "minutes": minutes, "id": id_, "at": at, "valid_from": day}
    values |= {"preparing": preparing, "opening": opening, "needs": needs, "proposal": proposal}
    values |= {"objections": objections, "closing": closing}
    said = Said(
        {name: value for name, value in values.items() if value is not None},
        tuple(with_), tuple(by or ()), tuple(absent or ()), about,
        promises=tuple(promise or ()), asks=tuple(ask or ()), news=tuple(news or ()),
    )  # fmt: skip

    async def work(graph: Graph) -> None:
        meant = await understood(graph, said, day)
        rows = rows_of(meant)
        things = await _record(graph, rows, today)
        if as_json:
            print_json(things)
            return
        glance = (await find_cards(graph, [things[0].id], as_of=day))[things[0].id]
        _show(page, glance, things)

    session.with_graph(work)


async def _record(graph: Graph, rows: Sequence[LogRow], today: date) -> list[LoggedThing]:
    async def write(transaction: Transaction) -> Sequence[Became[Any]]:
        return await log_interaction(transaction, rows, today=today, operation="log")

    try:
        became = await graph.write(write, operation="log")
    except NothingKeptError as error:
        raise first_problem(rows, error.became) from error
    return logged(became)


def _show(page: Page, glance: InteractionCard, things: Sequence[LoggedThing]) -> None:
    page.title(page.kind(glance.kind), glance.id, page.say(" on {day}", day=glance.on))
    page.line("about", cells.joined([glance.account, glance.unit, glance.opportunity]))
    show_logged(page, things)
