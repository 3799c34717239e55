"""Cases of rules about promises, asks and news."""

from datetime import timedelta

from tests.audit.cases import case, key_people
from tests.audit.cases_contact import ago, at_layers, told
from tests.draw import TODAY, Drawing


def promised(name: str, due: int | None, through: str | None = "ann", **more: object) -> dict[str, object]:
    shown = {
        "promise": name,
        "due": told(ago(due)) if due is not None else None,
        "promiser": f"t:{through or 'left'}",
        **more,
    }
    return {**shown, "through": through} if through else shown


@case(
    "promise_overdue",
    6,
    {
        "bob|c:late": promised("late", 1),
        "bob|c:left": promised("left", 5, None),
        "bob|c:soon": promised("soon", 3),
        "kay|c:kay": promised("kay", 100),
    },
    unknown=["bob|c:someday"],
)
@case(
    "promise_overdue",
    6,
    {"bob|c:left": promised("left", 5, None), "bob|c:soon": promised("soon", 3), "kay|c:kay": promised("kay", 100)},
    unknown=["bob|c:someday"],
    grace_days=1,
)
@case(
    "promise_broken",
    9,
    {
        "bob|c:broken": promised("broken", 200, closed_on=told(ago(30))),
        "kay|c:kay": promised("kay", 100, closed_on=None),
    },
    unknown=["bob|c:ended", "bob|c:someday"],
)
@case(
    "promise_broken",
    9,
    {"bob|c:broken": promised("broken", 200, closed_on=told(ago(30)))},
    unknown=["bob|c:ended", "bob|c:someday"],
    broken_days=100,
)
def what_ours_promised(d: Drawing) -> None:
    d.people("bob", "eve", at="acme").person("kay").key_contact("kay", "acme").person("left", at="us", until=ago(9))
    for name, due, *closed in (
        ("late", 1), ("today", 0), ("someday", None), ("kept", 50, 40, "kept"), ("broken", 200, 30, "broken"),
        ("ended", 50, 40, None), ("long", 400, 366, "broken"), ("soon", 3, -1, "kept"),
    ):  # fmt: skip
        span = {"until": ago(closed[0]), "closed": closed[1]} if closed else {}
        day = ago(due) if due is not None else None
        d.promise("ann", "bob", name, id=f"c:{name}", due=day, since=ago(500), **span)
    d.promise("left", "bob", "left", id="c:left", due=ago(5)).promise("ann", "kay", "kay", id="c:kay", due=ago(100))
    # Theirs to us, among themselves, and one of a day to come.
    d.promise("bob", "ann", "theirs", due=ago(9)).promise("eve", "bob", "own", due=ago(9))
    d.promise("ann", "bob", "next", since=TODAY + timedelta(days=1), due=TODAY + timedelta(days=9))


@case("promise_overdue", 0, not_assessed="no_promise")
@case("promise_broken", 0, not_assessed="no_promise")
@case("ask_too_heavy", 0, not_assessed="no_open_ask")
@case("credit_exhausted", 0, not_assessed="no_open_ask")
@case("asks_all_of_one", 0, not_assessed="few_asks")
@case("account_heard_of_through_one", 0, not_assessed="no_news")
@case("unit_silent", 0, not_assessed="no_units")
@case("claim_unconfirmed", 0, not_assessed="no_news")
def nothing_was_promised_asked_or_heard(d: Drawing) -> None:
    key_people(d, "bob").ask("bob", "ann").ask("ann", "bob", "past", until=TODAY)


@case("promise_overdue", 1, unknown=["bob|c:p"], not_assessed="no_due_day")
@case("promise_broken", 1, unknown=["bob|c:p"], not_assessed="ends_unknown")
@case("ask_too_heavy", 2, unknown=["bob|a:1", "bob|a:2"], not_assessed="unknown_weights")
@case("credit_exhausted", 1, unknown=["bob"], not_assessed="unknown_weights")
def promises_and_asks_of_which_little_is_known(d: Drawing) -> None:
    key_people(d, "bob").promise("ann", "bob", "p", id="c:p")
    d.ask("ann", "bob", "one", id="a:1").ask("abe", "bob", "two", id="a:2", weight="normal")


