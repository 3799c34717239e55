"""Write the mail about a run: the changes first, then the worst accounts, then how to see all, with the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from relgraph.audit.evaluation.service import Naming, find_names, rules_by_id
from relgraph.audit.findings import words
from relgraph.audit.rules.model import Rule, Severity
from relgraph.audit.runs.model import Change, ChangeKind
from relgraph.core.language import Language
from relgraph.notify.deliveries.desk import Desk
from relgraph.notify.deliveries.digest import RunDigest

SHOWN = 12
"""Changes that a mail tells one by one."""
MOST_LETTERS = 80
"""Letters of a name that a subject holds at most."""
COLOURS = {Severity.HIGH: "#dd3c41", Severity.MEDIUM: "#bf5f0a", Severity.LOW: "#717a84"}
GOOD = "#238b45"
"""Colours of labels: of equal contrast on white and on black, as mail programs show either."""
STYLE = "font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:0 auto;padding:1em"
TEXTS = {
    Language.EN: {
        "audit": "Audit {number}",
        "of": "Audit {number} of {where}",
        "colon": ": ",
        "comma": ", ",
        "score": " — score {score}",
        "same": "nothing changed",
        "changed": "Changed since audit {number} of {day}",
        "first": "First audit: all findings are new",
        "more": "… and {n} more",
        "worst": "Worst accounts",
        "before": "Score {score} (before: {before}); {known} accounts, {unknown} not assessed",
        "scores": "Score {score}; {known} accounts, {unknown} not assessed",
        "attached": "All that is open, and what to do about it: the report attached to this mail.",
        "commands": "For whoever runs relgraph: {commands}",
        "new": "{n} new {severity}",
        "reopened": "{n} re-opened {severity}",
        "lapsed": "{n} no longer accepted {severity}",
        "resolved": "{n} resolved",
        "is new": "new",
        "is reopened": "re-opened",
        "is lapsed": "no longer accepted",
        "is resolved": "resolved",
    },
    Language.ZH: {
        "audit": "第{number}次审计",
        "of": "第{number}次审计 {where}",
        "colon": "：",
        "comma": "，",
        "score": " — 得分{score}",
        "same": "没有变化",
        "changed": "自第{number}次审计（{day}）以来的变化",
        "first": "首次审计：全部为新增",
        "more": "……另有{n}项",
        "worst": "最差的客户",
        "before": "得分{score}（此前：{before}）；{known}个客户，{unknown}个未评估",
        "scores": "得分{score}；{known}个客户，{unknown}个未评估",
        "attached": "全部未决问题及应对办法：见本邮件所附报告。",
        "commands": "供relgraph管理员使用：{commands}",
        "new": "新增{severity}{n}",
        "reopened": "重现{severity}{n}",
        "lapsed": "接受到期{severity}{n}",
        "resolved": "解决{n}",
        "is new": "新增",
        "is reopened": "重现",
        "is lapsed": "接受已到期",
        "is resolved": "解决",
    },
}


async def write_letter(desk: Desk, digest: RunDigest, *, to: str, id: str) -> EmailMessage:  # noqa: A002
    """The mail to one address, with plain text and HTML that say the same. `id` is the delivery's: a mail that is sent
    twice has the same Message-ID."""
    graph, settings = desk.graph, desk.graph.settings
    found = [change.finding for change in digest.changes[:SHOWN]]
    accounts = {result.account for result in digest.worst} | ({digest.run.account} if digest.run.account else set())
    ids = accounts.union(*(finding.refers_to for finding in found))
    names = await find_names(graph, ids, digest.run.as_of)
    language = Language(settings.notify_language)
    sheet = _Sheet(digest, rules_by_id(settings), names, language, settings.public_url, settings.mail_report)
    sender = settings.mail_from or ""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = sheet.subject()
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(digest.run.finished_at or digest.run.started_at.astimezone(UTC))
    message["Message-ID"] = f"<{id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(sheet.text())
    message.add_alternative(sheet.html(), subtype="html")
    if settings.mail_report:
        page = await desk.page(digest.run)
        message.add_attachment(page.decode(), subtype="html", filename=f"audit-{digest.run.number}.html")
    return message


@dataclass(frozen=True)
class _Entry:
    """A line of the mail: a label, what it is about, and the rest."""

    label: str = ""
    name: str = ""
    rest: str = ""
    colour: str = "inherit"

    @property
    def text(self) -> str:
        """As plain text."""
        return " · ".join(part for part in (self.label, self.name, self.rest) if part)

    @property
    def html(self) -> str:
        """As a paragraph."""
        label = f'<span style="color:{self.colour}">{escape(self.label)}</span>' if self.label else ""
        name = f"<b>{escape(self.name)}</b>" if self.name else ""
        rest = f"<br>{escape(self.rest)}" if name and self.rest else escape(self.rest)
        return f'<p style="margin:.5em 0">{" ".join(part for part in (label, name) if part)}{rest}</p>'


@dataclass(frozen=True)
class _Sheet:
    """What the mail says, in one language."""

    digest: RunDigest
    rules: Mapping[str, Rule]
    names: Mapping[str, Naming]
    lang: Language
    url: str | None
    attached: bool
    """The report travels with it."""

    def subject(self) -> str:
        """`Audit 12: 3 new high, 5 resolved — score 71`, in one line whatever names hold."""
        run, told = self.digest.run, TEXTS[self.lang]
        where = run.account and one_line(words.name_of(run.account, self.names))[:MOST_LETTERS]
        head = told["of" if where else "audit"].format(number=run.number, where=where)
        score = told["score"].format(score=_score(self.digest.scores.mean))
        return f"{head}{told['colon']}{self._counted()}{score}"

    def text(self) -> str:
        """The mail as plain text."""
        lines = [self.subject(), ""]
        for title, entries in self._sections():
            lines += [title, *(f"  {entry.text}" for entry in entries), ""]
        return "\n".join([*lines, *self._links()]) + "\n"

    def html(self) -> str:
        """The mail as HTML that needs nothing from elsewhere."""
        parts = [f'<h1 style="font-size:1.25em">{escape(self.subject())}</h1>']
        for title, entries in self._sections():
            parts.append(f'<h2 style="font-size:1em;margin:1.5em 0 .5em">{escape(title)}</h2>')
            parts += [entry.html for entry in entries]
        links = "<br>".join(_linked(line) for line in self._links())
        parts.append(f'<p style="margin-top:2em;font-size:.85em">{links}</p>')
        names = '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        head = f'<head><meta charset="utf-8">{names}<title>{escape(self.subject())}</title></head>'
        body = "\n".join(parts)
        return f'<!doctype html><html lang="{self.lang.value}">{head}<body style="{STYLE}">\n{body}\n</body></html>\n'

    def _sections(self) -> list[tuple[str, list["_Entry"]]]:
        digest, told, before = self.digest, TEXTS[self.lang], self.digest.before
        changed = told["changed"].format(number=before.number, day=before.as_of) if before else told["first"]
        entries = [self._change(change) for change in digest.changes[:SHOWN]] or [_Entry(rest=told["same"])]
        if (total := sum(n for of_kind in digest.counts.values() for n in of_kind.values())) > SHOWN:
            entries.append(_Entry(rest=told["more"].format(n=total - SHOWN)))
        now, earlier = digest.scores, digest.scores_before
        scores = told["before" if earlier else "scores"].format(
            score=_score(now.mean), before=earlier and _score(earlier.mean), known=now.known, unknown=now.unknown
        )
        worst = [_Entry(label=_score(result.score), name=self._name(result.account)) for result in digest.worst]
        return [(changed, entries), (told["worst"], [*worst, _Entry(rest=scores)])]

    def _links(self) -> list[str]:
        told, number = TEXTS[self.lang], self.digest.run.number
        between = f" {self.digest.before.number} {number}" if self.digest.before else ""
        commands = f"relgraph audit diff{between}; relgraph audit findings --run {number}"
        lines = [told["attached"]] if self.attached else []
        return [*lines, told["commands"].format(commands=commands), *([self.url] if self.url else [])]

    def _change(self, change: Change) -> "_Entry":
        finding, told = change.finding, TEXTS[self.lang]
        rule = self.rules.get(finding.rule)
        title = words.text(rule, "title", self.lang) if rule else finding.rule
        where = "" if finding.subject == finding.account else f"{self._name(finding.account)} · "
        severity = words.severity(finding.severity, self.lang)
        why = f" ({note})" if (note := words.why(change, self.lang)) else ""
        return _Entry(
            label=f"{words.TURNS[change.kind]} {told[f'is {change.kind}']} · {severity}",
            name=self._name(finding.subject),
            rest=f"{where}{title}{why}",
            colour=GOOD if change.kind is ChangeKind.RESOLVED else COLOURS[finding.severity],
        )

    def _counted(self) -> str:
        told, counts = TEXTS[self.lang], self.digest.counts
        parts = [
            told[kind.value].format(n=n, severity=words.severity(severity, self.lang))
            for kind in (ChangeKind.NEW, ChangeKind.REOPENED, ChangeKind.LAPSED)
            for severity, n in counts[kind].items()
            if n
        ]
        if resolved := sum(counts[ChangeKind.RESOLVED].values()):
            parts.append(told["resolved"].format(n=resolved))
        return told["comma"].join(parts) or told["same"]

    def _name(self, id_: str) -> str:
        return one_line(words.name_of(id_, self.names))


def one_line(text: str) -> str:
    """A text without what breaks lines or hides: names come from outside, and a subject is a header."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _score(score: float | None) -> str:
    return words.UNKNOWN if score is None else f"{score:.0f}"


def _linked(line: str) -> str:
    told = escape(line)
    return f'<a href="{told}">{told}</a>' if line.startswith(("https://", "http://")) else told
