"""What hubs sway and broker, against plain counting in Python on random small accounts."""

from dataclasses import dataclass, field
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from relgraph.graph.client import Graph
from relgraph.hubs.model import HubScope
from relgraph.hubs.service import find_hubs
from tests.database import wipe
from tests.draw import TODAY, Drawing, name_of, tid
from tests.examples import ON_NEO4J

PEOPLE = [f"p{i}" for i in range(7)]
# Where people sit: two units of the account, the account itself, elsewhere, or nowhere known.
PLACES = st.sampled_from(["it", "hr", "acme", "else", None])
PAIRS = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] != pair[1])
WEIGHTS = st.one_of(st.none(), st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]))


@dataclass
class Account:
    """Who sits where, who sways whom how much, who knows whom; `True` marks what ended yesterday."""

    places: dict[str, str | None]
    sways: list[tuple[tuple[str, str], float | None, bool]]
    ties: list[tuple[tuple[str, str], bool]]
    known: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = {name: set() for name in PEOPLE}
        for (one, other), ended in self.ties:
            if not ended:
                self.known[one].add(other)
                self.known[other].add(one)
        self.members = {name for name, place in self.places.items() if place in ("it", "hr", "acme")}

    def listeners(self, person: str) -> dict[str, float | None]:
        """Members who listen to a person, each with the strongest known weight."""
        found: dict[str, float | None] = {}
        for (one, other), weight, ended in self.sways:
            if one == person and other in self.members and not ended:
                before = found.get(other)
                found[other] = max((w for w in (before, weight) if w is not None), default=None)
        return found

    def expected(self, person: str) -> tuple[float, int, int, int, int, int]:
        """(influence, unknown weights, listeners, reach, brokerage, degree)."""
        listeners = self.listeners(person)
        weights = [weight for weight in listeners.values() if weight is not None]
        reached = set(listeners).union(*(self.listeners(name) for name in listeners)) - {person}
        contacts = [name for name in self.known[person] if self.places[name] is not None]
        brokered = [
            (one, other)
            for one, other in combinations(contacts, 2)
            if self.places[one] != self.places[other] and other not in self.known[one]
        ]
        degree = len(self.known[person] & self.members)
        influence = round(sum(weights), 12)
        return influence, len(listeners) - len(weights), len(listeners), len(reached), len(brokered), degree


accounts = st.builds(
    Account,
    places=st.fixed_dictionaries(dict.fromkeys(PEOPLE, PLACES)),
    sways=st.lists(st.tuples(PAIRS, WEIGHTS, st.booleans()), max_size=14),
    ties=st.lists(st.tuples(PAIRS, st.booleans()), max_size=14),
)


@ON_NEO4J
@given(account=accounts)
async def test_hubs_are_counted_right(graph: Graph, account: Account) -> None:
    await wipe(graph)
    drawing = Drawing(graph).org("acme").org("else").unit("it", "acme").unit("hr", "acme")
    for name, place in account.places.items():
        unit = place if place in ("it", "hr") else None
        drawing.person(name, at="acme" if unit else place, unit=unit)
    for n, ((one, other), weight, ended) in enumerate(account.sways):
        drawing.influence(one, other, weight, id=tid(f"i{n}"), until=TODAY if ended else None)
    for n, ((one, other), ended) in enumerate(account.ties):
        drawing.tie(one, other, id=tid(f"t{n}"), until=TODAY if ended else None)
    await drawing.save()
    hubs = await find_hubs(graph, HubScope.of(account=tid("acme")), as_of=TODAY, limit=100)
    found = {
        name_of(h.person.id): (h.influence, h.unknown_weights, h.listeners, h.reach, h.brokerage, h.degree)
        for h in hubs
    }
    assert found == {name: account.expected(name) for name in account.members}
