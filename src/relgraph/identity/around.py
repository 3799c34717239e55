"""All that is recorded around a person or an organisation, and giving it to another (ADR 0023)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel

from relgraph.graph.client import Reader, Transaction
from relgraph.graph.query import EVERYTHING, Filling, Query
from relgraph.kinds import KINDS
from relgraph.record.fields import read_told_of
from relgraph.record.kind import Kind
from relgraph.record.model import Fact
from relgraph.record.outcome import Counted
from relgraph.record.read import asks, find


class Belonging(BaseModel, frozen=True):
    """An entity that refers to another: the field that names that, by which relationship, and whom it was told about.

    A unit, an opportunity, an identifier, an interaction, a piece of news.
    """

    id: str
    field: str
    type: str
    told_of: list[str] | None


_LINKED = [kind for kind in KINDS if kind.links]
_LABELS = Filling("kinds", {"labels": "|".join(kind.label for kind in _LINKED)})

FIND_BELONGINGS = Query("templates/find_belongings", Belonging, filling=_LABELS)
MOVE_BELONGINGS = Query("templates/move_belongings", Counted, filling=_LABELS)
REMOVE_ENTITY = Query("identity/remove_entity", Counted)
REMOVE_VERSIONS = Query("identity/remove_versions", Counted)

Facts = list[tuple[Kind[Fact], Fact]]


@dataclass(frozen=True)
class Around:
    """Versions of facts, and belongings."""

    facts: Facts
    belongings: Sequence[Belonging]


async def find_around(reader: Reader, noun: str, id_: str) -> Around:
    """Everything around an entity, whenever it held."""
    facts: dict[str, tuple[Kind[Fact], Fact]] = {}
    for kind, end in _ends(noun):
        asked: dict[str, Any] = {asks(kind, end): [id_]}
        for version in await find(reader, kind, as_of=None, limit=EVERYTHING, **asked):
            facts[f"{kind.noun} {version.key}"] = (kind, version)
    return Around(list(facts.values()), await reader.fetch(FIND_BELONGINGS, id=id_))


def _ends(noun: str) -> list[tuple[Kind[Fact], str]]:
    """The kinds of facts that refer to such an entity, and by which fields; of two without direction by one."""
    facts = [cast("Kind[Fact]", kind) for kind in KINDS if kind.is_fact]
    return [
        (kind, end)
        for kind in facts
        for end, of in kind.model.references.items()
        if of == noun and not (kind.model.undirected and kind.model.undirected[1] == end)
    ]


def moved_back(version: Fact, ids: Mapping[str, str]) -> Fact:
    """A version with its ends as they were told, where `ids` says to whom a told id belongs now."""
    told = read_told_of(version.told_of)
    back = {name: ids[id_] for name, id_ in told.items() if id_ in ids}
    left = {name: id_ for name, id_ in told.items() if name not in back or back[name] != id_}
    return version.between({**version.ends(), **back}, left)


async def move_facts(transaction: Transaction, facts: Sequence[tuple[Kind[Fact], Fact]]) -> None:
    """Give versions the ends that they have here."""
    for kind in {kind.noun: kind for kind, _ in facts}.values():
        rows = [_row(version) for of, version in facts if of is kind]
        if kind.move:
            await transaction.fetch_one(kind.move, rows=rows)


def _row(version: Fact) -> dict[str, object]:
    one, *others = (getattr(version, name) for name in version.between_fields())
    # What stands in a part of an organisation ends there.
    other = next(id_ for id_ in reversed(others) if id_)
    within = {name: getattr(version, name) for name in version.within}
    return {"key": version.key, "one": one, "other": other, "within": within, "told_of": list(version.told_of) or None}


async def move_belongings(transaction: Transaction, belongings: Sequence[Belonging], to: str) -> None:
    """Give belongings to another owner."""
    rows = [{**each.model_dump(), "to": to, "told_of": each.told_of or None} for each in belongings]
    if rows:
        await transaction.fetch_one(MOVE_BELONGINGS, rows=rows)


def named(belonging: Belonging, noun: str) -> str:
    """The field in which a belonging names an owner of this kind."""
    return noun if belonging.field == "identified" else belonging.field
