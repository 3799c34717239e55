"""Cases of rules about our ties to key people, their owners, and accounts as a whole."""

from datetime import date

from tests.audit.cases import FRESH, STALE, case, key_people
from tests.draw import TODAY, Drawing


def seen(ties: int, strength: float | None, last: date | None, through: str, roles: str = "E") -> dict[str, object]:
    last_contact = last and last.isoformat()
    return {
        "roles": list(roles),
        "ties": ties,
        "strength": strength,
        "last_contact": last_contact,
        "through": through,
    }


@case("key_contact_without_tie", 7, {name: {"roles": ["E"], "ties": 0} for name in ("gone", "inside", "none", "past")})
@case(
    "key_contact_single_tie",
    7,
    {"one": seen(1, 0.5, None, "ann"), "twice": seen(1, 0.7, None, "ann")},
    unknown=["gone", "inside", "none", "past"],
)
def who_is_known_by_whom(d: Drawing) -> None:
    key_people(d, "none", "one", "twice", "two", "past", "gone", "inside")
    d.tie("ann", "one", 0.5).tie("ann", "twice", 0.5).tie("ann", "twice", 0.7, basis="alumni")
    d.tie("ann", "two", 0.5).tie("abe", "two").tie("ann", "past", 0.9, until=TODAY).tie("inside", "two", 0.9)
    # Ties that ended, to people who left us, or among themselves are none to us; two ties to one of ours are one.
    d.person("left", at="us", until=TODAY).tie("left", "gone", 0.9)


@case("key_contact_without_tie", 1, {"kay": {"roles": [], "ties": 0}})
def registered_key_contacts_count_too(d: Drawing) -> None:
    d.person("kay", at="acme").key_contact("kay", "acme").person("ex", at="acme").key_contact("ex", "acme", until=TODAY)


@case("key_contact_without_tie", 0, not_assessed="no_key_contacts")
@case("key_contact_single_tie", 0, not_assessed="no_key_contacts")
@case("key_contact_cold", 0, not_assessed="no_key_contacts")
@case("key_contact_stale", 0, not_assessed="no_key_contacts")
@case("key_contact_strength_unknown", 0, not_assessed="no_key_contacts")
@case("key_contact_without_owner", 0, not_assessed="no_key_contacts")
@case("key_contact_without_backup", 0, not_assessed="no_key_contacts")
@case("key_contact_owner_left", 0, not_assessed="no_owners")
@case("owner_overloaded", 0, not_assessed="no_owners")
def nobody_is_key(d: Drawing) -> None:
    d.person("bob", at="acme").tie("ann", "bob", 0.1).owns("ann", "bob")


@case("key_contact_cold", 2, unknown=["bob", "eve"], not_assessed="no_ties")
@case("key_contact_stale", 2, unknown=["bob", "eve"], not_assessed="no_ties")
@case("key_contact_single_tie", 2, unknown=["bob", "eve"], not_assessed="no_ties")
@case("key_contact_strength_unknown", 2, unknown=["bob", "eve"], not_assessed="no_ties")
@case("account_known_by_one_of_ours", 0, not_assessed="no_ties")
@case("account_held_by_one_of_theirs", 0, not_assessed="no_ties")
def key_people_without_ties(d: Drawing) -> None:
    key_people(d, "bob", "eve").tie("bob", "eve", 0.1)


@case("key_contact_cold", 6, {"cold": seen(2, 0.29, None, "abe")}, unknown=["none", "unsure"])
@case(
    "key_contact_cold", 6, {"cold": seen(2, 0.29, None, "abe"), "edge": seen(1, 0.3, None, "ann")},
    unknown=["none", "unsure"], cold_below=0.5,
)  # fmt: skip
def only_cold_ties(d: Drawing) -> None:
    key_people(d, "cold", "warm", "mixed", "unsure", "edge", "none")
    d.tie("ann", "cold", 0.1).tie("abe", "cold", 0.29).tie("ann", "warm", 0.8).tie("ann", "mixed", 0.1)
    d.tie("abe", "mixed", 0.5).tie("ann", "unsure", 0.1).tie("abe", "unsure").tie("ann", "edge", 0.3)


@case("key_contact_cold", 1, unknown=["bob"], not_assessed="strengths_unknown")
@case("key_contact_stale", 1, unknown=["bob"], not_assessed="contacts_unknown")
def a_tie_of_which_nothing_is_known(d: Drawing) -> None:
    key_people(d, "bob").tie("ann", "bob")


@case("key_contact_stale", 6, {"stale": seen(1, 0.9, STALE, "ann")}, unknown=["none", "unsure"])
@case(
    "key_contact_stale", 6, {"edge": seen(1, None, date(2026, 3, 5), "ann"), "stale": seen(1, 0.9, STALE, "ann")},
    unknown=["none", "unsure"], stale_days=179,
)  # fmt: skip
def no_recent_contact(d: Drawing) -> None:
    key_people(d, "stale", "fresh", "mixed", "unsure", "edge", "none")
    d.tie("ann", "stale", 0.9, last_contact=STALE).tie("ann", "fresh", 0.9, last_contact=FRESH)
    d.tie("ann", "mixed", last_contact=STALE).tie("abe", "mixed", last_contact=FRESH)
    d.tie("ann", "unsure", last_contact=STALE).tie("abe", "unsure")
    d.tie("ann", "edge", last_contact=date(2026, 3, 5))  # exactly 180 days before


