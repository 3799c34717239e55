"""Say why people are hubs, and what that means for us. Asked of the few people of an answer only."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.hubs.model import (
    BestTie,
    BridgedPlace,
    HeldAccount,
    Hub,
    HubReasons,
    HubScope,
    HubSupport,
    Listener,
    ScopeKind,
)
from relgraph.people.service import find_person_cards

MOST_REASONS = 5
"""The most listeners, and the most places, that are told of a person."""


class _ListenerRow(BaseModel, frozen=True):
    person: str
    weight: float | None


class _TieRow(BaseModel, frozen=True):
    our: str
    strength: float | None
    last_contact: date | None


class _ReasonsRow(BaseModel, frozen=True):
    person: str
    listeners: list[_ListenerRow]
    bridged: list[BridgedPlace]
    supports: list[HubSupport]
    best_tie: _TieRow | None


EXPLAIN_HUBS = Query("hubs/explain_hubs", _ReasonsRow)
FIND_HELD_ACCOUNTS = Query("hubs/find_held_accounts", HeldAccount)


async def explain_hubs(graph: Reader, people: Sequence[str], scope: HubScope, *, as_of: date) -> dict[str, HubReasons]:
    """Why people (by id) are hubs of a scope; ids that nobody has are left out.

    The opportunity of an opportunity's scope counts, live or not; of an account's, its live ones; of any other, the
    live ones of each account where the person sits.
    """
    rows = await graph.fetch(
        EXPLAIN_HUBS,
        ids=list(people),
        account=scope.id if scope.kind is ScopeKind.ACCOUNT else None,
        opportunity=scope.id if scope.kind is ScopeKind.OPPORTUNITY else None,
        as_of=as_of,
        limit=MOST_REASONS,
    )
    named = {listener.person for row in rows for listener in row.listeners}
    named |= {row.best_tie.our for row in rows if row.best_tie}
    cards = await find_person_cards(graph, sorted(named), as_of=as_of)
    return {
        row.person: HubReasons(
            listeners=[Listener(person=cards[one.person], weight=one.weight) for one in row.listeners],
            bridged=row.bridged,
            supports=row.supports,
            best_tie=row.best_tie
            and BestTie(our=cards[row.best_tie.our], **row.best_tie.model_dump(include={"strength", "last_contact"})),
        )
        for row in rows
    }


async def find_held_accounts(graph: Reader, people: Sequence[str], *, as_of: date) -> Mapping[str, list[HeldAccount]]:
    """The accounts where each of ours (by id) has ties, most contacts first; none for people who are not ours."""
    held: dict[str, list[HeldAccount]] = {id_: [] for id_ in people}
    for account in await graph.fetch(FIND_HELD_ACCOUNTS, ids=list(people), as_of=as_of):
        held[account.person].append(account)
    return held


async def with_reasons(graph: Reader, hubs: Sequence[Hub], scope: HubScope, *, as_of: date) -> list[Hub]:
    """The same hubs of a scope with `why`, and those of ours with `held_accounts`."""
    people = [hub.person.id for hub in hubs]
    why = await explain_hubs(graph, people, scope, as_of=as_of)
    held = await find_held_accounts(graph, people, as_of=as_of) if scope.kind is ScopeKind.OURS else {}
    return [
        hub.model_copy(update={"why": why[hub.person.id], "held_accounts": held.get(hub.person.id)}) for hub in hubs
    ]
