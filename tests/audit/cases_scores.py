"""Cases of the rules on the six-dimension scores of registered key contacts."""

from datetime import date, timedelta

from tests.audit.cases import case
from tests.audit.cases_closeness import registered
from tests.draw import TODAY, Drawing

LAST, FIRST = TODAY - timedelta(days=365), TODAY - timedelta(days=364)
"""The last day that is too long ago, and the first that counts."""


def rated(
    d: Drawing,
    contact: str,
    aspect: str,
    level: int = 1,
    since: date | None = FIRST,
    until: date | None = None,
    rater: str = "ann",
    **more: object,
) -> Drawing:
    said = {"aspect": aspect, "level": level, "evidence": "said so", **more}
    return d.add("assessment", since, until, rater=rater, contact=contact, **said)


def of_three(d: Drawing, contact: str, since: date | None = FIRST, **more: object) -> Drawing:
    for aspect in ("acceptance", "information", "guidance"):
        rated(d, contact, aspect, since=since, **more)
    return d


def told(known: int, older: int = 0, assessed: date | None = None) -> dict[str, object]:
    return {"known": known, "older": older, "assessed": assessed and assessed.isoformat()}


@case(
    "key_contact_not_scored",
    7,
    {"never": told(0), "long": told(0, 3, LAST), "two": told(2, 1, TODAY), "past": told(0), "ahead": told(2, 0, FIRST)},
    unknown=["undated"],
)
def too_few_dimensions_are_assessed_lately(d: Drawing) -> None:
    registered(d, "good", "never", "long", "two", "past", "ahead", "undated")
    of_three(d, "good")
    of_three(d, "long", LAST)
    of_three(d, "two", LAST, rater="abe")
    # Of two raters, and twice of one dimension: two dimensions.
    rated(d, "two", "acceptance", 0, TODAY)
    rated(d, "two", "acceptance", 0, TODAY, rater="abe", id="t:again")
    rated(d, "two", "information", 0, TODAY)
    of_three(d, "past", until=TODAY)
    of_three(d, "ahead", TODAY + timedelta(days=1))
    rated(d, "ahead", "acceptance", rater="abe")
    rated(d, "ahead", "guidance", rater="abe")
    of_three(d, "undated", None)
    # Who is no more, and who is not registered.
    d.person("gone", at="acme", valid_to=TODAY).key_contact("gone", "acme")
    of_three(d.person("user", at="acme").role("user", "deal", "D"), "user", LAST)


@case("key_contact_not_scored", 1, {"bob": told(3, 0, FIRST)}, known_at_least=4)
@case("key_contact_not_scored", 1, {"bob": told(0, 3, FIRST)}, period_days=364)
@case("key_contact_raters_differ", 1, unknown=["bob"], not_assessed="one_rater")
def what_makes_a_score_is_the_playbooks(d: Drawing) -> None:
    of_three(registered(d, "bob"), "bob")


@case("key_contact_not_scored", 0, not_assessed="no_key_contacts")
@case("key_contact_raters_differ", 0, not_assessed="no_key_contacts")
def nobody_is_in_the_register(d: Drawing) -> None:
    of_three(d.person("bob", at="acme").role("bob", "deal", "D"), "bob")


@case("key_contact_not_scored", 1, unknown=["bob"], not_assessed="undated")
@case("key_contact_raters_differ", 1, unknown=["bob"], not_assessed="one_rater")
def no_day_is_known(d: Drawing) -> None:
    of_three(registered(d, "bob"), "bob", None)
    of_three(d, "bob", None, rater="abe")


@case(
    "key_contact_raters_differ",
    6,
    {
        "apart": {"aspects": ["acceptance -1 / 1", "guidance 0 / 3"]},
        "day": {"aspects": ["acceptance 0 / 2"]},
        "newer": {"aspects": ["acceptance 1 / 3"]},
    },
    unknown=["alone", "long"],
)
def raters_are_two_levels_apart(d: Drawing) -> None:
    registered(d, "apart", "near", "alone", "long", "newer", "day")
    rated(d, "apart", "acceptance", -1)
    rated(d, "apart", "acceptance", 1, rater="abe")
    rated(d, "apart", "guidance", 3, TODAY)
    rated(d, "apart", "guidance", 0, rater="abe")
    rated(d, "near", "acceptance", 1)
    rated(d, "near", "acceptance", 2, rater="abe")
    rated(d, "near", "guidance", 3)
    # One rater at different times, and in different dimensions.
    rated(d, "alone", "acceptance", -1)
    rated(d, "alone", "acceptance", 3, TODAY)
    rated(d, "alone", "guidance", 3, rater="abe")
    rated(d, "long", "acceptance", -1, LAST)
    rated(d, "long", "acceptance", 3, rater="abe")
    # Of a rater the newest counts, whatever its id; of one day the lowest.
    rated(d, "newer", "acceptance", -1, rater="abe", id="t:first")
    rated(d, "newer", "acceptance", 1, TODAY, rater="abe", id="t:second")
    rated(d, "newer", "acceptance", 3)
    rated(d, "day", "acceptance", 3, rater="abe", id="t:third")
    rated(d, "day", "acceptance", 2, rater="abe", id="t:fourth")
    rated(d, "day", "acceptance", 0)


@case("key_contact_raters_differ", 1, {"bob": {"aspects": ["acceptance 1 / 2"]}}, far_apart=1)
@case("key_contact_raters_differ", 1, far_apart=3)
def what_is_far_apart_is_the_playbooks(d: Drawing) -> None:
    rated(registered(d, "bob"), "bob", "acceptance", 1)
    rated(d, "bob", "acceptance", 2, rater="abe")
