"""What random books tell of contact: interactions, traffic, promises, asks, news; with days right at the limits."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.audit.worlds import ALWAYS, SPANS, Span, World
from tests.draw import TODAY

DAYS = [
    TODAY - timedelta(days=n)
    for n in (0, 1, 7, 8, 14, 15, 30, 30, 31, 60, 60, 61, 90, 90, 91, 180, 181, 365, 366, 400, -10)
]
KINDS = ["visit", "visit", "exchange", "summit", "meal", "meeting", "call", "training"]
CLOSED = [TODAY - timedelta(days=n) for n in (-1, 0, 90, 91, 200, 365, 366)]
RARELY_ENDED = [ALWAYS] * 8 + [(None, TODAY), (None, TODAY + timedelta(days=1))]


def add_contact(world: World, random: Random, account: str, people: list[str], ours: list[str]) -> None:
    """What ours had to do with an account's people: with all of some kinds, or none."""
    _close(world, random, account, people)
    for rater in random.sample(ours, random.choice([0, 1, 1, 3])):
        tier = random.choice(["strategic", "partner", "ordinary"])
        world.add("tier_assessment", rater, account, _since(random), tier=tier)
    _assess(world, random, account, people, ours)
    few = random.sample(ours, random.choice([1, 2]))
    if random.random() < 0.5:
        for person in people:
            world.add("tie", few[0], person)
    for person in random.choices(people, k=3):
        world.add("role", person, f"{account}{random.choice('de')}", role=random.choice("SSID"))
    for n in range(random.choice([0, 8, 24])):
        _meet(world, random, f"{account}m{n}", account, people, few)
    if random.random() < 0.4:
        _burst(world, random, account, random.choice(people), few[0])
    _write(world, random, people, few)
    for _ in range(random.choice([0, 3])):
        _promise(world, random, random.choice(ours), random.choice(people))
    asked = random.choice([people, people[:1]])
    for _ in range(random.choice([0, 2, 6])):
        weight = random.choice([None, "light", "normal", "heavy"])
        world.add(
            "ask", random.choice(few), random.choice(asked), _closed_sooner(random, _since(random)), weight=weight
        )
    tellers = random.choice([people, people[:1], [*people, None]])
    for n in range(random.choice([0, 2, 5])):
        _hear(world, random, f"{account}n{n}", account, people, tellers)
    # By dice of its own: what else is told of an account is the same with and without it.
    _form(world, Random(repr(random.getstate()[1][:3])), account, people, ours)


def _form(world: World, random: Random, account: str, people: list[str], ours: list[str]) -> None:
    """Formations around key contacts: lines on both sides, owners, and what the layers did together."""
    layers = random.sample(ours, 3)
    if random.random() < 0.3:
        world.add("position", layers[0], "us", layer=1, primary=True)
    for side in (sorted(layers), sorted(random.sample(people, min(4, len(people))))):
        for upper, lower in pairwise(side):
            if random.random() < 0.7:
                world.add("reporting_line", lower, upper, line=random.choice(["solid", "solid", "dotted"]))
    for contact in random.sample(people, min(2, len(people))):
        world.add("key_contact", contact, account)
        world.add("ownership", random.choice(layers), contact, role="A")
    for n in range(random.choice([0, 6, 12])):
        name = f"{account}x{n}"
        world.met[name] = (random.choice(DAYS), None), {"kind": "call"}
        for one in {*random.sample(layers, random.choice([1, 1, 2])), *random.choices(people, k=2)}:
            world.add("participation", one, name)


def _assess(world: World, random: Random, account: str, people: list[str], ours: list[str]) -> None:
    """What ours hold of key contacts: of these, also of another account, also in part."""
    registered = [entry.one for entry in world.of("key_contact") if entry.other == account]
    levels = [None, -3, -1, -1, 0, 1, 1, 3]
    for contact in [*registered, *registered, random.choice(people)]:
        closeness, support = random.choice(levels), random.choice(levels)
        if random.random() < 0.7 and (closeness is not None or support is not None):
            said = {"account": random.choice([account, account, account, "a0"]), "closeness": closeness}
            world.add("relationship_assessment", random.choice(ours), contact, _since(random), support=support, **said)
    for contact in random.choices([None, *registered, *people], k=random.choice([0, 2, 5])):
        said = {"contact": contact, "cadence_days": random.choice([None, None, 30, 400])}
        world.add("sponsorship", random.choice(ours), account, _since(random), **said)
    for contact in registered:
        world.add("key_contact", contact, account, position_class=random.choice("SSA"))
    dimensions = ["acceptance", "participation", "information", "guidance"]
    for contact in random.choices(registered or people, k=random.choice([0, 4, 12])):
        for rater in random.sample(ours, random.choice([1, 1, 2])):
            said = {"aspect": random.choice(dimensions), "level": random.choice([-1, 0, 1, 1, 2, 3]), "evidence": "x"}
            world.add("assessment", rater, contact, _since(random), **said)


