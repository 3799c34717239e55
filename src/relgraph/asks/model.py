"""Asks made of people (method M15)."""

from typing import ClassVar

from relgraph.record.model import EntityKind, Fact, Id, Text


class Ask(Fact):
    """Somebody, normally one of ours, asks something of a person; too many at a time exhaust the credit with them.

    It holds while it is open: `valid_from` is the day it was asked, `valid_to` the day it was fulfilled or dropped.
    """

    noun: ClassVar[str] = "ask"
    file: ClassVar[str] = "asks"
    references: ClassVar[dict[str, EntityKind]] = {"asker": EntityKind.PERSON, "asked": EntityKind.PERSON}
    natural_key: ClassVar[tuple[str, ...]] = ("asker", "asked", "about")

    asker: Id
    asked: Id
    about: Text | None = None
