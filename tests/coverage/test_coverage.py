"""Every coverage rule with positive, negative and unknown cases, drawn small."""

from datetime import date

import pytest

from relgraph.coverage.model import Hole, Thresholds
from relgraph.coverage.service import find_coverage_holes, list_rules
from relgraph.errors import InputError, NotFoundError
from tests.draw import TODAY, Drawing, name_of, tid

BEFORE, FRESH, STALE = date(2026, 1, 1), date(2026, 8, 20), date(2026, 2, 1)


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    """Two of ours, a customer with a live and a past deal."""
    drawing.org("us", "vendor").people("ann", "abe", at="us").org("acme").opportunity("deal", "acme", since=BEFORE)
    return drawing.opportunity("old", "acme", until=BEFORE, outcome="lost")


async def sight(d: Drawing, rule: str, account: str | None = "acme", **options) -> tuple[int, list[Hole]]:
    """What one rule sees: population and holes."""
    await d.save()
    if options.get("opportunity"):
        account, options["opportunity"] = None, tid(options["opportunity"])
    report = await find_coverage_holes(d.graph, account and tid(account), **{"as_of": TODAY, **options})
    (result,) = [result for result in report.results if result.rule.id == rule]
    return result.population, result.holes


async def failing(d: Drawing, rule: str, **options) -> tuple[int, list[str]]:
    population, holes = await sight(d, rule, **options)
    return population, [name_of(hole.subject_id) for hole in holes]


def key_people(d: Drawing, *names: str) -> Drawing:
    for name in names:
        d.person(name, at="acme").role(name, "deal", "E")
    return d


async def test_support_unknown(d: Drawing) -> None:
    key_people(d, "never", "asked", "neutral", "against", "lapsed").person("user", at="acme").role("user", "deal", "S")
    d.support("asked", "deal", None).support("neutral", "deal", 0).support("against", "deal", -1)
    d.support("lapsed", "deal", 2, until=TODAY)
    # `?`, never assessed and lapsed are unknown; 0 and -1 are known; S is no key role.
    assert await failing(d, "key_role_support_unknown") == (5, ["asked", "lapsed", "never"])
    d.support("never", "old", 2)
    assert (await failing(d, "key_role_support_unknown"))[1] == ["asked", "lapsed", "never"]


async def test_a_hole_says_who_in_which_deal_and_why_they_matter(d: Drawing) -> None:
    d.person("boss", at="acme", title="总裁", english_name="Boss").role("boss", "deal", "D", "A").support(
        "boss", "deal", 1
    )
    d.tie("ann", "boss", 0.2, last_contact=STALE)
    population, (hole,) = await sight(d, "key_role_single_tie")
    assert population == 1
    assert hole == Hole(
        subject_kind="person",
        subject_id=tid("boss"),
        name="boss",
        english_name="Boss",
        title="总裁",
        opportunity_id=tid("deal"),
        opportunity="deal",
        roles=["A", "D"],
        ties=1,
        strength=0.2,
        last_contact=STALE,
    )


async def test_without_tie_and_with_one_only(d: Drawing) -> None:
    key_people(d, "none", "one", "twice", "two", "past", "gone", "inside")
    d.tie("ann", "one", 0.5).tie("ann", "twice", 0.5).tie("ann", "twice", 0.5, basis="alumni")
    d.tie("ann", "two", 0.5).tie("abe", "two").tie("ann", "past", 0.9, until=TODAY).tie("inside", "two", 0.9)
    d.person("left", at="us", until=TODAY).tie("left", "gone", 0.9)
    # Ties that ended, to people who left us, or among themselves are none to us; two ties to one of ours are one.
    assert await failing(d, "key_role_without_tie") == (7, ["gone", "inside", "none", "past"])
    assert await failing(d, "key_role_single_tie") == (7, ["one", "twice"])


async def test_only_cold_ties(d: Drawing) -> None:
    key_people(d, "cold", "warm", "mixed", "unsure", "edge", "none")
    d.tie("ann", "cold", 0.1).tie("abe", "cold", 0.29).tie("ann", "warm", 0.8).tie("ann", "mixed", 0.1)
    d.tie("abe", "mixed", 0.5).tie("ann", "unsure", 0.1).tie("abe", "unsure").tie("ann", "edge", 0.3)
    # An unknown strength is not cold; who has no tie at all is another rule's.
    assert await failing(d, "key_role_cold") == (5, ["cold"])
    assert await failing(d, "key_role_cold", thresholds=Thresholds(cold_below=0.5)) == (5, ["cold", "edge"])


