"""`relgraph leaver` and `relgraph introduction`: what would be if somebody left, or if two people met."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from relgraph.analyses.asked import IntroductionAsked, LeavingAsked
from relgraph.analyses.declaration import Means
from relgraph.analyses.imagined import INTRODUCTION, LEAVING
from relgraph.audit.findings import words
from relgraph.audit.rules.model import NamedFailure
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import ORGANIZATIONS
from relgraph.simulation.model import AccountEffect, BestIntroduction, LeaverSide, Leaving, RuleFindings
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import find_account, find_person, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.render import COLOURS
from relgraph.surfaces.cli.session import Session

BONDS = 15
"""The ties that the page shows; --json tells all."""
SHOWN = 5
"""The findings of a rule that the page names."""
TEXTS = {
    Language.EN: {
        "leaver": "If {who} left on {day}",
        "no seat": "no seat is known",
        "reports": "report to them: {n}",
        "dark": "Known to nobody else of ours: {names}",
        "bonds": "Ties with the other side: {n}",
        "no bonds": "Ties with the other side: none is known",
        "owned": "They answer for:",
        "owned one": "{role} of {who} (others: {others})",
        "parts": "Their part in live deals:",
        "part": "{role} in {deal} (others with it: {others})",
        "effect": "{account}: {opened} findings open, {unknown} more unknown, {lapsed} no longer looked at",
        "same": "No finding would open. Customers looked at: {n}.",
        "looked": "Customers looked at: {n}.",
        "truncated": "There are more ties or customers than were looked at.",
        "more": "… and {n} more",
        "best": "{ours} and {theirs} should meet: that closes {n} findings of {account} on {day}.",
        "exact": "Of {pairs} pairs of people, no other closes more.",
        "cut": "Cut short: among {pairs} pairs another may close up to {most}.",
        "few": "There are more of ours than were thought of.",
        "opens": "It opens:",
        "none": "No introduction closes a finding of {account} on {day}: {pairs} pairs of people were thought of.",
        "none cut": "Cut short before a pair was found: one may close up to {most} findings of {account} on {day}.",
        "columns": "who|roles|strength|last contact|others of ours",
        "colon": ": ",
    },
    Language.ZH: {
        "leaver": "假如{who}于{day}离开",
        "no seat": "任职未知",
        "reports": "直接下属：{n}人",
        "dark": "我方再无他人认识：{names}",
        "bonds": "与另一方的关系：{n}",
        "no bonds": "与另一方的关系：未知有任何关系",
        "owned": "所负责的关系：",
        "owned one": "{who}的{role}角（其他责任人：{others}）",
        "parts": "在进行中项目里的角色：",
        "part": "{deal}：{role}（同角色的其他人：{others}）",
        "effect": "{account}：新增{opened}个问题，另有{unknown}项变为未知，{lapsed}项不再考察",
        "same": "不会新增问题。考察的客户：{n}个。",
        "looked": "考察的客户：{n}个。",
        "truncated": "还有更多关系或客户未考察。",
        "more": "……另有{n}项",
        "best": "{day}应引荐{ours}与{theirs}相识：可消除{account}的{n}个问题。",
        "exact": "在{pairs}对人选中，没有其他引荐能消除更多。",
        "cut": "搜索提前结束：{pairs}对人选中，别的引荐最多可能消除{most}个。",
        "few": "我方还有更多人未予考虑。",
        "opens": "同时会新增：",
        "none": "{day}没有引荐能消除{account}的问题：共考虑{pairs}对人选。",
        "none cut": "搜索提前结束，尚未找到人选：{day}某次引荐最多可能消除{account}的{most}个问题。",
        "columns": "人员|角色|强度|最近接触|我方其他相识者",
        "colon": "：",
    },
}


def leaver(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Who leaves, of any side: id or name.")],
    *,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """What breaks if somebody leaves: ties, owners, roles, and the findings that open. Nothing is recorded."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        id_ = await find_person(graph, person, day, "PERSON")
        found = await LEAVING.run(Means(graph), LeavingAsked(person=id_, as_of=day))
        print_json(found) if as_json else _show_leaving(found, lang)

    Session.of(ctx).with_graph(ask)


