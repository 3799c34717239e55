"""What makes a profile a briefing: what to do next, who of ours knows somebody and why, what we heard."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from relgraph.interactions.model import SomeoneNamed
from relgraph.profile.briefing import HeardOf, NextStep, NextStepKind
from relgraph.profile.model import OurTie
from relgraph.strength.model import PairStrength
from relgraph.strength.words import evidence_line
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.page import Page

_SAID = {
    NextStepKind.KEEP_OVERDUE: "overdue since {day} ({count}): {who} promised {what}",
    NextStepKind.REMIND: "remind {who}, who promised {what} by {day}",
    NextStepKind.KEEP: "by {day}: {who} promised {what}",
    NextStepKind.OUTCOME: "write down what came of the {what} of {day} ({who})",
    NextStepKind.FOLLOW_UP: "agreed on {day} ({who}): {what}",
    NextStepKind.SILENT: "get in touch: {who}, silent for {count}, usually in touch every {usual}",
    NextStepKind.WAY_IN: "nobody of ours knows them; find a way: relgraph paths {what}",
}


def show_next_steps(page: Page, steps: Sequence[NextStep]) -> None:
    """What to do next, a line each; nothing where nothing follows from what is recorded."""
    if steps:
        page.bullets("what to do next", [_step(page, step) for step in steps])


def show_heard(page: Page, heard: Sequence[HeardOf]) -> None:
    """What we heard of somebody and from them, a line each."""
    if heard:
        page.bullets("what we heard", [_heard(page, news) for news in heard])


def ties_table(page: Page, ties: Sequence[OurTie], contact: Mapping[str, PairStrength]) -> Table:
    """Who of ours knows somebody, how strongly, and what that rests on."""
    table = page.grid("who", "strength", "last contact", "why", right=["strength"], whole=["last contact"])
    for tie in ties:
        since = page.say("since {day}", day=tie.since) if tie.since else None
        why = [cells.joined([tie.basis, since, tie.source])]
        if told := contact.get(tie.id):
            why.append(evidence_line(told, page.language))
        names, last = cells.named(tie.name, tie.english_name), cells.day(tie.last_contact)
        cells.row(table, names, cells.number(tie.strength), last, "\n".join(why))
    return table


def _step(page: Page, step: NextStep) -> str:
    what = page.kind(step.what) if step.kind is NextStepKind.OUTCOME and step.what else step.what
    said = {"day": step.day, "count": _days(page, step.days), "usual": _days(page, step.usual_days)}
    return page.say(_SAID[step.kind], who=page.names(map(_name, step.who)), what=what, **said)


def _days(page: Page, days: int | None) -> str:
    return page.say("1 day" if days == 1 else "{count} days", count=days)


def _heard(page: Page, news: HeardOf) -> str:
    by = _name(news.said_by) if news.said_by else cells.UNKNOWN
    return page.say("{day}, {who}: {what}", day=news.told_on, who=by, what=news.claim)


def _name(one: SomeoneNamed) -> str:
    return cells.named(one.name, one.english_name)
