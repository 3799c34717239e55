"""What there is to know of a rule, for people: its section of docs/rules.md."""

import re

from relgraph.audit.rules.model import Rule


def describe(rule: Rule) -> str:
    """The section in Markdown, below a heading of the second level."""
    lines = [
        f"## {rule.title}",
        "",
        f"{rule.title_zh} · `{rule.id}`, version {rule.version} · {rule.severity} · {_linked(rule.method)} · "
        f"asked of: {', '.join(rule.scope)}",
        "",
        f"* Finds: {rule.purpose}",
        f"* Protects against: {rule.protects} {rule.protects_zh}",
        f"* Looks at: {rule.counts} {rule.counts_zh}",
        f"* Remedy: {rule.remedy} {rule.remedy_zh}",
        f"* Evidence: {rule.evidence}",
    ]
    if rule.suggestion:
        lines.append(f"* Suggestion: {rule.suggestion}")
    lines += [
        f"* Parameter `{p.name}` = {p.value} ({p.kind}, {p.least:g} to {p.most:g}"
        f"{f'; playbook `{p.playbook}`' if p.playbook else ''}): {p.meaning}"
        for p in rule.parameters
    ]
    lines += [f"* Takes `{each.name}` from the playbook, `{each.playbook}`: {each.meaning}" for each in rule.taken]
    lines.append(f"* Not assessed when {'; or when '.join(reason.text for reason in rule.reasons)}.")
    return "\n".join([*lines, ""])


def _linked(method: str) -> str:
    """Each section of the method, with a link to where docs/method.md tells of it."""
    return re.sub(r"M(\d+)", r"[M\1](method.md#m\1)", method)
