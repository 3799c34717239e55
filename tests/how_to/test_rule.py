"""docs/how-to/add-a-rule.md: the rule sees who fails, who does not and whom nobody can judge, in any installation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import find_sides
from relgraph.audit.rules.service import RuleQuery, load_rules
from relgraph.graph.client import Graph
from tests.audit import cases, oracle
from tests.audit.cases import Case, draw_all, expected, see
from tests.draw import TODAY, Drawing
from tests.how_to.pages import Page

PAGE = Page("add-a-rule")
RULE = PAGE.of("cypher/audit/key_contact_declines.cypher")


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Case]]:
    """The page's case alone, with those that nothing is known of and that have nobody."""
    monkeypatch.setattr(cases, "CASES", [])
    exec(PAGE.of("tests/audit/cases_people.py"), {"case": cases.case, "Drawing": Drawing})

    @cases.case("key_contact_declines", 1, unknown=["dan"], not_assessed="wishes_unknown")
    def nobody_said(d: Drawing) -> None:
        d.people("dan").role("dan", "deal", "E")

    @cases.case("key_contact_declines", 0, not_assessed="no_key_contacts")
    def nobody_there(d: Drawing) -> None:
        d.people("dan", at="acme")

    return cases.CASES


def own(folder: Path, text: str) -> RuleQuery:
    """The rule of an installation whose folder holds this text."""
    folder.mkdir()
    (folder / "key_contact_declines.cypher").write_text(text, encoding="utf-8")
    (rule,) = [loaded for loaded in load_rules(folder) if loaded.rule.own]
    return rule


async def test_the_rule_sees_what_the_case_draws(graph: Graph, declared: list[Case], tmp_path: Path) -> None:
    await draw_all(graph, declared)
    sides = await find_sides(graph, TODAY)
    rule = own(tmp_path / "rules", RULE)
    assert len(declared) == 3
    for number, case in enumerate(declared):
        assert await see(graph, rule, number, sides) == expected(case), case.name
    turned = own(tmp_path / "turned", re.sub(r"(// <fails>\n)(.+)\n", r"\1NOT (\2)\n", RULE))
    assert await see(graph, turned, 0, sides) != expected(declared[0])


def test_the_oracle_judges_in_plain_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "RULES", {})
    exec(PAGE.of("tests/audit/oracle_maps.py"), {"rule": oracle.rule, "Oracle": oracle.Oracle, "Seen": oracle.Seen})
    assert list(oracle.RULES) == ["key_contact_declines"]
