"""The holes in our coverage, counted from the files alone."""

from collections import defaultdict
from datetime import date, timedelta

from tests.demo.demo_reading import AS_OF, EXPECTED, Row, ours, rows, ties_with_us, valid

KEY_ROLES = {"A", "D", "E"}
COLD = EXPECTED["assumptions"]["cold_strength_at_most"]
STALE_DAY = (date.fromisoformat(AS_OF) - timedelta(EXPECTED["assumptions"]["stale_after_days"])).isoformat()


def live() -> list[str]:
    """Opportunities that are open."""
    return [row["id"] for row in valid("opportunities")]


def roles(opportunity: str) -> dict[str, set[str]]:
    """The role letters of everybody on the map."""
    letters: dict[str, set[str]] = defaultdict(set)
    for row in valid("roles"):
        if row["opportunity"] == opportunity:
            letters[row["person"]].add(row["role"])
    return letters


def supports(opportunity: str) -> dict[str, Row]:
    """The assessments that hold, with `?` left out."""
    return {
        row["person"]: row
        for row in valid("supports")
        if row["opportunity"] == opportunity and row["level"] not in {"", "?"}
    }


def _key_people(opportunity: str) -> list[str]:
    return sorted(person for person, letters in roles(opportunity).items() if letters & KEY_ROLES)


def _cold_or_stale(tie: Row) -> bool:
    cold = bool(tie["strength"]) and float(tie["strength"]) <= COLD
    stale = bool(tie["last_contact"]) and tie["last_contact"] < STALE_DAY
    return cold or stale


def _key_people_where(test) -> dict[str, list[str]]:
    return {
        opportunity: [person for person in _key_people(opportunity) if test(opportunity, person)]
        for opportunity in live()
    }


def _only_cold_or_stale(person: str) -> bool:
    ties = ties_with_us(person)
    return bool(ties) and all(_cold_or_stale(tie) for tie in ties)


def _stale_assessments(opportunity: str) -> list[str]:
    week_ago = (date.fromisoformat(AS_OF) - timedelta(7)).isoformat()
    return sorted(person for person, row in supports(opportunity).items() if row["valid_from"] < week_ago)


def _owners(contact: str, role: str = "") -> list[str]:
    """Who owns the contact, in that role if one is given."""
    return [row["owner"] for row in valid("owners") if row["contact"] == contact and role in {"", row["role"]}]


def _key_contacts() -> list[str]:
    return sorted({row["person"] for row in valid("key_contacts")})


def _without_backup(contact: str) -> bool:
    present = ours()
    return any(o in present for o in _owners(contact, "A")) and not any(o in present for o in _owners(contact, "B"))


def _departed_owners() -> list[dict[str, str]]:
    present = ours()
    gone = [row for row in valid("owners") if row["owner"] not in present]
    return [{"contact": row["contact"], "owner": row["owner"], "role": row["role"]} for row in gone]


def units_without_tie() -> list[str]:
    """Customer units with people, none of whom any of us has a tie to."""
    accounts = {row["id"] for row in rows("organizations") if row["kind"] == "customer"}
    members: dict[str, set[str]] = defaultdict(set)
    for row in valid("positions"):
        if row["organization"] in accounts:
            members[row["unit"]].add(row["person"])
    return sorted(unit for unit, people in members.items() if not any(ties_with_us(person) for person in people))


def unit_trees_without_tie() -> list[str]:
    """The uppermost units where nobody, all units below included, has a tie to us."""
    parents = {row["id"]: row["parent"] for row in valid("units")}
    holes = set(units_without_tie())
    accounts = {row["id"] for row in rows("organizations") if row["kind"] == "customer"}
    known = {row["id"] for row in valid("units") if row["organization"] in accounts} - holes
    for unit in list(known):
        while unit := parents[unit]:
            known.add(unit)
    closed = holes - known
    return sorted(unit for unit in closed if parents[unit] not in closed)


def coverage() -> dict[str, object]:
    """All holes, as expected.json has them."""
    return {
        "key_roles_unknown_support": _key_people_where(lambda o, p: p not in supports(o)),
        "key_roles_without_tie": _key_people_where(lambda _, p: not ties_with_us(p)),
        "key_roles_with_one_tie": _key_people_where(lambda _, p: len(ties_with_us(p)) == 1),
        "key_roles_cold_or_stale_only": _key_people_where(lambda _, p: _only_cold_or_stale(p)),
        "stale_assessments": {opportunity: _stale_assessments(opportunity) for opportunity in live()},
        "opportunities_without_coach": [o for o in live() if not any("C" in r for r in roles(o).values())],
        "key_contacts_without_owner": [c for c in _key_contacts() if not _owners(c)],
        "key_contacts_without_backup": [c for c in _key_contacts() if _without_backup(c)],
        "departed_owners": _departed_owners(),
        "units_without_tie": units_without_tie(),
        "unit_trees_without_tie": unit_trees_without_tie(),
    }
