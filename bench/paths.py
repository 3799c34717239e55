"""Path search in realistic books, asked as a page would ask: by GraphQL over HTTP; beside six other ways to find paths.

python -m bench.paths --people 10000 --quick
"""

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path

import psutil

from bench.measure import keep, peak_mb
from bench.offline import book_settings, books_dir, open_book
from bench.paths_report import report
from bench.peers import EXACT, InMemory, open_peers
from bench.questions import FailedError, Peer, Question, Subject, Timed, cells, questions
from bench.read_network import read_network
from bench.results import QUICK, Line, Plan, Run, equal
from bench.subject import OverHttp, in_process, over_http
from bench.world import AS_OF, World
from bench.yen import Yen
from relgraph.graph.local import LocalNeo4j

MEMORY = {1_000_000: (1500, 2000)}
"""Heap and page cache in MiB, by the most people; smaller books have what is in `SMALLER`."""
SMALLER = (1500, 1000)
PEERS_UP_TO = 100_000
"""People of the largest book that peers are asked about: those in memory do not get along with more."""
_MOST_TOLD = 20
"""Wrong answers that are told one by one."""


def main() -> None:
    """Measure path search; the table goes to bench/RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.paths", description=main.__doc__)
    add_options(parser)
    sys.exit(measure(parser.parse_args()))


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--people", type=int, nargs="+", help="books instead of those of 10,000 and 100,000 people")
    parser.add_argument(
        "--million", action="store_true", help="the book of a million people with ten million ties, too"
    )
    parser.add_argument("--quick", action="store_true", help="few questions, to see whether it works")
    parser.add_argument("--in-process", action="store_true", help="ask the service, without GraphQL and HTTP")
    parser.add_argument("--peer-targets", type=int, help="targets of a kind that peers are asked about; 0 for no peers")
    parser.add_argument("--peer-seconds", type=float, help="what a peer may take for a question")
    parser.add_argument("--most-hops", type=int, default=6, help="up to so many hops")
    parser.add_argument("--heap", type=int, help="Neo4j's heap in MiB")
    parser.add_argument("--page-cache", type=int, help="Neo4j's page cache in MiB")
    parser.add_argument("--dir", type=Path, default=books_dir(), help="where books are kept")
    parser.add_argument("--print-only", action="store_true", help="leave bench/RESULTS.md alone")


def measure(args: argparse.Namespace) -> int:
    """Run what was chosen; 1 when anything was answered wrongly."""
    plan = QUICK if args.quick else Plan()
    plan = replace(
        plan,
        peer_targets=plan.peer_targets if args.peer_targets is None else args.peer_targets,
        peer_seconds=args.peer_seconds or plan.peer_seconds,
        over_http=not args.in_process,
        most_hops=args.most_hops,
    )
    runs = []
    for people in args.people or [10_000, 100_000, *([1_000_000] if args.million else [])]:
        heap_mb, page_cache_mb = MEMORY.get(people, SMALLER)
        runs.append(
            run_book(
                World.of(people),
                plan,
                args.dir,
                heap_mb=args.heap or heap_mb,
                page_cache_mb=args.page_cache or page_cache_mb,
            )
        )
        # After each book: what was measured is kept when a later one fails.
        text = report(runs, plan)
        if not args.print_only:
            keep("paths", text)
    print(text)
    wrong = [what for run in runs for what in run.wrong]
    for what in wrong[:_MOST_TOLD]:
        _say(f"WRONG: {what}")
    _say(f"{len(wrong)} wrong answers")
    return 1 if wrong else 0


def run_book(world: World, plan: Plan, folder: Path, *, heap_mb: int, page_cache_mb: int) -> Run:
    """Measure one book, built first if need be. Not within a running event loop."""
    settings = book_settings(folder, world, heap_mb=heap_mb, page_cache_mb=page_cache_mb)
    run = Run(world.people, heap_mb, page_cache_mb, plan.over_http)
    _say(f"{world.people:,} people: opening the book")
    with open_book(world, settings) as connection:
        _say("reading it into memory")
        begin = time.perf_counter()
        network = read_network(connection, world.people, AS_OF)
        run.steps, run.load_seconds = len(network.out.other), time.perf_counter() - begin
        reference = InMemory(network)
        asked = [(Line(cell), questions(world, cell, plan.targets)) for cell in cells() if cell.hops <= plan.most_hops]
        run.lines = [line for line, _ in asked]
        opened: AbstractContextManager[Subject] = over_http(connection) if plan.over_http else in_process(connection)
        with opened as subject:
            _ask_relgraph(asked, plan, subject, reference)
            run.memory["Neo4j"] = peak_mb(psutil.Process(LocalNeo4j(settings).status().pid))
            if isinstance(subject, OverHttp):
                run.memory["relgraph serve"] = peak_mb(subject.process)
        run.memory["best-first (its arrays)"] = reference.mb
        if plan.peer_targets and world.people <= PEERS_UP_TO:
            with open_peers(connection, network, plan.peer_seconds) as peers:
                _ask_peers(asked, plan, peers)
                run.memory |= {peer.name: peer.peak_mb for peer in peers if isinstance(peer, Yen)}
    return run


def _ask_relgraph(
    asked: Sequence[tuple[Line, list[Question]]], plan: Plan, subject: Subject, reference: InMemory
) -> None:
    for line, these in asked:
        line.reference = {question.target: reference.ask(question) for question in these}
    subject.ask(asked[0][1][0])  # ends everything when it cannot be asked at all
    for _ in range(plan.warm_up):
        for _, these in asked:
            _say(f"warming up: {these[0].cell}")
            for question in these:
                with suppress(FailedError):  # what fails here is told when it fails again
                    subject.ask(question)
    for line, these in asked:
        _say(f"relgraph: {line.cell}")
        for _ in range(plan.rounds):
            for question in these:
                _ask_once(line, question, subject)


def _ask_once(line: Line, question: Question, subject: Subject) -> None:
    begin = time.perf_counter()
    try:
        answer = subject.ask(question)
    except FailedError as error:
        line.wrong.append(f"relgraph: {line.cell}, {question.target}: {error}")
        return
    line.relgraph.setdefault(question.target, []).append((time.perf_counter() - begin) * 1000)
    line.judge(question.target, answer)


def _ask_peers(asked: Sequence[tuple[Line, list[Question]]], plan: Plan, peers: Sequence[Peer]) -> None:
    """A peer that found nothing in time is not asked for paths of more hops."""
    gave_up = set()
    for line, these in asked:
        for peer in peers:
            _say(f"{peer.name}: {line.cell}")
            answers = line.peers[peer.name] = {}
            row = (peer.name, line.cell.kind, line.cell.starts)
            for question in these[: plan.peer_targets]:
                told = Timed(failed="not asked") if row in gave_up else peer.ask(question)
                answers[question.target] = told
                expected = line.reference[question.target].scores
                if peer.name in EXACT and told.ms is not None and not equal(told.scores, expected):
                    line.wrong.append(f"{peer.name}: {line.cell}, {question.target}: {told.scores}, not {expected}")
            if all(told.never_ends for told in answers.values()):
                gave_up.add(row)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
