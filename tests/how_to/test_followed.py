"""The pages are followed to the end, all in one copy of relgraph: from statements to fields, commands and layers."""

from datetime import date
from pathlib import Path

import pytest

from relgraph.graph.connection import Connection
from tests.draw import TODAY, Drawing
from tests.how_to.pages import Copy, Page

pytestmark = pytest.mark.long

PAGES = [
    Page(name) for name in ("add-a-question", "add-an-analysis", "show-an-answer", "add-a-rule", "add-an-importer")
]
TESTS = (
    *("tests/people", "tests/how_to/in_the_copy.py", "tests/test_architecture.py", "tests/test_rules_page.py"),
    *("tests/surfaces/graphql/test_schema.py", "tests/test_analyses.py", "tests/connect/contacts"),
)
HELD_TO = (
    "tests/test_queries.py::test_every_file_is_declared_exactly_once",
    "tests/test_queries.py::test_neo4j_agrees_with_the_contract[people/find_quiet_contacts]",
    "tests/test_queries.py::test_no_plan_scans_people_or_everything[people/find_quiet_contacts]",
    "tests/audit/test_rules.py::test_every_rule_has_a_positive_a_negative_and_an_unknown_case",
    "tests/audit/test_rules.py::test_evidence_and_suggestions_name_what_the_query_returns",
    "tests/audit/test_oracle.py::test_every_rule_has_an_oracle",
    "tests/test_docs.py::test_every_section_that_a_rule_names_is_there",
)
"""What relgraph's own tests hold such files to, and their reach."""


async def test_the_pages_lead_there(drawing: Drawing, neo4j_connection: Connection, tmp_path: Path) -> None:
    copy = Copy.make(tmp_path / "relgraph", neo4j_connection)
    await copy.follow(*PAGES)
    await copy.run("-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, *HELD_TO)

    d = drawing.org("us", "vendor").org("acme").people("ann", at="us").people("old", "new", "who", at="acme")
    d.tie("ann", "old", last_contact=date(2026, 1, 5)).tie("ann", "new", last_contact=date(2026, 8, 1))
    await d.tie("ann", "who").save()
    said = await copy.run("-m", "relgraph", "quiet", "acme", "--as-of", TODAY.isoformat())
    assert [line.split() for line in said.splitlines()][-2:] == [["old", "2026-01-05"], ["who", "?"]]
