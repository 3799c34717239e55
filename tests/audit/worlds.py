"""Random books of business as plain rows: people who are no more, unknowns, competitors, two sources, days to come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.draw import TODAY, Drawing

DAY = timedelta(days=1)
Span = tuple[date | None, date | None]
ALWAYS: Span = (None, None)
SPANS = [ALWAYS] * 6 + [
    (None, TODAY),
    (None, TODAY - 40 * DAY),
    (TODAY + DAY, None),
    (TODAY, None),
    (None, TODAY + DAY),
]
STRENGTHS = [None, None, 0.0, 0.1, 0.29, 0.3, 0.5, 0.9]
CONTACTS = [None, TODAY, TODAY - 180 * DAY, TODAY - 181 * DAY, TODAY + 10 * DAY]
ASSESSED = [None, TODAY, TODAY - 7 * DAY, TODAY - 8 * DAY, TODAY - 90 * DAY]


@dataclass(frozen=True)
class Fact:
    """A row: two ends by name, values, and the days on which it holds."""

    one: str
    other: str
    span: Span = ALWAYS
    values: dict[str, object] = field(default_factory=dict)

    def get(self, name: str):
        return self.values.get(name)


@dataclass
class World:
    """Rows by kind; people by name with the days of their life and whether they decline introductions."""

    people: dict[str, tuple[Span, bool]] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    units: dict[str, tuple[str, str | None, Span]] = field(default_factory=dict)
    deals: dict[str, tuple[str, Span]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    met: dict[str, tuple[Span, dict[str, str | None]]] = field(default_factory=dict)
    news: dict[str, tuple[Span, dict[str, str | None]]] = field(default_factory=dict)
    wrote: dict[tuple[str, str, str], list[date]] = field(default_factory=dict)

    def add(self, kind: str, one: str, other: str, span: Span = ALWAYS, **values: object) -> None:
        self.facts.setdefault(kind, []).append(Fact(one, other, span, values))

    def of(self, kind: str) -> list[Fact]:
        return self.facts.get(kind, [])


Further = Callable[["World", Random, str, list[str], list[str]], None]
"""What else is known of an account with people, whom ours deal with."""


def some_world(random: Random, further: Further | None = None, accounts: int = 24) -> World:
    """Ours, competitors, others, and accounts with people, maps, owners and ties of every sort."""
    world = World(organizations={"us": "vendor", "them": "competitor", "firm": "partner"})
    ours = [f"our{n}" for n in range(8)]
    rivals = [f"rival{n}" for n in range(4)]
    for name in ours:
        _person(world, random, name, "us")
    for name in rivals:
        _person(world, random, name, "them")
    _person(world, random, "friend", "firm")
    for n in range(accounts):
        people = _account(world, random, n, ours, [*rivals, "friend"])
        if people and further:
            further(world, random, f"a{n}", people, ours)
    return world


def _person(world: World, random: Random, name: str, place: str, layers: bool = False) -> None:
    world.people[name] = (random.choice(SPANS), random.random() < 0.1)
    values = (
        {"layer": random.choice([None, 1, 2, 3, 5]), "primary": random.choice([None, None, True, False])}
        if layers
        else {}
    )
    world.add("position", name, place, random.choice(SPANS), **values)
    if random.random() < 0.15:
        world.add("position", name, random.choice(["firm", place]), random.choice(SPANS), **values)


def _account(world: World, random: Random, n: int, ours: list[str], others: list[str]) -> list[str]:
    account = f"a{n}"
    world.organizations[account] = "customer"
    for unit, parent in ((f"{account}u", None), (f"{account}v", f"{account}u"), (f"{account}w", None)):
        world.units[unit] = (account, parent, random.choice(SPANS))
    people = [f"{account}p{i}" for i in range(random.choice([0, 1, 3, 6]))]
    for name in people:
        _person(world, random, name, random.choice([account, f"{account}u", f"{account}v", f"{account}w"]), layers=True)
    for deal in (f"{account}d", f"{account}e"):
        world.deals[deal] = (account, random.choice(SPANS))
    if not people:
        return people
    around = [*people, *random.sample(ours, 3), random.choice(others)]
    for _ in range(random.choice([0, 4, 10])):
        _relation(world, random, people, around)
    for _ in range(random.choice([0, 5, 9])):
        _stance(world, random, account, random.choice([*people, *around]))
    for _ in range(random.choice([0, 4])):
        world.add("key_contact", random.choice(people), account, random.choice(SPANS))
        world.add(
            "ownership", random.choice(ours), random.choice(people), random.choice(SPANS), role=random.choice("AABC")
        )
    return people


def _relation(world: World, random: Random, people: list[str], around: list[str]) -> None:
    one, other = random.choice(people), random.choice(around)
    if one == other:
        return
    span = random.choice(SPANS)
    match random.choice(["tie"] * 5 + ["influence", "friction", "line", "line", "twice"]):
        case "tie":
            world.add("tie", one, other, span, strength=random.choice(STRENGTHS), last_contact=random.choice(CONTACTS))
        case "influence":
            world.add("influence", *random.sample([one, other], 2), span, weight=random.choice([None, 0.0, 0.4]))
        case "friction":
            world.add("friction", one, other, span)
        case "line":
            # Solid lines lead to earlier people only: circles of them are refused.
            solid = one > other and random.random() < 0.6
            world.add("reporting_line", one, other, span, line="solid" if solid else "dotted")
        case "twice":
            # Two relations of the same two, of which one or none says how strong.
            world.add("tie", one, other, span)
            world.add("tie", one, other, random.choice(SPANS), strength=random.choice([None, 0.0, 0.1]))
            world.add("influence", *random.sample([one, other], 2), weight=random.choice([None, 0.0, 0.4]))


def _stance(world: World, random: Random, account: str, person: str) -> None:
    deal = f"{account}{random.choice('de')}"
    if random.random() < 0.6:
        world.add("role", person, deal, random.choice(SPANS), role=random.choice("DDAESC"))
    for _ in range(random.choice([0, 1, 2])):
        assessed, until = random.choice(ASSESSED), random.choice([None, None, None, TODAY, TODAY + DAY])
        if not (assessed and until and assessed >= until):
            world.add("support", person, deal, (assessed, until), level=random.choice([None, -1, 0, 1, 3]))


ENDS = {
    "tie": ("person_a", "person_b"),
    "influence": ("influencer", "influenced"),
    "friction": ("person_a", "person_b"),
    "reporting_line": ("person", "manager"),
    "role": ("person", "opportunity"),
    "support": ("person", "opportunity"),
    "key_contact": ("person", "account"),
    "tier_assessment": ("rater", "account"),
    "relationship_assessment": ("rater", "contact"),
    "assessment": ("rater", "contact"),
    "sponsorship": ("sponsor", "account"),
    "ownership": ("owner", "contact"),
    "participation": ("person", "interaction"),
    "commitment": ("promiser", "promisee"),
    "ask": ("asker", "asked"),
    "confirmation": ("person", "news"),
}


def draw_world(d: Drawing, world: World) -> None:
    """Draw all rows; each fact has an id of its own, as those of two sources have."""
    for name, kind in world.organizations.items():
        d.org(name, kind)
    for name, (of, parent, (since, until)) in world.units.items():
        d.unit(name, of, parent, valid_from=since, valid_to=until)
    for name, ((since, until), declines) in world.people.items():
        d.person(name, declines_introductions=declines or None, valid_from=since, valid_to=until)
    for name, (account, (since, until)) in world.deals.items():
        d.opportunity(name, account, valid_from=since, valid_to=until, outcome=world.outcomes.get(name))
    _draw_contact(d, world)
    for kind, facts in world.facts.items():
        for n, fact in enumerate(facts):
            own = {"id": f"t:{kind}{n}", **fact.values}
            if kind == "position":
                of = world.units[fact.other][0] if fact.other in world.units else fact.other
                place = {"organization": of, "unit": fact.other if of != fact.other else None}
                d.add(kind, *fact.span, person=fact.one, **place, **own)
            else:
                one, other = ENDS[kind]
                d.add(kind, *fact.span, **{one: fact.one, other: fact.other}, **own)


def _draw_contact(d: Drawing, world: World) -> None:
    for name, ((since, until), told) in world.met.items():
        d.add("interaction", since, until, id=f"t:{name}", **told)
    for name, ((since, until), told) in world.news.items():
        d.news(name, since, valid_to=until, **told)
    for (sender, receiver, channel), days in world.wrote.items():
        d.wrote(sender, receiver, *days, channel=channel)
