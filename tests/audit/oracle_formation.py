"""The oracle's rules on formations, from docs/rules.md and docs/method/formation.md alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.audit.oracle import Oracle, Seen, rule
from tests.audit.oracle_contact import ago, known, layer_of

LEVELS, PERIOD, LEAST, STRAIGHT, STAFF_SHARE, OWN_SHARE = 2, 365, 4, 3, 0.5, 0.7


@dataclass
class Around:
    """A contact and an owner, who stands above and below each, and who met whom of them, activity by activity."""

    contact: str
    owner: str
    above: set[str]
    below: set[str]
    our_above: set[str]
    our_below: set[str]
    dated: list[tuple[set[str], set[str], date]]
    at_the_top: bool
    owner_at_the_top: bool

    @property
    def met(self) -> list[tuple[set[str], set[str]]]:
        return [(us, them) for us, them, _ in self.dated]

    @property
    def subject(self) -> str:
        return f"{self.contact}|{self.owner}"

    def count(
        self, ours: set[str], theirs: set[str], not_ours: set[str] | None = None, not_theirs: set[str] | None = None
    ) -> int:
        """Activities with any of these, and none of those."""
        return sum(
            bool(us & ours and them & theirs) and not us & (not_ours or set()) and not them & (not_theirs or set())
            for us, them in self.met
        )


def steps(o: Oracle, person: str, *, up: bool) -> set[str]:
    """Who stands above or below, by lines or rank."""
    edge, found = {person}, set()
    for _ in range(LEVELS):
        edge = {line.other if up else line.one for line in o.lines if (line.one if up else line.other) in edge}
        found |= edge
    for mine in o.seats:
        for other in o.seats:
            if mine.one == person and mine.other == other.other and mine.other in o.world.units:
                layers = mine.get("layer"), other.get("layer")
                if None not in layers:
                    apart = layers[0] - layers[1] if up else layers[1] - layers[0]
                    found |= {other.one} if 0 < apart <= LEVELS else set()
    return found - {person}


def formations(o: Oracle, account: str) -> Iterator[Around]:
    for contact in o.registered(account) & o.alive:
        for owner in o.owners(contact, "A") & o.ours:
            above, below = (steps(o, contact, up=up) - o.ours for up in (True, False))
            our_above, our_below = (steps(o, owner, up=up) & o.ours for up in (True, False))
            met = list(_met(o, {owner, *our_above, *our_below}, {contact, *above, *below}))
            tops = layer_of(o, contact) == 1, layer_of(o, owner) == 1
            yield Around(contact, owner, above, below, our_above, our_below, met, *tops)


def _met(o: Oracle, ours: set[str], theirs: set[str]) -> Iterator[tuple[set[str], set[str], date]]:
    for name, ((day, _), _) in o.world.met.items():
        if day and day >= ago(o, PERIOD) and known(o, name):
            came = {
                part.one for part in o.standing("participation") if part.other == name and part.get("came") is not False
            }
            if came & ours and came & theirs:
                yield came & ours, came & theirs, day


@rule
def formation_upper_only(o: Oracle, account: str) -> Seen:
    for one in formations(o, account):
        everybody = {one.owner, *one.our_above, *one.our_below}
        upper, lower = one.count(everybody, {one.contact, *one.above}), one.count(everybody, one.below)
        yield one.subject, False if lower else True if one.below and upper >= LEAST else None


@rule
def formation_confused(o: Oracle, account: str) -> Seen:
    for one in formations(o, account):
        straight = one.count(one.our_above, one.below, {one.owner}, {one.contact})
        staff = one.count({one.owner}, one.below, None, {one.contact})
        effort = one.count({one.owner}, {one.contact, *one.above, *one.below})
        if straight >= STRAIGHT or (effort >= LEAST and staff > STAFF_SHARE * effort):
            yield one.subject, True
        else:
            sees = one.below and (one.our_above or one.owner_at_the_top)
            yield one.subject, False if effort >= LEAST and sees else None


@rule
def formation_blind_upwards(o: Oracle, account: str) -> Seen:
    for one in formations(o, account):
        met = {them for us, theirs in one.met if one.owner in us for them in theirs}
        linked = {person for person in one.above if person in met or one.owner in o.known_by(person)}
        yield one.subject, False if one.at_the_top else not linked if one.above else None


@rule
def formation_effort_away(o: Oracle, account: str) -> Seen:
    for one in formations(o, account):
        own = one.count({one.owner}, {one.contact})
        effort = one.count({one.owner}, {one.contact, *one.above, *one.below})
        if effort < LEAST:
            yield one.subject, None
        elif own < OWN_SHARE * effort:
            yield one.subject, True
        else:
            yield one.subject, False if one.below and (one.above or one.at_the_top) else None
