"""All rules against an oracle in plain Python on random books, and the rules on ways against the search for paths."""

from random import Random

import pytest

from relgraph.audit.evaluation.service import evaluate, find_known_here, find_sides
from relgraph.audit.rules.model import Evaluation, Subject
from relgraph.audit.rules.service import load_rules
from relgraph.graph.client import Graph
from relgraph.paths.model import PathOptions
from relgraph.paths.service import find_warm_paths
from tests.audit import oracle_contact, oracle_formation, oracle_maps, oracle_silence  # noqa: F401  (they register their rules)
from tests.audit.oracle import RULES, Oracle, Told
from tests.audit.worlds import draw_world, some_world
from tests.audit.worlds_contact import add_contact
from tests.draw import TODAY, Drawing, name_of, tid

LOADED = {loaded.rule.id: loaded for loaded in load_rules()}
# Sources are a matter of what recording keeps: tests/record holds the rule to it.
ELSEWHERE = {"fact_without_source"}


def test_every_rule_has_an_oracle() -> None:
    assert RULES.keys() == LOADED.keys() - ELSEWHERE


@pytest.mark.parametrize("seed", range(3))
async def test_rules_see_what_the_oracle_sees(graph: Graph, seed: int) -> None:
    world = some_world(Random(seed), add_contact)
    oracle = Oracle(world, TODAY)
    drawing = Drawing(graph)
    draw_world(drawing, world)
    await drawing.save()
    sides = await find_sides(graph, TODAY)
    assert {name_of(one) for one in sides.ours} == oracle.ours
    accounts = [name for name, kind in world.organizations.items() if kind == "customer"]
    ids = [tid(name) for name in accounts]
    here = await find_known_here(graph, ids, sides)
    for id_ in RULES:
        evaluations = await evaluate(graph, LOADED[id_], ids, sides=sides, here=here, as_of=TODAY)
        seen = {name_of(evaluation.account): told(evaluation) for evaluation in evaluations}
        assert seen == {account: oracle.see(id_, account) for account in accounts}, id_
    await _paths_agree(graph, oracle, accounts)


async def _paths_agree(graph: Graph, oracle: Oracle, accounts: list[str]) -> None:
    options = PathOptions(max_hops=3)
    for account in accounts:
        for deal in oracle.deals(account):
            for person in oracle.map_of(deal, "D") - oracle.ours:
                answer = await find_warm_paths(
                    graph, tid(person), as_of=TODAY, opportunity=tid(deal), k=1, options=options
                )
                between = [tuple(name_of(hop.to.id) for hop in path.hops[:-1]) for path in answer.paths]
                ways = [way[::-1] for way in oracle.ways(person, oracle.foes(deal))]
                assert bool(between) == bool(ways), (person, deal)
                assert set(between) <= set(ways), (person, deal)


def told(evaluation: Evaluation) -> Told:
    return Told(evaluation.population, set(map(_named, evaluation.unknown)), set(map(_named, evaluation.failures)))


def _named(subject: Subject) -> str:
    return "|".join(name_of(part) for part in (subject.id, subject.opportunity, subject.other) if part)
