"""Recording a piece of news, and who confirmed it (method M19)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from relgraph.graph.client import Reader, Transaction
from relgraph.interactions.log import NEWS_ABOUT, about_of, id_of_news
from relgraph.kinds import KINDS
from relgraph.kinds.interaction import INTERACTIONS
from relgraph.kinds.news import CONFIRMATIONS, NEWS
from relgraph.record.batch import Recording, change_all
from relgraph.record.change import Became, identified
from relgraph.record.read import find_by_ids, find_versions_of


async def tell_news(
    transaction: Transaction, told: Mapping[str, object], *, today: date, operation: str
) -> Sequence[Became[Any]]:
    """Record a piece of news, with what follows from the interaction in which it was told; what became of it.

    Of that are the day (else it is today's) and, where nothing is named that it is about, the account, department and
    opportunity. Told again without an id it changes nothing. Raises NothingKeptError where it cannot be recorded.
    """
    values = await _of_its_interaction(transaction, told)
    values.setdefault("valid_from", today)
    row = Recording(NEWS, {"id": id_of_news(_occasion(values), str(values.get("claim"))), **values})
    return await change_all(transaction, KINDS, [row], today=today, operation=operation)


async def confirm_news(
    transaction: Transaction, news: str, people: Sequence[str], *, on: date | None, today: date, operation: str
) -> Sequence[Became[Any]]:
    """Record that some people confirmed a piece of news: all of them, or none; what became of each.

    `on` is the day; left out it is today's, and whoever confirmed it before keeps theirs. Raises NothingKeptError where
    one cannot be recorded.
    """
    told = [identified(CONFIRMATIONS.model, {"person": id_, "news": news}) for id_ in dict.fromkeys(people)]
    before = {} if on else await find_versions_of(transaction, CONFIRMATIONS, [str(each["id"]) for each in told])
    rows = [
        Recording(CONFIRMATIONS, each if before.get(str(each["id"])) else {**each, "valid_from": on or today})
        for each in told
    ]
    return await change_all(transaction, KINDS, rows, today=today, operation=operation)


async def _of_its_interaction(reader: Reader, told: Mapping[str, object]) -> dict[str, object]:
    values = dict(told)
    if not (id_ := values.get("interaction")):
        return values
    met = (await find_by_ids(reader, INTERACTIONS, [str(id_)], as_of=date.max)).get(str(id_))
    if met is None:
        return values  # recording it says that there is none
    if met.valid_from:
        values.setdefault("valid_from", met.valid_from)
    if not any(values.get(name) for name in NEWS_ABOUT):
        values |= about_of(dict(met))
    return values


def _occasion(values: Mapping[str, object]) -> str:
    """On what occasion it was told: the interaction; without one the day, who said it, and what it is about."""
    if id_ := values.get("interaction"):
        return str(id_)
    return " ".join(str(values.get(name)) for name in ("valid_from", "said_by", *NEWS_ABOUT))
