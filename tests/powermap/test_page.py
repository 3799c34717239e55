"""What the page of the power map shows of the demo world is what the command prints, and its picture what it draws."""

import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from tests.database import unchanged, wipe
from tests.draw import TODAY
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "method" / "power-map.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ (.*)\n([^`]*)```", PAGE)
PICTURES = re.findall(r"^(relgraph --demo map .* --svg )(docs/images/\S+)$", PAGE, re.MULTILINE)
LEFT_OUT = "…"


@pytest.fixture(scope="module")
async def world(shared_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Graph]:
    """The demo world."""
    await wipe(shared_graph)
    rejects = tmp_path_factory.mktemp("world") / "rejects"
    assert (await import_folder(shared_graph.for_caller(), asset_dir("demo") / "world", rejects=rejects)).accepted
    async with unchanged(shared_graph) as graph:
        yield graph


@pytest.fixture
def graph(world: Graph) -> Graph:
    return world


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whole lines, in this order; `…` stands for those that are left out."""
    monkeypatch.setenv("COLUMNS", "160")
    assert len(EXAMPLES) == 2
    for command, shown in EXAMPLES:
        done = await relgraph(*shlex.split(command)[2:], "--as-of", TODAY.isoformat())
        assert done.code == 0, done.err
        told = "\n".join(["", *(line.rstrip() for line in done.out.splitlines()), ""])
        begin = 0
        for piece in shown.split(f"{LEFT_OUT}\n"):
            assert f"\n{piece}" in told[begin:], f"{command}: {piece}\n{told}"
            begin = told.index(f"\n{piece}", begin) + len(piece)


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
