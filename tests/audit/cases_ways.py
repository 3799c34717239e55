"""Cases of rules about ways to decision makers, competitors, and the quality of what is recorded."""

from tests.audit.cases import BEFORE, STALE, case
from tests.draw import TODAY, Drawing


def boss(d: Drawing, *others: str) -> Drawing:
    return d.people("boss", *others, at="acme").role("boss", "deal", "D")


@case("decider_without_way", 1, {"boss|deal": {"opponents": 1}})
def every_way_is_barred(d: Drawing) -> None:
    boss(d, "foe", "shy", "past", "far", "aide", "x", "y", "z")
    # Over an opponent, one who declines, a tie that ended, a tie of strength 0, against an influence; four steps.
    d.support("foe", "deal", -1).tie("ann", "foe").tie("foe", "boss").person("shy", declines_introductions=True)
    d.tie("ann", "shy").reports("shy", "boss").tie("past", "boss", until=TODAY).tie("ann", "past")
    d.tie("far", "boss", 0.0).tie("ann", "far").influence("boss", "aide").tie("ann", "aide")
    d.tie("boss", "x").tie("x", "y").tie("y", "z").tie("z", "ann")


@case("decider_without_way", 2, {"boss|deal": {"opponents": 0}})
def what_is_recorded_as_nothing_is_not_assumed(d: Drawing) -> None:
    # An unknown tie beside a recorded 0, which says nothing the other way; one beside something is as good as that.
    boss(d, "cto", "x").role("cto", "deal", "D").tie("ann", "boss", 0.0).tie("ann", "boss", basis="alumni")
    d.influence("cto", "ann", 0.0).tie("ann", "cto").influence("x", "boss", 0.0).tie("x", "boss").tie("ann", "x")


@case("decider_without_way", 4)
@case("decider_choke_point", 4, {"three|deal": {"steps": 3, "through": "y"}, "two|deal": {"steps": 2, "through": "x"}})
def one_two_and_three_steps(d: Drawing) -> None:
    d.people("one", "two", "three", "open", "x", "y", "v", "w", "p", "q", at="acme")
    for name in ("one", "two", "three", "open"):
        d.role(name, "deal", "D")
    d.tie("ann", "one").influence("x", "two").tie("x", "ann").tie("abe", "x")
    d.reports("three", "v").reports("three", "w", "dotted").tie("v", "y").tie("w", "y").tie("y", "abe")
    d.tie("open", "p", 0.2).tie("p", "ann", 0.1).tie("open", "q").tie("q", "abe")


@case("decider_choke_point", 1)
def a_second_longer_way(d: Drawing) -> None:
    boss(d, "x", "v", "w").tie("boss", "x").tie("x", "ann").tie("boss", "v").tie("v", "w").tie("w", "abe")


@case("decider_choke_point", 1, {"boss|deal": {"steps": 2, "through": "x"}})
def a_longer_way_through_the_same(d: Drawing) -> None:
    boss(d, "x", "v").tie("boss", "x").tie("x", "ann").tie("boss", "v").tie("v", "x")


@case("decider_choke_point", 1, {"boss|deal": {"steps": 3, "through": "x"}})
def all_longer_ways_begin_with_one(d: Drawing) -> None:
    boss(d, "x", "v", "w").tie("boss", "x").tie("x", "v").tie("x", "w").tie("v", "ann").tie("w", "abe")


@case("decider_choke_point", 1, unknown=["boss|deal"], not_assessed="no_way")
def no_way_has_no_choke_point(d: Drawing) -> None:
    boss(d, "x").tie("boss", "x")


def rivals(d: Drawing) -> Drawing:
    return boss(d.org("them", "competitor").people("rex", "ria", at="them"), "x")


@case("decider_competitor_nearer", 1, {"boss|deal": {"theirs": 0.6, "ours_strength": 0.5}})
def the_competitor_is_nearer(d: Drawing) -> None:
    rivals(d).tie("rex", "boss", 0.6).tie("ann", "boss", 0.5).tie("boss", "x", 0.5).tie("x", "abe", 0.9)


@case("decider_competitor_nearer", 1, {"boss|deal": {"theirs": 0.4, "ours_strength": 0.0}})
def in_two_steps_and_we_not_at_all(d: Drawing) -> None:
    rivals(d).tie("boss", "x", 0.5).tie("x", "rex", 0.8).tie("rex", "boss", 0.9, until=TODAY)


@case("decider_competitor_nearer", 1)
def we_are_as_near(d: Drawing) -> None:
    rivals(d).tie("rex", "boss", 0.5).tie("boss", "x", 1.0).tie("x", "abe", 0.5)


@case("decider_competitor_nearer", 1)
def an_unknown_strength_that_changes_nothing(d: Drawing) -> None:
    rivals(d).tie("boss", "x", 0.4).tie("x", "rex").tie("ann", "boss", 0.4)


@case("decider_competitor_nearer", 1, unknown=["boss|deal"], not_assessed="strengths_unknown")
def an_unknown_strength_that_matters(d: Drawing) -> None:
    rivals(d).tie("rex", "boss").tie("ann", "boss", 0.5)


@case("decider_competitor_nearer", 1, unknown=["boss|deal"], not_assessed="strengths_unknown")
def our_own_strength_is_unknown(d: Drawing) -> None:
    rivals(d).tie("rex", "boss", 0.7).tie("ann", "boss")


