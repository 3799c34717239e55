"""A toy of a system, whose export is one table: who works at ACME."""

from pathlib import Path
from typing import Any

from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import Spool
from relgraph.connect.report import ImportReport
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.table import TextTable
from relgraph.graph.client import Graph


def source(system: str) -> Source:
    """A toy of a system: key, name, latin, mail, title."""

    def read(path: Path, given: Given, spool: Spool) -> None:
        for row, cells in TextTable(given.told_by(system, path)).rows(spool, path):
            org = row.tell("organization", {"id": "toy:acme", "name": "ACME", "kind": "customer"}, derived=True)
            said = {"id": f"{system}:{cells['key']}", "name": cells.get("name"), "english_name": cells.get("latin")}
            person = row.tell("person", said, {"name": "name"})
            row.identify("email", cells.get("mail"), column="mail", person=person)
            if person:
                row.tell("position", {"person": person, "organization": org, "title": cells.get("title")})

    return Source(system, system, read, "a table", "nothing")


async def load(
    graph: Graph, folder: Path, system: str, *rows: str, given: Given | None = None, **how: Any
) -> ImportReport:
    file = folder / f"{system}.csv"
    file.write_text("\n".join(["key,name,latin,mail,title", *rows]) + "\n", encoding="utf-8")
    return await import_source(graph, source(system), file, given or Given(), **how)
