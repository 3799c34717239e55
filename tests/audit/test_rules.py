"""Every rule sees exactly what its cases draw, and a rule whose predicate is turned round does not."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import Sides, find_sides
from relgraph.audit.rules.model import Evaluation, Severity
from relgraph.audit.rules.service import RuleQuery, load_rules
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from relgraph.graph.query import Query
from tests.audit import (  # noqa: F401  (they register their cases)
    cases_closeness,
    cases_contact,
    cases_formation,
    cases_maps,
    cases_news,
    cases_people,
    cases_scores,
    cases_silence,
    cases_sponsors,
    cases_ties,
    cases_ways,
)
from tests.audit.cases import CASES, draw_all, expected, see
from tests.draw import TODAY

RULES = {loaded.rule.id: loaded for loaded in load_rules()}
_PREDICATE = re.compile(r"// <fails>(.+?)// </fails>", re.DOTALL)


async def test_rules_see_what_is_drawn(graph: Graph) -> None:
    sides = await draw(graph)
    seen = {case.name: await see(graph, RULES[case.rule], number, sides) for number, case in enumerate(CASES)}
    assert seen == {case.name: expected(case) for case in CASES}


async def test_predicates_turned_round_are_noticed(graph: Graph, tmp_path: Path) -> None:
    sides = await draw(graph)
    for id_, loaded in RULES.items():
        text = loaded.query.file.read_text()
        assert len(_PREDICATE.findall(text)) == 1
        (tmp_path / f"{id_}.cypher").write_text(_PREDICATE.sub(r"NOT (\1)", text))
        turned = RuleQuery(loaded.rule, Query(id_, Evaluation, tmp_path))
        for number, case in enumerate(CASES):
            if case.rule == id_ and case.fails and await see(graph, turned, number, sides) != expected(case):
                break
        else:
            pytest.fail(f"no case notices it: {id_}")


async def draw(graph: Graph) -> Sides:
    await draw_all(graph)
    await graph.driver.execute_query("MATCH ()-[r]->() WHERE r.id ENDS WITH 'nobody-said' REMOVE r.source")
    return await find_sides(graph, TODAY)


def test_every_rule_has_a_positive_a_negative_and_an_unknown_case() -> None:
    drawn = defaultdict(set)
    for case in CASES:
        drawn[case.rule] |= {"positive"} if case.fails else set()
        drawn[case.rule] |= {"negative"} if case.population > len(case.fails) + len(case.unknown) else set()
        drawn[case.rule] |= {"unknown"} if case.unknown or case.not_assessed else set()
    assert drawn == {id_: {"positive", "negative", "unknown"} for id_ in RULES}


def test_rules_speak_to_people() -> None:
    """Whoever reads a report has no command line: what helps there is added where it is read."""
    texts = [text for loaded in RULES.values() for text in _texts(loaded.rule.model_dump())]
    assert len(texts) > 10 * len(RULES)
    assert [text for text in texts if re.search(r"relgraph|`| --\w|\.csv", text)] == []


def _texts(rule: dict[str, object]) -> list[str]:
    return [
        value for name, value in rule.items() if name not in ("id", "method", "severity") and isinstance(value, str)
    ]


def test_every_file_is_a_rule_and_the_severest_come_first() -> None:
    files = {path.stem for path in (asset_dir("cypher") / "audit").glob("*.cypher")}
    assert RULES.keys() == files
    severities = [list(Severity).index(loaded.rule.severity) for loaded in load_rules()]
    assert severities == sorted(severities)


def test_evidence_and_suggestions_name_what_the_query_returns() -> None:
    for loaded in RULES.values():
        rule, body = loaded.rule, loaded.query.file.read_text().split("// -> failures")[1]
        for text in (rule.evidence, rule.evidence_zh, rule.suggestion or "", rule.suggestion_zh or ""):
            for name in re.findall(r"{(\w+)}", text):
                assert re.search(rf"\b{name}: ", body), f"{rule.id}: {name}"
