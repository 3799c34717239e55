"""`relgraph identity`: pairs that may be one and the same, and judging them."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console

from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.identity.compare import compare as compare_all
from relgraph.identity.judgement import Judgement, Verdict
from relgraph.identity.matching.model import Because
from relgraph.identity.matching.words import in_words
from relgraph.identity.queue import Pair, waiting
from relgraph.identity.service import judge as judge_two
from relgraph.identity.service import list_judgements
from relgraph.identity.service import withdraw as withdraw_one
from relgraph.identity.suggestions import count_suggestions
from relgraph.record.fields import EntityKind
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_id
from relgraph.surfaces.cli.options import AsJson, Lang
from relgraph.surfaces.cli.progress import step
from relgraph.surfaces.cli.session import Session

app = typer.Typer(help="Who is one and the same: pairs that may be, and judgements.", no_args_is_help=True)

_KINDS = (EntityKind.PERSON, EntityKind.ORGANIZATION)
_WORDS = {
    Verdict.SAME: {Language.EN: "the same", Language.ZH: "相同"},
    Verdict.DIFFERENT: {Language.EN: "different", Language.ZH: "不同"},
    Verdict.UNSURE: {Language.EN: "unsure", Language.ZH: "不确定"},
}
_NONE_WAITS = {Language.EN: "Nothing waits for a judgement.", Language.ZH: "没有待判定的对象。"}
_NOTHING_JUDGED = {Language.EN: "Nothing was judged.", Language.ZH: "尚无判定。"}
_WITHDRAWN = {Language.EN: "(withdrawn)", Language.ZH: "（已撤回）"}
_MOVES = {Language.EN: "would move", Language.ZH: "合并将移动"}
_CAREFUL = {Language.EN: "careful", Language.ZH: "注意"}
_DAYS = {Language.EN: "for {days} days", Language.ZH: "已等待 {days} 天"}


@app.command("compare")
def compare(ctx: typer.Context) -> None:
    """Compare all people and organisations; pairs that may be one go to the queue."""

    async def work(graph: Graph) -> None:
        with step("Comparing"):
            new = await compare_all(graph)
        waits = await count_suggestions(graph)
        out().print(f"{new:,} new; {waits:,} wait for a judgement: relgraph identity list", highlight=False)

    Session.of(ctx).with_graph(work)


@app.command("list")
def list_pairs(
    ctx: typer.Context,
    *,
    about: Annotated[str | None, typer.Option("--about", help="Only pairs with this person or organisation.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="So many at most.")] = 20,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """List pairs that may be one, the most alike first, with what making them one would move."""

    async def work(graph: Graph) -> None:
        day = Session.of(ctx).day(None)
        id_ = await find_id(graph, about, _KINDS, day, "--about") if about else None
        pairs = await waiting(graph, about=id_, limit=limit)
        print_json(pairs) if as_json else _show(out(), pairs, lang)

    Session.of(ctx).with_graph(work)


One = Annotated[str, typer.Argument(help="The one that is kept: id, address or name.")]
Other = Annotated[str, typer.Argument(help="The other: id, address or name.")]


@app.command("judge")
def judge(
    ctx: typer.Context,
    one: One,
    other: Other,
    verdict: Annotated[Verdict, typer.Argument(help="Whether they are the same.")],
    *,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also where somebody judged otherwise.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say whether two are one; the same are made one, and ONE is kept. It can be withdrawn."""

    async def work(graph: Graph) -> None:
        day = Session.of(ctx).day(None)
        kept = await find_id(graph, one, _KINDS, day, "ONE")
        gone = await find_id(graph, other, _KINDS, day, "OTHER")
        judgement = await judge_two(graph, kept, gone, verdict, anyway=anyway)
        print_json(judgement) if as_json else _show_judgements([judgement], Language.EN)

    Session.of(ctx).with_graph(work)


@app.command("judgements")
def judgements(
    ctx: typer.Context,
    about: Annotated[str | None, typer.Argument(help="About whom; all when left out.")] = None,
    *,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Withdrawn ones, too.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="So many at most.")] = 20,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """List judgements, the latest first."""

    async def work(graph: Graph) -> None:
        day = Session.of(ctx).day(None)
        ids = [await find_id(graph, about, _KINDS, day, "ABOUT")] if about else None
        found = await list_judgements(graph, ids, withdrawn=withdrawn, limit=limit)
        print_json(found) if as_json else _show_judgements(found, lang)

    Session.of(ctx).with_graph(work)


@app.command("withdraw")
def withdraw(
    ctx: typer.Context,
    judgement: Annotated[str, typer.Argument(help="The judgement's id.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Withdraw a judgement: what it made one is two again, each with what was told about it."""

    async def work(graph: Graph) -> None:
        done = await withdraw_one(graph, judgement)
        print_json(done) if as_json else _show_judgements([done], Language.EN)

    Session.of(ctx).with_graph(work)


def _show(console: Console, pairs: Sequence[Pair], lang: Language) -> None:
    if not pairs:
        console.print(_NONE_WAITS[lang])
    for pair in pairs:
        waits = _DAYS[lang].format(days=pair.days)
        console.print(cells.heading((f"{pair.score:.2f}  ", "bold"), pair.one.shown, "  =?  ", pair.other.shown))
        console.print(cells.heading((f"      {pair.one.id}  {pair.other.id}  {waits}", "dim")), soft_wrap=True)
        console.print(cells.heading(f"      {in_words(pair.reasons, lang)}"), soft_wrap=True)
        moved = ", ".join(f"{each.number:,} {each.type}" for each in pair.moves)
        if moved:
            console.print(cells.heading(f"      {_MOVES[lang]}: {moved}"), soft_wrap=True)
        for warning in pair.warnings:
            console.print(cells.heading((f"      {_CAREFUL[lang]}: {warning}", "yellow")), soft_wrap=True)


def _show_judgements(found: Sequence[Judgement], lang: Language) -> None:
    console = out()
    if not found:
        console.print(_NOTHING_JUDGED[lang])
    for each in found:
        by = "relgraph" if each.automatic else cells.text(each.recorded_by)
        on = cells.day(each.recorded_at.date() if each.recorded_at else None)
        withdrawn = f"  {_WITHDRAWN[lang]}" if each.withdrawn_at else ""
        console.print(
            cells.heading((_WORDS[each.verdict][lang], "bold"), f"  {each.one}  {each.other}  {by}  {on}{withdrawn}"),
            soft_wrap=True,
        )
        console.print(cells.heading((f"      {each.id}", "dim")), soft_wrap=True)
        if each.reasons:
            console.print(cells.heading(f"      {in_words(map(Because.kept, each.reasons), lang)}"), soft_wrap=True)
