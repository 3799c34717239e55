"""The local Neo4j as the rest of relgraph sees it: lease, pin, stop, look, dump, load."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import Timeout

from relgraph.core.config import Settings
from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.connection import Connection
from relgraph.graph.local import server, store
from relgraph.graph.local.admin import Admin, NeedsRecoveryError
from relgraph.graph.local.jars import LockFile
from relgraph.graph.local.layout import Layout, write_private
from relgraph.graph.local.locks import hold, leases, lingers, take_lease
from relgraph.graph.local.progress import ProgressReporter, Silent
from relgraph.graph.local.state import Phase

# Longer than the slowest start or stop: whoever holds the start lock that long dumps, loads or hangs.
LOCK_TIMEOUT = server.START_TIMEOUT + server.STOP_TIMEOUT


@dataclass(frozen=True)
class DatabaseStatus:
    """A look at the local Neo4j. `port` and `pid` are None while it is not running; sizes are in bytes."""

    running: bool
    pinned: bool
    port: int | None
    pid: int | None
    version: str
    users: int
    data_dir: Path
    store_bytes: int
    log_file: Path


class LocalNeo4j:
    """The managed Neo4j of one data dir. Cheap to make; all processes that name the same folder share it."""

    def __init__(self, settings: Settings, progress: ProgressReporter | None = None) -> None:
        self._settings = settings
        self._progress = progress or Silent()
        self._layout = Layout.of(settings)

    @property
    def path(self) -> Path:
        """The private folder with everything this Neo4j keeps."""
        return self._layout.home

    @contextmanager
    def lease(self, *, linger: float = 0) -> Iterator[Connection]:
        """Use the server: started when it is not running, stopped when its last user leaves (unless pinned).

        It stays for `linger` seconds after the block unless that is interrupted, or who leaves later says otherwise.
        Without, leaving waits until the stop is complete. Raises LocalDatabaseError when it cannot be started.
        """
        try:
            with ExitStack() as held:
                with self._exclusive():
                    held.enter_context(take_lease(self._layout.leases))
                    connection = server.ensure_running(self._layout, self._settings, self._progress)
                with self._lingering(linger):
                    yield connection
        finally:
            server.await_gone(self._layout, self._progress, unless=self._is_wanted)

    def start(self) -> Connection:
        """Start the server when needed and leave it running until `stop`, or until the machine goes down."""
        with self._exclusive():
            connection = server.ensure_running(self._layout, self._settings, self._progress)
            self._layout.pinned.touch(mode=0o600)
            return connection

    def stop(self, *, force: bool = False) -> None:
        """Unpin and stop the server; nothing happens when it is not running.

        Raises LocalDatabaseError while processes use it, unless `force` takes it away from them.
        """
        with self._exclusive():
            if not force:
                self._refuse_while_used("stopped", "or stop it anyway with --force")
            server.request_stop(self._layout, self._progress)

    def status(self) -> DatabaseStatus:
        """How it is, without waiting for anything; a snapshot that may be old the next moment."""
        state = server.supervisor_state(self._layout)
        running = state is not None and state.phase is Phase.RUNNING
        return DatabaseStatus(
            running=running,
            pinned=running and self._layout.pinned.exists(),
            port=state.port if state and running else None,
            pid=state.jvm_pid if state and running else None,
            version=state.neo4j if state else LockFile.read().neo4j,
            users=len(leases(self._layout.leases)),
            data_dir=self._layout.home,
            store_bytes=store.size(self._layout),
            log_file=self._layout.log,
        )

    def where(self) -> Connection | None:
        """Where the server answers now, whoever started it; None while it does not run. Waits for nothing."""
        state = server.supervisor_state(self._layout)
        if state is None or state.phase is not Phase.RUNNING:
            return None
        try:
            return server.connection(self._layout, state.port)
        except OSError:  # its folder is being replaced
            return None

    def dump(self, file: Path, *, overwrite: bool = False) -> None:
        """Write the whole graph to one file, which `load` (or any Neo4j) reads. Stops a pinned server.

        Raises LocalDatabaseError while processes use the server, when there is no graph yet, or when
        the file exists and `overwrite` is not set.
        """
        if file.exists() and not overwrite:
            raise LocalDatabaseError(
                f"{file} exists already.", remedy="Name another file, or overwrite it with --force."
            )
        with self._stopped("dumped") as admin, self._step("Dumping the graph"):
            if not self._layout.store.exists():
                raise LocalDatabaseError(f"There is no graph to dump in {self.path} yet.")
            try:
                admin.dump(file)
            except NeedsRecoveryError:
                # The server was killed, and left work for its next start. Start it, close it properly.
                server.ensure_running(self._layout, self._settings, self._progress)
                server.request_stop(self._layout, self._progress)
                admin.dump(file)

    def load(self, file: Path, *, overwrite: bool = False) -> None:
        """Replace the whole graph by what `dump` wrote. Stops a pinned server.

        With `overwrite` the present graph is gone afterwards; should the load fail, it is put back.
        Raises LocalDatabaseError while processes use the server, or when there is a graph and
        `overwrite` is not set.
        """
        if not file.is_file():
            raise LocalDatabaseError(f"There is no file {file}.")
        with self._stopped("replaced") as admin, self._step("Loading the graph"):
            if self._layout.store.exists() and not overwrite:
                megabytes = store.size(self._layout) / 1e6
                raise LocalDatabaseError(
                    f"There is already a graph in {self.path} ({megabytes:.1f} MB); a load replaces it all.",
                    remedy="Dump it first if you want to keep it, then replace it with --force.",
                )
            with store.replacing(self._layout):
                admin.load(file)

    def admin(self, arguments: list[str]) -> str:
        """Run `neo4j-admin` with these arguments on the stopped server; returns what it printed.

        It runs in the data dir, where it leaves its reports: name files by absolute paths.
        Raises LocalDatabaseError while processes use the server, or with the output when the command fails.
        """
        with self._stopped("worked on") as admin:
            return admin.run(arguments)

    @contextmanager
    def _lingering(self, seconds: float) -> Iterator[None]:
        stays = seconds
        try:
            yield
        except BaseException as error:
            # An interrupt leaves nothing running; a question that could not be answered is followed by another.
            stays = seconds if isinstance(error, Exception) else 0.0
            raise
        finally:
            # Where it cannot be written, nobody stays.
            with suppress(OSError):
                write_private(self._layout.linger, str(time.time() + stays))

    def _is_wanted(self) -> bool:
        layout = self._layout
        return layout.pinned.exists() or bool(leases(layout.leases)) or lingers(layout.linger)

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        """Hold the start lock: nobody else starts, stops, dumps or loads meanwhile."""
        self._layout.make_folders()
        try:
            with hold(self._layout.start_lock, LOCK_TIMEOUT):
                yield
        except Timeout as error:
            raise LocalDatabaseError(
                f"Another relgraph process is busy with {self.path}: it fetches or starts Neo4j, dumps or loads.",
                remedy="Wait for it, or end it, and retry.",
            ) from error

    @contextmanager
    def _stopped(self, done: str) -> Iterator[Admin]:
        """Exclusive, with the server stopped: what `neo4j-admin` needs."""
        with self._exclusive():
            self._refuse_while_used(done, "and retry")
            server.request_stop(self._layout, self._progress)
            java, jars = server.prepare(self._layout, self._progress)
            yield Admin(self._layout, self._settings, java, jars)

    @contextmanager
    def _step(self, label: str) -> Iterator[None]:
        self._progress.start(label, None)
        try:
            yield
        finally:
            self._progress.done()

    def _refuse_while_used(self, done: str, otherwise: str) -> None:
        users = set(leases(self._layout.leases))
        if users:
            who = "process uses" if len(users) == 1 else "processes use"
            pids = ", ".join(map(str, sorted(users)))
            raise LocalDatabaseError(
                f"The local Neo4j cannot be {done}: {len(users)} {who} it (pid {pids}).",
                remedy=f"Let them finish, {otherwise}.",
            )
