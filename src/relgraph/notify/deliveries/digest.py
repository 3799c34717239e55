"""What there is to tell of a run: gathered once, for webhooks and mails alike."""

from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel

from relgraph.audit.findings.service import diff_runs, list_results
from relgraph.audit.reports.model import ChangeCount
from relgraph.audit.reports.service import count_changes
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import AccountResult, Change, ChangeKind, Run
from relgraph.audit.runs.service import find_run
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.notify.deliveries.model import Scores

MOST_CHANGES = 100
"""Changes that a message holds at most."""
WORST = 5
"""Accounts that a message tells one by one."""

SUM_SCORES = Query("deliveries/sum_scores", Scores)


class RunDigest(BaseModel, frozen=True):
    """A run that ended, and what changed in it of severity `least` and above.

    `counts` holds how many changes there are by kind and severity, all of them; `changes` the first of them, the
    severest first. `truncated`: there are more than `changes` holds. `worst` are the accounts of least score.
    """

    run: Run
    before: Run | None
    least: Severity
    counts: dict[ChangeKind, dict[Severity, int]]
    changes: list[Change]
    truncated: bool
    scores: Scores
    scores_before: Scores | None
    worst: list[AccountResult]

    @property
    def empty(self) -> bool:
        """There is nothing of that severity to tell."""
        return not self.changes


async def gather_digest(reader: Reader, number: int, *, least: Severity) -> RunDigest:
    """What a run that ended changed, of severity `least` and above. Raises NotFoundError."""
    run = await find_run(reader, number)
    # The severest come first, and as many as a message holds are read; how many there are is counted in the graph.
    diff = await diff_runs(reader, run, limit=MOST_CHANGES)
    before = diff.before
    told = [change for change in diff.changes if change.finding.severity in least.at_least]
    counts = _counts(each for each in await count_changes(reader, run, before) if each.severity in least.at_least)
    results = await list_results(reader, number, limit=WORST)
    account = run.account
    earlier = await reader.fetch_one(SUM_SCORES, number=before.number, account=account) if before else None
    return RunDigest(
        run=run,
        before=before,
        least=least,
        counts=counts,
        changes=told,
        truncated=sum(n for of_kind in counts.values() for n in of_kind.values()) > len(told),
        scores=await reader.fetch_one(SUM_SCORES, number=number, account=account),
        scores_before=earlier,
        worst=[result for result in results if result.score is not None],
    )


def _counts(changes: Iterable[ChangeCount]) -> dict[ChangeKind, dict[Severity, int]]:
    counted: Counter[tuple[ChangeKind, Severity]] = Counter()
    for each in changes:
        counted[each.change, each.severity] += each.count
    return {kind: {severity: counted[kind, severity] for severity in Severity} for kind in ChangeKind}
