"""The report as Markdown (CommonMark with tables), which also reads as plain text."""

import re
from collections.abc import Iterator, Sequence

from relgraph.audit.findings.words import TURNS
from relgraph.audit.reports.labels import MARKS, Labels, number
from relgraph.audit.reports.model import Action, Block, FindingLine, Group, GroupRow, Report
from relgraph.audit.reports.summary import (
    blind_spots,
    changes_by_rule,
    delta,
    glance_owners,
    headline,
    subtitle,
    variables,
    whom,
)
from relgraph.audit.reports.tables import NUMBERS
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import ChangeKind
from relgraph.core.plain import plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#@&!$])")
_START = re.compile(r"^(\d+)([.)])|^([-+=])")
_HIDDEN = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def as_markdown(report: Report) -> str:
    """The report, ending with a line break."""
    return "\n".join(_Page(report).lines()) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown takes for nothing but a text, on one line and within a cell of a table."""
    told = _SPECIAL.sub(r"\\\1", " ".join(_HIDDEN.sub("", plain(text)).split()))
    told = _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", told)
    return told.replace("://", ":\\//").replace("www.", "www\\.")


class _Page:
    """Lays a report out line by line."""

    def __init__(self, report: Report) -> None:
        self.r, self.w = report, Labels(report.language)

    def lines(self) -> Iterator[str]:
        w = self.w
        yield from (f"# {escaped(headline(self.r))}", "", escaped(subtitle(self.r)), "")
        yield from self._stand()
        yield from (f"## {w('do first')}", "")
        yield from self._numbered(self.r.first)
        yield from self._changes()
        yield from (f"## {w('who acts')}", "")
        acting = glance_owners(self.r)
        names = ("high", "medium", "low", "new")
        yield from self._table(
            ["owner", "team", *names], [[*self._owner(row), *self._counts(row, names)] for row in acting]
        )
        yield from (f"## {w(f'group {self.r.by}')}", "")
        for group in self.r.groups:
            yield from self._group(group)
        if self.r.left_out.groups:
            yield from (f"*{w('left groups', n=self.r.left_out.groups)}*", "")
        yield from self._all()
        yield from self._blind()
        yield from self._about()

    def _stand(self) -> Iterator[str]:
        w, r = self.w, self.r
        score = w("unknown score") if r.score is None else f"**{w('score')} {r.score:.1f}** {w('of 100')}"
        parts = [score, *([moved] if (moved := delta(r)) else [])]
        if not r.account and r.score is not None:
            n = r.trend[-1].scored
            parts.append(w("mean of one") if n == 1 else w("mean", n=n))
        if r.unscored and not r.account:
            parts.append(w("unscored", n=r.unscored))
        if r.unjudged:
            parts.append(w("unjudged", n=r.unjudged))
        yield from (" · ".join(parts), "")
        if len(r.trend) > 1:
            points = " → ".join(f"{p.day} {_number(p.score)}" for p in r.trend)
            yield from (f"{w('trend')}{w('colon')}{points}", "")
        if r.before:
            yield from self._table(NUMBERS[4:], [[number(getattr(r.counts, name)) for name in NUMBERS[4:]]])
        yield from self._table(NUMBERS[:4], [[number(getattr(r.counts, name)) for name in NUMBERS[:4]]])

    def _numbered(self, actions: Sequence[Action]) -> Iterator[str]:
        w = self.w
        for place, action in enumerate(actions, start=1):
            owner = escaped(action.owner.name) if action.owner else w("nobody yet")
            where = [] if action.account.name in action.subjects else [escaped(action.account.name)]
            fresh = [w("fresh", n=action.fresh)] if action.fresh else []
            about = " · ".join([escaped(whom(action, w)), *where, escaped(action.title), *fresh])
            head = f"{place}. {self._severity(action.severity)} **{escaped(action.remedy)}**"
            yield f"{head} {about} · {w('acts')}{w('colon')}{owner}"
        if not actions:
            yield w("nothing to do")
        yield ""

    def _changes(self) -> Iterator[str]:
        w, r = self.w, self.r
        if not r.before:
            return
        yield from (f"## {w('changed since', day=r.before.as_of)}", "")
        changes = changes_by_rule(r)
        rows = []
        for row in changes.rows:
            changed = row.changed
            title = escaped(r.rule[changed.rule].title) + (f" ({w('rule changed')})" if row.rule_changed else "")
            places = [f"{escaped(a)}{w('colon')}{escaped(names)}" if a else escaped(names) for a, names in row.places]
            more = [w("more", n=row.more)] if row.more else []
            head = [f"{TURNS[changed.change]} {w(changed.change.value)}", self._severity(changed.severity)]
            rows.append([*head, number(changed.count), title, "; ".join([*places, *more])])
        yield from self._table(["change", "severity", "many", "rule", "who"], rows, w("nothing changed"))
        if changes.more:
            yield from (f"*{w('left lines', n=changes.more)}*", "")

    def _group(self, group: Group) -> Iterator[str]:
        w = self.w
        yield from (f"### {escaped(group.name)}", "")
        facts = [f"{w(s.value)} {number(n)}" for s in Severity if (n := getattr(group.counts, s.value))]
        if self.r.by == "account":
            moved = group.before is not None and group.before != group.score
            was = w("was", n=_number(group.before)) if moved else ""
            facts.insert(0, f"{w('score')} {_number(group.score)}{was}")
        yield from (" · ".join([*([escaped(group.team)] if group.team else []), *facts]), "")
        if group.resolved:
            yield from (f"**{TURNS[ChangeKind.RESOLVED]} {w('resolved')}**", "")
            lost = [f" ({escaped(line.lost)})" if line.lost else "" for line in group.resolved]
            lines = zip(group.resolved, lost, strict=True)
            yield from (*(f"- {self._subject(line)} · {self._title(line)}{why}" for line, why in lines), "")
        for block in group.blocks:
            yield from self._block(block)
        if not group.blocks:
            yield from (w("nothing open"), "")
        if group.accepted:
            yield from (f"**{w('accepted')}**", "")
            for line in group.accepted:
                until = self._acceptance(line, "accepted until")
                yield f"- {self._subject(line)} · {self._title(line)}, {until} `{line.key}`"
            yield ""
        if group.left_out:
            yield from (f"*{w('left lines', n=group.left_out)}*", "")
        yield from self._replay(group)

    def _block(self, block: Block) -> Iterator[str]:
        w, rule = self.w, self.r.rule[block.rule]
        seen = f" ({escaped(block.seen)})" if block.seen else ""
        yield from (f"#### {self._severity(block.lines[0].severity)} {escaped(rule.title)}{seen}", "")
        if rule.remedy:
            yield from (f"→ {escaped(rule.remedy)}", "")
        if rule.has_changed:
            versions = w("rule versions", before=rule.before, after=rule.version)
            yield from (f"{w('rule changed')}{w('colon')}{versions}", "")
        rows = []
        for line in block.lines:
            change = f"{TURNS[line.change]} {w(line.change.value)}{w('colon')}" if line.change else ""
            told = [escaped(line.evidence), *([escaped(line.suggestion)] if line.suggestion else [])]
            if line.change == "lapsed":
                told.append(self._acceptance(line, "was accepted"))
            owner = escaped(line.owner.name) if line.owner else w("nobody")
            rows.append([change + self._subject(line), "; ".join(told), owner, str(line.since), f"`{line.key}`"])
        yield from self._table(["who", "seen", "acts", "since day", "key"], rows)

    def _replay(self, group: Group) -> Iterator[str]:
        if told := variables(group):
            yield from (
                f"{self.w('variables')}{self.w('colon')}".rstrip(),
                "",
                *_fenced("\n".join(told), "json"),
                "",
            )

    def _all(self) -> Iterator[str]:
        by, extra = self.r.by, {"account": ["score"], "owner": ["team"]}.get(self.r.by, [])
        yield from (f"## {self.w(f'all {by}')}", "")
        rows = []
        for row in self.r.rows:
            told = {"account": [_number(row.score)], "owner": [escaped(row.team or "?")]}.get(by, [])
            rows.append([escaped(row.name), *told, *self._counts(row, NUMBERS)])
        yield from self._table([by, *extra, *NUMBERS], rows)
        if self.r.left_out.rows:
            yield from (f"*{self.w('left rows', n=self.r.left_out.rows)}*", "")

    def _blind(self) -> Iterator[str]:
        w, spots = self.w, blind_spots(self.r)
        yield from (f"## {w('blind')}", "")
        for spot in spots:
            yield f"- **{escaped(spot.where)}**{w('colon')}{escaped(w('comma').join(spot.rules))}"
        yield from ((w("blind all"), "") if not spots else ("",))
        if self.r.choices:
            yield from (f"## {w('choices')}", "", *(f"- {escaped(told)}" for told in self.r.choices), "")

    def _about(self) -> Iterator[str]:
        w = self.w
        yield from (f"## {w('how')}", "", w("score how"), "")
        if self.r.playbook:
            yield from (escaped(self.r.playbook), "")
        if self.r.left_out.findings:
            yield from (f"*{w('left findings', n=self.r.left_out.findings)}*", "")
        yield from (f"{w('replay')}{w('colon')}{w('replay how')}", "", *_fenced(self.r.replay, "graphql"))

    def _table(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], nothing: str | None = None
    ) -> Iterator[str]:
        if not rows:
            yield from (nothing or self.w("nothing to do"), "")
            return
        yield f"| {' | '.join(self.w(column) for column in columns)} |"
        yield f"|{'---|' * len(columns)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        yield ""

    def _severity(self, severity: Severity) -> str:
        return f"{MARKS[severity]} {self.w(severity.value)}"

    def _title(self, line: FindingLine) -> str:
        return escaped(self.r.rule[line.rule].title)

    def _subject(self, line: FindingLine) -> str:
        where = [] if self.r.by == "account" or line.account.id == line.subject.id else [line.account.name]
        return escaped(" · ".join([line.subject.name, *([line.title] if line.title else []), *where]))

    def _acceptance(self, line: FindingLine, how: str) -> str:
        accepted = line.accepted
        if accepted is None:
            return "?"
        return escaped(self.w(how, until=accepted.until, by=accepted.by or "?", reason=accepted.reason or "?"))

    def _owner(self, row: GroupRow) -> list[str]:
        return [escaped(row.name), escaped(row.team or ("?" if row.id else "–"))]

    def _counts(self, row: GroupRow, names: Sequence[str]) -> list[str]:
        return [number(getattr(row.counts, name)) for name in names]


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"


def _fenced(text: str, language: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", text, fence]
