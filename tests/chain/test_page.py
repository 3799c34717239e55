"""What the page of the decision chain shows of the demo world is what the command prints, and it tells every part."""

import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from relgraph.chain.model import ChainLack, ChainPartCode
from relgraph.chain.words import PARTS
from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from tests.chain.worlds import NUMBERS
from tests.database import unchanged, wipe
from tests.draw import TODAY
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = (Path(__file__).parents[2] / "docs" / "method" / "decision-chain.md").read_text(encoding="utf-8")
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
    monkeypatch.setenv("COLUMNS", "200")
    assert len(EXAMPLES) == 3
    for command, shown in EXAMPLES:
        done = await relgraph(*shlex.split(command)[2:], "--as-of", TODAY.isoformat())
        assert done.code == 0, done.err
        told = "\n".join(["", *(line.rstrip() for line in done.out.splitlines()), ""])
        begin = 0
        for piece in filter(None, shown.split(f"{LEFT_OUT}\n")):
            assert f"\n{piece}" in told[begin:], f"{command}: {piece}"
            begin = told.index(f"\n{piece}", begin) + len(piece)


def test_the_page_tells_every_part_in_both_languages_and_the_numbers_of_the_playbook() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == [
        (part.value, PARTS[part][Language.EN], PARTS[part][Language.ZH], str(NUMBERS.parts.model_dump()[part.value]))
        for part in ChainPartCode
    ]
    assert all(f"`{lack}`" in PAGE for lack in ChainLack)
    worth, roles, answer = NUMBERS.support, NUMBERS.roles, NUMBERS.first_answer
    for told in (
        f"opposed {worth.opposed:g}, neutral {worth.neutral:g}, supportive {worth.supportive:g}, "
        f"strong {worth.strong:g}, coach {worth.coach:g}",
        f"An approver weighs {roles.approver}, a decision maker {roles.decision_maker}, an evaluator {roles.evaluator}",
        f"by a solid line ({NUMBERS.solid_line}) or a dotted one ({NUMBERS.dotted_line})",
        f"each beyond the first keeps {NUMBERS.step_decay}",
        f"a tie of strength {NUMBERS.new_tie} is made",
        f"{answer.opposed} turn out opposed, {answer.neutral} neutral, {answer.supportive} supportive, "
        f"{answer.strong} strong",
    ):
        assert told in PAGE