async def test_no_recent_contact(d: Drawing) -> None:
    key_people(d, "stale", "fresh", "mixed", "unsure", "edge", "none")
    d.tie("ann", "stale", 0.9, last_contact=STALE).tie("ann", "fresh", 0.9, last_contact=FRESH)
    d.tie("ann", "mixed", last_contact=STALE).tie("abe", "mixed", last_contact=FRESH)
    d.tie("ann", "unsure", last_contact=STALE).tie("abe", "unsure")
    d.tie("ann", "edge", last_contact=date(2026, 3, 5))  # exactly 180 days before
    assert await failing(d, "key_role_stale") == (5, ["stale"])
    assert await failing(d, "key_role_stale", thresholds=Thresholds(stale_days=179)) == (5, ["edge", "stale"])


async def test_owners_and_backups(d: Drawing) -> None:
    key_people(d, "none", "both").people("only_a", "only_b", "left", "plain", at="acme")
    for contact in ("only_a", "only_b", "left"):
        d.key_contact(contact, "acme")
    d.person("gone", at="us", until=TODAY)
    d.owns("ann", "both", "A").owns("abe", "both", "B").owns("ann", "only_a", "A").owns("abe", "only_b", "B")
    d.owns("gone", "left", "A").owns("abe", "only_a", "C")
    assert await failing(d, "key_contact_without_owner") == (5, ["left", "none", "only_b"])
    assert await failing(d, "key_contact_without_backup") == (5, ["only_a"])
    # In one deal only its key people count.
    assert await failing(d, "key_contact_without_owner", opportunity="deal") == (2, ["none"])


async def test_units_nobody_knows(d: Drawing) -> None:
    d.unit("it", "acme").unit("net", "acme", parent="it").unit("hr", "acme").unit("pay", "acme", parent="hr")
    d.unit("empty", "acme").unit("shut", "acme", until=BEFORE)
    d.person("bob", at="acme", unit="net").person("hal", at="acme", unit="hr").person("pam", at="acme", unit="pay")
    d.person("sam", at="acme", unit="shut").tie("ann", "bob")
    # A tie below counts for the unit above; of nested holes the uppermost stands; empty units are not looked at.
    assert await failing(d, "unit_without_tie") == (4, ["hr"])
    d.tie("abe", "hal", 0.1)
    assert await failing(d, "unit_without_tie") == (4, ["pay"])


async def test_opportunities_without_a_coach(d: Drawing) -> None:
    d.opportunity("coached", "acme").opportunity("bereft", "acme").person("carl", at="acme").role(
        "carl", "coached", "C"
    )
    d.role("carl", "bereft", "C", until=TODAY).role("carl", "deal", "S")
    assert await failing(d, "opportunity_without_coach") == (3, ["bereft", "deal"])
    assert await failing(d, "opportunity_without_coach", opportunity="coached") == (1, [])
    assert await failing(d, "opportunity_without_coach", as_of=date(2026, 8, 31)) == (3, ["deal"])


async def test_only_live_deals_count_unless_one_is_named(d: Drawing) -> None:
    d.person("bob", at="acme").role("bob", "old", "D")
    assert await failing(d, "key_role_without_tie") == (0, [])
    assert await failing(d, "key_role_without_tie", opportunity="old") == (1, ["bob"])


async def test_accounts_do_not_mix(d: Drawing) -> None:
    d.org("other").opportunity("theirs", "other").person("zoe", at="other").role("zoe", "theirs", "D")
    assert await failing(d, "key_role_without_tie", account="other") == (1, ["zoe"])
    assert await failing(d, "key_role_without_tie") == (0, [])


async def test_one_deal_leaves_out_rules_about_the_whole_account(d: Drawing) -> None:
    await d.save()
    report = await find_coverage_holes(d.graph, opportunity=tid("deal"), as_of=TODAY)
    assert (report.account, report.opportunity) == (tid("acme"), tid("deal"))
    assert "unit_without_tie" not in {result.rule.id for result in report.results}
    assert len(report.results) == len(list_rules()) - 1


async def test_bad_input_is_named(d: Drawing) -> None:
    await d.org("other").save()
    with pytest.raises(InputError, match="Neither an account nor an opportunity"):
        await find_coverage_holes(d.graph, as_of=TODAY)
    with pytest.raises(InputError, match="'t:deal' is one of 't:acme', not of 't:other'"):
        await find_coverage_holes(d.graph, tid("other"), opportunity=tid("deal"), as_of=TODAY)
    with pytest.raises(NotFoundError, match="No opportunity has the id 't:no'"):
        await find_coverage_holes(d.graph, opportunity=tid("no"), as_of=TODAY)
    with pytest.raises(NotFoundError, match="No organization has the id 't:no'"):
        await find_coverage_holes(d.graph, tid("no"), as_of=TODAY)
