"""Why hubs are hubs, what ours hold and who rose, in plain Python from docs/hubs.md alone."""

from datetime import date

from tests.hubs.oracle import Book, Network

FEW = 5


class Reasons:
    """What there is to say of people on a day."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.ours = book.scope("ours", None)
        self.contacts: dict[tuple[str, str], date] = {}
        for tie in book.world.of("tie"):
            known = tie.get("last_contact")
            if known and known <= book.day and book.holds(tie.span) and {tie.one, tie.other} <= book.alive:
                for ends in ((tie.one, tie.other), (tie.other, tie.one)):
                    self.contacts[ends] = max(known, self.contacts.get(ends, known))

    def listeners(self, person: str) -> list[tuple[str, float | None]]:
        """The five who listen most; the more by weight, those of unknown weight last."""
        heard = [(other, weight) for (one, other), weight in self.book.sways.items() if one == person]
        return sorted(heard, key=lambda told: (told[1] is None, -(told[1] or 0), told[0]))[:FEW]

    def bridged(self, person: str) -> list[tuple[str, int]]:
        """The five places, other than their own, where most of their contacts sit."""
        own = self.book.main_place(person)
        places = [self.book.main_place(other) for one, other in self.book.ties if one == person]
        there = {place: places.count(place) for place in places if place and own and place != own}
        return sorted(there.items(), key=lambda told: (-told[1], told[0]))[:FEW]

    def supports(self, person: str, account: str | None, deal: str | None) -> dict[str, int | None]:
        """Where they stand: in one deal, or in the live ones of an account, or of all where they sit."""
        if deal:
            return {deal: self.stance(person, deal)}
        at = {self.book.home(seat.other) for seat in self.book.seats.get(person, [])}
        return {
            name: self.stance(person, name)
            for name, (of, span) in self.book.world.deals.items()
            if of in at and account in {None, of} and self.book.holds(span)
        }

    def stance(self, person: str, deal: str) -> int | None:
        """The newest assessment that says something; of one day the least friendly."""
        said = [
            (fact.span[0] or date.min, -fact.get("level"))
            for fact in self.book.world.of("support")
            if (fact.one, fact.other) == (person, deal) and fact.get("level") is not None and self.book.holds(fact.span)
        ]
        return -max(said)[1] if said and person in self.book.alive else None

    def best_tie(self, person: str) -> tuple[str, float | None, date | None] | None:
        """Who of ours knows them best, by strength, then the last contact; nobody is asked for our own."""
        known = [
            (other, strength, self.contacts.get((person, other)))
            for (one, other), strength in self.book.ties.items()
            if one == person and other in self.ours and person not in self.ours
        ]
        order = lambda t: (t[1] is None, -(t[1] or 0), t[2] is None, -(t[2] or date.min).toordinal(), t[0])  # noqa: E731
        return min(known, key=order, default=None)

    def held(self, person: str) -> dict[str, tuple[object, ...]]:
        """By account: contacts, the best tie, the last contact, and whether the best tie to us would go with them."""
        told = {}
        for account in [name for name, kind in self.book.world.organizations.items() if kind == "customer"]:
            there = self.book.scope("account", account)
            ties = {
                our: {
                    other: strength
                    for (one, other), strength in self.book.ties.items()
                    if one == our and other in there
                }
                for our in self.ours
            }
            best = {our: _strongest(list(of.values())) for our, of in ties.items() if of}
            if person in best:
                last = [day for (one, other), day in self.contacts.items() if one == person and other in there]
                others = [strength for our, strength in best.items() if our != person]
                told[account] = (
                    len(ties[person]),
                    best[person],
                    max(last, default=None),
                    len(others),
                    _goes(best[person], others),
                )
        return told


def _strongest(strengths: list[float | None]) -> float | None:
    return max((n for n in strengths if n is not None), default=None)


def _goes(own: float | None, others: list[float | None]) -> bool | None:
    """Not when a colleague's is as strong; unknown when strengths are."""
    if not others:
        return True
    if own is None:
        return None
    if any(other is not None and other >= own for other in others):
        return False
    return None if None in others else True


def rising(then: Network, now: Network, by: str) -> dict[str, tuple[float | None, int, float]]:
    """Before, unknown weights of then, and the gain, of all who gained; constraint gains by falling."""
    found = {}
    for person in now.members:
        here, there = now.measures(person), then.measures(person) if person in then.members else {}
        value, before = here[by], there.get(by)
        if value is None or (there and before is None) or (not there and by == "constraint"):
            continue
        gain = before - value if by == "constraint" else value - (before or 0)
        if gain > 1e-9:
            found[person] = (before, there.get("unknown_weights", 0), gain)
    return found
