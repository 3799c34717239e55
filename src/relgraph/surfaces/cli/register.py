"""`relgraph register`: the key contacts of an account, who answers for them, and what is missing."""

from typing import Annotated

import typer
from rich.table import Table

from relgraph.analyses.asked import RegisterAsked
from relgraph.analyses.contacts import REGISTER
from relgraph.analyses.declaration import Means
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.register.model import KeyContactRegister, RegisterEntry, RegisterOwner
from relgraph.register.words import label
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.list_words import MORE
from relgraph.surfaces.cli.names import find_account, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

_NOBODY = {
    Language.EN: "{account} has no key contact in the register on {day}.",
    Language.ZH: "{day} {account} 没有登记关键客户。",
}
_SUMMARY = {
    Language.EN: "{account}, {day}: {all} in the register, {whole} whole.",
    Language.ZH: "{account}，{day}：登记关键客户 {all} 人，其中信息完整 {whole} 人。",
}
_COUNT = {Language.EN: "{what}: {count}", Language.ZH: "{what}：{count}"}
_COLUMNS = {
    Language.EN: ("class", "who", "seat", "layer", "owners, since", "key action", "contact", "missing"),
    Language.ZH: ("等级", "关键客户", "任职", "层级", "责任人，自", "关键动作", "最近接触", "缺项"),
}
_OWNER = {Language.EN: "{role} {name} {since}", Language.ZH: "{role}角 {name} {since}"}
_LEFT = {Language.EN: ", left {day}", Language.ZH: "，{day} 离职"}
_UNKNOWN_SIDE = {Language.EN: ", with us: ?", Language.ZH: "，是否在我方：?"}
_AND = {Language.EN: ", ", Language.ZH: "、"}


def register(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="The account: id or name.")],
    *,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List the key contacts of an account: classes, owners, last contact, and what is missing."""
    day = Session.of(ctx).day(as_of)

    async def work(graph: Graph) -> None:
        id_ = await find_account(graph, account, day, "ACCOUNT")
        found = await REGISTER.run(Means(graph), RegisterAsked(account=id_, as_of=day))
        if as_json:
            print_json(found)
        else:
            _show(found, await title(graph, ORGANIZATIONS, id_, day), lang)

    Session.of(ctx).with_graph(work)


def _show(found: KeyContactRegister, account: str, lang: Language) -> None:
    console = out()
    if not found.entries:
        console.print(cells.heading(_NOBODY[lang].format(account=account, day=found.as_of)))
        return
    told = _SUMMARY[lang].format(account=account, day=found.as_of, all=found.key_contacts, whole=found.whole)
    console.print(cells.heading(told))
    for each in found.missing:
        if each.count:
            console.print(cells.heading("  ", _COUNT[lang].format(what=label(each.code, lang), count=each.count)))
    console.print(_table(found, lang))
    if found.truncated:
        console.print(cells.heading(MORE[lang]))


def _table(found: KeyContactRegister, lang: Language) -> Table:
    columns = _COLUMNS[lang]
    table = cells.grid(*columns, right=columns[3:4], whole=[columns[0], *columns[5:7]])
    for entry in found.entries:
        missing = _AND[lang].join(label(lack, lang) for lack in entry.missing) or cells.NONE
        cells.row(
            table,
            f"{entry.position_class or cells.UNKNOWN} {entry.relationship_class or cells.UNKNOWN}",
            cells.person(entry.person),
            _seat(entry, found.account),
            _known(entry.person.layer),
            "\n".join(_owner(owner, lang) for owner in entry.owners) or cells.NONE,
            _known(entry.last_key_action),
            _known(entry.last_contact),
            missing,
        )
    return table


def _seat(entry: RegisterEntry, account: str) -> str:
    """The main seat, and where that is when it is not at the account; `?` where none is known."""
    card = entry.person
    if card.organization_id is None:
        return cells.UNKNOWN
    elsewhere = card.organization if card.organization_id != account else None
    return cells.joined([card.title or card.english_title or cells.UNKNOWN, card.unit, elsewhere])


def _owner(owner: RegisterOwner, lang: Language) -> str:
    told = _OWNER[lang].format(
        role=owner.role, name=cells.named(owner.name, owner.english_name), since=_known(owner.since)
    )
    if owner.left_on:
        return told + _LEFT[lang].format(day=owner.left_on)
    return told if owner.with_us else told + _UNKNOWN_SIDE[lang]


def _known(value: object) -> str:
    return cells.UNKNOWN if value is None else str(value)
