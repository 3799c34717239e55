"""`relgraph strength`: which strength of two people counts, and what their contact tells."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.playbook.service import load_playbook
from relgraph.strength.between import correct_strength
from relgraph.strength.in_force import counting
from relgraph.strength.service import score_ties
from tests.database import unchanged, wipe
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.cli.conftest import Run

LONG_AGO = date(2020, 1, 1)
ON = ("--as-of", TODAY.isoformat())


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Graph]:
    """One full day of mail makes 1 − 2^(−1/1.4) = 0.39."""
    await wipe(shared_graph)
    d = Drawing(shared_graph.for_caller()).org("us", "vendor").org("acme").people("ann", "ben", at="us")
    d.person("liu", at="acme", name="刘伟", english_name="Liu Wei").people("chen", "max", at="acme")
    for ours in ("ann", "ben"):
        d.wrote(ours, "liu", TODAY).wrote("liu", ours, TODAY)
    d.tie("ann", "liu", 0.6, basis="alumni", since=LONG_AGO).wrote("ben", "chen", TODAY)
    d.tie("ann", "chen", 0.7).tie("ann", "chen", basis="neighbours")
    await d.tie("ann", "max", 0.5, basis="[old] friends").save()
    await score_ties(d.graph, counting(load_playbook(None)), as_of=TODAY)
    zoe = shared_graph.for_caller(principal=Principal("zoe"))
    await zoe.write(
        lambda tx: correct_strength(tx, tid("ann"), tid("max"), 0.8, today=TODAY, days=365, operation="t"),
        operation="t",
    )
    async with unchanged(shared_graph) as graph:
        yield graph


@pytest.fixture
def graph(drawn: Graph) -> Graph:
    return drawn


@pytest.mark.parametrize(
    ("one", "other", "english", "chinese"),
    [
        (
            *("ann", "Liu Wei"),
            ["0.60 counts: recorded since 2020-01-01", "contact: 0.39 — mail on 1 day, balance 1"],
            ["采用 0.60：记录，自 2020-01-01", "接触：0.39 — 邮件1天，均衡度1"],
        ),
        (
            *("Liu Wei", "ben"),
            ["0.39 counts: computed since 2026-09-01", "contact: 0.39 — mail on 1 day, balance 1"],
            ["采用 0.39：计算，自 2026-09-01", "接触：0.39 — 邮件1天，均衡度1"],
        ),
        (
            *("ann", "chen"),
            ["0.70 counts: recorded", "contact: none is recorded", "also recorded ?, neighbours"],
            ["采用 0.70：记录", "接触：无记录", "另有记录 ?，neighbours"],
        ),
        (
            *("ann", "max"),
            ["0.80 counts: corrected by zoe since 2026-09-01", "contact: none is recorded"],
            ["采用 0.80：修正，zoe，自 2026-09-01", "接触：无记录"],
        ),
        (
            *("ben", "chen"),
            ["No strength is known.", "contact: ? — unknown: mail on 1 day, one way only"],
            ["强度未知。", "接触：? — 未知：邮件1天，仅单向"],
        ),
        (
            *("ben", "max"),
            ["No strength is known.", "contact: none is recorded"],
            ["强度未知。", "接触：无记录"],
        ),
    ],
)
async def test_which_counts_and_why(
    relgraph: Run, one: str, other: str, english: list[str], chinese: list[str]
) -> None:
    done = await relgraph("strength", one, other, *ON)
    assert (done.code, done.err, done.lines) == (0, "", english)
    assert (await relgraph("strength", one, other, *ON, "--lang", "zh")).lines == chinese


async def test_a_day_before_is_told_as_it_was(relgraph: Run) -> None:
    before = (TODAY - timedelta(days=1)).isoformat()
    assert (await relgraph("strength", "ann", "max", "--as-of", before)).lines == [
        "0.50 counts: recorded",
        "contact: none is recorded",
    ]
    assert (await relgraph("strength", "ben", "Liu Wei", "--as-of", before)).lines == [
        "No strength is known.",
        "contact: none is recorded",
    ]


async def test_json_is_the_services_answer(relgraph: Run) -> None:
    told = (await relgraph("strength", "ann", "Liu Wei", *ON, "--json")).json
    assert isinstance(told, dict)
    assert (told["one"], told["other"], told["as_of"]) == ("t:ann", "t:liu", "2026-09-01")
    (tie,) = told["ties"]
    assert (tie["strength"], tie["origin"], tie["basis"], tie["since"]) == (0.6, None, "alumni", "2020-01-01")
    assert round(told["contact"]["strength"], 3) == 0.39


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("Nobody Known", "ann"), "error: ONE: No person is called 'Nobody Known'"),
        (("ann", "acme"), "error: OTHER: No person is called 'acme' on 2026-09-01: acme (t:acme) is an organization."),
        (("ann", "t:none"), "error: OTHER: No person has the id 't:none'."),
        (("ann", "t:ann"), "error: OTHER: that is one and the same person. → Name two people."),
        (("ann", "max", "--as-of", "soon"), "'soon' is no day; write it as YYYY-MM-DD"),
    ],
)
async def test_what_cannot_be_asked(relgraph: Run, args: tuple[str, ...], said: str) -> None:
    done = await relgraph("strength", *ON, *args)
    assert (done.code, done.out) == (2, "")
    assert said in done.complaint
