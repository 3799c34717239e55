"""One kind out of the graph into a CSV file, page by page."""

import asyncio
import codecs
import csv
from collections.abc import Callable
from pathlib import Path

from relgraph.connect.csv.columns import columns, written
from relgraph.graph.client import Reader
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import pages

PAGE = 5_000


async def export_file(
    reader: Reader, kind: Kind[Recorded], path: Path, tell: Callable[[int, int], None], *, mark: bool
) -> int:
    """Write every version of every thing of a kind, in the order of their keys; gives back how many.

    `mark`: the file begins with a byte-order mark.
    """
    rows = 0
    await asyncio.to_thread(path.write_bytes, codecs.BOM_UTF8 if mark else b"")
    await asyncio.to_thread(_append, path, [list(columns(kind.model))])
    async for page in pages(reader, kind, as_of=None, size=PAGE):
        await asyncio.to_thread(_append, path, [written(thing) for thing in page])
        rows += len(page)
        tell(rows, rows)
    return rows


def _append(path: Path, rows: list[list[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
