"""What the page of the power map shows of the demo world is what the command prints, and its picture what it draws."""

import re
import shlex
from pathlib import Path

import pytest

from tests.pages import DOCS, demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = read_page("method/power-map.md")
PICTURES = re.findall(r"^(relgraph --demo map .* --svg )(docs/images/\S+)$", PAGE, re.MULTILINE)


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=2)


async def test_the_picture_is_what_the_command_of_the_page_draws(
    relgraph: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    """After a change on purpose: draw it anew with that command, and look at it."""
    assert len(PICTURES) == 1
    for command, picture in PICTURES:
        drawn = tmp_path / "drawn.svg"
        done = await relgraph(*shlex.split(command)[2:], str(drawn))
        assert done.code == 0, done.err
        assert drawn.read_text(encoding="utf-8") == (DOCS.parent / picture).read_text(encoding="utf-8"), picture
