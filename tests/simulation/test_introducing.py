"""The one introduction that closes most findings, against every pair asked of the graph one by one."""

from random import Random

import pytest

from relgraph.audit.evaluation.service import find_sides, rules_of
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.imagining import imagine
from relgraph.simulation.evaluating import differences, look, of_accounts
from relgraph.simulation.introducing import FIND_CANDIDATES, PUT_TIES, find_best_introduction
from relgraph.simulation.model import RuleFindings
from tests.audit.worlds import draw_world, some_world
from tests.draw import TODAY, Drawing, name_of, tid


def told(found: list[RuleFindings]) -> dict[str, list[str]]:
    return {each.rule.id: [name_of(finding.id) for finding in each.findings] for each in found}


async def closed_by_each(graph: Graph, account: str) -> dict[tuple[str, str], int]:
    """How many findings each pair's tie closes, asked pair by pair."""

    async def work(transaction: Transaction) -> dict[tuple[str, str], int]:
        sides = await find_sides(transaction, TODAY)
        rules = of_accounts(rules_of(transaction.settings))
        before = await look(transaction, rules, [account], sides, TODAY)
        people = await transaction.fetch_one(
            FIND_CANDIDATES, account=account, ours=sorted(sides.ours), as_of=TODAY, most=10_000
        )
        return {(a, b): await one(a, b, before) for a in people.ours for b in people.theirs}

    async def one(ours: str, theirs: str, before: list) -> int:
        async def alone(transaction: Transaction) -> int:
            await transaction.fetch_one(PUT_TIES, ones=[ours], others=[theirs], as_of=TODAY)
            sides = await find_sides(transaction, TODAY)
            after = await look(transaction, of_accounts(rules_of(graph.settings)), [account], sides, TODAY)
            return sum(len(each.closed) for each in differences(before, after).get(account, []))

        return await imagine(graph, alone, operation="test")

    return await imagine(graph, work, operation="test")


@pytest.mark.parametrize("seed", range(2))
async def test_no_other_pair_closes_more(graph: Graph, seed: int) -> None:
    drawing, world = Drawing(graph), some_world(Random(seed))
    draw_world(drawing, world)
    await drawing.save()
    looked = 0
    for account in [tid(name) for name, kind in world.organizations.items() if kind == "customer"][:2]:
        closed = await closed_by_each(graph, account)
        found = await find_best_introduction(graph, account, as_of=TODAY)
        assert (found.exact, found.pairs) == (True, len(closed))
        most = max(closed.values(), default=0)
        assert found.at_most == most
        if most:
            pair = found.best.ours.id, found.best.theirs.id
            assert (found.best.count, closed[pair]) == (most, most)
            # Of equals the first: ours with most ties at the account, theirs with a key role.
            assert pair == next(pair for pair, count in closed.items() if count == most)
        else:
            assert found.best is None
        looked += len(closed)
    assert looked > 10
