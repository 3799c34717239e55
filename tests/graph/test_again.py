"""What fails for a passing reason is asked again, and nothing else."""

import asyncio

import pytest
from neo4j.exceptions import ClientError, Neo4jError, ServiceUnavailable, TransientError

from relgraph.graph.again import repeated_while_transient

PASSING = Neo4jError._hydrate_neo4j(code="Neo.TransientError.Database.DatabaseUnavailable", message="")
LASTING = Neo4jError._hydrate_neo4j(code="Neo.ClientError.Statement.SyntaxError", message="")


class Work:
    """Fails so many times, then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.begun = list(failures), 0

    async def __call__(self) -> str:
        self.begun += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


async def test_what_fails_in_passing_is_asked_again() -> None:
    assert isinstance(PASSING, TransientError)
    work = Work(PASSING, ServiceUnavailable("gone"))
    assert await repeated_while_transient(work, 30) == "answer"
    assert work.begun == 3


async def test_what_fails_for_good_is_not() -> None:
    assert isinstance(LASTING, ClientError)
    work = Work(LASTING)
    with pytest.raises(ClientError):
        await repeated_while_transient(work, 30)
    assert work.begun == 1


async def test_it_ends() -> None:
    work = Work(*[PASSING] * 1_000)
    async with asyncio.timeout(5):
        with pytest.raises(TransientError):
            await repeated_while_transient(work, 1)
    assert 2 <= work.begun <= 5
