"""Recording: outcomes, versions in time, revisions, references, circles."""

from datetime import date

import pytest

from relgraph.core.errors import CycleError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.reporting_line import REPORTING_LINES, ReportingLine
from relgraph.kinds.support import SUPPORTS, Support
from relgraph.kinds.tie import TIES, Tie
from relgraph.record import service
from relgraph.record.model import Recorded
from relgraph.record.outcome import OutcomeKind
from relgraph.record.revisions import list_revisions
from relgraph.record.service import CycleFoundError, record
from tests.draw import Drawing, tid

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))


async def put(graph: Graph, kind, *things: Recorded) -> list[OutcomeKind]:
    outcomes = await graph.write(lambda tx: record(tx, kind, things, kinds=KINDS, operation="test"), operation="test")
    return [outcome.kind for outcome in outcomes]


async def found(graph: Graph, kind, id_: str, as_of: date | None = None) -> list[Recorded]:
    places = {name: None for name in kind.find.contract.params if name not in ("ids", "as_of", "after", "limit")}
    return await graph.fetch(kind.find, ids=[id_], as_of=as_of, after="", limit=100, **places)


def tie(strength: float | None, since: date | None = None, until: date | None = None) -> Tie:
    return Tie(
        id="t:tie", person_a=tid("ann"), person_b=tid("bob"), strength=strength, valid_from=since, valid_to=until
    )


@pytest.fixture
async def two(drawing: Drawing) -> Graph:
    await drawing.people("ann", "bob").save()
    return drawing.graph


async def test_the_same_row_twice_changes_nothing(two: Graph) -> None:
    assert await put(two, TIES, tie(0.5)) == ["created"]
    assert await put(two, TIES, tie(0.5)) == ["unchanged"]
    assert await list_revisions(two, "t:tie") == []


async def test_a_correction_keeps_what_it_replaces(two: Graph) -> None:
    await put(two, TIES, tie(0.5))
    assert await put(two, TIES, tie(0.7)) == ["corrected"]
    (now,) = await found(two, TIES, "t:tie")
    assert now.strength == 0.7
    (revision,) = await list_revisions(two, "t:tie")
    assert revision.noun == "tie"
    assert revision.ends == [tid("ann"), tid("bob")]
    assert revision.values["strength"] == 0.5


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
@pytest.mark.parametrize("together", [True, False])
async def test_versions_never_overlap_in_whatever_order_they_come(two: Graph, order, together) -> None:
    versions = [tie(0.1, None), tie(0.2, FEB), tie(0.3, MAR, APR)]
    shuffled = [versions[i] for i in order]
    for batch in [shuffled] if together else [[version] for version in shuffled]:
        await put(two, TIES, *batch)
    spans = [(v.valid_from, v.valid_to, v.strength) for v in await found(two, TIES, "t:tie")]
    assert spans == [(None, FEB, 0.1), (FEB, MAR, 0.2), (MAR, APR, 0.3)]
    assert await put(two, TIES, *versions) == ["unchanged"] * 3
    assert await put(two, TIES, *shuffled) == ["unchanged"] * 3
    for day, strength in [(JAN, 0.1), (FEB, 0.2), (date(2026, 3, 31), 0.3)]:
        assert [v.strength for v in await found(two, TIES, "t:tie", day)] == [strength]
    assert await found(two, TIES, "t:tie", APR) == []


async def test_the_last_of_two_rows_for_one_version_stands(two: Graph) -> None:
    assert await put(two, TIES, tie(0.5), tie(0.6)) == ["created", "corrected"]
    (now,) = await found(two, TIES, "t:tie")
    assert now.strength == 0.6


async def test_unknown_stays_unknown(drawing: Drawing) -> None:
    await drawing.org("acme").person("ann").opportunity("deal", "acme").save()
    unknown = Support(person=tid("ann"), opportunity=tid("deal"), level="?", valid_from=JAN)
    assert await put(drawing.graph, SUPPORTS, unknown) == ["created"]
    (stored,) = await found(drawing.graph, SUPPORTS, unknown.id)
    assert stored.level is None
    absent = await drawing.graph.driver.execute_query("MATCH ()-[s:HAS_SUPPORT]->() RETURN 'level' IN keys(s) AS there")
    assert absent.records[0]["there"] is False


