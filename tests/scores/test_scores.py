"""Scores of contacts and of accounts, on a graph: periods, spread, trend, who asks, and what is unknown."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from relgraph.analyses.asked import ScoresAsked
from relgraph.analyses.contacts import SCORES
from relgraph.analyses.declaration import Means
from relgraph.core.clock import Clock
from relgraph.core.errors import InputError, NotFoundError
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.scores.model import ContactScore, ContactScores, ScoreTrend
from tests.draw import TODAY, Drawing, name_of, tid
from tests.playbook.worlds import played, write

LATELY, LAST_YEAR = date(2026, 5, 1), date(2025, 5, 1)


@dataclass(frozen=True)
class Stopped(Clock):
    """A clock that stands at noon of the day that drawn graphs are asked about."""

    def now(self) -> datetime:
        return datetime.combine(TODAY, time(12), UTC)


def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").people("ann", "abe", at="us").org("acme")
    return d.people("bob", "cat", "dan", at="acme")


def rated(d: Drawing, contact: str, since: date | None, rater: str = "ann", **levels: int) -> Drawing:
    for aspect, level in levels.items():
        said = {"aspect": aspect, "level": level, "evidence": "said so"}
        d.add("assessment", since, rater=rater, contact=contact, **said)
    return d


async def asked(graph: Graph, *, day: date = TODAY, limit: int = 500, **of: str) -> ContactScores:
    return await SCORES.run(Means(graph), ScoresAsked(**of, as_of=day, limit=limit))


async def score(graph: Graph, contact: str = "bob", day: date = TODAY) -> ContactScore:
    (one,) = (await asked(graph, contact=tid(contact), day=day)).contacts
    return one


def levels(contact: ContactScore) -> list[int | None]:
    return [each.level for each in contact.dimensions]


async def test_a_contact_is_scored_over_the_trailing_period_against_the_one_before(drawing: Drawing) -> None:
    d = drawn(drawing)
    rated(d, "bob", LAST_YEAR, acceptance=1, participation=1, project_support=0, information=2, guidance=3)
    rated(d, "bob", LATELY, acceptance=2, participation=1, project_support=0, competition=-1)
    await rated(d, "bob", LATELY, rater="abe", acceptance=0, participation=2).save()
    found = await asked(d.graph, contact=tid("bob"))
    (bob,) = found.contacts
    assert (found.since, found.as_of, found.known_at_least, found.truncated) == (date(2025, 9, 2), TODAY, 3, False)
    assert [each.id for each in found.dimensions] == [each.dimension for each in bob.dimensions]
    assert [(level.level, level.en) for level in found.dimensions[0].levels][::4] == [(-1, "disapproves"), (3, "coach")]
    assert levels(bob) == [0, 1, 0, None, None, -1]
    assert [(each.lowest, each.highest, each.far_apart) for each in bob.dimensions[:3]] == [
        (0, 2, True),
        (1, 2, False),
        (0, 0, False),
    ]
    assert [each.before for each in bob.dimensions] == [1, 1, 0, 2, 3, None]
    assert (bob.known, bob.overall, bob.trend, bob.compared) == (4, 0.0, ScoreTrend.DOWN, 3)
    # What was said of guidance is told as what was known last, with who said it and why.
    guidance = bob.dimensions[4].last_known
    assert guidance is not None
    assert (guidance.level, guidance.assessed, name_of(guidance.rater.id), guidance.evidence) == (
        3,
        LAST_YEAR,
        "ann",
        "said so",
    )
    # A year ago it was another period: nothing came before that.
    then = await score(d.graph, day=TODAY - timedelta(days=365))
    assert (levels(then), then.known, then.overall, then.trend) == ([1, 1, 0, 2, 3, None], 5, 1.4, ScoreTrend.UNKNOWN)
    # Two years on all is stale.
    later = await score(d.graph, day=TODAY + timedelta(days=700))
    assert (later.known, later.overall, later.trend, later.position_class) == (0, None, ScoreTrend.UNKNOWN, None)


async def test_nobody_has_assessed_them_or_on_days_that_nobody_knows(drawing: Drawing) -> None:
    d = drawn(drawing)
    await rated(d, "cat", None, acceptance=1, guidance=1, information=1).save()
    nothing = await score(d.graph)
    assert (levels(nothing), nothing.overall, nothing.trend) == ([None] * 6, None, ScoreTrend.UNKNOWN)
    assert {each.last_known for each in nothing.dimensions} == {None}
    undated = await score(d.graph, "cat")
    assert (undated.known, undated.overall) == (0, None)
    assert [each.last_known and each.last_known.level for each in undated.dimensions] == [1, None, None, 1, 1, None]


async def test_what_was_ended_does_not_count_and_each_assessment_ends_the_one_before(drawing: Drawing) -> None:
    d = drawn(drawing)
    rated(d, "bob", LATELY, acceptance=3)
    rated(d, "bob", date(2026, 7, 1), acceptance=0)
    said = {"aspect": "guidance", "level": 1}
    await d.add("assessment", LATELY, date(2026, 8, 1), rater="ann", contact="bob", **said).save()
    bob = await score(d.graph)
    assert levels(bob) == [0, None, None, None, None, None]
    june = await score(d.graph, day=date(2026, 6, 1))
    assert levels(june) == [3, None, None, None, 1, None]


async def test_the_key_contacts_of_an_account_whose_seat_weighs_most_first(drawing: Drawing) -> None:
    d = drawn(drawing)
    d.key_contact("bob", "acme").key_contact("cat", "acme", position_class="B")
    d.key_contact("dan", "acme", position_class="S")
    await rated(d, "cat", LATELY, acceptance=1, guidance=2, information=3).save()
    found = await asked(d.graph, account=tid("acme"))
    assert [(name_of(one.person.id), one.position_class, one.known, one.overall) for one in found.contacts] == [
        ("dan", "S", 0, None),
        ("cat", "B", 3, 2.0),
        ("bob", None, 0, None),
    ]
    assert not found.truncated
    cut = await asked(d.graph, account=tid("acme"), limit=1)
    assert ([name_of(one.person.id) for one in cut.contacts], cut.truncated) == (["dan"], True)
    assert (await asked(d.graph, account=tid("us"))).contacts == []


async def test_one_of_ours_sees_what_others_say_once_they_have_said_their_own(drawing: Drawing) -> None:
    d = drawn(drawing)
    rated(d, "bob", LAST_YEAR, acceptance=0, guidance=0, information=0)
    await rated(d, "bob", LATELY, rater="abe", acceptance=3, guidance=2, information=2).save()
    graph = replace(d.graph, clock=Stopped("UTC"))
    ann, abe, zoe = (graph.for_caller(principal=Principal(name)) for name in ("ann", tid("abe"), "zoe"))
    blind = await score(ann)
    assert (levels(blind), blind.hidden, blind.known, blind.overall) == ([None] * 6, 3, 0, None)
    assert (blind.trend, blind.compared) == (ScoreTrend.UNKNOWN, 0)
    assert all(each.ratings == [] and each.last_known is None for each in blind.dimensions)
    # Who has said it sees it, and so does whoever is none of ours, or nobody knows.
    for other in (abe, zoe, graph):
        assert ((await score(other)).overall, (await score(other)).trend) == (2.33, ScoreTrend.UP)
    await rated(d, "bob", TODAY, acceptance=1).save()
    partly = await score(ann)
    assert (levels(partly), partly.hidden) == ([1, None, None, None, None, None], 2)
    # Not about another day either.
    for day in (date(2026, 7, 1), TODAY + timedelta(days=400)):
        assert (await score(ann, day=day)).hidden == 2
    # What was said in the period before is no secret.
    assert (await score(abe, day=date(2025, 8, 1))).overall == 0.0


async def test_it_takes_as_many_queries_however_many_there_are(drawing: Drawing, transactions: list[str]) -> None:
    d = drawn(drawing)
    for name in ("bob", "cat", "dan"):
        rated(d.key_contact(name, "acme"), name, LATELY, acceptance=1, guidance=1)
    await d.save()
    transactions.clear()
    assert len((await asked(d.graph, account=tid("acme"))).contacts) == 3
    assert transactions == ["record/find_references", "scores/find_key_contacts", "scores/find_assessments"]
    transactions.clear()
    await asked(d.graph.for_caller(principal=Principal("ann")), account=tid("acme"))
    # Who asks is found by name, and whether they are one of ours.
    assert transactions[:2] == ["search/find_names", "people/find_person_cards"]
    assert len(transactions) == 5


async def test_dimensions_weights_and_limits_are_the_playbooks(drawing: Drawing, tmp_path: Path) -> None:
    d = drawn(drawing)
    await rated(d, "bob", LATELY, acceptance=1, guidance=3).save()
    own = """version: a
assessments:
  period_days: 200
  known_at_least: 2
  aspects:
    guidance: {weight: 3}
    competition: {dimension: false}
"""
    graph = played(d.graph, write(tmp_path, own))
    found = await asked(graph, contact=tid("bob"))
    assert (len(found.dimensions), found.since, found.contacts[0].overall) == (5, date(2026, 2, 14), 2.5)


async def test_whose_scores_must_be_said(drawing: Drawing) -> None:
    await drawn(drawing).save()
    with pytest.raises(InputError, match="an account or of a contact"):
        await asked(drawing.graph)
    with pytest.raises(NotFoundError, match="'t:nobody'"):
        await asked(drawing.graph, contact="t:nobody")
    with pytest.raises(NotFoundError, match="'t:nowhere'"):
        await asked(drawing.graph, account="t:nowhere")
