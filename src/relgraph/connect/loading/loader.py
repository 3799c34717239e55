"""What a spool holds into the graph: one kind after the other, in batches, each row with its fate."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import aclosing
from datetime import date
from functools import partial

from relgraph.connect.faults import fault_of
from relgraph.connect.loading.complete import end_what_is_no_longer_told
from relgraph.connect.loading.counts import KindCounts
from relgraph.connect.loading.spool import Spool
from relgraph.connect.loading.spooled import Fate, SpooledThing
from relgraph.connect.report import NotTaken
from relgraph.connect.tabular.reader import Fault
from relgraph.core.ahead import in_threads, one_ahead
from relgraph.graph.client import Graph
from relgraph.identity.matching.model import Match
from relgraph.identity.recognize import SHARED, Doubt, Newcomer, recognize
from relgraph.identity.suggestions import Suggested
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import Identifier
from relgraph.record.fields import EntityKind, scheme_of
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome, OutcomeKind
from relgraph.record.resolve import RESOLVED, resolve
from relgraph.record.service import CycleFoundError, record
from relgraph.record.settle import ToldBy
from relgraph.traffic.model import Traffic
from relgraph.traffic.service import record_log

BATCH = 5_000
"""Rows in one write transaction."""
FLOWS = 10_000
"""Flows of traffic in one: they are small, and those of one sender are written together."""
SHARED_KEPT = 5
"""So many addresses of a file that several have are noted one by one."""
NOT_TAKEN_KEPT = 100
"""So many values that were not taken are told one by one."""

_FATES = {
    OutcomeKind.CREATED: Fate.CREATED,
    OutcomeKind.CORRECTED: Fate.CORRECTED,
    OutcomeKind.UNCHANGED: Fate.UNCHANGED,
}

OnKindDone = Callable[[str, int], None]
"""Told of which kind how many things are done."""


def newcomers(spool: Spool, batch: Sequence[SpooledThing]) -> list[Newcomer]:
    """People or organisations of a batch, with what identifies them."""
    identifiers = spool.identifiers_of([each.thing.id for each in batch])
    return [Newcomer(each.thing, identifiers.get(each.thing.id, ())) for each in batch]


class Loading:
    """One load of a spool. `run` once."""

    def __init__(self, graph: Graph, spool: Spool, *, system: str, day: date, complete: bool, tell: OnKindDone) -> None:
        self._graph, self._spool, self._complete, self._tell = graph, spool, complete, tell
        self._told = ToldBy(system, day)
        # A system of which there are many, as charts of organisations, is one operation.
        self._operation = f"import {system.split(':', 1)[0]}"
        self.not_taken: list[NotTaken] = []
        self.not_taken_count = 0
        self.recognized = 0
        self.traffic = 0
        """How many flows of traffic are new, or say something new."""
        self.counts = KindCounts()
        self._contested: list[SpooledThing] = []
        self.doubts: list[Suggested] = []
        self.newcomers: set[str] = set()
        """Ids of the people and organisations that are new."""
        self._done = 0

    async def run(self) -> None:
        """Load everything. What is interrupted is run again: what is there is found unchanged."""
        for kind in KINDS:
            if kind.model is Identifier:
                await self._load_identifiers()
            held: list[tuple[SpooledThing, Outcome]] = []
            for batch in self._spool.batches(kind.noun, BATCH):
                if kind.noun in RESOLVED:
                    await self._recognize(EntityKind(kind.noun), batch)
                held += await self._load(kind, batch)
                self._count(kind.noun, len(batch))
            await self._load_held(kind, held)
        await self._load_traffic()
        if self._complete:
            ended = await end_what_is_no_longer_told(self._graph, self._spool, self._told, self._operation)
            for noun, times in ended.items():
                self.counts.add(noun, "ended", times)

    async def _load_traffic(self) -> None:
        """Of people who are there; what is told of others is left out."""
        traffic = self._spool.traffic
        period = traffic.period
        if period is None:
            return
        async with aclosing(one_ahead(in_threads(traffic.batches(FLOWS)))) as batches:
            async for batch in batches:
                work = partial(record_log, flows=batch, period=period)
                self.traffic += await self._graph.write(work, operation=self._operation)
                self._count(Traffic.noun, len(batch))

    async def _recognize(self, noun: EntityKind, batch: Sequence[SpooledThing]) -> None:
        """Find out who of them is known already, by what another system told."""
        found = await recognize(self._graph, noun, newcomers(self._spool, batch), self._told)
        self.recognized += len(found.sure)
        for doubt in found.doubts:
            self._doubt(doubt, noun)

    def _doubt(self, doubt: Doubt, noun: str) -> None:
        self.doubts.append(Suggested.found(Match.of(doubt.one, doubt.other, doubt.reasons), noun))

    async def _load(self, kind: Kind[Recorded], batch: Sequence[SpooledThing]) -> list[tuple[SpooledThing, Outcome]]:
        """Record a batch; gives back what refers to things of the kind that may come later."""
        held: list[tuple[SpooledThing, Outcome]] = []
        left = list(batch)
        while left:
            try:
                outcomes = await self._record(kind, [each.thing for each in left])
            except CycleFoundError as circle:
                self._reject_circle(circle, left)
                left = [each for n, each in enumerate(left) if n not in circle.rows]
                continue
            held += self._settle(kind, left, outcomes)
            left = []
        return held

    async def _record(self, kind: Kind[Recorded], things: Sequence[Recorded]) -> list[Outcome]:
        work = partial(record, kind=kind, things=things, kinds=KINDS, operation=self._operation, told=self._told)
        return await self._graph.write(work, operation=self._operation)

    def _settle(
        self, kind: Kind[Recorded], batch: Sequence[SpooledThing], outcomes: Sequence[Outcome]
    ) -> list[tuple[SpooledThing, Outcome]]:
        held, fates = [], []
        for each, outcome in zip(batch, outcomes, strict=True):
            if outcome.accepted:
                fates.append((each.file, each.line, _FATES[outcome.kind]))
                self.counts.add(kind.noun, outcome.kind.value)
                self._keep_not_taken(each, outcome)
                if outcome.kind is OutcomeKind.CREATED and kind.noun in RESOLVED:
                    self.newcomers.add(each.thing.id)
            elif isinstance(each.thing, Identifier) and outcome.kind is OutcomeKind.CONFLICT:
                self._contested.append(each)
            elif outcome.kind is OutcomeKind.MISSING and kind.model.references.get(outcome.field or "") == kind.noun:
                held.append((each, outcome))
            else:
                self._reject(each, outcome)
        self._spool.settle(fates)
        return held

    async def _load_held(self, kind: Kind[Recorded], held: list[tuple[SpooledThing, Outcome]]) -> None:
        """Load what was held back as long as that makes others loadable."""
        before = None
        while held and len(held) != before:
            before = len(held)
            again, held = [each for each, _ in held], []
            for start in range(0, len(again), BATCH):
                held += await self._load(kind, again[start : start + BATCH])
        for each, outcome in held:
            self._reject(each, outcome)

    async def _load_identifiers(self) -> None:
        kind = KINDS[Identifier.noun]
        for batch in self._spool.identifiers(BATCH):
            await self._load(kind, [told.spooled() for told in batch])
        await self._doubt_contested()
        told = Counter[int]()
        for file, id_, times in self._spool.shared():
            told[file] += 1
            if told[file] <= SHARED_KEPT:
                self._spool.note(file, f"{id_.split(':', 1)[1]} is told of {times:,}: it identifies none of them")
        for file, count in told.items():
            if count > SHARED_KEPT:
                self._spool.note(file, f"{count - SHARED_KEPT:,} more addresses are told of several")

    async def _doubt_contested(self) -> None:
        """What identifies somebody else already makes a doubt of the two, and is left with whom it is."""
        known = await resolve(self._graph, [each.thing.id for each in self._contested])
        for each in self._contested:
            (noun, told), *_ = ((name, id_) for name, id_ in each.thing.ends().items() if id_)
            # An id that is no identifier yet means what has it: what was merged elsewhere may be here as two.
            if scheme_of(each.thing.id) not in SHARED:
                self._doubt(Doubt(known[each.thing.id], told, each.thing.id), noun)

    def _reject(self, each: SpooledThing, outcome: Outcome) -> None:
        self.counts.add(each.thing.noun, "rejected")
        self._spool.keep_problem(each.file, each.line, fault_of(outcome, each.column_of(outcome.field)))

    def _reject_circle(self, circle: CycleFoundError, batch: Sequence[SpooledThing]) -> None:
        for n in sorted(circle.rows):
            column = batch[n].column_of(circle.field)
            ends = " and ".join(f"'{id_}'" for id_ in batch[n].thing.ends().values() if id_)
            fault = Fault(column, f"the line between {ends} closes a circle", circle.remedy or "")
            self.counts.add(batch[n].thing.noun, "rejected")
            self._spool.keep_problem(batch[n].file, batch[n].line, fault)

    def _keep_not_taken(self, each: SpooledThing, outcome: Outcome) -> None:
        self.not_taken_count += len(outcome.kept)
        for kept in outcome.kept[: NOT_TAKEN_KEPT - len(self.not_taken)]:
            self.not_taken.append(
                NotTaken(
                    file=self._spool.name(each.file),
                    row=each.line,
                    column=each.column_of(kept.field) or kept.field,
                    thing=each.thing.id,
                    kept=str(kept.kept),
                    told=str(kept.told),
                    by_hand=kept.by_hand,
                )
            )

    def _count(self, noun: str, things: int) -> None:
        self._done += things
        self._tell(noun, self._done)
