"""What the audit remembers: runs, findings across runs, and what each run saw of each account (docs/audit.md)."""

import json
from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, Field, field_validator

from relgraph.audit.rules.model import RuleChoice, Severity, SubjectKind, Value
from relgraph.core.errors import InputError

BOOK = "*"
"""The scope of runs over all accounts."""


class RunState(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"


class Run(BaseModel, frozen=True):
    """An audit of one account (`scope` is its id) or of the whole book (`*`) on a day.

    `rules` are those asked, as `Rule.asked` tells; `cursor` the last account done. `opened`, `reopened`, `persisting`
    and `resolved` count findings by what became of them; `high`, `medium`, `low` those that are open and not accepted,
    of which `unjudged` could not be judged any more (None: runs did not count that then). `choices` are the rules that
    the installation switched off or weighed otherwise, `playbook` the version of the one that rules took numbers from
    (None: runs did not remember that then). A withdrawn run is being taken back while it is `undoing`.
    `failure` says why a run stopped before its end, where that is known, until somebody continues it.
    """

    number: int
    scope: str
    as_of: date
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    rules: list[str]
    cursor: str
    accounts: int
    opened: int
    reopened: int
    persisting: int
    resolved: int
    high: int
    medium: int
    low: int
    unjudged: int | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None
    undoing: bool = Field(default=False, exclude=True)
    choices: list[RuleChoice] = []
    playbook: str | None = None
    failure: str | None = Field(default=None, exclude=True)

    @property
    def account(self) -> str | None:
        """The account, or None for the whole book."""
        return None if self.scope == BOOK else self.scope

    @property
    def asked(self) -> dict[str, str]:
        """The version of each rule asked, and the numbers it was asked with where the rule does not say them."""
        return {id_: version for id_, _, version in (rule.partition("@") for rule in self.rules)}

    @field_validator("choices", mode="before")
    @classmethod
    def _choices_from_json(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value or []


class Known(BaseModel, frozen=True):
    """What a run has to know of a finding to compare with."""

    key: str
    rule: str
    version: int
    severity: str
    account: str
    subject: str
    open: bool
    lost: str | None
    unjudged_since: date | None
    unjudged_by: int | None
    evidence: str
    contact: str | None
    through: str | None
    assigned: str | None
    assigned_by: str | None
    accepted_until: date | None


class FindingStatus(StrEnum):
    """Where a finding stands on a day."""

    OPEN = "open"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"


class Lost(StrEnum):
    """Why a finding was closed although nobody saw it mended."""

    ACCOUNT_ENDED = "account_ended"
    RULE_NOT_ASKED = "rule_not_asked"
    RUN_WITHDRAWN = "run_withdrawn"


class FindingOrder(StrEnum):
    """In what order findings are listed; what comes first. Each order is total, so that pages can follow each other."""

    SEVERITY = "severity"
    AGE = "age"
    ACCOUNT = "account"
    KEY = "key"


class Finding(BaseModel, frozen=True):
    """A failure of a rule, remembered across runs. `evidence` is what the last run saw that assessed it; runs since the
    day `unjudged_since` could not judge it any more (the first by number `unjudged_by`): whether it holds is unknown.

    `opened` and `closed` are the numbers of the runs that opened and resolved it, `…_on` their days; `lost` tells that
    it was closed because its account or rule is gone. It is accepted until the day before `accepted_until`, and
    assigned to a person of ours, by hand when `assigned_by` says so. `withdrawn_by` ended the acceptance before its
    day. `rank` is its place in the order in which it was asked for.
    """

    key: str
    rule: str
    version: int
    severity: Severity
    account: str
    kind: SubjectKind
    subject: str
    opportunity: str | None
    other: str | None
    evidence: dict[str, Value]
    contact: str | None
    through: str | None
    open: bool
    opened: list[int]
    opened_on: list[date]
    closed: list[int]
    closed_on: list[date]
    lost: Lost | None
    unjudged_since: date | None = None
    unjudged_by: int | None = None
    accepted_until: date | None
    accepted_reason: str | None
    accepted_by: str | None
    accepted_at: datetime | None
    withdrawn_by: str | None = None
    assigned: str | None
    assigned_by: str | None
    rank: str = Field(default="", exclude=True)

    @field_validator("evidence", mode="before")
    @classmethod
    def _from_json(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value

    @property
    def since(self) -> date:
        """The day since which it is open, or was last."""
        return self.opened_on[-1]

    def age(self, as_of: date) -> int:
        """Days since it was opened last."""
        return (as_of - self.since).days

    def status(self, as_of: date) -> FindingStatus:
        """Where it stands, as the last run left it."""
        if not self.open:
            return FindingStatus.RESOLVED
        return FindingStatus.ACCEPTED if self.accepted_until and self.accepted_until > as_of else FindingStatus.OPEN

    @property
    def refers_to(self) -> set[str]:
        """Ids of all that its sentences may name; a name in the evidence is told from other text by its colon."""
        told = {value for value in self.evidence.values() if isinstance(value, str) and ":" in value}
        ids = (self.account, self.subject, self.opportunity, self.other, self.contact, self.through, self.assigned)
        return told | {id_ for id_ in ids if id_}

    def as_after(self, number: int) -> "Finding":
        """As it was after the run with that number: what later runs opened and resolved is left out."""
        opened, closed = (sum(n <= number for n in runs) for runs in (self.opened, self.closed))
        then = {
            "open": opened > closed,
            "opened": self.opened[:opened],
            "opened_on": self.opened_on[:opened],
            "closed": self.closed[:closed],
            "closed_on": self.closed_on[:closed],
        }
        if self.unjudged_after(number) is None:
            then |= {"unjudged_since": None, "unjudged_by": None}
        return self.model_copy(update=then)

    def unjudged_after(self, number: int) -> date | None:
        """Since when no run could judge it, as was known when the run with that number had ended; None: one could."""
        return self.unjudged_since if self.unjudged_by is not None and self.unjudged_by <= number else None

    def open_after(self, number: int) -> bool:
        """Whether it was open when the run with that number had ended."""
        return sum(n <= number for n in self.opened) > sum(n <= number for n in self.closed)


class ChangeKind(StrEnum):
    """What became of a finding between two runs."""

    NEW = "new"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    LAPSED = "lapsed"


class Change(BaseModel, frozen=True):
    """A finding that changed between two runs. `rule_changed`: its rule changed too, which may be why."""

    kind: ChangeKind
    finding: Finding
    rule_changed: bool


class RuleChange(BaseModel, frozen=True):
    """A rule that two runs asked differently: its version, and numbers that the rule does not say; None where one did
    not ask.

    E.g. `1` and `2`, or `1` and `1 cold_below=0.4`.
    """

    rule: str
    before: str | None
    after: str | None


class Diff(BaseModel, frozen=True):
    """What changed from one run to a later one. `truncated`: there are more changes than were asked for."""

    before: Run | None
    after: Run
    changes: list[Change]
    rules: list[RuleChange]
    truncated: bool


class RuleCount(BaseModel, frozen=True):
    """What one rule saw of an account in a run: numbers, and why it could not assess it.

    `unjudged` are open findings beside those that fail: nobody can tell any more (None: runs did not count that then).
    """

    rule: str
    version: int
    population: int
    unknown: int
    failed: int
    accepted: int
    unjudged: int | None = None
    not_assessed: str | None


class AccountResult(BaseModel, frozen=True):
    """What a run saw of an account; `score` is its posture 0..100, None when nothing could be assessed.

    `rank` is its place in the list in which it was asked for.
    """

    number: int
    account: str
    as_of: date
    score: float | None
    rules: list[RuleCount]
    rank: str = Field(default="", exclude=True)


def require_day(as_of: date, now: date) -> None:
    """Tomorrow is allowed: somewhere it has begun. A mistyped year would bar all days until then."""
    if as_of > now + timedelta(days=1):
        raise InputError(
            f"{as_of} is to come; an audit remembers what it saw, and today is {now}.",
            field="asOf",
            remedy="Leave the day out, or look ahead with `relgraph holes --as-of`, which is not remembered.",
        )
