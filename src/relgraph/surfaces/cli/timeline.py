"""`relgraph timeline`: what took place with somebody, the newest first."""

from datetime import date
from typing import Annotated

import typer

from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.interactions.service import MOST, list_interactions
from relgraph.kinds.interaction import InteractionWanted
from relgraph.playbook.vocabulary import meant_kind
from relgraph.record.fields import EntityKind
from relgraph.record.input import validated
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import print_json
from relgraph.surfaces.cli.meetings import met_table
from relgraph.surfaces.cli.names import arguments, find_id, find_person, kind_of
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang, a_day
from relgraph.surfaces.cli.page import Page
from relgraph.surfaces.cli.session import Session

OF = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.UNIT, EntityKind.OPPORTUNITY)
_FIELDS = {EntityKind.ORGANIZATION: "account"}


def timeline(
    ctx: typer.Context,
    of: Annotated[
        str | None,
        typer.Argument(metavar="[PERSON|ACCOUNT]", help="Or a unit, or an opportunity: id or name; all when left out."),
    ] = None,
    *,
    other: Annotated[
        str | None, typer.Option("--with", metavar="PERSON", help="Only where this person took part, too.")
    ] = None,
    since: Annotated[
        date | None, typer.Option("--since", parser=a_day, metavar="YYYY-MM-DD", help="Only from this day on.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only these, as the playbook calls them; may be repeated.")
    ] = None,
    layer: Annotated[
        list[int] | None, typer.Option("--layer", min=1, help="Only where a contact of this layer took part.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, max=MOST - 1, help="So many at most.")] = 20,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List what took place with a person, a pair, an account, a unit or for an opportunity, the newest first."""
    day = Session.of(ctx).day(as_of)
    page = Page.of(Session.of(ctx), lang)

    async def ask(graph: Graph) -> None:
        kinds = [meant_kind(page.kinds, one) or one for one in kind or ()]
        asked: dict[str, object] = {"day_from": since, "kinds": kinds or None, "layers": layer or None}
        if of is not None:
            id_ = await find_id(graph, of, OF, day, "OF")
            what = await kind_of(graph, id_, OF, day)
            asked[_FIELDS.get(what, what.value)] = id_
        if other is not None:
            asked["with_person"] = await find_person(graph, other, day, "--with")
        with arguments({"kinds": "--kind"}):
            wanted = validated(InteractionWanted, asked)
        found = await list_interactions(graph, wanted, as_of=day, limit=limit + 1)
        if as_json:
            print_json(found[:limit])
            return
        if not found:
            page.console.print(cells.heading(page.say("Nothing is known to have taken place.")))
            return
        page.console.print(met_table(page, found[:limit], ids=True))
        if len(found) > limit:
            page.console.print(cells.heading(page.say("There are more; ask for more with -n.")))

    Session.of(ctx).with_graph(ask)
