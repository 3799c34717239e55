"""Cases of rules about contact: rhythm, deciders, deals that are over, meetings, general relations."""

from datetime import date, timedelta

from tests.audit.cases import FRESH, case, key_people
from tests.draw import TODAY, Drawing


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def told(day: date | None) -> str | None:
    return day and day.isoformat()


TIERS = {"strategic": "战略伙伴", "partner": "伙伴", "ordinary": "普通"}


def rhythm(layer: int, cadence: int, last: date | None, assessed: str | None = None) -> dict[str, object]:
    """What a finding says; of accounts that nobody has assessed the playbook says the tier."""
    tier = assessed or "ordinary"
    source = ("assessed", "已评定") if assessed else ("playbook", "手册默认")
    said = {"tier": tier, "tier_zh": TIERS[tier], "tier_from": source[0], "tier_from_zh": source[1]}
    return {"roles": ["E"], "layer": layer, "cadence": cadence, "last_action": told(last), **said}


def assessed(d: Drawing, rater: str, tier: str, since: date | None, until: date | None = None) -> Drawing:
    return d.add("tier_assessment", since, until, rater=rater, account="acme", tier=tier)


def at_layers(d: Drawing, **layers: int | None) -> Drawing:
    """Evaluators of the deal with seats of these layers."""
    for name, layer in layers.items():
        d.person(name, at="acme", layer=layer).role(name, "deal", "E")
    return d


@case(
    "key_contact_rhythm",
    10,
    {
        "absent": rhythm(4, 30, None),
        "boss": rhythm(1, 365, ago(366)),
        "called": rhythm(4, 30, None),
        "low": rhythm(5, 30, ago(31)),
        "never": rhythm(2, 180, None),
        "vice": rhythm(3, 180, ago(181)),
    },
    unknown=["unplaced"],
)
def key_actions_in_the_rhythm_of_the_layer(d: Drawing) -> None:
    at_layers(d, chair=1, boss=1, vice=3, second=2, middle=4, low=5, never=2, called=4, absent=4, unplaced=None)
    d.met("m1", "visit", ago(365), "ann", "chair").met("m2", "summit", ago(366), "ann", "boss")
    d.met("m3", "expo", ago(181), "abe", "vice").met("m4", "company_visit", ago(180), "abe", "second")
    d.met("m5", "exchange", ago(30), "abe", "middle").met("m6", "visit", ago(31), "abe", "low")
    d.met("m7", "call", TODAY, "ann", "called").met("m8", "visit", TODAY, "ann")
    d.add("participation", person="absent", interaction="m8", came=False)
    # To come, among themselves, and recorded by mistake.
    d.met("m9", "visit", TODAY + timedelta(days=1), "ann", "low").met("m10", "visit", TODAY, "low", "vice")
    d.met("m11", "visit", ago(3), "ann", "low", valid_to=ago(2)).met("m12", "visit", TODAY, "ann", "unplaced")


@case(
    "key_contact_rhythm",
    3,
    {"boss": rhythm(1, 270, ago(271), "partner"), "low": rhythm(4, 14, ago(15), "partner")},
)
def the_tier_that_was_assessed_last_counts(d: Drawing) -> None:
    at_layers(d, chair=1, boss=1, low=4)
    d.met("m1", "visit", ago(270), "ann", "chair").met("m2", "visit", ago(271), "ann", "boss")
    d.met("m3", "visit", ago(15), "abe", "low")
    # Before it, by another; by the same; ended since; and to come.
    assessed(d, "ann", "ordinary", None)
    assessed(d, "abe", "strategic", ago(200), ago(20))
    assessed(d, "ann", "partner", ago(30))
    assessed(d, "abe", "strategic", TODAY + timedelta(days=1))
    d.org("beta").add("tier_assessment", TODAY, rater="abe", account="beta", tier="strategic")


