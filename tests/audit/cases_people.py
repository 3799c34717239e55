"""Cases of rules about people who left or are no more, days to come, competitors between, sources that differ."""

from datetime import date

from tests.audit.cases import BEFORE, FRESH, STALE, case, key_people
from tests.audit.cases_ties import owned, seen
from tests.draw import TODAY, Drawing

LATER = date(2026, 10, 1)
LEFT = {"left": STALE.isoformat()}


@case("account_without_tie", 1, {"acme": {"people": 2}})
def the_last_colleague_left(d: Drawing) -> None:
    d.unit("it", "acme").person("bob", at="acme", unit="it").person("eve", at="acme").person(
        "ex", at="acme", until=STALE
    )
    d.tie("ann", "bob", 0.9, until=TODAY).tie("ann", "ex").tie("bob", "eve", 0.9)
    # Knows bob, and is no more; her seat was left open.
    d.person("gone", at="us", valid_to=STALE).tie("gone", "bob", 0.9)


@case("account_without_tie", 1, {"acme": {"people": 0}})
def all_their_people_left(d: Drawing) -> None:
    d.person("bob", at="acme", until=STALE).person("eve", at="acme", valid_to=STALE).tie("ann", "bob").tie("ann", "eve")


@case("account_without_tie", 1)
def a_tie_of_no_strength_is_one(d: Drawing) -> None:
    d.people("bob", "eve", at="acme").tie("ann", "bob", 0.0)


@case("account_without_tie", 0, not_assessed="no_people")
@case("key_contact_left", 0, not_assessed="no_key_contacts")
@case("person_manager_left", 0, not_assessed="no_lines")
def an_account_of_which_nothing_is_known(d: Drawing) -> None:
    d.person("bob", at="acme", since=LATER).unit("it", "acme")


@case("key_contact_left", 5, {"dead": LEFT, "gone": LEFT}, unknown=["unseated"])
def key_contacts_who_left(d: Drawing) -> None:
    d.org("firm", "other").person("gone", at="acme", until=STALE).person("dead", at="acme", valid_to=STALE)
    d.person("here", at="acme").person("unseated").person("advisor", at="firm").person("past", at="acme", until=STALE)
    d.add("position", person="gone", organization="firm", since=STALE)
    for name in ("gone", "dead", "here", "unseated", "advisor"):
        d.key_contact(name, "acme")
    d.key_contact("past", "acme", until=STALE)


@case("key_contact_left", 1, unknown=["bob"], not_assessed="seats_unknown")
def a_key_contact_without_any_seat(d: Drawing) -> None:
    d.person("bob").key_contact("bob", "acme")


@case(
    "person_manager_left",
    5,
    {"ada|dead": {"manager": "t:dead", **LEFT}, "bob|gone": {"manager": "t:gone", **LEFT}},
    unknown=["eve|unseated"],
)
@case("person_without_line", 5, {"ada": {"layer": 3, "below": 1}}, unknown=["boss"])
def managers_who_left(d: Drawing) -> None:
    d.org("group", "other").person("head", at="group").person("unseated").person("boss", at="acme")
    d.person("gone", at="acme", until=STALE).person("dead", at="acme", valid_to=STALE)
    d.person("ada", at="acme", layer=3).people("bob", "eve", "cid", at="acme").reports("ada", "dead")
    d.reports("bob", "gone", "dotted").reports("eve", "unseated").reports("cid", "head").reports("cid", "ada", "dotted")
    # Lines that ended, and whoever reported and is no more.
    d.reports("bob", "dead", until=STALE).reports("dead", "boss")


@case("person_manager_left", 1, unknown=["bob|ghost"], not_assessed="seats_unknown")
def a_manager_without_any_seat(d: Drawing) -> None:
    d.person("bob", at="acme").person("ghost").reports("bob", "ghost")


@case("person_in_reporting_cycle", 1)
def a_circle_over_somebody_who_is_no_more(d: Drawing) -> None:
    d.people("a", "b", at="acme").person("dead", at="acme", valid_to=STALE).reports("a", "dead").reports(
        "dead", "a", "dotted"
    )
    d.reports("a", "b").reports("b", "dead").people("low", at="acme").reports("low", "b").reports("low", "a", "dotted")


@case("key_contact_without_tie", 1, {"bob": {"roles": ["D", "E"], "ties": 0}})
@case("key_contact_without_owner", 1, {"bob": owned(0, 0, "DE")})
@case("owner_overloaded", 0, not_assessed="no_owners")
@case("key_contact_owner_left", 1, {"bob|gone": {"owner_role": "A", "since": None, **LEFT}})
@case("account_known_by_one_of_ours", 0, not_assessed="no_ties")
@case("decider_without_way", 1, {"bob|deal": {"opponents": 0}})
@case("opportunity_without_decider", 1)
def a_colleague_who_is_no_more(d: Drawing) -> None:
    # HR ends the person; seat, ties and ownership stay open.
    key_people(d, "bob").role("bob", "deal", "D").person("gone", at="us", valid_to=STALE)
    d.tie("gone", "bob", 0.9, last_contact=FRESH).owns("gone", "bob")


