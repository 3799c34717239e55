"""Starting and stopping the one server of a data dir, from the side of the processes that use it.

Everything here that changes something expects the start lock to be held.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import neo4j
import psutil
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from relgraph.core.config import Settings
from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.connection import Connection
from relgraph.graph.local import aot, store
from relgraph.graph.local.failures import JavaCrashError, PortTakenError, explain_failed_start
from relgraph.graph.local.jars import LockFile, ensure_jars
from relgraph.graph.local.java import SERVER_CLASS, find_java, server_command, write_conf
from relgraph.graph.local.layout import DATABASE, USER, Layout
from relgraph.graph.local.locks import is_held, sweep_leases
from relgraph.graph.local.logs import length
from relgraph.graph.local.progress import ProgressReporter
from relgraph.graph.local.state import Launch, Phase, State
from relgraph.graph.local.watchdog import end

START_TIMEOUT = 120.0  # seconds; a start takes 2-12, a recovery after a crash longer
STOP_TIMEOUT = 60.0  # seconds for a last checkpoint before the JVM is killed
POLL = 0.05
PORT_RETRIES = 2


def supervisor_state(layout: Layout) -> State | None:
    """What the live supervisor says; None without a supervisor, or before it has said anything."""
    # Whoever looks holds the lock for a moment where nobody does: not where nothing was said anyway.
    said = State.read(layout.state)
    return State.read(layout.state) if said and is_held(layout.supervisor_lock) else None


def connection(layout: Layout, port: int) -> Connection:
    """How to get in."""
    return Connection(f"bolt://127.0.0.1:{port}", USER, layout.read_password(), DATABASE)


def ensure_running(layout: Layout, settings: Settings, progress: ProgressReporter) -> Connection:
    """Reuse the running server or start one; returns when Bolt answers."""
    connection = _reused(layout)
    return connection or _started(layout, settings, progress)


def _reused(layout: Layout) -> Connection | None:
    """The running server; None without one, or when its supervisor goes away while we look."""
    if not is_held(layout.supervisor_lock):
        return None
    state = _await_running(layout, lambda: is_held(layout.supervisor_lock))
    if state is None:
        return None
    ours = LockFile.read().neo4j
    if state.neo4j != ours:
        raise LocalDatabaseError(
            f"Neo4j {state.neo4j} is running, started by another version of relgraph; this one needs {ours}.",
            remedy="Stop it with `relgraph db stop` and retry.",
        )
    connection = _await_bolt(layout, state.port)
    # A JVM may answer for a moment after its supervisor was killed.
    return connection if is_held(layout.supervisor_lock) else None


def _started(layout: Layout, settings: Settings, progress: ProgressReporter) -> Connection:
    """A new server."""
    java, jars = prepare(layout, progress)
    progress.start("Starting Neo4j", None)
    try:
        for _ in range(0 if settings.local_port else PORT_RETRIES):
            # Another program may take the free port before Neo4j does: then try another.
            with suppress(PortTakenError):
                return _start_on(_free_port(), layout, settings, java, jars)
        return _start_on(settings.local_port or _free_port(), layout, settings, java, jars)
    finally:
        progress.done()


def _start_on(port: int, layout: Layout, settings: Settings, java: Path, jars: list[Path]) -> Connection:
    cache = aot.cache_for(java, jars)
    recording = aot.recording_of(cache)
    write_conf(layout, settings, port)
    command = server_command(layout, settings, java, jars, aot.option(cache, recording))
    try:
        return _launch(layout, Launch(command, port, LockFile.read().neo4j, START_TIMEOUT, STOP_TIMEOUT, recording))
    except JavaCrashError:
        # Should Java choke on its cache, the next attempt goes without.
        cache.unlink(missing_ok=True)
        raise


def prepare(layout: Layout, progress: ProgressReporter) -> tuple[Path, list[Path]]:
    """Make the data dir ready and fetch what is missing; returns the Java program and Neo4j's jars."""
    lock = LockFile.read()
    java = find_java()
    _end_leftovers(layout)
    store.restore_interrupted(layout)
    layout.prepare(lock.neo4j)
    return java, ensure_jars(lock, progress)


