"""Paths: what a hop says, the gates one by one, time, and bad input."""

from datetime import date

import pytest

from relgraph.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.paths.model import PathAnswer
from relgraph.paths.service import find_warm_paths
from tests.draw import TODAY, Drawing, name_of, tid

EARLIER, LATER = date(2025, 1, 1), date(2026, 10, 1)


async def ways(graph: Graph, target: str, **options) -> list[tuple[float, str]]:
    """Paths as (strength, 'ann-bob-cyd')."""
    answer = await find_warm_paths(graph, tid(target), **{"as_of": TODAY, **options})
    return [(path.strength, _chain(path)) for path in answer.paths]


def _chain(path) -> str:
    return "-".join([name_of(path.hops[0].origin.id), *(name_of(hop.to.id) for hop in path.hops)])


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    """Ann and Abe are ours; Bob, Bea and the boss are at the customer; Pat is at a partner."""
    drawing.org("us", "vendor").unit("sales", "us").org("acme", name="艾克米", english_name="Acme").org(
        "ally", "partner"
    )
    drawing.person("ann", at="us", unit="sales").person("abe", at="us").person("pat", at="ally")
    return drawing.people("bob", "bea", at="acme").person("boss", at="acme", title="总裁", layer=1)


async def test_a_hop_says_by_what_how_strong_since_when_and_from_where(d: Drawing) -> None:
    d.tie("bob", "ann", 0.8, basis="alumni", since=EARLIER, last_contact=date(2026, 8, 1), source="interview", id="t:1")
    d.influence("bob", "boss", 0.5, basis="adviser", id="t:2")
    await d.save()
    answer: PathAnswer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    (path,) = answer.paths
    assert path.strength == 0.4
    first, second = path.hops
    assert first.model_dump(exclude={"origin", "to"}) == {
        "relation": "tie",
        "strength": 0.8,
        "assumed": False,
        "basis": "alumni",
        "since": EARLIER,
        "last_contact": date(2026, 8, 1),
        "source": "interview",
        "fact_id": "t:1",
    }
    assert (second.relation, second.strength, second.last_contact, second.source) == ("influence", 0.5, None, "t")
    assert first.origin.model_dump() == {
        "id": "t:ann",
        "name": "ann",
        "english_name": None,
        "title": None,
        "english_title": None,
        "layer": None,
        "unit": "sales",
        "organization_id": "t:us",
        "organization": "us",
        "organization_kind": "vendor",
    }
    assert (answer.target.title, answer.target.layer, answer.target.organization) == ("总裁", 1, "艾克米")
    assert (answer.truncated, answer.complete_above) == (False, 0)


async def test_an_unknown_strength_is_assumed_and_says_so(d: Drawing) -> None:
    await d.tie("ann", "bob").reports("bob", "boss").save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    assert [(hop.strength, hop.assumed) for hop in answer.paths[0].hops] == [(0.3, True), (0.8, True)]
    assert answer.paths[0].strength == 0.24


async def test_reporting_lines_go_both_ways_and_influence_one(d: Drawing) -> None:
    d.tie("ann", "boss", 0.9).reports("bob", "boss", "dotted").influence("bea", "boss", 1)
    await d.save()
    assert await ways(d.graph, "bob") == [(0.45, "ann-boss-bob")]
    assert await ways(d.graph, "bea") == []
    answer = await find_warm_paths(d.graph, tid("bob"), as_of=TODAY)
    assert answer.paths[0].hops[1].relation == "manages"


async def test_the_strongest_of_parallel_relations_stands_for_the_hop(d: Drawing) -> None:
    d.tie("ann", "boss", 0.4, basis="alumni").tie("ann", "boss", 0.7, basis="neighbours").influence("ann", "boss", 0.7)
    await d.save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    assert [(path.strength, path.hops[0].basis, path.hops[0].relation) for path in answer.paths] == [
        (0.7, "neighbours", "tie")
    ]


