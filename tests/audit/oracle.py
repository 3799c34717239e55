"""What the rules must see, in plain Python from docs/rules.md and docs/audit.md alone: no Cypher, no shared code."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

from tests.audit.worlds import Fact, Span, World

Verdict = bool | None
Seen = Iterator[tuple[str, Verdict]]
RULES: dict[str, Callable[["Oracle", str], Seen]] = {}
ROLES = ("A", "D", "E")


@dataclass
class Told:
    """What a rule sees of an account; subjects are `name|deal|other`."""

    population: int = 0
    unknown: set[str] = field(default_factory=set)
    fails: set[str] = field(default_factory=set)


def rule(judge: Callable[["Oracle", str], Seen]) -> Callable[["Oracle", str], Seen]:
    """Register the oracle of the rule of that name."""
    RULES[judge.__name__] = judge
    return judge


class Oracle:
    """A world on a day: only what holds, with ends that hold."""

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self.alive = {name for name, (span, _) in world.people.items() if self.holds(span)}
        self.declines = {name for name, (_, declines) in world.people.items() if declines}
        self.seats = [seat for seat in self.standing("position") if seat.one in self.alive]
        self.ours = {seat.one for seat in self.seats if self.account_of(seat.other) == "us"}
        self.rivals = {seat.one for seat in self.seats if self.account_of(seat.other) == "them"} - self.ours
        self.hostile = {frozenset((f.one, f.other)) for f in self.standing("friction")}
        self.ties = [tie for tie in self.standing("tie") if {tie.one, tie.other} <= self.alive]
        self.lines = [line for line in self.standing("reporting_line") if {line.one, line.other} <= self.alive]
        self.sways = [sway for sway in self.standing("influence") if {sway.one, sway.other} <= self.alive]
        self.acquaintances: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for tie in self.ties:
            self.acquaintances[tie.one][tie.other].append(tie)
            self.acquaintances[tie.other][tie.one].append(tie)
        # What is recorded of how one leads to another; unknown strengths count only where nothing is.
        self.assessed_as: dict[tuple[str, str], list[float | None]] = defaultdict(list)
        for fact in (*self.ties, *self.sways):
            strength = fact.get("strength") if fact in self.ties else fact.get("weight")
            self.assessed_as[fact.one, fact.other].append(strength)
            if fact in self.ties:
                self.assessed_as[fact.other, fact.one].append(strength)
        # By whom a person is led to in one hop.
        self.leads: dict[str, set[str]] = defaultdict(set)
        for origin, to in self.assessed_as:
            if self.may_lead(origin, to):
                self._lead(origin, to)
        for line in self.lines:
            self._lead(line.one, line.other)
            self._lead(line.other, line.one)

    def _lead(self, origin: str, to: str) -> None:
        if frozenset((origin, to)) not in self.hostile:
            self.leads[to].add(origin)

    def may_lead(self, origin: str, to: str) -> bool:
        """Not all that is recorded of the two that way is 0."""
        recorded = [strength for strength in self.assessed_as[origin, to] if strength is not None]
        return not recorded or max(recorded) > 0

    def holds(self, span: Span) -> bool:
        since, until = span
        return (since is None or since <= self.day) and (until is None or until > self.day)

    def standing(self, kind: str) -> list[Fact]:
        return [fact for fact in self.world.of(kind) if self.holds(fact.span)]

    def account_of(self, place: str) -> str:
        return self.world.units[place][0] if place in self.world.units else place

    def see(self, id_: str, account: str) -> Told:
        told = Told()
        for subject, verdict in RULES[id_](self, account):
            told.population += 1
            if verdict is None:
                told.unknown.add(subject)
            elif verdict:
                told.fails.add(subject)
        return told

    def deals(self, account: str) -> list[str]:
        return [deal for deal, (of, span) in self.world.deals.items() if of == account and self.holds(span)]

    def map_of(self, deal: str, *letters: str) -> set[str]:
        roles = [role for role in self.standing("role") if role.other == deal and role.one in self.alive]
        return {role.one for role in roles if not letters or role.get("role") in letters}

    def assessed(self, deal: str) -> set[str]:
        return {said.one for said in self.standing("support") if said.other == deal and said.one in self.alive}

    def stance(self, person: str, deal: str) -> tuple[int, date | None] | None:
        said = [
            s for s in self.standing("support") if (s.one, s.other) == (person, deal) and s.get("level") is not None
        ]
        if person not in self.alive or not said:
            return None
        newest = max(said, key=lambda s: (s.span[0] or date.min, -s.get("level")))
        return newest.get("level"), newest.span[0]

    def foes(self, deal: str) -> set[str]:
        levels = {person: self.stance(person, deal) for person in self.assessed(deal)}
        return {person for person, stance in levels.items() if stance and stance[0] < 0}

    def people(self, account: str) -> set[str]:
        return {seat.one for seat in self.seats if self.account_of(seat.other) == account}

    def registered(self, account: str) -> set[str]:
        return {entry.one for entry in self.standing("key_contact") if entry.other == account}

    def key_people(self, account: str) -> set[str]:
        on_maps = chain.from_iterable(self.map_of(deal, *ROLES) for deal in self.deals(account))
        return {*on_maps, *(self.registered(account) & self.alive)}

    def known_by(self, person: str) -> dict[str, tuple[float | None, date | None]]:
        """Who of ours knows them: best known strength, last contact known by the day."""
        met = {}
        for our, ties in self.acquaintances[person].items():
            if our in self.ours:
                days = [tie.get("last_contact") for tie in ties if tie.get("last_contact")]
                met[our] = self.strength(ties), max((day for day in days if day <= self.day), default=None)
        return met

    @staticmethod
    def strength(ties: Iterable[Fact]) -> float | None:
        return max((tie.get("strength") for tie in ties if tie.get("strength") is not None), default=None)

    def owners(self, person: str, letter: str = "") -> set[str]:
        owns = [o for o in self.standing("ownership") if o.other == person and letter in ("", o.get("role"))]
        return {each.one for each in owns}

    def passable(self, person: str, foes: set[str]) -> bool:
        return person not in self.ours | self.rivals | foes | self.declines

    def begins(self, person: str, foes: set[str]) -> bool:
        return bool((self.leads[person] & self.ours) - foes - self.declines)

    def ways(self, decider: str, foes: set[str]) -> list[tuple[str, ...]]:
        """Who stands between ours and a decider, on all ways of at most three steps."""
        found: list[tuple[str, ...]] = [()] if self.begins(decider, foes) else []
        for x in (x for x in self.leads[decider] if self.passable(x, foes)):
            found += [(x,)] if self.begins(x, foes) else []
            found += [(x, y) for y in self.leads[x] - {decider} if self.passable(y, foes) and self.begins(y, foes)]
        return found

    def left(self, person: str, account: str) -> Verdict:
        seats = [seat for seat in self.world.of("position") if seat.one == person]
        here = [seat for seat in seats if self.account_of(seat.other) == account]
        ended = self.world.people[person][0][1]
        if ended and ended <= self.day:
            return True
        if any(self.holds(seat.span) for seat in here):
            return False
        if any(seat.span[1] and seat.span[1] <= self.day for seat in here):
            return True
        return False if any(self.holds(seat.span) for seat in seats) else None

    def begun(self, person: str) -> bool:
        since = self.world.people[person][0][0]
        return since is None or since <= self.day


@rule
def account_without_tie(o: Oracle, account: str) -> Seen:
    seats = [s for s in o.world.of("position") if o.account_of(s.other) == account]
    if any(s.span[0] is None or s.span[0] <= o.day for s in seats):
        yield account, not any(o.known_by(person) for person in o.people(account))


def _account_holders(o: Oracle, account: str, holders: set[str]) -> Seen:
    if holders:
        yield account, len(holders) == 1


@rule
def account_known_by_one_of_ours(o: Oracle, account: str) -> Seen:
    yield from _account_holders(o, account, {our for person in o.people(account) for our in o.known_by(person)})


@rule
def account_held_by_one_of_theirs(o: Oracle, account: str) -> Seen:
    yield from _account_holders(o, account, {person for person in o.people(account) if o.known_by(person)})


def _deciders(o: Oracle, account: str) -> Iterator[tuple[str, str, set[str]]]:
    for deal in o.deals(account):
        for person in o.map_of(deal, "D"):
            yield person, deal, o.foes(deal)


@rule
def decider_without_way(o: Oracle, account: str) -> Seen:
    for person, deal, foes in _deciders(o, account):
        yield f"{person}|{deal}", not o.ways(person, foes)


@rule
def decider_choke_point(o: Oracle, account: str) -> Seen:
    for person, deal, foes in _deciders(o, account):
        ways = o.ways(person, foes)
        yield f"{person}|{deal}", bool(set.intersection(*map(set, ways))) if ways else None


@rule
def decider_competitor_nearer(o: Oracle, account: str) -> Seen:
    for person, deal, foes in _deciders(o, account) if o.rivals else ():
        between = {x for x in o.acquaintances[person] if x not in o.ours | o.declines}
        our_least, our_most = _bounds(o, person, o.ours - foes, {x for x in between if o.passable(x, foes)})
        least, most = _bounds(o, person, o.rivals, between)
        yield f"{person}|{deal}", True if least > our_most else False if most <= our_least else None


def _bounds(o: Oracle, person: str, side: set[str], between: set[str]) -> tuple[float, float]:
    """The strongest way of a side in one or two ties, with unknown strengths taken as 0 and as 1."""
    bounds = [(0.0, 0.0)]
    side = side - o.declines
    bounds += [_bound(o, one, person) for one in side]
    for x in between:
        first = _bound(o, x, person)
        bounds += [(first[0] * last[0], first[1] * last[1]) for one in side for last in [_bound(o, one, x)]]
    return max(least for least, _ in bounds), max(most for _, most in bounds)


def _bound(o: Oracle, one: str, other: str) -> tuple[float, float]:
    ties = o.acquaintances[one].get(other)
    if not ties or frozenset((one, other)) in o.hostile:
        return 0.0, 0.0
    strength = o.strength(ties)
    if strength is None:
        return (0.0, 1.0) if o.may_lead(one, other) else (0.0, 0.0)
    return strength, strength


@rule
def opponent_without_way_around(o: Oracle, account: str) -> Seen:
    for deal in o.deals(account):
        foes = o.foes(deal)
        for person in o.assessed(deal):
            stance = o.stance(person, deal)
            if stance is None:
                yield f"{person}|{deal}", None
            elif stance[0] < 0:
                others = o.map_of(deal, "A", "D") - {person}
                yield (
                    f"{person}|{deal}",
                    not any(_met(o, x, foes) for other in others for x in _swaying(o, other, foes)),
                )


def _swaying(o: Oracle, other: str, foes: set[str]) -> Iterator[str]:
    yield other
    for sway in o.sways:
        leads = o.may_lead(sway.one, other) if sway.get("weight") is None else sway.get("weight") > 0
        open_ = leads and frozenset((sway.one, other)) not in o.hostile
        if sway.other == other and open_ and o.passable(sway.one, foes):
            yield sway.one


def _met(o: Oracle, person: str, foes: set[str]) -> bool:
    return any(
        our in o.ours - foes - o.declines
        and frozenset((our, person)) not in o.hostile
        and any(o.may_lead(our, person) if (s := tie.get("strength")) is None else s > 0 for tie in ties)
        for our, ties in o.acquaintances[person].items()
    )


@rule
def key_contact_left(o: Oracle, account: str) -> Seen:
    for person in o.registered(account):
        if o.begun(person):
            yield person, o.left(person, account)


@rule
def key_contact_without_tie(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        yield person, not o.known_by(person)


@rule
def key_contact_single_tie(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        yield person, len(o.known_by(person)) == 1 if o.known_by(person) else None


@rule
def key_contact_cold(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        strengths = [strength for strength, _ in o.known_by(person).values()]
        warm = any(strength is not None and strength >= 0.3 for strength in strengths)
        yield person, False if warm else None if not strengths or None in strengths else True


@rule
def key_contact_stale(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        days = [day for _, day in o.known_by(person).values()]
        fresh = any(day and day >= o.day - timedelta(days=180) for day in days)
        yield person, False if fresh else None if not days or None in days else True


@rule
def key_contact_strength_unknown(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        strengths = [strength for strength, _ in o.known_by(person).values()]
        yield person, set(strengths) == {None} if strengths else None


@rule
def key_contact_without_owner(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        yield person, not o.owners(person, "A") & o.ours


@rule
def key_contact_without_backup(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        yield person, bool(o.owners(person, "A") & o.ours) and not o.owners(person, "B") & o.ours


@rule
def key_contact_owner_left(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        for owner in o.owners(person):
            ends = [s.span[1] for s in o.world.of("position") if s.one == owner and s.other == "us"]
            ends.append(o.world.people[owner][0][1])
            gone = any(end and end <= o.day for end in ends)
            yield f"{person}|{owner}", False if owner in o.ours else True if gone else None


@rule
def owner_overloaded(o: Oracle, account: str) -> Seen:
    for owner in {our for person in o.key_people(account) for our in o.owners(person, "A") & o.ours}:
        yield owner, len({person for person in o.alive if owner in o.owners(person, "A")}) > 12
