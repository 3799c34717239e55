"""Logging an interaction with all that belongs to it: who took part, and what was promised, asked and told in it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from relgraph.core.errors import InputError
from relgraph.graph.client import Transaction
from relgraph.kinds import KINDS
from relgraph.kinds.ask import ASKS
from relgraph.kinds.commitment import COMMITMENTS
from relgraph.kinds.interaction import INTERACTIONS
from relgraph.kinds.news import NEWS
from relgraph.kinds.participation import PARTICIPATIONS
from relgraph.record.batch import Recording, change_all
from relgraph.record.change import Became, identified
from relgraph.record.fields import OURS
from relgraph.record.kind import Kind

PARTS: Mapping[str, Kind[Any]] = {
    "participants": PARTICIPATIONS,
    "commitments": COMMITMENTS,
    "asks": ASKS,
    "news": NEWS,
}
"""What is logged with an interaction, by the name of its list."""

MOST = 100
"""The most things that are logged at once."""

_ABOUT = ("account", "unit", "opportunity")
NEWS_ABOUT = (*_ABOUT, "person", "competitor")
"""What a piece of news may be about."""

Told = Mapping[str, object] | InputError
"""What is said of one thing, as `change` takes it; or what is wrong with it already."""


@dataclass(frozen=True)
class Log:
    """What is logged: the interaction, and by the names of PARTS what belongs to it, which need not say so."""

    interaction: Told
    parts: Mapping[str, Sequence[Told]] = field(default_factory=dict)


class LogRow(NamedTuple):
    """One thing to record. `path` is where it was told: empty for the interaction, else as `participants.2`."""

    path: str
    kind: Kind[Any]
    row: Recording | InputError


def rows_of(log: Log) -> list[LogRow]:
    """Everything to record, the interaction first.

    What was promised, asked and told is of the day of the interaction unless another is said, and so is who told us; a
    piece of news that names nothing that it is about is about what the interaction is. Raises InputError without a day
    and for too much.
    """
    if sum(map(len, log.parts.values())) >= MOST:
        raise InputError(f"More than {MOST} things are logged at once.", remedy="Record the rest by `batch`.")
    if isinstance(log.interaction, InputError):
        rest = [LogRow(path, kind, _row(kind, told)) for path, kind, told in _parts(log)]
        return [LogRow("", INTERACTIONS, log.interaction), *rest]
    values = identified(INTERACTIONS.model, dict(log.interaction))
    shared = {"valid_from": _day(values), **({"source": values["source"]} if values.get("source") else {})}
    about = about_of(values)
    rest = [
        LogRow(path, kind, _row(kind, _within(kind, told, str(values["id"]), shared, about)))
        for path, kind, told in _parts(log)
    ]
    return [LogRow("", INTERACTIONS, Recording(INTERACTIONS, values)), *rest]


def about_of(values: Mapping[str, object]) -> dict[str, object]:
    """What an interaction is about, which what was told in it is about, too, where nothing else is said."""
    return {name: values[name] for name in _ABOUT if values.get(name)}


def id_of_news(told_in: str, claim: str) -> str:
    """The same for the same claim in the same interaction: told again it is no second piece of news.

    `told_in` is the interaction's id; or, without one, whatever else says on what occasion it was told.
    """
    digest = hashlib.blake2b(f"{told_in}\x1f{claim}".encode(), digest_size=10).hexdigest()
    return f"{OURS}:news.{digest}"


async def log_interaction(
    transaction: Transaction, rows: Iterable[LogRow], *, today: date, operation: str
) -> Sequence[Became[Any]]:
    """Record all of it, and say what became of each row: recorded again under the same id it changes nothing.

    Raises NothingKeptError where a row cannot be recorded; give up the transaction then.
    """
    return await change_all(transaction, KINDS, [row.row for row in rows], today=today, operation=operation)


def _parts(log: Log) -> Iterator[tuple[str, Kind[Any], Told]]:
    for name, kind in PARTS.items():
        for n, told in enumerate(log.parts.get(name, ())):
            yield f"{name}.{n}", kind, told


def _row(kind: Kind[Any], told: Told) -> Recording | InputError:
    return told if isinstance(told, InputError) else Recording(kind, told)


def _day(values: Mapping[str, object]) -> date:
    day, at = values.get("valid_from"), values.get("at")
    if isinstance(day, date):
        return day
    if isinstance(at, datetime):
        return at.date()
    raise InputError("An interaction has a day.", field="validFrom", remedy="Give `validFrom`, or the moment as `at`.")


def _within(kind: Kind[Any], told: Told, id_: str, shared: Mapping[str, object], about: Mapping[str, object]) -> Told:
    """What is said of a part of an interaction, with what follows from whose part it is."""
    if isinstance(told, InputError):
        return told
    if told.get("interaction") not in (None, id_):
        return InputError("That is another interaction.", field="interaction", remedy="Leave it out.")
    # That somebody took part has no days of its own.
    given = {name: value for name, value in shared.items() if kind is not PARTICIPATIONS or name != "valid_from"}
    values = {**given, **told, "interaction": id_}
    if kind is not NEWS:
        return values
    if not any(values.get(name) for name in NEWS_ABOUT):
        values |= about
    return {"id": id_of_news(id_, str(values.get("claim"))), **values}
