"""Paths: what a hop says, the gates one by one, time, and bad input."""

from datetime import date

import pytest
from pydantic import ValidationError

from relgraph.core.errors import InputError, NotFoundError
from relgraph.paths.model import PathAnswer, PathOptions, Starts, Targets
from relgraph.paths.service import find_warm_paths
from tests.draw import TODAY, Drawing, tid
from tests.paths.conftest import ways

EARLIER, LATER = date(2025, 1, 1), date(2026, 10, 1)


async def test_a_hop_says_by_what_how_strong_since_when_and_from_where(d: Drawing) -> None:
    d.tie("bob", "ann", 0.8, basis="alumni", since=EARLIER, last_contact=date(2026, 8, 1), source="interview", id="t:1")
    d.influence("bob", "boss", 0.5, basis="adviser", id="t:2")
    await d.save()
    answer: PathAnswer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    (path,) = answer.paths
    assert (path.score, path.likelihood, path.weakest) == (0.4, 0.4, 1)
    first, second = path.hops
    assert first.model_dump(exclude={"origin", "to"}) == {
        "relation": "tie",
        "strength": 0.8,
        "assumed": False,
        "basis": "alumni",
        "since": EARLIER,
        "until": None,
        "last_contact": date(2026, 8, 1),
        "days_since_contact": 31,
        "freshness": "fresh",
        "source": "interview",
        "strength_origin": None,
        "fact_id": "t:1",
        "manager_left": False,
        "alternatives": [],
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
    assert [(one.title, one.layer, one.organization) for one in answer.targets] == [("总裁", 1, "艾克米")]
    assert (answer.truncated, answer.complete_above) == (False, 0)


async def test_an_unknown_strength_is_assumed_and_says_so(d: Drawing) -> None:
    await d.tie("ann", "bob").reports("bob", "boss").save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    assert [(hop.strength, hop.assumed) for hop in answer.paths[0].hops] == [(0.3, True), (0.6, True)]
    assert answer.paths[0].likelihood == 0.18


@pytest.mark.parametrize(("line", "up", "down"), [("solid", 0.6, 0.9), ("dotted", 0.4, 0.6)], ids=["solid", "dotted"])
async def test_reporting_lines_go_both_ways_and_better_downwards(d: Drawing, line: str, up: float, down: float) -> None:
    d.tie("ann", "boss", 1).tie("abe", "bob", 1).reports("bob", "boss", line)
    await d.save()
    only_line = Starts(people=(tid("ann"),)), Starts(people=(tid("abe"),))
    assert await ways(d.graph, "bob", starts=only_line[0]) == [(down, "ann-boss-bob")]
    assert await ways(d.graph, "boss", starts=only_line[1]) == [(up, "abe-bob-boss")]
    down_answer = await find_warm_paths(d.graph, tid("bob"), as_of=TODAY, starts=only_line[0])
    up_answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, starts=only_line[1])
    assert [a.paths[0].hops[1].relation for a in (down_answer, up_answer)] == ["manages", "reports_to"]


async def test_influence_goes_towards_the_influenced(d: Drawing) -> None:
    await d.tie("ann", "boss", 0.9).influence("bea", "boss", 1).influence("boss", "bob", 0.5).save()
    assert await ways(d.graph, "bea") == []
    assert await ways(d.graph, "bob") == [(0.45, "ann-boss-bob")]


async def test_the_strongest_of_parallel_relations_stands_for_the_hop(d: Drawing) -> None:
    d.tie("ann", "boss", 0.4, basis="alumni", last_contact=date(2026, 8, 2)).tie("ann", "boss", 0.7, basis="neighbours")
    d.influence("ann", "boss", 0.7).tie("ann", "boss", 0.9, basis="past", until=TODAY)
    await d.save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    ((hop,),) = [path.hops for path in answer.paths]
    assert (hop.strength, hop.basis, hop.relation) == (0.7, "neighbours", "tie")
    # The others are told, strongest first; and the two were in contact, whatever relation is used.
    assert [(o.strength, o.relation, o.last_contact) for o in hop.alternatives] == [
        (0.7, "influence", None),
        (0.4, "tie", date(2026, 8, 2)),
    ]
    assert (hop.last_contact, hop.days_since_contact) == (date(2026, 8, 2), 30)
    least = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, options=PathOptions(least_strength=0.5))
    assert [other.relation for other in least.paths[0].hops[0].alternatives] == ["influence"]


async def test_never_through_an_opponent_but_to_one(d: Drawing) -> None:
    d.opportunity("deal", "acme").support("bob", "deal", -1, since=EARLIER)
    d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9).tie("ann", "bea", 0.5).tie("bea", "boss", 0.5)
    await d.save()
    assert await ways(d.graph, "boss", opportunity=tid("deal")) == [(0.25, "ann-bea-boss")]
    assert (await ways(d.graph, "bob", opportunity=tid("deal")))[0] == (0.9, "ann-bob")
    # Neither an opponent elsewhere nor one of the past stands in the way; unknown is no opposition.
    d.opportunity("other", "acme").support("bea", "other", -1).support("bob", "deal", None, since=TODAY)
    await d.save()
    assert (await ways(d.graph, "boss", opportunity=tid("deal")))[0] == (0.81, "ann-bob-boss")
    assert await ways(d.graph, "boss", opportunity=tid("deal"), as_of=EARLIER) == [(0.25, "ann-bea-boss")]


