"""`relgraph news add | confirm`: a piece of news recorded in one line, and who confirmed it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph, Transaction
from relgraph.interactions.log import NEWS_ABOUT
from relgraph.kinds.news import Audience
from relgraph.news.service import find_piece
from relgraph.news.telling import confirm_news, tell_news
from relgraph.playbook.service import load_playbook
from relgraph.record.batch import NothingKeptError
from relgraph.record.change import Became
from relgraph.record.fields import EntityKind
from relgraph.surfaces.cli.about import find_all_about
from relgraph.surfaces.cli.console import print_json
from relgraph.surfaces.cli.names import find_id, find_person
from relgraph.surfaces.cli.news_page import show_news
from relgraph.surfaces.cli.options import AsJson, Lang, a_day
from relgraph.surfaces.cli.page import Page
from relgraph.surfaces.cli.recorded import first_refused, logged, show_logged
from relgraph.surfaces.cli.session import Session

Write = Callable[[Transaction], Coroutine[Any, Any, Sequence[Became[Any]]]]

_ADD = {
    **{"claim": "CLAIM", "saidBy": "--by", "said_by": "--by", "saidTo": "--to", "said_to": "--to"},
    **{"interaction": "--in", "validFrom": "--on", "valid_from": "--on", "audience": "--audience", "id": "--id"},
    **dict.fromkeys(NEWS_ABOUT, "--about"),
}
_CONFIRM = {"person": "--by", "news": "NEWS", "validFrom": "--on", "valid_from": "--on"}


def add(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(help="What was said, in one sentence.")],
    *,
    by: Annotated[
        str | None, typer.Option("--by", metavar="PERSON", help="Who of theirs said it; left out: not known.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PERSON", help="To whom of ours; left out: not known.")
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about",
            help="The account, department, opportunity, person or competitor; repeat it. Left out: that of --in.",
        ),
    ] = None,
    in_: Annotated[
        str | None, typer.Option("--in", metavar="INTERACTION", help="In which interaction it was told: id.")
    ] = None,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=a_day, metavar="YYYY-MM-DD", help="The day; when left out that of --in, or today."),
    ] = None,
    audience: Annotated[
        Audience | None, typer.Option("--audience", help="Who of ours is meant to know; left out: nobody has said.")
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", help="Its id, e.g. crm:7. Recorded again under it, it is corrected.")
    ] = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Record a piece of news in one line: what was said, by whom, to whom, about what.

    Names may be typed as everywhere; what a name may mean is asked back. The same line again changes nothing.
    """
    session = Session.of(ctx)
    today = session.day(None)
    day = on or today
    if not about and in_ is None:
        raise InputError("--about: it is about nothing.", field="--about", remedy="Give --about, or --in.")

    async def work(graph: Graph) -> None:
        told: dict[str, object] = {
            "claim": claim,
            "said_by": await find_person(graph, by, day, "--by") if by else None,
            "said_to": await find_person(graph, to, day, "--to") if to else None,
            "interaction": await find_id(graph, in_, (EntityKind.INTERACTION,), day, "--in") if in_ else None,
            "audience": audience,
            "valid_from": on,
            "id": id_,
            **await find_all_about(graph, about or (), day),
        }
        given = {name: value for name, value in told.items() if value is not None}

        async def write(transaction: Transaction) -> Sequence[Became[Any]]:
            return await tell_news(transaction, given, today=today, operation="add news")

        page = Page.of(session, lang)
        await _record(graph, write, page, operation="add news", options=_ADD, day=day, as_json=as_json)

    session.with_graph(work)


def confirm(
    ctx: typer.Context,
    news: Annotated[str, typer.Argument(help="The piece of news: its id.")],
    *,
    by: Annotated[list[str], typer.Option("--by", metavar="PERSON", help="Who confirmed it; repeat it.")],
    on: Annotated[
        date | None, typer.Option("--on", parser=a_day, metavar="YYYY-MM-DD", help="The day of that. [default: today]")
    ] = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Record who confirmed a piece of news, and tell what that makes of it."""
    session = Session.of(ctx)
    today = session.day(None)
    day = on or today

    async def work(graph: Graph) -> None:
        id_ = await find_id(graph, news, (EntityKind.NEWS,), day, "NEWS")
        people = [await find_person(graph, each, day, "--by") for each in by]

        async def write(transaction: Transaction) -> Sequence[Became[Any]]:
            return await confirm_news(transaction, id_, people, on=on, today=today, operation="confirm news")

        page = Page.of(session, lang)
        await _record(
            graph, write, page, operation="confirm news", options=_CONFIRM, day=day, as_json=as_json, news=id_
        )

    session.with_graph(work)


async def _record(
    graph: Graph,
    write: Write,
    page: Page,
    *,
    operation: str,
    options: Mapping[str, str],
    day: date,
    as_json: bool,
    news: str | None = None,
) -> None:
    """Record it, and show the piece of news with what was done; `news` is its id where it is known before."""
    try:
        became = await graph.write(write, operation=operation)
    except NothingKeptError as error:
        refused = first_refused(error.became)
        raise refused.by(options.get(refused.field or "", "")) from error
    things = logged(became)
    if as_json:
        print_json(things)
        return
    claim_days = load_playbook(graph.settings.playbook).news.claim_days
    found = await find_piece(graph, news or things[0].id, claim_days=claim_days, as_of=day)
    if found:
        show_news(page, found, day)
    show_logged(page, things)
