"""Cases of the rules on closeness and support of registered key contacts, whatever the deal."""

from datetime import date, timedelta

from tests.audit.cases import case
from tests.draw import TODAY, Drawing

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


def seen(closeness: list[int], support: list[int], assessed: date | None) -> dict[str, object]:
    levels = {"closeness": [str(level) for level in closeness], "support": [str(level) for level in support]}
    return {**levels, "assessed": assessed and assessed.isoformat()}


def registered(d: Drawing, *names: str) -> Drawing:
    for name in names:
        d.person(name, at="acme").key_contact(name, "acme")
    return d


def assessed(
    d: Drawing,
    contact: str,
    closeness: int | None,
    support: int | None,
    since: date | None = MARCH,
    until: date | None = None,
    rater: str = "ann",
    account: str = "acme",
) -> Drawing:
    levels = {"closeness": closeness, "support": support}
    return d.add("relationship_assessment", since, until, rater=rater, contact=contact, account=account, **levels)


def corners(d: Drawing) -> None:
    """One in each quadrant, at its limits; in the middle; with one level unknown; and with both."""
    registered(d, "likely", "nothing", "strange", "friend", "mid", "even", "backs", "close", "cold", "foe", "nobody")
    assessed(d, "likely", 1, 1)
    assessed(d, "nothing", -1, -1)
    assessed(d, "strange", -1, 1)
    assessed(d, "friend", 1, -1)
    assessed(d, "mid", 0, 3)
    assessed(d, "even", 3, 0)
    assessed(d, "backs", None, 2)
    assessed(d, "close", 2, None)
    assessed(d, "cold", -2, None)
    assessed(d, "foe", None, -2)
    # Who is no more, not registered any more, and never was.
    d.person("gone", at="acme", valid_to=TODAY).key_contact("gone", "acme")
    d.person("past", at="acme").key_contact("past", "acme", until=TODAY)
    d.person("user", at="acme").role("user", "deal", "D")
    for name in ("gone", "past", "user"):
        assessed(d, name, -3, 3)
        assessed(d, name, 3, -3, rater="abe")


@case("key_contact_barely_known", 11, {"strange": seen([-1], [1], MARCH)}, unknown=["backs", "cold", "nobody"])
def closeness_is_low_and_support_high(d: Drawing) -> None:
    corners(d)


@case("key_contact_friendly_only", 11, {"friend": seen([1], [-1], MARCH)}, unknown=["close", "foe", "nobody"])
def closeness_is_high_and_support_low(d: Drawing) -> None:
    corners(d)


@case(
    "key_contact_barely_known",
    7,
    {
        "both": seen([-2], [2, 1], JUNE),
        "day": seen([-1, 3], [1], JUNE),
        "newer": seen([-1, 3], [3, -3], JUNE),
        "parts": seen([-3, 1], [1], JUNE),
    },
    unknown=["other"],
)
def the_newest_word_counts_of_each_of_the_two(d: Drawing) -> None:
    registered(d, "newer", "older", "parts", "both", "day", "ended", "other").org("beta")
    assessed(d, "newer", 3, -3, rater="abe")
    assessed(d, "newer", -1, 3, JUNE)
    assessed(d, "older", -1, 3, None)
    assessed(d, "older", 0, 3, MARCH, rater="abe")
    # What a rater leaves open says nothing.
    assessed(d, "parts", 1, 1)
    assessed(d, "parts", -3, None, JUNE, rater="abe")
    assessed(d, "both", -2, 1)
    assessed(d, "both", None, 2, JUNE, rater="abe")
    # Of one day the lowest.
    assessed(d, "day", 3, 1, JUNE)
    assessed(d, "day", -1, None, JUNE, rater="abe")
    assessed(d, "ended", -3, 3, MARCH, TODAY)
    assessed(d, "ended", 0, 0, None, rater="abe")
    assessed(d, "ended", -3, 3, TODAY + timedelta(days=1), rater="abe")
    assessed(d, "other", -3, 3, account="beta")


@case("key_contact_friendly_only", 1, {"bob": seen([2], [0], None)}, close_high=2, support_low=0)
@case("key_contact_barely_known", 1, close_low=1, support_high=1)
def what_is_high_and_low_is_the_playbooks(d: Drawing) -> None:
    assessed(registered(d, "bob"), "bob", 2, 0, None)


@case("key_contact_barely_known", 0, not_assessed="no_key_contacts")
@case("key_contact_friendly_only", 0, not_assessed="no_key_contacts")
def nobody_is_registered(d: Drawing) -> None:
    assessed(d.person("bob", at="acme").role("bob", "deal", "D"), "bob", -3, 3)


@case("key_contact_barely_known", 1, unknown=["bob"], not_assessed="no_assessments")
@case("key_contact_friendly_only", 1, unknown=["bob"], not_assessed="no_assessments")
def nobody_has_assessed_them(d: Drawing) -> None:
    registered(d, "bob")