def request_stop(layout: Layout, progress: ProgressReporter) -> None:
    """Stop the server, whoever uses it, and wait until it is gone. Nothing happens when none runs."""
    state = supervisor_state(layout)
    if state is not None:
        os.kill(state.supervisor_pid, signal.SIGTERM)
        await_gone(layout, progress)
        if is_held(layout.supervisor_lock):
            raise LocalDatabaseError(
                f"Neo4j (pid {state.jvm_pid}) does not stop.",
                remedy=f"Look into {layout.log}; end processes {state.supervisor_pid} and {state.jvm_pid} yourself.",
            )


def await_gone(layout: Layout, progress: ProgressReporter, *, unless: Callable[[], bool] = lambda: False) -> None:
    """Wait until no supervisor is left, `unless` says it stays, or it takes far too long."""
    if not is_held(layout.supervisor_lock) or unless():
        return
    deadline = time.monotonic() + STOP_TIMEOUT + 10
    progress.start("Stopping Neo4j" + (", and once preparing faster starts" if _is_recording(layout) else ""), None)
    try:
        while is_held(layout.supervisor_lock) and not unless() and time.monotonic() < deadline:
            time.sleep(POLL)
    finally:
        progress.done()


def _is_recording(layout: Layout) -> bool:
    try:
        return Launch.read(layout).aot_recording is not None
    except (OSError, ValueError, KeyError):  # gone or half written: this is only about what to tell
        return False


def _launch(layout: Layout, launch: Launch) -> Connection:
    """Start a supervisor and wait for its server. Raises what went wrong, with the log's tail."""
    sweep_leases(layout.leases)
    layout.pinned.unlink(missing_ok=True)
    layout.linger.unlink(missing_ok=True)
    layout.state.unlink(missing_ok=True)
    launch.write(layout)
    log_offset = length(layout.log)
    supervisor = _spawn_supervisor(layout)
    state = _await_running(layout, lambda: supervisor.returncode is None)
    connection = _await_bolt(layout, state.port) if state else None
    if connection is None:
        raise explain_failed_start(layout, launch.port, log_offset)
    return connection


def _spawn_supervisor(layout: Layout) -> "subprocess.Popen[bytes]":
    descriptor = os.open(layout.supervisor_log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as log:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "relgraph.graph.local.supervisor", str(layout.home)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Its own session: Ctrl-C and a closed terminal end us, not the server others may use.
            start_new_session=True,
        )
    # Reaped when it ends, so that it is no zombie for as long as this process lives.
    threading.Thread(target=supervisor.wait, name="relgraph-supervisor-reaper", daemon=True).start()
    return supervisor


def _await_running(layout: Layout, is_alive: Callable[[], bool]) -> State | None:
    """Wait for the phase `running`; None when the supervisor gives up or is gone first."""
    deadline = time.monotonic() + START_TIMEOUT + STOP_TIMEOUT
    while time.monotonic() < deadline:
        alive = is_alive()
        state = State.read(layout.state)
        if alive and state is not None and state.phase is Phase.RUNNING:
            return state
        if not alive:
            return None
        time.sleep(POLL)
    raise LocalDatabaseError(
        "Neo4j did not become ready in time.", remedy=f"Look into {layout.log} and {layout.supervisor_log}."
    )


def _await_bolt(layout: Layout, port: int) -> Connection | None:
    """Wait until the database itself answers with our password: `Started.` alone does not promise that.

    None when the supervisor is gone first.
    """
    found = connection(layout, port)
    deadline = time.monotonic() + START_TIMEOUT
    auth = (found.user, found.password)
    with neo4j.GraphDatabase.driver(found.uri, auth=auth, connection_timeout=5) as driver:
        while True:
            try:
                with driver.session(database=DATABASE) as session:
                    session.run("RETURN 1").consume()
            except AuthError as error:
                raise LocalDatabaseError(
                    f"Neo4j does not accept the password in {layout.password}: this graph has another.",
                    remedy="Restore that file, or choose another folder with RELGRAPH_DATA_DIR.",
                ) from error
            except (DriverError, Neo4jError) as error:
                if not is_held(layout.supervisor_lock):
                    return None
                if time.monotonic() > deadline:
                    raise LocalDatabaseError(
                        "Neo4j started but its database does not answer.",
                        remedy=f"Look into {layout.log}.",
                    ) from error
                time.sleep(POLL)
            else:
                return found


def _end_leftovers(layout: Layout) -> None:
    """End a JVM that outlived its supervisor and watchdog. Ours is one with our class and our data dir."""
    home = f"--home-dir={layout.home}"
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"] or []
        if SERVER_CLASS in command and home in command:
            end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
