"""`relgraph formation`: the three-by-three formations around key contacts, and around one as a matrix."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from relgraph.analyses.asked import FormationAsked, FormationsAsked
from relgraph.analyses.contacts import FORMATION, FORMATIONS
from relgraph.analyses.declaration import Means
from relgraph.core.language import Language
from relgraph.formation.model import (
    AccountFormations,
    CellState,
    ContactFormation,
    FormationActivity,
    FormationCell,
    FormationLayer,
    FormationMember,
)
from relgraph.formation.words import BASES, COUNTS, NOT_ASSESSED, OURS, PARTS, PATTERNS, STATES, THEIRS
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.record.fields import EntityKind
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.list_words import MORE, NO_KEY_CONTACT
from relgraph.surfaces.cli.names import find_id, kind_of, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

_KINDS = (EntityKind.ORGANIZATION, EntityKind.PERSON)
_TITLE = {
    Language.EN: "Three-by-three formations around {who}'s key contacts on {day}.",
    Language.ZH: "{who}关键客户的三三制，{day}。",
}
_COLUMNS = {
    Language.EN: ("who", "class", "owner", "score", "wrong", "the move that repairs most"),
    Language.ZH: ("人员", "级别", "A角", "得分", "错误做法", "最能补强的一步"),
}
_WRONG = {Language.EN: "{found} of 4, {unknown} unknown", Language.ZH: "4项中{found}项，{unknown}项未知"}
_ONE = {
    Language.EN: "Three-by-three formation around {contact} on {day}; owner: {owner}; score: {score}.",
    Language.ZH: "{contact}的三三制，{day}；A角：{owner}；得分：{score}。",
}
_OF_100 = {Language.EN: "{score} of 100", Language.ZH: "{score}（满分100）"}
_UNSCORED = {Language.EN: "not assessed: {why}", Language.ZH: "未评定：{why}"}
_OURS_THEIRS = {Language.EN: "ours \\ theirs", Language.ZH: "我方＼对方"}
_STRENGTH = {Language.EN: "strength {strength}", Language.ZH: "强度{strength}"}
_CONTACT_ALONE = {Language.EN: "by contact alone", Language.ZH: "仅有接触"}
_LAST = {Language.EN: "last contact {day}", Language.ZH: "最近接触{day}"}
_EMPTY = {Language.EN: "EMPTY: {our} – {their}", Language.ZH: "空缺：{our} – {their}"}
_NOT_DEMANDED = {Language.EN: "– (not demanded)", Language.ZH: "–（不要求）"}
_PARTS = {Language.EN: ("the score is made of", "there", "points"), Language.ZH: ("得分构成", "已有", "得分")}
_OF = {Language.EN: "{got} of {of}", Language.ZH: "{got}/{of}"}
_PATTERNS = {Language.EN: ("what goes wrong", "seen", "counts"), Language.ZH: ("错误做法", "是否存在", "计数")}
_FOUND = {
    Language.EN: {True: "YES", False: "no", None: "?"},
    Language.ZH: {True: "是", False: "否", None: "?"},
}
_TOGETHER = {
    Language.EN: "All three layers of one side together: {list}.",
    Language.ZH: "一方三层共同参加的活动：{list}。",
}
_NONE = {Language.EN: "none in the period", Language.ZH: "期间内没有"}
_MOVE = {Language.EN: "Repairs most: {move}", Language.ZH: "最能补强：{move}"}
_NO_MOVE = {Language.EN: "no link would raise the score", Language.ZH: "没有联系能提高得分"}


def formation(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(help="An account, or a contact: id or name.")],
    *,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Three layers of ours to three of theirs: around an account's key contacts, or around one contact as a matrix."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        id_ = await find_id(graph, who, _KINDS, day, "WHO")
        if await kind_of(graph, id_, _KINDS, day) is EntityKind.PERSON:
            one = await FORMATION.run(Means(graph), FormationAsked(contact=id_, as_of=day))
            if as_json:
                print_json(one)
            else:
                _show_one(one, day.isoformat(), lang)
            return
        found = await FORMATIONS.run(Means(graph), FormationsAsked(account=id_, as_of=day))
        if as_json:
            print_json(found)
        else:
            _show_all(found, await title(graph, ORGANIZATIONS, id_, day), lang)

    Session.of(ctx).with_graph(ask)


def _show_all(found: AccountFormations, who: str, lang: Language) -> None:
    out().print(cells.heading(_TITLE[lang].format(who=who, day=found.as_of)))
    if not found.formations:
        out().print(NO_KEY_CONTACT[lang])
        return
    table = cells.grid(*_COLUMNS[lang], right=(_COLUMNS[lang][3],))
    for one in found.formations:
        wrong = [seen.found for seen in one.patterns]
        cells.row(
            table,
            cells.person(one.contact),
            one.position_class or cells.UNKNOWN,
            cells.person(one.owner) if one.owner else cells.UNKNOWN,
            cells.UNKNOWN if one.score is None else str(one.score),
            _WRONG[lang].format(found=wrong.count(True), unknown=wrong.count(None)) if wrong else cells.UNKNOWN,
            _last_word(one, lang),
        )
    out().print(table)
    if found.truncated:
        out().print(MORE[lang])


def _last_word(one: ContactFormation, lang: Language) -> str:
    """The move; else why there is none."""
    if one.move:
        return one.move.zh if lang is Language.ZH else one.move.en
    return NOT_ASSESSED[one.not_assessed][lang] if one.not_assessed else _NO_MOVE[lang]


def _show_one(one: ContactFormation, day: str, lang: Language) -> None:
    score = (
        _UNSCORED[lang].format(why=NOT_ASSESSED[one.not_assessed][lang])
        if one.not_assessed
        else _OF_100[lang].format(score=one.score)
    )
    owner = cells.person(one.owner) if one.owner else cells.UNKNOWN
    told = _ONE[lang].format(contact=cells.person(one.contact), day=day, owner=owner, score=score)
    out().print(cells.heading(told))
    if not one.owner:
        return
    out().print(_matrix(one, lang))
    if one.parts:
        out().print(_score_parts(one, lang))
    out().print(_patterns(one, lang))
    listed = "; ".join(_activity(each) for each in one.together) or _NONE[lang]
    out().print(cells.heading(_TOGETHER[lang].format(list=listed)))
    out().print(cells.heading(_MOVE[lang].format(move=_last_word(one, lang))))


def _matrix(one: ContactFormation, lang: Language) -> Table:
    columns = [THEIRS[layer][lang] for layer in FormationLayer]
    table = cells.grid(_OURS_THEIRS[lang], *columns)
    for row in FormationLayer:
        of_row = [cell for cell in one.cells if cell.ours is row]
        cells.row(table, OURS[row][lang], *(_cell(cell, lang) for cell in of_row))
    return table


def _cell(cell: FormationCell, lang: Language) -> Text:
    if cell.link and cell.our and cell.their:
        strength = cells.UNKNOWN if cell.link.strength is None else f"{cell.link.strength:.2f}"
        by = cell.link.basis if cell.link.tied else _CONTACT_ALONE[lang]
        said = [by, _STRENGTH[lang].format(strength=strength) if cell.link.tied else None]
        last = _LAST[lang].format(day=cell.link.last_contact or cells.UNKNOWN)
        return Text("\n".join([_two(cell.our, cell.their, lang), cells.joined([*said, last])]))
    if cell.state is CellState.EMPTY and cell.needed and cell.our and cell.their:
        pair = {"our": _member(cell.our, lang), "their": _member(cell.their, lang)}
        return Text(_EMPTY[lang].format(**pair))
    return Text(STATES[cell.state][lang] if cell.needed or cell.state is not CellState.EMPTY else _NOT_DEMANDED[lang])


def _two(our: FormationMember, their: FormationMember, lang: Language) -> str:
    return f"{_member(our, lang)} – {_member(their, lang)}"


def _member(member: FormationMember, lang: Language) -> str:
    """A name, and what puts them above or below."""
    name = cells.person(member.person)
    return f"{name} ({BASES[member.basis][lang]})" if member.basis else name


def _score_parts(one: ContactFormation, lang: Language) -> Table:
    what, there, points = _PARTS[lang]
    table = cells.grid(what, there, points, right=(points,))
    for part in one.parts:
        of_points = {"got": f"{part.points:.0f}", "of": f"{part.most:.0f}"}
        in_all = _OF[lang].format(got=part.got, of=part.of)
        cells.row(table, PARTS[part.part][lang], in_all, _OF[lang].format(**of_points))
    return table


def _patterns(one: ContactFormation, lang: Language) -> Table:
    table = cells.grid(*_PATTERNS[lang])
    for seen in one.patterns:
        counts = cells.joined(f"{COUNTS[each.code][lang]} {each.count}" for each in seen.counts)
        cells.row(table, PATTERNS[seen.pattern][lang], _FOUND[lang][seen.found], counts)
    return table


def _activity(one: FormationActivity) -> str:
    return cells.joined([one.day.isoformat(), one.kind, one.purpose])
