"""The peers: two queries that users of Neo4j would write, two libraries, and the search in memory."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from neo4j import GraphDatabase, Query, Session
from neo4j.exceptions import DriverError, Neo4jError

from bench.best_first import BestFirst
from bench.network import Network, person_number
from bench.questions import PATHS, Peer, Question, Timed
from bench.world import AS_OF
from bench.yen import Yen
from relgraph.graph.connection import Connection

NAIVE, SHORTEST, NETWORKX, IGRAPH = "naive Cypher", "SHORTEST 10", "networkx", "igraph"
EXACT = (NAIVE, NETWORKX, IGRAPH)
"""Those that answer the same question: their scores must be relgraph's too."""


class InMemory:
    """The best-first search over arrays: the physical reference, and the judge of relgraph's scores."""

    name = "best-first"

    def __init__(self, network: Network) -> None:
        self._search = BestFirst(network)

    @property
    def mb(self) -> int:
        """What it holds in memory."""
        return self._search.nbytes // 2**20

    def ask(self, question: Question) -> Timed:
        """Ask it; it always ends."""
        begin = time.perf_counter()
        starts = np.array([person_number(id_) for id_ in question.starts], dtype=np.int32)
        found = self._search.find(person_number(question.target), starts, question.cell.hops, PATHS)
        return Timed((time.perf_counter() - begin) * 1000, tuple(score for score, _ in found))


class InCypher:
    """One query of `bench/`, with the hops that its pattern may have written into it."""

    def __init__(self, name: str, file: str, session: Session, limit: float) -> None:
        self.name = name
        self._limit = limit
        self._text = Path(__file__).with_name(file).read_text(encoding="utf-8")
        self._session = session

    def ask(self, question: Question) -> Timed:
        """Ask it; Neo4j ends it when its time or memory is over."""
        text = self._text.replace("{1,6}", f"{{1,{question.cell.hops}}}")
        given = {"target": question.target, "starts": list(question.starts), "day": AS_OF}
        begin = time.perf_counter()
        try:
            rows = self._session.run(Query(text, timeout=self._limit), given).values()  # type: ignore[arg-type]
        except (DriverError, Neo4jError) as error:
            memory = "Memory" in (getattr(error, "code", "") or "")
            return Timed(failed="out of memory" if memory else f"> {self._limit:.0f} s")
        scores = tuple(float(value) for (value,) in rows) if self.name in EXACT else ()
        return Timed((time.perf_counter() - begin) * 1000, scores)


@contextmanager
def open_peers(connection: Connection, network: Network, limit: float) -> Iterator[list[Peer]]:
    """All peers but the one in memory; they get so many seconds a question."""
    auth = (connection.user, connection.password)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="relgraph-bench-")))
        network.save(folder)
        driver = stack.enter_context(GraphDatabase.driver(connection.uri, auth=auth, notifications_min_severity="OFF"))
        session = stack.enter_context(driver.session(database=connection.database))
        yield [
            InCypher(NAIVE, "naive.cypher", session, limit),
            InCypher(SHORTEST, "shortest.cypher", session, limit),
            stack.enter_context(Yen(NETWORKX, folder, limit)),
            stack.enter_context(Yen(IGRAPH, folder, limit)),
        ]
