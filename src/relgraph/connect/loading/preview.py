"""What an import would do, without doing it: new, changed field by field, unchanged, rejected, ended.

References to what the same import tells are known. Circles of lines that are closed by what is recorded already are
found only when it is done.
"""

from collections.abc import Sequence
from datetime import date

from relgraph.connect.faults import fault_of
from relgraph.connect.loading.complete import no_longer_told
from relgraph.connect.loading.counts import KindCounts
from relgraph.connect.loading.loader import BATCH, OnKindDone, newcomers
from relgraph.connect.loading.spool import Spool
from relgraph.connect.loading.spooled import Fate, SpooledThing
from relgraph.connect.report import Difference, FieldChange
from relgraph.graph.client import Graph
from relgraph.identity.recognize import find_recognizable
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import Identifier
from relgraph.record.fields import EntityKind
from relgraph.record.kind import Kind
from relgraph.record.model import MARKS, Fact, Recorded
from relgraph.record.read import find_versions_of
from relgraph.record.references import explain_missing
from relgraph.record.resolve import RESOLVED, resolved
from relgraph.record.settle import Settled, ToldBy, settled
from relgraph.record.vocabulary import refuse_unlike_playbook
from relgraph.traffic.service import count_changes

MOST = 10_000
"""So many differences are told; counts are of all."""


class Preview:
    """A look at what a spool would do. `run` once."""

    def __init__(self, graph: Graph, spool: Spool, *, system: str, day: date, complete: bool, tell: OnKindDone) -> None:
        self._graph, self._spool, self._told, self._complete = graph, spool, ToldBy(system, day), complete
        self._done, self._tell_done = 0, tell
        self._also: dict[str, str] = {}
        self.differences: list[Difference] = []
        self.recognized = 0
        self.doubts = 0
        self.traffic = 0
        """How many flows of traffic would be new, or say something new."""
        self.counts = KindCounts()

    async def run(self) -> None:
        """Look at everything, kind by kind."""
        for kind in KINDS:
            for batch in self._spool.batches(kind.noun, BATCH):
                if kind.noun in RESOLVED:
                    await self._recognize(EntityKind(kind.noun), batch)
                await self._look_at(kind, batch)
                self._done += len(batch)
                self._tell_done(kind.noun, self._done)
            if kind.model is Identifier:
                for part in self._spool.identifiers(BATCH):
                    await self._look_at(kind, [each.spooled() for each in part])
        await self._look_at_traffic()
        if self._complete:
            async for _, thing in no_longer_told(self._graph, self._spool, self._told):
                self.counts.add(thing.noun, "ended")
                self._tell(Difference(what="ends", noun=thing.noun, id=thing.id, file="", row=0))

    async def _look_at_traffic(self) -> None:
        traffic = self._spool.traffic
        if period := traffic.period:
            for batch in traffic.batches(BATCH):
                self.traffic += await count_changes(self._graph, batch, period, self._spool.has)

    async def _recognize(self, noun: EntityKind, batch: Sequence[SpooledThing]) -> None:
        found = await find_recognizable(self._graph, noun, newcomers(self._spool, batch))
        self._also.update({each.thing.id: lead for each, lead, _ in found.sure})
        self.recognized += len(found.sure)
        self.doubts += len(found.doubts)

    async def _look_at(self, kind: Kind[Recorded], batch: Sequence[SpooledThing]) -> None:
        things = await resolved(self._graph, kind, [each.thing for each in batch], self._also)
        versions = await find_versions_of(self._graph, kind, sorted({thing.id for thing in things}))
        missing = await explain_missing(self._graph, things)
        settling = [
            settled(thing, versions[thing.id], self._told, other=_of_another(each.thing, thing))
            for each, thing in zip(batch, things, strict=True)
        ]
        unknown = await refuse_unlike_playbook(self._graph, kind, [each.thing for each in settling])
        fates = []
        for n, (each, problem) in enumerate(zip(batch, missing, strict=True)):
            told_here = problem and self._spool.has(str(getattr(things[n], problem.field or "id")))
            if problem := unknown.get(n, None if told_here else problem):
                fault = fault_of(problem, each.column_of(problem.field))
                self.counts.add(kind.noun, "rejected")
                self._spool.keep_problem(each.file, each.line, fault)
                continue
            fate = self._compared(each, settling[n])
            self.counts.add(kind.noun, fate.name.lower())
            fates.append((each.file, each.line, fate))
        self._spool.settle(fates)

    def _compared(self, each: SpooledThing, settling: Settled[Recorded]) -> Fate:
        thing, before = settling.thing, settling.before
        place = {"noun": thing.noun, "id": thing.id, "file": self._spool.name(each.file), "row": each.line}
        if before is None:
            self._tell(Difference(what="new", **place))
            return Fate.CREATED
        names = [name for name in type(thing).model_fields if name not in MARKS and name not in ("source", "told_of")]
        changes = tuple(
            FieldChange(field=name, before=_shown(getattr(before, name)), after=_shown(getattr(thing, name)))
            for name in names
            if getattr(before, name) != getattr(thing, name)
        )
        if not changes:
            return Fate.UNCHANGED
        self._tell(Difference(what="changed", changes=changes, **place))
        return Fate.CORRECTED

    def _tell(self, difference: Difference) -> None:
        if len(self.differences) < MOST:
            self.differences.append(difference)


def _of_another(told: Recorded, meant: Recorded) -> bool:
    """What was told about an id that means another now."""
    return not isinstance(meant, Fact) and meant.id != told.id


def _shown(value: object) -> str | None:
    if value is None or value == ():
        return None
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
