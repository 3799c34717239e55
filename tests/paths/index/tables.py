"""A table of a small world, without a database in between: thousands of worlds in seconds."""

from datetime import date

from relgraph.paths.index.arrays import ALWAYS, MIRROR, NEVER, Code, day_number
from relgraph.paths.index.model import OpportunitiesRead, PeopleRead
from relgraph.paths.index.search import Question, Workspace, find_in_table
from relgraph.paths.index.table import AdjacencyTable
from relgraph.paths.model import PathOptions
from relgraph.paths.places import Places
from relgraph.paths.search import KBest, find_diverse
from tests.paths.oracle import ASK_LOAD, World

_CODES = {"tie": Code.TIE, "influence": Code.SWAYS, "solid": Code.SOLID_UP, "dotted": Code.DOTTED_UP}
_UNKNOWN = -9.0


def page_of(world: World) -> PeopleRead:
    """Everybody of a world, as `read_people` pages them; the only opportunity is 'deal'."""
    ids = sorted(world.seats)
    rows: list[tuple[str, str, int, float, int, int]] = []
    for edge in world.edges:
        strength = _UNKNOWN if edge.strength is None else edge.strength
        since = ALWAYS if edge.since is None else day_number(edge.since)
        until = NEVER if edge.until is None else day_number(edge.until)
        rows.append((edge.a, edge.b, _CODES[edge.kind], strength, since, until))
    for person, place in world.seats.items():
        rows.append((person, place, Code.SEAT, _UNKNOWN, ALWAYS, NEVER))
    rows += [(person, "deal", Code.STANCE, -1.0, ALWAYS, NEVER) for person in world.opponents]
    rows += [(person, "deal", Code.STANCE, 1.0, ALWAYS, NEVER) for person in world.supporters]
    for asked, weights in world.asks.items():
        asker = next(person for person in ids if person != asked)
        rows += [(asker, asked, Code.ASKING, ASK_LOAD[weight], ALWAYS, NEVER) for weight in weights]
    rows += [(*sorted(pair), Code.FRICTION, _UNKNOWN, ALWAYS, NEVER) for pair in world.frictions]
    place = {id_: n for n, id_ in enumerate(ids)}
    return PeopleRead(
        ids=ids,
        declines=[person in world.decliners for person in ids],
        since=[ALWAYS] * len(ids),
        until=[NEVER] * len(ids),
        at=[place[row[0]] for row in rows],
        other=[row[1] for row in rows],
        code=[row[2] for row in rows],
        strength=[row[3] for row in rows],
        entry_since=[row[4] for row in rows],
        entry_until=[row[5] for row in rows],
    )


def page_seen_from_both_ends(world: World) -> PeopleRead:
    """Everybody of a world, as `read_people` tells named people: with what begins at others, too."""
    page = page_of(world)
    two = [n for n, code in enumerate(page.code) if MIRROR[code] != code or code in (Code.TIE, Code.FRICTION)]
    more = {
        "at": [page.ids.index(page.other[n]) for n in two],
        "other": [page.ids[page.at[n]] for n in two],
        "code": [int(MIRROR[page.code[n]]) for n in two],
        **{name: [getattr(page, name)[n] for n in two] for name in ("strength", "entry_since", "entry_until")},
    }
    return page.model_copy(update={name: getattr(page, name) + values for name, values in more.items()})


def table_of(world: World) -> AdjacencyTable:
    """The table of a world."""
    table = AdjacencyTable()
    table.add(page_of(world))
    table.finish(OpportunitiesRead(ids=["deal"], since=[ALWAYS], until=[NEVER]))
    return table


WORKSPACE = Workspace()


async def find(
    world: World,
    targets: set[str],
    starts: set[str],
    k: int,
    options: PathOptions,
    day: date,
    table: AdjacencyTable | None = None,
) -> KBest:
    """What the index finds in a world whose options name places by letter, as the oracle does."""
    table = table or table_of(world)
    question = Question(
        targets=sorted(targets),
        starts=table.numbers(sorted(starts)),
        opportunity="deal",
        places=Places(
            ours=["us"],
            avoided=["rival", *([] if options.partners else ["ally"]), *(["them"] if options.avoid else [])],
            preferred=["ally"] if options.prefer else [],
            account=["them"],
        ),
        options=options,
        as_of=day,
    )

    async def best(k: int, **barred: list[str]) -> KBest:
        return find_in_table(table, WORKSPACE, question, k, **barred)

    return await find_diverse(best, k, options.diversity)