@case("decider_competitor_nearer", 2, {"boss|deal": {"theirs": 0.2, "ours_strength": 0.0}}, unknown=["cto|deal"])
def our_tie_is_unknown_where_nothing_is_recorded(d: Drawing) -> None:
    rivals(d).tie("rex", "boss", 0.2).tie("ann", "boss").influence("ann", "boss", 0.0)
    d.people("cto", at="acme").role("cto", "deal", "D").tie("rex", "cto", 0.2).tie("ann", "cto")
    d.influence("ann", "cto", 0.4).influence("ann", "cto", 0.0, basis="b")


@case("decider_competitor_nearer", 0, not_assessed="no_competitor")
def nobody_of_a_competitor(d: Drawing) -> None:
    boss(d).org("them", "competitor").person("ex", at="them", until=TODAY).tie("ex", "boss", 0.9)


@case("decider_competitor_nearer", 0, not_assessed="no_decider")
def competitors_and_no_decider(d: Drawing) -> None:
    d.org("them", "competitor").person("rex", at="them")


@case(
    "person_without_line", 6,
    {"low": {"layer": 3, "below": 1}}, unknown=["head", "loose"],
)  # fmt: skip
def who_reports_to_nobody(d: Drawing) -> None:
    d.person("top", at="acme", layer=1).person("low", at="acme", layer=3).people(
        "loose", "head", "bob", "eve", at="acme"
    )
    d.reports("bob", "head").reports("eve", "low", "dotted").reports("low", "top", until=TODAY)


@case("person_without_line", 1, unknown=["head"], not_assessed="layers_unknown")
def only_the_one_at_the_top(d: Drawing) -> None:
    d.person("head", at="acme").person("bob").reports("bob", "head")


@case(
    "person_in_reporting_cycle", 3,
    {"a": {"steps": 2, "next": "t:b"}, "b": {"steps": 2, "next": "t:a"}},
)  # fmt: skip
def a_dotted_line_closes_the_circle(d: Drawing) -> None:
    d.people("a", "b", "c", "top", "low", at="acme").reports("a", "b").reports("b", "a", "dotted").reports("c", "top")
    d.reports("low", "c").reports("top", "c", "dotted", until=TODAY)


@case(
    "person_several_primary_seats", 4, {"two": {"primaries": 2, "seats": 2}}, unknown=["unsure"],
)  # fmt: skip
def two_primary_seats(d: Drawing) -> None:
    d.unit("it", "acme").unit("hr", "acme").people("two", "clear", "one", "unsure")
    d.add("position", person="two", organization="acme", unit="it", primary=True)
    d.add("position", person="two", organization="acme", unit="hr", primary=True)
    d.add("position", person="clear", organization="acme", unit="it", primary=True)
    d.add("position", person="clear", organization="acme", unit="hr", primary=False)
    d.add("position", person="one", organization="acme")
    d.add("position", until=TODAY, person="one", organization="acme", unit="hr")
    d.add("position", person="unsure", organization="acme", unit="it", primary=True)
    d.add("position", person="unsure", organization="acme", unit="hr")


@case("person_several_primary_seats", 1, unknown=["unsure"], not_assessed="primaries_unknown")
def two_seats_of_which_nothing_is_said(d: Drawing) -> None:
    d.unit("it", "acme").person("unsure", at="acme").add("position", person="unsure", organization="acme", unit="it")


@case(
    "fact_without_source",
    5,
    {
        "bob|key-nobody-said": {"fact": "key contact", "about": "t:acme"},
        "bob|own-nobody-said": {"fact": "owner A", "about": "t:ann"},
        "bob|tie-nobody-said": {"fact": "tie", "about": "t:ann"},
    },
)
@case("fact_without_source", 0, not_assessed="no_facts", opportunity="deal")
def facts_of_an_account_without_a_live_deal(d: Drawing) -> None:
    d.opportunity("deal", "acme", until=BEFORE).people("bob", "eve", at="acme").person("moved", at="acme", until=STALE)
    d.add("key_contact", person="bob", account="acme", id="t:key-nobody-said").key_contact("eve", "acme")
    d.add("ownership", owner="ann", contact="bob", role="A", id="t:own-nobody-said").tie("abe", "eve")
    d.add("tie", person_a="ann", person_b="bob", id="t:tie-nobody-said")
    # Among themselves, to whoever left, or over by the day.
    d.add("tie", person_a="bob", person_b="eve", id="t:theirs-nobody-said")
    d.add("tie", person_a="ann", person_b="moved", id="t:moved-nobody-said")
    d.add("tie", until=BEFORE, person_a="abe", person_b="bob", id="t:over-nobody-said")


@case(
    "fact_without_source", 3,
    {"bob|deal|nobody-said": {"fact": "role D", "about": "t:deal"}},
)  # fmt: skip
def a_role_that_another_tool_wrote(d: Drawing) -> None:
    # An id of its own tells who knows the fact; the test takes the source away.
    d.people("bob", "eve", at="acme").role("eve", "deal", "E").support("eve", "deal", 1)
    d.add("role", person="bob", opportunity="deal", role="D", id="t:nobody-said")
