"""The oracle's rules on maps, people and units, from docs/rules.md and docs/audit.md alone."""

from collections import defaultdict
from datetime import date, timedelta

from tests.audit.oracle import ROLES, Oracle, Seen, Verdict, rule
from tests.audit.worlds import Fact, Span


@rule
def key_role_support_unknown(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        for person in o.map_of(deal, *ROLES):
            yield f"{person}|{deal}", o.stance(person, deal) is None


@rule
def map_too_friendly(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        levels = [stance[0] for person in o.assessed(deal) if (stance := o.stance(person, deal))]
        yield f"{deal}|{deal}", False if any(n <= 0 for n in levels) else True if len(levels) >= 3 else None


@rule
def support_stale(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        for person in o.map_of(deal) | o.assessed(deal):
            stance = o.stance(person, deal)
            dated = stance and stance[1]
            yield f"{person}|{deal}", dated < o.day - timedelta(days=7) if dated else None


def levels_of(o: Oracle, person: str, account: str) -> tuple[int | None, int | None]:
    """How close they are to us, and how far they back us: of each the newest word that holds, of one day the lowest."""
    words = [w for w in o.standing("relationship_assessment") if w.other == person and w.get("account") == account]
    return _newest(words, "closeness"), _newest(words, "support")


def _newest(words: list[Fact], name: str) -> int | None:
    said = [(word.span[0] or date.min, -word.get(name)) for word in words if word.get(name) is not None]
    return -max(said)[1] if said else None


def both(one: Verdict, other: Verdict) -> Verdict:
    """Both hold; where one does not, the other need not be known."""
    return False if False in (one, other) else None if None in (one, other) else True


@rule
def key_contact_barely_known(o: Oracle, account: str) -> Seen:
    for person in o.registered(account) & o.alive:
        closeness, support = levels_of(o, person, account)
        yield person, both(None if closeness is None else closeness <= -1, None if support is None else support >= 1)


@rule
def key_contact_friendly_only(o: Oracle, account: str) -> Seen:
    for person in o.registered(account) & o.alive:
        closeness, support = levels_of(o, person, account)
        yield person, both(None if closeness is None else closeness >= 1, None if support is None else support <= -1)


DIMENSIONS = {"acceptance", "participation", "project_support", "information", "guidance", "competition"}


def assessments_of(o: Oracle, person: str) -> list[Fact]:
    return [w for w in o.standing("assessment") if w.other == person and w.get("aspect") in DIMENSIONS]


def lately(o: Oracle, word: Fact) -> Verdict:
    return word.span[0] > o.day - timedelta(days=365) if word.span[0] else None


@rule
def key_contact_not_scored(o: Oracle, account: str) -> Seen:
    for person in o.registered(account) & o.alive:
        words = assessments_of(o, person)
        known = {word.get("aspect") for word in words if lately(o, word)}
        at_best = {word.get("aspect") for word in words if lately(o, word) is not False}
        yield person, False if len(known) >= 3 else None if len(at_best) >= 3 else True


@rule
def key_contact_raters_differ(o: Oracle, account: str) -> Seen:
    for person in o.registered(account) & o.alive:
        newest: dict[str, dict[str, Fact]] = {}
        for word in assessments_of(o, person):
            of = newest.setdefault(word.get("aspect"), {})
            before = of.get(word.one)
            if lately(o, word) and (before is None or _place(word) > _place(before)):
                of[word.one] = word
        spreads = [_spread(of) for of in newest.values() if len(of) > 1]
        yield person, max(spreads) >= 2 if spreads else None


def _place(word: Fact) -> tuple[date | None, int]:
    return word.span[0], -word.get("level")


def _spread(of: dict[str, Fact]) -> int:
    levels = [word.get("level") for word in of.values()]
    return max(levels) - min(levels)


def _without(o: Oracle, account: str, letter: str) -> Seen:
    for deal in o.deals(account):
        yield f"{deal}|{deal}", not o.map_of(deal, letter)


@rule
def opportunity_without_approver(o: Oracle, account: str) -> Seen:
    yield from _without(o, account, "A")


@rule
def opportunity_without_coach(o: Oracle, account: str) -> Seen:
    yield from _without(o, account, "C")


@rule
def opportunity_without_decider(o: Oracle, account: str) -> Seen:
    yield from _without(o, account, "D")


@rule
def person_left_on_map(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        for person in {role.one for role in o.standing("role") if role.other == deal and o.begun(role.one)}:
            yield f"{person}|{deal}", o.left(person, account)


@rule
def person_manager_left(o: Oracle, account: str) -> Seen:
    lines = {(line.one, line.other) for line in o.standing("reporting_line") if line.one in o.people(account)}
    for person, manager in lines:
        if o.begun(manager):
            yield f"{person}|{manager}", o.left(manager, account)


@rule
def person_without_line(o: Oracle, account: str) -> Seen:
    reporting = {line.one for line in o.lines}
    for person in o.people(account):
        seats = [s for s in o.seats if s.one == person and o.account_of(s.other) == account]
        layer = min((s.get("layer") for s in seats if s.get("layer")), default=None)
        yield person, False if person in reporting or layer == 1 else True if layer else None


@rule
def person_in_reporting_cycle(o: Oracle, account: str) -> Seen:
    managers = {line.other for line in o.lines}
    above = defaultdict(set)
    for line in o.lines:
        above[line.one].add(line.other)
    for person in o.people(account) & managers & above.keys():
        reached, edge = set(), {person}
        while edge := {m for one in edge for m in above[one]} - reached:
            reached |= edge
        yield person, person in reached


@rule
def person_several_primary_seats(o: Oracle, account: str) -> Seen:
    for person in o.people(account):
        said = [seat.get("primary") for seat in o.seats if seat.one == person]
        sure, unsure = said.count(True), said.count(None)
        yield person, True if sure > 1 else False if len(said) < 2 or sure + unsure < 2 else None


Units = dict[str, tuple[str | None, Span]]


def units_above(o: Oracle, account: str) -> tuple[dict[str, set[str]], set[str], Units]:
    """Each unit of an account with all above it; those with people in them or below; and all, with parent and days."""
    own = {unit: (parent, span) for unit, (of, parent, span) in o.world.units.items() if of == account}
    above = {unit: _above(unit, own) for unit in own}
    peopled = {seat.other for seat in o.seats if seat.other in own and o.holds(own[seat.other][1])}
    return (
        above,
        {unit for unit in own if o.holds(own[unit][1]) and any(unit in above[below] for below in peopled)},
        own,
    )


@rule
def unit_without_tie(o: Oracle, account: str) -> Seen:
    above, looked, own = units_above(o, account)
    met = {seat.other for seat in o.seats if seat.other in own and o.known_by(seat.one)}
    touched = {unit for place in met for unit in above[place]}
    for unit in looked:
        parent = own[unit][0]
        yield unit, unit not in touched and (parent not in looked or parent in touched)


def _above(unit: str, units: Units) -> set[str]:
    """The unit and all above it."""
    parent = units[unit][0]
    return {unit, *(_above(parent, units) if parent else ())}
