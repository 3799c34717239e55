"""The people of the benchmark of matching: what is told of them holds, and matching is as good as is claimed."""

from collections import Counter

from bench.identity_people import DUPLICATES, World
from relgraph.identity.matching.people import match_people

WORLD = World(3000)


def test_the_world_is_the_same_each_time_and_its_ids_tell_nothing() -> None:
    again = World(3000)
    assert (again.profiles(), again.pairs()) == (WORLD.profiles(), WORLD.pairs())
    assert World(3000, seed=1).ids != WORLD.ids
    records = Counter(record.person for record in WORLD.records)
    assert len(WORLD.ids) == len(set(WORLD.ids)) == 3000
    assert sum(records.values()) - len(records) == 3000 * DUPLICATES == 450
    assert len(WORLD.pairs()) == sum(count * (count - 1) // 2 for count in records.values())


def test_namesakes_are_common() -> None:
    """Different people of one name, and of one name at one organisation."""
    first = {record.person: record for record in WORLD.records if not record.changes}
    names = Counter(record.name.told for record in first.values())
    colleagues = Counter((record.name.told, record.organization) for record in first.values())
    assert sum(count for count in names.values() if count > 1) == 133
    assert sum(count for count in colleagues.values() if count > 1) == 2


def test_precision_and_recall() -> None:
    found = {(match.one, match.other) for match in match_people(WORLD.profiles())}
    truth = WORLD.pairs().keys()
    right = len(found & truth)
    assert right / len(found) >= 0.95
    assert right / len(truth) >= 0.9