@case(
    "ask_too_heavy",
    6,
    {"low|a:vote": {"about": "vote", "points": 4, "layer": 4, "most": 2, "asker": "t:ann"}},
    unknown=["low|a:what", "unplaced|a:hint"],
)
def what_a_layer_bears(d: Drawing) -> None:
    at_layers(d, boss=1, vice=3, low=4, unplaced=None)
    for asked, about, weight in (
        ("boss", "back", "heavy"), ("vice", "push", "heavy"), ("low", "vote", "heavy"), ("low", "doc", "normal"),
        ("low", "what", None), ("unplaced", "hint", "light"),
    ):  # fmt: skip
        d.ask("ann", asked, about, id=f"a:{about}", weight=weight)
    d.ask("ann", "low", "done", weight="heavy", until=TODAY).ask("boss", "low", "own", weight="heavy")


@case(
    "credit_exhausted",
    4,
    {"bob": {"asks": 2, "points": 5, "most": 4}, "sure": {"asks": 5, "points": 5, "most": 4}},
    unknown=["unsure"],
)
@case("credit_exhausted", 4, unknown=["sure"], most_open_points=5)
def how_much_is_asked_of_one(d: Drawing) -> None:
    d.people("bob", "eve", "sure", "unsure", at="acme").ask("ann", "bob", "a", weight="heavy")
    d.ask("abe", "bob", "b", weight="light").ask("ann", "eve", "a", weight="normal").ask(
        "ann", "eve", "b", weight="normal"
    )
    d.ask("ann", "unsure", "a").ask("ann", "unsure", "b", weight="light")
    # Five are more than four points, however light they are.
    for n in range(5):
        d.ask("ann", "sure", f"{n}")


SPENT = {"asks": 3, "window": 365, "only": "t:bob", "layers": 3}


@case("asks_all_of_one", 1, {"acme": SPENT})
@case("asks_all_of_one", 1, least_layers=4)
@case("asks_all_of_one", 0, not_assessed="few_asks", least_asks=4)
def three_layers_are_known_and_one_is_asked(d: Drawing) -> None:
    at_layers(d, boss=1, vice=2, bob=4, unmet=5).tie("ann", "boss").tie("ann", "vice").tie("abe", "bob")
    d.ask("ann", "bob", "a", since=ago(365), until=ago(300)).ask("abe", "bob", "b").ask("ann", "bob", "c", since=TODAY)
    # Too long ago, of unknown age, of days to come, and not ours.
    d.ask("ann", "vice", "d", since=ago(366), until=ago(300)).ask("ann", "vice", "e", until=ago(300))
    d.ask("ann", "vice", "f", since=TODAY + timedelta(days=1)).ask("boss", "vice", "g")


@case("asks_all_of_one", 1, unknown=["acme"], not_assessed="layers_unknown")
def layers_that_nobody_knows(d: Drawing) -> None:
    at_layers(d, boss=1, vice=2, bob=None).tie("ann", "boss").tie("ann", "vice").tie("abe", "bob")
    d.ask("ann", "bob", "a").ask("abe", "bob", "b").ask("ann", "bob", "c")


@case("asks_all_of_one", 1)
def asks_that_are_spread(d: Drawing) -> None:
    at_layers(d, boss=1, vice=2, bob=4).tie("ann", "boss").tie("ann", "vice").tie("abe", "bob")
    d.ask("ann", "bob", "a").ask("abe", "bob", "b").ask("ann", "boss", "c")


def claim(name: str, day: int, confirmers: int = 0) -> dict[str, object]:
    return {"news": f"t:{name}", "told": told(ago(day)), "confirmers": confirmers}


