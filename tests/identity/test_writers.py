"""Others record about somebody while they become part of another: nothing is lost, and nothing refused."""

import asyncio

from relgraph.graph.client import Graph
from relgraph.identity.judgement import Verdict
from relgraph.identity.service import judge, withdraw
from relgraph.kinds import KINDS
from relgraph.kinds.tie import TIES, Tie
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome
from relgraph.record.read import find
from relgraph.record.service import record
from tests.draw import Drawing, tid

WRITERS, EACH = 3, 12


def tie(writer: int, n: int) -> Tie:
    """A tie of the one that goes to somebody, as one of the writers tells it."""
    return Tie(person_a=tid("gone"), person_b=tid(f"p{n % 6}"), basis=f"{writer} {n}", strength=0.5)


async def put(graph: Graph, things: list[Recorded]) -> list[Outcome]:
    return await graph.write(lambda tx: record(tx, TIES, things, kinds=KINDS, operation="t"), operation="t")


async def test_writers_beside_a_merge_and_its_undoing(graph: Graph) -> None:
    await Drawing(graph).people("kept", "gone", *(f"p{n}" for n in range(6))).save()

    async def write(writer: int) -> list[Outcome]:
        caller = graph.for_caller()
        return [outcome for n in range(EACH) for outcome in await put(caller, [tie(writer, n)])]

    async def to_and_fro() -> None:
        caller = graph.for_caller()
        for _ in range(4):
            judgement = await judge(caller, tid("kept"), tid("gone"), Verdict.SAME)
            await withdraw(caller, judgement.id)

    *written, _ = await asyncio.gather(*(write(writer) for writer in range(WRITERS)), to_and_fro())
    assert [outcome.problem for outcomes in written for outcome in outcomes if not outcome.accepted] == []
    ties = await find(graph.for_caller(), KINDS["tie"], as_of=None, limit=1000)
    assert len(ties) == WRITERS * EACH
    assert {one for t in ties for one in (t.person_a, t.person_b)} == {tid("gone"), *(tid(f"p{n}") for n in range(6))}
    assert {t.told_of for t in ties} == {()}
