"""`relgraph balance`: give and take with a person, between two, or with an account."""

from typing import Annotated

import typer
from rich.console import Console

from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.kinds.person import PEOPLE
from relgraph.playbook.service import load_playbook
from relgraph.promises.balance import balance_accounts, balance_people
from relgraph.promises.model import MAX_DAYS, Balance, BalanceTerms, GivenAndOwed, Weighed
from relgraph.record.fields import EntityKind
from relgraph.record.resolve import find_known
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import arguments, find_id, find_person
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

_TITLE = {
    Language.EN: "Give and take with {who}, from {since} to {day}.",
    Language.ZH: "与{who}的往来：{since} 至 {day}。",
}
_NOTHING = {
    Language.EN: "Nothing that ours and {who} promised or asked of each other counts then.",
    Language.ZH: "其间我方与{who}没有可计的承诺与诉求。",
}
_AND = {Language.EN: " and ", Language.ZH: "、"}
_COLUMNS = {Language.EN: ("", "we for them", "they for us"), Language.ZH: ("", "我方为对方", "对方为我方")}
_ROWS = {
    "kept": {Language.EN: "promises kept", Language.ZH: "兑现承诺"},
    "late": {Language.EN: "promises kept late", Language.ZH: "迟到兑现"},
    "dropped": {Language.EN: "promises dropped, with a word", Language.ZH: "已告知放弃的承诺"},
    "broken": {Language.EN: "promises broken", Language.ZH: "失信"},
    "unsaid": {Language.EN: "promises closed, nobody said how", Language.ZH: "已了结的承诺（方式未记录）"},
    "open": {Language.EN: "promises open", Language.ZH: "未了结的承诺"},
    "asks_granted": {Language.EN: "asks granted", Language.ZH: "已满足的诉求"},
    "asks_refused": {Language.EN: "asks refused", Language.ZH: "已拒绝的诉求"},
    "asks_dropped": {Language.EN: "asks given up", Language.ZH: "对方放弃的诉求"},
    "asks_unsaid": {Language.EN: "asks closed, nobody said how", Language.ZH: "已了结的诉求（结果未记录）"},
    "asks_open": {Language.EN: "asks open", Language.ZH: "未了结的诉求"},
    "favours": {Language.EN: "favours done", Language.ZH: "帮忙合计"},
}
_OVERDUE = {Language.EN: "{n} ({over} overdue)", Language.ZH: "{n}（超期{over}）"}
_POINT = {Language.EN: "{points:g} point", Language.ZH: "{points:g}分"}
_POINTS = {Language.EN: "{points:g} points", Language.ZH: "{points:g}分"}
_UNWEIGHED = {Language.EN: "{n} of unknown weight", Language.ZH: "{n}项分量未知"}


def balance(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="PERSON|ACCOUNT", help="With whom: id or name.")],
    *,
    other: Annotated[
        str | None, typer.Option("--with", help="Only between that person and this one: id or name.")
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            min=1,
            max=MAX_DAYS,
            help="How many days ago what was closed still counts. [default: the playbook's]",
        ),
    ] = None,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Tell what ours and somebody did for each other, and what is open: promises and asks."""
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> None:
        terms = BalanceTerms.of(load_playbook(graph.settings.playbook), days)
        kinds = (EntityKind.PERSON,) if other else (EntityKind.PERSON, EntityKind.ORGANIZATION)
        id_ = await find_id(graph, who, kinds, day, "PERSON")
        names = [*(await find_known(graph, PEOPLE, [id_], as_of=day)).values()]
        if names:
            between = await find_person(graph, other, day, "--with") if other else None
            with arguments({"other": "--with"}):
                found = await balance_people(graph, [id_], as_of=day, other=between, terms=terms)
            names += (await find_known(graph, PEOPLE, [between], as_of=day)).values() if between else []
            titles = [cells.named(each.name, each.english_name) for each in names]
        else:
            found = await balance_accounts(graph, [id_], as_of=day, terms=terms)
            there = (await find_known(graph, ORGANIZATIONS, [id_], as_of=day)).values()
            titles = [cells.named(each.name, each.english_name) for each in there]
        print_json(found[id_]) if as_json else _show(out(), found[id_], _AND[lang].join(titles), lang)

    Session.of(ctx).with_graph(work)


def _show(console: Console, found: Balance, who: str, lang: Language) -> None:
    console.print(cells.heading(_TITLE[lang].format(who=who, day=found.as_of, since=found.since)))
    if found.ours == found.theirs == GivenAndOwed():
        console.print(_NOTHING[lang].format(who=who))
        return
    columns = _COLUMNS[lang]
    table = cells.grid(*columns, right=columns[1:])
    for name, words in _ROWS.items():
        sides = [getattr(side, name) for side in (found.ours, found.theirs)]
        if name == "favours" or any(map(_number, sides)):
            told = [_cell(value, lang) for value in sides]
            if name == "open":
                told = [_with_overdue(side, lang) for side in (found.ours, found.theirs)]
            cells.row(table, words[lang], *told)
    console.print(table)


def _number(value: int | Weighed) -> int:
    return value.number if isinstance(value, Weighed) else value


def _cell(value: int | Weighed, lang: Language) -> str:
    if not isinstance(value, Weighed):
        return str(value)
    words = (_POINT if value.points == 1 else _POINTS)[lang]
    points = words.format(points=value.points) if value.number > value.unweighed else None
    unweighed = _UNWEIGHED[lang].format(n=value.unweighed) if value.unweighed else None
    return cells.joined([str(value.number), points, unweighed])


def _with_overdue(side: GivenAndOwed, lang: Language) -> str:
    return _OVERDUE[lang].format(n=side.open, over=side.overdue) if side.overdue else str(side.open)
