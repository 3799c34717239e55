"""Whom paths start from and lead to, what they may use, how they are scored, and how much they differ."""

from datetime import date

import pytest

from relgraph.paths.model import AssumedStrengths, Diversity, Load, PathOptions, RelationKind, Starts, Targets
from relgraph.paths.service import find_warm_paths
from tests.draw import TODAY, Drawing, tid
from tests.paths.conftest import ways

EARLIER = date(2025, 1, 1)


class TestStarts:
    @pytest.fixture
    async def many(self, drawing: Drawing) -> Drawing:
        """Everybody knows the boss, each with another strength."""
        d = drawing.org("us", "vendor").unit("sales", "us").unit("team", "us", "sales").org("acme").org("other")
        d.person("head", at="us", unit="sales").person("rep", at="us", unit="team").person("dev", at="us")
        d.person("left", at="us", unit="team", until=EARLIER).people("boss", "fan", "foe", "aide", at="acme")
        d.person("stranger", at="other").opportunity("deal", "other")
        d.support("fan", "deal", 2).support("foe", "deal", 1).support("aide", "deal", None)
        d.owns("dev", "aide").owns("left", "aide", "B", until=EARLIER).owns("head", "stranger")
        for tenths, name in enumerate(["head", "rep", "dev", "left", "fan", "foe", "aide", "stranger"], start=1):
            d.tie(name, "boss", tenths / 10)
        await d.save()
        return d

    @pytest.mark.parametrize(
        ("starts", "expected"),
        [
            (Starts(), {"head", "rep", "dev"}),
            (Starts(people=(tid("fan"), tid("stranger"))), {"fan", "stranger"}),
            (Starts(team=tid("sales")), {"head", "rep"}),
            (Starts(team=tid("team")), {"rep"}),
            (Starts(owners_of=tid("acme")), {"dev"}),
            (Starts(held=True), {"fan"}),
            (Starts(held=True, team=tid("team"), people=(tid("foe"),)), {"fan", "rep", "foe"}),
        ],
        ids=["ours", "people", "team with sub-units", "team", "owners", "held", "any part"],
    )
    async def test_who_starts(self, many: Drawing, starts: Starts, expected: set[str]) -> None:
        direct = await ways(many.graph, "boss", starts=starts, max_hops=1)
        assert {chain.removesuffix("-boss") for _, chain in direct} == expected

    async def test_on_an_earlier_day(self, many: Drawing) -> None:
        before = date(2024, 12, 31)
        for starts in (Starts(team=tid("team")), Starts(owners_of=tid("acme"))):
            direct = await ways(many.graph, "boss", starts=starts, max_hops=1, as_of=before)
            assert direct[0] == (0.4, "left-boss")


class TestTargets:
    async def test_deciders_are_who_decides_and_who_approves(self, d: Drawing) -> None:
        d.opportunity("deal", "acme").role("boss", "deal", "D").role("bob", "deal", "A", "E").role("bea", "deal", "E")
        await d.role("pat", "deal", "D", until=TODAY).tie("ann", "boss", 0.5).tie("ann", "bob", 0.4).save()
        await d.tie("ann", "bea", 1).tie("ann", "pat", 1).save()
        deciders = Targets(deciders_of=tid("deal"))
        assert await ways(d.graph, deciders, max_hops=1) == [(0.5, "ann-boss"), (0.4, "ann-bob")]

    async def test_whoever_sits_in_a_unit_itself(self, drawing: Drawing) -> None:
        d = drawing.org("us", "vendor").person("ann", at="us").org("acme").unit("it", "acme").unit("lab", "acme", "it")
        d.person("in", at="acme", unit="it").person("below", at="acme", unit="lab").tie("ann", "in", 0.5)
        await (
            d.person("gone", at="acme", unit="it", until=TODAY).tie("ann", "gone", 0.9).tie("ann", "below", 0.9).save()
        )
        assert await ways(d.graph, Targets(unit=tid("it"))) == [(0.5, "ann-in")]

    async def test_nobody_is_meant(self, d: Drawing) -> None:
        await d.opportunity("deal", "acme").unit("empty", "acme").save()
        for targets in (Targets(deciders_of=tid("deal")), Targets(unit=tid("empty"))):
            answer = await find_warm_paths(d.graph, targets, as_of=TODAY)
            assert (answer.targets, answer.paths, answer.complete_above) == ([], [], 0)