def introduction(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="The account: id or name.")],
    *,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """The one introduction that closes most findings of an account. Nothing is recorded."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        id_ = await find_account(graph, account, day, "ACCOUNT")
        found = await INTRODUCTION.run(Means(graph), IntroductionAsked(account=id_, as_of=day))
        if as_json:
            print_json(found)
        else:
            _show_introduction(found, await title(graph, ORGANIZATIONS, id_, day), lang)

    Session.of(ctx).with_graph(ask)


def _show_leaving(found: Leaving, lang: Language) -> None:
    told, console = TEXTS[lang], out()
    who = cells.person(found.person)
    console.print(cells.heading((told["leaver"].format(who=who, day=found.as_of), "bold")))
    console.print(cells.heading(cells.seat(found.person) if found.person.organization else told["no seat"]))
    if found.duties.reports:
        console.print(told["reports"].format(n=found.duties.reports))
    if found.dark:
        names = ", ".join(cells.person(bond.person) for bond in found.dark)
        console.print(cells.heading(("● ", "red"), told["dark"].format(names=names)))
    console.print(cells.heading("\n", told["bonds"].format(n=len(found.bonds)) if found.bonds else told["no bonds"]))
    if found.bonds:
        console.print(_bonds(found, lang))
    _show_duties(found, lang)
    for effect in found.accounts:
        _show_effect(effect, lang)
    looked = told["looked" if found.accounts else "same"].format(n=found.looked_at)
    console.print(cells.heading("\n", (looked, "dim")))
    if found.truncated:
        console.print(told["truncated"])


def _bonds(found: Leaving, lang: Language) -> Table:
    columns = TEXTS[lang]["columns"].split("|")
    # How many others know the leaver is one figure where it is theirs who leaves.
    columns = columns if found.side is LeaverSide.OURS else columns[:-1]
    table = cells.grid(*columns, right=[columns[2]])
    for bond in found.bonds[:BONDS]:
        values = [
            cells.person(bond.person),
            cells.text("".join(bond.roles)),
            cells.number(bond.strength),
            cells.day(bond.last_contact),
            str(bond.others),
        ]
        cells.row(table, *values[: len(columns)])
    if len(found.bonds) > BONDS:
        cells.row(table, TEXTS[lang]["more"].format(n=len(found.bonds) - BONDS), *[""] * (len(columns) - 1))
    return table


def _show_duties(found: Leaving, lang: Language) -> None:
    told, console = TEXTS[lang], out()
    if found.duties.owned:
        console.print(cells.heading("\n", told["owned"]))
    for one in found.duties.owned:
        others = cells.text(" ".join(one.others))
        console.print(
            cells.heading("  ", told["owned one"].format(role=one.role, who=cells.person(one.person), others=others))
        )
    if found.duties.parts:
        console.print(cells.heading("\n", told["parts"]))
    for part in found.duties.parts:
        console.print(
            cells.heading("  ", told["part"].format(role=part.role, deal=part.name, others=part.others or cells.NONE))
        )


def _show_effect(effect: AccountEffect, lang: Language) -> None:
    account = cells.named(effect.name, effect.english_name)
    counts = {"opened": effect.count, "unknown": effect.unknown, "lapsed": effect.lapsed}
    told = TEXTS[lang]["effect"].format(account=account, **counts)
    out().print(cells.heading("\n", (told, "bold")))
    _show_findings(effect.opened, lang)


def _show_findings(found: Sequence[RuleFindings], lang: Language) -> None:
    told = TEXTS[lang]
    for each in found:
        severity = words.severity(each.rule.severity, lang)
        names = [_finding(finding) for finding in each.findings[:SHOWN]]
        if len(each.findings) > SHOWN:
            names.append(told["more"].format(n=len(each.findings) - SHOWN))
        out().print(
            cells.heading(
                (f"  ● {severity:<7} ", COLOURS[each.rule.severity]),
                words.text(each.rule, "title", lang) + told["colon"],
                "; ".join(names),
            )
        )


def _finding(finding: NamedFailure) -> str:
    name = cells.named(finding.name, finding.english_name)
    return (
        f"{name} ({finding.opportunity_name})"
        if finding.opportunity_name and finding.opportunity_name != finding.name
        else name
    )


def _show_introduction(found: BestIntroduction, account: str, lang: Language) -> None:
    told, console = TEXTS[lang], out()
    figures = {"account": account, "day": found.as_of, "pairs": found.pairs, "most": found.at_most}
    if found.truncated:
        console.print(told["few"])
    if found.best is None:
        console.print(cells.heading(told["none" if found.exact else "none cut"].format(**figures)))
        return
    names = {"ours": cells.person(found.best.ours), "theirs": cells.person(found.best.theirs)}
    console.print(cells.heading((told["best"].format(**names, **figures, n=found.best.count), "bold")))
    _show_findings(found.best.closed, lang)
    if found.best.opened:
        console.print(told["opens"])
        _show_findings(found.best.opened, lang)
    console.print(cells.heading((told["exact" if found.exact else "cut"].format(**figures), "dim")))
