"""What every kind of fact can do: it is listed on its ends on the days it holds, has versions, and is corrected."""

from datetime import date
from enum import Enum
from typing import Any

import pytest
from pydantic import ValidationError

from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.fields import EntityKind
from relgraph.record.kind import Kind
from relgraph.record.lists import list_of
from relgraph.record.model import Fact
from relgraph.record.outcome import Outcome, OutcomeKind
from relgraph.record.read import find_by_ids, find_versions
from relgraph.record.revisions import list_revisions
from relgraph.record.service import record
from tests.database import wipe
from tests.draw import Drawing, tid

MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))
FACTS = [kind for kind in KINDS if kind.is_fact]
ENTITIES = {
    EntityKind.PERSON: ("ann", "bob"),
    EntityKind.ORGANIZATION: ("acme",),
    EntityKind.UNIT: ("it",),
    EntityKind.OPPORTUNITY: ("deal",),
    EntityKind.INTERACTION: ("visit",),
    EntityKind.NEWS: ("rumour",),
}
NEEDED: dict[str, dict[str, object]] = {
    "relationship_assessment": {"closeness": -1},
    "assessment": {"level": 0},
}
"""What a kind cannot do without besides, as it must say something."""
SAID = {"aspect": "acceptance"}
"""What texts are that must be words of the playbook."""


@pytest.fixture(scope="module")
async def world(shared_graph: Graph) -> Graph:
    """One of each entity and two people; each kind of fact records its own between them."""
    await wipe(shared_graph)
    drawing = Drawing(shared_graph.for_caller()).org("acme").unit("it", "acme").people("ann", "bob")
    drawing.opportunity("deal", "acme").add("interaction", date(2020, 1, 1), id=tid("visit"), kind="visit")
    await drawing.add("news", date(2020, 1, 1), id=tid("rumour"), claim="They buy.", account="acme").save()
    return drawing.graph


def ends(kind: Kind[Any]) -> dict[str, str]:
    left = {to: list(names) for to, names in ENTITIES.items()}
    return {name: tid(left[to].pop(0)) for name, to in kind.model.references.items()}


def told(kind: Kind[Any], **values: object) -> Any:
    """A fact between the drawn entities, with the values that it cannot do without."""
    must = {
        name: next(iter(annotation))
        for name, field in kind.model.model_fields.items()
        if isinstance(annotation := field.annotation, type) and issubclass(annotation, Enum) and field.is_required()
    }
    must |= NEEDED.get(kind.noun, {})
    must |= {
        name: SAID.get(name, "said")
        for name in kind.model.value_fields()
        if kind.model.model_fields[name].annotation is str
    }
    return kind.model.model_validate({**ends(kind), **must, "source": "t", **values})


async def put(graph: Graph, kind: Kind[Any], *facts: Fact) -> list[Outcome]:
    return await graph.write(lambda tx: record(tx, kind, facts, kinds=KINDS, operation="test"), operation="test")


async def did(graph: Graph, kind: Kind[Any], *facts: Fact) -> list[OutcomeKind]:
    return [outcome.kind for outcome in await put(graph, kind, *facts)]


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.noun)
async def test_it_is_listed_versioned_and_corrected(world: Graph, kind: Kind[Any]) -> None:
    first = told(kind, valid_from=MAY, valid_to=JULY)
    assert await did(world, kind, first) == ["created"]
    assert await did(world, kind, first) == ["unchanged"]
    assert await did(world, kind, told(kind, valid_from=JUNE)) == ["created"]
    assert await did(world, kind, told(kind, valid_from=MAY, source="u")) == ["corrected"]

    stored = await find_versions(world, kind, first.id)
    assert [(v.valid_from, v.valid_to, v.source) for v in stored] == [(MAY, JUNE, "u"), (JUNE, None, "t")]
    # What nobody said is null, and neither 0 nor empty.
    unsaid = [name for name in kind.model.own_fields() if getattr(first, name) is None]
    assert [getattr(v, name) for v in stored for name in unsaid] == [None] * 2 * len(unsaid)

    for end in kind.lists:
        at = getattr(first, end)
        of, no = list_of(kind, end), tid("no")
        days = (date(2026, 4, 30), MAY, JUNE, AUGUST)
        pages = [await of.pages(world, [at, no], as_of=day, after="", limit=9) for day in days]
        listed = [[fact.source for _, fact in page[at]] for page in pages]
        assert listed == [[], ["u"], ["t"], ["t"]], end
        lengths = [await of.lengths(world, [at, no], as_of=day) for day in days]
        assert lengths == [{at: n, no: 0} for n in (0, 1, 1, 1)], end
    assert (await find_by_ids(world, kind, [first.id], as_of=MAY))[first.id].source == "u"

    revisions = await list_revisions(world, first.id)
    assert {(r.noun, tuple(r.ends), r.operation) for r in revisions} == {
        (kind.noun, tuple(stored_ends(kind, first)), "test")
    }
    assert [r.values["valid_to"] for r in revisions] == [JUNE, JULY]


def stored_ends(kind: Kind[Any], fact: Fact) -> list[str]:
    """From where to where it goes in the graph: a seat goes to its unit."""
    names = list(kind.model.between_fields())
    return [getattr(fact, name) for name in ((names[0], names[-1]) if len(names) > 2 else names)]


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.noun)
async def test_each_end_has_a_page_of_its_own_that_goes_on_after_a_key(world: Graph, kind: Kind[Any]) -> None:
    facts = [told(kind, id=f"t:{kind.noun}-{n}", valid_from=AUGUST) for n in range(3)]
    assert await did(world, kind, *facts) == ["created"] * 3
    for end in kind.lists:
        at, of = getattr(facts[0], end), list_of(kind, end)
        first = (await of.pages(world, [at], as_of=AUGUST, after="", limit=2))[at]
        rest = (await of.pages(world, [at], as_of=AUGUST, after=first[-1].rank, limit=9))[at]
        found = [fact.id for _, fact in (*first, *rest)]
        assert await of.lengths(world, [at], as_of=AUGUST) == {at: len(found)}
        assert (len(first), len(found), {fact.id for fact in facts} <= set(found)) == (2, len(set(found)), True)


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.noun)
async def test_it_is_refused_with_what_is_missing(world: Graph, kind: Kind[Any]) -> None:
    for end, to in kind.model.references.items():
        (outcome,) = await put(world, kind, told(kind, **{end: tid("zoe")}))
        assert (outcome.kind, outcome.problem) == ("missing", f"no {to.value} has the id 't:zoe'")
        assert outcome.remedy
        assert kind.model.undirected or outcome.field == end


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.noun)
def test_what_it_is_between_names_it(kind: Kind[Any]) -> None:
    assert told(kind, valid_from=MAY).id == told(kind).id
    assert told(kind).id.startswith(f"t:{kind.noun}.")
    people = [name for name, to in kind.model.references.items() if to is EntityKind.PERSON]
    if len(people) > 1:
        with pytest.raises(ValidationError, match=f"{' and '.join(people)} are the same person"):
            told(kind, **dict.fromkeys(people, tid("ann")))