@case("opportunity_without_decider", 1, {"deal|deal": {"on_the_map": 1}})
@case("opponent_without_way_around", 0, not_assessed="no_opponent")
@case("key_role_support_unknown", 1, {"eve|deal": {"roles": ["E"]}})
@case("decider_without_way", 0, not_assessed="no_decider")
@case("person_left_on_map", 2, {"dead|deal": {"roles": ["D"], **LEFT}})
@case("account_held_by_one_of_theirs", 1, {"acme": {"only": "t:eve"}})
@case("support_stale", 1, unknown=["eve|deal"], not_assessed="no_known_support")
@case("map_too_friendly", 1, unknown=["deal|deal"], not_assessed="too_few_known", least_known=1)
@case("unit_without_tie", 1)
@case("owner_overloaded", 1, most_contacts=1)
def a_customer_who_is_no_more(d: Drawing) -> None:
    d.unit("it", "acme").unit("hr", "acme").person("dead", at="acme", unit="hr", valid_to=STALE).role(
        "dead", "deal", "D"
    )
    d.support("dead", "deal", -1, since=BEFORE).tie("ann", "dead").person("eve", at="acme", unit="it").role(
        "eve", "deal", "E"
    )
    d.tie("ann", "eve").owns("ann", "eve").owns("ann", "dead").key_contact("dead", "acme")


@case("decider_without_way", 1, {"boss|deal": {"opponents": 0}})
@case("decider_choke_point", 1, unknown=["boss|deal"], not_assessed="no_way")
@case("decider_competitor_nearer", 1, {"boss|deal": {"theirs": 0.9, "ours_strength": 0.0}})
@case("opponent_without_way_around", 1, {"foe|foul": {"level": -1, "others": 1}})
def a_way_over_a_competitor_is_none_of_ours(d: Drawing) -> None:
    d.org("them", "competitor").person("rex", at="them").people("boss", "foe", at="acme").role("boss", "deal", "D")
    d.tie("rex", "boss", 0.9).tie("ann", "rex").opportunity("foul", "acme").support("foe", "foul", -1)
    d.role("boss", "foul", "A").influence("rex", "boss", 0.9)


@case("decider_without_way", 2, {"boss|deal": {"opponents": 1}})
@case("decider_choke_point", 2, unknown=["boss|deal"])
def gates_are_those_of_paths(d: Drawing) -> None:
    # A hop of no strength, one that declines, one against the deal, two at odds, a first day to come: none is a way.
    d.people("boss", "chief", "x", "y", at="acme").role("boss", "deal", "D").tie("ann", "boss", 0.0)
    d.person("shy", at="us", declines_introductions=True).tie("shy", "boss", 0.9)
    d.person("anti", at="us").tie("anti", "boss", 0.9).support("anti", "deal", -1)
    d.tie("boss", "x", 0.9).tie("x", "abe", 0.9).friction("x", "abe").tie("y", "abe", 0.9).tie(
        "y", "boss", 0.9
    ).friction("boss", "y")
    d.person("next", at="us", valid_from=LATER).tie("next", "boss", 0.9)
    # She who is against one deal leads to its decider in another.
    d.opportunity("other", "acme").role("chief", "other", "D").tie("anti", "chief", 0.1)


@case("key_contact_stale", 2, {"bob": seen(1, None, STALE, "ann")}, unknown=["eve"])
def a_contact_to_come_is_not_known_yet(d: Drawing) -> None:
    key_people(d, "bob", "eve").tie("ann", "eve", last_contact=LATER).tie("ann", "bob", last_contact=STALE)
    d.tie("ann", "bob", basis="alumni", last_contact=LATER)


@case("key_contact_cold", 2, {"bob": seen(1, 0.1, None, "ann")}, unknown=["eve"])
def knowing_that_a_tie_is_weak_beats_knowing_nothing(d: Drawing) -> None:
    key_people(d, "bob", "eve").tie("ann", "bob", 0.1).tie("ann", "bob", basis="alumni")
    d.tie("ann", "eve", 0.1).tie("abe", "eve")


@case("opponent_without_way_around", 1, {"bob|deal": {"level": -1, "others": 0}})
@case("support_stale", 2, {"bob|deal": {"level": -1, "assessed": "2026-06-01"}})
@case("map_too_friendly", 1, least_known=2)
@case("key_role_support_unknown", 2)
def the_newest_assessment_counts(d: Drawing) -> None:
    key_people(d, "bob", "eve").support("bob", "deal", 3, since=BEFORE)
    d.add("support", person="bob", opportunity="deal", level=-1, since=date(2026, 6, 1), id="t:interview")
    # What a source does not know says nothing against what another knows.
    d.support("eve", "deal", 2, since=FRESH).add("support", person="eve", opportunity="deal", since=TODAY, id="t:crm")
