"""The rows of the world and how they become CSV files."""

import csv
import re
from pathlib import Path

RECORDED_AT = "2026-08-31T08:00:00Z"
PREFIX = "demo:"
TIME = ("valid_from", "valid_to", "source", "recorded_at")

COLUMNS: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "kind", "name", "english_name", "aliases"),
    "units": ("id", "organization", "parent", "name", "english_name", "function"),
    "people": ("id", "name", "english_name", "aliases", "declines_introductions"),
    "opportunities": ("id", "account", "name", "english_name", "stage", "outcome"),
    "positions": ("id", "person", "organization", "unit", "title", "english_title", "layer", "primary"),
    "reporting_lines": ("id", "person", "manager", "line"),
    "influences": ("id", "influencer", "influenced", "weight", "basis"),
    "ties": ("id", "person_a", "person_b", "strength", "basis", "last_contact"),
    "frictions": ("id", "person_a", "person_b", "basis"),
    "roles": ("id", "person", "opportunity", "role"),
    "supports": ("id", "person", "opportunity", "level"),
    "owners": ("id", "owner", "contact", "role"),
    "key_contacts": ("id", "person", "account", "position_class", "relationship_class"),
    "relationship_assessments": ("id", "rater", "contact", "account", "closeness", "support", "reason"),
    "assessments": ("id", "rater", "contact", "aspect", "level", "evidence"),
    "sponsorships": ("id", "sponsor", "account", "contact", "purpose", "cadence_days"),
    "asks": ("id", "asker", "asked", "about", "weight", "outcome", "interaction"),
    "interactions": (
        *("id", "kind", "minutes", "channel", "purpose", "outcome", "next_step", "account", "unit", "opportunity"),
        *("preparing", "opening", "needs", "proposal", "objections", "closing"),
    ),
    "participants": ("id", "person", "interaction", "came"),
    "commitments": ("id", "promiser", "promisee", "promise", "due", "closed", "interaction"),
    "news": (
        *("id", "claim", "audience", "said_by", "said_to", "interaction"),
        *("account", "unit", "opportunity", "person", "competitor"),
    ),
    "confirmations": ("id", "person", "news"),
    "traffic": ("id", "sender", "receiver", "channel", "month", "count", "days"),
}

# What one fact is about: its id is made from these, so the versions of a fact share it.
NATURAL_KEYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "positions": ("position", ("person", "unit", "english_title")),
    "reporting_lines": ("line", ("person", "manager", "line")),
    "influences": ("influence", ("influencer", "influenced", "basis")),
    "ties": ("tie", ("person_a", "person_b", "basis")),
    "frictions": ("friction", ("person_a", "person_b", "basis")),
    "roles": ("role", ("person", "opportunity", "role")),
    "supports": ("support", ("person", "opportunity")),
    "owners": ("owner", ("owner", "contact", "role")),
    "key_contacts": ("key-contact", ("person", "account")),
    "relationship_assessments": ("relationship", ("rater", "contact", "account")),
    "assessments": ("assessment", ("rater", "contact", "aspect")),
    "sponsorships": ("sponsorship", ("sponsor", "account", "contact")),
    "asks": ("ask", ("asker", "asked", "about")),
    "participants": ("participation", ("person", "interaction")),
    "confirmations": ("confirmation", ("person", "news")),
    "traffic": ("traffic", ("sender", "receiver", "channel", "month")),
}

REFERENCES = {
    *("organization", "parent", "account", "unit", "person", "manager", "influencer", "influenced"),
    *("person_a", "person_b", "opportunity", "owner", "contact", "rater", "sponsor", "asker", "asked"),
    *("interaction", "promiser", "promisee", "said_by", "said_to", "competitor", "news", "sender", "receiver"),
}


def slug(text: str) -> str:
    """Lower case, with one hyphen for whatever is neither a letter, a digit, nor a dot."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")


class World:
    """All rows, by kind; ids inside are short (`wei.zhengbang`) until the world is written."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {kind: [] for kind in COLUMNS}

    def add(self, kind: str, /, **values: str) -> None:
        """Add a row; a fact gets its id from its natural key."""
        if kind in {"ties", "frictions"}:
            values["person_a"], values["person_b"] = sorted((values["person_a"], values["person_b"]))
        if kind in NATURAL_KEYS:
            prefix, columns = NATURAL_KEYS[kind]
            values["id"] = f"{prefix}." + "--".join(slug(values[column]) for column in columns if values[column])
        self.rows[kind].append(values)

    def add_to_person(self, id_: str, /, **values: str) -> None:
        """Say more of a person who is there."""
        next(row for row in self.rows["people"] if row["id"] == id_).update(values)

    def write(self, folder: Path) -> None:
        """Write one CSV file a kind, replacing what is there."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind, columns in COLUMNS.items():
            rows = sorted(self.rows[kind], key=lambda row: (PREFIX + row["id"], row.get("valid_from", "")))
            with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, (*columns, *TIME), lineterminator="\n")
                writer.writeheader()
                writer.writerows(_finished(row) for row in rows)


def _finished(row: dict[str, str]) -> dict[str, str]:
    """The row as written: full ids, and the one moment everything was learnt."""
    full = {
        column: PREFIX + value if value and (column == "id" or column in REFERENCES) else value
        for column, value in row.items()
    }
    return full | {"recorded_at": RECORDED_AT}
