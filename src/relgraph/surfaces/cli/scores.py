"""`relgraph scores`: the six-dimension score of a contact, or of the key contacts of an account."""

from typing import Annotated

import typer
from rich.table import Table

from relgraph.analyses.asked import ScoresAsked
from relgraph.analyses.contacts import SCORES
from relgraph.analyses.declaration import Means
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.record.fields import EntityKind
from relgraph.scores.model import ContactScore, ContactScores, DimensionScore, HeldLevel, ScoredDimension
from relgraph.scores.words import ARROWS
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.list_words import MORE, NO_KEY_CONTACT
from relgraph.surfaces.cli.names import find_id, kind_of, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

_EITHER = (EntityKind.ORGANIZATION, EntityKind.PERSON)
_TITLE = {
    Language.EN: "{who}, {since} to {day}: levels {lowest} to {highest}, ? unknown; {least} known make a score.",
    Language.ZH: "{who}，{since}至{day}：等级{lowest}至{highest}，?为未知；已知{least}个维度起方有总评。",
}
_HIDDEN_WHY = {
    Language.EN: "Hidden: others have assessed it, and you have yet to: your own assessment comes first.",
    Language.ZH: "隐藏：他人已评定而您尚未评定，请先给出自己的评定。",
}
_OF_ACCOUNT = {
    Language.EN: ("who", "class", "known", "overall", "trend"),
    Language.ZH: ("人员", "级别", "已知", "总评", "趋势"),
}
_OF_CONTACT = {
    Language.EN: ("dimension", "level", "before", "who said what, and why"),
    Language.ZH: ("维度", "等级", "上一期", "评定者、等级与依据"),
}
_SUMMARY = {
    Language.EN: "known: {known} · overall: {overall} · trend: {trend}, {compared} compared with the period before",
    Language.ZH: "已知：{known} · 总评：{overall} · 趋势：{trend}，与上一期可比 {compared} 个维度",
}
_KNOWN = {Language.EN: "{known} of {all}", Language.ZH: "{known}/{all}"}
_SOME_HIDDEN = {Language.EN: "{known}, {hidden} hidden", Language.ZH: "{known}，隐藏{hidden}"}
_HIDDEN = {Language.EN: "hidden", Language.ZH: "隐藏"}
_SPREAD = {Language.EN: "{level} ({lowest} to {highest})", Language.ZH: "{level}（{lowest}至{highest}）"}
_FAR = {Language.EN: "{told} far apart", Language.ZH: "{told} 分歧大"}
_WAS = {Language.EN: "? (was {level})", Language.ZH: "?（曾为{level}）"}
_RATING = {Language.EN: "{level} {who}, {day}{why}", Language.ZH: "{level} {who}，{day}{why}"}
_UNDATED = {Language.EN: "day unknown", Language.ZH: "日期未知"}
_OLDER = {Language.EN: "older: {told}", Language.ZH: "较早：{told}"}


def scores(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="A contact or an account: id, e.g. demo:grid, or name.")],
    *,
    by: Annotated[
        str | None, typer.Option("--by", help="Whose view: one of ours. [default: whoever is logged in]")
    ] = None,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """The six-dimension score of a contact, or of the key contacts of an account, with spread and trend."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        id_ = await find_id(graph, who, _EITHER, day, "WHO")
        kind = await kind_of(graph, id_, _EITHER, day)
        of = {"account" if kind is EntityKind.ORGANIZATION else "contact": id_}
        found = await SCORES.run(Means(graph), ScoresAsked(**of, as_of=day))
        if as_json:
            print_json(found)
        elif kind is EntityKind.PERSON:
            _show_contact(found, lang)
        else:
            _show_account(found, await title(graph, ORGANIZATIONS, id_, day), lang)

    Session.of(ctx).with_graph(ask, by=by)


def _show_account(found: ContactScores, account: str, lang: Language) -> None:
    _head(found, account, lang)
    if not found.contacts:
        out().print(NO_KEY_CONTACT[lang])
        return
    out().print(_of_account(found, lang))
    _foot(found, lang)


def _show_contact(found: ContactScores, lang: Language) -> None:
    (contact,) = found.contacts
    _head(found, cells.person(contact.person), lang)
    told = _SUMMARY[lang].format(
        known=_known(contact, lang),
        overall=cells.number(contact.overall, 1),
        trend=ARROWS[contact.trend],
        compared=contact.compared,
    )
    out().print(told)
    columns = _OF_CONTACT[lang]
    table = cells.grid(*columns, whole=columns[:1])
    for dimension, score in zip(found.dimensions, contact.dimensions, strict=True):
        before = cells.UNKNOWN if score.before is None else str(score.before)
        cells.row(table, _name(dimension, lang), _level(score, lang), before, _said(score, lang))
    out().print(table)
    _foot(found, lang)


def _head(found: ContactScores, who: str, lang: Language) -> None:
    levels = [each.level for dimension in found.dimensions for each in dimension.levels]
    told = _TITLE[lang].format(
        who=who,
        since=found.since,
        day=found.as_of,
        lowest=min(levels),
        highest=max(levels),
        least=found.known_at_least,
    )
    out().print(cells.heading(told))


def _foot(found: ContactScores, lang: Language) -> None:
    if any(contact.hidden for contact in found.contacts):
        out().print(_HIDDEN_WHY[lang])
    if found.truncated:
        out().print(MORE[lang])


def _of_account(found: ContactScores, lang: Language) -> Table:
    who, class_, *last = _OF_ACCOUNT[lang]
    dimensions = [_name(dimension, lang) for dimension in found.dimensions]
    table = cells.grid(who, class_, *dimensions, *last, whole=[who])
    for contact in found.contacts:
        cells.row(
            table,
            cells.person(contact.person),
            contact.position_class or cells.UNKNOWN,
            *(_level(score, lang) for score in contact.dimensions),
            _known(contact, lang),
            cells.number(contact.overall, 1),
            ARROWS[contact.trend],
        )
    return table


def _name(dimension: ScoredDimension, lang: Language) -> str:
    return dimension.en if lang is Language.EN else dimension.zh


def _known(contact: ContactScore, lang: Language) -> str:
    told = _KNOWN[lang].format(known=contact.known, all=len(contact.dimensions))
    return _SOME_HIDDEN[lang].format(known=told, hidden=contact.hidden) if contact.hidden else told


def _level(score: DimensionScore, lang: Language) -> str:
    if score.hidden:
        return _HIDDEN[lang]
    if score.level is None:
        return _WAS[lang].format(level=score.last_known.level) if score.last_known else cells.UNKNOWN
    if not score.differ:
        return str(score.level)
    told = _SPREAD[lang].format(level=score.level, lowest=score.lowest, highest=score.highest)
    return _FAR[lang].format(told=told) if score.far_apart else told


def _said(score: DimensionScore, lang: Language) -> str:
    """What each rater said, one a line; what is too old to count says so."""
    told = [_rating(each, lang) for each in score.ratings]
    if score.last_known:
        told.append(_OLDER[lang].format(told=_rating(score.last_known, lang)))
    return "\n".join(told) or cells.NONE


def _rating(each: HeldLevel, lang: Language) -> str:
    who = cells.named(each.rater.name, each.rater.english_name)
    day = str(each.assessed) if each.assessed else _UNDATED[lang]
    return _RATING[lang].format(level=each.level, who=who, day=day, why=f": {each.evidence}" if each.evidence else "")
