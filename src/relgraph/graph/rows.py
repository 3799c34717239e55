"""Run the text of a query in a transaction, and take its rows as they are."""

import asyncio
from typing import TypeVar, cast

import neo4j
from neo4j import AsyncManagedTransaction, AsyncSession
from pydantic import BaseModel

from relgraph.core.watch import Watch
from relgraph.graph.query import PACKED, Query
from relgraph.graph.values import native

T = TypeVar("T", bound=BaseModel)
Row = dict[str, object]


def check_given(query: Query[T], params: dict[str, object]) -> None:
    """Raise TypeError unless these are the parameters that the query declares."""
    declared, given = query.contract.params, params.keys()
    if declared != given:
        raise TypeError(f"{query.title}: missing {sorted(declared - given)}, not declared {sorted(given - declared)}")


async def rows_of(
    of: AsyncManagedTransaction | AsyncSession,
    query: Query[T],
    params: dict[str, object],
    watch: Watch,
    statement: neo4j.Query | None = None,
) -> list[Row]:
    """All rows of a query; `statement` is its text with what a transaction of its own is to know."""
    with watch.query(query.title):
        # The text is a checked file of ours, never made from input.
        result = await of.run(statement or query.text, query.sent(params))  # type: ignore[arg-type]
        rows: list[Row] = []
        async for record in result:
            if query.packed:
                rows += cast("list[Row]", native(record[PACKED]))
                # What has arrived is read without a pause.
                await asyncio.sleep(0)
            else:
                rows.append({key: native(value) for key, value in zip(record.keys(), record.values(), strict=True)})
    return rows
