"""Cases of the rule about silence."""

from datetime import date

from tests.audit.cases import FRESH, case, key_people
from tests.audit.cases_contact import ago, told
from tests.draw import TODAY, Drawing


def hushed(last: date, gap: float, through: str = "ann") -> dict[str, object]:
    shown = {"roles": ["E"], "our": f"t:{through}", "last_contact": told(last), "usual_gap": gap}
    return {**shown, "through": through}


def weekly(last: int, times: int = 5) -> list[date]:
    """Days of contact, one a week."""
    return [ago(last + 7 * n) for n in range(times)]


@case(
    "key_contact_silent",
    9,
    {
        "bob|ann": hushed(ago(56), 7.0),
        "daily|ann": hushed(ago(28), 1.0),
        "met|abe": hushed(ago(60), 4.5, "abe"),
        "spread|ann": hushed(date(2026, 7, 1), 7.0),
    },
    unknown=["crowded|ann", "few|ann", "oneway|ann"],
)
@case(
    "key_contact_silent",
    9,
    {
        "bob|ann": hushed(ago(56), 7.0),
        "met|abe": hushed(ago(60), 4.5, "abe"),
        "spread|ann": hushed(date(2026, 7, 1), 7.0),
    },
    unknown=["crowded|ann", "few|ann", "oneway|ann"],
    shortest_days=56,
    silence_factor=2,
)
def two_who_fell_silent(d: Drawing) -> None:
    names = ("bob", "bea", "daily", "met", "few", "oneway", "past", "crowded", "spread", "fresh")
    key_people(d, *names)
    d.wrote("ann", "bob", *weekly(56)).wrote("bob", "ann", ago(70), ago(-3), channel="call")
    d.wrote("ann", "bea", *weekly(55)).wrote("bea", "ann", *weekly(55), channel="message")
    d.wrote("ann", "daily", *(ago(28 + n) for n in range(6))).wrote("daily", "ann", ago(30))
    d.wrote("ann", "few", *weekly(60, 4)).wrote("few", "ann", ago(60)).wrote("ann", "oneway", *weekly(60))
    # Whose rhythm is known, and who is in touch; and who was so too long ago.
    d.wrote("ann", "fresh", ago(27)).wrote("ann", "past", *weekly(366)).wrote("past", "ann", ago(366))
    d.met("m0", "meal", ago(60), "abe", "met").wrote("abe", "met", *(ago(60 + 7 * n) for n in range(1, 3)))
    d.met("m1", "visit", ago(63), "abe", "met").met("m2", "call", ago(78), "abe", "met")
    # The highest bit of a month, and the lowest.
    d.wrote(
        "ann", "spread", date(2026, 6, 3), date(2026, 6, 10), date(2026, 6, 17), date(2026, 6, 24), date(2026, 7, 1)
    )
    d.wrote("spread", "ann", date(2026, 6, 10))
    crowd = [f"guest{n}" for n in range(19)]
    d.people(*crowd).met("summit", "summit", ago(90), "ann", "crowded", *crowd)
    d.wrote("ann", "crowded", *weekly(60))


@case("key_contact_silent", 2, unknown=["bob|ann", "eve|ann"], not_assessed="no_rhythm")
def two_without_a_rhythm(d: Drawing) -> None:
    key_people(d, "bob", "eve").wrote("ann", "bob", ago(60)).wrote("bob", "ann", ago(61)).wrote("eve", "ann", ago(60))


@case("key_contact_silent", 0, not_assessed="no_contact")
def nobody_was_in_touch(d: Drawing) -> None:
    key_people(d, "bob").tie("ann", "bob", last_contact=FRESH).met("m", "mail", TODAY, "ann", "bob")
