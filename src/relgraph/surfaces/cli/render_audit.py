"""The audit as plain text that reads at 80 columns: what changed first, then the worst, then the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from relgraph.audit.evaluation.service import Naming
from relgraph.audit.findings import words
from relgraph.audit.findings.service import MOST
from relgraph.audit.reports.model import Counts
from relgraph.audit.rules.model import Rule
from relgraph.audit.runs.model import AccountResult, Change, ChangeKind, Diff, Finding, Run
from relgraph.core.language import Language
from relgraph.surfaces.cli import cells, hints
from relgraph.surfaces.cli.render import COLOURS

WORST = 5
"""Accounts that a report of many tells one by one."""
INDENT = 3
KINDS = {
    Language.EN: {
        ChangeKind.NEW: "new",
        ChangeKind.REOPENED: "re-opened",
        ChangeKind.RESOLVED: "resolved",
        ChangeKind.LAPSED: "acceptance lapsed",
    },
    Language.ZH: {
        ChangeKind.NEW: "新增",
        ChangeKind.REOPENED: "重现",
        ChangeKind.RESOLVED: "解决",
        ChangeKind.LAPSED: "接受已到期",
    },
}
TEXTS = {
    Language.EN: {
        "changed": "Changed since run {number} of {day}",
        "colon": ": ",
        "first": "First run: all findings are new",
        "same": "Nothing changed.",
        "worst": "Worst accounts",
        "rest": "Open findings, the severest first",
        "more": "… and {n} more: relgraph audit {command} --limit {all}",
        "many more": "… and {n} more: relgraph audit report --out audit.xlsx",
        "some more": "… and more: say --limit with a larger number",
        "rule": "rule {rule} changed: version {before} → {after}",
        "none": "Nothing is open.",
        "assigned": "for {name}",
        "audit": "Audit {number} of {where} on {day}",
        "accounts": "{n} accounts",
        "score": "score",
        "blind": "{n} of {all} rules could not assess it",
        "method": "[M1] and the like are sections of the method: docs/method.md",
    },
    Language.ZH: {
        "changed": "自第{number}次审计（{day}）以来的变化",
        "colon": "：",
        "first": "首次审计：全部为新增",
        "same": "没有变化。",
        "worst": "最差的客户",
        "rest": "未决问题，按严重程度排列",
        "more": "……另有{n}项：relgraph audit {command} --limit {all}",
        "many more": "……另有{n}项：relgraph audit report --out audit.xlsx",
        "some more": "……还有更多：请加大 --limit",
        "rule": "规则{rule}有变：版本{before} → {after}",
        "none": "没有未决问题。",
        "assigned": "负责人：{name}",
        "audit": "第{number}次审计：{where}，{day}",
        "accounts": "{n}个客户",
        "score": "得分",
        "blind": "{all}条规则中有{n}条无法评估",
        "method": "[M1]等为方法的章节，见 docs/method.md",
    },
}


class RunReport(BaseModel, frozen=True):
    """What `audit run --json` prints; `left_out` counts the findings and changes that are too many to be read."""

    run: Run
    diff: Diff
    results: list[AccountResult]
    findings: list[Finding]
    left_out: dict[str, int]


@dataclass(frozen=True)
class Page:
    """Where and how to print findings: rules by id, names by id, the day, the language, most findings shown."""

    console: Console
    rules: Mapping[str, Rule]
    names: Mapping[str, Naming]
    as_of: date
    lang: Language
    limit: int

    def show_run(self, diff: Diff, found: Sequence[Finding], results: Sequence[AccountResult], counts: Counts) -> None:
        """A run: what changed, the worst accounts, the findings that are open; `counts` are of all, read or not."""
        run, told = diff.after, TEXTS[self.lang]
        book = told["accounts"].format(n=run.accounts)
        where = words.name_of(run.account, self.names) if run.account else book
        title = told["audit"].format(number=run.number, where=where, day=run.as_of)
        self.console.print(cells.heading((title, "bold")))
        self.console.print(cells.heading(words.counted(run, self.lang)))
        if playbook := words.playbook(run, diff.before, self.lang):
            self.console.print(cells.heading(playbook))
        for chosen in run.choices:
            choice = words.choice(self.rules.get(chosen.rule), chosen, self.lang)
            self.console.print(cells.heading(("~ ", "yellow"), choice))
        self.show_changes(diff, counts.changed)
        self.console.print(cells.heading("\n", (told["worst"], "bold")))
        for result in results[:WORST]:
            self._account(result)
        self.console.print(cells.heading("\n", (told["rest"], "bold")))
        self.show_findings(found, counts.open + counts.accepted)

    def show_changes(self, diff: Diff, total: int) -> None:
        """What changed between two runs; `total` counts all changes."""
        told, before = TEXTS[self.lang], diff.before
        title = told["changed"].format(number=before.number, day=before.as_of) if before else told["first"]
        self.console.print(cells.heading("\n", (title, "bold")))
        for rule in diff.rules:
            given = {"rule": rule.rule, "before": rule.before or cells.NONE, "after": rule.after or cells.NONE}
            self.console.print(cells.heading(("~ ", "yellow"), told["rule"].format(**given)))
        if before is None:
            return
        if not diff.changes:
            self.console.print(told["same"])
        for change in diff.changes[: self.limit]:
            self._change(change)
        self._more(total, "diff")

    def show_findings(self, found: Sequence[Finding], total: int | None = None) -> None:
        """Findings one by one; `total` counts all, where that is known."""
        if not found:
            self.console.print(TEXTS[self.lang]["none"])
        for finding in found[: self.limit]:
            self._finding(finding)
        if total is None and len(found) > self.limit:
            self.console.print(TEXTS[self.lang]["some more"], markup=False)
        self._more(total or 0, "findings")

    def _change(self, change: Change) -> None:
        finding = change.finding
        why = f" ({told})" if (told := words.why(change, self.lang)) else ""
        head = (f"{words.TURNS[change.kind]} {KINDS[self.lang][change.kind]}  ", COLOURS[finding.severity])
        subject = (words.name_of(finding.subject, self.names), "bold")
        self.console.print(cells.heading(head, subject, f" · {self._title(finding)}{why}"))

    def _account(self, result: AccountResult) -> None:
        score, name = cells.number(result.score, 1), words.name_of(result.account, self.names)
        self.console.print(cells.heading(f"{TEXTS[self.lang]['score']} {score:>5}  ", (name, "bold")))
        told = [(self.rules[count.rule], count) for count in result.rules if count.rule in self.rules]
        failing = sorted((pair for pair in told if pair[1].failed), key=lambda pair: pair[0].severity.rank)
        for rule, count in failing[:WORST]:
            seen, title = words.seen(rule, count, self.lang), words.text(rule, "title", self.lang)
            head = (f"{words.severity(rule.severity, self.lang)}  ", COLOURS[rule.severity])
            self._indented(cells.heading(head, f"{seen}{TEXTS[self.lang]['colon']}{title}"))
        blind = sum(count.not_assessed is not None for _, count in told)
        if blind:
            self._indented(cells.heading(TEXTS[self.lang]["blind"].format(n=blind, all=len(told))))

    def _finding(self, finding: Finding) -> None:
        rule = self.rules.get(finding.rule)
        subject, account = (words.name_of(id_, self.names) for id_ in (finding.subject, finding.account))
        where = "" if finding.subject == finding.account else f" · {account}"
        head = (f"● {words.severity(finding.severity, self.lang)}  ", COLOURS[finding.severity])
        self.console.print(cells.heading(head, (subject, "bold"), f"{where} · {self._title(finding)}"))
        self._indented(cells.heading(words.evidence(rule, finding, self.names, self.lang)))
        if advice := words.suggestion(rule, finding, self.names, self.lang):
            self._indented(cells.heading(advice))
        if rule:
            self._indented(cells.heading(("→ ", "bold"), words.text(rule, "remedy", self.lang)))
        if command := hints.command(finding.rule, finding.subject, finding.opportunity):
            self._indented(cells.heading(("$ ", "dim"), command))
        if finding.assigned:
            name = words.name_of(finding.assigned, self.names)
            self._indented(cells.heading(TEXTS[self.lang]["assigned"].format(name=name)))
        self._indented(cells.heading(f"{words.standing(finding, self.as_of, self.lang)} · {finding.key}"))

    def _title(self, finding: Finding) -> str:
        rule = self.rules.get(finding.rule)
        return words.text(rule, "title", self.lang) if rule else finding.rule

    def _indented(self, line: Text) -> None:
        self.console.print(Padding(line, (0, 0, 0, INDENT), expand=False))

    def _more(self, count: int, command: str) -> None:
        if count > self.limit:
            name = "more" if count <= MOST else "many more"
            told = TEXTS[self.lang][name].format(n=count - self.limit, all=count, command=command)
            self.console.print(told, markup=False)


def show_rules(console: Console, rules: Sequence[Rule], lang: Language) -> None:
    """The rules as a list."""
    for rule in rules:
        own = (" (own)" if rule.own else "") + (" (off)" if rule.is_off else "")
        title = (words.text(rule, "title", lang), "bold")
        head = (f"● {words.severity(rule.severity, lang)}  ", COLOURS[rule.severity])
        console.print(cells.heading(head, title, f" {rule.id}{own}"))
        lines = [f"{words.text(rule, 'protects', lang)} [{rule.method}]", f"→ {words.text(rule, 'remedy', lang)}"]
        lines += [f"${p.name} = {p.value}: {p.meaning}" for p in rule.parameters]
        lines += [f"${each.name} = {each.told}: {each.meaning}" for each in rule.taken]
        lines += [f"~ {words.choice(rule, rule.choice, lang)}"] if rule.choice else []
        for line in lines:
            console.print(Padding(cells.heading(line), (0, 0, 0, INDENT), expand=False))
    console.print(cells.heading("\n", TEXTS[lang]["method"]))


def show_runs(console: Console, runs: Sequence[Run], lang: Language) -> None:
    """Runs as a list."""
    if not runs:
        console.print("No audit was run yet: relgraph audit run --all")
    for run in runs:
        where = run.account or f"{run.accounts} accounts"
        console.print(cells.heading((f"{run.number}  ", "bold"), f"{run.as_of}  {run.state}  {where}"))
        told = words.withdrawn(run, lang) or words.counted(run, lang)
        console.print(Padding(cells.heading(told), (0, 0, 0, INDENT), expand=False))


def show_trend(console: Console, results: Sequence[AccountResult]) -> None:
    """The score of an account after each run."""
    table = cells.grid("run", "day", "score", "failing", "accepted", "not assessed", right=["score"])
    for result in results:
        failing = sum(count.failed for count in result.rules)
        accepted = sum(count.accepted for count in result.rules)
        blind = sum(count.not_assessed is not None for count in result.rules)
        score = cells.number(result.score, 1)
        cells.row(table, str(result.number), str(result.as_of), score, str(failing), str(accepted), str(blind))
    console.print(table)
