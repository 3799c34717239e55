"""What the benchmark of path search asks, and how answers are judged."""

from pathlib import Path

import pytest

from bench import measure
from bench.questions import Answer, Cell, Timed, questions
from bench.results import Line
from bench.world import World


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
