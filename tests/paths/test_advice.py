"""Freshness, risks, what would help, and who could stand in."""

from datetime import date, timedelta

import pytest

from relgraph.graph.client import Graph
from relgraph.paths.advice import Improvement, ImprovementKind, RiskKind, explain, find_improvement, find_risks
from relgraph.paths.model import Freshness, Load, PathOptions, RelationKind, StandIn, Starts, Targets, WarmPath
from relgraph.paths.service import find_warm_paths
from relgraph.paths.stand_ins import find_stand_ins
from tests.draw import TODAY, Drawing, name_of, tid

EARLIER = date(2025, 1, 1)


async def best(graph: Graph, **asked) -> WarmPath:
    """The best path to the boss."""
    return (await find_warm_paths(graph, tid("boss"), as_of=TODAY, **asked)).paths[0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.FRESH),
        (90, Freshness.FRESH),
        (91, Freshness.COOLING),
        (365, Freshness.COOLING),
        (366, Freshness.COLD),
        (None, Freshness.UNKNOWN),
    ],
)
async def test_freshness_of_a_hop(d: Drawing, days: int | None, expected: Freshness) -> None:
    met = None if days is None else TODAY - timedelta(days)
    await d.tie("ann", "boss", 0.5, last_contact=met).save()
    hop = (await best(d.graph)).hops[0]
    assert (hop.days_since_contact, hop.freshness) == (days, expected)


async def test_a_contact_after_the_day_asked_about_is_not_known_then(d: Drawing) -> None:
    await d.tie("ann", "boss", 0.5, last_contact=date(2026, 8, 1)).save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=EARLIER)
    assert answer.paths[0].hops[0].freshness is Freshness.UNKNOWN


async def test_contact_counts_also_where_another_relation_is_used(d: Drawing) -> None:
    d.influence("ann", "boss", 0.9).tie("ann", "boss", 0.1, last_contact=date(2026, 8, 31))
    await d.save()
    only = PathOptions(relations=frozenset({RelationKind.INFLUENCE}))
    hop = (await best(d.graph, options=only)).hops[0]
    assert (hop.relation, hop.days_since_contact, hop.alternatives) == ("influence", 1, [])


async def test_risks_by_kind_and_place(d: Drawing) -> None:
    d.opportunity("deal", "acme").tie("ann", "pat", last_contact=EARLIER).tie("pat", "bob", 0.5).reports("bob", "boss")
    for about in ("one", "two", "three"):
        d.ask("abe", "pat", about)
    await d.save()
    path = await best(d.graph, opportunity=tid("deal"))
    assert [(risk.kind, risk.place, risk.person and risk.person.name) for risk in find_risks(path)] == [
        (RiskKind.SUPPORT_UNKNOWN, 1, "bob"),
        (RiskKind.LOAD, 0, "pat"),
        (RiskKind.ASSUMED_STRENGTH, 0, None),
        (RiskKind.ASSUMED_STRENGTH, 2, None),
        (RiskKind.COLD, 0, None),
    ]
    # Without an opportunity, support in it is no question; no known contact is unknown, not cold.
    kinds = {risk.kind for risk in find_risks(await best(d.graph))}
    assert kinds == {RiskKind.LOAD, RiskKind.ASSUMED_STRENGTH, RiskKind.COLD}


