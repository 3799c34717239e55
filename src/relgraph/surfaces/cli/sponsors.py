"""`relgraph sponsors`: who of ours sponsors an account and its contacts, who is missing, and who might."""

from typing import Annotated

import typer
from rich.table import Table

from relgraph.analyses.asked import SponsorsAsked
from relgraph.analyses.contacts import SPONSORS
from relgraph.analyses.declaration import Means
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.sponsors.model import AccountSponsors, AccountSponsorship, SponsorPart, SponsorProposal
from relgraph.sponsors.words import LACKS, REASONS
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.list_words import MORE
from relgraph.surfaces.cli.names import find_account, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.session import Session

_TITLE = {
    Language.EN: "Sponsors of {who} on {day}: {held} sponsorships, {missing} key contacts of class S without one.",
    Language.ZH: "{who}的赞助人，{day}：赞助 {held} 项，无赞助人的S级关键客户 {missing} 人。",
}
_HELD = {
    Language.EN: ("sponsor", "layer", "of", "layer", "purpose", "last contact", "due by", "carries", "what is wrong"),
    Language.ZH: ("赞助人", "层级", "对象", "层级", "目的", "最近接触", "应于", "承担", "问题"),
}
_MISSING = {
    Language.EN: ("without a sponsor", "proposed", "layer", "score", "why", "last contact", "carries"),
    Language.ZH: ("无赞助人", "推荐", "层级", "得分", "理由", "最近接触", "承担"),
}
_ACCOUNT = {Language.EN: "the account", Language.ZH: "客户整体"}
_UNKNOWN = {Language.EN: "{what}?", Language.ZH: "{what}?"}
_NOBODY = {Language.EN: "nobody is senior, or free", Language.ZH: "无合适或有余力的高管"}
_FULL = {
    Language.EN: "Not proposed, as they carry as much as the playbook allows: {full}.",
    Language.ZH: "因承担已满而未推荐：{full} 人。",
}


def sponsors(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="The account: its id, e.g. demo:grid, or its name.")],
    *,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Who of ours sponsors an account and its key contacts, how that stands, who is missing, and who might."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        which = await find_account(graph, account, day, "account")
        found = await SPONSORS.run(Means(graph), SponsorsAsked(account=which, as_of=day))
        if as_json:
            print_json(found)
        else:
            _show(found, await title(graph, ORGANIZATIONS, which, day), lang)

    Session.of(ctx).with_graph(ask)


def _show(found: AccountSponsors, who: str, lang: Language) -> None:
    counts = {"held": len(found.sponsorships), "missing": len(found.missing)}
    out().print(cells.heading(_TITLE[lang].format(who=who, day=found.as_of, **counts)))
    if found.sponsorships:
        out().print(_held(found.sponsorships, lang))
    if found.missing:
        out().print(_missing(found, lang))
    if found.full:
        out().print(_FULL[lang].format(full=found.full))
    if found.truncated:
        out().print(MORE[lang])


def _held(sponsorships: list[AccountSponsorship], lang: Language) -> Table:
    table = cells.grid(*_HELD[lang])
    for each in sponsorships:
        wrong = [LACKS[lack][lang] for lack in each.lacks]
        wrong += [_UNKNOWN[lang].format(what=LACKS[lack][lang]) for lack in each.unknown]
        cells.row(
            table,
            cells.person(each.sponsor),
            _known(each.sponsor.layer),
            cells.person(each.contact) if each.contact else _ACCOUNT[lang],
            _known(each.contact.layer) if each.contact else cells.NONE,
            cells.text(each.purpose),
            _known(each.last_contact),
            _known(each.due),
            str(each.carried),
            cells.joined(wrong),
        )
    return table


def _missing(found: AccountSponsors, lang: Language) -> Table:
    table = cells.grid(*_MISSING[lang])
    for contact in found.missing:
        who = cells.person(contact.person)
        for place, each in enumerate(contact.proposals):
            cells.row(table, who if place == 0 else "", *_proposal(each, lang))
        if not contact.proposals:
            cells.row(table, who, _NOBODY[lang], *[""] * 5)
    return table


def _proposal(each: SponsorProposal, lang: Language) -> tuple[str, ...]:
    why = cells.joined(_part(part, lang) for part in each.parts)
    layer = _known(each.person.layer)
    return cells.person(each.person), layer, cells.number(each.score), why, _known(each.last), str(each.carried)


def _part(part: SponsorPart, lang: Language) -> str:
    value = cells.UNKNOWN if part.value is None else f"{part.value:g}"
    return f"{REASONS[part.reason][lang]} {value} × {part.weight}"


def _known(value: object) -> str:
    return cells.UNKNOWN if value is None else str(value)
