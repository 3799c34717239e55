"""A piece of news as people read it: who told it to whom, about what, who confirmed it, and what that makes of it."""

from collections.abc import Mapping
from datetime import date

from rich.table import Table

from relgraph.core.language import Language
from relgraph.interactions.model import Occasion
from relgraph.kinds.news import Audience
from relgraph.news.model import NewsConfirmation, NewsProfile, NewsState
from relgraph.people.model import PersonCard
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.page import Page

STATES: Mapping[NewsState, Mapping[Language, str]] = {
    NewsState.CONFIRMED: {Language.EN: "confirmed", Language.ZH: "已印证"},
    NewsState.SINGLE_CHANNEL: {Language.EN: "single channel", Language.ZH: "单一渠道"},
    NewsState.UNKNOWN_SOURCE: {Language.EN: "source unknown", Language.ZH: "来源不明"},
}
_AUDIENCES = {
    Audience.OWNER: "whoever answers for the relationship",
    Audience.TEAM: "the team of the account",
    Audience.ALL: "all of ours",
}


def show_news(page: Page, news: NewsProfile, as_of: date) -> None:
    """One piece of news with all that belongs to it, as known on a day."""
    page.title(news.claim, news.id, page.say(" on {day}", day=as_of))
    page.line("told on", cells.day(news.told_on))
    page.line("said by", _in_full(news.said_by))
    page.line("said to", _in_full(news.said_to))
    page.line("told in", _occasion(page, news.interaction) if news.interaction else cells.UNKNOWN)
    for name in ("account", "unit", "opportunity", "competitor"):
        if about := getattr(news, name):
            page.line(name, f"{about.name}  {about.id}")
    if news.person:
        page.line("person", f"{_in_full(news.person)}  {news.person.id}")
    page.line("audience", page.say(_AUDIENCES[news.audience]) if news.audience else cells.UNKNOWN)
    page.line("state", _state(page, news))
    page.section("confirmed by", "nobody", _confirmations(page, news))
    by = news.recorded_by or cells.UNKNOWN
    page.line("recorded", cells.joined([f"{news.recorded_at:%Y-%m-%d}", by, news.source]))


def _state(page: Page, news: NewsProfile) -> str:
    """How well it is confirmed; whether that has taken too long; whether it still holds."""
    days = page.say("1 day" if news.days == 1 else "{count} days", count=news.days)
    old = page.say("old: told {count} ago", count=days) if news.old else None
    over = None if news.holds else page.say("no longer holds since {day}", day=news.until)
    return cells.joined([STATES[news.state][page.language], old, over])


def _confirmations(page: Page, news: NewsProfile) -> Table:
    table = page.grid("who", "seat", "day", "independent", whole=["day"])
    for each in news.confirmations:
        on = cells.day(each.on) if each.on else cells.UNKNOWN
        cells.row(table, cells.ours(each.person), cells.seat(each.person), on, _independent(page, each))
    return table


def _independent(page: Page, each: NewsConfirmation) -> str:
    if each.independent is None:
        return cells.UNKNOWN
    return page.say("yes, of {who}", who=page.names(each.independent_of)) if each.independent else page.say("no")


def _occasion(page: Page, met: Occasion) -> str:
    return f"{cells.joined([page.kind(met.kind), cells.day(met.on), met.purpose])}  {met.id}"


def _in_full(card: PersonCard | None) -> str:
    if card is None:
        return cells.UNKNOWN
    known = [card.title or card.english_title, card.unit, card.organization]
    said = " · ".join(each for each in known if each)
    return f"{cells.person(card)} ({said})" if said else cells.person(card)
