"""Write docs/rules.md from the headers of the audit's rules.

Run `python scripts/write_rules_page.py` after changing a rule; a test fails until the page is written anew.
"""

from pathlib import Path

from relgraph.audit.rules.docs import describe
from relgraph.audit.rules.service import load_rules

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"

INTRODUCTION = """\
# The rules of the audit

What each rule demands, what it protects against, and how to mend what it finds. How rules are asked, remembered and
scored, and how to add your own: [audit.md](audit.md). M1, M2 … are sections of [the method](method.md).

This page is written by `scripts/write_rules_page.py` from the headers of the files in `cypher/audit`.
"""


def render() -> str:
    """The page, the severest rules first."""
    return "\n".join([INTRODUCTION, *(describe(loaded.rule) for loaded in load_rules())])


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
