"""`relgraph map`: the power map of a deal."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from relgraph.analyses.asked import PowerMapAsked
from relgraph.analyses.declaration import Means
from relgraph.analyses.powermap import POWER_MAP
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.position import NO_LAYER
from relgraph.pictures.formats import PictureFormat, check_can_draw, write_picture
from relgraph.pictures.power_map.draw import draw_power_map
from relgraph.pictures.themes import Theme
from relgraph.powermap.changes import MapChange
from relgraph.powermap.model import GhostSeat, MapCard, NearestTie, Surroundings
from relgraph.powermap.service import PowerMapView
from relgraph.powermap.words import WORDS, MapWords
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import err, out, print_json
from relgraph.surfaces.cli.files import check_file, write_file
from relgraph.surfaces.cli.names import arguments, find_opportunity
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang, a_day
from relgraph.surfaces.cli.session import Session

_COLUMNS = {
    Language.EN: ("layer", "roles", "support", "who", "seat", "assessed", "close", "reports to", "nearest"),
    Language.ZH: ("层级", "角色", "支持度", "姓名", "任职", "评定", "亲密度", "汇报给", "最近的人"),
}

Since = Annotated[
    date | None,
    typer.Option("--since", parser=a_day, metavar="YYYY-MM-DD", help="Tell what changed since this day, too."),
]


def power_map(
    ctx: typer.Context,
    deal: Annotated[str, typer.Argument(help="The opportunity: id or name.")],
    *,
    since: Since = None,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
    svg: Annotated[Path | None, typer.Option("--svg", help="Draw it into this SVG file.", dir_okay=False)] = None,
    png: Annotated[Path | None, typer.Option("--png", help="Draw it into this PNG file.", dir_okay=False)] = None,
    pptx: Annotated[
        Path | None, typer.Option("--pptx", help="Draw it as a slide of shapes that can be edited.", dir_okay=False)
    ] = None,
    theme: Annotated[
        Theme, typer.Option("--theme", help="The colours of pictures; auto: light or dark, as the viewer prefers.")
    ] = Theme.AUTO,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Show the power map of a deal: roles, support, lines, influence, who stands nearest, and who is not known.

    With --svg, --png or --pptx it is drawn into files instead.
    """
    day = Session.of(ctx).day(as_of)
    named = {PictureFormat.SVG: svg, PictureFormat.PNG: png, PictureFormat.PPTX: pptx}
    files = {to: file for to, file in named.items() if file}
    for to, file in files.items():
        check_can_draw(to)
        check_file(file, field=to, force=force)

    async def work(graph: Graph) -> None:
        id_ = await find_opportunity(graph, deal, day, "deal")
        with arguments({"since": "--since"}):
            found = await POWER_MAP.run(Means(graph), PowerMapAsked(opportunity=id_, as_of=day, since=since))
        if as_json:
            print_json(found)
        elif not files:
            _show(found, lang)
        for to, file in files.items():
            scene = draw_power_map(found, lang)
            write_file(file, write_picture(scene, to, theme), field=to)
            err().print(f"{file}: {scene.title}", markup=False)

    Session.of(ctx).with_graph(work)


def _show(view: PowerMapView, lang: Language) -> None:
    console, words, drawn = out(), WORDS[lang], view.map
    name = cells.named(drawn.deal.name, drawn.deal.english_name)
    if not drawn.cards:
        console.print(cells.heading(words.empty.format(deal=name, day=drawn.as_of)))
    else:
        account = cells.named(drawn.deal.account_name, drawn.deal.account_english_name)
        live = words.live if drawn.deal.live else words.not_live
        console.print(cells.heading((name, "bold"), f" · {account} · {drawn.as_of} · {live}"))
        console.print(_table(view, lang))
    for title, lines in _sections(view, words):
        console.print()
        console.print(cells.heading((title, "bold")))
        for line in lines:
            console.print(cells.heading("  ", line))
    if drawn.truncated:
        console.print(cells.heading(words.truncated))


