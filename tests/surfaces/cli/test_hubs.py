"""`relgraph hubs`: its scopes, its lists, and how they read."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from pydantic import TypeAdapter

from relgraph.graph.client import Graph
from relgraph.hubs.choke import find_choke_points
from relgraph.hubs.model import ChokePoints, HiddenInfluencer, Hub, RisingHub
from tests.draw import TODAY, Drawing, drawn_once, name_of, tid
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", TODAY.isoformat())


def draw(d: Drawing) -> Drawing:
    d.org("us", "vendor").person("our", at="us").org("acme", name="艾克米").unit("it", "acme", name="信息部")
    d.person("boss", at="acme", layer=1).person("head", at="acme", layer=2)
    d.person("aide", at="acme", unit="it", layer=3, title="助理")
    d.influence("aide", "boss", 0.5, until=date(2026, 5, 1)).influence("aide", "boss", 0.9, since=date(2026, 5, 1))
    d.influence("aide", "head").influence("head", "boss", 0.2)
    d.tie("aide", "head", 0.5).tie("our", "aide", 0.5, last_contact=date(2026, 8, 1)).tie("our", "head")
    d.opportunity("deal", "acme").role("boss", "deal", "D").support("aide", "deal", None).support("head", "deal", 1)
    return d


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    """The graph that all tests here share, as one caller sees it."""
    return drawn.graph.for_caller()


@pytest.mark.parametrize(
    ("scope", "people", "called"),
    [
        (("艾克米",), {"boss", "head", "aide"}, "艾克米"),
        (("--unit", "信息部"), {"aide"}, "信息部"),
        (("--opportunity", "deal"), {"boss", "head", "aide"}, "deal"),
        (("--book",), {"boss", "head", "aide"}, "all accounts"),
        (("--ours",), {"our"}, "our own people"),
    ],
)
async def test_scopes(relgraph: Run, drawn: Drawing, scope: tuple[str, ...], people: set[str], called: str) -> None:
    done = await relgraph("hubs", *scope, "--json", *ON)
    hubs = TypeAdapter(list[Hub]).validate_json(done.out)
    assert {name_of(hub.person.id) for hub in hubs} == people
    assert all(hub.why for hub in hubs)
    assert (await relgraph("hubs", *scope, *ON)).lines[0] == f"Hubs of {called} by influence on 2026-09-01"


async def test_why_reads_in_a_line(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("hubs", "艾克米", "--by", "pagerank", "--limit", "1", *ON)
    assert done.lines[0] == "Hubs of 艾克米 by pagerank on 2026-09-01"
    assert done.lines[1].endswith("between pagerank")
    assert done.lines[-2:] == ["1 aide boss 0.90 艾克米 1 deal ? our 0.50", "head ? us 1 2026-08-01"]


async def test_what_ours_hold(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("hubs", "--ours", *ON)
    assert "1 our – 艾克米 1 艾克米 2: 0.50 best" in done.lines


async def test_hidden_influencers(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("hubs", "艾克米", "--hidden", *ON)
    assert done.lines[0] == "Hidden influencers of 艾克米 on 2026-09-01"
    assert "1 aide 助理 · 信息部 3 0.90 +1? 2" in done.lines
    (hidden,) = TypeAdapter(list[HiddenInfluencer]).validate_json(
        (await relgraph("hubs", "艾克米", "--hidden", "--json", *ON)).out
    )
    assert (hidden.outranked, hidden.hub.why.best_tie.strength) == (2, 0.5)
    assert "Nobody in a low seat" in (await relgraph("hubs", "--unit", "信息部", "--hidden", *ON)).out


async def test_rising_hubs(relgraph: Run, drawn: Drawing) -> None:
    since = ("--rising", "--since", "2026-01-01")
    done = await relgraph("hubs", "艾克米", *since, *ON)
    assert done.lines[0] == "Rising hubs of 艾克米 by influence from 2026-01-01 to 2026-09-01"
    assert "1 aide 助理 · 信息部 0.50 +1? 0.90 +1? 0.40" in done.lines
    (rising,) = TypeAdapter(list[RisingHub]).validate_json(
        (await relgraph("hubs", "艾克米", *since, "--json", *ON)).out
    )
    assert rising.gain == 0.4
    late = await relgraph("hubs", "艾克米", "--rising", "--since", "2026-08-01", *ON)
    assert "Nobody is known to have gained." in late.out


async def test_choke_points(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("hubs", "--opportunity", "deal", "--choke-points", *ON)
    assert done.lines[0] == "Choke points on the ways to the deciders of deal on 2026-09-01"
    assert any(line.startswith("boss deal D") for line in done.lines)
    assert "100% 我方 our us 4 1" in done.lines
    answer = await relgraph("hubs", "艾克米", "--choke-points", "--json", "--limit", "2", *ON)
    expected = await find_choke_points(drawn.graph, account=tid("acme"), as_of=TODAY)
    assert ChokePoints.model_validate_json(answer.out).points == expected.points[:2]


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("t:acme", "--book"),
        ("t:acme", "--hidden", "--choke-points"),
        ("t:acme", "--rising"),
        ("t:acme", "--since", "2026-01-01"),
        ("t:acme", "--rising", "--since", "2027-01-01"),
        ("--ours", "--choke-points"),
        ("--unit", "t:nothing"),
    ],
)
async def test_what_cannot_be_asked(relgraph: Run, drawn: Drawing, asked: tuple[str, ...]) -> None:
    done = await relgraph("hubs", *asked, *ON)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
