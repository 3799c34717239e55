"""A rule is off, or of another severity, in an installation: with reason and author, told by runs and reports."""

import json
from dataclasses import replace

import pytest

from relgraph.audit.evaluation.service import find_coverage, list_rules
from relgraph.audit.findings import words
from relgraph.audit.findings.service import diff_runs, list_findings
from relgraph.audit.reports.formats import write_report
from relgraph.audit.reports.model import Format
from relgraph.audit.reports.service import make_report
from relgraph.audit.rules.model import RuleChoice, Severity
from relgraph.audit.runs.model import Lost, Run
from relgraph.audit.runs.service import find_run, run_audit
from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from tests.audit.cases import start
from tests.audit.test_runs import UNKNOWN, WEEK, only
from tests.draw import TODAY, Drawing, tid

APPROVER = "opportunity_without_approver"
CHOSEN = {
    UNKNOWN: {"severity": "low", "reason": "We ask once a year.", "by": "Ann Ours"},
    APPROVER: {"severity": "off", "reason": "Nobody approves here.", "by": "Ben Ours"},
}


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    return start(drawing).person("boss", at="acme").role("boss", "deal", "D")


def chosen(graph: Graph, said: object = CHOSEN) -> Graph:
    read = Settings(_env_file=None, audit_severities=json.dumps(said)).audit_severities  # type: ignore[arg-type, call-arg]
    return replace(graph, settings=graph.settings.model_copy(update={"audit_severities": read}))


async def run(graph: Graph, weeks: int = 0) -> Run:
    return await run_audit(graph, as_of=TODAY + weeks * WEEK)


async def test_runs_ask_as_was_chosen_and_tell_it(d: Drawing) -> None:
    await d.save()
    first = await run(d.graph)
    assert first.choices == []
    ours = chosen(d.graph)
    second = await run(ours, 1)
    high = next(rule.severity for rule in list_rules(d.graph.settings) if rule.id == UNKNOWN)
    off = next(rule.severity for rule in list_rules(d.graph.settings) if rule.id == APPROVER)
    assert {choice.rule: choice for choice in (await find_run(d.graph, second.number)).choices} == {
        UNKNOWN: RuleChoice(
            rule=UNKNOWN, severity=Severity.LOW, instead_of=high, reason="We ask once a year.", by="Ann Ours"
        ),
        APPROVER: RuleChoice(
            rule=APPROVER, severity=None, instead_of=off, reason="Nobody approves here.", by="Ben Ours"
        ),
    }
    assert (await only(d, UNKNOWN, "boss")).severity is Severity.LOW
    closed = await only(d, APPROVER, "deal")
    assert (closed.open, closed.lost) == (False, Lost.RULE_NOT_ASKED)
    told = {change.rule: (change.before, change.after) for change in (await diff_runs(d.graph, second)).rules}
    versions = {rule.id: str(rule.version) for rule in list_rules(d.graph.settings)}
    assert told == {
        UNKNOWN: (versions[UNKNOWN], f"{versions[UNKNOWN]} severity=low"),
        APPROVER: (versions[APPROVER], None),
    }
    seen = {result.rule.id for result in (await find_coverage(ours, tid("acme"), as_of=TODAY)).results}
    assert UNKNOWN in seen
    assert APPROVER not in seen
    # Asked again, it opens again.
    third = await run(d.graph, 2)
    assert third.choices == []
    assert (await only(d, APPROVER, "deal")).open
    assert {f.severity for f in await list_findings(d.graph, rules=[UNKNOWN])} == {high}


@pytest.mark.parametrize("language", Language)
async def test_reports_tell_what_was_chosen(d: Drawing, language: Language) -> None:
    await d.save()
    graph = chosen(d.graph)
    report = await make_report(graph, await run(graph), language=language)
    assert len(report.choices) == 2
    text = write_report(report, Format.MARKDOWN).decode()
    page = write_report(report, Format.HTML).decode()
    for said in CHOSEN.values():
        assert said["reason"] in text
        assert said["by"] in page


def test_rules_that_are_off_stay_in_the_catalogue(d: Drawing) -> None:
    rules = {rule.id: rule for rule in list_rules(chosen(d.graph).settings)}
    assert rules[APPROVER].is_off
    assert not rules[UNKNOWN].is_off
    assert rules[UNKNOWN].severity is Severity.LOW
    assert rules[UNKNOWN].asked.endswith(" severity=low")
    choice = rules[APPROVER].choice
    assert choice is not None
    english = words.choice(rules[APPROVER], choice, Language.EN)
    assert english == f"{rules[APPROVER].title}: off, because: Nobody approves here. (Ben Ours)"
    assert words.choice(None, choice, Language.ZH) == f"{APPROVER}：停用，理由：Nobody approves here.（Ben Ours）"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "at the whole"),
        ('{"x": {"severity": "none", "reason": "r", "by": "b"}}', r"at x\.severity"),
        ('{"x": {"severity": "off", "reason": " ", "by": "b"}}', r"at x\.reason"),
        ('{"x": {"severity": "off", "reason": "r"}}', r"at x\.by"),
    ],
)
def test_a_choice_without_reason_author_or_meaning_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=f"RELGRAPH_AUDIT_SEVERITIES cannot be read.*{message}"):
        Settings(_env_file=None, audit_severities=text)  # type: ignore[arg-type, call-arg]


def test_a_choice_of_no_rule_is_refused(d: Drawing) -> None:
    with pytest.raises(ConfigurationError, match="'owner_overlooded', which is not there") as caught:
        list_rules(chosen(d.graph, {"owner_overlooded": {"severity": "off", "reason": "r", "by": "b"}}).settings)
    assert caught.value.remedy == "Did you mean owner_overloaded?"
