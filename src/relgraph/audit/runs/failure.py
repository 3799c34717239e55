"""Why a run stopped before its end: kept with it, for whoever waits for it elsewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from pydantic import BaseModel

from relgraph.audit.runs.model import Run
from relgraph.core.errors import ConflictError, RelgraphError
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.query import Query


class _Noted(BaseModel, frozen=True):
    number: int


NOTE_FAILURE = Query("runs/note_failure", _Noted)


class StoppedError(RelgraphError):
    """Whoever made the run stopped on the way."""

    def __init__(self) -> None:
        super().__init__("The service was stopped.", remedy="Start the same audit again: it goes on where it stopped.")


async def goes_on(transaction: Transaction, run: Run) -> Run:
    """The run, which somebody continues now: why it stopped is over."""
    if run.failure is not None:
        await transaction.fetch_one(NOTE_FAILURE, number=run.number, failure=None)
    return run.model_copy(update={"failure": None})


@asynccontextmanager
async def failure_noted(graph: Graph, run: Run) -> AsyncIterator[None]:
    """Keep with a run why the block failed; where the database is away nobody can, and its lease tells in time."""
    try:
        yield
    except ConflictError:
        raise  # somebody else goes on with it
    except Exception as error:
        told = error.message if isinstance(error, RelgraphError) else f"A defect of relgraph: {type(error).__name__}."

        async def note(transaction: Transaction) -> None:
            await transaction.fetch_one(NOTE_FAILURE, number=run.number, failure=told)

        with suppress(RelgraphError):
            await graph.write(note, operation="note failure of audit")
        raise
