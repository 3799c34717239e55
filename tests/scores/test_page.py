"""What the page of the six dimensions shows of the demo world is what commands print, and what the playbook says."""

import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from relgraph.playbook.service import load_playbook
from tests.database import unchanged, wipe
from tests.draw import TODAY
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = (Path(__file__).parents[2] / "docs" / "method" / "six-dimensions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ (.*)\n([^`]*)```", PAGE)


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
    monkeypatch.setenv("COLUMNS", "170")
    assert len(EXAMPLES) == 4
    for command, shown in EXAMPLES:
        done = await relgraph(*shlex.split(command)[2:], "--as-of", TODAY.isoformat())
        assert done.code == 0, done.err
        assert [line.rstrip() for line in done.out.splitlines()] == shown.splitlines(), command


async def test_for_machines_and_of_nobody(relgraph: Run) -> None:  # noqa: F811
    found = (await relgraph("scores", "demo:grid", "--json", "--as-of", TODAY.isoformat())).json
    assert [each["id"] for each in found["dimensions"]] == list(load_playbook(None).assessments.dimensions)
    assert (found["since"], found["known_at_least"], len(found["contacts"])) == ("2025-09-02", 3, 12)
    nobody = await relgraph("scores", "demo:yunxiu", "--lang", "zh", "--as-of", TODAY.isoformat())
    assert nobody.lines[-1] == "没有登记关键客户。"
    unit = await relgraph("scores", "demo:grid.dispatch", "--as-of", TODAY.isoformat())
    assert (unit.code, unit.out) == (2, "")


def test_the_page_tells_every_dimension_and_level_as_the_playbook_does() -> None:
    known = load_playbook(None).assessments
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert rows == [(name, aspect.zh) for name, aspect in known.dimensions.items()]
    (scale,) = known.scales.values()
    told = ", ".join(f"`{level}` {scale.levels[str(level)].en} {scale.levels[str(level)].zh}" for level in scale.known)
    assert f"Levels: {told}." in PAGE
