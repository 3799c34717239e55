"""The tables on path search in bench/RESULTS.md."""

from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from statistics import median

from bench.measure import machine, table
from bench.peers import IGRAPH, NAIVE, NETWORKX, SHORTEST
from bench.questions import PATHS
from bench.results import Line, Plan, Run, percentile
from relgraph.graph.local.jars import LockFile

_LIBRARIES = ("httpx", "igraph", "networkx", "numpy")
_TIMES = 20
"""How many times as fast as the naive enumeration and as igraph it is to be."""
_MB = 6 * 1024

_LATENCIES = {100_000: [(4, 50), (6, 400)], 1_000_000: [(4, 150)]}
"""By people: up to so many hops, at most so many milliseconds at p95."""


def report(runs: Sequence[Run], plan: Plan) -> str:
    """All of it, as Markdown."""
    parts = ["# Path search", "", _preface(runs[0], plan), "", _targets(runs)]
    for run in runs:
        parts += [_latencies(run), *([_peers(run, plan)] if run.lines[0].peers else []), _memory(run)]
    return "\n".join(parts)


def _preface(run: Run, plan: Plan) -> str:
    versions = ", ".join([f"Neo4j {LockFile.read().neo4j}", *(f"{name} {version(name)}" for name in _LIBRARIES)])
    how = (
        "by GraphQL over HTTP on one kept connection, with a `relgraph serve` of its own"
        if run.over_http
        else "of the service in the same process, without GraphQL and HTTP"
    )
    return "\n".join(
        [
            f"By `python -m bench.paths` on {date.today()}: {machine()}; {versions}.",
            "",
            f"Asked {how}: the {PATHS} best paths to a target, all that a page shows of them. Each question was "
            f"asked {_times(plan.warm_up)} before the clock ran, then {_times(plan.rounds)}; one at a time. “2000” "
            "starts are all of ours, where these are fewer too. “Exact” counts the answers whose scores are those of "
            "the search in memory, to 1e-9; in brackets those that say that they were cut short, and are right as far "
            "as they go.",
            "",
            "Best-first: an exact best-first search over numpy arrays in memory, the physical reference. The peers get "
            f"{plan.peer_seconds:.0f} seconds a question and are asked about {plan.peer_targets} targets of a kind, "
            f"after relgraph. {NAIVE} (`bench/naive.cypher`) enumerates and sorts; {SHORTEST} "
            "(`bench/shortest.cypher`) looks at no strengths, so that its answers are others; networkx and igraph run "
            "Yen's algorithm on the steps within so many hops of the target, which they are given for free. It knows "
            "no limit of hops: “any ten” is the time for its ten best paths, however long; after those it goes on "
            "until ten are short enough. “Not asked”: it found nothing in time for fewer hops.",
        ]
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _targets(runs: Iterable[Run]) -> str:
    rows: list[list[object]] = []
    for run in runs:
        for hops, most in _LATENCIES.get(run.people, []):
            lines = [line for line in run.lines if line.cell.hops <= hops]
            for kind in dict.fromkeys(line.cell.kind for line in lines):
                these = [line for line in lines if line.cell.kind == kind]
                rows += [
                    _verdict(run, f"{kind}, {starts} starts, ≤ {hops} hops", "p95 ms", _worst(these, starts), most)
                    for starts in dict.fromkeys(line.cell.starts for line in these)
                ]
        if run.people == 1_000_000:
            used = sum(run.memory.get(who, 0) for who in ("Neo4j", "relgraph serve"))
            rows.append(_verdict(run, "Neo4j and serve", "MiB", used, _MB))
        rows += [_faster(run, peer) for peer in (NAIVE, IGRAPH) if run.lines[0].peers]
    title = "Targets (p95 is that of the slowest line that the row covers)"
    return table(title, ["people", "what", "target", "measured", ""], rows)


def _worst(lines: Sequence[Line], starts: int) -> float | None:
    """The largest p95 of the lines with so many starts; None when one has no answer."""
    found = [percentile(line.ms, 95) if line.ms else None for line in lines if line.cell.starts == starts]
    return None if None in found else max(value for value in found if value is not None)


def _verdict(run: Run, what: str, unit: str, measured: float | None, most: float) -> list[object]:
    told = "failed" if measured is None else f"{measured:,.0f}"
    met = measured is not None and measured <= most
    return [f"{run.people:,}", what, f"{unit} ≤ {most:,}", told, "met" if met else "**missed**"]


def _faster(run: Run, peer: str) -> list[object]:
    """By lines of the table, over the questions that the peer answered."""
    ratios = [median(line.ratios(peer)) for line in run.lines if line.ratios(peer)]
    fast = sum(ratio >= _TIMES for ratio in ratios)
    told = f"{fast} of the {len(ratios)} lines where it ended; ×{median(ratios):.1f} in the middle" if ratios else "–"
    verdict = ("met" if fast == len(ratios) else "**missed**") if ratios else "it never ended"
    return [f"{run.people:,}", f"faster than {peer}", f"≥ {_TIMES} times", told, verdict]


def _latencies(run: Run) -> str:
    rows: list[list[object]] = []
    for line in run.lines:
        asked = sum(len(taken) for taken in line.relgraph.values())
        exact = f"{line.exact}{f' ({line.partial})' if line.partial else ''} of {asked}"
        own = [f"{percentile(line.ms, share):.0f}" for share in (50, 95, 100)] if line.ms else ["failed", "", ""]
        memory = [timed.ms for timed in line.reference.values() if timed.ms is not None]
        best = [f"{percentile(memory, 50):.1f}", f"{percentile(memory, 95):.1f}"]
        rows.append([line.cell.kind, line.cell.starts, line.cell.hops, *own, *best, exact])
    head = ["target", "starts", "hops", "p50 ms", "p95", "max", "best-first p50 ms", "p95", "exact"]
    return table(f"{_name(run)}: relgraph beside the search in memory", head, rows)


def _peers(run: Run, plan: Plan) -> str:
    rows = []
    for line in run.lines:
        cypher = [_beside(line, peer) for peer in (NAIVE, SHORTEST)]
        yen = [_beside(line, peer, first=first) for peer in (NETWORKX, IGRAPH) for first in (True, False)]
        rows.append([line.cell.kind, line.cell.starts, line.cell.hops, _own(line), *cypher, *yen])
    title = (
        f"{_name(run)}: peers, p50 in ms of {plan.peer_targets} questions, and how many times relgraph's time that is"
    )
    libraries = [f"{peer}{what}" for peer in (NETWORKX, IGRAPH) for what in (", any ten", "")]
    return table(title, ["target", "starts", "hops", "relgraph", NAIVE, SHORTEST, *libraries], rows)


def _own(line: Line) -> str:
    """relgraph's p50 for the questions that the peers were asked."""
    asked = {target for answers in line.peers.values() for target in answers}
    taken = [ms for target, values in line.relgraph.items() if target in asked for ms in values]
    return f"{median(taken):.0f}" if taken else "failed"


def _beside(line: Line, peer: str, *, first: bool = False) -> str:
    took, answers = line.took(peer, first=first), line.peers[peer].values()
    why = next((timed.failed for timed in answers if timed.failed), "")
    if not took:
        return why
    late = f"; {len(answers) - len(took)} of {len(answers)} {why}" if len(took) < len(answers) else ""
    ratios = [f"×{median(told):.1f}" for told in [line.ratios(peer, first=first)] if told]
    return f"{median(took.values()):,.0f} ({''.join(ratios)}{late})"


def _memory(run: Run) -> str:
    rows: list[list[object]] = [[who, f"{mb:,}"] for who, mb in run.memory.items()]
    building = {
        peer: [
            timed.building_ms for line in run.lines for timed in line.peers.get(peer, {}).values() if timed.building_ms
        ]
        for peer in (NETWORKX, IGRAPH)
    }
    told = [f"{peer} {max(taken) / 1000:.1f} s" for peer, taken in building.items() if taken]
    note = f"The book was read into memory for the peers in {run.load_seconds:.1f} s: {run.steps:,} steps."
    if told:
        note += f" Making their graph of the largest surroundings took {' and '.join(told)}."
    title = f"{_name(run)}: memory, MiB at most (Neo4j: {run.heap_mb} heap, {run.page_cache_mb} page cache)"
    return f"{table(title, ['who', 'MiB'], rows)}\n{note}\n"


def _name(run: Run) -> str:
    return f"{run.people:,} people, {run.people * 10:,} ties"
