"""The oracle's rules on contact, promises, asks and news, from docs/rules.md, audit.md and playbook.md alone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from tests.audit.oracle import Oracle, Seen, Verdict, rule
from tests.audit.oracle_maps import units_above
from tests.audit.worlds import Fact

CADENCE = {
    "strategic": {"executive": 180, "senior": 90, "working": 7},
    "partner": {"executive": 270, "senior": 120, "working": 14},
    "ordinary": {"executive": 365, "senior": 180, "working": 30},
}
KEY_ACTIONS = {"visit", "exchange", "company_visit", "expo", "summit"}
MEETINGS = {"visit", "exchange", "company_visit", "reference_visit", "meal", "meeting"}
WEIGHTS = ["light", "normal", "heavy"]
POINTS = {"light": 1, "normal": 2, "heavy": 4}
HEAVIEST = {"executive": "heavy", "senior": "heavy", "working": "normal"}
Met = Iterator[tuple[str, str, date]]


def ago(o: Oracle, days: int) -> date:
    return o.day - timedelta(days=days)


def known(o: Oracle, name: str) -> bool:
    """An interaction took place by the day, and was not recorded by mistake."""
    return o.holds(o.world.met[name][0])


def kind_of(o: Oracle, name: str) -> str | None:
    return o.world.met[name][1]["kind"]


def met(o: Oracle, person: str) -> Met:
    """In what somebody took part with whom of ours, and when."""
    came = [part for part in o.standing("participation") if part.get("came") is not False and known(o, part.other)]
    mine = {part.other for part in came if part.one == person}
    for part in came:
        if part.other in mine and part.one in o.ours and part.one != person:
            yield part.other, part.one, o.world.met[part.other][0][0] or date.min


def contacts(o: Oracle, person: str) -> Iterator[tuple[str, date]]:
    """Of whom of ours and when any contact is known."""
    for _, our, day in met(o, person):
        yield our, day
    for (sender, receiver, _), days in o.world.wrote.items():
        other = receiver if sender == person else sender
        if person in (sender, receiver) and other in o.ours:
            yield from ((other, day) for day in days if day <= o.day)
    for our, (_, day) in o.known_by(person).items():
        if day:
            yield our, day


def last_contact(o: Oracle, person: str) -> date | None:
    return max((day for _, day in contacts(o, person)), default=None)


def main_seat(o: Oracle, person: str) -> Fact | None:
    seats = [(n, seat) for n, seat in enumerate(o.world.of("position")) if seat.one == person and o.holds(seat.span)]
    order = [(not seat.get("primary"), seat.get("layer") or 999, f"position{n}", n) for n, seat in seats]
    return o.world.of("position")[min(order)[-1]] if order else None


def layer_of(o: Oracle, person: str) -> int | None:
    seat = main_seat(o, person)
    return seat and seat.get("layer")


def class_of(layer: int | None) -> str | None:
    if layer is None:
        return None
    return "executive" if layer <= 1 else "senior" if layer <= 3 else "working"


def interactions_of(o: Oracle, account: str) -> set[str]:
    found = set()
    for name, (_, told) in o.world.met.items():
        about = (
            told.get("account"),
            o.account_of(told.get("unit") or ""),
            o.world.deals.get(told.get("opportunity") or ""),
        )
        if known(o, name) and (account in about[:2] or (about[2] and about[2][0] == account)):
            found.add(name)
    return found


def tier_of(o: Oracle, account: str) -> str:
    """As it was assessed last, and of one day the highest; ordinary where nobody has said."""
    told = [said for said in o.standing("tier_assessment") if said.other == account]
    order = ["ordinary", "partner", "strategic"]
    newest = max(told, key=lambda said: (said.span[0] or date.min, order.index(said.get("tier"))), default=None)
    return newest.get("tier") if newest else "ordinary"


@rule
def key_contact_rhythm(o: Oracle, account: str) -> Seen:
    people = o.people(account)
    took_part = any(p.one in people and known(o, p.other) for p in o.world.of("participation"))
    recorded = took_part or interactions_of(o, account)
    cadence = CADENCE[tier_of(o, account)]
    for person in o.key_people(account):
        layer = class_of(layer_of(o, person))
        last = max((day for name, _, day in met(o, person) if kind_of(o, name) in KEY_ACTIONS), default=date.min)
        yield person, last < ago(o, cadence[layer]) if layer and recorded else None


@rule
def decider_out_of_touch(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        for person in o.map_of(deal, "A", "D"):
            last = last_contact(o, person)
            yield f"{person}|{deal}", last < ago(o, 30) if last else None


@rule
def contact_stopped_after_close(o: Oracle, account: str) -> Seen:
    for deal, (of, (_, closed)) in o.world.deals.items():
        if of != account or o.world.outcomes.get(deal) not in ("won", "lost") or not closed:
            continue
        if ago(o, 365) <= closed <= o.day:
            on_map = [*o.world.of("role"), *o.world.of("support")]
            parts = [part for part in on_map if part.other == deal and (part.span[0] or o.day) <= o.day]
            days = [last_contact(o, part.one) for part in parts if part.one in o.alive]
            last = max((day for day in days if day), default=None)
            late: Verdict = last < ago(o, 90) if last else None
            yield f"{deal}|{deal}", late if closed < ago(o, 90) else False


@rule
def meeting_without_outcome(o: Oracle, account: str) -> Seen:
    for name in interactions_of(o, account):
        (day, _), told = o.world.met[name]
        parts = [part.get("came") for part in o.world.of("participation") if part.other == name]
        took_place = False not in parts or any(came is not False for came in parts)
        if told["kind"] in MEETINGS and ago(o, 90) <= (day or date.min) < ago(o, 7) and took_place:
            yield f"{account}|{name}", not (told.get("outcome") and told.get("next_step"))


@rule
def key_contact_through_one(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        holders = {our for our, day in contacts(o, person) if day >= ago(o, 365)}
        times = len({name for name, _, day in met(o, person) if day >= ago(o, 365)})
        yield person, False if len(holders) > 1 else True if times >= 4 else None


def general_people(o: Oracle, account: str) -> set[str]:
    deals = o.deals(account)
    some = {person for deal in deals for person in o.map_of(deal, "S", "I")}
    return some - {person for deal in deals for person in o.map_of(deal, "A", "D", "E")} - o.registered(account)


@rule
def general_relation_neglected(o: Oracle, account: str) -> Seen:
    for person in general_people(o, account):
        last = last_contact(o, person)
        yield person, last < ago(o, 60) if last else None


@rule
def general_relation_overdone(o: Oracle, account: str) -> Seen:
    for person in general_people(o, account):
        days = {day for _, _, day in met(o, person)}
        yield person, len({day for day in days if day > ago(o, 91)}) > 12 if days else None


def contacts_at(o: Oracle, account: str) -> set[str]:
    on_maps = {person for deal in o.deals(account) for person in o.map_of(deal)}
    return o.people(account) | (o.registered(account) & o.alive) | on_maps


def promises(o: Oracle, account: str) -> Iterator[tuple[str, Fact]]:
    ever_ours = {seat.one for seat in o.world.of("position") if seat.other == "us"}
    for n, promise in enumerate(o.world.of("commitment")):
        begun = (promise.span[0] or o.day) <= o.day
        if begun and promise.one in ever_ours and promise.other in contacts_at(o, account):
            yield f"{promise.other}|commitment{n}", promise


@rule
def promise_overdue(o: Oracle, account: str) -> Seen:
    for subject, promise in promises(o, account):
        if o.holds(promise.span):
            yield subject, promise.get("due") < o.day if promise.get("due") else None


@rule
def promise_broken(o: Oracle, account: str) -> Seen:
    for subject, promise in promises(o, account):
        until = promise.span[1]
        if o.holds(promise.span):
            yield subject, promise.get("due") < ago(o, 90) if promise.get("due") else None
        elif until and until >= ago(o, 365):
            yield subject, promise.get("closed") == "broken" if promise.get("closed") else None


def asks_of(o: Oracle, account: str) -> Iterator[tuple[int, Fact]]:
    for n, ask in enumerate(o.world.of("ask")):
        if o.holds(ask.span) and ask.one in o.ours and ask.other in contacts_at(o, account):
            yield n, ask


@rule
def ask_too_heavy(o: Oracle, account: str) -> Seen:
    for n, ask in asks_of(o, account):
        weight, layer = ask.get("weight"), class_of(layer_of(o, ask.other))
        heavier = WEIGHTS.index(weight) > WEIGHTS.index(HEAVIEST[layer]) if weight and layer else None
        yield f"{ask.other}|ask{n}", heavier


@rule
def credit_exhausted(o: Oracle, account: str) -> Seen:
    asked = defaultdict(list)
    for _, ask in asks_of(o, account):
        asked[ask.other].append(ask.get("weight"))
    for person, weights in asked.items():
        least, most = (sum(POINTS[weight or unknown] for weight in weights) for unknown in ("light", "heavy"))
        yield person, True if least > 4 else False if most <= 4 else None


@rule
def asks_all_of_one(o: Oracle, account: str) -> Seen:
    asked = []
    for ask in o.world.of("ask"):
        since = ask.span[0]
        recent = o.holds(ask.span) or bool(since and ago(o, 365) <= since <= o.day)
        if recent and ask.one in o.ours and ask.other in contacts_at(o, account):
            asked.append(ask.other)
    if len(asked) >= 3:
        layers = [layer_of(o, person) for person in o.people(account) if o.known_by(person)]
        sure = len({layer for layer in layers if layer})
        unsure = layers.count(None)
        spread = len(set(asked)) > 1 or sure + unsure < 3
        yield account, False if spread else True if sure >= 3 else None


def department_of(o: Oracle, person: str | None) -> tuple[str | None, str | None]:
    """Organisation and unit."""
    seat = main_seat(o, person) if person else None
    if seat is None:
        return None, None
    of = o.account_of(seat.other)
    return of, seat.other if of != seat.other else None


def independent(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> Verdict:
    for mine, theirs in zip(one, other, strict=True):
        if mine and theirs and mine != theirs:
            return True
    return False if one[1] and one[1] == other[1] else None


def confirmers(o: Oracle, news: str) -> set[str]:
    return {word.one for word in o.standing("confirmation") if word.other == news and word.one in o.alive}


@rule
def claim_unconfirmed(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        for name, (span, told) in o.world.news.items():
            if told.get("opportunity") == deal and o.holds(span):
                yield f"{deal}|{deal}|{name}", _unconfirmed(o, name, span[0] or date.min, told["said_by"])


def _unconfirmed(o: Oracle, name: str, day: date, teller: str | None) -> Verdict:
    if day >= ago(o, 14):
        return False
    others = confirmers(o, name) - {teller} if teller else set()
    said = [independent(department_of(o, teller), department_of(o, other)) for other in others]
    if True in said:
        return False
    return None if teller is None or None in said else True


def news_of(o: Oracle, account: str) -> Iterator[str]:
    for name, ((day, _), told) in o.world.news.items():
        deal = o.world.deals.get(told.get("opportunity") or "")
        about = told.get("account") == account or o.account_of(told.get("unit") or "") == account
        if (
            day
            and day <= o.day
            and (about or (deal and deal[0] == account) or sat_there(o, told.get("person"), account, day))
        ):
            yield name


def sat_there(o: Oracle, person: str | None, account: str, day: date) -> bool:
    """Whether somebody held a seat at the account on the day on which something was told of them."""
    seats = [seat for seat in o.world.of("position") if seat.one == person and o.account_of(seat.other) == account]
    return any((seat.span[0] or day) <= day < (seat.span[1] or date.max) for seat in seats)


def heard_from(o: Oracle, person: str) -> Iterator[date]:
    told = {name: day for name, ((day, _), _) in o.world.news.items() if day and day <= o.day}
    yield from (day for name, day in told.items() if o.world.news[name][1]["said_by"] == person)
    for word in o.world.of("confirmation"):
        if word.one == person and word.other in told and (word.span[0] or o.day) <= o.day:
            yield word.span[0] or told[word.other]


@rule
def unit_silent(o: Oracle, account: str) -> Seen:
    above, looked, own = units_above(o, account)
    heard = [(seat.other, day) for seat in o.seats if seat.other in own for day in heard_from(o, seat.one)]
    loud = {unit for place, day in heard if day >= ago(o, 90) for unit in above[place]}
    recorded = heard or any(news_of(o, account))
    for unit in looked:
        parent = own[unit][0]
        silent = unit not in loud and (parent not in looked or parent in loud)
        yield unit, silent if recorded else None


@rule
def account_heard_of_through_one(o: Oracle, account: str) -> Seen:
    pieces = [name for name in news_of(o, account) if (o.world.news[name][0][0] or date.min) >= ago(o, 365)]
    tellers = [o.world.news[name][1]["said_by"] for name in pieces]
    sources = {one for one in tellers if one} | {one for name in pieces for one in confirmers(o, name)}
    if pieces:
        sure = len(pieces) >= 3 and None not in tellers
        yield account, False if len(sources) > 1 else True if sure else None


def position_class(o: Oracle, person: str, account: str) -> str | None:
    entries = [entry for entry in o.standing("key_contact") if (entry.one, entry.other) == (person, account)]
    known = {entry.get("position_class") for entry in entries}
    return next((letter for letter in "SABC" if letter in known), None)


def sponsorships(o: Oracle, account: str) -> dict[tuple[str, str | None], list[Fact]]:
    """Of those of ours who are with us, by sponsor and contact."""
    found = defaultdict(list)
    for held in o.standing("sponsorship"):
        if held.other == account and held.one in o.ours and held.one in o.alive:
            found[held.one, held.get("contact")].append(held)
    return found


def _of(sponsor: str, contact: str | None) -> str:
    return f"{sponsor}|{contact}" if contact else sponsor


@rule
def sponsor_missing(o: Oracle, account: str) -> Seen:
    sponsored = {contact for _, contact in sponsorships(o, account)}
    for person in o.registered(account) & o.alive:
        letter = position_class(o, person, account)
        if letter in ("S", None):
            yield person, person not in sponsored if letter else None


@rule
def sponsor_lapsed(o: Oracle, account: str) -> Seen:
    for (sponsor, contact), held in sponsorships(o, account).items():
        whom = [contact] if contact else contacts_at(o, account)
        days = [day for person in whom for our, day in contacts(o, person) if our == sponsor and our != person]
        begun = max([*days, *(each.span[0] for each in held if each.span[0])], default=None)
        cadence = min([each.get("cadence_days") for each in held if each.get("cadence_days")], default=90)
        yield _of(sponsor, contact), begun < ago(o, cadence) if begun else None


@rule
def sponsor_mismatched(o: Oracle, account: str) -> Seen:
    for sponsor, contact in sponsorships(o, account):
        if contact:
            ours, theirs = layer_of(o, sponsor), layer_of(o, contact)
            yield _of(sponsor, contact), ours - theirs >= 2 if ours is not None and theirs is not None else None