async def test_a_tie_has_no_direction(two: Graph) -> None:
    there = Tie(person_a=tid("ann"), person_b=tid("bob"), strength=0.4)
    back = Tie(person_a=tid("bob"), person_b=tid("ann"), strength=0.4)
    assert there.id == back.id
    assert await put(two, TIES, there) == ["created"]
    assert await put(two, TIES, back) == ["unchanged"]


async def test_a_reference_to_nobody_is_told(two: Graph) -> None:
    stray = Tie(person_a=tid("ann"), person_b=tid("zoe"))
    fine = tie(0.5)
    outcomes = await two.write(
        lambda tx: record(tx, TIES, [stray, fine], kinds=KINDS, operation="test"), operation="test"
    )
    assert [outcome.kind for outcome in outcomes] == ["missing", "created"]
    assert (outcomes[0].field, outcomes[0].problem) == ("person_b", "no person has the id 't:zoe'")


async def test_an_id_cannot_move_to_other_people(two: Graph) -> None:
    await put(two, TIES, tie(0.5))
    await Drawing(two).people("cyd").save()
    other = Tie(id="t:tie", person_a=tid("ann"), person_b=tid("cyd"))
    assert await put(two, TIES, other) == ["conflict"]


async def test_a_unit_must_belong_to_the_organisation(drawing: Drawing) -> None:
    await drawing.org("acme").org("other").unit("it", "other").person("ann").save()
    with pytest.raises(AssertionError, match=r"the unit 't:it' belongs to 't:other'"):
        await drawing.add("position", person="ann", organization="acme", unit="it").save()


async def test_an_opportunity_belongs_to_a_customer(drawing: Drawing) -> None:
    await drawing.org("rival", "competitor").save()
    with pytest.raises(AssertionError, match=r"'t:rival' is no customer"):
        await drawing.opportunity("deal", "rival").save()


def line(person: str, manager: str, since: date | None = None, until: date | None = None) -> ReportingLine:
    return ReportingLine(person=tid(person), manager=tid(manager), valid_from=since, valid_to=until)


async def test_reporting_circles_are_refused_and_the_closing_row_is_named(drawing: Drawing) -> None:
    await drawing.people("ann", "bob", "cyd").save()
    await put(drawing.graph, REPORTING_LINES, line("ann", "bob"))
    with pytest.raises(CycleFoundError) as caught:
        await put(drawing.graph, REPORTING_LINES, line("bob", "cyd"), line("cyd", "ann"))
    assert caught.value.rows == {1}
    assert isinstance(caught.value, CycleError)
    assert await found(drawing.graph, REPORTING_LINES, line("bob", "cyd").id) == []  # all or nothing


async def test_reporting_both_ways_at_different_times_is_no_circle(drawing: Drawing) -> None:
    await drawing.people("ann", "bob").save()
    lines = [line("ann", "bob", None, FEB), line("bob", "ann", FEB)]
    assert await put(drawing.graph, REPORTING_LINES, *lines) == ["created", "created"]


async def test_units_cannot_contain_themselves(drawing: Drawing) -> None:
    await drawing.org("acme").unit("a", "acme").unit("b", "acme", parent="a").save()
    with pytest.raises(CycleFoundError):
        await drawing.unit("a", "acme", parent="b").save()


