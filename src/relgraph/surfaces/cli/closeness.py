"""`relgraph closeness`: how close the key contacts of an account are to us, and how far they back us."""

from typing import Annotated

import typer

from relgraph.analyses.asked import ClosenessAsked
from relgraph.analyses.contacts import CLOSENESS
from relgraph.analyses.declaration import Means
from relgraph.closeness.model import AccountRelationships, AssessedLevel, ContactRelationship
from relgraph.closeness.words import QUADRANTS
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.list_words import MORE, NO_KEY_CONTACT
from relgraph.surfaces.cli.names import find_account, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

_TITLE = {
    Language.EN: "Closeness and support of {who}'s key contacts on {day}, -3 to 3, whatever the deal.",
    Language.ZH: "{who}关键客户的亲密度与支持度，{day}，-3至3，与具体项目无关。",
}
_COLUMNS = {
    Language.EN: ("who", "class", "closeness", "support", "that is", "assessed by"),
    Language.ZH: ("人员", "级别", "亲密度", "支持度", "含义", "评定者"),
}
_RANGE = {Language.EN: "{level} (raters: {lowest} to {highest})", Language.ZH: "{level}（评定者：{lowest}至{highest}）"}
_BY = {Language.EN: "{who}, {days} days ago", Language.ZH: "{who}，{days}天前"}
_BY_ONE_DAY = {Language.EN: "{who}, 1 day ago", Language.ZH: "{who}，1天前"}
_BY_UNDATED = {Language.EN: "{who}, day unknown", Language.ZH: "{who}，日期未知"}


def closeness(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="The account: its id, e.g. demo:grid, or its name.")],
    *,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """How close an account's key contacts are to us and how far they back us, whatever the deal."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        which = await find_account(graph, account, day, "account")
        found = await CLOSENESS.run(Means(graph), ClosenessAsked(account=which, as_of=day))
        if as_json:
            print_json(found)
        else:
            _show(found, await title(graph, ORGANIZATIONS, which, day), lang)

    Session.of(ctx).with_graph(ask)


def _show(found: AccountRelationships, who: str, lang: Language) -> None:
    out().print(cells.heading(_TITLE[lang].format(who=who, day=found.as_of)))
    if not found.contacts:
        out().print(NO_KEY_CONTACT[lang])
        return
    columns = _COLUMNS[lang]
    table = cells.grid(*columns)
    for contact in found.contacts:
        cells.row(
            table,
            cells.person(contact.person),
            contact.position_class or cells.UNKNOWN,
            _level(contact.closeness, lang),
            _level(contact.support, lang),
            QUADRANTS[contact.quadrant][lang],
            _raters(contact, lang),
        )
    out().print(table)
    if found.truncated:
        out().print(MORE[lang])


def _level(held: AssessedLevel | None, lang: Language) -> str:
    if held is None:
        return cells.UNKNOWN
    if not held.differ:
        return str(held.level)
    return _RANGE[lang].format(level=held.level, lowest=held.lowest, highest=held.highest)


def _raters(contact: ContactRelationship, lang: Language) -> str:
    """Who said what counts, and how long ago: once where both came of one."""
    told = [_by(held, lang) for held in (contact.closeness, contact.support) if held]
    return cells.joined(dict.fromkeys(told))


def _by(held: AssessedLevel, lang: Language) -> str:
    who, days = cells.named(held.rater.name, held.rater.english_name), held.age_days
    words = _BY_UNDATED if days is None else _BY_ONE_DAY if days == 1 else _BY
    return words[lang].format(who=who, days=days)