async def test_without_an_opportunity_opponents_of_any_live_one_are_gone_around(d: Drawing) -> None:
    d.opportunity("live", "acme").opportunity("done", "acme", until=TODAY).opportunity("coming", "acme", since=LATER)
    d.support("bob", "live", -1).support("bea", "done", -1).support("bea", "coming", -1)
    d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9).tie("ann", "bea", 0.5).tie("bea", "boss", 0.5)
    await d.save()
    assert await ways(d.graph, "boss") == [(0.25, "ann-bea-boss")]
    assert await ways(d.graph, "boss", as_of=EARLIER) == []
    # A deal that is named counts, live or not.
    assert await ways(d.graph, "boss", opportunity=tid("done")) == [(0.81, "ann-bob-boss")]


async def test_an_opponent_is_no_start_either(d: Drawing) -> None:
    await (
        d.opportunity("deal", "acme").support("ann", "deal", -1).tie("ann", "boss", 0.9).tie("abe", "boss", 0.4).save()
    )
    assert await ways(d.graph, "boss", opportunity=tid("deal")) == [(0.4, "abe-boss")]


async def test_never_through_or_from_who_declines_introductions_but_to_them(drawing: Drawing) -> None:
    drawing.org("us", "vendor").org("acme").person("ann", at="us").person("abe", at="us", declines_introductions=True)
    drawing.person("shy", at="acme", declines_introductions=True).person(
        "said", at="acme", declines_introductions=False
    )
    drawing.person("boss", at="acme").tie("abe", "boss", 1).tie("ann", "shy", 0.9).tie("shy", "boss", 0.9)
    await drawing.tie("ann", "said", 0.5).tie("said", "boss", 0.5).save()
    assert await ways(drawing.graph, "boss") == [(0.25, "ann-said-boss")]
    assert await ways(drawing.graph, "shy", max_hops=2) == [(0.9, "ann-shy")]


async def test_never_through_a_competitors_people_but_to_them(d: Drawing) -> None:
    d.org("rival", "competitor").unit("labs", "rival").person("eve", at="rival", unit="labs")
    await d.tie("ann", "eve", 0.9).tie("eve", "boss", 0.9).save()
    assert await ways(d.graph, "boss") == []
    assert await ways(d.graph, "eve") == [(0.9, "ann-eve")]


async def test_never_across_friction(d: Drawing) -> None:
    d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9).friction("boss", "bob", since=EARLIER, until=LATER)
    await d.save()
    assert await ways(d.graph, "boss") == []
    assert await ways(d.graph, "boss", as_of=LATER) == [(0.81, "ann-bob-boss")]


async def test_a_path_has_only_its_first_person_among_the_starts(d: Drawing) -> None:
    await d.tie("ann", "abe", 1).tie("abe", "boss", 0.5).save()
    assert await ways(d.graph, "boss") == [(0.5, "abe-boss")]
    assert await ways(d.graph, "boss", starts=Starts(people=(tid("ann"),))) == [(0.5, "ann-abe-boss")]


async def test_a_path_has_only_its_last_person_among_the_targets(d: Drawing) -> None:
    await d.tie("ann", "bob", 0.9).tie("bob", "boss", 1).save()
    both = Targets(people=(tid("bob"), tid("boss")))
    answer = await find_warm_paths(d.graph, both, as_of=TODAY)
    assert [(path.score, path.people) for path in answer.paths] == [(0.9, [tid("ann"), tid("bob")])]
    assert [target.name for target in answer.targets] == ["bob", "boss"]


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
    assert ([p.score for p in answer.paths], answer.truncated, answer.complete_above) == ([0.5], True, 0.4)


@pytest.mark.parametrize("k", [0, 101])
async def test_numbers_out_of_range_are_refused(d: Drawing, k: int) -> None:
    with pytest.raises(InputError, match=f"k is {k}.*Choose a number from 1 to"):
        await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, k=k)


@pytest.mark.parametrize(
    "value",
    [{"max_hops": 0}, {"max_hops": 7}, {"hop_factor": 0}, {"hop_factor": 1.1}, {"relations": []}, {"preference": 0}],
    ids=str,
)
def test_options_out_of_range_are_refused(value: dict) -> None:
    with pytest.raises(ValidationError):
        PathOptions.model_validate(value)


async def test_unknown_support_is_that_of_an_opportunity(d: Drawing) -> None:
    await d.save()
    with pytest.raises(InputError, match="Name the opportunity") as refused:
        await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, options=PathOptions(unknown_support=0.5))
    assert refused.value.field == "unknownSupport"


NOBODY = tid("nobody")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"targets": NOBODY}, "person"),
        ({"targets": Targets(people=(tid("acme"),))}, "person"),
        ({"targets": Targets(deciders_of=NOBODY)}, "decidersOf"),
        ({"targets": Targets(unit=NOBODY)}, "unit"),
        ({"starts": Starts(people=(NOBODY,))}, "people"),
        ({"starts": Starts(team=NOBODY)}, "team"),
        ({"starts": Starts(owners_of=NOBODY)}, "ownersOf"),
        ({"opportunity": NOBODY}, "opportunity"),
        ({"options": PathOptions(avoid=(NOBODY,))}, "avoid"),
        ({"options": PathOptions(prefer=(NOBODY,))}, "prefer"),
    ],
    # The order of a set in an id would differ between processes that run the suite side by side.
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_unknown_ids_are_named(d: Drawing, asked: dict, field: str) -> None:
    await d.save()
    with pytest.raises(NotFoundError) as unknown:
        await find_warm_paths(d.graph, **{"targets": tid("boss"), "as_of": TODAY, **asked})
    assert unknown.value.field == field