@case("key_contact_rhythm", 1, {"boss": rhythm(1, 180, ago(181), "strategic")})
def of_two_tiers_of_one_day_the_higher_counts(d: Drawing) -> None:
    at_layers(d, boss=1).met("m", "visit", ago(181), "ann", "boss")
    assessed(d, "ann", "ordinary", TODAY)
    assessed(d, "abe", "strategic", TODAY)


@case("key_contact_rhythm", 1)
def an_ordinary_account_is_met_in_its_own_time(d: Drawing) -> None:
    at_layers(d, boss=1).met("m", "visit", ago(365), "ann", "boss")
    assessed(d, "ann", "ordinary", ago(1))


@case("key_contact_rhythm", 1, {"boss": rhythm(1, 365, ago(366))})
def a_tier_that_no_longer_holds_is_unknown(d: Drawing) -> None:
    at_layers(d, boss=1).met("m", "visit", ago(366), "ann", "boss")
    assessed(d, "ann", "strategic", ago(100), TODAY)


@case("key_contact_rhythm", 2, unknown=["bob", "eve"], not_assessed="no_interactions")
def no_interaction_was_ever_recorded(d: Drawing) -> None:
    at_layers(d, bob=1, eve=2).tie("ann", "bob", last_contact=FRESH).wrote("ann", "bob", TODAY)
    d.met("later", "visit", TODAY + timedelta(days=1), "ann", "bob")


@case("key_contact_rhythm", 1, {"bob": rhythm(1, 365, None)})
def an_interaction_with_the_account_is_recorded(d: Drawing) -> None:
    at_layers(d, bob=1).met("m", "visit", TODAY, account="acme")


@case("key_contact_rhythm", 1, unknown=["bob"], not_assessed="layers_unknown")
def nobody_says_how_high_they_sit(d: Drawing) -> None:
    at_layers(d, bob=None).unit("it", "acme").met("m", "visit", TODAY, unit="it")


@case("key_contact_rhythm", 0, not_assessed="no_key_contacts")
@case("key_contact_through_one", 0, not_assessed="no_key_contacts")
@case("key_contact_silent", 0, not_assessed="no_key_contacts")
@case("decider_out_of_touch", 0, not_assessed="no_decider")
@case("meeting_without_outcome", 0, not_assessed="no_meetings")
@case("general_relation_neglected", 0, not_assessed="no_general_relations")
@case("general_relation_overdone", 0, not_assessed="no_general_relations")
def contact_with_nobody_who_matters(d: Drawing) -> None:
    d.person("bob", at="acme").role("bob", "deal", "C").met("m", "call", ago(40), "ann", "bob", account="acme")


def touch(letters: str, last: date, through: str) -> dict[str, object]:
    return {"roles": list(letters), "last_contact": told(last), "through": through}


@case(
    "decider_out_of_touch",
    9,
    {
        "cut|deal": touch("D", ago(43), "ann"),
        "marked|deal": touch("A", date(2026, 7, 31), "abe"),
        "quiet|deal": touch("AD", ago(31), "ann"),
        "tied|deal": touch("D", ago(31), "abe"),
    },
    unknown=["apart|deal", "never|deal"],
)
def contact_of_any_kind_counts(d: Drawing) -> None:
    names = ("quiet", "mailed", "cut", "marked", "tied", "met", "never", "apart", "fresh")
    d.people(*names, at="acme")
    for name in names:
        d.role(name, "deal", "A" if name == "marked" else "D")
    d.role("quiet", "deal", "A").met("m1", "call", ago(31), "ann", "quiet").met("m2", "meal", ago(30), "abe", "met")
    d.wrote("mailed", "ann", date(2026, 6, 30), ago(30)).tie("ann", "fresh", last_contact=FRESH)
    # What is written after the day is not known yet.
    d.wrote("ann", "cut", date(2026, 7, 20), date(2026, 9, 2), date(2026, 9, 30), channel="message")
    d.wrote("ann", "cut", date(2026, 10, 1), channel="call").wrote("abe", "marked", date(2026, 1, 1), date(2026, 7, 31))
    d.tie("abe", "tied", last_contact=ago(31)).tie("ann", "tied", last_contact=date(2026, 10, 1)).tie("ann", "never")
    # Who has left us, and who is one of theirs, is none of ours.
    d.person("left", at="us", until=TODAY).wrote("left", "apart", TODAY).met("m3", "visit", TODAY, "apart", "met")


