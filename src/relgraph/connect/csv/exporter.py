"""One file of a folder out of the graph into a CSV file, page by page."""

import asyncio
import codecs
import csv
from collections.abc import Callable
from pathlib import Path

from relgraph.connect.csv.columns import columns, written
from relgraph.connect.csv.files import CsvFile
from relgraph.graph.client import Reader


async def export_file(
    reader: Reader, file: CsvFile, path: Path, tell: Callable[[int, int], None], *, mark: bool
) -> int:
    """Write everything that a file holds, every version of it; gives back how many rows.

    `mark`: the file begins with a byte-order mark.
    """
    rows = 0
    await asyncio.to_thread(path.write_bytes, codecs.BOM_UTF8 if mark else b"")
    await asyncio.to_thread(_append, path, [list(columns(file.model))])
    async for page in file.pages(reader):
        await asyncio.to_thread(_append, path, [written(thing) for thing in page])
        rows += len(page)
        tell(rows, rows)
    return rows


def _append(path: Path, rows: list[list[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