class TestImprovement:
    async def test_the_weakest_tie_or_influence_is_made_strong(self, d: Drawing) -> None:
        d.tie("ann", "bob", 0.6, id="t:1").influence("bob", "bea", id="t:2").reports("bea", "boss")
        await d.save()
        assert find_improvement(await best(d.graph)) == Improvement(
            kind=ImprovementKind.STRENGTHEN,
            place=1,
            fact_id="t:2",
            now=0.3,
            then=0.9,
            likelihood=0.324,
            gain=0.216,
        )

    async def test_nothing_helps_where_all_is_strong_or_a_line(self, d: Drawing) -> None:
        await d.tie("ann", "bob", 0.9).reports("bob", "boss").save()
        assert find_improvement(await best(d.graph)) is None

    async def test_asks_are_closed(self, d: Drawing) -> None:
        d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.8)
        for about in ("one", "two", "three"):
            d.ask("abe", "bob", about)
        await d.save()
        path = await best(d.graph, options=PathOptions(load=Load(free=1, factor=0.5)))
        found = find_improvement(path)
        assert (path.likelihood, found.kind, found.place, found.person.name) == (0.18, "relieve", 0, "bob")
        assert (found.now, found.then, found.likelihood, found.gain) == (0.25, 1, 0.72, 0.54)

    async def test_support_is_learnt(self, d: Drawing) -> None:
        await d.opportunity("deal", "acme").tie("ann", "bob", 0.9).tie("bob", "boss", 0.8).save()
        path = await best(d.graph, opportunity=tid("deal"), options=PathOptions(unknown_support=0.5))
        found = find_improvement(path)
        assert (found.kind, found.now, found.then, found.likelihood) == ("learn_support", 0.5, 1, 0.72)
        shown = await best(d.graph, opportunity=tid("deal"))
        assert find_improvement(shown).kind is ImprovementKind.STRENGTHEN

    async def test_equals_go_by_kind_then_by_place(self, d: Drawing) -> None:
        d.opportunity("deal", "acme").tie("ann", "bob", 0.45).tie("bob", "boss", 0.45)
        await d.save()
        path = await best(d.graph, opportunity=tid("deal"), options=PathOptions(unknown_support=0.5))
        assert [find_improvement(path).kind, find_improvement(path).place] == [ImprovementKind.STRENGTHEN, 0]


async def test_an_explained_answer_is_the_answer_and_more(d: Drawing) -> None:
    await d.tie("ann", "boss", 0.5).tie("abe", "boss").save()
    answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY)
    explained = explain(answer)
    assert explained.model_dump(exclude={"paths"}) == answer.model_dump(exclude={"paths"})
    assert [path.likelihood for path in explained.paths] == [0.5, 0.3]
    assert [[risk.kind for risk in path.risks] for path in explained.paths] == [[], [RiskKind.ASSUMED_STRENGTH]]
    assert [path.improvement.then for path in explained.paths] == [0.9, 0.9]