class TestUse:
    @pytest.fixture
    async def three(self, d: Drawing) -> Drawing:
        """The boss is reached by a tie (0.5), over influence (0.9 · 0.6) and over a line (0.9 · 0.6)."""
        d.tie("abe", "boss", 0.5).tie("ann", "bob", 0.9).influence("bob", "boss", 0.6)
        await d.tie("ann", "bea", 0.9).reports("bea", "boss").save()
        return d

    @pytest.mark.parametrize(
        ("relations", "expected"),
        [
            (set(RelationKind), {"abe-boss", "ann-bob-boss", "ann-bea-boss"}),
            ({RelationKind.TIE}, {"abe-boss"}),
            ({RelationKind.TIE, RelationKind.INFLUENCE}, {"abe-boss", "ann-bob-boss"}),
            ({RelationKind.TIE, RelationKind.LINE}, {"abe-boss", "ann-bea-boss"}),
            ({RelationKind.INFLUENCE}, set()),
        ],
        ids=["all", "ties", "influence", "lines", "influence alone"],
    )
    async def test_relations(self, three: Drawing, relations: set[RelationKind], expected: set[str]) -> None:
        found = await ways(three.graph, "boss", relations=frozenset(relations), max_hops=2)
        assert {chain for _, chain in found} == expected

    async def test_hops_weaker_than_the_least_are_not_used(self, three: Drawing) -> None:
        assert await ways(three.graph, "boss", least_strength=0.5, max_hops=1) == [(0.5, "abe-boss")]
        assert {c for _, c in await ways(three.graph, "boss", least_strength=0.51, max_hops=2)} == {
            "ann-bob-boss",
            "ann-bea-boss",
        }

    async def test_what_is_assumed(self, three: Drawing) -> None:
        assumed = AssumedStrengths(solid_up=1)
        assert (await ways(three.graph, "boss", assumed=assumed))[0] == (0.9, "ann-bea-boss")
        none = AssumedStrengths(solid_up=0)
        assert "ann-bea-boss" not in {chain for _, chain in await ways(three.graph, "boss", assumed=none)}

    async def test_each_hop_multiplies_by_the_hop_factor(self, three: Drawing) -> None:
        assert await ways(three.graph, "boss", hop_factor=0.5, k=2) == [(0.25, "abe-boss"), (0.135, "ann-bea-boss")]
        answer = await find_warm_paths(three.graph, tid("boss"), as_of=TODAY, options=PathOptions(hop_factor=0.5))
        assert (answer.paths[0].hop_factor, answer.paths[0].likelihood, answer.paths[0].hops[0].strength) == (
            0.5,
            0.25,
            0.5,
        )


