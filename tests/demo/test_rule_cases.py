"""Each rule on contact, promises, asks, news, closeness, scores, sponsors and formations has its cases in the demo."""

from datetime import date
from typing import NamedTuple

import pytest

from relgraph.audit.evaluation.service import evaluate_all, find_sides, name_subjects
from relgraph.audit.rules.model import Evaluation
from relgraph.audit.rules.service import load_rules
from relgraph.connect.csv.service import import_folder
from relgraph.graph.client import Graph
from tests.database import wipe
from tests.demo.demo_reading import AS_OF, FOLDER, rows


class Cases(NamedTuple):
    """How many a rule finds well, failing and unknown, and who fails where there is one."""

    healthy: int
    failing: int
    unknown: int
    who: str = ""


CASES = {
    "account_heard_of_through_one": Cases(1, 1, 1, "澜汀银行"),
    "ask_too_heavy": Cases(4, 1, 3, "罗佳慧"),
    "asks_all_of_one": Cases(2, 1, 1, "Norrvang Motors"),
    "claim_unconfirmed": Cases(3, 5, 1),
    "contact_stopped_after_close": Cases(1, 1, 1, "质量追溯模块"),
    "credit_exhausted": Cases(3, 1, 1, "罗佳慧"),
    "decider_out_of_touch": Cases(1, 1, 4, "苏怀瑾"),
    "formation_blind_upwards": Cases(4, 19, 0),
    "formation_confused": Cases(4, 1, 18, "苏怀瑾"),
    "formation_effort_away": Cases(3, 2, 18),
    "formation_upper_only": Cases(13, 6, 4),
    "general_relation_neglected": Cases(1, 1, 1, "赖思远"),
    "general_relation_overdone": Cases(1, 1, 1, "陶然"),
    "key_contact_barely_known": Cases(5, 1, 19, "柏青松"),
    "key_contact_friendly_only": Cases(7, 1, 17, "邵立群"),
    "key_contact_rhythm": Cases(10, 15, 1),
    "key_contact_silent": Cases(15, 5, 9),
    "key_contact_through_one": Cases(8, 1, 17, "邵立群"),
    "key_contact_not_scored": Cases(4, 20, 1),
    "key_contact_raters_differ": Cases(1, 1, 23, "邵立群"),
    "sponsor_lapsed": Cases(3, 3, 1),
    "sponsor_mismatched": Cases(4, 1, 1, "陈思敏"),
    "meeting_without_outcome": Cases(22, 9, 0),
    "promise_broken": Cases(15, 2, 3),
    "promise_overdue": Cases(3, 5, 2),
    "unit_silent": Cases(25, 29, 7),
}
# What the rule itself says of why it knows no unknown case.
NEVER_UNKNOWN = {"meeting_without_outcome": "None is unknown: what nobody has recorded is what fails."}
# Whom every key contact there reports to is on the charts.
KNOWN_HERE = {"formation_blind_upwards"}
RULES = {loaded.rule.id: loaded for loaded in load_rules() if loaded.rule.id in CASES}
ACCOUNTS = sorted(row["id"] for row in rows("organizations") if row["kind"] == "customer")


@pytest.fixture(scope="module")
async def seen(shared_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cases]:
    """What the rules see in the demo world on its day, in all accounts together; loaded once."""
    await wipe(shared_graph)
    graph, day = shared_graph.for_caller(), date.fromisoformat(AS_OF)
    report = await import_folder(graph, FOLDER, rejects=tmp_path_factory.mktemp("rejects"))
    assert report.accepted, report.problems
    evaluated = await evaluate_all(graph, list(RULES.values()), ACCOUNTS, sides=await find_sides(graph, day), as_of=day)
    failures = [failure for _, evaluations in evaluated for each in evaluations for failure in each.failures]
    names = {id_: named.name for id_, named in (await name_subjects(graph, failures, day)).items()}
    return {rule.id: count(evaluations, names) for rule, evaluations in evaluated}


def count(evaluations: list[Evaluation], names: dict[str, str]) -> Cases:
    failing = [failure for each in evaluations for failure in each.failures]
    unknown = sum(len(each.unknown) for each in evaluations)
    healthy = sum(each.population for each in evaluations) - len(failing) - unknown
    return Cases(healthy, len(failing), unknown, names[failing[0].id] if len(failing) == 1 else "")


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_sees_exactly_these_cases(seen: dict[str, Cases], rule: str) -> None:
    assert seen[rule] == CASES[rule]


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_has_a_healthy_a_failing_and_an_unknown_case_or_says_why_not(rule: str) -> None:
    cases = CASES[rule]
    assert min(cases.healthy, cases.failing) >= 1
    if rule in KNOWN_HERE:
        assert cases.unknown == 0
    elif rule in NEVER_UNKNOWN:
        assert cases.unknown == 0
        assert NEVER_UNKNOWN[rule] in RULES[rule].rule.purpose
    else:
        assert cases.unknown >= 1


def test_all_rules_on_contact_promises_news_closeness_scores_sponsors_and_formations_are_counted() -> None:
    assert len(RULES) == 26
    assert [row["id"] for row in rows("organizations") if row["kind"] == "customer"] == ACCOUNTS
