"""What breaks when somebody leaves: asked of the graph as it would be, which is never kept."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel

from relgraph.audit.evaluation.service import Naming, find_sides, name_subjects, rules_of
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.imagining import imagine
from relgraph.graph.query import Query
from relgraph.people.service import get_person_card
from relgraph.simulation.evaluating import RuleDifference, differences, findings, look, of_accounts
from relgraph.simulation.model import (
    MAX_ACCOUNTS,
    MAX_BONDS,
    AccountEffect,
    Bond,
    Duties,
    LeaverSide,
    Leaving,
)


class Touched(BaseModel, frozen=True):
    """A customer whom it may concern."""

    id: str
    name: str
    english_name: str | None


class Ended(BaseModel, frozen=True):
    """How many seats and lines end."""

    ended: int


FIND_TOUCHED = Query("simulation/find_touched", Touched)
FIND_BONDS = Query("simulation/find_bonds", Bond)
FIND_DUTIES = Query("simulation/find_duties", Duties)
END_SEATS = Query("simulation/end_seats", Ended)


async def simulate_leaving(graph: Graph, person: str, *, as_of: date) -> Leaving:
    """What breaks when somebody of any side leaves on a day: their seats and reporting lines end, all else stays.

    The audit's rules look at the accounts around them before and after, in one transaction of which nothing is kept.
    Raises NotFoundError.
    """

    async def work(transaction: Transaction) -> Leaving:
        return await _leave(transaction, person, as_of)

    return await imagine(graph, work, operation="simulate leaving")


async def _leave(transaction: Transaction, person: str, as_of: date) -> Leaving:
    card = await get_person_card(transaction, person, as_of=as_of, field="person")
    before_sides = await find_sides(transaction, as_of)
    ours = person in before_sides.ours
    bonds = await transaction.fetch(FIND_BONDS, person=person, as_of=as_of, ours=before_sides.ours, limit=MAX_BONDS + 1)
    duties = await transaction.fetch_one(FIND_DUTIES, person=person, as_of=as_of)
    touched = await transaction.fetch(FIND_TOUCHED, person=person, as_of=as_of, limit=MAX_ACCOUNTS + 1)
    accounts = touched[:MAX_ACCOUNTS]
    ids, rules = [account.id for account in accounts], of_accounts(rules_of(transaction.settings))
    before = await look(transaction, rules, ids, before_sides, as_of)
    await transaction.fetch_one(END_SEATS, person=person, as_of=as_of)
    after = await look(transaction, rules, ids, await find_sides(transaction, as_of), as_of)
    changed = differences(before, after)
    opened = [failure for each in changed.values() for one in each for failure in one.opened]
    names = await name_subjects(transaction, opened, as_of)
    return Leaving(
        person=card,
        side=LeaverSide.OURS if ours else LeaverSide.OTHERS,
        as_of=as_of,
        bonds=bonds[:MAX_BONDS],
        duties=duties,
        accounts=_effects(accounts, changed, names),
        looked_at=len(accounts),
        truncated=len(touched) > MAX_ACCOUNTS or len(bonds) > MAX_BONDS,
    )


def _effects(
    accounts: Sequence[Touched], changed: Mapping[str, Sequence[RuleDifference]], names: Mapping[str, Naming]
) -> list[AccountEffect]:
    effects = [
        AccountEffect(
            account=account.id,
            name=account.name,
            english_name=account.english_name,
            opened=[findings(one.rule, one.opened, names) for one in changed[account.id] if one.opened],
            unknown=sum(one.unknown for one in changed[account.id]),
            lapsed=sum(len(one.closed) for one in changed[account.id]),
        )
        for account in accounts
        if account.id in changed
    ]
    return sorted(effects, key=lambda effect: (-effect.count, effect.account))
