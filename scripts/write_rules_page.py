"""Write docs/rules.md from the headers of the audit's rules.

Run `python scripts/write_rules_page.py` after changing a rule; a test fails until the page is written anew.
"""

from pathlib import Path

from relgraph.audit.model import Rule
from relgraph.audit.rules import load_rules

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"

INTRODUCTION = """\
# The rules of the audit

What each rule demands, what it protects against, and how to mend what it finds. How rules are asked, remembered and
scored, and how to add your own: [audit.md](audit.md).

This page is written by `scripts/write_rules_page.py` from the headers of the files in `cypher/audit`.
"""


def render() -> str:
    """The page, the severest rules first."""
    return "\n".join([INTRODUCTION, *(_section(loaded.rule) for loaded in load_rules())])


def _section(rule: Rule) -> str:
    lines = [
        f"## {rule.title}",
        "",
        f"{rule.title_zh} · `{rule.id}`, version {rule.version} · {rule.severity} · {rule.method} · "
        f"asked of: {', '.join(rule.scope)}",
        "",
        f"* Protects against: {rule.protects} {rule.protects_zh}",
        f"* Looks at: {rule.counts} {rule.counts_zh}",
        f"* Remedy: {rule.remedy} {rule.remedy_zh}",
        f"* Evidence: {rule.evidence}",
    ]
    if rule.suggestion:
        lines.append(f"* Suggestion: {rule.suggestion}")
    lines += [
        f"* Parameter `{p.name}` = {p.value} ({p.kind}, {p.least:g} to {p.most:g}): {p.meaning}"
        for p in rule.parameters
    ]
    lines.append(f"* Not assessed when {'; or when '.join(reason.text for reason in rule.reasons)}.")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
