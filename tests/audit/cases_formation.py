"""Cases of the rules on formations: contacts with somebody above and below; ann, with abe above and dee below."""

from datetime import date, timedelta

from tests.audit.cases import case
from tests.draw import TODAY, Drawing

FIRST = TODAY - timedelta(days=365)
FOUR = ("one", "two", "six", "ten")


def around(d: Drawing, contact: str = "kim", owner: str = "ann", *, lines: bool = True) -> Drawing:
    """A registered key contact with an owner, and above and below both of them somebody by a solid line."""
    d.person(contact, at="acme").key_contact(contact, "acme").owns(owner, contact)
    if lines:
        d.person(f"{contact}-up", at="acme").reports(contact, f"{contact}-up")
        d.person(f"{contact}-down", at="acme").reports(f"{contact}-down", contact)
    return d


def ours(d: Drawing) -> Drawing:
    """abe above ann, dee below."""
    return d.person("dee", at="us").reports("ann", "abe").reports("dee", "ann")


def times(d: Drawing, names: tuple[str, ...], *people: str, day: date = TODAY) -> Drawing:
    """Activities of some people, one a name."""
    for name in names:
        d.met("-".join([name, *people]), "visit", day, *people)
    return d


def upper(n: int, lower: int = 0) -> dict[str, object]:
    return {"upper": n, "lower": lower, "period": 365, "through": "ann"}


@case(
    "formation_upper_only",
    7,
    {"kim|ann": upper(4), "past|ann": upper(4)},
    unknown=["few|ann", "low|ann", "nil|ann", "out|ann"],
)
def activities_of_the_upper_layer_only(d: Drawing) -> None:
    for contact in ("kim", "few", "both", "out", "past"):
        around(d, contact)
    around(d, "nil", lines=False)
    around(d, "low", lines=False).person("low-up", at="acme").reports("low", "low-up")
    ours(d)
    times(d, FOUR[:2], "ann", "kim")
    times(d, FOUR[2:], "dee", "kim-up")
    times(d, FOUR[:3], "ann", "few")
    times(d, FOUR, "ann", "both")
    times(d, FOUR[:1], "dee", "both-down")
    # Too old, recorded by mistake, of somebody who did not come, and of others of ours: none of these counts.
    times(d, FOUR[:3], "ann", "out")
    times(d, FOUR[3:], "ann", "out", day=FIRST - timedelta(days=1))
    d.met("off", "visit", FIRST, "ann", "out", valid_to=TODAY)
    d.met("missed", "visit", TODAY, "ann").add("participation", person="out", interaction="missed", came=False)
    d.person("cy", at="us").met("others", "visit", TODAY, "cy", "out")
    times(d, FOUR, "abe", "past", day=FIRST)
    times(d, FOUR[:1], "cy", "past-down")
    times(d, FOUR, "ann", "low")


@case("formation_upper_only", 3, {"dot|ann": upper(4), "far|ann": upper(4)}, unknown=["yon|ann"])
def layers_are_lines_of_two_steps_and_ranks(d: Drawing) -> None:
    d.unit("it", "acme").person("dot", at="acme", unit="it", layer=4).key_contact("dot", "acme").owns("ann", "dot")
    d.person("dot-rank", at="acme", unit="it", layer=6).person("dot-peer", at="acme", unit="it", layer=4)
    times(d, FOUR, "ann", "dot", "dot-peer")
    d.people("far", "far-1", "far-2", at="acme").key_contact("far", "acme").owns("ann", "far")
    d.reports("far-2", "far-1", "dotted").reports("far-1", "far")
    times(d, FOUR, "ann", "far")
    # Two ranks are a layer, three are not; and no more do who is of ours, or no more.
    d.unit("hr", "acme").person("yon", at="acme", unit="hr", layer=4).key_contact("yon", "acme").owns("ann", "yon")
    d.person("yon-rank", at="acme", unit="hr", layer=7).person("yon-gone", at="acme", valid_to=TODAY)
    d.reports("yon-gone", "yon").reports("abe", "yon", "dotted")
    times(d, FOUR, "ann", "yon")


@case("formation_upper_only", 0, not_assessed="no_owners")
@case("formation_confused", 0, not_assessed="no_owners")
@case("formation_blind_upwards", 0, not_assessed="no_owners")
@case("formation_effort_away", 0, not_assessed="no_owners")
def nobody_owns_a_registered_contact(d: Drawing) -> None:
    d.people("bob", "cat", "eve", at="acme").key_contact("bob", "acme").owns("ann", "bob", "B").owns("ann", "cat")
    d.person("ex").key_contact("eve", "acme").owns("ex", "eve")
    d.person("gone", at="acme", valid_to=TODAY).key_contact("gone", "acme").owns("ann", "gone")


