"""Pages of findings, in a book of an audit's memory made up for it.

`python -m bench.findings` makes 120,000 findings of 40 runs in a Neo4j of its own; with --keep its table is kept.
"""

import argparse
import asyncio
import json
import random
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

from bench.measure import keep, machine, percentiles, table
from relgraph.audit.findings.service import diff_runs, list_findings
from relgraph.audit.rules.model import Severity
from relgraph.audit.runs.model import FindingOrder, FindingStatus, Run
from relgraph.audit.runs.service import BEGIN_RUN, CHANGE_FINDINGS, OPEN_FINDINGS, find_run
from relgraph.core.config import Settings
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.local import LocalNeo4j
from relgraph.migrations import migrate

FINDINGS, ACCOUNTS, PEOPLE, RULES, RUNS = 120_000, 2_000, 100_000, 27, 40
FIRST = date(2026, 1, 5)
TODAY = FIRST + timedelta(weeks=RUNS)
PAGE, TIMES = 26, 40


def main() -> None:
    """Measure how long pages of findings take."""
    parser = argparse.ArgumentParser(prog="python -m bench.findings", description=main.__doc__)
    parser.add_argument("--keep", action="store_true", help="put the table into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relgraph-bench-") as folder:
        settings = Settings(_env_file=None).model_copy(update={"data_dir": Path(folder)})  # type: ignore[call-arg]
        with LocalNeo4j(settings).lease() as connection:
            report = asyncio.run(_measure(connection, settings))
    print(report)
    if args.keep:
        keep("findings", report)


async def _measure(connection: object, settings: Settings) -> str:
    async with Graph.connect(connection, settings) as graph:  # type: ignore[arg-type]
        await migrate(graph)
        runs = await _fill(graph, random.Random(7))
        rows = []
        for what, ask in _questions(graph, runs).items():
            middle, slow = await percentiles(ask, TIMES)
            rows.append([what, f"{middle:.0f} / {slow:.0f}"])
    title = f"A page of {PAGE} among {FINDINGS:,} findings of {ACCOUNTS:,} accounts, p50 / p95 in ms"
    head = f"# Findings\n\nBy `python -m bench.findings`: {machine()}.\n\n"
    return head + table(title, ["question", "ms"], rows)


def _questions(graph: Graph, runs: list[Run]) -> dict[str, Callable[[], Awaitable[object]]]:
    def ask(**asked: object) -> Callable[[], Awaitable[object]]:
        return lambda: list_findings(graph, as_of=TODAY, limit=PAGE, **asked)  # type: ignore[arg-type]

    standing = {"statuses": [FindingStatus.OPEN, FindingStatus.ACCEPTED]}
    account = {"account": "b:a7", **standing}
    return {
        "an account": ask(**account),
        "an account, high severity": ask(severities=[Severity.HIGH], **account),
        "the book, severest first": ask(**standing),
        "the book, oldest first": ask(order=FindingOrder.AGE, **standing),
        "the book, by account": ask(order=FindingOrder.ACCOUNT, **standing),
        "the book, one rule": ask(rules=["rule_3"], **standing),
        "the book, accepted": ask(statuses=[FindingStatus.ACCEPTED]),
        "the book, assigned to one": ask(assigned="b:o7", **standing),
        "the book, changed by the last run": ask(changed_after=RUNS - 1),
        "the book after run 30": ask(at=30),
        "the diff of the last two runs": lambda: diff_runs(graph, runs[-1], runs[-2], limit=PAGE),
        "the diff of runs 30 and 40": lambda: diff_runs(graph, runs[-1], runs[29], limit=PAGE),
    }


async def _fill(graph: Graph, rng: random.Random) -> list[Run]:
    """So many findings that runs opened, a fifth of which later runs resolved; two of a hundred are accepted."""
    made, numbers = 0, range(1, RUNS + 1)
    for number in numbers:
        day = FIRST + timedelta(weeks=number - 1)
        share = FINDINGS // 4 if number == 1 else (FINDINGS - FINDINGS // 4) // (RUNS - 1) + 1
        rows = [_row(rng, n) for n in range(made, min(FINDINGS, made + share))]
        turns = [{"key": f"{rng.randrange(made):020x}", "turn": "resolved", "values": {}} for _ in range(600) if made]
        turns = list({turn["key"]: turn for turn in turns}.values())
        made += len(rows)

        async def work(
            transaction: Transaction, day: date = day, number: int = number, turns: list[object] = turns
        ) -> None:
            await transaction.fetch_one(BEGIN_RUN, scope="*", as_of=day, rules=["rule_1@1"], choices="[]", now=day)
            await transaction.fetch_one(CHANGE_FINDINGS, rows=turns, ours=[], number=number, as_of=day)

        await graph.write(work, operation="fill")
        for first in range(0, len(rows), 5_000):
            asked = {"rows": rows[first : first + 5_000], "number": number, "as_of": day}
            await graph.write(lambda t, asked=asked: t.fetch_one(OPEN_FINDINGS, **asked), operation="fill")
    return [await find_run(graph, number) for number in numbers]


def _row(rng: random.Random, n: int) -> dict[str, object]:
    evidence = {
        "roles": ["D"],
        "ties": rng.randrange(5),
        "strength": round(rng.random(), 2),
        "last_contact": "2026-03-01",
    }
    row: dict[str, object] = {
        **{"key": f"{n:020x}", "rule": f"rule_{rng.randrange(RULES)}", "version": 1},
        **{"severity": rng.choice(list(Severity)).value, "account": f"b:a{rng.randrange(ACCOUNTS)}"},
        **{"kind": "person", "subject": f"b:p{rng.randrange(PEOPLE)}", "opportunity": f"b:d{rng.randrange(ACCOUNTS)}"},
        **{"evidence": json.dumps(evidence), "assigned": f"b:o{rng.randrange(300)}"},
    }
    if rng.random() < 0.02:
        row |= {"accepted_until": TODAY + timedelta(days=30), "accepted_reason": "known", "accepted_by": "ann"}
    return row


if __name__ == "__main__":
    main()
