"""All people and organisations compared with each other: pairs that may be one go to the queue (ADR 0022, 0023)."""

import asyncio
from collections.abc import Container, Iterable
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from relgraph.graph.client import Graph
from relgraph.graph.query import Query
from relgraph.identity.matching.model import KnownOrganization, KnownPerson
from relgraph.identity.matching.organizations import match_organizations
from relgraph.identity.matching.people import match_people
from relgraph.identity.suggestions import Suggested, suggest
from relgraph.record.fields import EntityKind, scheme_of

PAGE = 5_000


class _Known(BaseModel, frozen=True):
    id: str
    names: list[str]
    identifiers: list[str]


class _Person(_Known, frozen=True):
    organizations: list[str]
    titles: list[str]


R = TypeVar("R", bound=_Known)

READ_PEOPLE = Query("identity/read_people", _Person, packed=True)
READ_ORGANIZATIONS = Query("identity/read_organizations", _Known, packed=True)


async def compare(graph: Graph, *, only: Container[str] | None = None) -> int:
    """Compare everybody; with `only`, pairs with one of these ids. Gives back how many pairs are new in the queue.

    Raises MissingExtraError when the extra `match` is not installed.
    """
    as_of = graph.clock.today()
    people = [_known_person(each) for each in await _all(graph, READ_PEOPLE, as_of)]
    found = await asyncio.to_thread(lambda: list(match_people(people, only=only)))
    organizations = await known_organizations(graph)
    alike = await asyncio.to_thread(lambda: list(match_organizations(organizations, only=only)))
    people_found = [Suggested.found(each, EntityKind.PERSON) for each in found]
    return await suggest(graph, [*people_found, *(Suggested.found(each, EntityKind.ORGANIZATION) for each in alike)])


async def known_organizations(graph: Graph) -> list[KnownOrganization]:
    """All organisations that are there today, with what they are compared by."""
    return [_known_organization(each) for each in await _all(graph, READ_ORGANIZATIONS, graph.clock.today())]


async def _all(graph: Graph, query: Query[R], as_of: date) -> list[R]:
    found: list[R] = []
    after = ""
    while page := await graph.fetch(query, as_of=as_of, after=after, limit=PAGE):
        found += page
        after = page[-1].id
    return found


def _of(identifiers: Iterable[str], scheme: str) -> frozenset[str]:
    return frozenset(id_.split(":", 1)[1] for id_ in identifiers if id_.startswith(f"{scheme}:"))


def _others(identifiers: Iterable[str], *schemes: str) -> frozenset[str]:
    return frozenset(id_ for id_ in identifiers if scheme_of(id_) not in schemes)


def _known_person(row: _Person) -> KnownPerson:
    return KnownPerson(
        id=row.id,
        names=tuple(row.names),
        emails=_of(row.identifiers, "email"),
        phones=_of(row.identifiers, "phone"),
        identifiers=_others(row.identifiers, "email", "phone"),
        organizations=frozenset(row.organizations),
        titles=tuple(dict.fromkeys(row.titles)),
    )


def _known_organization(row: _Known) -> KnownOrganization:
    return KnownOrganization(
        id=row.id,
        names=tuple(row.names),
        domains=_of(row.identifiers, "domain"),
        identifiers=_others(row.identifiers, "domain"),
    )
