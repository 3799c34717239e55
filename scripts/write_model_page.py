"""Write the tables of kinds in docs/model.md from the kinds' declarations.

Run `python scripts/write_model_page.py` after changing a kind; a test fails until the page is written anew.
"""

import re
from pathlib import Path

from relgraph.kinds import KINDS
from relgraph.record.kind import Kind
from relgraph.record.model import Fact, Recorded

PAGE = Path(__file__).parents[1] / "docs" / "model.md"


def render(page: str) -> str:
    """The page with its two tables as the declarations have them."""
    entities = ["| file | node | columns (**bold** = required) |", "|---|---|---|"]
    facts = ["| file | relationship | columns (**bold** = required) | one fact per |", "|---|---|---|---|"]
    for kind in KINDS:
        (facts if kind.is_fact else entities).append(_row(kind))
    for table in (entities, facts):
        page = re.sub(rf"^{re.escape(table[0])}\n(?:\|.*\n)*", "\n".join(table) + "\n", page, flags=re.MULTILINE)
    return page


def _row(kind: Kind[Recorded]) -> str:
    model = kind.model
    columns = ", ".join([*([] if kind.is_fact else ["**id**"]), *(_column(kind, name) for name in model.own_fields())])
    columns += f"; {kind.words.days}" if kind.words.days else ""
    if not issubclass(model, Fact):
        return f"| {kind.file}.csv | `{kind.label}` | {columns} |"
    one, *others = (to.type_name for to in model.between_fields().values())
    between = f"({one})-[:{kind.label}]-{'' if model.undirected else '>'}({' or '.join(reversed(others))})"
    return f"| {kind.file}.csv | `{between}` | {columns} | {_one_per(model)} |"


def _column(kind: Kind[Recorded], name: str) -> str:
    shown = f"**{name}**" if kind.model.model_fields[name].is_required() else name
    column = kind.said(name).column
    return f"{shown} ({column})" if column else shown


def _one_per(model: type[Fact]) -> str:
    ends = model.undirected or ()
    rest = [name for name in model.natural_key if name not in ends]
    return ", ".join([*(["the two people"] if ends else []), *rest])


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
