"""`relgraph score | strength | correct`: how well people know each other, as contact tells it (docs/strength.md)."""

from datetime import date
from typing import Annotated

import typer

from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.tie import TieOrigin
from relgraph.playbook.service import load_playbook
from relgraph.strength.between import KnownBetween, correct_strength, find_between
from relgraph.strength.in_force import counting_of
from relgraph.strength.service import ScoreReport, score_ties
from relgraph.strength.words import evidence_line
from relgraph.surfaces.cli.console import err, out, print_json
from relgraph.surfaces.cli.names import find_person
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

One = Annotated[str, typer.Argument(help="One of the two: id or name.")]
Other = Annotated[str, typer.Argument(help="The other one: id or name.")]

_ORIGINS = {
    Language.EN: {None: "recorded", TieOrigin.COMPUTED: "computed", TieOrigin.CORRECTED: "corrected"},
    Language.ZH: {None: "记录", TieOrigin.COMPUTED: "计算", TieOrigin.CORRECTED: "修正"},
}
_WORDS = {
    Language.EN: {
        "no pairs": "No contact between two people is recorded by {day}: there is nothing to compute.",
        "no news": "No pair has anything new, as of {day}.",
        "all": "All pairs as of {day}: {pairs:,}. Known to each other by their contact: {known:,}.",
        "new": "Pairs with something new as of {day}: {pairs:,}. Known to each other by their contact: {known:,}.",
        "written": "Strengths written: {written:,}; ended: {ended:,}.",
        "corrected": "The tie has the strength {strength:g} until {until}.",
        "corrected for good": "The tie has the strength {strength:g}.",
        "counts": "{strength:.2f} counts: {origin}{by}{since}",
        "none": "No strength is known.",
        "contact": "contact: {strength} — {line}",
        "no_contact": "contact: none is recorded",
        "other": "also {origin} {strength}{basis}",
        "unknown": "?",
        "by": " by {by}",
        "since": " since {since}",
        "basis": ", {basis}",
    },
    Language.ZH: {
        "no pairs": "截至 {day}，没有两人之间的接触记录，无可计算。",
        "no news": "截至 {day}，没有需要重算的关系。",
        "all": "截至 {day}，全部 {pairs:,} 对，其中 {known:,} 对因接触而相识。",
        "new": "截至 {day}，有新情况的 {pairs:,} 对，其中 {known:,} 对因接触而相识。",
        "written": "写入强度 {written:,} 条，终止 {ended:,} 条。",
        "corrected": "关系强度为 {strength:g}，有效至 {until}。",
        "corrected for good": "关系强度为 {strength:g}。",
        "counts": "采用 {strength:.2f}：{origin}{by}{since}",
        "none": "强度未知。",
        "contact": "接触：{strength} — {line}",
        "no_contact": "接触：无记录",
        "other": "另有{origin} {strength}{basis}",
        "unknown": "?",
        "by": "，{by}",
        "since": "，自 {since}",
        "basis": "，{basis}",
    },
}


def score(
    ctx: typer.Context,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All pairs, not only those with something new.")] = False,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Compute how strong ties are from the contact that is recorded; imports and scheduled audits do so, too."""

    async def work(graph: Graph) -> None:
        report = await score_ties(graph, counting_of(graph.settings), as_of=as_of, everything=everything, tell=_tell)
        print_json(report) if as_json else _print_report(report, lang)

    Session.of(ctx).with_graph(work)


def strength(
    ctx: typer.Context,
    one: One,
    other: Other,
    *,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Tell how well two people know each other: which strength counts, why, and what their contact tells."""
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> None:
        a, b = await _two(graph, one, other, day)
        known = await find_between(graph, a, b, counting_of(graph.settings), as_of=day)
        print_json(known) if as_json else _print_known(known, lang)

    Session.of(ctx).with_graph(work)


def correct(
    ctx: typer.Context,
    one: One,
    other: Other,
    strength: Annotated[float, typer.Argument(min=0, max=1, help="How strong the tie is, 0..1, as you know it.")],
    *,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Correct how strong a tie is; for as long as the playbook says, it goes before what is recorded and computed."""

    async def work(graph: Graph) -> None:
        today = graph.clock.today()
        a, b = await _two(graph, one, other, today)
        days = load_playbook(graph.settings.playbook).effective_strength.correction_days
        ties = await graph.write(
            lambda tx: correct_strength(tx, a, b, strength, today=today, days=days, operation="correct"),
            operation="correct",
        )
        if as_json:
            print_json(ties)
        else:
            until = max((tie.valid_to for tie in ties if tie.valid_to), default=None)
            said = _WORDS[lang]["corrected" if until else "corrected for good"]
            out().print(said.format(strength=strength, until=until), markup=False)

    Session.of(ctx).with_graph(work)


async def _two(graph: Graph, one: str, other: str, day: date) -> tuple[str, str]:
    a, b = await find_person(graph, one, day, "ONE"), await find_person(graph, other, day, "OTHER")
    if a == b:
        raise InputError("OTHER: that is one and the same person.", field="OTHER", remedy="Name two people.")
    return a, b


def _tell(pairs: int) -> None:
    if err().is_terminal:
        err().print(f"{pairs:,} pairs", end="\r")


def _print_report(report: ScoreReport, lang: Language) -> None:
    nothing, some = ("no pairs", "all") if report.everything else ("no news", "new")
    said = [some, "written"] if report.pairs else [nothing]
    for name in said:
        told = _WORDS[lang][name].format(day=report.as_of, **report.model_dump())
        out().print(told, markup=False, soft_wrap=True)


def _print_known(known: KnownBetween, lang: Language) -> None:
    words, origins = _WORDS[lang], _ORIGINS[lang]
    counts, lines = known.counts, list[str]()
    if counts is None:
        lines.append(words["none"])
    else:
        by = words["by"].format(by=counts.recorded_by) if counts.recorded_by else ""
        since = words["since"].format(since=counts.since) if counts.since else ""
        told = {"strength": counts.strength, "origin": origins[counts.origin], "by": by, "since": since}
        lines.append(words["counts"].format(**told))
    if known.contact is None:
        lines.append(words["no_contact"])
    else:
        figure = _figure(known.contact.strength, lang)
        lines.append(words["contact"].format(strength=figure, line=evidence_line(known.contact, lang)))
    for tie in known.ties:
        if tie is not counts:
            basis = words["basis"].format(basis=tie.basis) if tie.basis else ""
            shown = {"origin": origins[tie.origin], "strength": _figure(tie.strength, lang), "basis": basis}
            lines.append(words["other"].format(**shown))
    for line in lines:
        out().print(line, markup=False, soft_wrap=True)


def _figure(strength: float | None, lang: Language) -> str:
    return _WORDS[lang]["unknown"] if strength is None else f"{strength:.2f}"
