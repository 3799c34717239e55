"""`relgraph show`: one person, organisation, unit, opportunity, interaction or piece of news, and their history."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from rich.table import Table

from relgraph.interactions.model import InteractionProfile
from relgraph.kinds import KINDS
from relgraph.kinds.role import RoleLetter
from relgraph.news.model import NewsProfile
from relgraph.profile.briefing import PersonBriefing
from relgraph.profile.model import (
    OpportunityProfile,
    OrganizationProfile,
    Participant,
    PastFact,
    PersonProfile,
    Profile,
    Stance,
    UnitProfile,
)
from relgraph.profile.service import Section, sections
from relgraph.record.fields import plain_type
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.briefings import show_heard, show_next_steps, ties_table
from relgraph.surfaces.cli.meetings import short_table, show_interaction
from relgraph.surfaces.cli.news_page import show_news
from relgraph.surfaces.cli.page import Page

# How a fact reads from the side it starts at, and from the other.
KNOWN = "{people}, of whom one of ours knows {known}"
FACTS = {kind.label: kind.reads for kind in KINDS} | {"ENTITY": ("itself", "itself")}


Shown = Profile | NewsProfile


def show_profile(page: Page, profile: Shown, as_of: date) -> None:
    """What is known on a day."""
    if isinstance(profile, NewsProfile):
        show_news(page, profile, as_of)
        return
    if isinstance(profile, InteractionProfile):
        show_interaction(page, profile, as_of)
        return
    _title(page, profile, page.say(" on {day}", day=as_of))
    match profile:
        case PersonProfile():
            _show_person(page, profile)
        case OrganizationProfile():
            _show_organization(page, profile)
        case UnitProfile():
            _show_unit(page, profile)
        case OpportunityProfile():
            _show_opportunity(page, profile)


def show_history(page: Page, profile: Shown, facts: list[PastFact]) -> None:
    """Every version of every fact, the latest first; what a correction replaced is marked with its day and author."""
    _title(page, profile, page.say(" through time"))
    table = page.grid("from", "until", "fact", "with", "values", "source", "recorded by", whole=["from", "until"])
    for fact in facts:
        said = ", ".join(f"{name} {value}" for name, value in fact.said.items())
        if fact.fact == "HAS_SUPPORT" and "level" not in fact.said:
            said = f"level {cells.UNKNOWN}"
        reads = page.say(FACTS[fact.fact][0 if fact.outgoing else 1])
        span = (cells.day(fact.valid_from), cells.day(fact.valid_to))
        if fact.replaced_at:
            by = f" by {fact.replaced_by}" if fact.replaced_by else ""
            said = f"{said or cells.NONE} (corrected {fact.replaced_at:%Y-%m-%d}{by})"
        cells.row(
            table,
            *span,
            reads,
            fact.other or cells.NONE,
            said or cells.NONE,
            fact.source or cells.UNKNOWN,
            fact.recorded_by or cells.UNKNOWN,
        )
    page.console.print(table)


def _title(page: Page, profile: Shown, when: str) -> None:
    if isinstance(profile, NewsProfile):
        page.title(profile.claim, profile.id, when)
        return
    if isinstance(profile, InteractionProfile):
        page.title(page.kind(profile.glance.kind), profile.id, when)
        return
    thing = profile.person if isinstance(profile, PersonProfile) else profile
    page.title(cells.named(thing.name, thing.english_name), thing.id, when)


def _show_person(page: Page, profile: PersonProfile) -> None:
    if profile.aliases:
        page.line("also called", ", ".join(profile.aliases))
    if profile.declines_introductions:
        page.line("introductions", page.say("declined (has asked not to be used as a way to others)"))
    for seat in profile.seats:
        layer = page.say("layer {layer}", layer=seat.layer) if seat.layer else None
        since = page.say("since {day}", day=seat.since) if seat.since else None
        page.line(
            "seat",
            cells.joined([seat.title or seat.english_title, seat.unit, seat.organization, layer, since]),
        )
    if not profile.seats:
        page.line("seat", cells.UNKNOWN)
    managers = [f"{cells.named(m.name, m.english_name)} ({page.say(m.line)})" for m in profile.managers]
    page.line("reports to", ", ".join(managers) or cells.UNKNOWN)
    page.line("direct reports", str(profile.direct_reports))
    owners = [f"{owner.role} {cells.named(owner.name, owner.english_name)}" for owner in profile.owners]
    page.line("owned by", ", ".join(owners) or cells.NONE)
    briefing = profile if isinstance(profile, PersonBriefing) else None
    if briefing:
        show_next_steps(page, briefing.next_steps)
    page.section("roles and support", "none", _stances(page, profile))
    contact = briefing.contact if briefing else {}
    page.section("ties to us", "nobody of ours is known to know them", ties_table(page, profile.our_ties, contact))
    _show_sections(page, profile)
    if briefing:
        show_heard(page, briefing.heard)
    page.section("last together", "nothing is known", short_table(page, profile.interactions, profile.person.id))


def _stances(page: Page, profile: PersonProfile) -> Table:
    table = page.grid("opportunity", "roles", "support", "assessed", right=["support"])
    for stance in profile.stances:
        cells.row(table, stance.opportunity, _letters(stance.roles), _support(page, stance), cells.day(stance.assessed))
    return table


def _show_sections(page: Page, profile: Profile) -> None:
    for section in sections(profile):
        # Only what is open stands in these lists: how it ended is still to come.
        ends_with = section.kind.ends_with
        columns = [name for name in section.columns if not (ends_with and name == ends_with[0])]
        said = [name.replace("_", " ") for name in columns]
        table = page.grid("who", *said, "since", "source", whole=["since"])
        for fact in getattr(profile, section.heading.key):
            who = cells.named(fact.name, fact.english_name)
            values = [_value(page, section, name, getattr(fact, name)) for name in columns]
            cells.row(table, who, *values, cells.day(fact.since), fact.source or cells.UNKNOWN)
        page.section(section.heading.words, "none", table)


def _value(page: Page, section: Section, name: str, value: object) -> str:
    """A value; of an enumeration in the language."""
    type_ = plain_type(section.kind.model.model_fields[name].annotation)
    chosen = isinstance(type_, type) and issubclass(type_, StrEnum)
    return page.said(value) if chosen or value is None else str(value)


def _show_organization(page: Page, profile: OrganizationProfile) -> None:
    page.line("kind", page.say(profile.kind))
    if profile.aliases:
        page.line("also called", ", ".join(profile.aliases))
    page.line("units", str(profile.units))
    known = page.say(KNOWN, people=profile.people, known=profile.known_people)
    page.line("people", known)
    deals = page.grid("id", "opportunity", "stage", "outcome", "since", "until", whole=["id"])
    for deal in profile.deals:
        span = (cells.day(deal.since), cells.day(deal.until))
        outcome = page.say(deal.outcome) if deal.outcome else cells.NONE
        cells.row(deals, deal.id, deal.name, page.said(deal.stage), outcome, *span)
    page.section("opportunities", "none", deals)
    contacts = page.grid("key contact", "class", "relationship class", "owners")
    for contact in profile.key_contacts:
        relationship = cells.UNKNOWN if contact.relationship_class is None else str(contact.relationship_class)
        names = cells.named(contact.name, contact.english_name)
        owners = ", ".join(contact.owners) or cells.NONE
        cells.row(contacts, names, contact.position_class or cells.UNKNOWN, relationship, owners)
    page.section("key contacts", "none", contacts)
    _show_sections(page, profile)


def _show_unit(page: Page, profile: UnitProfile) -> None:
    page.line("organization", f"{profile.organization}  {profile.organization_id}")
    if profile.parent_id:
        page.line("part of", f"{profile.parent}  {profile.parent_id}")
    page.line("function", page.said(profile.function))
    parts = page.grid("id", "unit", whole=["id"])
    for part in profile.parts:
        cells.row(parts, part.id, cells.named(part.name, part.english_name))
    page.section("parts", "none", parts)
    known = page.say(KNOWN, people=profile.people, known=profile.known_people)
    page.line("people", known)
    members = page.grid("who", "title", "layer", "our ties", "id", right=["layer", "our ties"], whole=["id"])
    for one in profile.members:
        layer = cells.UNKNOWN if one.layer is None else str(one.layer)
        names = cells.named(one.name, one.english_name)
        cells.row(members, names, cells.text(one.title), layer, str(one.our_ties), one.id)
    page.section("members", "nobody is known to sit there", members)
    if profile.people > len(profile.members):
        page.line("and", page.say("{count} more", count=profile.people - len(profile.members)))
    _show_sections(page, profile)


def _show_opportunity(page: Page, profile: OpportunityProfile) -> None:
    page.line("account", f"{profile.account}  {profile.account_id}")
    page.line("stage", page.said(profile.stage))
    page.line("since", cells.day(profile.since))
    if profile.until:
        page.line("until", f"{profile.until} ({page.say(profile.outcome or 'outcome unknown')})")
    table = page.grid(
        "who", "seat", "roles", "support", "assessed", "our ties", "warmest", right=["support", "our ties", "warmest"]
    )
    for one in profile.participants:
        cells.row(
            table,
            cells.person(one.person),
            cells.seat(one.person),
            _letters(one.roles),
            _support(page, one),
            cells.day(one.assessed),
            str(one.our_ties),
            cells.number(one.warmest) if one.our_ties else cells.NONE,
        )
    page.section("power map", "nobody is on it", table)
    _show_sections(page, profile)


def _letters(roles: Sequence[RoleLetter]) -> str:
    return " ".join(roles) or cells.NONE


def _support(page: Page, stance: Stance | Participant) -> str:
    level = cells.UNKNOWN if stance.level is None else str(stance.level)
    return f"{level} ({page.say('sources differ')})" if stance.sources_differ else level
