"""What is said is kept as it was meant: sources, texts, ends, boundaries of versions, places of units."""

from datetime import date

import pytest
from pydantic import ValidationError

from relgraph.core.errors import ConflictError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.friction import Friction
from relgraph.kinds.person import PEOPLE, Person
from relgraph.kinds.role import ROLES, Role
from relgraph.kinds.tie import TIES, Tie
from relgraph.kinds.unit import UNITS, Unit
from relgraph.profile.service import list_history
from relgraph.record.change import change, end
from relgraph.record.read import find_versions
from relgraph.record.revisions import list_revisions
from relgraph.record.service import record
from tests.draw import Drawing, tid

JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))


@pytest.fixture
async def two(drawing: Drawing) -> Graph:
    await drawing.org("acme").org("other").unit("it", "acme").people("ann", "bob").opportunity("deal", "acme").save()
    return drawing.graph


async def say(graph: Graph, kind, **values: object):
    return await graph.write(lambda tx: change(tx, KINDS, kind, values, today=JAN, operation="test"), operation="test")


async def test_a_source_that_nobody_named_stays_unknown(two: Graph) -> None:
    changed = await say(two, ROLES, person=tid("ann"), opportunity=tid("deal"), role="D")
    assert changed.thing.source is None
    again = Role(**changed.thing.model_dump(exclude={"source"}))
    assert again.source is None  # as an import of an export reads it
    assert Role(id="crm:7", person=tid("ann"), opportunity=tid("deal"), role="D").source == "crm"
    assert Person(id="relgraph:0", name="Ann").source is None


@pytest.mark.parametrize("basis", [" alumni", "alumni ", "alumni\u00a0", "\ufeffalumni", "alumni\u200b"])
def test_one_text_makes_one_fact_however_it_is_spaced(basis: str) -> None:
    ends = {"person_a": tid("ann"), "person_b": tid("bob")}
    assert Tie(**ends, basis=basis) == Tie(**ends, basis="alumni")


def test_and_however_its_letters_are_composed() -> None:
    ends = {"person_a": tid("ann"), "person_b": tid("bob")}
    assert Tie(**ends, basis="lyce\u0301e") == Tie(**ends, basis="lyc\u00e9e")


@pytest.mark.parametrize("model", [Tie, Friction])
def test_the_end_that_is_no_id_is_named(model) -> None:
    for wrong in ({"person_a": "crm:11 ", "person_b": "crm:1"}, {"person_a": "crm:" + "9" * 400, "person_b": "crm:1"}):
        with pytest.raises(ValidationError) as caught:
            model(**wrong)
        assert "person_a" in {error["loc"][0] for error in caught.value.errors()}
        assert "person_b" not in {error["loc"][0] for error in caught.value.errors()}


async def test_the_end_that_is_nobody_is_named_as_it_was_given(two: Graph) -> None:
    changed = await say(two, TIES, person_a=tid("zoe"), person_b=tid("ann"))
    assert (changed.outcome.field, changed.outcome.problem) == ("person_a", "no person has the id 't:zoe'")


async def test_a_day_between_two_versions_ends_neither(two: Graph) -> None:
    ends = {"person_a": tid("ann"), "person_b": tid("bob")}
    rows = [Tie(id="t:x", **ends, strength=strength, valid_from=day) for day, strength in [(JAN, 0.1), (FEB, 0.2)]]
    await two.write(lambda tx: record(tx, TIES, rows, kinds=KINDS, operation="test"), operation="test")
    with pytest.raises(ConflictError, match="A version of it begins on 2026-02-01"):
        await two.write(lambda tx: end(tx, KINDS, TIES, "t:x", FEB, operation="test"), operation="test")
    changed = await two.write(lambda tx: end(tx, KINDS, TIES, "t:x", MAR, operation="test"), operation="test")
    assert changed.outcome.kind == "corrected"
    assert [tie.valid_to for tie in await find_versions(two, TIES, "t:x")] == [FEB, MAR]


async def test_a_unit_stays_with_its_organisation(two: Graph) -> None:
    moved = Unit(id=tid("it"), organization=tid("other"), name="it")
    (outcome,) = await two.write(lambda tx: record(tx, UNITS, [moved], kinds=KINDS, operation="test"), operation="test")
    assert (outcome.kind, outcome.field) == ("conflict", "organization")
    (unit,) = await find_versions(two, UNITS, tid("it"))
    assert unit.organization == tid("acme")


async def test_there_and_back_within_a_second_is_in_the_history_in_order(two: Graph) -> None:
    ends = {"person_a": tid("ann"), "person_b": tid("bob")}
    rows = [Tie(id="t:x", **ends, strength=strength) for strength in (0.1, 0.2, 0.1)]
    for _ in range(2):
        await two.write(lambda tx: record(tx, TIES, rows, kinds=KINDS, operation="test"), operation="test")
    told = [row.said["strength"] for row in await list_history(two, tid("ann"))]
    assert told == [0.1, 0.2, 0.1, 0.2, 0.1]
    revisions = await list_revisions(two, "t:x")
    assert [revision.values["strength"] for revision in revisions] == [0.2, 0.1, 0.2, 0.1]
    for name in ("ann", "bea", "ann"):
        person = Person(id=tid("ann"), name=name)
        await two.write(lambda tx, p=person: record(tx, PEOPLE, [p], kinds=KINDS, operation="test"), operation="test")
    told = [row.said.get("name") for row in await list_history(two, tid("ann")) if row.fact == "ENTITY"]
    assert told == ["bea", "ann"]
