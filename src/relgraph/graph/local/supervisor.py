"""The parent of the JVM: a small process of its own session that outlives whoever started it.

It keeps Neo4j running while some process holds a lease, for a while after if the last one asked so, or
while the server is pinned, starts it anew when
it dies, and stops it, then itself, when nobody needs it any more. It decides to stop only while
it holds the start lock, so no client can slip in between. Should it be killed, the watchdog ends
the JVM.

    python -m relgraph.graph.local.supervisor <home>
"""

import logging
import os
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
from filelock import Timeout

from relgraph.graph.local import aot, watchdog
from relgraph.graph.local.layout import Layout
from relgraph.graph.local.locks import hold, leases, lingers, sweep_leases
from relgraph.graph.local.logs import length, text_since
from relgraph.graph.local.state import Launch, Phase, State

TICK = 0.1  # seconds between two looks at the JVM
LEASE_TICKS = 2  # looks at the JVM for one look at the leases
MAX_RESTARTS = 3
RESTART_WINDOW = 600.0  # seconds in which so many restarts are enough

_log = logging.getLogger("relgraph.supervisor")


class Supervisor:
    """One run of the server, restarts included. `locks` keeps what it must hold until its very end."""

    def __init__(self, layout: Layout, launch: Launch, locks: ExitStack) -> None:
        self._layout = layout
        self._launch = launch
        self._locks = locks
        self._phase = Phase.STARTING
        self._told_to_stop = False
        self._restarts: deque[float] = deque()
        self._watchdog = subprocess.Popen(
            # -P: this folder must not become the first place to import from.
            [sys.executable, "-P", watchdog.__file__, str(layout.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._start()

    def run(self) -> None:
        """Until nobody needs the server, a signal asks to stop, or it does not start."""
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._on_signal)
        tick = 0
        while self._phase is not Phase.FAILED:
            if self._told_to_stop or (tick % LEASE_TICKS == 0 and self._is_unused()):
                break
            self._look_at_jvm()
            time.sleep(TICK)
            tick += 1
        self._stop()

    def _on_signal(self, _number: int, _frame: object) -> None:
        self._told_to_stop = True

    def _start(self) -> None:
        self._log_offset = length(self._layout.log)
        self._started_at = time.monotonic()
        with self._layout.console.open("w") as console:
            self._jvm = subprocess.Popen(
                self._launch.command,
                cwd=self._layout.home,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
            )
        self._guard_jvm()
        self._publish(Phase.STARTING)

    def _guard_jvm(self) -> None:
        """Tell the watchdog which JVM is ours now."""
        assert self._watchdog.stdin is not None  # noqa: S101 - as asked for above
        self._watchdog.stdin.write(f"{self._jvm.pid} {psutil.Process(self._jvm.pid).create_time()}\n")
        self._watchdog.stdin.flush()

    def _publish(self, phase: Phase) -> None:
        _log.info("%s: pid %s, port %s", phase, self._jvm.pid, self._launch.port)
        self._phase = phase
        state = State(phase, self._launch.port, self._launch.neo4j, os.getpid(), self._jvm.pid)
        state.write(self._layout.state)

    def _look_at_jvm(self) -> None:
        if self._jvm.poll() is not None:
            self._on_exit()
        elif self._phase is Phase.STARTING:
            if "Started." in text_since(self._layout.log, self._log_offset):
                self._publish(Phase.RUNNING)
            elif time.monotonic() - self._started_at > self._launch.start_timeout:
                _log.error("not started after %s s", self._launch.start_timeout)
                self._publish(Phase.FAILED)

    def _on_exit(self) -> None:
        """The JVM ended by itself: a first start that fails is told, a later death is mended."""
        _log.error("Neo4j ended with code %s while %s", self._jvm.returncode, self._phase)
        now = time.monotonic()
        while self._restarts and now - self._restarts[0] > RESTART_WINDOW:
            self._restarts.popleft()
        never_ran = self._phase is Phase.STARTING and not self._restarts
        if never_ran or len(self._restarts) >= MAX_RESTARTS:
            self._publish(Phase.FAILED)
            return
        self._restarts.append(now)
        self._start()

    def _is_unused(self) -> bool:
        """Whether nobody needs the server. If so, the start lock stays held until this process ends."""
        with ExitStack() as attempt:
            try:
                attempt.enter_context(hold(self._layout.start_lock, timeout=0))
            except Timeout:
                return False  # someone is coming, or stopping us by signal
            if self._layout.pinned.exists() or leases(self._layout.leases) or lingers(self._layout.linger):
                return False
            sweep_leases(self._layout.leases)
            self._locks.enter_context(attempt.pop_all())
            return True

    def _stop(self) -> None:
        failed = self._phase is Phase.FAILED
        if not failed:
            self._publish(Phase.STOPPING)
        self._end_jvm()
        assert self._watchdog.stdin is not None  # noqa: S101 - as asked for above
        self._watchdog.stdin.close()
        self._watchdog.wait()
        self._layout.pinned.unlink(missing_ok=True)
        self._layout.linger.unlink(missing_ok=True)
        if not failed:
            self._layout.state.unlink(missing_ok=True)
        _log.info("stopped")

    def _end_jvm(self) -> None:
        self._jvm.terminate()
        try:
            self._jvm.wait(self._launch.stop_timeout)
        except subprocess.TimeoutExpired:
            # Nothing acknowledged is lost: Neo4j recovers from its transaction log.
            _log.error("Neo4j did not stop within %s s and is killed", self._launch.stop_timeout)
            # Java has another Java write the recording.
            for writer in psutil.Process(self._jvm.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    writer.kill()
            self._jvm.kill()
            self._jvm.wait()
            if self._launch.aot_recording is not None:
                aot.drop(self._launch.aot_recording)
            return
        if self._launch.aot_recording is not None:
            aot.keep(self._launch.aot_recording)


def main() -> None:
    """Run the server that launch.json describes, if no other supervisor does."""
    os.chdir(sys.argv[1])  # not before: a relative PYTHONPATH is about the folder we were started in
    os.umask(0o077)  # Neo4j inherits it: nothing it writes is for others
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    layout = Layout(Path(sys.argv[1]))
    with ExitStack() as locks:
        locks.enter_context(hold(layout.supervisor_lock, timeout=5))
        Supervisor(layout, Launch.read(layout), locks).run()
        # The locks go with the process and not before it: who waits for them finds nothing left of us.
        logging.shutdown()
        os._exit(0)


if __name__ == "__main__":
    main()
