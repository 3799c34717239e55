"""`relgraph chain`: what it prints, in both languages, for machines, and what it refuses."""

from collections.abc import AsyncIterator

import pytest

from relgraph.graph.client import Graph
from tests.chain.worlds import draw_deal
from tests.draw import Drawing, drawn_once
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", "2026-09-01")


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw_deal) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


async def test_it_prints_members_blockers_and_what_to_do_next(relgraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = (await relgraph("chain", "deal", *ON)).lines
    assert shown[:2] == [
        "Decision chain of deal, 2026-09-01.",
        "Readiness 47.3 of 100, 74.4 at best: of 27.1 points nothing is known.",
    ]
    assert shown[8] == "who roles stands share say swayed by our way competitor"
    assert shown[10:] == [
        "amy A 2 ours 0.30 0.62 ? ann → amy (0.80) –",
        "bob D ? unknown 0.45 0.45 −0.90 vic ann → amy → bob (0.40) nearer: rex 0.70",
        "+0.50 amy",
        "?0.00-1.00 sue",
        "eve E 0 neutral, stale 0.25 0.25 +0.60 kim ann → amy → eve (0.72) –",
        "+0.40 amy",
        "Coach: kim",
        "Largest say: amy 0.62, bob 0.45, vic 0.41, eve 0.25, kim 0.15",
        "Blockers",
        "vic sways bob (0.90); around: ann → amy → bob (0.40), amy sways them for us",
        "Next contacts worth most",
        "1. Meet bob, whom none of ours knows, and of whom nobody has said where they stand; expected to bring 7.1 "
        "points, 19.1 at best; way: ann → amy → bob (0.40).",
        "2. Win eve further, from level 0 to 1; expected to bring 2.5 points, 5.0 at best.",
    ]


async def test_it_speaks_chinese_and_json(relgraph: Run) -> None:
    shown = (await relgraph("chain", "t:deal", "--lang", "zh", "--turns", "bob=-1", "--leaves", "kim", *ON)).lines
    assert shown[:2] == ["deal的决策链，2026-09-01。", "就绪度 47.3（满分100），最好可达 74.4：其中 27.1 分未知。"]
    assert "教练：kim" in shown
    (what_if,) = [line for line in shown if line.startswith("假设")]
    assert what_if == "假设：就绪度 47.3 → 31.3（-16.0），最好 74.4 → 38.3。"
    told = (await relgraph("chain", "t:deal", "--json", *ON)).json
    assert isinstance(told, dict)
    assert (told["readiness"]["figure"], told["coaches"], told["people"]["t:bob"]["layer"]) == (47.3, ["t:kim"], 1)


async def test_nothing_known_and_a_deal_that_is_not_live(relgraph: Run) -> None:
    shown = (await relgraph("chain", "empty", *ON)).lines
    assert shown[1] == ("Readiness not assessed: nobody is recorded as approver, decision maker or evaluator.")
    assert shown[-2:] == ["Coach: nobody", "No next contact is expected to bring anything."]
    ended = (await relgraph("chain", "t:old", *ON)).lines
    assert ended[1] == "The deal is not live on that day."
    early = await relgraph("chain", "t:deal", "--as-of", "2025-12-01")
    assert "deal (t:deal) is known from 2026-01-01 on, not on 2025-12-01." in early.complaint


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (("--turns", "bob"), "--turns: 'bob' is not PERSON=LEVEL. → Write it as PERSON=LEVEL."),
        (("--turns", "bob=4"), "--turns: '4' is no level of support. → Give -1, 0, 1, 2, 3, or ? for unknown."),
        (("--tie", "bob=amy"), "--tie: 't:bob' is none of ours on that day. → Name one of ours first: OURS=THEIRS."),
        (("--turns", "ann=1"), "--turns: 't:ann' is ours. → Name somebody who is not."),
        (("--leaves", "nobody"), "--leaves: No person is called 'nobody' on 2026-09-01."),
    ],
)
async def test_what_makes_no_sense_is_refused(relgraph: Run, given: tuple[str, ...], complaint: str) -> None:
    done = await relgraph("chain", "t:deal", *given, *ON)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.complaint
