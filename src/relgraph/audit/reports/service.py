"""Read the audit report of a run: in batches, and no more than its extent (docs/audit-reports.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pydantic import BaseModel

from relgraph.audit.evaluation.service import Naming, find_names, rules_by_id
from relgraph.audit.findings import words
from relgraph.audit.findings.service import changed_rules, list_findings, trend
from relgraph.audit.reports import tally
from relgraph.audit.reports.labels import LABELS
from relgraph.audit.reports.lines import Teller
from relgraph.audit.reports.model import (
    TO_READ,
    By,
    ChangeCount,
    Counts,
    Extent,
    FindingLine,
    Group,
    GroupRow,
    LeftOut,
    Named,
    Point,
    Report,
)
from relgraph.audit.reports.replay import QUERY
from relgraph.audit.reports.rule_rows import RuleSum, rule_rows
from relgraph.audit.reports.tally import NO_TEAM, NOBODY, Score, Tally
from relgraph.audit.runs.model import BOOK, RuleCount, Run, RunState
from relgraph.audit.runs.service import FIND_RUNS, find_finished
from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query

AT_ONCE = 2_000
"""Findings that are read, and things that are named, together."""
ACCOUNTS = 50_000
"""Accounts whose scores are read at most."""
POINTS = 12
"""Runs that a trend shows at most."""
RUNS = 60
"""Runs of an account among which they are looked for."""
READ_SECONDS = 300.0
"""How long a read of the whole book may take: nobody waits at a screen, as RELGRAPH_READ_TIMEOUT supposes."""


class _Picked(BaseModel, frozen=True):
    group: str
    changed: list[str]
    open: list[str]
    accepted: list[str]


class _AccountCounts(BaseModel, frozen=True):
    account: str
    rules: list[RuleCount]


class _Mean(BaseModel, frozen=True):
    number: int
    score: float | None
    scored: int


class _Seat(BaseModel, frozen=True):
    id: str
    unit: str
    name: str
    english_name: str | None


COUNT_FINDINGS = Query("reports/count_findings", Tally)
PICK_FINDINGS = Query("reports/pick_findings", _Picked)
LIST_SCORES = Query("reports/list_scores", Score)
FIND_SEEN = Query("reports/find_seen", _AccountCounts)
COUNT_CHANGES = Query("reports/count_changes", ChangeCount)
COUNT_RULES = Query("reports/count_rules", RuleSum)
FIND_TREND = Query("reports/find_trend", _Mean)
FIND_TEAMS = Query("reports/find_teams", _Seat)


async def count_findings(reader: Reader, run: Run, before: Run | None, account: str | None = None) -> Counts:
    """The findings after a run, and what became of them since an earlier one; with `account` only there."""
    tallies = await reader.fetch(COUNT_FINDINGS, account=account, **_span(run, before))
    return tally.total(tallies)


async def count_changes(reader: Reader, run: Run, before: Run | None, account: str | None = None) -> list[ChangeCount]:
    """How many findings of each rule became what since an earlier run, all of them; with `account` only there."""
    return await reader.fetch(COUNT_CHANGES, account=account or run.account, **_span(run, before))


async def make_report(
    graph: Graph,
    run: Run,
    *,
    by: By = By.ACCOUNT,
    account: str | None = None,
    language: Language = Language.EN,
    extent: Extent = TO_READ,
) -> Report:
    """What a run found, compared with the last finished one before it that looked at the same.

    With `account` only that account. Raises InputError for a run that is not finished, or that did not look at the
    account.
    """
    if run.state is not RunState.FINISHED:
        raise InputError(
            f"Run {run.number} is {run.state}, not finished.",
            field="run",
            remedy="Name a finished run (`relgraph audit runs`), or run the audit again: it goes on where it stopped.",
        )
    if run.account and account not in (None, run.account):
        raise InputError(f"Run {run.number} did not look at '{account}'.", field="account", remedy="Name another run.")
    account = account or run.account
    graph = graph.patient(READ_SECONDS)
    before = await find_finished(graph, account=account, before=run.number)
    return await _Reading(graph, run, before, account, by, language, extent).report()


@dataclass(frozen=True)
class _Reading:
    """What is asked of a report."""

    graph: Graph
    run: Run
    before: Run | None
    account: str | None
    by: By
    language: Language
    extent: Extent

    async def report(self) -> Report:
        """Read it: counts of everything first, then the findings of the groups that are told in full."""
        tallies = await self.graph.fetch(COUNT_FINDINGS, account=self.account, **_span(self.run, self.before))
        scores = await self._scores()
        people = sorted({each.assigned for each in tallies if each.assigned})
        teams = await self._teams(people)
        accounts = {*(each.account for each in scores), *(each.account for each in tallies)}
        names = await self._names(sorted({*people, *accounts}))
        rules = rules_by_id(self.graph.settings)
        changed = frozenset(change.rule for change in changed_rules(self.before, self.run))
        teller = Teller(self.run, self.before, rules, changed, teams, self.language)
        called = {id_: words.name_of(id_, names) for id_ in names} | {team.id: team.name for team in teams.values()}
        labels = LABELS[self.language]
        called |= {NOBODY: labels["nobody"], NO_TEAM: labels["no team"]}
        tables = {by: tally.rows_of(by, tallies, scores, called, teams) for by in By}
        rows = tables[self.by]
        full = dict(list(rows.items())[: tally.told_in_full(list(rows.values()), self.extent)])
        groups = await self._groups(full, tallies, teller)
        points = await self._trend()
        counts = tally.total(tallies)
        changes = await self._changes()
        told = {each.rule: each.severity for each in changes}
        told |= {line.rule: line.severity for group in groups for line in group.lines}
        sums = await self.graph.fetch(COUNT_RULES, account=self.account, number=self.run.number)
        return Report(
            language=self.language,
            by=self.by,
            run=self.run,
            before=self.before,
            account=Named(id=self.account, name=words.name_of(self.account, names)) if self.account else None,
            score=_score(points, self.run),
            score_before=_score(points, self.before),
            trend=points,
            distribution=tally.distribution(scores),
            unscored=sum(each.score is None for each in scores),
            counts=counts,
            first=teller.first(groups),
            changes=changes,
            groups=groups,
            **{f"{by}s": list(table.values())[: self.extent.rows] for by, table in tables.items()},
            rules=rule_rows(
                sums,
                rules=rules,
                asked=self.run.asked,
                before=self.before.asked if self.before else {},
                found=told,
                language=self.language,
            ),
            choices=[words.choice(rules.get(each.rule), each, self.language) for each in self.run.choices],
            playbook=words.playbook(self.run, self.before, self.language),
            left_out=LeftOut(
                groups=len(rows) - len(full),
                rows=max(0, len(rows) - self.extent.rows),
                findings=tally.lines_of(counts) - sum(len(group.lines) for group in groups),
            ),
            replay=QUERY,
        )

    async def _scores(self) -> list[Score]:
        asked = {"account": self.account, "number": self.run.number, "limit": ACCOUNTS}
        return await self.graph.fetch(LIST_SCORES, before=self.before.number if self.before else 0, **asked)

    async def _changes(self) -> list[ChangeCount]:
        if self.before is None:
            return []
        return await count_changes(self.graph, self.run, self.before, self.account)

    async def _names(self, ids: Sequence[str]) -> dict[str, Naming]:
        names: dict[str, Naming] = {}
        for some in _batches(ids):
            names |= await find_names(self.graph, some, self.run.as_of)
        return names

    async def _teams(self, people: Sequence[str]) -> dict[str, Named]:
        found = await self.graph.fetch(FIND_TEAMS, people=people, as_of=self.run.as_of)
        return {seat.id: Named(id=seat.unit, name=words.called(seat.name, seat.english_name)) for seat in found}

    async def _trend(self) -> list[Point]:
        """The score after the last runs, the earliest first."""
        if self.account:
            results = [r for r in await trend(self.graph, self.account, limit=RUNS) if r.number <= self.run.number]
            points = [Point(number=r.number, day=r.as_of, score=r.score, scored=r.score is not None) for r in results]
            return points[:POINTS][::-1]
        asked = {"scopes": [BOOK], "state": RunState.FINISHED.value, "before": self.run.number + 1}
        runs = await self.graph.fetch(FIND_RUNS, numbers=None, limit=POINTS, **asked)
        days = {run.number: run.as_of for run in runs}
        means = await self.graph.fetch(FIND_TREND, numbers=sorted(days))
        return [Point(day=days[mean.number], **mean.model_dump()) for mean in means]

    async def _groups(self, rows: Mapping[str, GroupRow], tallies: Sequence[Tally], teller: Teller) -> list[Group]:
        picked = await self._pick(list(rows), tallies, teller)
        keys = list(chain.from_iterable((*each.changed, *each.open, *each.accepted) for each in picked.values()))
        lines: dict[str, FindingLine] = {}
        for some in _batches(keys):
            found = await list_findings(self.graph, keys=some, limit=len(some))
            names = await find_names(self.graph, set().union(*(f.refers_to for f in found)), self.run.as_of)
            lines |= {finding.key: teller.line(finding, names) for finding in found}
        seen: dict[str, dict[str, RuleCount]] = {}
        if self.by is By.ACCOUNT:
            results = await self.graph.fetch(FIND_SEEN, accounts=list(rows), number=self.run.number)
            seen = {each.account: {count.rule: count for count in each.rules} for each in results}
        nothing = _Picked(group="", changed=[], open=[], accepted=[])
        return [
            self._group(row, picked.get(key, nothing), lines, seen.get(key, {}), teller) for key, row in rows.items()
        ]

    async def _pick(self, groups: Sequence[str], tallies: Sequence[Tally], teller: Teller) -> dict[str, _Picked]:
        """The keys of the findings of each group."""
        asked = {"account": self.account, "most": self.extent.lines, **_span(self.run, self.before)}
        if self.by is By.ACCOUNT:
            found = await self.graph.fetch(PICK_FINDINGS, accounts=groups, groups=None, **asked)
        else:
            group, wanted = tally.group_of(self.by, tally.units_of(teller.teams)), set(groups)
            members = {each.assigned or NOBODY: group("", each.assigned) for each in tallies}
            told = {person: of for person, of in members.items() if of in wanted}
            found = await self.graph.fetch(PICK_FINDINGS, accounts=None, groups=told, **asked)
        return {each.group: each for each in found}

    def _group(
        self,
        row: GroupRow,
        picked: _Picked,
        lines: Mapping[str, FindingLine],
        seen: Mapping[str, RuleCount],
        teller: Teller,
    ) -> Group:
        def rank(line: FindingLine) -> tuple[bool, int, int, str, str, str]:
            names = line.account.name, line.subject.name
            return line.change is None, line.severity.rank, -line.days, line.rule, *names

        def told(keys: Iterable[str]) -> list[FindingLine]:
            """As many as fit: what changed first, then the severest, then those that are open longest."""
            found = [lines[key] for key in keys if key in lines]
            return sorted(found, key=rank)[: self.extent.lines]

        blocks = teller.blocks((line for line in told((*picked.changed, *picked.open)) if not line.resolved), seen)
        group = Group(
            **row.model_dump(exclude={"counts"}),
            counts=row.counts,
            blocks=sorted(blocks, key=lambda block: all(line.change is None for line in block.lines)),
            resolved=[line for line in told(picked.changed) if line.resolved],
            accepted=told(picked.accepted),
            left_out=0,
        )
        return group.model_copy(update={"left_out": tally.lines_of(row.counts) - len(group.lines)})


def _span(run: Run, before: Run | None) -> dict[str, object]:
    number, day = (before.number, before.as_of) if before else (0, None)
    return {"at": run.number, "day": run.as_of, "before": number, "lapsed_after": day}


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))


def _score(points: Iterable[Point], run: Run | None) -> float | None:
    return next((point.score for point in points if run and point.number == run.number), None)
