"""Neo4j's own admin tool on the stopped server: dump, load, import, check."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from relgraph.core.config import Settings
from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.local.java import admin_command, admin_environment, write_conf
from relgraph.graph.local.layout import DATABASE, Layout

DEFAULT_PORT = 7687


class NeedsRecoveryError(LocalDatabaseError):
    """The server was not closed properly: it has to be started and stopped once."""


@dataclass(frozen=True)
class Admin:
    """`neo4j-admin` for one data dir. Use it only while the server is stopped and the start lock held."""

    layout: Layout
    settings: Settings
    java: Path
    jars: list[Path]

    def run(self, arguments: list[str]) -> str:
        """Run it; returns what it printed. Raises LocalDatabaseError with that when it fails."""
        return self._run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)

    def dump(self, file: Path) -> None:
        """Write the graph to this file, which is either complete or not there."""
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            with _private(draft) as output:
                arguments = ["database", "dump", DATABASE, "--to-stdout"]
                self._run(arguments, stdin=subprocess.DEVNULL, stdout=output)
                os.fsync(output.fileno())
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)

    def load(self, file: Path) -> None:
        """Fill the empty place of the graph from a dump."""
        with file.open("rb") as content:
            self._run(["database", "load", DATABASE, "--from-stdin"], stdin=content, stdout=subprocess.PIPE)

    def _run(self, arguments: list[str], *, stdin: int | IO[bytes], stdout: int | IO[bytes]) -> str:
        # The settings file must exist; no port is opened, so any will do.
        write_conf(self.layout, self.settings, self.settings.local_port or DEFAULT_PORT)
        command = admin_command(self.layout, self.java, self.jars, arguments)
        done = subprocess.run(
            command,
            cwd=self.layout.home,
            env=admin_environment(self.layout, self.java),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            umask=0o077,
            check=False,
        )
        output = ((done.stdout or b"") + done.stderr).decode(errors="replace")
        if done.returncode == 0:
            return output
        what = " ".join(arguments[:2])
        if "Active logical log detected" in output:
            raise NeedsRecoveryError(f"Neo4j was not closed properly before `{what}`.")
        raise LocalDatabaseError(f"`neo4j-admin {what}` failed:\n{output[-4000:]}")


def _private(file: Path) -> IO[bytes]:
    try:
        return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
    except OSError as error:
        raise LocalDatabaseError(
            f"No dump can be written into {file.parent}: {error.strerror}.", remedy="Choose another folder."
        ) from error
