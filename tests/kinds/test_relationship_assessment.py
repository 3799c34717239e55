"""Assessments of relationships: what is particular to them besides what every fact can do (test_every_fact)."""

from datetime import date

import pytest
from pydantic import ValidationError

from relgraph.identity.judgement import Verdict
from relgraph.identity.service import judge, withdraw
from relgraph.kinds.relationship_assessment import RELATIONSHIP_ASSESSMENTS, RelationshipAssessment
from relgraph.record.read import find, find_versions, list_around
from tests.draw import TODAY, Drawing, tid

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
ENDS = {"rater": "t:ann", "contact": "t:bob", "account": "t:acme"}
Rated = tuple[str, str, str, int | None, int | None]


def drawn(drawing: Drawing) -> Drawing:
    d = (
        drawing.org("us", "vendor")
        .people("ann", "abe", at="us")
        .org("acme")
        .org("beta")
        .people("bob", "eve", at="acme")
    )
    d.add("relationship_assessment", MAY, rater="ann", contact="bob", account="acme", closeness=1, reason="a lunch")
    d.add("relationship_assessment", JULY, rater="ann", contact="bob", account="acme", closeness=-2, support=3)
    d.add("relationship_assessment", MAY, rater="abe", contact="bob", account="acme", support=0)
    return d.add("relationship_assessment", MAY, rater="ann", contact="bob", account="beta", support=-1)


def told(words: list[RelationshipAssessment]) -> list[Rated]:
    return sorted((w.rater[2:], w.contact[2:], w.account[2:], w.closeness, w.support) for w in words)


async def test_each_assessment_of_a_rater_keeps_the_earlier_ones(drawing: Drawing) -> None:
    d = drawn(drawing)
    await d.save()
    id_ = RelationshipAssessment(**ENDS, closeness=0).id
    versions = await find_versions(d.graph, RELATIONSHIP_ASSESSMENTS, id_)
    assert [(v.valid_from, v.valid_to, v.closeness, v.support, v.reason) for v in versions] == [
        (MAY, JULY, 1, None, "a lunch"),
        (JULY, None, -2, 3, None),
    ]
    page = {"as_of": TODAY, "after": "", "limit": 9}
    lists = {
        end: await list_around(d.graph, RELATIONSHIP_ASSESSMENTS, end, [of], **page)
        for end, of in {**ENDS, "account": "t:beta"}.items()
    }
    ann, abe, beta = ("ann", "bob", "acme", -2, 3), ("abe", "bob", "acme", None, 0), ("ann", "bob", "beta", None, -1)
    assert told(lists["rater"]["t:ann"]) == [ann, beta]
    assert told(lists["contact"]["t:bob"]) == [abe, ann, beta]
    assert told(lists["account"]["t:beta"]) == [beta]


@pytest.mark.parametrize(
    ("levels", "problem"),
    [
        ({}, "an assessment says something: give closeness, support, or both, from -3 to 3"),
        ({"closeness": 4}, "less than or equal to 3"),
        ({"support": -4}, "greater than or equal to -3"),
        ({"closeness": 1, "contact": "t:ann"}, "rater and contact are the same person"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(levels: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        RelationshipAssessment.model_validate({**ENDS, **levels})


@pytest.mark.parametrize(
    ("kept", "gone", "field"), [("acme", "beta", "account"), ("ann", "abe", "rater"), ("bob", "eve", "contact")]
)
async def test_it_goes_along_when_two_become_one_and_back_again(
    drawing: Drawing, kept: str, gone: str, field: str
) -> None:
    d = drawn(drawing).add("relationship_assessment", MAY, rater="abe", contact="eve", account="beta", closeness=2)
    await d.save()

    async def all_of_them() -> list[Rated]:
        return told(await find(d.graph, RELATIONSHIP_ASSESSMENTS, as_of=TODAY, limit=9))

    before = await all_of_them()
    judgement = await judge(d.graph, tid(kept), tid(gone), Verdict.SAME)
    after = [word.model_dump() for word in await find(d.graph, RELATIONSHIP_ASSESSMENTS, as_of=TODAY, limit=9)]
    assert gone not in {word[field][2:] for word in after}
    assert {tuple(word["told_of"]) for word in after} == {(), (f"{field}={tid(gone)}",)}
    assert len(after) == len(before)
    here = await list_around(d.graph, RELATIONSHIP_ASSESSMENTS, field, [tid(kept)], as_of=TODAY, after="", limit=9)
    assert len(here[tid(kept)]) == len([word for word in before if {kept, gone} & set(word[:3])])
    await withdraw(d.graph, judgement.id)
    assert await all_of_them() == before
