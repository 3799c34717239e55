"""A process that uses the local Neo4j, for the tests to watch, interrupt and kill.

    python worker.py <data dir> [write]

Takes a lease, says `ready`, then waits for its input to end. With `write` it keeps creating nodes
instead and prints the number of each one that Neo4j acknowledged.
"""

import sys
import time
from itertools import count
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from relgraph.core.config import Settings
from relgraph.graph.local import LocalNeo4j


def main() -> None:
    local = LocalNeo4j(Settings(_env_file=None, data_dir=Path(sys.argv[1])))
    with local.lease() as connection:
        say("ready")
        if sys.argv[2:] != ["write"]:
            sys.stdin.read()
            return
        with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
            write(driver)


def write(driver: neo4j.Driver) -> None:
    for number in count():
        try:
            with driver.session() as session:
                session.run("CREATE (:Written {number: $number})", number=number).consume()
        except (DriverError, Neo4jError):
            time.sleep(0.1)  # the server is away; this one was not acknowledged
            continue
        say(str(number))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
