"""Rules are data: their headers are complete, and a broken one is told with file and remedy."""

from pathlib import Path

import pytest

from relgraph.assets import asset_dir
from relgraph.coverage.model import Severity
from relgraph.coverage.rules import load_rules, read_rule
from relgraph.errors import QueryContractError

RULES = {loaded.rule.id: loaded for loaded in load_rules()}


def test_every_file_is_a_rule_and_the_severest_come_first() -> None:
    files = {path.stem for path in (asset_dir("cypher") / "audit").glob("*.cypher")}
    assert RULES.keys() == files
    severities = [list(Severity).index(loaded.rule.severity) for loaded in load_rules()]
    assert severities == sorted(severities)


def test_every_rule_has_its_cases_drawn() -> None:
    drawn = (Path(__file__).parent / "test_coverage.py").read_text()
    assert [rule for rule in RULES if f'"{rule}"' not in drawn] == []


@pytest.mark.parametrize("line", ["title", "title_zh", "method", "severity", "scope", "remedy", "version"])
def test_a_header_that_lacks_something_is_refused(line: str) -> None:
    loaded = RULES["key_role_cold"]
    text = "\n".join(row for row in loaded.query.file.read_text().splitlines() if not row.startswith(f"// @{line}:"))
    with pytest.raises(QueryContractError, match=rf"cypher/audit/key_role_cold.cypher:1: .*@{line}\b.*Write '// @"):
        read_rule("key_role_cold", text, loaded.query)


def test_a_header_that_says_something_strange_is_refused() -> None:
    loaded = RULES["key_role_cold"]
    text = "// @colour: red\n" + loaded.query.file.read_text()
    with pytest.raises(QueryContractError, match="@colour"):
        read_rule("key_role_cold", text, loaded.query)
