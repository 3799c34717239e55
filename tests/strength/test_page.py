"""The page on strength tells the numbers as they are, and so does each number of itself."""

import re
from pathlib import Path

import pytest

from relgraph.playbook.strength import StrengthNumbers

PAGE = (Path(__file__).parents[2] / "docs" / "strength.md").read_text(encoding="utf-8")
FIELDS = StrengthNumbers.model_fields


def test_the_page_tells_every_number() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE, re.MULTILINE))
    assert rows == {name: f"{field.default:g}" for name, field in FIELDS.items()}


@pytest.mark.parametrize("name", FIELDS)
def test_a_number_tells_default_and_source(name: str) -> None:
    told = FIELDS[name].description
    assert f"default {FIELDS[name].default:g}." in told
    assert re.search(r"\. (Measured|Assumption|Convention)\b", told)


def test_numbers_are_not_changed_and_nothing_else_is_told() -> None:
    with pytest.raises(ValueError, match="frozen"):
        StrengthNumbers().step = 1
    with pytest.raises(ValueError, match="Extra inputs"):
        StrengthNumbers(seniority=2)
