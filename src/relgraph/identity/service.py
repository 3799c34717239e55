"""Judging whether two are one and the same, withdrawing that, and the ledger of both (method M1, ADR 0023)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from neo4j.exceptions import ConstraintError
from pydantic import BaseModel

from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.graph.query import Query
from relgraph.identity.judgement import JUDGEMENTS, LEDGER, Judgement, Verdict
from relgraph.identity.merge import MERGE, UNDO, merge, undo
from relgraph.identity.put_aside import PutAside
from relgraph.record.lock import lock
from relgraph.record.model import as_stored
from relgraph.record.outcome import Counted
from relgraph.record.read import find_versions_of
from relgraph.record.references import FIND_REFERENCES
from relgraph.record.resolve import RESOLVED, resolve
from relgraph.record.service import record

MOST_IN_GROUP = 5
"""More ids of one person than this are told as an alarm: a chain of merges, each of which looked right."""
Groups = tuple[Sequence[str], Sequence[str]]
"""All ids by which each of two is known."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between attempts while others record of one that goes."""
EVERY = "every judgement"
"""What is locked while two are judged: what stands against it must not come up meanwhile."""


class _Found(BaseModel, frozen=True):
    id: str


class _Count(BaseModel, frozen=True):
    type: str
    number: int


class CountedAround(BaseModel, frozen=True):
    """What is recorded around somebody: how much of each type of relationship, and open findings about them."""

    id: str
    counts: list[_Count]
    findings: int


FIND_JUDGEMENTS = Query("identity/find_judgements", _Found)
DROP_SUGGESTIONS = Query("identity/drop_suggestions", Counted)
COUNT_AROUND = Query("identity/count_around", CountedAround)


@dataclass(frozen=True)
class Evidence:
    """Why two may be one: how alike they are, 0..1, and in words."""

    score: float | None = None
    reasons: tuple[str, ...] = ()
    automatic: bool = False


async def judge(
    graph: Graph, one: str, other: str, verdict: Verdict, *, evidence: Evidence | None = None, anyway: bool = False
) -> Judgement:
    """Keep a judgement of two people, or of two organisations; the same are made one, of which `one` is kept.

    A judgement of the same two that stands is withdrawn; it must not have made them one.
    Raises NotFoundError; InputError when they are of different kinds, or the same already; ConflictError when somebody
    of their groups was judged different, unless it is to be done `anyway`.
    """

    async def work(transaction: Transaction) -> Judgement:
        await lock(transaction, JUDGEMENTS, [EVERY])
        return await judge_in(transaction, one, other, verdict, evidence=evidence or Evidence(), anyway=anyway)

    return await _again_while_told(graph, work, MERGE)


async def judge_in(
    transaction: Transaction, one: str, other: str, verdict: Verdict, *, evidence: Evidence, anyway: bool = False
) -> Judgement:
    """The same, in a transaction that has locked EVERY."""
    known = await resolve(transaction, [one, other])
    kept, gone = known[one], known[other]
    if kept == gone:
        raise InputError(f"'{one}' and '{other}' are the same already.", remedy="Withdraw the judgement that says so.")
    noun = await _noun_of(transaction, kept, gone)
    groups = known.all_of(kept), known.all_of(gone)
    standing = await _standing(transaction, [*groups[0], *groups[1]])
    against = [each for each in standing if _is_against(each, groups)]
    if verdict is Verdict.SAME and against and not anyway:
        raise ConflictError(
            f"'{against[0].one}' and '{against[0].other}' were judged different.",
            remedy=f"Withdraw that, if it is wrong: {against[0].id}.",
        )
    for each in standing:
        if {each.one, each.other} == {kept, gone}:
            await _put(transaction, _withdrawn(transaction, each))
    same = verdict is Verdict.SAME
    put_aside = await merge(transaction, noun, kept, gone) if same else None
    pair = "|".join(sorted((kept, gone)))
    await transaction.fetch_one(DROP_SUGGESTIONS, id=pair, gone=gone if same else None)
    judgement = Judgement.new(
        one=kept,
        other=gone,
        of=noun,
        verdict=verdict,
        automatic=evidence.automatic,
        score=evidence.score,
        reasons=evidence.reasons,
        put_aside=put_aside.model_dump_json() if put_aside else None,
    )
    return await _put(transaction, judgement)


