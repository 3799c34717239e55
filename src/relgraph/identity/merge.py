"""Two that are one become one, and two again when that was wrong: nothing is lost on either way (ADR 0023).

What was recorded of the one that goes is recorded of the one that is kept, and says about whom it was told; its id is
an identifier from then on. A merge is undone by these words; what they do not tell, the judgement keeps.
"""

from collections.abc import Sequence

from relgraph.core.errors import ConflictError, NotFoundError
from relgraph.core.principal import ANYBODY
from relgraph.graph.client import Transaction
from relgraph.identity.around import (
    REMOVE_ENTITY,
    REMOVE_VERSIONS,
    Belonging,
    Facts,
    find_around,
    move_belongings,
    move_facts,
    moved_back,
    named,
)
from relgraph.identity.put_aside import PutAside, told_of_other
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import Identifier
from relgraph.kinds.person import Person
from relgraph.record.fields import read_told_of, write_told_of
from relgraph.record.kind import Kind
from relgraph.record.lock import lock_together
from relgraph.record.model import Entity, Fact, Recorded
from relgraph.record.outcome import OutcomeKind
from relgraph.record.read import find_versions_of
from relgraph.record.resolve import resolve
from relgraph.record.service import note_change, record
from relgraph.record.settle import ToldBy
from relgraph.traffic.model import ListedFlow
from relgraph.traffic.service import give_flows, give_flows_back, put_flows, take_flows_between

MERGE, UNDO = "merge", "undo merge"


async def merge(transaction: Transaction, noun: str, kept: str, gone: str) -> PutAside:
    """Make `gone` part of `kept`; gives back what undoing it takes.

    Raises NotFoundError when one of them is not there.
    """
    kind = KINDS[noun]
    around = await find_around(transaction, noun, gone)
    await lock_together(transaction, KINDS, [kept, gone, *(fact.id for _, fact in around.facts)])
    keeps, goes = [await _entity(transaction, kind, id_) for id_ in (kept, gone)]
    # Read again: nobody else records anything of them from here on.
    around = await find_around(transaction, noun, gone)
    there = (await find_around(transaction, noun, kept)).facts
    moving = [(of, fact.moved({gone: kept})) for of, fact in around.facts]
    aside = [n for n, (of, fact) in enumerate(moving) if fact.joins_one or _says_the_same(of, fact, there)]
    put_aside = [around.facts[n] for n in aside]
    if put_aside:
        await transaction.fetch_one(REMOVE_VERSIONS, id=gone, keys=[fact.key for _, fact in put_aside])
    await move_facts(transaction, [each for n, each in enumerate(moving) if n not in aside])
    await move_belongings(transaction, _given(around.belongings, noun, gone), kept)
    flows: list[ListedFlow] = []
    if noun == Person.noun:
        flows = await take_flows_between(transaction, gone, kept)
        await give_flows(transaction, gone, kept)
    await transaction.fetch_one(REMOVE_ENTITY, id=gone)
    filled = told_of_other(keeps, goes, ToldBy(None, transaction.clock.today()))
    await _put(transaction, kind, [filled])
    await _identify(transaction, noun, kept, gone)
    await note_change(
        transaction,
        [(fact, OutcomeKind.CORRECTED) for _, fact in [*moving, *around.facts]] + [(goes, OutcomeKind.CORRECTED)],
    )
    return PutAside.of(goes, keeps, filled, put_aside, flows)


async def undo(transaction: Transaction, noun: str, gone: str, aside: PutAside) -> None:
    """Make what became part of another an entity of its own again, with all that was told about it, also since then.

    Raises ConflictError when its id is no identifier any more.
    """
    kind = KINDS[noun]
    await lock_together(transaction, KINDS, [gone, str(aside.kept["id"])])
    kept = (await resolve(transaction, [gone])).meant.get(gone)
    if kept is None:
        raise ConflictError(
            f"'{gone}' is part of nothing any more.", remedy="Look at what became of it: relgraph show."
        )
    around = await find_around(transaction, noun, kept)
    await lock_together(transaction, KINDS, [kept, *(fact.id for _, fact in around.facts)])
    around = await find_around(transaction, noun, kept)
    await transaction.fetch_one(REMOVE_ENTITY, id=gone)
    await _restore(transaction, kind, kind.model.model_validate(aside.gone))
    back = _told_of_it(around.belongings, noun, gone)
    members = {gone: gone} | {each.id: gone for each in back if each.field == "identified"}
    await move_belongings(transaction, _given_back(back, noun, gone), gone)
    if noun == Person.noun:
        await give_flows_back(transaction, kept, gone, list(members))
        await put_flows(transaction, aside.flows)
    returning = [(of, moved_back(fact, members)) for of, fact in around.facts if _told_about(fact, members)]
    await move_facts(transaction, returning)
    for noun_of, said in aside.facts:
        await _restore(transaction, KINDS[noun_of], KINDS[noun_of].model.model_validate(said))
    await _emptied(transaction, kind, kept, aside)
    await note_change(transaction, [(fact, OutcomeKind.CORRECTED) for _, fact in [*returning, *around.facts]])