def _table(view: PowerMapView, lang: Language) -> Table:
    """Layer by layer, of each the weightiest roles first; the layer stands at its first card."""
    words, columns = WORDS[lang], _COLUMNS[lang]
    table = cells.grid(*columns, right=(columns[6],), whole=(*columns[:3], columns[5]))
    names = _names(view)
    around = {each.person: each for each in view.surroundings}
    cards = sorted((*view.map.cards, *view.map.above), key=_layer)
    for _, of_layer in groupby(cards, key=_layer):
        for n, card in enumerate(of_layer):
            layer = card.person.layer
            cells.row(
                table,
                "" if n else cells.UNKNOWN if layer is None else str(layer),
                "".join(card.roles) or cells.NONE,
                cells.UNKNOWN if card.level is None else str(card.level),
                cells.person(card.person),
                cells.seat(card.person),
                _assessed(card, words),
                cells.UNKNOWN if card.closeness is None else str(card.closeness.level),
                ", ".join(names.get(id_, id_) for id_ in card.managers) or cells.NONE,
                _nearest(around[card.person.id], words),
            )
    return table


def _layer(card: MapCard) -> int:
    return card.person.layer or NO_LAYER


def _names(view: PowerMapView) -> dict[str, str]:
    return {card.person.id: cells.person(card.person) for card in (*view.map.cards, *view.map.above)}


def _assessed(card: MapCard, words: MapWords) -> str:
    if card.age_days is None:
        return cells.NONE if card.level is None else cells.UNKNOWN
    age = words.age.format(days=card.age_days)
    return f"{age} {words.stale}" if card.stale else age


def _nearest(around: Surroundings, words: MapWords) -> str:
    sides = ((words.ours, around.ours), (words.rivals, around.rivals))
    return "\n".join(f"{side} {_tie(tie)}" for side, tie in sides if tie) or cells.NONE


def _tie(tie: NearestTie) -> str:
    strength = cells.UNKNOWN if tie.assumed else cells.number(tie.strength)
    return f"{cells.named(tie.name, tie.english_name)} {strength}"


def _sections(view: PowerMapView, words: MapWords) -> Iterator[tuple[str, Iterable[str]]]:
    """What stands below the table, each with a title; what there is nothing of is left out."""
    names, relations = _names(view), view.relations
    dotted = [line for line in relations.reporting_lines if line.line == "dotted"]
    sections = {
        words.ghosts: [_ghost(each, words) for each in view.map.ghosts],
        words.dotted: [f"{names[line.person]} ⇢ {names[line.manager]}" for line in dotted],
        words.influence: [
            _because(f"{names[one.influencer]} → {names[one.influenced]} {cells.number(one.weight)}", one.basis)
            for one in relations.influences
        ],
        words.friction: [
            _because(f"{names[one.person_a]} × {names[one.person_b]}", one.basis) for one in relations.frictions
        ],
    }
    yield from ((title, lines) for title, lines in sections.items() if lines)
    if changes := view.changes:
        told = words.changes if changes.changes else words.no_changes
        yield told.format(day=changes.since), [_change(each, words) for each in changes.changes]


def _because(what: str, basis: str | None) -> str:
    return f"{what} ({basis})" if basis else what


def _ghost(ghost: GhostSeat, words: MapWords) -> str:
    if ghost.role:
        return words.ghost_role.format(letter=ghost.role, role=words.roles[ghost.role])
    return words.ghost_manager.format(name=cells.person(ghost.manager_of) if ghost.manager_of else cells.UNKNOWN)


def _change(change: MapChange, words: MapWords) -> str:
    told = f"{cells.person(change.person)}: {words.kinds[change.kind]}"
    if change.before is None and change.after is None:
        return told
    return f"{told} {change.before or cells.UNKNOWN} → {change.after or cells.UNKNOWN}"
