"""The page on strength tells the numbers as they are, and so does each number of itself."""

import re
from pathlib import Path

import pytest

from relgraph.playbook.strength import StrengthNumbers
from tests.strength.numbers import NUMBERS

PAGE = (Path(__file__).parents[2] / "docs" / "strength.md").read_text(encoding="utf-8")
FIELDS = StrengthNumbers.model_fields


def test_the_page_tells_every_number() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE, re.MULTILINE))
    assert rows == {name: f"{value:g}" for name, value in NUMBERS.model_dump().items()}


@pytest.mark.parametrize("name", FIELDS)
def test_a_number_tells_its_source(name: str) -> None:
    assert re.search(r"\. (Measured|Assumption|Convention)\b", FIELDS[name].description or "")
