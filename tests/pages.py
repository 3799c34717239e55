"""Holds a page of docs/ to what commands print on the demo world.

from tests.pages import demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)

PAGE = read_page("method/register.md")

async def test_the_commands_print_what_the_page_shows(relgraph, monkeypatch):
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=2)
"""

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
from tests.surfaces.cli.conftest import Run

DOCS = Path(__file__).parents[1] / "docs"
LEFT_OUT = "…\n"
"""Stands for lines that a page leaves out."""


def read_page(name: str) -> str:
    """The text of a page of docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
async def demo_world(shared_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Graph]:
    """The demo world, which the tests of a module only read."""
    await load_demo(shared_graph, tmp_path_factory.mktemp("world"))
    async with unchanged(shared_graph) as world:
        yield world


@pytest.fixture
def graph(demo_world: Graph) -> Graph:
    return demo_world


async def load_demo(graph: Graph, place: Path) -> None:
    """Make the graph the demo world, and nothing else."""
    await wipe(graph)
    assert (await import_folder(graph.for_caller(), asset_dir("demo") / "world", rejects=place / "rejects")).accepted


async def printed_as_shown(
    relgraph: Run, monkeypatch: pytest.MonkeyPatch, page: str, *, examples: int, width: int = 160
) -> None:
    """Each example prints, on the day of the demo world, the whole lines that the page shows, in their order."""
    monkeypatch.setenv("COLUMNS", str(width))
    found = re.findall(r"```console\n\$ (.*)\n([^`]*)```", page)
    assert len(found) == examples
    for command, shown in found:
        done = await relgraph(*shlex.split(command)[2:], "--as-of", TODAY.isoformat())
        assert done.code == 0, done.err
        told = "\n".join(["", *(line.rstrip() for line in done.out.splitlines()), ""])
        if LEFT_OUT not in shown:
            assert told.removeprefix("\n") == shown, command
        begin = 0
        for piece in filter(None, shown.split(LEFT_OUT)):
            assert f"\n{piece}" in told[begin:], f"{command}: {piece}"
            begin = told.index(f"\n{piece}", begin) + len(piece)
