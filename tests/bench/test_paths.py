"""The benchmark of path search runs end to end, and tells what it measured."""

from pathlib import Path

import pytest

from bench import measure
from bench.paths import run_book
from bench.paths_report import report
from bench.questions import HOPS, Answer, Cell, Timed, questions
from bench.results import Line, Plan
from bench.world import World

PLAN = Plan(targets=2, rounds=1, warm_up=0, peer_targets=1, peer_seconds=2, over_http=False, most_hops=3)


def test_a_small_book_is_measured_and_answered_exactly(tmp_path: Path) -> None:
    run = run_book(World.of(1000), PLAN, tmp_path, heap_mb=300, page_cache_mb=64)
    assert run.wrong == []
    assert {line.cell.hops for line in run.lines} == set(HOPS[:2])
    assert all(line.exact == len(line.ms) == len(line.reference) == 2 for line in run.lines)
    assert any(line.took("igraph") for line in run.lines)
    assert any(line.took("naive Cypher") for line in run.lines)
    assert run.memory.keys() == {"Neo4j", "best-first (its arrays)", "networkx", "igraph"}
    text = report([run], PLAN)
    assert "## 1,000 people, 10,000 ties: relgraph beside the search in memory" in text
    assert "| typical | 20 | 3 |" in text


def test_all_of_ours_are_meant_when_all_are_named() -> None:
    world = World.of(1000)
    few, all_of_them = (questions(world, Cell("typical", starts, 2), 3) for starts in (20, 2000))
    assert [question.target for question in few] == [question.target for question in all_of_them]
    assert (few[0].all_of_ours, all_of_them[0].all_of_ours) == (False, True)


@pytest.mark.parametrize(
    ("scores", "complete_above", "verdict"),
    [
        ([0.5, 0.2], 0.1, "exact"),
        ([0.5], 0.2, "partial"),
        ([0.5, 0.1], 0.3, "partial"),
        ([0.5], 0.0, "wrong"),
        ([0.5, 0.3], 0.25, "wrong"),
    ],
)
def test_answers_are_judged(scores: list[float], complete_above: float, verdict: str) -> None:
    line = Line(Cell("typical", 20, 2), reference={"p": Timed(1.0, (0.5, 0.2))})
    line.judge("p", Answer(scores, complete_above))
    assert {"exact": line.exact, "partial": line.partial, "wrong": len(line.wrong)} == {
        **dict.fromkeys(("exact", "partial", "wrong"), 0),
        verdict: 1,
    }


def test_the_parts_of_the_results_do_not_disturb_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "RESULTS", tmp_path / "RESULTS.md")
    for part, text in (("a", "# A\n"), ("b", "# B"), ("a", "# A, again")):
        measure.keep(part, text)
    assert measure.RESULTS.read_text() == (
        "<!-- a -->\n# A, again\n\n<!-- end of a -->\n\n<!-- b -->\n# B\n\n<!-- end of b -->\n"
    )
