"""Cases of rules about the maps of live deals."""

from datetime import date

from tests.audit.cases import BEFORE, FRESH, STALE, case, key_people
from tests.draw import TODAY, Drawing

E = {"roles": ["E"]}


@case("key_role_support_unknown", 5, {"asked|deal": E, "lapsed|deal": E, "never|deal": E})
def question_mark_never_asked_and_lapsed_are_unknown(d: Drawing) -> None:
    key_people(d, "never", "asked", "neutral", "against", "lapsed").person("user", at="acme").role("user", "deal", "S")
    d.support("asked", "deal", None).support("neutral", "deal", 0).support("against", "deal", -1)
    d.support("lapsed", "deal", 2, until=TODAY).support("never", "old", 2)


@case("key_role_support_unknown", 0, not_assessed="no_key_roles")
def a_map_without_key_roles(d: Drawing) -> None:
    d.person("user", at="acme").role("user", "deal", "S").person("bob", at="acme").role("bob", "old", "D")


@case("key_role_support_unknown", 1, {"bob|old": {"roles": ["A", "D"]}}, opportunity="old")
def a_named_deal_need_not_be_live(d: Drawing) -> None:
    d.person("bob", at="acme").role("bob", "old", "D", "A")


@case(
    "support_stale", 4, {"stale|deal": {"level": 1, "assessed": "2026-08-24"}}, unknown=["undated|deal", "unknown|deal"]
)
def older_than_seven_days(d: Drawing) -> None:
    d.people("stale", "edge", "undated", "unknown", at="acme")
    d.support("stale", "deal", 1, since=date(2026, 8, 24)).support("edge", "deal", -1, since=date(2026, 8, 25))
    d.support("undated", "deal", 0).support("unknown", "deal", None, since=STALE)


@case("support_stale", 1, {"edge|deal": {"level": 2, "assessed": "2026-08-25"}}, assessment_days=6)
def older_than_asked(d: Drawing) -> None:
    d.person("edge").support("edge", "deal", 2, since=date(2026, 8, 25))


@case("support_stale", 1, unknown=["bob|deal"], not_assessed="no_known_support")
def nobody_was_assessed(d: Drawing) -> None:
    d.person("bob").support("bob", "deal", None, since=STALE).support("bob", "old", 1, since=date(2025, 1, 1))


@case("support_stale", 1, unknown=["bob|deal"], not_assessed="no_assessment_day")
def only_undated_assessments(d: Drawing) -> None:
    d.person("bob").support("bob", "deal", 1)


@case("opportunity_without_decider", 2, {"deal|deal": {"on_the_map": 1}})
def one_of_two_deals_has_a_decider(d: Drawing) -> None:
    d.opportunity("clear", "acme").people("bob", "eve", at="acme").role("bob", "clear", "D", "A")
    d.role("eve", "deal", "A").role("eve", "deal", "D", until=TODAY)


@case("opportunity_without_approver", 2, {"deal|deal": {"on_the_map": 1}})
def one_of_two_deals_has_an_approver(d: Drawing) -> None:
    d.opportunity("clear", "acme").people("bob", "eve", at="acme").role("bob", "clear", "D", "A")
    d.role("eve", "deal", "D", "E")


@case("opportunity_without_coach", 3, {"bereft|bereft": {"on_the_map": 0}, "deal|deal": {"on_the_map": 1}})
def one_of_three_deals_has_a_coach(d: Drawing) -> None:
    d.opportunity("coached", "acme").opportunity("bereft", "acme").person("carl", at="acme").role(
        "carl", "coached", "C"
    )
    d.role("carl", "bereft", "C", until=TODAY).role("carl", "deal", "S")


@case("opportunity_without_decider", 0, not_assessed="no_live_deal")
@case("opportunity_without_approver", 0, not_assessed="no_live_deal")
@case("opportunity_without_coach", 0, not_assessed="no_live_deal")
@case("map_too_friendly", 0, not_assessed="no_live_deal")
@case("key_role_support_unknown", 0, not_assessed="no_live_deal")
@case("support_stale", 0, not_assessed="no_live_deal")
@case("decider_without_way", 0, not_assessed="no_live_deal")
@case("decider_choke_point", 0, not_assessed="no_live_deal")
@case("opponent_without_way_around", 0, not_assessed="no_live_deal")
@case("person_left_on_map", 0, not_assessed="no_live_deal")
@case("fact_without_source", 0, not_assessed="no_facts")
def no_live_deal(d: Drawing) -> None:
    d.opportunity("deal", "acme", until=BEFORE)


