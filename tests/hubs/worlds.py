"""Random networks for hubs: people who are no more, unknowns, zeros, competitors, two sources, days to come."""

from random import Random

from tests.audit.worlds import CONTACTS, SPANS, World

STRENGTHS = [None, None, 0.0, 0.1, 0.3, 0.4, 0.5, 0.8, 1.0]
WEIGHTS = [None, None, 0.0, 0.2, 0.4, 1.0]
UNITS = {"a0u": ("a0", None), "a0v": ("a0", "a0u"), "a0w": ("a0", None), "a1u": ("a1", None), "usu": ("us", None)}


def some_network(random: Random) -> World:
    """Two accounts, ours, a competitor and a partner, who know and sway each other in every way."""
    world = World(
        organizations={"us": "vendor", "them": "competitor", "firm": "partner", "a0": "customer", "a1": "customer"},
        units={unit: (of, parent, (None, None)) for unit, (of, parent) in UNITS.items()},
        deals={deal: (deal[:2], random.choice(SPANS)) for deal in ("a0d", "a0e", "a1d")},
    )
    homes = {"a0": 9, "a1": 4, "us": 4, "them": 2, "firm": 1, None: 1}
    for home, count in homes.items():
        for n in range(count):
            _person(world, random, f"{home or 'free'}p{n}", home)
    people = sorted(world.people)
    for _ in range(random.choice([20, 60])):
        one, other = random.sample(people, 2)
        contact = random.choice(CONTACTS)
        world.add("tie", one, other, random.choice(SPANS), strength=random.choice(STRENGTHS), last_contact=contact)
    for _ in range(random.choice([15, 40])):
        one, other = random.sample(people, 2)
        world.add("influence", one, other, random.choice(SPANS), weight=random.choice(WEIGHTS))
    for deal in world.deals:
        for person in random.sample(people, 5):
            world.add("role", person, deal, random.choice(SPANS), role=random.choice("DAESC"))
            world.add(
                "support", random.choice(people), deal, random.choice(SPANS), level=random.choice([None, -1, 1, 3])
            )
    return world


def _person(world: World, random: Random, name: str, home: str | None) -> None:
    world.people[name] = (random.choice(SPANS), False)
    places = [home, *(unit for unit, (of, _) in UNITS.items() if of == home)]
    for place in [random.choice(places), *([random.choice([*places, "firm"])] if random.random() < 0.3 else [])]:
        if place:
            values = {"layer": random.choice([None, 1, 2, 2, 3]), "primary": random.choice([None, None, True, False])}
            world.add("position", name, place, random.choice(SPANS), **values)
