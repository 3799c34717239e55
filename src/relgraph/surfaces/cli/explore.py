"""`relgraph search | show`: find things by name, and look at one."""

from datetime import date
from typing import Annotated

import typer

from relgraph.graph.client import Graph
from relgraph.profile.service import find_profile, list_history
from relgraph.record.fields import EntityKind
from relgraph.search.model import SearchAnswer
from relgraph.search.service import search as search_names
from relgraph.surfaces.cli import cells, profiles
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_id
from relgraph.surfaces.cli.options import AsJson, AsOf
from relgraph.surfaces.cli.session import Session

SHOWN = tuple(EntityKind)


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
        str, typer.Argument(help="A person, organisation, unit or opportunity: id or name.", metavar="ID")
    ],
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Every version of every fact around it instead, and what was corrected.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a person, an organisation, a unit or an opportunity; `?` is what nobody knows."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        found = await find_id(graph, thing, SHOWN, day, "ID")
        profile = await find_profile(graph, found, as_of=day)
        if history:
            facts = await list_history(graph, found)
            print_json(facts) if as_json else profiles.show_history(out(), profile, facts)
        else:
            print_json(profile) if as_json else profiles.show_profile(out(), profile, day)

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
