"""What all rules see of one account or deal, now: names, scopes, bad input."""

import pytest

from relgraph.audit.evaluation.service import find_coverage, list_rules
from relgraph.audit.rules.model import CoverageReport, NamedFailure, RuleResult, Scope, SubjectKind, Thresholds
from relgraph.audit.rules.service import load_rules
from relgraph.core.errors import InputError, NotFoundError
from tests.audit.cases import STALE, start
from tests.draw import TODAY, Drawing, tid


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    return start(drawing)


async def results(d: Drawing, **options: object) -> dict[str, RuleResult]:
    await d.save()
    account = None if options.get("opportunity") else tid("acme")
    report = await find_coverage(d.graph, account, as_of=TODAY, **options)
    return {result.rule.id: result for result in report.results}


async def test_a_hole_says_who_in_which_deal_and_why_they_matter(d: Drawing) -> None:
    d.person("boss", at="acme", title="总裁", english_name="Boss").role("boss", "deal", "D", "A")
    d.tie("ann", "boss", 0.2, last_contact=STALE)
    seen = await results(d)
    (single,), (unknown,) = seen["key_contact_single_tie"].holes, seen["key_role_support_unknown"].holes
    named = {"kind": SubjectKind.PERSON, "id": tid("boss"), "name": "boss", "english_name": "Boss", "title": "总裁"}
    evidence = {"roles": ["A", "D"], "ties": 1, "strength": 0.2, "last_contact": "2026-02-01"}
    assert single == NamedFailure(**named, evidence=evidence, contact=tid("boss"), through=tid("ann"))
    assert unknown == NamedFailure(
        **named, opportunity=tid("deal"), opportunity_name="deal", evidence={"roles": ["A", "D"]}
    )
    assert seen["key_contact_single_tie"].population == 1


async def test_thresholds_reach_the_rules(d: Drawing) -> None:
    d.person("bob", at="acme").key_contact("bob", "acme").tie("ann", "bob", 0.4, last_contact=STALE)
    seen = await results(d, thresholds=Thresholds(cold_below=0.5, stale_days=365))
    assert [len(seen[rule].holes) for rule in ("key_contact_cold", "key_contact_stale")] == [1, 0]


async def test_a_rule_that_saw_nothing_says_so(d: Drawing) -> None:
    seen = await results(d)
    assert all((result.population == result.unknown) == (result.not_assessed is not None) for result in seen.values())
    assert (seen["decider_without_way"].not_assessed, seen["unit_without_tie"].not_assessed) == (
        "no_decider",
        "no_units",
    )


async def test_accounts_do_not_mix(d: Drawing) -> None:
    d.org("other").opportunity("theirs", "other").person("zoe", at="other").role("zoe", "theirs", "D")
    assert (await results(d))["key_contact_without_tie"].population == 0


async def test_one_deal_leaves_out_rules_about_the_whole_account(d: Drawing) -> None:
    d.person("bob", at="acme").role("bob", "old", "D")
    seen = await results(d, opportunity=tid("old"))
    assert seen.keys() == {r.id for r in list_rules(d.graph.settings) if Scope.OPPORTUNITY in r.scope}
    assert "unit_without_tie" not in seen
    assert len(seen["key_contact_without_tie"].holes) == 1


async def test_a_report_reads_back_from_json(d: Drawing) -> None:
    await d.person("bob", at="acme").role("bob", "deal", "D").tie("ann", "bob", last_contact=STALE).save()
    report = await find_coverage(d.graph, tid("acme"), as_of=TODAY)
    assert CoverageReport.model_validate_json(report.model_dump_json()) == report
    assert len(report.results) == len(load_rules())


async def test_bad_input_is_named(d: Drawing) -> None:
    await d.org("other").save()
    with pytest.raises(InputError, match="Neither an account nor an opportunity"):
        await find_coverage(d.graph, as_of=TODAY)
    with pytest.raises(InputError, match="'t:deal' is one of 't:acme', not of 't:other'"):
        await find_coverage(d.graph, tid("other"), opportunity=tid("deal"), as_of=TODAY)
    with pytest.raises(NotFoundError, match="No opportunity has the id 't:no'"):
        await find_coverage(d.graph, opportunity=tid("no"), as_of=TODAY)
    with pytest.raises(NotFoundError, match="No organization has the id 't:no'"):
        await find_coverage(d.graph, tid("no"), as_of=TODAY)
