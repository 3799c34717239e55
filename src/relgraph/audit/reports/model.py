"""The audit report: what changed, the worst, the rest, as texts that formats only lay out (docs/audit-reports.md)."""

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel

from relgraph.audit.rules.model import Severity, SubjectKind
from relgraph.audit.runs.model import ChangeKind, FindingStatus, Run
from relgraph.core.language import Language


class By(StrEnum):
    """What findings are grouped by.

    A team is the unit of ours in which the person whom a finding is assigned to has the main seat.
    """

    ACCOUNT = "account"
    OWNER = "owner"
    TEAM = "team"


class Extent(BaseModel, frozen=True):
    """How much a report holds at most: groups told in full, lines in a group (open, resolved and accepted ones counted
    apart), lines altogether, rows in a table."""

    groups: int
    lines: int
    most: int
    rows: int


TO_READ = Extent(groups=20, lines=100, most=1_500, rows=500)
"""For people: the worst groups in full, all others as a row of a table."""
TO_PROCESS = Extent(groups=50_000, lines=50_000, most=50_000, rows=50_000)
"""For machines and spreadsheets: the findings of the worst groups, as many as fit."""


class Format(StrEnum):
    """How a report is written: the suffix of its file."""

    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"

    @property
    def extent(self) -> Extent:
        """How much a report of this format holds."""
        return TO_READ if self in (Format.MARKDOWN, Format.HTML) else TO_PROCESS

    @property
    def is_binary(self) -> bool:
        """Whether it is no text."""
        return self is Format.XLSX


class Counts(BaseModel, frozen=True):
    """Findings after the run: open ones by severity, accepted ones; and what became of them since the run before."""

    high: int = 0
    medium: int = 0
    low: int = 0
    accepted: int = 0
    new: int = 0
    reopened: int = 0
    lapsed: int = 0
    resolved: int = 0

    @property
    def open(self) -> int:
        """Open and not accepted."""
        return self.high + self.medium + self.low

    @property
    def changed(self) -> int:
        """All that changed."""
        return self.new + self.reopened + self.lapsed + self.resolved

    @property
    def rank(self) -> tuple[int, int, int]:
        """Sorts the worst first."""
        return -self.high, -self.medium, -self.low

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in Counts.model_fields})


class Named(BaseModel, frozen=True):
    """Something by its id, and how it is called."""

    id: str
    name: str


class Acceptance(BaseModel, frozen=True):
    """Until the day before `until`, why and by whom a finding was accepted."""

    until: date
    reason: str | None
    by: str | None


class FindingLine(BaseModel, frozen=True):
    """A finding as texts. `change` is what became of it since the run before; None: it was open already.

    `lost` tells of a resolved one that nobody saw it mended, and why. `days` counts from `since`, the day it was opened
    last to the day of the run; no run since `unjudged_since` could judge it. `replay` are the variables with which the
    report's query shows the finding again.
    """

    key: str
    rule: str
    rule_changed: bool
    severity: Severity
    status: FindingStatus
    change: ChangeKind | None
    account: Named
    kind: SubjectKind
    subject: Named
    title: str | None
    opportunity: Named | None
    evidence: str
    suggestion: str | None
    owner: Named | None
    team: Named | None
    since: date
    days: int
    resolved: date | None
    lost: str | None
    unjudged_since: date | None
    accepted: Acceptance | None
    replay: dict[str, str | None]


class Block(BaseModel, frozen=True):
    """Open findings of one rule, so that its remedy is told once; those that changed first.

    `seen` is how many of how many fail, where it is known.
    """

    rule: str
    seen: str | None
    lines: list[FindingLine]


class Group(BaseModel, frozen=True):
    """An account, one of ours, or a team: what is open, rules with changes before others, then the severest first.

    `id` is None for findings of nobody, or of somebody without a unit. Scores are of accounts only. `left_out` counts
    the findings that are not told.
    """

    id: str | None
    name: str
    team: str | None
    score: float | None
    before: float | None
    counts: Counts
    blocks: list[Block]
    resolved: list[FindingLine]
    accepted: list[FindingLine]
    left_out: int

    @property
    def lines(self) -> list[FindingLine]:
        """All findings that it tells."""
        return [*(line for block in self.blocks for line in block.lines), *self.resolved, *self.accepted]


class GroupRow(BaseModel, frozen=True):
    """A group in a table of all; `team` is that of one of ours. Scores are of accounts only."""

    id: str | None
    name: str
    team: str | None
    score: float | None
    before: float | None
    counts: Counts


class Blind(BaseModel, frozen=True):
    """Why a rule could judge nothing, and at how many accounts."""

    reason: str
    accounts: int


class RuleRow(BaseModel, frozen=True):
    """A rule with its texts, and what it saw over all accounts of the run; at `accounts` it could judge something.

    `version` and `before` tell how this run and the run before asked it, e.g. `1 cold_below=0.4`. A rule that this run
    did not ask has no version; of one that is gone only the id and what it found is left.
    """

    id: str
    version: str | None
    before: str | None
    severity: Severity | None
    title: str
    method: str | None
    protects: str | None
    remedy: str | None
    seen: str | None
    population: int
    unknown: int
    failed: int
    accepted: int
    unjudged: int
    accounts: int
    blind: list[Blind]

    @property
    def has_changed(self) -> bool:
        """Whether two runs asked it differently, which may be why findings came or went."""
        return None not in (self.before, self.version) and self.before != self.version


class ChangeCount(BaseModel, frozen=True):
    """How many findings of a rule became what since the run before, whether the report tells them or not."""

    change: ChangeKind
    rule: str
    severity: Severity
    count: int


class Point(BaseModel, frozen=True):
    """The score after a run: of the account, or the mean of `scored` accounts; None when none is known."""

    number: int
    day: date
    score: float | None
    scored: int


class Action(BaseModel, frozen=True):
    """What to do first: a rule's remedy at an account, who is to do it (nobody yet: None), and for whom."""

    rule: str
    severity: Severity
    remedy: str
    title: str
    account: Named
    owner: Named | None
    subjects: list[str]
    count: int
    fresh: int


class LeftOut(BaseModel, frozen=True):
    """What a report does not tell: groups that are only a row, groups that are not even that, and findings."""

    groups: int
    rows: int
    findings: int


class Report(BaseModel, frozen=True):
    """A run as people act on it. `account` is given when it tells of one account only.

    `score` is the account's, or the mean of all that have one; `distribution` counts accounts by score in tens (0 up to
    10, …, 90 to 100), `unscored` those without. `choices` tell what was chosen of rules, `playbook` which one.
    """

    language: Language
    by: By
    run: Run
    before: Run | None
    account: Named | None
    score: float | None
    score_before: float | None
    trend: list[Point]
    distribution: list[int]
    unscored: int
    counts: Counts
    first: list[Action]
    changes: list[ChangeCount]
    groups: list[Group]
    accounts: list[GroupRow]
    owners: list[GroupRow]
    teams: list[GroupRow]
    rules: list[RuleRow]
    choices: list[str]
    playbook: str | None
    left_out: LeftOut
    replay: str

    @property
    def rows(self) -> list[GroupRow]:
        """All groups, the worst first; those that are told in full are the first of them."""
        return {By.ACCOUNT: self.accounts, By.OWNER: self.owners, By.TEAM: self.teams}[self.by]

    @property
    def unjudged(self) -> int:
        """Open findings that nobody can judge."""
        return sum(rule.unjudged for rule in self.rules)

    @cached_property
    def rule(self) -> dict[str, RuleRow]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}