@case("map_too_friendly", 1, {"deal|deal": {"friendly": 3, "unknown": 1}})
def three_friends_and_nobody_else(d: Drawing) -> None:
    d.people("a", "b", "c", "unsure").support("a", "deal", 1).support("b", "deal", 2).support("c", "deal", 3)
    d.support("unsure", "deal", None).support("unsure", "old", -1)


@case("map_too_friendly", 2)
def a_neutral_or_an_opponent_is_enough(d: Drawing) -> None:
    d.opportunity("other", "acme").people("a", "b", "c", "neutral", "foe")
    for deal, last in (("deal", "neutral"), ("other", "foe")):
        d.support("a", deal, 1).support("b", deal, 2).support("c", deal, 3)
        d.support(last, deal, 0 if last == "neutral" else -1)


@case("map_too_friendly", 1, unknown=["deal|deal"], not_assessed="too_few_known")
def two_friends_say_nothing(d: Drawing) -> None:
    d.people("a", "b", "c").support("a", "deal", 1).support("b", "deal", 2).role("c", "deal", "E")


@case("opponent_without_way_around", 1, {"foe|deal": {"level": -1, "others": 1}})
def an_opponent_and_a_decider_nobody_knows(d: Drawing) -> None:
    d.people("foe", "boss", "aide", at="acme").support("foe", "deal", -1, since=FRESH).role("boss", "deal", "D")
    # Whoever sways the decider is known only to each other; our tie to the opponent leads not around.
    d.influence("aide", "boss", 0.5).tie("ann", "foe", 0.9).influence("foe", "boss").tie("abe", "aide", until=TODAY)


@case("opponent_without_way_around", 2)
def a_tie_to_the_decider_or_to_who_sways_them(d: Drawing) -> None:
    d.people("foe", "boss", "aide", "chief", at="acme").support("foe", "deal", -1).role("boss", "deal", "D")
    d.influence("aide", "boss").tie("ann", "aide")
    d.opportunity("other", "acme").support("foe", "other", -1).role("chief", "other", "A").tie("ann", "chief")


@case("opponent_without_way_around", 1, unknown=["bob|deal"], not_assessed="support_unknown")
def nobody_is_known_to_be_against(d: Drawing) -> None:
    d.people("bob", "eve").support("bob", "deal", None).support("eve", "deal", 0).support("eve", "old", -1)


@case(
    "person_left_on_map",
    6,
    {"gone|deal": {"roles": ["E"], "left": "2026-02-01"}, "late|deal": {"roles": ["D", "S"], "left": "2026-01-01"}},
    unknown=["unseated|deal"],
)
def who_left_the_account(d: Drawing) -> None:
    d.org("firm", "partner").person("gone", at="acme", until=STALE).person("here", at="acme").people("unseated")
    d.person("advisor", at="firm").person("late", at="acme", valid_to=BEFORE)
    d.person("moved", at="acme", until=STALE).unit("it", "acme")
    d.add("position", person="moved", organization="acme", unit="it", since=STALE)
    for name in ("gone", "here", "unseated", "advisor", "moved"):
        d.role(name, "deal", "E")
    d.role("late", "deal", "S", "D")


@case("person_left_on_map", 1, unknown=["ghost|deal"], not_assessed="seats_unknown")
def only_people_without_seats(d: Drawing) -> None:
    d.person("ghost").role("ghost", "deal", "D")


@case("person_left_on_map", 0, not_assessed="no_roles")
@case("fact_without_source", 0, not_assessed="no_facts")
@case("decider_without_way", 0, not_assessed="no_decider")
@case("decider_choke_point", 0, not_assessed="no_decider")
@case("support_stale", 0, not_assessed="no_roles")
@case("opponent_without_way_around", 0, not_assessed="no_opponent")
def an_empty_map(d: Drawing) -> None:
    d.person("bob", at="acme").role("bob", "old", "D")