@case("decider_out_of_touch", 1, unknown=["bob|deal"], not_assessed="no_contact")
@case("decider_out_of_touch", 1, {"eve|old": touch("D", ago(300), "ann")}, opportunity="old")
@case("decider_out_of_touch", 1, opportunity="old", decider_days=300)
def a_decider_of_a_deal_that_is_over(d: Drawing) -> None:
    d.people("bob", "eve", at="acme").role("bob", "deal", "D").role("eve", "old", "D").tie("ann", "bob")
    d.wrote("ann", "eve", ago(300))


@case(
    "contact_stopped_after_close",
    5,
    {"stopped|stopped": {"outcome": "won", "closed": told(ago(91)), "last_contact": told(ago(91)), "through": "ann"}},
    unknown=["old|old", "unmet|unmet"],
)
@case("contact_stopped_after_close", 1, opportunity="kept")
def contact_after_deals(d: Drawing) -> None:
    for name, days, outcome in (
        ("stopped", 91, "won"), ("kept", 365, "lost"), ("young", 90, "won"), ("unmet", 100, "lost"),
        ("long", 366, "won"), ("given_up", 200, "dropped"), ("ending", -1, "won"),
    ):  # fmt: skip
        d.opportunity(name, "acme", until=ago(days), outcome=outcome)
        d.person(f"{name}_user", at="acme").role(f"{name}_user", name, "S")
    d.person("eve", at="acme").support("eve", "stopped", 1, until=ago(91)).wrote("ann", "eve", ago(91))
    d.met("m1", "call", ago(200), "abe", "stopped_user").met("m2", "meal", ago(90), "abe", "kept_user")
    # Who is no more, and who came onto the map later.
    d.person("gone", at="acme", valid_to=ago(1)).role("gone", "stopped", "D").met("m3", "call", ago(50), "ann", "gone")
    d.person("next", at="acme").role("next", "stopped", "D", since=TODAY + timedelta(days=1)).wrote(
        "ann", "next", TODAY
    )


@case("contact_stopped_after_close", 0, not_assessed="no_closed_deal", closed_days=200)
@case("contact_stopped_after_close", 1, unknown=["old|old"], not_assessed="no_contact")
def a_map_of_which_nothing_is_known(d: Drawing) -> None:
    d.person("bob", at="acme").role("bob", "old", "D").met("m", "meal", TODAY, "bob")


def meeting(
    days: int, outcome: str | None = None, next_step: str | None = None, kind: str = "visit"
) -> dict[str, object]:
    return {"meeting": kind, "day": told(ago(days)), "outcome": outcome, "next_step": next_step}


@case(
    "meeting_without_outcome",
    5,
    {
        "acme|half": meeting(90, "✓"),
        "acme|other": meeting(20, None, "✓", "meeting"),
        "acme|silent": meeting(8),
        "acme|told": meeting(9, kind="meal"),
    },
)
@case("meeting_without_outcome", 0, not_assessed="no_meetings", look_back_days=7)
def what_came_of_meetings(d: Drawing) -> None:
    d.unit("it", "acme").person("bob", at="acme")
    d.met("silent", "visit", ago(8), "ann", account="acme").met("half", "visit", ago(90), unit="it", outcome="good")
    d.met("other", "meeting", ago(20), opportunity="deal", next_step="a call").met(
        "told", "meal", ago(9), account="acme"
    )
    d.met("whole", "exchange", ago(30), account="acme", outcome="good", next_step="a call")
    # Too young, too old, none that is one, of nobody's, one to which nobody came.
    d.met("young", "visit", ago(7), account="acme").met("past", "visit", ago(91), account="acme")
    d.met("call", "call", ago(20), account="acme").met("loose", "visit", ago(20), "ann", "bob")
    d.met("off", "visit", ago(20), account="acme").add("participation", person="bob", interaction="off", came=False)
    d.add("participation", person="bob", interaction="told", came=False).add(
        "participation", person="ann", interaction="told"
    )


