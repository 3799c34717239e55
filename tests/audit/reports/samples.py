"""Small reports by hand: two accounts, one rule of relgraph's, every kind of change."""

from datetime import UTC, date, datetime

from relgraph.audit.reports.model import (
    Acceptance,
    Action,
    Blind,
    Block,
    By,
    ChangeCount,
    Counts,
    FindingLine,
    Group,
    GroupRow,
    LeftOut,
    Named,
    Point,
    Report,
    RuleRow,
)
from relgraph.audit.rules.model import Severity, SubjectKind
from relgraph.audit.runs.model import BOOK, ChangeKind, FindingStatus, Run, RunState
from relgraph.core.language import Language

BEFORE, DAY = date(2026, 9, 1), date(2026, 9, 8)


def run(number: int, day: date) -> Run:
    counts = dict.fromkeys(("accounts", "opened", "reopened", "persisting", "resolved", "high", "medium", "low"), 0)
    moment = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    done = {"state": RunState.FINISHED, "started_at": moment, "finished_at": moment, "rules": [], "cursor": ""}
    return Run(number=number, scope=BOOK, as_of=day, **{**counts, "accounts": 2}, **done)


def line(name: str, change: ChangeKind | None = None, **values: object) -> FindingLine:
    given = {
        "key": f"key-{name}"[:20],
        "rule": "cold",
        "rule_changed": False,
        "severity": Severity.HIGH,
        "status": FindingStatus.OPEN,
        "change": change,
        "account": Named(id="t:acme", name="Acme"),
        "kind": SubjectKind.PERSON,
        "subject": Named(id=f"t:{name}"[:40], name=name),
        "title": None,
        "opportunity": None,
        "evidence": "warmest 0.10",
        "suggestion": None,
        "owner": Named(id="t:ann", name="Ann"),
        "team": Named(id="t:sales", name="Sales"),
        "since": BEFORE,
        "days": 7,
        "resolved": None,
        "lost": None,
        "unjudged_since": None,
        "accepted": None,
        "replay": {"account": "t:acme", "opportunity": None, "day": DAY.isoformat()},
    }
    return FindingLine.model_validate({**given, **values})


def lines() -> list[FindingLine]:
    """New, open before, resolved and accepted."""
    until = Acceptance(until=date(2026, 12, 1), reason="on leave", by="chief")
    return [
        line("Bob", ChangeKind.NEW, since=DAY, days=0, title="CFO", suggestion="Ann knows Bob best"),
        line("Cat", owner=None, team=None),
        line("Dan", ChangeKind.RESOLVED, status=FindingStatus.RESOLVED, resolved=DAY),
        line("Eve", status=FindingStatus.ACCEPTED, accepted=until),
    ]


def report(*told: FindingLine, language: Language = Language.EN, by: By = By.ACCOUNT, first: bool = False) -> Report:
    """A report of Acme with these lines, and of Blank, of which nothing is known."""
    given = told or lines()
    counts = Counts(high=2, accepted=1, new=1, resolved=1)
    open_ = [each for each in given if each.status is FindingStatus.OPEN]
    rows = [
        GroupRow(id="t:acme", name=given[0].account.name, team=None, score=50.0, before=60.0, counts=counts),
        GroupRow(id="t:blank", name="Blank", team=None, score=None, before=None, counts=Counts()),
    ]
    groups = [
        Group(
            **rows[0].model_dump(exclude={"counts"}),
            counts=counts,
            blocks=[Block(rule="cold", seen="2 of 4 key contacts, 1 accepted", lines=open_)],
            resolved=[each for each in given if each.status is FindingStatus.RESOLVED],
            accepted=[each for each in given if each.status is FindingStatus.ACCEPTED],
            left_out=0,
        ),
        Group(
            **rows[1].model_dump(exclude={"counts"}), counts=Counts(), blocks=[], resolved=[], accepted=[], left_out=0
        ),
    ]
    action = Action(
        rule="cold",
        severity=Severity.HIGH,
        remedy="Warm it.",
        title="Only cold ties",
        account=given[0].account,
        owner=given[0].owner,
        subjects=[each.subject.name for each in open_],
        count=len(open_),
        fresh=1,
    )
    rule = RuleRow(
        id="cold",
        version="2",
        before="1",
        severity=Severity.HIGH,
        title="Only cold ties",
        method="M16",
        protects="Cards.",
        remedy="Warm it.",
        seen="3 of 4 key contacts, 1 accepted",
        population=4,
        unknown=0,
        failed=3,
        accepted=1,
        unjudged=0,
        accounts=1,
        blind=[Blind(reason="no key contact is recorded", accounts=1)],
    )
    return Report(
        language=language,
        by=by,
        run=run(2, DAY),
        before=None if first else run(1, BEFORE),
        account=None,
        score=50.0,
        score_before=60.0,
        trend=[Point(number=1, day=BEFORE, score=60.0, scored=1), Point(number=2, day=DAY, score=50.0, scored=1)],
        distribution=[0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
        unscored=1,
        counts=counts,
        first=[action],
        changes=[
            ChangeCount(change=change, rule="cold", severity=Severity.HIGH, count=1)
            for change in (ChangeKind.NEW, ChangeKind.RESOLVED)
            if not first
        ],
        groups=groups,
        accounts=rows,
        owners=[GroupRow(id="t:ann", name="Ann", team="Sales", score=None, before=None, counts=counts)],
        teams=[GroupRow(id="t:sales", name="Sales", team=None, score=None, before=None, counts=counts)],
        rules=[rule],
        choices=[],
        playbook="Numbers of rules: playbook acme-2",
        left_out=LeftOut(groups=0, rows=0, findings=3),
        replay="query { ours }",
    )
