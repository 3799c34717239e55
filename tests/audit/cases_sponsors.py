"""Cases of the rules on executive sponsors."""

from datetime import date, timedelta

from tests.audit.cases import case
from tests.draw import TODAY, Drawing

LONG_AGO, LATELY = TODAY - timedelta(days=91), TODAY - timedelta(days=90)
SINCE = date(2026, 1, 1)


def seen(last: date | None, since: date | None, cadence: int = 90) -> dict[str, object]:
    days = {"last_contact": last and last.isoformat(), "since": since and since.isoformat()}
    return {"cadence": cadence, **days}


def sponsored(
    d: Drawing,
    contact: str | None,
    since: date | None = SINCE,
    until: date | None = None,
    by: str = "ann",
    **more: object,
) -> Drawing:
    return d.add("sponsorship", since, until, sponsor=by, account="acme", contact=contact, **more)


@case("sponsor_missing", 6, {name: {"sponsors": 0} for name in ("alone", "ended", "left", "other")}, unknown=["what"])
def nobody_of_ours_sponsors_them(d: Drawing) -> None:
    d.org("beta").person("gone", at="us", until=SINCE)
    for name in ("alone", "ended", "left", "other", "good"):
        d.person(name, at="acme").key_contact(name, "acme", position_class="S")
    d.person("what", at="acme").key_contact("what", "acme")
    d.person("minor", at="acme").key_contact("minor", "acme", position_class="A")
    d.person("user", at="acme")
    sponsored(d, "ended", until=TODAY)
    sponsored(d, "left", by="gone")
    d.add("sponsorship", sponsor="ann", account="beta", contact="other")
    # That of the account as such is nobody's own.
    sponsored(d, None)
    sponsored(d, "good")


@case("sponsor_missing", 1, unknown=["bob"], not_assessed="classes_unknown")
def how_much_they_weigh_is_unknown(d: Drawing) -> None:
    d.person("bob", at="acme").key_contact("bob", "acme")


@case("sponsor_missing", 0, not_assessed="no_key_contacts")
@case("sponsor_lapsed", 0, not_assessed="no_sponsorships")
@case("sponsor_mismatched", 0, not_assessed="no_sponsorships")
def nobody_is_of_class_s_and_nobody_sponsors(d: Drawing) -> None:
    d.person("bob", at="acme").key_contact("bob", "acme", position_class="A")


@case(
    "sponsor_lapsed",
    9,
    {
        "abe|new": seen(None, LONG_AGO),
        "ann|cold": seen(LONG_AGO, SINCE),
        "ann|never": seen(None, SINCE),
        "ann|often": seen(LATELY, SINCE, 30),
        "ann|others": seen(None, SINCE),
    },
    unknown=["abe"],
)
def they_met_too_long_ago(d: Drawing) -> None:
    d.people("cold", "warm", "often", "never", "others", "new", "fresh", "written", at="acme")
    for name in ("cold", "warm", "never", "others", "written"):
        sponsored(d, name)
    sponsored(d, "often", cadence_days=30)
    sponsored(d, "new", LONG_AGO, by="abe")
    sponsored(d, "fresh", LATELY, by="abe")
    # Of the account as such, by somebody who has met nobody there, since nobody knows when.
    sponsored(d, None, None, by="abe")
    d.met("m1", "visit", LONG_AGO, "ann", "cold").met("m2", "call", LATELY, "ann", "warm", "often")
    # Another of ours did not sponsor them.
    d.person("eve", at="us").met("m3", "visit", LATELY, "eve", "others")
    d.wrote("written", "ann", LATELY)


@case("sponsor_lapsed", 1, {"ann": seen(LONG_AGO, SINCE)})
@case("sponsor_lapsed", 1, cadence_days=91)
def they_met_nobody_of_the_account_for_long(d: Drawing) -> None:
    d.people("bob", "cat", at="acme").met("m", "visit", LONG_AGO, "ann", "bob").met("m0", "visit", SINCE, "ann", "cat")
    sponsored(d, None)


@case("sponsor_lapsed", 1, unknown=["ann|bob"], not_assessed="no_days")
@case("sponsor_mismatched", 1, unknown=["ann|bob"], not_assessed="layers_unknown")
def neither_days_nor_layers_are_known(d: Drawing) -> None:
    d.person("bob", at="acme", layer=1)
    sponsored(d, "bob", None)


@case(
    "sponsor_mismatched",
    3,
    {"low|chief": {"sponsor_layer": 3, "contact_layer": 1}},
    unknown=["ann|chief"],
)
def they_sit_far_below_the_contact(d: Drawing) -> None:
    d.person("low", at="us", layer=3).person("chief", at="acme", layer=1).person("head", at="acme", layer=2)
    sponsored(d, "chief", by="low")
    sponsored(d, "chief")
    sponsored(d, "head", by="low")
    sponsored(d, None, by="low")


@case("sponsor_mismatched", 1, far_below=3)
@case("sponsor_mismatched", 1, {"low|chief": {"sponsor_layer": 3, "contact_layer": 1}}, far_below=2)
def how_far_is_far_is_the_playbooks(d: Drawing) -> None:
    d.person("low", at="us", layer=3).person("chief", at="acme", layer=1)
    sponsored(d, "chief", by="low")
