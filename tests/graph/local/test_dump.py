"""Dump and load: the graph as one file, and never less than one whole graph in the folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.local import LocalNeo4j

from .support import Worker, ask, eventually, server_processes, settings_for

pytestmark = pytest.mark.long
NAMES = "MATCH (n) RETURN labels(n)[0] ORDER BY labels(n)[0]"


def names(local: LocalNeo4j) -> list[object]:
    with local.lease() as connection:
        return ask(connection, NAMES)


def test_a_dump_brings_the_graph_back_here_and_elsewhere(local: LocalNeo4j, tmp_path: Path) -> None:
    file = tmp_path / "graph.dump"
    local.start()
    local.dump(file)  # the pinned server is stopped for it
    assert server_processes(local) == []
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with pytest.raises(LocalDatabaseError, match="exists already"):
        local.dump(file)

    elsewhere = LocalNeo4j(settings_for(tmp_path / "elsewhere"))
    elsewhere.load(file)
    with elsewhere.lease() as connection:
        assert ask(connection, NAMES) == ["First"]
        ask(connection, "CREATE (:Second)")
    with pytest.raises(LocalDatabaseError, match=r"already a graph in .* replaces it all"):
        elsewhere.load(file)
    elsewhere.load(file, overwrite=True)
    assert names(elsewhere) == ["First"]


def test_a_load_that_fails_or_is_cut_short_keeps_the_graph(local: LocalNeo4j, tmp_path: Path) -> None:
    broken = tmp_path / "broken.dump"
    broken.write_bytes(b"not a dump")
    with pytest.raises(LocalDatabaseError, match="database load"):
        local.load(broken, overwrite=True)

    # As a kill -9 in the middle of a load leaves it: the graph aside, a piece of the new one in its place.
    data, aside = local.path / "data", local.path / "replaced"
    aside.mkdir()
    for kind in ("transactions", "databases"):
        (data / kind / "neo4j").rename(aside / kind)
        (data / kind / "neo4j").mkdir()
        (data / kind / "neo4j" / "piece").write_text("of the new one")
    assert names(local) == ["First"]
    assert not aside.exists()


def test_a_dump_after_a_crash_recovers_first(local: LocalNeo4j, worker: Callable[..., Worker], tmp_path: Path) -> None:
    writer = worker("write")
    writer.line()
    writer.line()
    with pytest.raises(LocalDatabaseError, match="cannot be dumped: 1 process uses it"):
        local.dump(tmp_path / "graph.dump")
    for process in server_processes(local):
        process.kill()
    writer.kill()
    assert eventually(lambda: server_processes(local) == [])
    local.dump(tmp_path / "graph.dump")
    assert (tmp_path / "graph.dump").stat().st_size > 0


def test_there_is_nothing_to_dump_or_load(tmp_path: Path) -> None:
    local = LocalNeo4j(settings_for(tmp_path / "new"))
    assert not local.status().running
    assert not local.path.exists()  # looking makes nothing
    with pytest.raises(LocalDatabaseError, match="no graph to dump"):
        local.dump(tmp_path / "graph.dump")
    with pytest.raises(LocalDatabaseError, match="no file"):
        local.load(tmp_path / "graph.dump")


def test_the_admin_tool_answers_and_its_failures_are_told(local: LocalNeo4j) -> None:
    assert "2026.08.1" in local.admin(["--version"])
    with pytest.raises(LocalDatabaseError, match="neo4j-admin database nonsense"):
        local.admin(["database", "nonsense"])
