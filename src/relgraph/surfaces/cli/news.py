"""`relgraph news`: what we hear of an account, what is silent there, through whom we hear; and recording it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel
from rich.table import Table
from typer.core import TyperGroup

from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.news.model import (
    HeardNews,
    NewsChannel,
    NewsWanted,
    SilentKind,
    SilentPart,
)
from relgraph.news.service import MAX_DAYS, find_channels, find_news, find_silent
from relgraph.playbook.service import load_playbook
from relgraph.surfaces.cli import cells, news_told
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account
from relgraph.surfaces.cli.news_page import STATES
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

M = TypeVar("M", bound=BaseModel)

Texts = Mapping[Language, str]

_NO_NEWS: Texts = {Language.EN: "Nothing is known to hold on {day}.", Language.ZH: "{day} 没有有效的消息。"}
_NONE_SILENT: Texts = {
    Language.EN: "Of every department and live deal something was heard in the {days} days before {day}.",
    Language.ZH: "{day} 前 {days} 天内，各部门和在谈项目均有消息。",
}
_NO_CHANNEL: Texts = {
    Language.EN: "Nobody of theirs is known to have told us anything by {day}.",
    Language.ZH: "截至 {day}，没有已知的消息渠道。",
}
_COLUMNS = {
    Language.EN: ("told", "claim", "about", "said by", "confirmed", "id"),
    Language.ZH: ("日期", "内容", "关于", "消息来源", "印证", "id"),
}
_SILENT_COLUMNS = {
    Language.EN: ("", "name", "people", "last heard"),
    Language.ZH: ("", "名称", "人数", "最近消息"),
}
_CHANNEL_COLUMNS = {
    Language.EN: ("who", "seat", "claims", "confirmed", "last", "told to", "alone in the department"),
    Language.ZH: ("渠道", "职位", "消息数", "印证数", "最近", "告知我方", "部门内唯一"),
}
_KINDS: Mapping[SilentKind, Texts] = {
    SilentKind.UNIT: {Language.EN: "department", Language.ZH: "部门"},
    SilentKind.OPPORTUNITY: {Language.EN: "deal", Language.ZH: "项目"},
}
_NEVER: Texts = {Language.EN: "never", Language.ZH: "从未"}
_YES = {Language.EN: ("no", "yes"), Language.ZH: ("否", "是")}


class _OrAccount(TyperGroup):
    """Whatever is no command names an account: `relgraph news ACCOUNT` is `relgraph news of ACCOUNT`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (as click names it)
        """The same, with the command that was left out."""
        if args and args[0] not in self.commands and args[0] not in self.get_help_option_names(ctx):
            args = ["of", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_OrAccount,
    help="What we hear of an account: `relgraph news ACCOUNT` lists it, as `of` does; others record it.",
    no_args_is_help=True,
)


@app.command("of")
def of(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="The account: id or name.")],
    *,
    silent: Annotated[
        bool, typer.Option("--silent", help="Departments and live deals of which nothing was heard for long.")
    ] = False,
    channels: Annotated[bool, typer.Option("--channels", help="Through whom we hear.")] = False,
    days: Annotated[
        int | None,
        typer.Option(
            "--days", min=1, max=MAX_DAYS, help="With --silent: how many days are not long. [default: the playbook's]"
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="So many at most.")] = 50,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List what we heard of an account, and how well it is confirmed."""
    if silent and channels:
        raise typer.BadParameter("these are two questions: ask one at a time", param_hint="--channels")
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> None:
        id_ = await find_account(graph, account, day, "ACCOUNT")
        if silent:
            long = days or load_playbook(graph.settings.playbook).news.silent_days
            parts = await find_silent(graph, id_, days=long, as_of=day, limit=limit)
            _tell(parts, _silent_table, _NONE_SILENT[lang].format(day=day, days=long), lang, as_json)
        elif channels:
            them = await find_channels(graph, id_, as_of=day, limit=limit)
            _tell(them, _channels_table, _NO_CHANNEL[lang].format(day=day), lang, as_json)
        else:
            heard = await find_news(graph, NewsWanted(account=id_), as_of=day, limit=limit)
            _tell(heard, _news_table, _NO_NEWS[lang].format(day=day), lang, as_json)

    Session.of(ctx).with_graph(work)


app.command("add")(news_told.add)
app.command("confirm")(news_told.confirm)


def _tell(
    found: Sequence[M], table: Callable[[Sequence[M], Language], Table], nothing: str, lang: Language, as_json: bool
) -> None:
    if as_json:
        print_json(found)
    else:
        out().print(table(found, lang) if found else nothing)


def _news_table(found: Sequence[HeardNews], lang: Language) -> Table:
    columns = _COLUMNS[lang]
    table = cells.grid(*columns, whole=[columns[0], columns[-1]])
    for each in found:
        about = [part.name for part in (each.unit, each.opportunity) if part]
        about += [cells.person(each.person)] if each.person else []
        by = cells.person(each.said_by) if each.said_by else cells.UNKNOWN
        confirmed = ", ".join(witness.name for witness in each.confirmed_by)
        state = cells.joined([STATES[each.state][lang], confirmed])
        cells.row(table, cells.day(each.told_on), each.claim, cells.joined(about), by, state, each.id)
    return table


def _silent_table(found: Sequence[SilentPart], lang: Language) -> Table:
    columns = _SILENT_COLUMNS[lang]
    table = cells.grid(*columns, right=columns[2:3], whole=columns[3:])
    for each in found:
        people = cells.NONE if each.people is None else str(each.people)
        last = cells.day(each.last_heard) if each.last_heard else _NEVER[lang]
        cells.row(table, _KINDS[each.kind][lang], each.name, people, last)
    return table


def _channels_table(found: Sequence[NewsChannel], lang: Language) -> Table:
    columns = _CHANNEL_COLUMNS[lang]
    table = cells.grid(*columns, right=columns[2:4], whole=columns[4:5])
    for each in found:
        to = ", ".join(map(cells.person, each.told_to)) or cells.UNKNOWN
        alone = cells.UNKNOWN if each.alone is None else _YES[lang][each.alone]
        numbers = [str(each.claims), str(each.confirmed)]
        last = cells.day(each.last_told)
        cells.row(table, cells.person(each.person), cells.seat(each.person), *numbers, last, to, alone)
    return table
