"""Every rule sees exactly what its cases draw, and a rule whose predicate is turned round does not."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from relgraph.assets import asset_dir
from relgraph.audit.model import Severity, Sight
from relgraph.audit.rules import RuleQuery, load_rules
from relgraph.graph.client import Graph
from relgraph.graph.query import Query
from tests.audit import cases_maps, cases_ties, cases_ways  # noqa: F401  (they register their cases)
from tests.audit.cases import CASES, Case, expected, see, start, told
from tests.draw import Drawing

RULES = {loaded.rule.id: loaded for loaded in load_rules()}
_PREDICATE = re.compile(r"// <fails>(.+?)// </fails>", re.DOTALL)


async def draw(graph: Graph, case: Case) -> None:
    d = start(Drawing(graph))
    case.draw(d)
    await d.save()
    if case.rule == "fact_without_source":
        await graph.driver.execute_query("MATCH ()-[r {id: 't:nobody-said'}]->() REMOVE r.source")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_rule_sees_what_is_drawn(graph: Graph, case: Case) -> None:
    await draw(graph, case)
    assert told(await see(graph, RULES[case.rule], case)) == expected(case)


def test_every_rule_has_a_positive_a_negative_and_an_unknown_case() -> None:
    drawn = defaultdict(set)
    for case in CASES:
        drawn[case.rule] |= {"positive"} if case.fails else set()
        drawn[case.rule] |= {"negative"} if case.population > len(case.fails) + len(case.unknown) else set()
        drawn[case.rule] |= {"unknown"} if case.unknown or case.not_assessed else set()
    assert drawn == {id_: {"positive", "negative", "unknown"} for id_ in RULES}


@pytest.mark.parametrize("id_", RULES)
async def test_a_predicate_turned_round_is_noticed(graph: Graph, id_: str, tmp_path: Path) -> None:
    loaded = RULES[id_]
    text = loaded.query.file.read_text()
    assert len(_PREDICATE.findall(text)) == 1
    (tmp_path / f"{id_}.cypher").write_text(_PREDICATE.sub(r"NOT (\1)", text))
    turned = RuleQuery(loaded.rule, Query(id_, Sight, tmp_path))
    for case in (case for case in CASES if case.rule == id_ and case.fails):
        await draw(graph, case)
        if told(await see(graph, turned, case)) != expected(case):
            return
    pytest.fail("no case notices it")


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
