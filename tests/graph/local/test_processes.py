"""One server for all processes that need it, none when nobody does, whoever gets killed."""

import signal
import time
from collections.abc import Callable

import pytest

from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.local import LocalNeo4j

from .support import Worker, ask, eventually, one_process, server_processes

pytestmark = pytest.mark.long
JVM = "Neo4jCommunity"
SUPERVISOR = "relgraph.graph.local.supervisor"
WATCHDOG = "watchdog.py"

StartWorker = Callable[..., Worker]


def test_processes_starting_at_once_share_one_server_and_the_last_one_out_stops_it(
    local: LocalNeo4j, worker: StartWorker
) -> None:
    first, second = worker(), worker()
    assert (first.line(), second.line()) == ("ready", "ready")
    status = local.status()
    assert status.running
    assert status.users == 2
    assert len(server_processes(local)) == len((JVM, SUPERVISOR, WATCHDOG))
    first.leave()
    time.sleep(0.5)
    assert local.status().pid == status.pid
    second.leave()
    assert server_processes(local) == []
    assert not local.status().running


def test_ctrl_c_ends_the_process_and_then_the_server(local: LocalNeo4j, worker: StartWorker) -> None:
    client = worker()
    client.line()
    client.process.send_signal(signal.SIGINT)
    client.process.communicate(timeout=30)
    assert server_processes(local) == []


def test_a_killed_client_leaves_nothing_running(local: LocalNeo4j, worker: StartWorker) -> None:
    client = worker()
    client.line()
    client.kill()
    assert eventually(lambda: server_processes(local) == [])


def test_a_client_killed_while_it_starts_the_server_leaves_nothing_running(
    local: LocalNeo4j, worker: StartWorker
) -> None:
    client = worker()
    assert eventually(lambda: len(server_processes(local)) == len((JVM, SUPERVISOR, WATCHDOG)))
    client.kill()
    assert eventually(lambda: server_processes(local) == [])


def test_a_killed_supervisor_takes_the_jvm_along_and_the_next_process_starts_anew(
    local: LocalNeo4j, worker: StartWorker
) -> None:
    client = worker()
    client.line()
    one_process(local, SUPERVISOR).kill()
    assert eventually(lambda: server_processes(local) == [])
    assert not local.status().running
    with local.lease() as connection:
        assert ask(connection, "MATCH (n:First) RETURN count(n)") == [1]
        assert local.status().users == 2  # the first process still means to use it


def test_a_jvm_left_over_when_everything_around_it_was_killed_is_replaced(local: LocalNeo4j) -> None:
    local.start()
    jvm = one_process(local, JVM)
    watchdog, supervisor = one_process(local, WATCHDOG), one_process(local, SUPERVISOR)
    watchdog.kill()
    supervisor.kill()
    supervisor.wait(10)  # on a busy machine it may hold its lock for a moment longer
    assert jvm.is_running()
    with local.lease() as connection:
        assert ask(connection, "MATCH (n:First) RETURN count(n)") == [1]
        assert one_process(local, JVM).pid != jvm.pid
    assert server_processes(local) == []  # the pin went with the server that it kept


def test_a_jvm_killed_while_writing_comes_back_with_every_acknowledged_write(
    local: LocalNeo4j, worker: StartWorker
) -> None:
    writer = worker("write")
    assert writer.line() == "ready"
    acknowledged = [int(writer.line()) for _ in range(50)]
    port = local.status().port
    one_process(local, JVM).kill()
    # What it had said before the kill may still be in the pipe; then it goes on, on the same port.
    acknowledged += [int(writer.line()) for _ in range(200)]
    assert eventually(lambda: local.status().running)
    assert local.status().port == port
    with local.lease() as connection:
        kept = set(ask(connection, "MATCH (n:Written) RETURN n.number"))
    assert set(acknowledged) <= kept


def test_a_pinned_server_stays_until_it_is_stopped(local: LocalNeo4j, worker: StartWorker) -> None:
    connection = local.start()
    assert connection.password not in repr(connection)
    with local.lease() as leased:
        assert leased == connection
    status = local.status()
    assert (status.running, status.pinned, status.users) == (True, True, 0)
    assert status.pid == one_process(local, JVM).pid

    client = worker()
    client.line()
    with pytest.raises(LocalDatabaseError, match=rf"1 process uses it \(pid {client.process.pid}\)"):
        local.stop()
    assert local.status().running
    local.stop(force=True)
    assert not local.status().running
    assert server_processes(local) == []


def test_it_stays_for_a_while_after_its_last_use(local: LocalNeo4j) -> None:
    with local.lease(linger=600) as first:
        pass
    status = local.status()
    assert (status.running, status.pinned, status.users) == (True, False, 0)
    with pytest.raises(ValueError, match="no answer"), local.lease(linger=600) as second:
        raise ValueError("no answer")
    assert (second, local.status().pid) == (first, status.pid)
    with local.lease(linger=1):
        pass
    assert eventually(lambda: server_processes(local) == [])


def test_what_stays_ends_at_once_when_told_or_interrupted(local: LocalNeo4j) -> None:
    with local.lease(linger=600):
        pass
    local.stop()
    assert server_processes(local) == []
    with pytest.raises(KeyboardInterrupt), local.lease(linger=600):
        raise KeyboardInterrupt
    assert server_processes(local) == []


def test_nobody_else_can_read_the_password_or_anything_else(local: LocalNeo4j) -> None:
    with local.lease() as connection:
        ask(connection, "CREATE (:Secret)")
        assert connection.password == (local.path / "password").read_text()
        for process in server_processes(local):
            assert connection.password not in f"{process.cmdline()} {process.environ()}"
    assert local.path.stat().st_mode & 0o777 == 0o700
    assert [path for path in local.path.rglob("*") if path.stat().st_mode & 0o077] == []
    logs = "".join(path.read_text(errors="replace") for path in (local.path / "logs").iterdir())
    assert connection.password not in logs


def test_looking_at_a_stopped_server_does_not_start_it(local: LocalNeo4j) -> None:
    status = local.status()
    assert (status.running, status.port, status.pid, status.users) == (False, None, None, 0)
    assert status.version == "2026.08.1"
    assert 0 < status.store_bytes < 50_000_000
    local.stop()
    assert server_processes(local) == []
