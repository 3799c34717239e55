"""What the page of the six dimensions shows of the demo world is what commands print, and what the playbook says."""

import re

import pytest

from relgraph.playbook.service import load_playbook
from tests.draw import TODAY
from tests.pages import demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = read_page("method/six-dimensions.md")


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=4, width=170)


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