@case(
    "claim_unconfirmed",
    8,
    {
        "deal|deal|alone": claim("alone", 15),
        "deal|deal|self": claim("self", 20, 1),
        "deal|deal|same": claim("same", 20, 1),
    },
    unknown=["deal|deal|nobody", "deal|deal|unsure"],
)
@case("claim_unconfirmed", 8, claim_days=20)
@case("claim_unconfirmed", 1, {"old|old|over": claim("over", 20)}, opportunity="old")
def claims_of_a_live_deal(d: Drawing) -> None:
    d.unit("it", "acme").unit("hr", "acme").person("bob", at="acme", unit="it").person("ben", at="acme", unit="it")
    d.person("hal", at="acme", unit="hr").person("cat", at="acme").person("gone", at="acme", unit="hr", valid_to=TODAY)
    for name, day, teller in (
        ("alone", 15, "bob"), ("fresh", 14, "bob"), ("same", 20, "bob"), ("other", 20, "bob"), ("ours", 20, "bob"),
        ("unsure", 20, "bob"), ("nobody", 20, None), ("self", 20, "bob"), ("over", 20, "bob"), ("wrong", 20, "bob"),
    ):  # fmt: skip
        about = {"opportunity": "old" if name == "over" else "deal", "valid_to": TODAY if name == "wrong" else None}
        d.news(name, ago(day), said_by=teller, **about)
    d.confirmed("ben", "same").confirmed("ben", "other").confirmed("hal", "other").confirmed("ann", "ours")
    d.confirmed("cat", "unsure").confirmed("hal", "nobody").confirmed("bob", "self").confirmed("ben", "self")
    d.confirmed("gone", "alone").confirmed("hal", "same", until=TODAY)


@case("claim_unconfirmed", 1, unknown=["deal|deal|n"], not_assessed="channels_unknown")
@case("account_heard_of_through_one", 1, unknown=["acme"], not_assessed="too_few")
@case("account_heard_of_through_one", 1, unknown=["acme"], not_assessed="tellers_unknown", least_news=1)
def a_claim_of_which_nobody_knows_who_told_it(d: Drawing) -> None:
    d.news("n", ago(30), opportunity="deal")


@case("unit_silent", 6, {"low": {"last_heard": told(ago(91))}, "mute": {"last_heard": None}})
@case("unit_silent", 6, {"mute": {"last_heard": None}}, silent_days=91)
def departments_that_are_heard(d: Drawing) -> None:
    d.unit("it", "acme").unit("loud", "acme", "it").unit("low", "acme", "it").unit("mute", "acme")
    d.unit("deep", "acme", "mute").unit("said", "acme").unit("empty", "acme")
    for unit in ("loud", "low", "deep", "said"):
        d.person(f"{unit}_", at="acme", unit=unit)
    d.news("n1", ago(90), said_by="loud_", account="acme").news("n2", ago(91), said_by="low_", person="loud_")
    d.news("n3", ago(200), account="acme").confirmed("said_", "n3", since=ago(10))
    # Of a department, and from it, are two things.
    d.news("n4", TODAY, said_by="ann", unit="deep")


@case("unit_silent", 1, unknown=["it"], not_assessed="no_news")
def a_department_of_an_account_without_news(d: Drawing) -> None:
    d.unit("it", "acme").person("bob", at="acme", unit="it").news(
        "n", TODAY + timedelta(days=1), said_by="bob", unit="it"
    )


@case("account_heard_of_through_one", 1, {"acme": {"pieces": 4, "window": 365}})
@case("account_heard_of_through_one", 1, unknown=["acme"], not_assessed="too_few", least_news=5)
def all_news_from_one(d: Drawing) -> None:
    d.unit("it", "acme").people("bob", "eve", at="acme").person("gone", valid_to=TODAY)
    d.news("n1", ago(365), said_by="bob", account="acme").news("n2", TODAY, said_by="bob", unit="it")
    d.news("n3", TODAY, said_by="bob", opportunity="old").news("n4", TODAY, said_by="bob", person="eve").confirmed(
        "bob", "n4"
    )
    d.news("past", ago(366), said_by="eve", account="acme").confirmed("gone", "n1")
    d.org("them", "competitor").news("rival", TODAY, said_by="eve", competitor="them")


@case("account_heard_of_through_one", 1)
def news_from_two(d: Drawing) -> None:
    d.people("bob", "eve", at="acme").news("n", TODAY, said_by="bob", account="acme").confirmed("eve", "n")