class TestPeople:
    """Ann reaches the boss through bob (0.81), bea (0.64) or pat, a partner (0.49)."""

    @pytest.fixture
    async def d(self, d: Drawing) -> Drawing:
        d.tie("ann", "bob", 0.9).tie("bob", "boss", 0.9).tie("ann", "bea", 0.8).tie("bea", "boss", 0.8)
        d.tie("ann", "pat", 0.7).tie("pat", "boss", 0.7).opportunity("deal", "acme")
        await d.save()
        return d

    async def test_asks_beyond_what_is_free_weigh(self, d: Drawing) -> None:
        for about in ("one", "two", "three", "four"):
            d.ask("abe", "bob", about)
        await d.ask("abe", "bea", "one").ask("abe", "bea", "closed", until=TODAY).save()
        # bob: 4 asks, 2 beyond; bea: 1.
        assert await ways(d.graph, "boss", max_hops=2) == [
            (0.64, "ann-bea-boss"),
            (0.5184, "ann-bob-boss"),
            (0.49, "ann-pat-boss"),
        ]
        heavy = Load(free=0, factor=0.5)
        assert await ways(d.graph, "boss", max_hops=2, load=heavy) == [
            (0.49, "ann-pat-boss"),
            (0.32, "ann-bea-boss"),
            (0.050625, "ann-bob-boss"),
        ]
        assert (await ways(d.graph, "boss", load=Load(factor=1)))[0] == (0.81, "ann-bob-boss")

    async def test_asks_weigh_by_what_they_ask_for(self, d: Drawing) -> None:
        for about in ("one", "two", "three", "four"):
            d.ask("abe", "bob", about, weight="light")
        d.ask("abe", "bea", "one", weight="heavy").ask("abe", "bea", "two", weight="normal")
        await d.ask("abe", "pat", "one").save()
        # bob: 2 in all; bea: 3, of which one is beyond; pat: 1, of unknown weight.
        assert await ways(d.graph, "boss", max_hops=2) == [
            (0.81, "ann-bob-boss"),
            (0.512, "ann-bea-boss"),
            (0.49, "ann-pat-boss"),
        ]
        answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, options=PathOptions(max_hops=2))
        told = [(one.open_asks, one.ask_load, one.load_factor) for path in answer.paths for one in path.intermediaries]
        assert told == [(4, 2, 1), (2, 3, 0.8), (1, 1, 1)]

    async def test_asks_made_of_the_start_or_of_the_target_weigh_nothing(self, d: Drawing) -> None:
        for about in ("one", "two", "three"):
            d.ask("abe", "ann", about).ask("abe", "boss", about)
        await d.save()
        assert (await ways(d.graph, "boss"))[0] == (0.81, "ann-bob-boss")

    async def test_unknown_support_of_those_at_the_account(self, d: Drawing) -> None:
        await d.support("bea", "deal", 0).save()
        options = PathOptions(unknown_support=0.5, max_hops=2)
        answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, opportunity=tid("deal"), options=options)
        told = [(p.score, p.people[1], p.intermediaries[0].support_unknown) for p in answer.paths]
        # Neutral is known, and at a partner it is not asked for.
        assert told == [(0.64, "t:bea", False), (0.49, "t:pat", False), (0.405, "t:bob", True)]
        shown = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, opportunity=tid("deal"))
        assert (shown.paths[0].score, shown.paths[0].intermediaries[0].support_unknown) == (0.81, True)

    async def test_partners_and_others_can_be_gone_around(self, d: Drawing) -> None:
        by_ann = Starts(people=(tid("ann"),))
        assert {c for _, c in await ways(d.graph, "boss", starts=by_ann, max_hops=2, partners=False)} == {
            "ann-bob-boss",
            "ann-bea-boss",
        }
        assert await ways(d.graph, "boss", max_hops=2, avoid=(tid("acme"),)) == [(0.49, "ann-pat-boss")]
        assert await ways(d.graph, "boss", max_hops=2, avoid=(tid("acme"),), partners=False) == []

    async def test_preference_ranks_but_is_no_likelihood(self, d: Drawing) -> None:
        options = PathOptions(prefer=(tid("ally"),), max_hops=2)
        answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, options=options)
        assert [(path.score, path.likelihood, path.people[1]) for path in answer.paths] == [
            (0.49, 0.49, "t:pat"),
            (0.405, 0.81, "t:bob"),
            (0.32, 0.64, "t:bea"),
        ]
        assert [one.preference_factor for path in answer.paths for one in path.intermediaries] == [1, 0.5, 0.5]
        slight = await ways(d.graph, "boss", prefer=(tid("ally"),), preference=0.9, max_hops=2)
        assert slight[0] == (0.729, "ann-bob-boss")


class TestDiversity:
    """To the boss: over bob 0.72 from ann and 0.63 from abe; over pat and bea 0.36; over bob and bea; directly 0.1."""

    @pytest.fixture
    async def d(self, d: Drawing) -> Drawing:
        d.tie("ann", "bob", 0.8).tie("bob", "boss", 0.9).tie("abe", "bob", 0.7)
        d.tie("ann", "pat", 0.9).influence("pat", "bea", 0.8).influence("bea", "boss", 0.5)
        d.influence("bob", "bea", 0.72).tie("abe", "boss", 0.1)
        await d.save()
        return d

    async def test_none(self, d: Drawing) -> None:
        assert await ways(d.graph, "boss") == [
            (0.72, "ann-bob-boss"),
            (0.63, "abe-bob-boss"),
            (0.36, "ann-pat-bea-boss"),
            (0.288, "ann-bob-bea-boss"),
            (0.252, "abe-bob-bea-boss"),
            (0.1, "abe-boss"),
        ]

    async def test_distinct_introducer(self, d: Drawing) -> None:
        assert await ways(d.graph, "boss", diversity=Diversity.DISTINCT_INTRODUCER) == [
            (0.72, "ann-bob-boss"),
            (0.36, "ann-pat-bea-boss"),
            (0.1, "abe-boss"),
        ]

    async def test_node_disjoint(self, d: Drawing) -> None:
        await d.tie("abe", "bea", 0.9).save()
        assert await ways(d.graph, "boss", diversity=Diversity.NODE_DISJOINT) == [
            (0.72, "ann-bob-boss"),
            (0.45, "abe-bea-boss"),
            (0.1, "abe-boss"),
        ]

    async def test_what_comes_next_is_told(self, d: Drawing) -> None:
        options = PathOptions(diversity=Diversity.DISTINCT_INTRODUCER)
        answer = await find_warm_paths(d.graph, tid("boss"), as_of=TODAY, k=1, options=options)
        assert ([path.score for path in answer.paths], answer.complete_above, answer.truncated) == ([0.72], 0.36, True)
