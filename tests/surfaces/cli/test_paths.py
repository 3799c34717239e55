"""`relgraph paths` says what the services say; every option reaches them."""

from datetime import date

import pytest

from relgraph.paths.advice import ExplainedAnswer
from relgraph.paths.model import PathAnswer, Targets
from relgraph.paths.service import find_warm_paths
from relgraph.paths.stand_ins import find_stand_ins
from tests.draw import TODAY, Drawing, name_of, tid
from tests.surfaces.cli.conftest import Done, Run

ON = ("--as-of", TODAY.isoformat())


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    """Ways to the cto: ann-bob 0.4, bea-eve 0.09, over pat 0.06; in the deal, eve is against us."""
    d = drawing.org("us", "vendor").unit("sales", "us", name="销售部").person("ann", at="us", unit="sales")
    d.person("bea", at="us").org("acme", name="艾克米").unit("board", "acme").org("ally", "partner").person(
        "pat", at="ally"
    )
    d.person("bob", at="acme").person("cto", at="acme", unit="board", title="主任").person("eve", at="acme")
    d.tie("ann", "bob", 0.5, basis="alumni").tie("bea", "eve").influence("bob", "cto", 0.8).influence("eve", "cto")
    d.tie("ann", "pat", 0.2).tie("pat", "cto", 0.3).owns("bea", "eve").ask("ann", "bob", "a reference")
    d.opportunity("deal", "acme", since=date(2026, 1, 1), until=TODAY).opportunity("next", "acme").role(
        "cto", "next", "D"
    )
    d.support("bob", "next", 2)
    await d.save()
    return d


def routes(done: Done) -> list[str]:
    assert done.code == 0, done.err
    answer = ExplainedAnswer.model_validate_json(done.out)
    return ["-".join(map(name_of, path.people)) for path in answer.paths]


BOB, EVE, PAT = "ann-bob-cto", "bea-eve-cto", "ann-pat-cto"


async def test_json_is_the_services_answer_explained(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("paths", "t:cto", "--json", *ON)
    expected = await find_warm_paths(drawn.graph, tid("cto"), as_of=TODAY, k=5)
    assert done.code == 0
    assert PathAnswer.model_validate_json(done.out) == expected
    explained = ExplainedAnswer.model_validate_json(done.out)
    assert len(explained.paths) == 3
    assert explained.paths[0].improvement.fact_id == expected.paths[0].hops[0].fact_id
    assert explained.paths[0].stand_ins is None
    more = ExplainedAnswer.model_validate_json((await relgraph("paths", "cto", "--explain", "--json", *ON)).out)
    targets = Targets(people=(tid("cto"),))
    assert [path.stand_ins for path in more.paths] == await find_stand_ins(
        drawn.graph, expected.paths, targets, as_of=TODAY
    )
    assert [one.person.name for one in more.paths[0].stand_ins[0]] == ["pat"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("cto",), [BOB, EVE, PAT]),
        (("--deciders-of", "next"), [BOB, EVE, PAT]),
        (("--unit", "board"), [BOB, EVE, PAT]),
        (("cto", "--from", "bea"), [EVE]),
        (("cto", "--from", "bea", "--from", "t:pat", "--max-hops", "2"), ["pat-cto", EVE]),
        (("cto", "--team", "销售部"), [BOB, PAT]),
        (("cto", "--owners-of", "艾克米"), [EVE]),
        (("cto", "--held", "--max-hops", "1"), ["bob-cto"]),
        (("cto", "--max-hops", "1"), []),
        (("cto", "-k", "1"), [BOB]),
        (("cto", "--relation", "tie"), [PAT]),
        (("cto", "--relation", "tie", "--relation", "influence"), [BOB, EVE, PAT]),
        (("cto", "--least-strength", "0.3"), [BOB, EVE]),
        (("cto", "--free-asks", "0", "--load-factor", "0.1"), [EVE, PAT, BOB]),
        (("cto", "--opportunity", "next", "--unknown-support", "0.1"), [BOB, PAT, EVE]),
        (("cto", "--no-partners"), [BOB, EVE]),
        (("cto", "--avoid", "acme"), [PAT]),
        (("cto", "--prefer", "ally", "--hop-factor", "0.5"), [BOB, PAT, EVE]),
        (("cto", "--from", "ann", "--diversity", "node_disjoint"), [BOB, PAT]),
    ],
    ids=" ".join,
)
async def test_every_option_reaches_the_search(
    relgraph: Run, drawn: Drawing, asked: tuple[str, ...], expected: list[str]
) -> None:
    named = [tid("acme") if one == "acme" else one for one in asked]
    assert routes(await relgraph("paths", *named, "--json", *ON)) == expected


async def test_opponents_are_gone_around(relgraph: Run, drawn: Drawing) -> None:
    await drawn.support("eve", "next", -1).save()
    assert routes(await relgraph("paths", "cto", "--json", *ON)) == [BOB, PAT]


async def test_as_text_by_name(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("paths", "cto", "--explain", "--language", "zh", *ON)
    assert done.lines[0] == "Ways to cto (主任 · board · 艾克米) on 2026-09-01"
    assert done.lines[2].startswith("──")
    assert done.lines[3] == "1 0.40 2 ann bob 0.50 0"
    assert "→ 请同事ann（认识bob，校友，最近联系时间不详）引荐bob，再请bob（cto听取其意见）引荐cto。" in done.lines
    assert "instead pat 0.20 and 0.30: likelihood 0.06" in done.lines
    alone = await relgraph("paths", "cto", "--max-hops", "1", *ON)
    assert "No way leads there." in alone.out


async def test_an_unknown_target(relgraph: Run, drawn: Drawing) -> None:
    done = await relgraph("paths", "t:nobody")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: target: No person has the id 't:nobody'.\n  → ")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ((), "Paths lead to one goal."),
        (("cto", "--unit", "board"), "Paths lead to one goal."),
        (("cto", "--hop-factor", "0"), "0 is not more than 0, at most 1"),
        (("cto", "--load-factor", "2"), "2 is not more than 0, at most 1"),
        (("cto", "--unknown-support", "0.5"), "Name the opportunity"),
        (("cto", "--least-strength", "2"), "--least-strength"),
        (("cto", "--diversity", "some"), "node_disjoint"),
    ],
    ids=str,
)
async def test_what_does_not_fit_is_told(relgraph: Run, drawn: Drawing, asked: tuple[str, ...], says: str) -> None:
    done = await relgraph("paths", *asked, *ON)
    assert (done.code, done.out) == (2, "")
    assert says in " ".join(done.err.replace("│", " ").split())