@case("key_contact_strength_unknown", 3, {"assumed": seen(2, None, None, "abe")}, unknown=["none"])
def strengths_only_assumed(d: Drawing) -> None:
    key_people(d, "assumed", "half", "none").tie("ann", "assumed").tie("abe", "assumed").tie("ann", "half")
    d.tie("abe", "half", 0.1)


def owned(owners: int, backups: int, roles: str = "") -> dict[str, object]:
    return {"roles": list(roles), "owners": owners, "backups": backups}


@case("key_contact_without_owner", 5, {"left": owned(0, 0), "none": owned(0, 0, "E"), "only_b": owned(0, 1)})
@case("key_contact_without_backup", 5, {"only_a": owned(1, 0)})
@case(
    "key_contact_owner_left", 6, {"left|gone": {"owner_role": "A", "since": None, "left": TODAY.isoformat()}},
)  # fmt: skip
def owners_and_backups(d: Drawing) -> None:
    key_people(d, "none", "both").people("only_a", "only_b", "left", "plain", at="acme")
    for contact in ("only_a", "only_b", "left"):
        d.key_contact(contact, "acme")
    d.person("gone", at="us", until=TODAY)
    d.owns("ann", "both", "A").owns("abe", "both", "B").owns("ann", "only_a", "A").owns("abe", "only_b", "B")
    d.owns("gone", "left", "A").owns("gone", "left", "B").owns("abe", "only_a", "C").owns(
        "gone", "both", "C", until=STALE
    )


@case("key_contact_without_owner", 2, {"none": owned(0, 0, "E")}, opportunity="deal")
def in_one_deal_only_its_key_people_count(d: Drawing) -> None:
    key_people(d, "none", "both").owns("ann", "both").person("kay", at="acme").key_contact("kay", "acme")


@case("key_contact_owner_left", 1, unknown=["bob|ghost"], not_assessed="seats_unknown")
def an_owner_who_never_had_a_seat(d: Drawing) -> None:
    key_people(d, "bob").person("ghost").owns("ghost", "bob")


@case("owner_overloaded", 2, {"ann": {"contacts": 3}}, most_contacts=2)
@case("owner_overloaded", 2, most_contacts=3)
def owners_of_many(d: Drawing) -> None:
    key_people(d, "bob", "eve").people("x", "y", "z").owns("ann", "bob").owns("ann", "x").owns("ann", "y")
    d.owns("abe", "eve").owns("abe", "x", "B").owns("abe", "y", "B").owns("abe", "z", until=TODAY)


@case("account_known_by_one_of_ours", 1, {"acme": {"only": "t:ann"}})
@case("account_held_by_one_of_theirs", 1)
def only_ann_knows_anybody(d: Drawing) -> None:
    d.unit("it", "acme").person("bob", at="acme", unit="it").person("eve", at="acme").tie("ann", "bob").tie(
        "ann", "eve"
    )
    d.person("ex", at="acme", until=TODAY).tie("abe", "ex")


@case("account_known_by_one_of_ours", 1)
@case("account_held_by_one_of_theirs", 1, {"acme": {"only": "t:bob"}})
def we_know_only_bob(d: Drawing) -> None:
    d.person("bob", at="acme").person("eve", at="acme").tie("ann", "bob").tie("abe", "bob").tie("bob", "eve")


@case("unit_without_tie", 4, {"hr": {"ties": 0}})
def of_nested_holes_the_uppermost_stands(d: Drawing) -> None:
    d.unit("it", "acme").unit("net", "acme", parent="it").unit("hr", "acme").unit("pay", "acme", parent="hr")
    d.unit("empty", "acme").unit("shut", "acme", until=STALE)
    d.person("bob", at="acme", unit="net").person("hal", at="acme", unit="hr").person("pam", at="acme", unit="pay")
    d.person("sam", at="acme", unit="shut").tie("ann", "bob")


@case("unit_without_tie", 2, {"pay": {"ties": 0}})
def a_tie_above_does_not_count_below(d: Drawing) -> None:
    d.unit("hr", "acme").unit("pay", "acme", parent="hr").person("hal", at="acme", unit="hr")
    d.person("pam", at="acme", unit="pay").tie("abe", "hal", 0.1)


@case("unit_without_tie", 0, not_assessed="no_units")
@case("person_without_line", 0, not_assessed="no_seats")
@case("person_several_primary_seats", 0, not_assessed="no_seats")
@case("person_in_reporting_cycle", 0, not_assessed="no_lines")
def an_account_without_people(d: Drawing) -> None:
    d.unit("empty", "acme")
