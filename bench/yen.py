"""Yen's algorithm of networkx and igraph, each in a process of its own that can be ended.

igraph is under the GPL: it is used here only, and never at run time.
"""

import math
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Self, TypeAlias

import numpy as np
import psutil

from bench.measure import peak_mb
from bench.network import Network, person_number
from bench.questions import PATHS, Question, Timed
from bench.subgraph import Subgraph

Scores = list[float]
Told: TypeAlias = float | str | tuple[float, Scores, bool] | None
"""Of a process: its graph is built (ms), why not; milliseconds, scores, whether these are all; nothing in time."""
Search = Callable[[int], Iterator[Scores]]
"""Of paths of at most so many hops: first what is known with the first ten of any length, in the end all."""


BUILD_LIMIT = 120.0
"""Seconds that a library may take for the graph it is given."""
_START_LIMIT = 60.0


def networkx_yen(near: Subgraph) -> Search:
    """Its generator is asked on until enough paths were short enough."""
    import networkx as nx  # noqa: PLC0415  (only its own process pays for it)

    graph = nx.DiGraph()
    graph.add_nodes_from(range(near.size))
    graph.add_weighted_edges_from(zip(near.origin.tolist(), near.to.tolist(), near.weight.tolist(), strict=True))

    def search(hops: int) -> Iterator[Scores]:
        found: Scores = []
        with suppress(nx.NetworkXNoPath):
            paths = nx.shortest_simple_paths(graph, near.source, near.target, weight="weight")
            for number, path in enumerate(paths, start=1):
                if len(path) - 2 <= hops:
                    found.append(math.exp(-nx.path_weight(graph, path, "weight")))
                if number == PATHS:
                    yield found
                if len(found) == PATHS:
                    break
        yield found

    return search


def igraph_yen(near: Subgraph) -> Search:
    """It cannot be asked on: when too many paths are too long it is asked for twice as many."""
    import igraph  # noqa: PLC0415  (only its own process pays for it)

    graph = igraph.Graph(n=near.size, edges=np.stack([near.origin, near.to], axis=1), directed=True)
    graph.es["weight"] = near.weight

    def search(hops: int) -> Iterator[Scores]:
        count = PATHS
        while True:
            paths = graph.get_k_shortest_paths(
                near.source, near.target, k=count, mode="out", weights="weight", output="epath"
            )
            short = [path for path in paths if 0 < len(path) <= hops + 1]
            found = [math.exp(-float(near.weight[path].sum())) for path in short[:PATHS]]
            yield found
            if len(found) == PATHS or len(paths) < count:
                yield found
                return
            count *= 2

    return search


_LIBRARIES = {"networkx": networkx_yen, "igraph": igraph_yen}
MOST_STEPS = {"networkx": 3_000_000, "igraph": 40_000_000}
"""Larger graphs are not tried: they would not fit into memory, or take minutes to build."""


class Yen:
    """One library as a peer; `folder` holds the saved network, `limit` is in seconds."""

    def __init__(self, name: str, folder: Path, limit: float) -> None:
        self.name = name
        self._limit = limit
        self.peak_mb = 0
        self._folder = folder
        self._network = Network.load(folder)
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def ask(self, question: Question) -> Timed:
        """Ask it; when it does not end, it is ended, and another process stands ready."""
        starts = np.array([person_number(id_) for id_ in question.starts], dtype=np.int32)
        self._pipe.send((person_number(question.target), starts, question.cell.hops))
        built = self._told(BUILD_LIMIT)
        if not isinstance(built, float):
            return Timed(failed=str(built or f"> {BUILD_LIMIT:.0f} s to build"))
        begin = time.perf_counter()
        first_ms = None
        while isinstance(answer := self._told(self._limit - (time.perf_counter() - begin)), tuple):
            ms, scores, all_of_them = answer
            first_ms = first_ms or ms
            if all_of_them:
                return Timed(ms, tuple(scores), building_ms=built, first_ms=first_ms)
        return Timed(failed=f"> {self._limit:.0f} s", building_ms=built, first_ms=first_ms)

    def _told(self, limit: float) -> Told:
        """What it says in time; None, and another process, when it does not."""
        answered = self._pipe.poll(max(0.0, limit))
        self.peak_mb = max(self.peak_mb, peak_mb(psutil.Process(self._process.pid)))
        with suppress(EOFError):
            if answered:
                told: Told = self._pipe.recv()
                return told
        self._end()
        self._start()
        return None

    def _start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self.name, self._folder, theirs), daemon=True)
        self._process.start()
        theirs.close()
        if not self._pipe.poll(_START_LIMIT):
            raise RuntimeError(f"{self.name} does not start.")
        self._pipe.recv()

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(name: str, folder: Path, pipe: Pipe) -> None:
    # igraph warns of people that cannot be reached: that is what some questions are about.
    warnings.filterwarnings("ignore", message="Couldn't reach some vertices")
    network = Network.load(folder)
    pipe.send("ready")
    while True:
        target, starts, hops = pipe.recv()
        near = Subgraph.near(network, target, starts, hops)
        if len(near.origin) > MOST_STEPS[name]:
            pipe.send(f"not tried: {len(near.origin) / 1e6:.0f}M steps")
            continue
        begin = time.perf_counter()
        search = _LIBRARIES[name](near)
        pipe.send((time.perf_counter() - begin) * 1000)
        begin = time.perf_counter()
        scores: Scores = []
        for scores in search(hops):
            pipe.send(((time.perf_counter() - begin) * 1000, scores, False))
        pipe.send(((time.perf_counter() - begin) * 1000, scores, True))
        del search, near
