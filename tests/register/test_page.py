"""What the page of the register shows of the demo world is what the command prints, and it tells every code."""

import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.register.model import RegisterLack
from relgraph.register.words import label
from tests.database import unchanged, wipe
from tests.draw import TODAY
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = (Path(__file__).parents[2] / "docs" / "method" / "register.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ (.*)\n([^`]*)```", PAGE)
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
            assert f"\n{piece}" in told[begin:], f"{command}: {piece}"
            begin = told.index(f"\n{piece}", begin) + len(piece)


def test_the_page_tells_every_code_in_both_languages() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert rows == [(lack.value, label(lack, Language.EN), label(lack, Language.ZH)) for lack in RegisterLack]
