"""The score, and what identifies a finding: pure rules."""

import pytest
from pydantic import ValidationError

from relgraph.audit.rules.model import Evaluation, Failure, Severity, Subject, SubjectKind
from relgraph.audit.runs.memory import finding_key, posture

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW


@pytest.mark.parametrize(
    ("shares", "score"),
    [
        ([], None),
        ([(HIGH, 0, 4)], 100.0),
        ([(HIGH, 4, 4)], 0.0),
        ([(HIGH, 1, 4)], 75.0),
        # 5 x 1 + 3 x 1/2 + 1 x 0 of 9 is lost.
        ([(HIGH, 2, 2), (MEDIUM, 1, 2), (LOW, 0, 7)], 27.8),
        # All of them accepted: nothing is lost, and the rule counts.
        ([(HIGH, 0, 0), (LOW, 1, 1)], 83.3),
    ],
)
def test_the_score_weighs_severity_and_share(shares: list[tuple[Severity, int, int]], score: float | None) -> None:
    assert posture(shares) == score


def test_every_field_identifies_a_finding() -> None:
    subject = Subject(kind=SubjectKind.PERSON, id="t:bob")
    others = [
        subject.model_copy(update=change)
        for change in ({"id": "t:eve"}, {"kind": SubjectKind.UNIT}, {"opportunity": "t:deal"}, {"other": "t:deal"})
    ]
    keys = [finding_key("rule", "t:acme", each) for each in (subject, *others)]
    keys += [finding_key("rule", "t:other", subject), finding_key("other", "t:acme", subject)]
    assert len(set(keys)) == 7
    assert finding_key("rule", "t:acme", subject) == keys[0]


BOB, EVE = (Subject(kind=SubjectKind.PERSON, id=f"t:{name}") for name in ("bob", "eve"))


@pytest.mark.parametrize(
    ("population", "not_assessed", "unknown", "message"),
    [
        (0, None, [], "exactly when nothing was judged"),
        (1, None, [BOB], "exactly when nothing was judged"),
        (2, "no_ties", [BOB], "exactly when nothing was judged"),
        (4, None, [BOB, BOB], "cannot be told apart"),
        (-1, "no_ties", [], "greater than or equal to 0"),
    ],
)
def test_a_sight_that_contradicts_itself_is_refused(
    population: int, not_assessed: str | None, unknown: list[Subject], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        Evaluation(account="t:acme", population=population, not_assessed=not_assessed, unknown=unknown, failures=[])


def test_no_more_fail_than_were_judged() -> None:
    failures = [Failure(**each.model_dump(), evidence={}) for each in (BOB, EVE)]
    with pytest.raises(ValidationError, match="more fail than were judged"):
        Evaluation(account="t:acme", population=1, not_assessed=None, unknown=[], failures=failures)