async def withdraw(graph: Graph, id_: str) -> Judgement:
    """Withdraw a judgement; what it made one is two again.

    Raises NotFoundError; ConflictError when it was withdrawn, or its id means something else by now.
    """

    async def work(transaction: Transaction) -> Judgement:
        await lock(transaction, JUDGEMENTS, [EVERY, id_])
        judgement = await find_judgement(transaction, id_)
        if judgement.withdrawn_at:
            raise ConflictError(f"It was withdrawn on {judgement.withdrawn_at:%Y-%m-%d}.", field="id")
        if judgement.put_aside:
            aside = PutAside.model_validate_json(judgement.put_aside)
            await undo(transaction, judgement.of, judgement.other, aside)
        return await _put(transaction, _withdrawn(transaction, judgement))

    return await _again_while_told(graph, work, UNDO)


async def _again_while_told(graph: Graph, work: Callable[[Transaction], Awaitable[Judgement]], name: str) -> Judgement:
    """Write, again where somebody records of one that goes at the very moment: Neo4j does not let it go then."""
    for pause in PAUSES:
        try:
            return await graph.write(work, operation=name)
        except ConflictError as error:
            if not isinstance(error.__cause__, ConstraintError):
                raise
        await asyncio.sleep(pause)
    return await graph.write(work, operation=name)


async def find_judgement(reader: Reader, id_: str) -> Judgement:
    """The judgement with this id. Raises NotFoundError."""
    found = (await find_versions_of(reader, JUDGEMENTS, [id_]))[id_]
    if not found:
        raise NotFoundError("judgement", id_, field="id")
    return found[0]


async def list_judgements(
    reader: Reader, ids: Sequence[str] | None = None, *, withdrawn: bool = False, limit: int = 100
) -> list[Judgement]:
    """Judgements about some ids, or all, the latest first; withdrawn ones only where they are wanted."""
    found = await reader.fetch(
        FIND_JUDGEMENTS, ids=None if ids is None else list(ids), withdrawn=withdrawn, limit=limit
    )
    by_id = await find_versions_of(reader, JUDGEMENTS, [each.id for each in found])
    return [by_id[each.id][0] for each in found if by_id[each.id]]


async def warnings(reader: Reader, pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What speaks against making each two one that nobody compared: judgements in their groups, and their size."""
    if not pairs:
        return []
    known = await resolve(reader, {id_ for pair in pairs for id_ in pair})
    groups = [(known.all_of(one), known.all_of(other)) for one, other in pairs]
    standing = await _standing(reader, [id_ for two in groups for group in two for id_ in group])
    return [_warnings(two, standing) for two in groups]


def _warnings(groups: Groups, standing: Sequence[Judgement]) -> list[str]:
    told = [f"{each.one} and {each.other} were judged different" for each in standing if _is_against(each, groups)]
    size = len(groups[0]) + len(groups[1])
    return told + ([f"they would be {size} in one"] if size > MOST_IN_GROUP else [])


async def _standing(reader: Reader, ids: Sequence[str]) -> list[Judgement]:
    return await list_judgements(reader, sorted(set(ids)), limit=10_000)


def _is_against(judgement: Judgement, groups: Groups) -> bool:
    """One of each group were judged different."""
    ends = (judgement.one, judgement.other)
    across = any(a in groups[0] and b in groups[1] for a, b in (ends, ends[::-1]))
    return judgement.verdict is Verdict.DIFFERENT and across


async def _noun_of(reader: Reader, one: str, other: str) -> str:
    known = {each.id: each for each in await reader.fetch(FIND_REFERENCES, ids=[one, other])}
    nouns = [next((noun for noun in RESOLVED if known[id_].is_a(noun)), None) for id_ in (one, other)]
    for id_, noun in zip((one, other), nouns, strict=True):
        if noun is None:
            raise NotFoundError("person or organization", id_)
    if nouns[0] != nouns[1]:
        raise InputError("One is a person, the other an organization.", remedy="Name two people, or two organizations.")
    return str(nouns[0])


def _withdrawn(transaction: Transaction, judgement: Judgement) -> Judgement:
    said = {"withdrawn_at": as_stored(transaction.clock.now()), "withdrawn_by": transaction.principal.name}
    return judgement.model_copy(update=said)


async def _put(transaction: Transaction, judgement: Judgement) -> Judgement:
    await record(transaction, JUDGEMENTS, [judgement], kinds=LEDGER, operation=MERGE, noted=False)
    return await find_judgement(transaction, judgement.id)
