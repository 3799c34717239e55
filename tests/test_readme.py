"""The README's commands work as printed: make targets exist, relgraph commands run, the GraphQL query answers."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from relgraph.surfaces.cli.main import app
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.schema import schema
from tests.draw import TODAY
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
DEMO = [shlex.split(line, comments=True)[2:] for line in LINES if line.startswith("relgraph --demo ")]
CONSOLE = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
OTHERS = [
    shlex.split(line, comments=True)[1:] for line in LINES if line.startswith("relgraph ") and "--demo" not in line
]


def test_make_targets_exist_and_say_what_they_do() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [shlex.split(line, comments=True)[1] for line in LINES if line.startswith("make ")]
    assert targets == ["demo", "test"]
    for target in targets:
        assert re.search(rf"^{target}: .*## \w", makefile, flags=re.MULTILINE)


@pytest.fixture
async def world(graph: Graph, tmp_path: Path) -> Graph:
    """The demo world in the test's graph."""
    report = await import_folder(graph, asset_dir("demo") / "world", rejects=tmp_path / "rejects")
    assert report.accepted
    return graph


async def test_every_command_of_the_tour_answers(world: Graph, relgraph: Run) -> None:  # noqa: F811
    assert len(DEMO) >= 5
    for command in DEMO:
        # The tour asks the local demo graph; here the same world is in the test's graph.
        done = await relgraph(*command, *["--as-of", TODAY.isoformat()])
        assert done.code == 0, f"{command}: {done.err}"
        assert len(done.lines) > 1, command


async def test_the_commands_print_what_the_readme_shows(
    world: Graph,
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Line by line, in this order; `…` stands for what is left out."""
    monkeypatch.setenv("COLUMNS", "160")
    asked = [part for block in CONSOLE for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert len(asked) == 4
    for part in asked:
        command, *shown = part.splitlines()
        words = shlex.split(command)[2:]
        done = await relgraph(*words, "--on" if words[0] == "log" else "--as-of", TODAY.isoformat())
        assert done.code == 0, done.err
        told = "\n".join(done.lines)
        begin = 0
        for line in shown:
            for piece in filter(None, (" ".join(piece.split()) for piece in line.split("…"))):
                assert piece in told[begin:], f"{command}: {piece}"
                begin = told.index(piece, begin) + len(piece)


async def test_the_graphql_query_of_the_tour_answers(world: Graph) -> None:
    (body,) = re.findall(r"-d '(.*?)'$", README, flags=re.DOTALL | re.MULTILINE)
    request = json.loads(body)
    context = Context(graph=world, today=TODAY, request_id="readme")
    result = await schema.execute(request["query"], request["variables"], context_value=context)
    assert result.errors is None
    assert result.data["pathsTo"]["nodes"][0]["likelihood"] == 0.6885


@pytest.mark.parametrize("command", OTHERS, ids=" ".join)
def test_every_other_command_exists(command: list[str]) -> None:
    words = [word for word in command if not word.startswith(("-", "|"))]
    name = [word for word in words[:2] if "/" not in word and word != "ID"]
    result = CliRunner().invoke(app, [*name, "--help"])
    assert result.exit_code == 0
    for option in (word for word in command if word.startswith("--")):
        assert option in result.output


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