def _close(world: World, random: Random, account: str, people: list[str]) -> None:
    """A deal that is over, or soon will be."""
    closed = f"{account}f"
    world.deals[closed] = account, (None, random.choice(CLOSED))
    world.outcomes[closed] = random.choice(["won", "lost", "dropped"])
    for person in random.sample(people, min(2, len(people))):
        kind, said = random.choice([("role", {"role": "D"}), ("support", {"level": 1})])
        world.add(kind, person, closed, random.choice(SPANS), **said)


def _since(random: Random) -> Span:
    since = random.choice([None, *DAYS])
    until = random.choice([None, None, None, TODAY, TODAY - timedelta(days=5), TODAY + timedelta(days=5)])
    return (since, until) if not (since and until and since >= until) else (since, None)


def _meet(world: World, random: Random, name: str, account: str, people: list[str], ours: list[str]) -> None:
    about = random.choice(
        [{}, {"account": account}, {"unit": f"{account}u"}, {"opportunity": f"{account}d"}, {"account": account}]
    )
    said = {key: random.choice([None, "yes"]) for key in ("outcome", "next_step")}
    day = random.choice(DAYS)
    span = (day, TODAY) if random.random() < 0.05 and day < TODAY else (day, None)
    world.met[name] = span, {"kind": random.choice(KINDS), **about, **said}
    for one in {
        random.choice(people),
        random.choice(people),
        *random.sample(ours, random.choice([0, 1, 1, len(ours)])),
    }:
        world.add(
            "participation", one, name, random.choice(RARELY_ENDED), came=random.choice([None] * 5 + [True, False])
        )


def _burst(world: World, random: Random, account: str, person: str, our: str) -> None:
    """Many meetings in the last quarter."""
    for n in range(random.choice([11, 12, 13, 14])):
        name = f"{account}b{n}"
        world.met[name] = (TODAY - timedelta(days=7 * n + random.choice([0, 6])), None), {"kind": "meal"}
        for one in (person, our):
            world.add("participation", one, name)


def _write(world: World, random: Random, people: list[str], few: list[str]) -> None:
    for _ in range(random.choice([0, 2, 6])):
        two = random.sample([random.choice(people), random.choice(few)], 2)
        days = {random.choice(DAYS) for _ in range(random.choice([1, 2, 4]))}
        world.wrote[two[0], two[1], random.choice(["mail", "message", "call"])] = sorted(days)
    if random.random() < 0.6:
        _fade(world, random, random.choice(people), random.choice(few))


def _fade(world: World, random: Random, person: str, our: str) -> None:
    """Two who wrote in a rhythm, and then no more."""
    last, step = random.choice([27, 28, 55, 56, 366]), random.choice([1, 7, 14])
    days = sorted(TODAY - timedelta(days=last + step * n) for n in range(random.choice([4, 5, 8])))
    world.wrote[our, person, "mail"] = days
    if random.random() < 0.7:
        world.wrote[person, our, "message"] = days[: random.choice([1, len(days)])]


def _closed_sooner(random: Random, span: Span) -> Span:
    """Of what is closed some was closed on the day on which it was said."""
    since, until = span
    return (until, until) if until and random.random() < 0.2 else (since, until)


def _promise(world: World, random: Random, promiser: str, person: str) -> None:
    since, until = _closed_sooner(random, _since(random))
    closed = random.choice([None, "kept", "late", "dropped", "broken"]) if until else None
    due = random.choice([None, *DAYS])
    said = {"promise": f"p{len(world.of('commitment'))}", "due": due, "closed": closed}
    world.add("commitment", promiser, person, (since, until), **said)


def _hear(
    world: World, random: Random, name: str, account: str, people: list[str], tellers: list[str] | list[str | None]
) -> None:
    about = [{"account": account}, {"unit": f"{account}u"}, {"opportunity": f"{account}d"}, {"person": people[0]}]
    day, teller = random.choice(DAYS), random.choice(tellers)
    until: date | None = TODAY if random.random() < 0.1 and day < TODAY else None
    world.news[name] = (day, until), {**random.choice([*about, about[2], about[2]]), "said_by": teller}
    for _ in range(random.choice([0, 0, 1, 2])):
        world.add(
            "confirmation", random.choice(people), name, random.choice([ALWAYS, ALWAYS, (random.choice(DAYS), None)])
        )
