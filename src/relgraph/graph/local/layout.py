"""The private folder of the local Neo4j: what lies where, who may read it, which version made it.

::

    <data_dir>/neo4j/          0700: everything below is this user's alone
        password               random, 0600
        version.json           the Neo4j that last ran here
        conf/ data/ logs/      Neo4j's own
        run/                   start.lock, supervisor.lock, leases/, pinned, linger, state.json, launch.json
"""

import hashlib
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from relgraph.core.config import Settings
from relgraph.core.errors import LocalDatabaseError

USER = "neo4j"
DATABASE = "neo4j"
# Neo4j's own floor for taking transactions, plus room for a first checkpoint and logs.
MIN_FREE_BYTES = 512 * 1024 * 1024
HASH_ITERATIONS = 1024


@dataclass(frozen=True)
class Layout:
    """Paths under one data dir. Making one touches nothing; `prepare` does."""

    home: Path

    @classmethod
    def of(cls, settings: Settings) -> "Layout":
        """The layout for these settings; an absolute path, as it identifies the server among processes."""
        return cls(settings.data_dir.expanduser().resolve() / "neo4j")

    @property
    def version(self) -> Path:
        """Which Neo4j last ran here: newer ones upgrade the store, older ones cannot read it."""
        return self.home / "version.json"

    @property
    def password(self) -> Path:
        return self.home / "password"

    @property
    def auth(self) -> Path:
        """Where Neo4j looks for the first password."""
        return self.home / "data" / "dbms" / "auth.ini"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def leases(self) -> Path:
        return self.run / "leases"

    @property
    def start_lock(self) -> Path:
        return self.run / "start.lock"

    @property
    def supervisor_lock(self) -> Path:
        return self.run / "supervisor.lock"

    @property
    def pinned(self) -> Path:
        return self.run / "pinned"

    @property
    def linger(self) -> Path:
        """Until when the server stays though nobody uses it."""
        return self.run / "linger"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def launch(self) -> Path:
        return self.run / "launch.json"

    @property
    def java_args(self) -> Path:
        return self.run / "java.args"

    @property
    def conf(self) -> Path:
        return self.home / "conf"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def log(self) -> Path:
        """Neo4j's own log, where `Started.` appears."""
        return self.logs / "neo4j.log"

    @property
    def console(self) -> Path:
        """What the JVM prints: the only trace of a JVM that dies before Neo4j logs."""
        return self.logs / "console.log"

    @property
    def supervisor_log(self) -> Path:
        return self.logs / "supervisor.log"

    @property
    def store(self) -> Path:
        """The graph's store files; absent before the first start or load."""
        return self.home / "data" / "databases" / DATABASE

    @property
    def transactions(self) -> Path:
        """The graph's transaction logs, without which the store files are not complete."""
        return self.home / "data" / "transactions" / DATABASE

    def prepare(self, neo4j: str) -> None:
        """Make folders, password and version stamp; refuse a folder of a newer Neo4j or a full disk."""
        self.make_folders()
        self._refuse_newer(neo4j)
        self._check_space()
        self._make_password()
        write_private(self.version, json.dumps({"neo4j": neo4j}))

    def make_folders(self) -> None:
        """Make the folders, readable by this user only. Nothing else is touched."""
        try:
            self.home.parent.mkdir(parents=True, exist_ok=True)
            auth = self.auth.parent
            for folder in (self.home, self.conf, self.logs, auth.parent, auth, self.run, self.leases):
                folder.mkdir(mode=0o700, exist_ok=True)
            # The folder may have come from a copy or an unpacked backup, with other rights.
            self.home.chmod(0o700)
        except OSError as error:
            raise LocalDatabaseError(
                f"The folder of the local Neo4j, {self.home}, cannot be made: {error.strerror}.",
                remedy="Make it writable for you, or choose another with RELGRAPH_DATA_DIR.",
            ) from error

    def read_password(self) -> str:
        """The password that `prepare` made."""
        return self.password.read_text()

    def _refuse_newer(self, neo4j: str) -> None:
        if not self.version.exists():
            return
        last = json.loads(self.version.read_text())["neo4j"]
        if _calendar(last) > _calendar(neo4j):
            raise LocalDatabaseError(
                f"The graph in {self.home} was last used by Neo4j {last}; this relgraph brings the older "
                f"{neo4j}, which cannot read it.",
                remedy="Upgrade relgraph, or choose another folder with RELGRAPH_DATA_DIR.",
            )

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.home).free
        if free < MIN_FREE_BYTES:
            raise LocalDatabaseError(
                f"Only {free / 1e6:.0f} MB are free on the disk of {self.home}; Neo4j needs at least "
                f"{MIN_FREE_BYTES / 1e6:.0f} MB to start.",
                remedy="Free some space, or choose another folder with RELGRAPH_DATA_DIR.",
            )

    def _make_password(self) -> None:
        """Make the password and leave its hash where Neo4j looks when it makes its system database.

        The file is written here rather than by `neo4j-admin dbms set-initial-password`: that takes the
        password as an argument, where every user of the machine can read it in the process list.
        """
        if (self.home / "data" / "databases" / "system").exists():
            if not self.password.exists():
                raise LocalDatabaseError(
                    f"The password file {self.password} is gone, so the graph beside it cannot be opened.",
                    remedy="Restore it from a backup, or choose another folder with RELGRAPH_DATA_DIR.",
                )
            return
        if not self.password.exists():
            write_private(self.password, secrets.token_urlsafe(24))
        write_private(self.auth, f"{USER}:{_hashed(self.read_password())}:\n")


def write_private(file: Path, text: str) -> None:
    """Write a file that only this user can read, in one step: a crash leaves the old or the new one."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    draft.replace(file)


def _calendar(version: str) -> tuple[int, ...]:
    """Neo4j's calendar version, e.g. 2026.08.1, in an order that compares."""
    return tuple(int(part) for part in version.split("."))


def _hashed(password: str) -> str:
    """The form in which Neo4j keeps a password: salted, iterated SHA-256."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(HASH_ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"SHA-256,{digest.hex()},{salt.hex()},{HASH_ITERATIONS}"
