"""What is recorded beats what is assumed: knowing that a relation is weak is more than knowing nothing (ADR 0013)."""

from collections.abc import Callable

import pytest

from relgraph.paths.index.service import PathIndex
from relgraph.paths.model import PathOptions, RelationKind, Targets
from relgraph.paths.service import find_warm_paths
from relgraph.paths.stand_ins import find_stand_ins
from tests.draw import TODAY, Drawing, name_of, tid

TIES = PathOptions(relations=frozenset({RelationKind.TIE}))
STRONGER = PathOptions(least_strength=0.2)

Draw = Callable[[Drawing], Drawing]
CASES: dict[str, tuple[Draw, PathOptions, list[tuple[str, float, bool]]]] = {
    "a weak tie beside an unknown one": (
        lambda d: d.tie("ann", "boss", 0.1, basis="past").tie("ann", "boss", basis="alumni"),
        PathOptions(),
        [("tie", 0.1, False), ("tie", 0.3, True)],
    ),
    "the same, told from the other end": (
        lambda d: d.tie("boss", "ann", 0.1, basis="past").tie("ann", "boss", basis="alumni"),
        PathOptions(),
        [("tie", 0.1, False), ("tie", 0.3, True)],
    ),
    "a weak influence beside an unknown tie": (
        lambda d: d.influence("ann", "boss", 0.1).tie("ann", "boss"),
        PathOptions(),
        [("influence", 0.1, False), ("tie", 0.3, True)],
    ),
    "a weak tie beside unknown influence": (
        lambda d: d.tie("ann", "boss", 0.2).influence("ann", "boss"),
        PathOptions(),
        [("tie", 0.2, False), ("influence", 0.3, True)],
    ),
    "an influence the other way says nothing": (
        lambda d: d.influence("boss", "ann", 0.1).tie("ann", "boss"),
        PathOptions(),
        [("tie", 0.3, True)],
    ),
    "nor does one that is not used": (
        lambda d: d.influence("ann", "boss", 0.1).tie("ann", "boss"),
        TIES,
        [("tie", 0.3, True)],
    ),
    "nor a tie that ended": (
        lambda d: d.tie("ann", "boss", 0.1, until=TODAY).tie("ann", "boss", basis="alumni"),
        PathOptions(),
        [("tie", 0.3, True)],
    ),
    "a recorded 0 is no way": (
        lambda d: d.tie("ann", "boss", 0.0).tie("ann", "boss", basis="alumni").influence("ann", "boss"),
        PathOptions(),
        [],
    ),
    "nor is one that is too weak": (
        lambda d: d.tie("ann", "boss", 0.1).tie("ann", "boss", basis="alumni"),
        STRONGER,
        [],
    ),
    "a line counts beside a weak tie": (
        lambda d: d.tie("ann", "boss", 0.1).reports("ann", "boss"),
        PathOptions(),
        [("reports_to", 0.6, True), ("tie", 0.1, False)],
    ),
    "and takes nothing from an unknown one": (
        lambda d: d.tie("ann", "boss").reports("ann", "boss", "dotted").influence("ann", "boss", 0.35),
        PathOptions(),
        [("reports_to", 0.4, True), ("influence", 0.35, False), ("tie", 0.3, True)],
    ),
    "beside a line alone a tie is assumed": (
        lambda d: d.tie("ann", "boss").reports("ann", "boss"),
        PathOptions(),
        [("reports_to", 0.6, True), ("tie", 0.3, True)],
    ),
}


@pytest.mark.parametrize("indexed", [False, True], ids=["cypher", "index"])
@pytest.mark.parametrize("name", CASES)
async def test_the_hop_and_its_alternatives(d: Drawing, name: str, indexed: bool) -> None:
    draw, options, expected = CASES[name]
    await draw(d).save()
    index = PathIndex() if indexed else None
    if index:
        await index.read(d.graph)
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, options=options, index=index)
    hops = [hop for path in answer.paths for hop in path.hops]
    told = [(one.relation, one.strength, one.assumed) for hop in hops for one in (hop, *hop.alternatives)]
    assert told == expected
    assert [path.score for path in answer.paths] == [strength for _, strength, _ in expected[:1]]
    assert (answer.truncated, answer.complete_above) == (False, 0)


async def test_weak_and_known_goes_behind_what_is_better_known(d: Drawing) -> None:
    d.tie("ann", "boss", 0.1).tie("ann", "boss", basis="alumni").tie("abe", "bob", 0.5).tie("bob", "boss", 0.5)
    await d.save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    assert [(path.score, [name_of(one) for one in path.people]) for path in answer.paths] == [
        (0.25, ["abe", "bob", "boss"]),
        (0.1, ["ann", "boss"]),
    ]


async def test_stand_ins_are_weighed_alike(d: Drawing) -> None:
    d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9)
    d.tie("ann", "bea", 0.1).tie("ann", "bea", basis="alumni").tie("bea", "boss", 1.0)
    d.tie("ann", "pat", 0.0).tie("ann", "pat", basis="alumni").tie("pat", "boss", 1.0)
    await d.save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, k=1)
    ((others,),) = await find_stand_ins(d.graph, answer.paths, Targets(people=(tid("boss"),)), as_of=TODAY)
    assert [(name_of(one.person.id), one.reached.strength, one.likelihood) for one in others] == [("bea", 0.1, 0.1)]
