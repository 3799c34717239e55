"""Measure a network of people: whom they sway, and how they are tied. Libraries do the work (ADR 0005).

They are in the extra `hubs`, and take a second to import: this module is imported late.
"""

import math
import signal
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import networkit
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from relgraph.hubs.model import DIGITS, HubMeasure
from relgraph.hubs.network import Column, Network, length
from relgraph.paths.model import AssumedStrengths

MAX_CHAIN_WORK = 500_000_000
"""The most people times ties for which chains are measured: three times those of 4,000 people with 40,000 ties."""

DAMPING = 0.85
ASSUMED = AssumedStrengths()
Floats = NDArray[np.float64]

_TOLERANCE = 1e-13


class _Ways(NamedTuple):
    """Ties that lead somewhere: their two ends and their strengths."""

    ones: NDArray[np.int64]
    others: NDArray[np.int64]
    strengths: Floats


def measure(network: Network, wanted: Collection[HubMeasure]) -> dict[str, Column]:
    """The numbers of `hubs.model.Hub` by name, in the order of the network's ids; rounded to 12 decimals.

    Closeness and betweenness are there only when wanted, and when people times ties are at most MAX_CHAIN_WORK.
    """
    if not len(network):
        return {}
    ways = _ways(network)
    steps = networkit.GraphFromCoo((ways.ones, ways.others), n=len(network))
    columns = {
        **_counts(network),
        **_brokers(network, ways),
        "pagerank": _pagerank(network),
        "core": _column(_scores(networkit.centrality.CoreDecomposition(steps))),
    }
    affordable = len(network) * len(network.ties) <= MAX_CHAIN_WORK
    if affordable and HubMeasure.CLOSENESS in wanted:
        variant = networkit.centrality.ClosenessVariant.GENERALIZED
        columns["closeness"] = _column(_scores(networkit.centrality.Closeness(steps, True, variant)))
    if affordable and HubMeasure.BETWEENNESS in wanted:
        columns["betweenness"] = _betweenness(ways, len(network))
    return columns


def _ways(network: Network) -> _Ways:
    known = [(ends, ASSUMED.tie if strength is None else strength) for ends, strength in network.ties.items()]
    usable = [(one, other, strength) for (one, other), strength in known if strength > 0]
    ones, others, strengths = _columns(usable)
    return _Ways(ones.astype(np.int64), others.astype(np.int64), strengths)


def _counts(network: Network) -> dict[str, Column]:
    """What is counted along the relations themselves."""
    size = len(network)
    names = ("influence", "unknown_weights", "listeners", "degree", "unknown_strengths")
    counts = {name: np.zeros(size) for name in names}
    for (person, _), weight in network.sways.items():
        counts["listeners"][person] += 1
        counts["unknown_weights" if weight is None else "influence"][person] += 1 if weight is None else weight
    for ends, strength in network.ties.items():
        for person in ends:
            counts["degree"][person] += 1
            counts["unknown_strengths"][person] += strength is None
    sways = np.array(list(network.sways), dtype=np.int64).reshape(-1, 2)
    one_step = csr_array((np.ones(len(sways)), (sways[:, 0], sways[:, 1])), shape=(size, size))
    two_steps = one_step + one_step @ one_step
    counts["reach"] = np.diff(two_steps.indptr) - (two_steps.diagonal() > 0)
    return {name: _column(values) for name, values in counts.items()}


def _pagerank(network: Network) -> Column:
    """PageRank in which everybody hands on their rank to those whom they listen to, by weight."""
    known = [(ends, ASSUMED.influence if weight is None else weight) for ends, weight in network.sways.items()]
    swayed = [(listener, person, weight) for (person, listener), weight in known if weight > 0]
    listeners, people, weights = _columns(swayed)
    ends = (listeners.astype(np.int64), people.astype(np.int64))
    graph = networkit.GraphFromCoo((weights, ends), n=len(network), weighted=True, directed=True)
    sinks = networkit.centrality.SinkHandling.DistributeSinks
    return _column(_scores(networkit.centrality.PageRank(graph, DAMPING, _TOLERANCE, False, sinks)))


def _brokers(network: Network, ways: _Ways) -> dict[str, Column]:
    """Burt's constraint and effective size on weighted ties; nothing to say of those without any."""
    shape = (len(network), len(network))
    one_way = csr_array((ways.strengths, (ways.ones, ways.others)), shape=shape)
    ties = one_way + one_way.T
    tied = ties.astype(bool).astype(np.float64)
    degrees, sums = tied.sum(axis=1), ties.sum(axis=1)
    strongest = ties.max(axis=1).toarray()
    # Who has no ties is divided by 1, and told as unknown below.
    invested = ties.multiply(1 / np.where(degrees > 0, sums, 1)[:, None]).tocsr()
    marginal = ties.multiply(1 / np.where(degrees > 0, strongest, 1)[:, None]).tocsr()
    constraint = (invested + invested @ invested).multiply(tied).power(2).sum(axis=1)
    redundant = (invested @ marginal.T).multiply(tied).sum(axis=1)
    columns = {"constraint": constraint, "effective_size": degrees - redundant}
    return {name: _column(np.where(degrees > 0, values, np.nan)) for name, values in columns.items()}


def _betweenness(ways: _Ways, size: int) -> Column:
    lengths = np.array([length(strength) for strength in ways.strengths.tolist()])
    graph = networkit.GraphFromCoo((lengths, (ways.ones, ways.others)), n=size, weighted=True)
    # Each pair is counted from both of its ends.
    pairs = max((size - 1) * (size - 2), 1)
    return _column(np.array(_scores(networkit.centrality.Betweenness(graph))) / pairs)


def _scores(algorithm: Any) -> list[float]:  # noqa: ANN401  (untyped library)
    """Run it, with Python's lock released: the event loop goes on meanwhile."""
    try:
        scores: list[float] = algorithm.run().scores()
    except RuntimeError as error:
        # While it runs NetworKit takes Ctrl-C for itself and ends: whoever waits for that signal shall have it.
        if "SIGINT" in str(error):
            signal.raise_signal(signal.SIGINT)
        raise
    return scores


def _column(values: Iterable[float]) -> Column:
    """Rounded, as sums taken in another order differ in the last digits; unknown for what is no number."""
    return [None if math.isnan(value) else value for value in np.round(np.asarray(values, float), DIGITS).tolist()]


def _columns(rows: list[tuple[int, int, float]]) -> Floats:
    """Two ends and a number a row, as three arrays; each in one piece, as networkit < 11.3 wants them."""
    return np.array(rows, dtype=np.float64).reshape(-1, 3).T.copy()
