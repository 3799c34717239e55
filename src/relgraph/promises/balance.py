"""Give and take between ours and others (method M15)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.promises.model import Balance, BalanceTerms, DealingCount, GivenAndOwed, Side, Weighed
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

COUNT_DEALINGS = Query("promises/count_dealings", DealingCount)


def same_person(field: str) -> InputError:
    """What is said where two are wanted, and one is named twice."""
    return InputError("These are the same person.", field=field, remedy="Name two.")


async def balance_people(
    reader: Reader,
    people: Sequence[str],
    *,
    terms: BalanceTerms,
    as_of: date,
    other: str | None = None,
) -> Mapping[str, Balance]:
    """The balance with each of some people, of either side; with `other`, between them and that person.

    Raises NotFoundError for another whom nobody knows, and InputError for one who is among the people.
    """
    if other is not None:
        await require(reader, EntityKind.PERSON, [other], field="other")
        if other in people:
            raise same_person("other")
    return await _balances(reader, people, as_of, terms, people=list(people), other=other, accounts=None)


async def balance_accounts(
    reader: Reader,
    accounts: Sequence[str],
    *,
    terms: BalanceTerms,
    as_of: date,
) -> Mapping[str, Balance]:
    """The balance with each of some organisations: with all who held a seat there when something was said."""
    return await _balances(reader, accounts, as_of, terms, people=None, other=None, accounts=list(accounts))


async def _balances(
    reader: Reader, ids: Iterable[str], as_of: date, terms: BalanceTerms, **of: object
) -> Mapping[str, Balance]:
    since = as_of - min(timedelta(days=terms.days), as_of - date.min)
    due_before = as_of - min(timedelta(days=terms.grace_days), as_of - date.min)
    told: dict[tuple[str, Side], list[DealingCount]] = defaultdict(list)
    for count in await reader.fetch(COUNT_DEALINGS, **of, since=since, due_before=due_before, as_of=as_of):
        told[count.of, count.side].append(count)
    return {
        id_: Balance(
            as_of=as_of,
            since=since,
            ours=_summed(told[id_, Side.OURS], terms),
            theirs=_summed(told[id_, Side.THEIRS], terms),
        )
        for id_ in ids
    }


def _summed(counts: Iterable[DealingCount], terms: BalanceTerms) -> GivenAndOwed:
    promises: dict[str, int] = defaultdict(int)
    asks: dict[str, Weighed] = defaultdict(Weighed)
    for count in counts:
        if count.kind == "promise":
            promises[count.state] += count.number
        else:
            points = terms.points(count.weight) if count.weight else None
            asks[f"asks_{count.state}"] = asks[f"asks_{count.state}"].plus(count.number, points)
    # What is overdue is open.
    promises["open"] += promises["overdue"]
    return GivenAndOwed.model_validate({**promises, **asks})
