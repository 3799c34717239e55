"""`relgraph search | show`: find things by name, and look at one."""

from datetime import date
from typing import Annotated

import typer

from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.news.service import find_piece
from relgraph.playbook.service import load_playbook
from relgraph.profile.briefing import brief_pair, brief_person
from relgraph.profile.model import PersonProfile
from relgraph.profile.pair import find_pair
from relgraph.profile.service import find_profile, list_history
from relgraph.record.fields import EntityKind
from relgraph.search.model import SearchAnswer
from relgraph.search.service import search as search_names
from relgraph.surfaces.cli import cells, meetings, profiles
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import arguments, find_id, find_person
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.page import Page
from relgraph.surfaces.cli.session import Session


def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="A name or part of one, in Chinese or Latin script.")],
    *,
    kind: Annotated[list[EntityKind] | None, typer.Option("--kind", help="Only these; may be repeated.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="Most hits.")] = 20,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find people, organisations, units and opportunities by name; slight typos are forgiven."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        answer = await search_names(graph, text, kinds=kind, as_of=day, limit=limit)
        if as_json:
            print_json(answer)
        else:
            later = (
                None if answer.hits else await search_names(graph, text, kinds=kind, as_of=None, limit=1, typos=False)
            )
            _show_hits(answer, text, day, later)

    Session.of(ctx).with_graph(ask)


def show(
    ctx: typer.Context,
    thing: Annotated[
        str,
        typer.Argument(
            help="A person, organisation, unit or opportunity: id or name; or an interaction or news: id.",
            metavar="ID",
        ),
    ],
    *,
    other: Annotated[
        str | None,
        typer.Option("--with", metavar="PERSON", help="Of a person: what there is between them and this one of ours."),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Every version of every fact around it instead, and what was corrected.")
    ] = False,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show a person, a pair, an organisation, a unit, an opportunity, an interaction or a piece of news.

    All that is known of it; `?` is what nobody knows.
    """
    day = Session.of(ctx).day(as_of)
    page = Page.of(Session.of(ctx), lang)
    if other is not None and history:
        raise InputError("--history is of one thing, not of a pair.", remedy="Leave out --with, or --history.")

    async def ask(graph: Graph) -> None:
        if other is not None:
            one = await find_person(graph, thing, day, "ID")
            with arguments({"other": "--with"}):
                found_pair = await find_pair(graph, one, await find_person(graph, other, day, "--with"), as_of=day)
            pair = await brief_pair(graph, found_pair, load_playbook(graph.settings.playbook), as_of=day)
            print_json(pair) if as_json else meetings.show_pair(page, pair, day)
            return
        found = await find_id(graph, thing, tuple(EntityKind), day, "ID")
        playbook = load_playbook(graph.settings.playbook)
        news = await find_piece(graph, found, claim_days=playbook.news.claim_days, as_of=day)
        profile = news or await find_profile(graph, found, as_of=day)
        if isinstance(profile, PersonProfile) and not history:
            profile = await brief_person(graph, profile, playbook, as_of=day)
        if history:
            facts = await list_history(graph, found)
            print_json(facts) if as_json else profiles.show_history(page, profile, facts)
        else:
            print_json(profile) if as_json else profiles.show_profile(page, profile, day)

    Session.of(ctx).with_graph(ask)


def _show_hits(answer: SearchAnswer, text: str, day: date, later: SearchAnswer | None) -> None:
    if not answer.hits and answer.truncated:
        out().print(cells.heading(f"Too many names are like '{text}' to look at all: give more of it, or --kind."))
        return
    if later and later.hits:
        hit = later.hits[0]
        known = f"{cells.named(hit.name, hit.english_name)} ({hit.id}) is known, but not on that day."
        out().print(cells.heading(f"Nothing is called anything like '{text}' on {day}: {known}"))
        return
    if not answer.hits:
        out().print(cells.heading(f"Nothing is called anything like '{text}'."))
        return
    table = cells.grid("kind", "id", "name", "title", "at", whole=["id"])
    for hit in answer.hits:
        names = cells.named(hit.name, hit.english_name)
        cells.row(table, hit.kind, hit.id, names, cells.text(hit.title), cells.text(hit.place))
    out().print(table)
    if answer.truncated:
        out().print("There are more; ask for more with --limit.")