async def test_never_through_an_opponent_but_to_one(d: Drawing) -> None:
    d.opportunity("deal", "acme").support("bob", "deal", -1, since=EARLIER)
    d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9).tie("ann", "bea", 0.5).tie("bea", "boss", 0.5)
    await d.save()
    assert await ways(d.graph, "boss") == [(0.81, "ann-bob-boss"), (0.25, "ann-bea-boss")]
    assert await ways(d.graph, "boss", opportunity=tid("deal")) == [(0.25, "ann-bea-boss")]
    assert await ways(d.graph, "bob", opportunity=tid("deal"), max_hops=1) == [(0.9, "ann-bob")]
    # Neither an opponent elsewhere nor one of the past stands in the way; unknown is no opposition.
    d.opportunity("other", "acme").support("bea", "other", -1).support("bob", "deal", None, since=TODAY)
    await d.save()
    assert (await ways(d.graph, "boss", opportunity=tid("deal")))[0] == (0.81, "ann-bob-boss")
    assert await ways(d.graph, "boss", opportunity=tid("deal"), as_of=EARLIER) == [(0.25, "ann-bea-boss")]


async def test_never_across_friction(d: Drawing) -> None:
    d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9).friction("boss", "bob", since=EARLIER, until=LATER)
    await d.save()
    assert await ways(d.graph, "boss") == []
    assert await ways(d.graph, "boss", as_of=LATER) == [(0.81, "ann-bob-boss")]


async def test_a_path_has_only_its_first_person_among_the_starts(d: Drawing) -> None:
    await d.tie("ann", "abe", 1).tie("abe", "boss", 0.5).save()
    assert await ways(d.graph, "boss") == [(0.5, "abe-boss")]
    assert await ways(d.graph, "boss", starts=[tid("ann")]) == [(0.5, "ann-abe-boss")]


async def test_what_ended_or_has_not_begun_is_not_used(d: Drawing) -> None:
    d.tie("ann", "boss", 0.5, until=TODAY).tie("abe", "boss", 0.4, since=LATER)
    d.tie("ann", "pat", 1).tie("pat", "boss", 0.3)
    await d.save()
    assert await ways(d.graph, "boss") == [(0.3, "ann-pat-boss")]
    assert (await ways(d.graph, "boss", as_of=EARLIER))[0] == (0.5, "ann-boss")
    assert (await ways(d.graph, "boss", as_of=LATER))[0] == (0.4, "abe-boss")


async def test_who_left_us_is_no_start_but_may_help(drawing: Drawing) -> None:
    drawing.org("us", "vendor").org("acme").person("gone", at="us", until=EARLIER).person("ann", at="us")
    await drawing.person("boss", at="acme").tie("gone", "boss", 0.9).tie("ann", "gone", 0.5).save()
    assert await ways(drawing.graph, "boss") == [(0.45, "ann-gone-boss")]


async def test_a_person_who_is_no_more_is_no_way(d: Drawing) -> None:
    await d.person("late", valid_to=EARLIER).tie("ann", "late", 1).tie("late", "boss", 1).save()
    assert await ways(d.graph, "boss") == []


async def test_more_paths_than_asked_for_are_announced(d: Drawing) -> None:
    await d.tie("ann", "boss", 0.5).tie("abe", "boss", 0.4).save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, k=1)
    assert ([p.strength for p in answer.paths], answer.truncated, answer.complete_above) == ([0.5], True, 0.4)


@pytest.mark.parametrize(("option", "value"), [("max_hops", 0), ("max_hops", 7), ("k", 0), ("k", 101)])
async def test_numbers_out_of_range_are_refused(d: Drawing, option: str, value: int) -> None:
    with pytest.raises(InputError, match=f"{option} is {value}.*Choose a number from 1 to"):
        await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, **{option: value})


@pytest.mark.parametrize("unknown", ["target", "starts", "opportunity"])
async def test_unknown_ids_are_named(d: Drawing, unknown: str) -> None:
    await d.save()
    options = {"target": tid("boss"), "starts": None, "opportunity": None}
    options[unknown] = [tid("nobody")] if unknown == "starts" else tid("nobody")
    with pytest.raises(NotFoundError, match="'t:nobody'"):
        await find_warm_paths(d.graph, options.pop("target"), as_of=TODAY, **options)
