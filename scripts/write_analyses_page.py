"""Write docs/analyses.md from the analyses' declarations.

Run `python scripts/write_analyses_page.py` after changing an analysis; a test fails until the page is written anew.
"""

from pathlib import Path

from relgraph.analyses import ANALYSES

PAGE = Path(__file__).parents[1] / "docs" / "analyses.md"

INTRODUCTION = """\
# The analyses 分析

What relgraph works out of the graph, each told once for commands, GraphQL and whatever comes next
([ADR 0018](adr/0018-analyses-told-once.md)). The price is what a field costs of `RELGRAPH_MAX_COST`, in values of about
a millisecond.

This page is written by `scripts/write_analyses_page.py`.

| analysis | what it answers | 回答什么 | method | price |
|---|---|---|---|---|
"""


def render() -> str:
    """The page."""
    rows = [
        f"| `{each.id}` | {each.words.en} | {each.words.zh} | {_sections(each.method)} | {each.price:,} |"
        for each in ANALYSES
    ]
    return INTRODUCTION + "\n".join(rows) + "\n"


def _sections(method: tuple[str, ...]) -> str:
    return ", ".join(f"[{section}](method.md#{section.lower()})" for section in method)


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