def through_one(times: int) -> dict[str, object]:
    return {"roles": ["E"], "times": times, "window": 365, "through": "ann"}


@case("key_contact_through_one", 5, {"bob": through_one(4)}, unknown=["few", "past"])
@case(
    "key_contact_through_one",
    5,
    {"bob": through_one(4), "few": through_one(3), "past": through_one(3)},
    least_interactions=3,
)
def who_of_ours_is_in_touch(d: Drawing) -> None:
    key_people(d, "bob", "few", "past", "shared", "written")
    for n in range(4):
        d.met(f"b{n}", "visit", ago(100 * n), "ann", "bob").met(
            f"s{n}", "call", ago(n), "ann", "shared", *["abe"][: n == 2]
        )
        d.met(f"w{n}", "call", ago(n), "ann", "written").met(f"p{n}", "visit", ago(363 + n), "ann", "past")
    for n in range(3):
        d.met(f"f{n}", "meal", ago(n), "ann", "few")
    d.wrote("written", "abe", ago(365)).wrote("abe", "bob", ago(366)).tie("abe", "bob", last_contact=ago(366))
    d.wrote("ann", "bob", TODAY)


@case("key_contact_through_one", 1, unknown=["bob"], not_assessed="too_few")
@case("general_relation_neglected", 1, unknown=["eve"], not_assessed="no_contact")
@case("general_relation_overdone", 1, unknown=["eve"], not_assessed="no_interactions")
def people_of_whom_no_contact_is_known(d: Drawing) -> None:
    key_people(d, "bob").person("eve", at="acme").role("eve", "deal", "S").tie("ann", "eve")


@case(
    "general_relation_neglected",
    3,
    {"user": {"roles": ["I", "S"], "last_contact": told(ago(61)), "through": "abe"}},
    unknown=["unmet"],
)
@case("general_relation_neglected", 3, unknown=["unmet"], neglected_days=61)
@case(
    "general_relation_neglected", 1, {"past": {"roles": ["S"], "last_contact": told(ago(200)), "through": "ann"}},
    opportunity="old",
)  # fmt: skip
def supporters_and_influencers_are_looked_after(d: Drawing) -> None:
    d.people("user", "met", "unmet", "judge", "kay", "coach", "past", at="acme").role("user", "deal", "S", "I")
    d.role("met", "deal", "I").role("unmet", "deal", "S").role("coach", "deal", "C").role("past", "old", "S")
    # Key people have a rhythm of their own.
    d.role("judge", "deal", "S", "E").role("kay", "deal", "S").key_contact("kay", "acme")
    d.wrote("ann", "judge", ago(200)).wrote("ann", "kay", ago(200)).wrote("ann", "past", ago(200))
    d.wrote("user", "ann", ago(70)).tie("abe", "user", last_contact=ago(61)).met("m", "call", ago(60), "abe", "met")


@case("general_relation_overdone", 3, {"user": {"roles": ["S"], "met": 13}}, unknown=["unmet"])
@case(
    "general_relation_overdone", 3, {"calm": {"roles": ["I"], "met": 12}, "user": {"roles": ["S"], "met": 13}},
    unknown=["unmet"], most_contacts=11,
)  # fmt: skip
def days_with_an_interaction_are_counted(d: Drawing) -> None:
    d.people("user", "calm", "unmet", at="acme").role("user", "deal", "S").role("calm", "deal", "I")
    d.role("unmet", "deal", "S").wrote("ann", "unmet", *(ago(n) for n in range(20)))
    for n in range(13):
        d.met(f"m{n}", "call", ago(7 * n), "ann" if n % 2 else "abe", "user", *["calm"][: n < 12])
    # Told twice, and just too long ago.
    d.met("again", "meeting", TODAY, "ann", "abe", "user", "calm").met("past", "visit", ago(91), "ann", "user", "calm")