async def test_every_kind_reads_back_as_it_was_written(drawing: Drawing) -> None:
    d = drawing
    d.org("us", "vendor").org("acme", aliases=("Acme Inc", "艾克米"), since=JAN).unit("it", "acme", function="it")
    d.unit("net", "acme", parent="it").person("ann", at="us", english_name="Ann", declines_introductions=False)
    d.person("bob", at="acme", unit="net", title="主任", layer=3).person("cyd", at="acme", declines_introductions=True)
    d.opportunity("deal", "acme", stage="lead", until=APR, outcome="won").reports("bob", "cyd", "dotted")
    d.influence("cyd", "bob", 0.4, basis="mentor").tie("ann", "bob", 0.5, basis="alumni", last_contact=MAR)
    d.friction("bob", "cyd", basis="budget").role("bob", "deal", "E", "I").support("bob", "deal", -1, since=JAN)
    d.owns("ann", "bob", "B").key_contact("bob", "acme", position_class="S", relationship_class=2)
    d.add("tier_assessment", JAN, rater="ann", account="acme", tier="partner", reason="a frame contract")
    d.add("relationship_assessment", JAN, rater="ann", contact="bob", account="acme", closeness=-2, reason="met twice")
    d.add("assessment", JAN, rater="ann", contact="bob", aspect="information", level=2, evidence="sent us the minutes")
    d.add("sponsorship", JAN, sponsor="ann", account="acme", contact="bob", purpose="a talk a quarter", cadence_days=90)
    d.add("sponsorship", sponsor="ann", account="acme").ask("ann", "bob", "who evaluates", since=JAN, until=APR).ask(
        "ann", "bob"
    )
    d.add("identifier", id="email:bob@acme.test", person="bob").add("identifier", id="hr:7", organization="acme")
    d.add("interaction", JAN, id=tid("visit"), kind="visit", minutes=30, account="acme", unit="net", opportunity="deal")
    d.add("participation", person="bob", interaction="visit", part="hosted", came=True)
    d.add("commitment", JAN, APR, promiser="ann", promisee="bob", promise="a visit", closed="kept", interaction="visit")
    d.add("news", JAN, id=tid("heard"), claim="they buy", said_by="bob", said_to="ann", person="cyd", audience="team")
    d.add("confirmation", JAN, person="cyd", news="heard")
    drawn = {noun: list(things) for noun, things in d._things.items()}
    await d.save()
    for kind in KINDS:
        places = {name: None for name in kind.find.contract.params if name not in ("as_of", "after", "limit")}
        stored = await d.graph.fetch(kind.find, as_of=None, after="", limit=100, **places)
        assert sorted(thing.model_copy(update={"recorded_at": None}).key for thing in stored) == sorted(
            thing.key for thing in drawn[kind.noun]
        )
        by_key = {thing.key: thing for thing in stored}
        for thing in drawn[kind.noun]:
            assert by_key[thing.key].model_copy(update={"recorded_at": None}) == thing


async def noted(graph: Graph) -> list[tuple[int, list[str] | None, list[str] | None]]:
    found = await graph.driver.execute_query(
        "MATCH (c:Change) RETURN c.number, c.people, c.opportunities ORDER BY c.number"
    )
    return [tuple(record.values()) for record in found.records]


async def test_who_was_concerned_is_noted_in_order(drawing: Drawing) -> None:
    await drawing.org("us", "vendor").org("acme").people("ann", "bob", at="us").save()
    await drawing.opportunity("deal", "acme").save()
    await drawing.tie("ann", "bob", 0.5).save()
    await drawing.tie("ann", "bob", 0.5).save()
    assert await noted(drawing.graph) == [
        (1, [], []),
        (2, ["t:ann", "t:bob"], []),
        (3, ["t:ann", "t:bob"], []),
        (4, [], ["t:deal"]),
        (5, ["t:ann", "t:bob"], []),
    ]


async def test_too_many_to_name_in_one_note_are_named_in_more_and_old_notes_go(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "NAMED_AT_MOST", 2)
    monkeypatch.setattr(service, "NOTES_KEPT", 2)
    await drawing.people("ann", "bob").save()
    await drawing.people("cyd", "dan", "eve").save()
    await drawing.tie("ann", "bob").save()
    assert await noted(drawing.graph) == [(3, ["t:eve"], []), (4, ["t:ann", "t:bob"], [])]