async def _entity(transaction: Transaction, kind: Kind[Recorded], id_: str) -> Entity:
    found = (await find_versions_of(transaction, kind, [id_]))[id_]
    if not found or not isinstance(found[0], Entity):
        raise NotFoundError(kind.noun, id_)
    return found[0]


def _says_the_same(kind: Kind[Fact], fact: Fact, there: Facts) -> bool:
    """The one that is kept has the same fact, in the same days, with the same values."""
    named_by = (*fact.natural_key, *fact.references, *type(fact).value_fields(), "valid_from", "valid_to")
    said = [getattr(fact, name) for name in named_by]
    return any(of is kind and [getattr(other, name) for name in named_by] == said for of, other in there)


def _told_of_it(belongings: Sequence[Belonging], noun: str, gone: str) -> list[Belonging]:
    """What was told of the one that goes back, or of others that had become part of it before."""
    ids, back = {gone}, list[Belonging]()
    while True:
        found = [
            each
            for each in belongings
            if each.id != gone and any(f"{named(each, noun)}={id_}" in (each.told_of or ()) for id_ in ids)
        ]
        if len(found) == len(back):
            return found
        back = found
        ids |= {each.id for each in found if each.field == "identified"}


def _told_about(fact: Fact, ids: dict[str, str]) -> bool:
    return any(id_ in ids for id_ in read_told_of(fact.told_of).values())


def _given(belongings: Sequence[Belonging], noun: str, gone: str) -> list[Belonging]:
    """Belongings of another, which say whose they were told to be; a thing may refer to it by several fields."""
    told = {each.id: read_told_of(each.told_of or ()) for each in belongings}
    for each in belongings:
        told[each.id].setdefault(named(each, noun), gone)
    return [each.model_copy(update={"told_of": list(write_told_of(told[each.id]))}) for each in belongings]


def _given_back(belongings: Sequence[Belonging], noun: str, gone: str) -> list[Belonging]:
    """Belongings that go back to whose they were told to be, which is nothing to say any more."""
    left = {each.id: list(each.told_of or ()) for each in belongings}
    for each in belongings:
        left[each.id] = [end for end in left[each.id] if end != f"{named(each, noun)}={gone}"]
    return [each.model_copy(update={"told_of": left[each.id]}) for each in belongings]


async def _emptied(transaction: Transaction, kind: Kind[Recorded], kept: str, aside: PutAside) -> None:
    """Take back from the one that was kept what it was told then, where nobody has told otherwise since."""
    now = await _entity(transaction, kind, kept)
    before, filled = (kind.model.model_validate(said) for said in (aside.kept, aside.filled))
    if now.id != before.id:
        return
    if now.digest() == filled.digest():
        await _restore(transaction, kind, before)
        return
    values = {
        name: getattr(before, name)
        for name in type(now).value_fields()
        if name != "aliases" and getattr(now, name) == getattr(filled, name) != getattr(before, name)
    }
    if added := set(getattr(filled, "aliases", ())) - set(getattr(before, "aliases", ())):
        values["aliases"] = tuple(name for name in getattr(now, "aliases", ()) if name not in added)
    await _put(transaction, kind, [now.model_copy(update={**values, "recorded_at": None, "recorded_by": None})])


async def _identify(transaction: Transaction, noun: str, kept: str, gone: str) -> None:
    identifier = Identifier.model_validate({"id": gone, noun: kept, "source": MERGE})
    await _put(transaction, KINDS[Identifier.noun], [identifier])


async def _restore(transaction: Transaction, kind: Kind[Recorded], thing: Recorded) -> None:
    """Record something as it was: where nobody was named as who recorded it, nobody is."""
    undoing, transaction.principal = transaction.principal, ANYBODY
    try:
        await _put(transaction, kind, [thing])
    finally:
        transaction.principal = undoing


async def _put(transaction: Transaction, kind: Kind[Recorded], things: Sequence[Recorded]) -> None:
    """Record what is known to be sound. Raises ConflictError where something else stands in the way by now."""
    outcomes = await record(transaction, kind, things, kinds=KINDS, operation=MERGE, noted=False)
    for outcome in outcomes:
        if not outcome.accepted:
            raise ConflictError(f"It cannot be done: {outcome.problem}.", remedy=outcome.remedy)
