"""The one write path: rows of any kind into the graph, with an outcome each (ADR 0001).

Import, mutations and the demo all come through here.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from pydantic import BaseModel

from relgraph.core.errors import CycleError, NotFoundError
from relgraph.graph.client import Reader, Transaction
from relgraph.graph.query import Query
from relgraph.record.fields import EntityKind
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.lock import lock
from relgraph.record.model import Fact, Recorded, as_stored
from relgraph.record.outcome import Outcome, OutcomeKind, RowOutcome
from relgraph.record.references import FIND_REFERENCES, explain_missing
from relgraph.record.resolve import resolved
from relgraph.record.settle import ToldBy, settle_each
from relgraph.record.taken import refuse_taken
from relgraph.record.vocabulary import refuse_unlike_playbook


class _Note(BaseModel, frozen=True):
    number: int


NOTE_CHANGE = Query("record/note_change", _Note)

NAMED_AT_MOST = 500
"""A note of a change names so many people, opportunities and new things; a larger change leaves more notes."""

NOTES_KEPT = 5_000
"""How many notes of changes are kept."""

ATTEMPTS = 3
"""So often a row is written while what it refers to appears."""

_STILL_MOVING = Outcome(
    kind=OutcomeKind.MISSING,
    problem="what it refers to was being recorded at the same moment",
    remedy="record it again",
)

_SAME = Outcome(
    kind=OutcomeKind.CONFLICT,
    problem="it is between two ids of one and the same",
    remedy="correct one of the ids; or, if they are two, withdraw the judgement: relgraph identity judgements",
)

WRITTEN = (OutcomeKind.CREATED, OutcomeKind.CORRECTED)


class CycleFoundError(CycleError):
    """Rows that would close a circle; `rows` are their places in what was given. Nothing of the transaction is kept.

    `outcomes` is what had become of each row, these among them.
    """

    def __init__(self, rows: frozenset[int], kind: Kind[Recorded], outcomes: Sequence[Outcome]) -> None:
        super().__init__(
            f"{len(rows)} {kind.noun.replace('_', ' ')} row(s) would close a circle.",
            field=kind.cycle_field,
            remedy="Nobody reports, and no unit belongs, to itself: end the wrong line first.",
        )
        self.rows = rows
        self.kind = kind
        self.outcomes = outcomes


async def record(
    transaction: Transaction,
    kind: Kind[Recorded],
    things: Sequence[Recorded],
    *,
    kinds: Kinds,
    operation: str,
    told: ToldBy | None = None,
    noted: bool = True,
) -> list[Outcome]:
    """Record things of one of the kinds in order and say what became of each.

    What is told of an identifier is recorded of whom it identifies. `told`: who tells, where it is no person but an
    import: it changes its own word alone (`settle`), and nothing that was set by hand.
    With `noted` false, whoever records more in the transaction notes all of it in the end (`note_change`).
    Raises CycleFoundError when solid reporting lines or units would form a circle; give up the transaction then.
    """
    given = things
    marks = {
        "now": as_stored(transaction.clock.now()),
        "by": transaction.principal.name,
        "operation": operation,
        "commit": transaction.commit,
    }
    things = await _resolved(transaction, kind, given)
    await lock(transaction, kind, (id_ for thing in things for id_ in thing.locks()))
    others = frozenset(n for n, thing in enumerate(things) if not isinstance(thing, Fact) and thing.id != given[n].id)
    things, kept = await settle_each(transaction, kind, things, told, others)
    refused = await refuse_unlike_playbook(transaction, kind, things)
    refused |= await refuse_taken(transaction, kinds, kind, things)
    refused |= {n: _SAME for n, thing in enumerate(things) if isinstance(thing, Fact) and thing.joins_one}
    done: dict[int, RowOutcome] = {}
    left = [n for n in range(len(things)) if n not in refused]
    for _ in range(ATTEMPTS):
        wanted = {n: things[n] for n in left}
        done.update(await _write_rows(transaction, kind, wanted, marks))
        missing = [n for n in left if n not in done]
        # Who was there when the rows were read may have become part of another since.
        things = await _again_resolved(transaction, kind, things, missing)
        explained = await explain_missing(transaction, [things[n] for n in missing])
        refused.update({n: reason or _STILL_MOVING for n, reason in zip(missing, explained, strict=True)})
        # What was missing when the row was written and is there now, somebody else has just recorded.
        left = [n for n, reason in zip(missing, explained, strict=True) if reason is None]
        if not left:
            break
    ids = _ids_to_close(things, done)
    if kind.close and ids:
        await transaction.fetch_one(kind.close, ids=ids, **marks)
    if kind.follow and (keys := [things[n].key for n, o in done.items() if o.outcome in WRITTEN]):
        await transaction.fetch_one(kind.follow, keys=keys)
    outcomes = [_told(kind, done[n], things[n]) if n in done else refused[n] for n in range(len(things))]
    outcomes = [o.model_copy(update={"kept": kept[n]}) if n in kept else o for n, o in enumerate(outcomes)]
    if closing := await _closing(transaction, kind, things, done):
        raise CycleFoundError(closing, kind, outcomes)
    if noted:
        await note_change(transaction, [(things[n], o.outcome) for n, o in done.items() if o.outcome in WRITTEN])
    return outcomes


async def _resolved(transaction: Transaction, kind: Kind[Recorded], things: Sequence[Recorded]) -> list[Recorded]:
    """The things, about whom their ids mean until the transaction ends: these ids are locked."""
    found = await resolved(transaction, kind, things)
    told = {id_ for each, one in zip(things, found, strict=True) for id_ in _no_longer(each, one)}
    if told:
        await lock(transaction, kind, told)
        found = await resolved(transaction, kind, things)
    return found


def _no_longer(told: Recorded, meant: Recorded) -> set[str]:
    """The ids by which something was told, and that mean another."""
    own = set() if isinstance(told, Fact) or told.id == meant.id else {told.id}
    return own | {str(id_) for name, id_ in meant.told_ends().items() if id_ != getattr(meant, name)}


async def _again_resolved(
    transaction: Transaction, kind: Kind[Recorded], things: Sequence[Recorded], missing: Sequence[int]
) -> list[Recorded]:
    found = dict(zip(missing, await _resolved(transaction, kind, [things[n] for n in missing]), strict=True))
    return [found.get(n, thing) for n, thing in enumerate(things)]


async def _write_rows(
    transaction: Transaction, kind: Kind[Recorded], things: Mapping[int, Recorded], marks: Mapping[str, object]
) -> dict[int, RowOutcome]:
    """Write numbered rows; what was done with each that refers to something known."""
    done: dict[int, RowOutcome] = {}
    order = list(things)
    for places in _once_each(list(things.values())):
        left = [order[place] for place in places]
        while left:
            rows = [things[n].row(n) for n in left]
            outcomes = await transaction.fetch(kind.record, rows=rows, **marks)
            done.update({n: outcome for outcome in outcomes for n in outcome.numbers})
            # A unit may stand in the same round as its parent: what found no parent yet is tried again.
            left = [n for n in left if n not in done] if outcomes and kind.refers_to_itself else []
    return done


def _once_each(things: Sequence[Recorded]) -> list[list[int]]:
    """Numbers of the rows in rounds, so that no version stands twice in a round: the later row corrects the earlier.

    Nor does one id stand in a round between different ends: the later row has to see the earlier to conflict with it.
    """
    if len({thing.id for thing in things}) == len(things):
        return [list(range(len(things)))] if things else []
    rounds: list[list[int]] = []
    seen: dict[str, int] = {}
    places: dict[str, dict[tuple[str | None, ...], int]] = {}
    for n, thing in enumerate(things):
        key = thing.key
        turn = seen.get(key, 0)
        if isinstance(thing, Fact):
            places_of_id = places.setdefault(thing.id, {})
            turn = max(turn, places_of_id.setdefault(tuple(thing.ends().values()), len(places_of_id)))
        seen[key] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(n)
    return rounds


def _ids_to_close(things: Sequence[Recorded], done: dict[int, RowOutcome]) -> list[str]:
    """Facts with more than one version, of which one was just written."""
    written = [n for n, o in done.items() if o.outcome in WRITTEN]
    times = Counter(things[n].id for n in written)
    return sorted({things[n].id for n in written if done[n].siblings or times[things[n].id] > 1})


async def note_change(transaction: Transaction, written: Sequence[tuple[Recorded, OutcomeKind]]) -> None:
    """Tell whoever follows changes what was written, and whom it concerns (ADR 0007)."""
    if not written:
        return
    things = [thing for thing, _ in written]
    people = _concerned(things, EntityKind.PERSON)
    opportunities = _concerned([thing for thing in things if not isinstance(thing, Fact)], EntityKind.OPPORTUNITY)
    created = sorted({thing.key for thing, outcome in written if outcome is OutcomeKind.CREATED})
    await _note(transaction, people, opportunities, created)


async def note_derived(transaction: Transaction, people: Collection[str]) -> None:
    """The same of people between whom relgraph computed facts: nobody has to compute anything again for that."""
    await _note(transaction, sorted(people), [], [], derived=True)


async def _note(transaction: Transaction, *concerned: list[str], derived: bool | None = None) -> None:
    commit: str | None = transaction.commit
    for first in range(0, max(*map(len, concerned), 1), NAMED_AT_MOST):
        people, opportunities, created = (each[first : first + NAMED_AT_MOST] for each in concerned)
        named = {"people": people, "opportunities": opportunities, "created": created}
        await transaction.fetch_one(NOTE_CHANGE, **named, commit=commit, derived=derived, keep=NOTES_KEPT)
        # What it corrected is told by one note.
        commit = None
    transaction.commit = uuid.uuid4().hex


def _concerned(things: Sequence[Recorded], kind: EntityKind) -> list[str]:
    """Ids of the entities of a kind that the things are or refer to."""
    ids = {thing.id for thing in things if thing.noun == kind}
    refers = {model: [n for n, of in model.references.items() if of is kind] for model in {type(t) for t in things}}
    referred = {getattr(thing, name) for thing in things for name in refers[type(thing)]}
    return sorted(ids | referred - {None})


async def _closing(
    transaction: Transaction, kind: Kind[Recorded], things: Sequence[Recorded], done: dict[int, RowOutcome]
) -> frozenset[int]:
    """The rows that closed a circle: of every circle the one that was given last."""
    last = {things[n].key: n for n, o in sorted(done.items()) if o.outcome is not OutcomeKind.UNCHANGED}
    if kind.cycles is None or not last:
        return frozenset()
    found = await transaction.fetch(kind.cycles, keys=list(last))
    return frozenset(max(last[key] for key in c.cycle if key in last) for c in found)


def _told(kind: Kind[Recorded], outcome: RowOutcome, thing: Recorded) -> Outcome:
    if outcome.outcome is not OutcomeKind.CONFLICT:
        return Outcome(kind=outcome.outcome)
    if kind.conflict:
        problem = kind.conflict.problem.format(id=thing.id)
        remedy = kind.conflict.remedy
        return Outcome(kind=OutcomeKind.CONFLICT, field=kind.conflict.field, problem=problem, remedy=remedy)
    return Outcome(
        kind=OutcomeKind.CONFLICT,
        field="id",
        problem=f"the id '{thing.id}' belongs to another {thing.noun.replace('_', ' ')}, between others",
        remedy="give this one an id of its own; end the other if it no longer holds",
    )


async def require(reader: Reader, kind: EntityKind, ids: Sequence[str], *, field: str) -> None:
    """Make sure that every id belongs to an entity of this kind, else raise NotFoundError naming the first."""
    known = {reference.id: reference for reference in await reader.fetch(FIND_REFERENCES, ids=list(ids))} if ids else {}
    for id_ in ids:
        if not known[id_].is_a(kind):
            raise NotFoundError(kind.value, id_, field=field)


async def is_known(reader: Reader, id_: str) -> bool:
    """Whether an entity of any kind has this id."""
    (reference,) = await reader.fetch(FIND_REFERENCES, ids=[id_])
    return any(reference.is_a(kind) for kind in EntityKind)
