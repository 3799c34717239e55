"""Analyses are told once: in both languages, with sections of the method, and fields show what they say and cost."""

import re
import runpy
from pathlib import Path

import pytest

from relgraph.analyses import ANALYSES
from relgraph.analyses.declaration import Analysis
from relgraph.surfaces.graphql.alone import FAILED
from relgraph.surfaces.graphql.prices import price_of
from relgraph.surfaces.graphql.schema import schema

ROOT = Path(__file__).parents[1]
FIELDS = {
    str(field.description).removesuffix(f" {FAILED}"): field for field in schema._schema.query_type.fields.values()
}


def test_the_page_is_what_the_declarations_say() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_analyses_page.py"))
    page = (ROOT / "docs" / "analyses.md").read_text(encoding="utf-8")
    assert page == script["render"](), "run scripts/write_analyses_page.py"


def test_each_has_a_name_of_its_own() -> None:
    assert len({analysis.id for analysis in ANALYSES}) == len(ANALYSES)


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda analysis: analysis.id)
def test_a_field_offers_it_in_its_words_at_its_price(analysis: Analysis) -> None:
    assert price_of(FIELDS[analysis.words.en]) == analysis.price
    assert re.search(r"[\u4e00-\u9fff]", analysis.words.zh)


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda analysis: analysis.id)
def test_a_command_or_field_asks_it_by_name_and_composes_nothing(analysis: Analysis) -> None:
    name = analysis.id.upper()
    surfaces = [path.read_text(encoding="utf-8") for path in (ROOT / "src/relgraph/surfaces").rglob("*.py")]
    assert any(f"context.run({name}," in text for text in surfaces)
