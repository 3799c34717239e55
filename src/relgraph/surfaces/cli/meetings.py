"""Interactions as people read them: in a table, one by itself, and what there is between two people."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.table import Table

from relgraph.interactions.model import (
    AskMade,
    Attendee,
    InteractionCard,
    InteractionProfile,
    NewsTold,
    PromiseMade,
    SomeoneNamed,
)
from relgraph.people.model import PersonCard
from relgraph.profile.briefing import PairBriefing
from relgraph.strength.words import evidence_line
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.briefings import show_heard, show_next_steps, ties_table
from relgraph.surfaces.cli.page import Page

ID_WIDTH = 46
"""Columns that the ids of interactions take which relgraph makes."""

SHORT = 3
"""Interactions that the pages of a person and of a pair tell; `relgraph timeline` tells all."""

STEPS = ("preparing", "opening", "needs", "proposal", "objections", "closing")


def met_table(page: Page, cards: Sequence[InteractionCard], *, ids: bool = False) -> Table:
    """Interactions a row each; with `ids`, each under what came of it."""
    table = page.grid("day", "what", "theirs", "ours", "about, and what came of it", whole=["day", "what"])
    for card in cards:
        said = cells.joined([card.account, card.unit, card.opportunity, card.purpose])
        lines = [said, *_came_of(page, card), *([card.id] if ids else [])]
        theirs = _names(page, (who for who in card.attendees if not who.ours))
        ours = _names(page, (who for who in card.attendees if who.ours))
        cells.row(table, cells.day(card.on), page.kind(card.kind), theirs, ours, "\n".join(lines))
    if ids:
        table.columns[-1].min_width = min(ID_WIDTH, max((len(card.id) for card in cards), default=0))
    return table


def short_table(page: Page, cards: Sequence[InteractionCard], *known: str) -> Table:
    """The last few interactions a row each, for a page that is about these people (ids)."""
    table = page.grid("day", "what", "who else", "about, and what came of it", whole=["day", "what"])
    for card in cards[:SHORT]:
        said = card.purpose or cells.joined([card.account, card.unit, card.opportunity])
        others = _names(page, (who for who in card.attendees if who.id not in known))
        lines = [said, *_came_of(page, card)]
        cells.row(table, cells.day(card.on), page.kind(card.kind), others, "\n".join(lines))
    return table


def _came_of(page: Page, card: InteractionCard) -> list[str]:
    came = [f"→ {card.outcome}"] if card.outcome else []
    return came + ([f"{page.say('next')}: {card.next_step}"] if card.next_step else [])


def show_interaction(page: Page, profile: InteractionProfile, as_of: date) -> None:
    """One interaction with all that belongs to it, as known on a day."""
    card = profile.glance
    page.title(page.kind(card.kind), card.id, page.say(" on {day}", day=card.on))
    at = f"{card.at:%H:%M} (UTC{card.at:%z})" if card.at else None
    minutes = page.say("{count} min", count=card.minutes) if card.minutes else None
    page.line("when", cells.joined([cells.day(card.on), at, minutes, card.channel]))
    page.line("about", cells.joined([card.account, card.unit, card.opportunity]))
    for name, ours in (("theirs", False), ("ours", True)):
        who = [_in_full(page, one) for one in card.attendees if one.ours is ours]
        page.line(name, "; ".join(who) or cells.UNKNOWN)
    page.line("purpose", card.purpose or cells.UNKNOWN)
    for n, step in enumerate(STEPS, start=1):
        if told := getattr(profile, step):
            page.line(f"{n} {step}", told)
    page.line("outcome", card.outcome or cells.UNKNOWN)
    page.line("next step", card.next_step or cells.UNKNOWN)
    if profile.stage:
        page.line("stage", page.say(profile.stage))
    page.section("promised", "nothing", _promises(page, profile.promises, as_of))
    page.section("asked", "nothing", _asks(page, profile.asks))
    page.section("told", "nothing", _news(page, profile.news))
    by = profile.recorded_by or cells.UNKNOWN
    recorded = f"{profile.recorded_at:%Y-%m-%d} · {by}"
    page.line("recorded", cells.joined([recorded, profile.source]))


def show_pair(page: Page, pair: PairBriefing, as_of: date) -> None:
    """What there is between two people on a day."""
    one, other = cells.person(pair.one), cells.person(pair.other)
    page.title(f"{one} – {other}", f"{pair.one.id} – {pair.other.id}", page.say(" on {day}", day=as_of))
    for card in (pair.one, pair.other):
        page.console.print(cells.heading(f"  {cells.ours(card)}: {_seat(page, card)}"))
    for tie in pair.ties:
        last = page.say("last contact {day}", day=tie.last_contact or cells.UNKNOWN)
        since = page.say("since {day}", day=tie.since) if tie.since else None
        page.line("tie", cells.joined([cells.number(tie.strength), tie.basis, last, since, tie.source]))
    if not pair.ties:
        page.line("tie", page.say("none is known"))
    if told := pair.contact.get(pair.other.id):
        page.line("contact", evidence_line(told, page.language))
    if pair.owned_as:
        page.line("answers for it", f"{other} ({', '.join(pair.owned_as)})")
    show_next_steps(page, pair.next_steps)
    page.section("open promises", "none", _promises(page, pair.promises, as_of))
    page.section("open asks", "none", _asks(page, pair.asks))
    show_heard(page, pair.heard)
    times = "once" if pair.interaction_count == 1 else "{count} times"
    page.line("together", page.say(times, count=pair.interaction_count))
    if pair.interactions:
        page.section("last together", "", short_table(page, pair.interactions, pair.one.id, pair.other.id))
    others = ties_table(page, pair.others_of_ours, pair.contact)
    page.section(page.say("who else of ours knows {name}", name=one), "nobody is known to", others)


def _promises(page: Page, promises: Sequence[PromiseMade], as_of: date) -> Table:
    table = page.grid("who", "to whom", "what", "due", "state", whole=["due"])
    for one in promises:
        state = "overdue" if one.overdue_on(as_of) else "open" if one.open else one.closed or "closed"
        cells.row(table, _name(one.promiser), _name(one.promisee), one.promise, cells.day(one.due), page.say(state))
    return table


def _asks(page: Page, asks: Sequence[AskMade]) -> Table:
    table = page.grid("who", "of whom", "what", "weight", "state")
    for one in asks:
        state = "open" if one.open else one.outcome or "closed"
        what, weight = one.about or cells.UNKNOWN, page.said(one.weight)
        cells.row(table, _name(one.asker), _name(one.asked), what, weight, page.say(state))
    return table


def _news(page: Page, news: Sequence[NewsTold]) -> Table:
    table = page.grid("who", "to whom", "what")
    for one in news:
        who, whom = (_name(person) if person else cells.UNKNOWN for person in (one.said_by, one.said_to))
        cells.row(table, who, whom, one.claim)
    return table


def _name(person: SomeoneNamed | Attendee) -> str:
    return cells.named(person.name, person.english_name)


def _names(page: Page, people: Iterable[Attendee]) -> str:
    told = [f"{_name(one)} ({page.say('did not come')})" if one.came is False else _name(one) for one in people]
    return ", ".join(told) or cells.NONE


def _in_full(page: Page, one: Attendee) -> str:
    layer = page.say("layer {layer}", layer=one.layer) if one.layer else None
    part = page.say("did not come") if one.came is False else page.say(one.part) if one.part else None
    known = [one.title, None if one.ours else one.organization, layer, part]
    said = " · ".join(each for each in known if each)
    return f"{_name(one)} ({said})" if said else _name(one)


def _seat(page: Page, card: PersonCard) -> str:
    layer = page.say("layer {layer}", layer=card.layer) if card.layer else None
    known = [card.title or card.english_title, card.unit, card.organization, layer]
    return " · ".join(each for each in known if each) or cells.UNKNOWN
