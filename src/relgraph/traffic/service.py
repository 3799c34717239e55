"""Recording traffic and reading it back: one relationship a pair, direction and channel (ADR 0025)."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pydantic import BaseModel

from relgraph.graph.client import Reader, Transaction
from relgraph.graph.query import Query
from relgraph.record.fields import read_told_of, write_told_of
from relgraph.record.lock import lock_together
from relgraph.record.outcome import Counted, Outcome, OutcomeKind
from relgraph.record.references import explain_missing
from relgraph.record.resolve import KnownIds, resolve
from relgraph.traffic.model import Flow, ListedFlow, Months, Period, Stored, Traffic, together, told_again


class _There(BaseModel, frozen=True):
    id: str


FIND_PEOPLE = Query("traffic/find_people", _There, packed=True)
READ_FLOWS = Query("traffic/read_flows", Stored, packed=True)
CREATE_FLOWS = Query("traffic/create_flows", Counted)
CHANGE_FLOWS = Query("traffic/change_flows", Counted)
LIST_FLOWS = Query("traffic/list_flows", ListedFlow)
TAKE_FLOWS = Query("traffic/take_flows", ListedFlow)
MOVE_FLOWS = Query("traffic/move_flows", Counted)

_WITH_ONESELF = Outcome(
    kind=OutcomeKind.CONFLICT,
    field="receiver",
    problem="it is from one to the same",
    remedy="correct one of the ids; or, if they are two, withdraw the judgement: relgraph identity judgements",
)


class _Key(NamedTuple):
    """Which relationship a flow is: between whom, by what channel, and told about whom."""

    sender: str
    receiver: str
    channel: str
    told_of: tuple[str, ...]

    @classmethod
    def of(cls, flow: Flow, known: KnownIds) -> "_Key":
        if not flow.told and known[flow.sender] == flow.sender and known[flow.receiver] == flow.receiver:
            return cls(flow.sender, flow.receiver, flow.channel.value, ())
        told = {name: id_ for name, id_ in (("sender", flow.sender), ("receiver", flow.receiver)) if known[id_] != id_}
        told_of = write_told_of({**told, **read_told_of(flow.told)})
        return cls(known[flow.sender], known[flow.receiver], flow.channel.value, told_of)


@dataclass
class _State:
    """What the graph has of a flow, and what it is to have."""

    there: bool
    months: Months = field(default_factory=dict)
    source: str | None = None
    flow: str | None = None
    """The relationship, as long as the transaction lasts; None where there is none yet."""
    outcome: OutcomeKind = OutcomeKind.UNCHANGED

    def become(self, months: Months, source: str | None) -> OutcomeKind:
        if months == self.months:
            return OutcomeKind.UNCHANGED
        made = OutcomeKind.CORRECTED if self.months else OutcomeKind.CREATED
        self.outcome = made if self.outcome is OutcomeKind.UNCHANGED else self.outcome
        self.months, self.source = months, source
        return made


_Becomes = Callable[[_State, Flow], tuple[Months, str | None]]
"""What a flow is once it was told, and by whom."""


async def record_log(transaction: Transaction, flows: Sequence[Flow], period: Period) -> int:
    """Record what a log tells of its period; of how many flows that changed something. The same log again changes none.

    Flows of people who are not there are left out. What the same source told of these days before is replaced; what
    another told of them may be the same messages: all days count, and the larger counts.
    """

    return _changes(await _record(transaction, flows, _as_of_log(period)))


async def count_changes(reader: Reader, flows: Sequence[Flow], period: Period, told: Callable[[str], bool]) -> int:
    """Of how many flows `record_log` would change something, without recording any.

    `told`: whether whoever has an id is told of as well, and so will be there.
    """
    keys = await _keys(reader, flows)
    states = await _read(reader, keys)
    for key, flow in zip(keys, flows, strict=True):
        states[key].there |= told(flow.sender) and told(flow.receiver)
    return _changes(_become(keys, flows, states, _as_of_log(period)))


def _as_of_log(period: Period) -> _Becomes:
    def becomes(state: _State, flow: Flow) -> tuple[Months, str | None]:
        if state.source in (None, flow.source):
            return told_again(state.months, flow.months, period), flow.source
        return together(state.months, flow.months), state.source

    return becomes


def _changes(outcomes: Sequence[OutcomeKind | None]) -> int:
    return sum(outcome in (OutcomeKind.CREATED, OutcomeKind.CORRECTED) for outcome in outcomes)


async def record_traffic(transaction: Transaction, rows: Sequence[Traffic]) -> list[Outcome]:
    """Record months of traffic in place of what was told of them before; what became of each row."""

    def becomes(state: _State, flow: Flow) -> tuple[Months, str | None]:
        return {**state.months, **flow.months}, flow.source

    flows = [
        Flow(row.sender, row.receiver, row.channel, row.source, {row.number: row.told()}, row.told_of) for row in rows
    ]
    outcomes = await _record(transaction, flows, becomes)
    absent = [n for n, outcome in enumerate(outcomes) if outcome is None]
    explained = await explain_missing(transaction, [rows[n] for n in absent])
    reasons = {n: reason or _WITH_ONESELF for n, reason in zip(absent, explained, strict=True)}
    return [Outcome(kind=outcome) if outcome else reasons[n] for n, outcome in enumerate(outcomes)]


async def flow_pages(reader: Reader, *, senders: int) -> AsyncIterator[list[Flow]]:
    """All traffic, so many senders at a time."""
    after = ""
    while page := await reader.fetch(LIST_FLOWS, after=after, limit=senders):
        yield [each.flow for each in page]
        after = page[-1].sender


async def give_flows(transaction: Transaction, owner: str, to: str) -> None:
    """Give all traffic of one person to another, who it turns out to be."""
    await transaction.fetch_one(MOVE_FLOWS, **{"from": owner, "to": to, "told": None})


async def take_flows_between(transaction: Transaction, one: str, other: str) -> list[ListedFlow]:
    """Take away the traffic of two who turn out to be one, and give it back to whoever keeps it."""
    return await transaction.fetch(TAKE_FLOWS, one=one, other=other)


async def put_flows(transaction: Transaction, flows: Sequence[ListedFlow]) -> None:
    """Put back traffic that was taken away."""
    told = {
        _Key(flow.sender, flow.receiver, flow.channel.value, flow.told): flow for flow in (each.flow for each in flows)
    }
    there = await _read(transaction, list(told))
    states = {key: replace(there[key], months=flow.months, source=flow.source) for key, flow in told.items()}
    await _write(transaction, states)


async def give_flows_back(transaction: Transaction, owner: str, to: str, told: Sequence[str]) -> None:
    """Give traffic that was told about one of some ids back to whose it was."""
    ends = [f"{end}={id_}" for end in ("sender", "receiver") for id_ in told]
    await transaction.fetch_one(MOVE_FLOWS, **{"from": owner, "to": to, "told": ends})


async def _record(transaction: Transaction, flows: Sequence[Flow], becomes: _Becomes) -> list[OutcomeKind | None]:
    """What became of each flow; None of those between one and the same, or with somebody who is not there."""
    keys = await _keys(transaction, flows)
    await lock_together(transaction, (), {f"traffic of {key.sender}" for key in keys})
    states = await _read(transaction, keys)
    outcomes = _become(keys, flows, states, becomes)
    await _write(
        transaction, {key: state for key, state in states.items() if state.outcome is not OutcomeKind.UNCHANGED}
    )
    return outcomes


async def _keys(reader: Reader, flows: Sequence[Flow]) -> list[_Key]:
    known = await resolve(reader, {id_ for flow in flows for id_ in (flow.sender, flow.receiver)})
    return [_Key.of(flow, known) for flow in flows]


def _become(
    keys: Sequence[_Key], flows: Sequence[Flow], states: dict[_Key, _State], becomes: _Becomes
) -> list[OutcomeKind | None]:
    outcomes: list[OutcomeKind | None] = []
    for key, flow in zip(keys, flows, strict=True):
        state = states[key]
        usable = state.there and key.sender != key.receiver
        outcomes.append(state.become(*becomes(state, flow)) if usable else None)
    return outcomes


async def _read(reader: Reader, keys: Sequence[_Key]) -> dict[_Key, _State]:
    """What the graph has of flows; each sender is looked up once."""
    receivers: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        receivers[key.sender].add(key.receiver)
    ids = sorted(receivers.keys() | {key.receiver for key in keys})
    there = {each.id for each in await reader.fetch(FIND_PEOPLE, ids=ids)}
    states = {key: _State(key.sender in there and key.receiver in there) for key in keys}
    rows = [{"sender": sender, "receivers": sorted(of)} for sender, of in receivers.items()]
    for each in await reader.fetch(READ_FLOWS, rows=rows):
        key = _Key(each.sender, each.receiver, each.channel, tuple(each.told_of or ()))
        if key in states:
            states[key] = _State(True, each.by_month, each.source, each.flow)
    return states


async def _write(transaction: Transaction, states: Mapping[_Key, _State]) -> None:
    made: dict[str, list[dict[str, object]]] = defaultdict(list)
    changed: list[dict[str, object]] = []
    for key, state in states.items():
        months = sorted(state.months)
        counts, days = zip(*(state.months[month] for month in months), strict=True)
        told = {"months": months, "counts": list(counts), "days": list(days), "source": state.source}
        if state.flow is None:
            named = {"receiver": key.receiver, "channel": key.channel, "told_of": list(key.told_of) or None}
            made[key.sender].append({**named, **told})
        else:
            changed.append({"flow": state.flow, **told})
    # There may be millions of flows, and a moment takes thrice the room of a number.
    marks = {"now": int(transaction.clock.now().timestamp()), "by": transaction.principal.name}
    if made:
        rows = [{"sender": sender, "flows": flows} for sender, flows in made.items()]
        await transaction.fetch_one(CREATE_FLOWS, rows=rows, **marks)
    if changed:
        await transaction.fetch_one(CHANGE_FLOWS, rows=changed, **marks)
