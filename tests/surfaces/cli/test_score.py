"""`relgraph score` and `relgraph correct`: strengths computed, and set by hand."""

from datetime import date, timedelta

import pytest

from relgraph.graph.client import Graph
from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run


@pytest.fixture
async def today(drawing: Drawing) -> date:
    """Ann and Liu wrote to each other today; Ann wrote to Max, who never answered."""
    today = drawing.graph.clock.today()
    d = drawing.org("us", "vendor").org("acme").people("ann", at="us").people("liu", "max", at="acme")
    await d.wrote("ann", "liu", today).wrote("liu", "ann", today).wrote("ann", "max", today).save()
    return today


class TestScore:
    async def test_where_nothing_is_recorded(self, relgraph: Run, graph: Graph) -> None:
        done = await relgraph("score", "--as-of", "2026-09-01")
        assert (done.code, done.err) == (0, "")
        assert done.lines == [
            "No contact between two people is recorded by 2026-09-01: there is nothing to compute.",
        ]
        assert (await relgraph("score", "--lang", "zh", "--as-of", "2026-09-01")).lines == [
            "截至 2026-09-01，没有两人之间的接触记录，无可计算。",
        ]

    async def test_all_pairs_in_both_languages(self, relgraph: Run, today: date) -> None:
        done = await relgraph("score")
        assert (done.code, done.err) == (0, "")
        assert done.lines == [
            f"All pairs as of {today}: 2. Known to each other by their contact: 1.",
            "Strengths written: 1; ended: 0.",
        ]
        everything = await relgraph("score", "--all", "--lang", "zh")
        assert everything.lines == [f"截至 {today}，全部 2 对，其中 1 对因接触而相识。", "写入强度 0 条，终止 0 条。"]

    async def test_where_nothing_is_new(self, relgraph: Run, drawing: Drawing) -> None:
        today = drawing.graph.clock.today()
        await drawing.people("ann", "liu").met("met", "visit", today, "ann", "liu").save()
        assert (await relgraph("score")).lines[1] == "Strengths written: 1; ended: 0."
        assert (await relgraph("score")).lines == [f"No pair has anything new, as of {today}."]
        assert (await relgraph("score", "--lang", "zh")).lines == [f"截至 {today}，没有需要重算的关系。"]

    async def test_new_contact_is_scored_alone(self, relgraph: Run, today: date, graph: Graph) -> None:
        await relgraph("score")
        await Drawing(graph).wrote("max", "ann", today).save()
        # Those of Ann and of Max are looked at, since something is new of both.
        assert (await relgraph("score")).lines == [
            f"Pairs with something new as of {today}: 2. Known to each other by their contact: 2.",
            "Strengths written: 1; ended: 0.",
        ]

    async def test_json_and_what_cannot_be_asked(self, relgraph: Run, today: date) -> None:
        told = (await relgraph("score", "--json")).json
        assert told == {
            **{"as_of": today.isoformat(), "everything": True, "pairs": 2, "known": 1, "written": 1, "ended": 0},
        }
        wrong = await relgraph("score", "--as-of", "soon")
        assert (wrong.code, wrong.out) == (2, "")
        assert "'soon' is no day; write it as YYYY-MM-DD" in wrong.err


class TestCorrect:
    async def test_it_counts_from_today_for_a_year(
        self, relgraph: Run, today: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("getpass.getuser", lambda: "zoe")
        until = today + timedelta(days=365)
        done = await relgraph("correct", "ann", "liu", "0.8")
        assert (done.code, done.err, done.lines) == (0, "", [f"The tie has the strength 0.8 until {until}."])
        assert (await relgraph("strength", "ann", "liu")).lines == [
            f"0.80 counts: corrected by zoe since {today}",
            "contact: 0.39 — mail on 1 day, balance 1",
        ]
        again = await relgraph("correct", "ann", "liu", "0.25", "--lang", "zh")
        assert again.lines == [f"关系强度为 0.25，有效至 {until}。"]
        assert (await relgraph("strength", "liu", "ann", "--lang", "zh")).lines[
            0
        ] == f"采用 0.25：修正，zoe，自 {today}"

    async def test_json_tells_the_ties(self, relgraph: Run, today: date) -> None:
        ties = (await relgraph("correct", "ann", "max", "0", "--json")).json
        assert isinstance(ties, list)
        assert [(tie["strength"], tie["origin"], tie["valid_from"]) for tie in ties] == [
            (0.0, "corrected", today.isoformat()),
        ]

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (("ann", "liu", "1.5"), "Invalid value for"),
            (("ann", "liu", "warm"), "Invalid value for"),
            (("ann", "Nobody Known", "0.5"), "error: OTHER: No person is called 'Nobody Known'"),
            (("acme", "liu", "0.5"), "acme (t:acme) is an organization."),
            (("ann", "ann", "0.5"), "error: OTHER: that is one and the same person. → Name two people."),
        ],
    )
    async def test_what_cannot_be_corrected(self, relgraph: Run, today: date, args: tuple[str, ...], said: str) -> None:
        done = await relgraph("correct", *args)
        assert (done.code, done.out) == (2, "")
        assert said in done.complaint
        assert (await relgraph("strength", "ann", "liu")).lines[0] == "No strength is known."
