"""All that fails at an account, page by page: no gaps, no doubles, of one day and one question."""

from typing import Any

import pytest

from relgraph.core.errors import InputError
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse

PAGE = """query ($first: Int!, $after: String, $day: Date, $rules: [String!]) {
  coverageHoles(of: { account: "t:acme" }, asOf: $day) {
    results { rule { ruleId } failed } holes(rules: $rules, first: $first, after: $after) {
      nodes { id subjectId asOf } pageInfo { hasNextPage endCursor } } } }"""


@pytest.fixture
async def account(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").person("ann", at="us").org("acme").opportunity("grid", "acme")
    for n in range(6):
        d.person(f"p{n}", at="acme").key_contact(f"p{n}", "acme").role(f"p{n}", "grid", "D" if n < 2 else "A")
    await d.save()
    return d


async def pages(ask: Ask, size: int, **asked: object) -> tuple[list[str], dict[str, Any]]:
    seen, after = [], None
    while True:
        report = (await ask(PAGE, first=size, after=after, **asked))["coverageHoles"]
        seen += [hole["id"] for hole in report["holes"]["nodes"]]
        if not report["holes"]["pageInfo"]["hasNextPage"]:
            return seen, report
        after = report["holes"]["pageInfo"]["endCursor"]


async def test_pages_hold_all_that_fails_once(account: Drawing, ask: Ask) -> None:
    seen, report = await pages(ask, 4)
    assert len(seen) == len(set(seen)) == sum(result["failed"] for result in report["results"]) > 10
    assert (await pages(ask, 200))[0] == seen
    (first,) = [result for result in report["results"] if result["failed"]][:1]
    one, _ = await pages(ask, 1, rules=[first["rule"]["ruleId"]])
    assert one == seen[: first["failed"]]


async def test_the_day_and_the_rules_stay(account: Drawing, ask: Ask, refuse: Refuse) -> None:
    report = (await ask(PAGE, first=1, day="2026-06-01"))["coverageHoles"]
    after, rule = report["holes"]["pageInfo"]["endCursor"], report["results"][0]["rule"]["ruleId"]
    more = (await ask(PAGE, first=1, day="2026-06-01", after=after))["coverageHoles"]["holes"]["nodes"]
    assert [hole["asOf"] for hole in more] == ["2026-06-01"]
    for other in ({"day": None}, {"day": "2026-06-01", "rules": [rule]}):
        error = await refuse(PAGE, first=1, after=after, **other)
        assert isinstance(error, InputError)
        assert error.field == "after"


async def test_a_hole_that_was_mended_meanwhile_is_no_place_to_go_on(
    account: Drawing, ask: Ask, refuse: Refuse
) -> None:
    after = (await ask(PAGE, first=1))["coverageHoles"]["holes"]["pageInfo"]["endCursor"]
    subject = (await ask(PAGE, first=1))["coverageHoles"]["holes"]["nodes"][0]["subjectId"]
    assert subject
    for n in range(6):
        account.tie("ann", f"p{n}", 0.9)
    await account.save()
    assert (await refuse(PAGE, first=1, rules=["nonsense"])).field == "rules"
    error = await refuse(PAGE, first=1, after=after)
    assert (error.field, error.remedy) == ("after", "Begin without `after`.")
