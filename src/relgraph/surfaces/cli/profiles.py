"""`relgraph show`: one person, organisation, unit or opportunity, and their history."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from relgraph.kinds import KINDS
from relgraph.kinds.role import RoleLetter
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
from relgraph.profile.service import sections
from relgraph.surfaces.cli import cells

INDENT = (0, 0, 0, 2)
# How a fact reads from the side it starts at, and from the other.
FACTS = {kind.label: kind.reads for kind in KINDS} | {"ENTITY": ("itself", "itself")}


def show_profile(console: Console, profile: Profile, as_of: date) -> None:
    """What is known on a day."""
    _title(console, profile, f" on {as_of}")
    match profile:
        case PersonProfile():
            _show_person(console, profile)
        case OrganizationProfile():
            _show_organization(console, profile)
        case UnitProfile():
            _show_unit(console, profile)
        case OpportunityProfile():
            _show_opportunity(console, profile)


def show_history(console: Console, profile: Profile, facts: list[PastFact]) -> None:
    """Every version of every fact, the latest first; what a correction replaced is marked with its day and author."""
    _title(console, profile, " through time")
    table = cells.grid("from", "until", "fact", "with", "values", "source", "recorded by", whole=["from", "until"])
    for fact in facts:
        said = ", ".join(f"{name} {value}" for name, value in fact.said.items())
        if fact.fact == "HAS_SUPPORT" and "level" not in fact.said:
            said = f"level {cells.UNKNOWN}"
        reads = FACTS[fact.fact][0 if fact.outgoing else 1]
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
    console.print(table)


def _title(console: Console, profile: Profile, when: str) -> None:
    thing = profile.person if isinstance(profile, PersonProfile) else profile
    console.print(cells.heading((cells.named(thing.name, thing.english_name), "bold"), f"  {thing.id}", when))


def _show_person(console: Console, profile: PersonProfile) -> None:
    if profile.aliases:
        _line(console, "also called", ", ".join(profile.aliases))
    if profile.declines_introductions:
        _line(console, "introductions", "declined (has asked not to be used as a way to others)")
    for seat in profile.seats:
        layer = f"layer {seat.layer}" if seat.layer else None
        since = f"since {seat.since}" if seat.since else None
        _line(
            console,
            "seat",
            cells.joined([seat.title or seat.english_title, seat.unit, seat.organization, layer, since]),
        )
    if not profile.seats:
        _line(console, "seat", cells.UNKNOWN)
    managers = [f"{cells.named(m.name, m.english_name)} ({m.line})" for m in profile.managers]
    _line(console, "reports to", ", ".join(managers) or cells.UNKNOWN)
    _line(console, "direct reports", str(profile.direct_reports))
    owners = [f"{owner.role} {cells.named(owner.name, owner.english_name)}" for owner in profile.owners]
    _line(console, "owned by", ", ".join(owners) or cells.NONE)
    _section(console, "roles and support", "none", _stances(profile))
    _show_sections(console, profile)
    _section(console, "ties to us", "nobody of ours is known to know them", _our_ties(profile))


def _stances(profile: PersonProfile) -> Table:
    table = cells.grid("opportunity", "roles", "support", "assessed", right=["support"])
    for stance in profile.stances:
        cells.row(table, stance.opportunity, _letters(stance.roles), _support(stance), cells.day(stance.assessed))
    return table


def _show_sections(console: Console, profile: Profile) -> None:
    for section in sections(profile):
        said = [name.replace("_", " ") for name in section.columns]
        table = cells.grid("who", *said, "since", "source", whole=["since"])
        for fact in getattr(profile, section.heading.key):
            who = cells.named(fact.name, fact.english_name)
            values = [_said(getattr(fact, name)) for name in section.columns]
            cells.row(table, who, *values, cells.day(fact.since), fact.source or cells.UNKNOWN)
        _section(console, section.heading.words, "none", table)


def _said(value: object) -> str:
    return cells.UNKNOWN if value is None else str(value)


def _our_ties(profile: PersonProfile) -> Table:
    table = cells.grid("who", "strength", "basis", "last contact", "since", "source", right=["strength"])
    for tie in profile.our_ties:
        cells.row(
            table,
            cells.named(tie.name, tie.english_name),
            cells.number(tie.strength),
            cells.text(tie.basis),
            cells.day(tie.last_contact),
            cells.day(tie.since),
            tie.source or cells.UNKNOWN,
        )
    return table


def _show_organization(console: Console, profile: OrganizationProfile) -> None:
    _line(console, "kind", profile.kind)
    if profile.aliases:
        _line(console, "also called", ", ".join(profile.aliases))
    _line(console, "units", str(profile.units))
    _line(console, "people", f"{profile.people}, of whom one of ours knows {profile.known_people}")
    deals = cells.grid("id", "opportunity", "stage", "outcome", "since", "until", whole=["id"])
    for deal in profile.deals:
        span = (cells.day(deal.since), cells.day(deal.until))
        cells.row(deals, deal.id, deal.name, deal.stage or cells.UNKNOWN, cells.text(deal.outcome), *span)
    _section(console, "opportunities", "none", deals)
    contacts = cells.grid("key contact", "class", "closeness", "owners")
    for contact in profile.key_contacts:
        closeness = cells.UNKNOWN if contact.relationship_class is None else str(contact.relationship_class)
        names = cells.named(contact.name, contact.english_name)
        owners = ", ".join(contact.owners) or cells.NONE
        cells.row(contacts, names, contact.position_class or cells.UNKNOWN, closeness, owners)
    _section(console, "key contacts", "none", contacts)
    _show_sections(console, profile)


def _show_unit(console: Console, profile: UnitProfile) -> None:
    _line(console, "organization", f"{profile.organization}  {profile.organization_id}")
    if profile.parent_id:
        _line(console, "part of", f"{profile.parent}  {profile.parent_id}")
    _line(console, "function", profile.function or cells.UNKNOWN)
    parts = cells.grid("id", "unit", whole=["id"])
    for part in profile.parts:
        cells.row(parts, part.id, cells.named(part.name, part.english_name))
    _section(console, "parts", "none", parts)
    _line(console, "people", f"{profile.people}, of whom one of ours knows {profile.known_people}")
    members = cells.grid("who", "title", "layer", "our ties", "id", right=["layer", "our ties"], whole=["id"])
    for one in profile.members:
        layer = cells.UNKNOWN if one.layer is None else str(one.layer)
        names = cells.named(one.name, one.english_name)
        cells.row(members, names, cells.text(one.title), layer, str(one.our_ties), one.id)
    _section(console, "members", "nobody is known to sit there", members)
    if profile.people > len(profile.members):
        _line(console, "and", f"{profile.people - len(profile.members)} more")
    _show_sections(console, profile)


def _show_opportunity(console: Console, profile: OpportunityProfile) -> None:
    _line(console, "account", f"{profile.account}  {profile.account_id}")
    _line(console, "stage", profile.stage or cells.UNKNOWN)
    _line(console, "since", cells.day(profile.since))
    if profile.until:
        _line(console, "until", f"{profile.until} ({profile.outcome or 'outcome unknown'})")
    table = cells.grid(
        "who", "seat", "roles", "support", "assessed", "our ties", "warmest", right=["support", "our ties", "warmest"]
    )
    for one in profile.participants:
        cells.row(
            table,
            cells.person(one.person),
            cells.seat(one.person),
            _letters(one.roles),
            _support(one),
            cells.day(one.assessed),
            str(one.our_ties),
            cells.number(one.warmest) if one.our_ties else cells.NONE,
        )
    _section(console, "power map", "nobody is on it", table)
    _show_sections(console, profile)


def _letters(roles: Sequence[RoleLetter]) -> str:
    return " ".join(roles) or cells.NONE


def _support(stance: Stance | Participant) -> str:
    level = cells.UNKNOWN if stance.level is None else str(stance.level)
    return f"{level} (sources differ)" if stance.sources_differ else level


def _line(console: Console, name: str, value: str) -> None:
    console.print(Padding(Text.assemble((f"{name}: ", "bold"), value), INDENT, expand=False))


def _section(console: Console, name: str, otherwise: str, table: Table) -> None:
    if not table.row_count:
        _line(console, name, otherwise)
        return
    console.print(Padding(Text(f"{name}:", "bold"), INDENT, expand=False))
    console.print(Padding(table, (0, 0, 0, 4), expand=False))
