"""Whom an import tells of that is known already: the same e-mail address, or id in a third system (ADR 0023).

That is done where nothing is against it, and kept in the ledger as an automatic judgement, which can be withdrawn.
Anything else is a doubt, and left to people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.graph.client import Graph, Reader, Transaction
from relgraph.identity.judgement import JUDGEMENTS, LEDGER, Judgement, Verdict
from relgraph.identity.matching.model import Because, MatchReason
from relgraph.identity.put_aside import PutAside, told_of_other
from relgraph.identity.service import EVERY, list_judgements
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import Identifier
from relgraph.record.fields import EntityKind, scheme_of
from relgraph.record.lock import lock
from relgraph.record.model import Recorded
from relgraph.record.read import find_versions_of
from relgraph.record.references import FIND_REFERENCES
from relgraph.record.resolve import KnownIds, resolve
from relgraph.record.service import record
from relgraph.record.settle import ToldBy

SHARED = frozenset({"phone", "domain"})
"""Schemes of addresses that several may have: they identify nobody by themselves."""
OPERATION = "recognize"
FOR, AGAINST = 8.0, -4.0
"""Bits of evidence: what is known by one address or id is most likely one, less so where something is against it."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody that a system tells of, and what identifies them."""

    thing: Recorded
    identifiers: Sequence[str]

    @property
    def system(self) -> str:
        """The system that tells of them."""
        return scheme_of(self.thing.id)


@dataclass(frozen=True)
class Doubt:
    """Two that may be one: what identifies both, and what is against it."""

    one: str
    other: str
    identifier: str
    against: Because | None = None

    @property
    def reasons(self) -> tuple[Because, ...]:
        """What speaks for it, and against."""
        email = self.identifier.startswith("email:")
        shared = Because(MatchReason.EMAIL if email else MatchReason.EXTERNAL_ID, self.identifier, FOR)
        return (shared, self.against) if self.against else (shared,)


@dataclass(frozen=True)
class Recognized:
    """Newcomers who are known already, as whom, by what; and which may be."""

    sure: Sequence[tuple[Newcomer, str, str]] = ()
    doubts: Sequence[Doubt] = ()


async def recognize(graph: Graph, noun: EntityKind, newcomers: Sequence[Newcomer], told: ToldBy) -> Recognized:
    """Let those of the newcomers who are known already be who they are."""

    async def work(transaction: Transaction) -> Recognized:
        await lock(transaction, JUDGEMENTS, [EVERY])
        found = await find_recognizable(transaction, noun, newcomers)
        if found.sure:
            await _keep(transaction, noun, found.sure, told)
        return found

    identified = any(_identifying(each) for each in newcomers)
    return await graph.write(work, operation=OPERATION) if identified else Recognized()


async def find_recognizable(reader: Reader, noun: EntityKind, newcomers: Sequence[Newcomer]) -> Recognized:
    """Who of the newcomers is known already: what `recognize` would do."""
    newcomers = [each for each in newcomers if _identifying(each)]
    ids = [each.thing.id for each in newcomers]
    known = await resolve(reader, [*ids, *(id_ for each in newcomers for id_ in _identifying(each))])
    there = {each.id for each in await reader.fetch(FIND_REFERENCES, ids=ids) if each.is_a(noun)}
    new = [each for each in newcomers if each.thing.id not in there and each.thing.id not in known.meant]
    leads = {each.thing.id: _leads(each, known) for each in new}
    groups = await resolve(reader, {id_ for found in leads.values() for id_ in found})
    members = {id_ for found in leads.values() for lead in found for id_ in groups.all_of(lead)}
    different = await _different(reader, [*members, *leads])
    doubts: list[Doubt] = []
    sure: dict[str, tuple[Newcomer, str]] = {}
    taken: set[tuple[str, str]] = set()
    for each in new:
        found = leads[each.thing.id]
        for lead, identifier in found.items():
            against = _against(each, lead, groups.all_of(lead), different, several=len(found) > 1)
            if against is None and (lead, each.system) in taken:
                against = Because(MatchReason.TOLD_APART, each.system, AGAINST)
            if against:
                doubts.append(Doubt(lead, each.thing.id, identifier, against))
            else:
                taken.add((lead, each.system))
                sure[each.thing.id] = (each, lead)
    return Recognized([(each, lead, leads[id_][lead]) for id_, (each, lead) in sure.items()], doubts)


def _identifying(newcomer: Newcomer) -> list[str]:
    return [id_ for id_ in newcomer.identifiers if scheme_of(id_) not in SHARED]


def _leads(newcomer: Newcomer, known: KnownIds) -> dict[str, str]:
    """Who is known by what identifies the newcomer, and by which of it."""
    return {known.meant[id_]: id_ for id_ in reversed(_identifying(newcomer)) if id_ in known.meant}


def _against(
    newcomer: Newcomer, lead: str, group: Sequence[str], different: frozenset[frozenset[str]], *, several: bool
) -> Because | None:
    """What is against that a newcomer is who is known by the same identifier."""
    if several:
        return Because(MatchReason.SEVERAL, ", ".join(newcomer.identifiers), AGAINST)
    if any(scheme_of(id_) == newcomer.system for id_ in group):
        return Because(MatchReason.TOLD_APART, newcomer.system, AGAINST)
    judged = next((id_ for id_ in group if frozenset((id_, newcomer.thing.id)) in different), None)
    return Because(MatchReason.JUDGED_DIFFERENT, f"{judged}, {newcomer.thing.id}", AGAINST) if judged else None


async def _different(reader: Reader, ids: Sequence[str]) -> frozenset[frozenset[str]]:
    judged = await list_judgements(reader, sorted(set(ids)), limit=100_000) if ids else []
    return frozenset(frozenset((each.one, each.other)) for each in judged if each.verdict is Verdict.DIFFERENT)


async def _keep(
    transaction: Transaction, noun: EntityKind, sure: Sequence[tuple[Newcomer, str, str]], told: ToldBy
) -> None:
    """Let the ids of newcomers mean who they are, and keep why, and what withdrawing that takes."""
    kind = KINDS[noun]
    before = await find_versions_of(transaction, kind, sorted({lead for _, lead, _ in sure}))
    identifiers = [
        Identifier.model_validate({"id": each.thing.id, noun.value: lead, "source": each.thing.source})
        for each, lead, _ in sure
    ]
    judgements = [_judgement(noun, each, before[lead][0], identifier, told) for each, lead, identifier in sure]
    await record(transaction, KINDS[Identifier.noun], identifiers, kinds=KINDS, operation=OPERATION)
    await record(transaction, JUDGEMENTS, judgements, kinds=LEDGER, operation=OPERATION, noted=False)


def _judgement(noun: EntityKind, newcomer: Newcomer, kept: Recorded, identifier: str, told: ToldBy) -> Judgement:
    return Judgement.new(
        one=kept.id,
        other=newcomer.thing.id,
        of=noun.value,
        verdict=Verdict.SAME,
        automatic=True,
        reasons=tuple(each.stored() for each in Doubt(kept.id, newcomer.thing.id, identifier).reasons),
        put_aside=PutAside.of(newcomer.thing, kept, told_of_other(kept, newcomer.thing, told)).model_dump_json(),
    )
