"""The files of a CSV folder, in the order in which they are loaded: how their rows are recorded, and read back."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import cast

from relgraph.graph.client import Reader, Transaction
from relgraph.identity.judgement import LEDGER
from relgraph.kinds import KINDS
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome
from relgraph.record.read import pages
from relgraph.record.service import record
from relgraph.record.settle import ToldBy
from relgraph.traffic.model import Traffic
from relgraph.traffic.service import flow_pages, record_traffic

OPERATION = "import"
PAGE = 5_000
"""So many things are read at once."""
SENDERS = 500
"""The traffic of so many senders is read at once."""

_Records = Callable[[Transaction, Sequence[Recorded], ToldBy], Awaitable[list[Outcome]]]
_Pages = Callable[[Reader], AsyncIterator[Sequence[Recorded]]]


@dataclass(frozen=True)
class CsvFile:
    """A file: what a row of it is, what records rows, and what reads all of them back, page by page."""

    model: type[Recorded]
    record: _Records
    pages: _Pages

    @property
    def name(self) -> str:
        """Its name."""
        return f"{self.model.file}.csv"


def _of_kind(kind: Kind[Recorded]) -> CsvFile:
    async def records(transaction: Transaction, things: Sequence[Recorded], told: ToldBy) -> list[Outcome]:
        return await record(transaction, kind, things, kinds=KINDS, operation=OPERATION, told=told)

    def all_pages(reader: Reader) -> AsyncIterator[Sequence[Recorded]]:
        return pages(reader, kind, as_of=None, size=PAGE)

    return CsvFile(kind.model, records, all_pages)


async def _record_traffic(transaction: Transaction, things: Sequence[Recorded], told: ToldBy) -> list[Outcome]:
    del told  # a month that a file tells replaces what was told before, whoever told it
    return await record_traffic(transaction, cast("Sequence[Traffic]", things))


async def _traffic_pages(reader: Reader) -> AsyncIterator[Sequence[Recorded]]:
    async for flows in flow_pages(reader, senders=SENDERS):
        yield [row for flow in flows for row in Traffic.of(flow)]


_ALL = (*(_of_kind(kind) for kind in (*KINDS, *LEDGER)), CsvFile(Traffic, _record_traffic, _traffic_pages))

FILES = {file.name: file for file in _ALL}
"""The files by their names."""
