"""What the page of the register shows of the demo world is what the command prints, and it tells every code."""

import re

import pytest

from relgraph.core.language import Language
from relgraph.register.model import RegisterLack
from relgraph.register.words import label
from tests.pages import demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = read_page("method/register.md")


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=2)


def test_the_page_tells_every_code_in_both_languages() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert rows == [(lack.value, label(lack, Language.EN), label(lack, Language.ZH)) for lack in RegisterLack]