@case("formation_upper_only", 1, unknown=["kim|ann"], not_assessed="too_few")
@case("formation_confused", 1, unknown=["kim|ann"], not_assessed="too_few")
@case("formation_blind_upwards", 1, unknown=["kim|ann"], not_assessed="above_unknown")
@case("formation_effort_away", 1, unknown=["kim|ann"], not_assessed="too_few")
def nothing_is_known_around_them(d: Drawing) -> None:
    times(around(d, lines=False), FOUR, "ann", "kim")


def confused(straight: int, staff: int, effort: int) -> dict[str, object]:
    return {"straight": straight, "staff": staff, "effort": effort, "period": 365, "through": "ann"}


@case(
    "formation_confused",
    6,
    {"kim|ann": confused(3, 0, 0), "all|ann": confused(0, 3, 5)},
    unknown=["few|ann", "two|ann"],
)
def juniors_go_straight_up_and_the_owner_sees_the_staff(d: Drawing) -> None:
    for contact in ("kim", "two", "led", "all", "half", "few"):
        around(d, contact)
    ours(d)
    times(d, FOUR[:3], "abe", "kim-down")
    times(d, FOUR[:2], "abe", "two-down")
    # Whoever is led is not going straight.
    times(d, FOUR[:3], "abe", "led-down", "led")
    times(d, FOUR, "ann", "led")
    times(d, FOUR[:3], "ann", "all-down")
    times(d, FOUR[:2], "ann", "all")
    times(d, FOUR[:2], "ann", "half-down")
    times(d, FOUR[2:], "ann", "half")
    times(d, FOUR[:3], "ann", "few-down")


@case("formation_confused", 2, unknown=["kim|ann"])
def nobody_is_above_an_owner_at_the_top(d: Drawing) -> None:
    d.add("position", person="abe", organization="us", title="CEO", layer=1, primary=True)
    times(around(d), FOUR, "ann", "kim")
    times(around(d, "top", "abe"), FOUR, "abe", "top")


def blind(above: int) -> dict[str, object]:
    return {"above": above, "linked": 0, "through": "ann"}


@case(
    "formation_blind_upwards",
    7,
    {"kim|ann": blind(1), "past|ann": blind(1), "via|ann": blind(1)},
    unknown=["nil|ann"],
)
def the_owner_knows_nobody_above(d: Drawing) -> None:
    for contact in ("kim", "tied", "met", "past", "via"):
        around(d, contact)
    around(d, "nil", lines=False)
    d.person("top", at="acme", layer=1).key_contact("top", "acme").owns("ann", "top")
    d.person("chair", at="acme").reports("top", "chair")
    d.tie("ann", "tied-up").tie("ann", "past-up", until=TODAY).tie("abe", "via-up", 0.9)
    times(d, FOUR[:1], "ann", "met-up", day=FIRST)
    times(d, FOUR[:1], "ann", "past-up", day=FIRST - timedelta(days=1))


def away(own: int, effort: int) -> dict[str, object]:
    return {"own": own, "effort": effort, "period": 365, "through": "ann"}


@case("formation_effort_away", 6, {"kim|ann": away(2, 4), "half|ann": away(0, 4)}, unknown=["few|ann", "open|ann"])
def the_owner_is_elsewhere(d: Drawing) -> None:
    for contact in ("kim", "own", "few"):
        around(d, contact)
    times(d, FOUR[:2], "ann", "kim")
    times(d, FOUR[:1], "ann", "kim-up")
    times(d, FOUR[:1], "ann", "kim-down")
    times(d, FOUR[:3], "ann", "own", "own-down")
    times(d, FOUR[3:], "ann", "own-down")
    times(d, FOUR[:3], "ann", "few-up")
    # Where who stands above is unknown, too little is shown, and not that there is enough.
    for contact in ("open", "half"):
        around(d, contact, lines=False).person(f"{contact}-down", at="acme").reports(f"{contact}-down", contact)
    times(d, FOUR, "ann", "open")
    times(d, FOUR, "ann", "half-down")
    d.person("top", at="acme", layer=1).key_contact("top", "acme").owns("ann", "top")
    d.person("top-down", at="acme").reports("top-down", "top")
    times(d, FOUR, "ann", "top")


@case("formation_effort_away", 1, {"kim|ann": away(3, 4)}, own_share=0.8)
@case("formation_blind_upwards", 1, unknown=["kim|ann"], not_assessed="above_unknown", levels=1)
def the_playbooks_numbers_count(d: Drawing) -> None:
    d.unit("it", "acme").person("kim", at="acme", unit="it", layer=3).person("lee", at="acme", unit="it", layer=1)
    d.person("kim-down", at="acme").key_contact("kim", "acme").owns("ann", "kim").reports("kim-down", "kim")
    times(d, FOUR[:3], "ann", "kim")
    times(d, FOUR[3:], "ann", "kim-down")