class TestStandIns:
    """Ann reaches the boss by bob; others could take his place."""

    @pytest.fixture
    async def d(self, d: Drawing) -> Drawing:
        d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9)
        d.tie("ann", "bea", 0.8, basis="alumni").influence("bea", "boss", 0.5).tie("bea", "boss", 0.3)
        d.tie("ann", "pat").tie("pat", "boss", 0.6)
        await d.save()
        return d

    async def found(self, d: Drawing, **asked) -> list[StandIn]:
        """Those for bob, on the path from ann over bob to the boss."""
        starts = asked.pop("starts", Starts())
        answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, starts=starts)
        path = next(path for path in answer.paths if path.people == [tid("ann"), tid("bob"), tid("boss")])
        targets = Targets(people=(tid("boss"),))
        ((for_bob,),) = await find_stand_ins(d.graph, [path], targets, as_of=TODAY, starts=starts, **asked)
        return for_bob

    async def names(self, d: Drawing, **asked) -> list[str]:
        return [name_of(one.person.id) for one in await self.found(d, **asked)]

    async def test_the_best_come_first_with_their_relations(self, d: Drawing) -> None:
        bea, pat = await self.found(d)
        assert (bea.person.name, bea.person.organization, bea.likelihood) == ("bea", "艾克米", 0.4)
        assert (bea.reached.relation, bea.reached.strength, bea.reached.basis) == ("tie", 0.8, "alumni")
        assert (bea.onward.relation, bea.onward.strength) == ("influence", 0.5)
        assert (pat.person.name, pat.reached.assumed, pat.likelihood) == ("pat", True, 0.18)

    async def test_at_most_three(self, d: Drawing) -> None:
        for n in range(4):
            d.person(f"p{n}", at="acme").tie("ann", f"p{n}", 0.9).tie(f"p{n}", "boss", (n + 1) / 10)
        await d.save()
        assert await self.names(d) == ["bea", "p3", "p2"]

    async def test_the_other_places_of_a_longer_path_stay(self, d: Drawing) -> None:
        d.person("far", at="acme").person("end", at="acme").tie("boss", "end", 0.9).tie("far", "end", 0.9)
        await d.tie("bob", "far", 0.5).tie("bea", "far", 0.5).save()
        answer = await find_warm_paths(d.graph, tid("end"), as_of=TODAY, k=1)
        targets = Targets(people=(tid("end"),))
        ((for_bob, for_boss),) = await find_stand_ins(d.graph, answer.paths, targets, as_of=TODAY)
        assert [(one.person.name, one.likelihood) for one in for_bob] == [("bea", 0.36), ("pat", 0.162)]
        assert [(one.person.name, one.likelihood) for one in for_boss] == [("far", 0.405)]

    async def test_nobody_on_the_path_no_start_and_no_target(self, d: Drawing) -> None:
        await d.tie("ann", "abe", 1).tie("abe", "boss", 1).save()
        assert await self.names(d) == ["bea", "pat"]
        assert await self.names(d, starts=Starts(people=(tid("ann"),))) == ["abe", "bea", "pat"]
        both = Targets(people=(tid("boss"), tid("bea")))
        path = (await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, starts=Starts(people=(tid("ann"),)))).paths
        by_bob = [one for one in path if one.people[1] == tid("bob")]
        ((others,),) = await find_stand_ins(d.graph, by_bob[:1], both, as_of=TODAY)
        assert [name_of(one.person.id) for one in others] == ["pat"]

    async def test_the_gates_hold_for_them(self, d: Drawing) -> None:
        d.person("shy", at="acme", declines_introductions=True).tie("ann", "shy", 1).tie("shy", "boss", 1)
        d.org("rival", "competitor").person("eve", at="rival").tie("ann", "eve", 1).tie("eve", "boss", 1)
        d.person("late", valid_to=EARLIER).tie("ann", "late", 1).tie("late", "boss", 1)
        d.opportunity("deal", "acme").person("foe", at="acme").support("foe", "deal", -1)
        d.tie("ann", "foe", 0.9).tie("foe", "boss", 0.9)
        d.person("cross", at="acme").tie("ann", "cross", 1).tie("cross", "boss", 1).friction("cross", "boss")
        d.person("once", at="acme").tie("ann", "once", 1, until=TODAY).tie("once", "boss", 1)
        await d.save()
        assert await self.names(d) == ["bea", "pat"]
        d.opportunity("other", "acme").support("bea", "other", -1)
        await d.save()
        assert await self.names(d) == ["pat"]
        assert await self.names(d, opportunity=tid("other")) == ["foe", "pat"]

    async def test_the_options_hold_for_them(self, d: Drawing) -> None:
        assert await self.names(d, options=PathOptions(least_strength=0.5)) == ["bea"]
        assert await self.names(d, options=PathOptions(partners=False)) == ["bea"]
        assert await self.names(d, options=PathOptions(avoid=(tid("acme"),))) == ["pat"]
        assert await self.names(d, options=PathOptions(prefer=(tid("ally"),), preference=0.1)) == ["pat", "bea"]
        ties = await self.found(d, options=PathOptions(relations=frozenset({RelationKind.TIE})))
        assert [(one.person.name, one.onward.relation, one.likelihood) for one in ties] == [
            ("bea", "tie", 0.24),
            ("pat", "tie", 0.18),
        ]
        await d.opportunity("deal", "acme").ask("abe", "bea", "one").save()
        options = PathOptions(load=Load(free=0, factor=0.5), unknown_support=0.5)
        loaded = await self.found(d, opportunity=tid("deal"), options=options)
        assert [(one.person.name, one.open_asks, one.likelihood) for one in loaded] == [
            ("pat", 0, 0.18),
            ("bea", 1, 0.1),
        ]
        assert (loaded[1].load_factor, loaded[1].support_factor, loaded[1].support_unknown) == (0.5, 0.5, True)

    async def test_a_path_without_intermediaries_has_none(self, d: Drawing) -> None:
        await d.tie("ann", "boss", 1).save()
        answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, k=1)
        assert await find_stand_ins(d.graph, answer.paths, Targets(people=(tid("boss"),)), as_of=TODAY) == [[]]
        assert await find_stand_ins(d.graph, [], Targets(people=(tid("boss"),)), as_of=TODAY) == []
