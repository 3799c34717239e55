"""Profiles on small drawn graphs."""

from datetime import date

import pytest

from relgraph.core.errors import InputError
from relgraph.kinds.role import RoleLetter
from relgraph.profile.model import OpportunityProfile, OrganizationProfile, PersonProfile
from relgraph.profile.service import find_profile, list_history
from tests.draw import TODAY, Drawing, name_of, tid

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    """Acme with a CTO whom two of ours knew; one of these has left."""
    d = drawing.org("us", "vendor").org("acme", aliases=("Acme Inc",)).unit("it", "acme")
    d.person("ann", at="us").person("old", at="us", until=JUNE).person("ceo", at="acme", layer=1)
    d.person("cto", at="acme", unit="it", title="主任", layer=2, since=JUNE, english_name="Sea Tee").person(
        "dev", at="acme"
    )
    d.reports("cto", "ceo").reports("dev", "cto").reports("dev", "ceo", "dotted")
    d.tie("ann", "cto").tie("old", "cto", 0.9).owns("ann", "cto", "B")
    d.opportunity("deal", "acme", stage="lead").role("cto", "deal", "E", "D").role("ceo", "deal", "A")
    d.support("cto", "deal", None, since=JUNE).support("dev", "deal", 0, since=JULY)
    d.key_contact("cto", "acme", position_class="S")
    d.ask("ann", "cto", "a reference", since=JULY).ask("old", "cto", since=JUNE, until=JULY).ask("ceo", "cto")
    d.ask("ann", "cto", "who decides", since=JUNE).ask("cto", "ann", "a discount")
    await d.save()
    return d


async def test_a_person_with_what_is_unknown_left_unknown(drawn: Drawing) -> None:
    found = await find_profile(drawn.graph, tid("cto"), as_of=TODAY)
    assert isinstance(found, PersonProfile)
    assert (found.person.name, found.person.title, found.person.unit, found.person.organization) == (
        "cto", "主任", "it", "acme",
    )  # fmt: skip
    assert [(seat.title, seat.organization, seat.since) for seat in found.seats] == [("主任", "acme", JUNE)]
    assert [(name_of(manager.id), manager.line) for manager in found.managers] == [("ceo", "solid")]
    assert found.direct_reports == 1
    assert [(name_of(tie.id), tie.strength, tie.last_contact) for tie in found.our_ties] == [("ann", None, None)]
    assert [(name_of(owner.id), owner.role) for owner in found.owners] == [("ann", "B")]
    assert [(name_of(ask.id), ask.about, ask.since) for ask in found.open_asks] == [
        ("ceo", None, None),
        ("ann", "who decides", JUNE),
        ("ann", "a reference", JULY),
    ]
    (stance,) = found.stances
    assert (stance.roles, stance.level, stance.assessed) == (
        [RoleLetter.DECISION_MAKER, RoleLetter.EVALUATOR],
        None,
        JUNE,
    )


@pytest.mark.parametrize("declines", [True, False, None])
async def test_whether_a_person_declines_introductions(drawing: Drawing, declines: bool | None) -> None:
    await drawing.person("eve", declines_introductions=declines).save()
    found = await find_profile(drawing.graph, tid("eve"), as_of=TODAY)
    assert isinstance(found, PersonProfile)
    assert found.declines_introductions is declines


async def test_the_day_decides_who_is_ours_and_which_seat_is_held(drawn: Drawing) -> None:
    found = await find_profile(drawn.graph, tid("cto"), as_of=date(2026, 5, 1))
    assert isinstance(found, PersonProfile)
    assert [(name_of(tie.id), tie.strength) for tie in found.our_ties] == [("old", 0.9), ("ann", None)]
    assert (found.seats, found.person.title, found.person.organization) == ([], None, None)
    assert [stance.assessed for stance in found.stances] == [None]
    assert [(name_of(ask.id), ask.since) for ask in found.open_asks] == [("ceo", None)]


async def test_solid_lines_come_before_dotted_ones(drawn: Drawing) -> None:
    found = await find_profile(drawn.graph, tid("dev"), as_of=TODAY)
    assert isinstance(found, PersonProfile)
    assert [(name_of(m.id), m.line) for m in found.managers] == [("cto", "solid"), ("ceo", "dotted")]


async def test_an_organisation(drawn: Drawing) -> None:
    found = await find_profile(drawn.graph, tid("acme"), as_of=TODAY)
    assert isinstance(found, OrganizationProfile)
    assert (found.kind, found.aliases, found.units, found.people, found.known_people) == (
        "customer", ["Acme Inc"], 1, 3, 1,
    )  # fmt: skip
    assert [(deal.name, deal.stage, deal.until) for deal in found.deals] == [("deal", "lead", None)]
    (contact,) = found.key_contacts
    assert (contact.name, contact.position_class, contact.relationship_class, contact.owners) == (
        "cto", "S", None, ["B ann"],
    )  # fmt: skip


async def test_an_opportunity_with_its_map(drawn: Drawing) -> None:
    found = await find_profile(drawn.graph, tid("deal"), as_of=TODAY)
    assert isinstance(found, OpportunityProfile)
    assert (found.account, found.stage) == ("acme", "lead")
    seen = [(p.person.name, p.roles, p.level, p.assessed, p.our_ties, p.warmest) for p in found.participants]
    assert seen == [
        ("ceo", ["A"], None, None, 0, None),
        ("cto", ["D", "E"], None, JUNE, 1, None),
        ("dev", [], 0, JULY, 0, None),
    ]


async def test_nothing_has_the_id(drawn: Drawing) -> None:
    with pytest.raises(InputError, match="t:nobody"):
        await find_profile(drawn.graph, tid("nobody"), as_of=TODAY)


async def test_history_tells_every_version_the_latest_first(drawn: Drawing) -> None:
    await drawn.support("cto", "deal", 1, since=JULY).save()
    history = await list_history(drawn.graph, tid("cto"))
    supports = [(f.valid_from, f.valid_to, f.said) for f in history if f.fact == "HAS_SUPPORT"]
    assert supports == [(JULY, None, {"level": 1}), (JUNE, JULY, {})]
    assert {f.fact for f in history} == {
        "HOLDS", "REPORTS_TO", "TIE", "OWNS", "HAS_ROLE", "HAS_SUPPORT", "KEY_CONTACT_OF", "ASKS",
    }  # fmt: skip
    (tie,) = [f for f in history if f.fact == "TIE" and f.other == "old"]
    assert tie.said == {"strength": 0.9}
    lines = {(f.other, f.outgoing) for f in history if f.fact == "REPORTS_TO"}
    assert lines == {("ceo", True), ("dev", False)}


async def test_history_keeps_what_corrections_replaced(drawn: Drawing) -> None:
    await drawn.tie("ann", "cto", 0.6).person("cto", at="acme", unit="it", title="主任", since=JUNE, layer=3).save()
    history = await list_history(drawn.graph, tid("cto"))
    ties = [(f.said, f.replaced_at is not None) for f in history if f.fact == "TIE" and f.other == "ann"]
    assert ties == [({"strength": 0.6}, False), ({}, True)]
    seats = [(f.said["layer"], f.replaced_at is not None) for f in history if f.fact == "HOLDS"]
    assert seats == [(3, False), (2, True)]
    (itself,) = [f for f in history if f.fact == "ENTITY"]
    assert (itself.said, itself.other) == ({"name": "cto", "english_name": "Sea Tee"}, None)
