"""Ask what the graph would answer if something were otherwise: a change is made, asked about, and taken back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Generic, TypeVar

from relgraph.core.principal import Principal
from relgraph.graph.client import Graph, Transaction

R = TypeVar("R")

READS = 5
"""How many times the limit of a read all of it may take: it asks many questions, which have a limit each elsewhere."""


class _Told(Exception, Generic[R]):  # noqa: N818  (no error: it ends the transaction)
    """Carries the answer out of a transaction of which nothing is kept."""

    def __init__(self, answer: R) -> None:
        super().__init__()
        self.answer = answer


async def imagine(graph: Graph, work: Callable[[Transaction], Awaitable[R]], *, operation: str) -> R:
    """What `work` answers in a write transaction that is always rolled back, whoever may only read included.

    Nobody else sees anything of it. What it changes is locked until it has answered: writers of the same facts wait.
    The work may run again when Neo4j asks to.
    """

    async def told(transaction: Transaction) -> None:
        raise _Told(await work(transaction))

    # Nothing is kept, so that it takes no right to write.
    anyone = replace(graph, principal=Principal())
    try:
        await anyone.write(told, operation=operation, timeout=READS * graph.settings.read_timeout)
    except _Told as answered:
        return answered.answer  # type: ignore[no-any-return]
    raise AssertionError("The work neither answered nor failed.")
