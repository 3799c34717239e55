"""The jars of the local Neo4j: which ones (neo4j.lock), fetched once, verified on every start."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple, Self

from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.local.progress import ProgressReporter

LOCK_FILE = Path(__file__).with_name("neo4j.lock")
THREADS = 8


class Jar(NamedTuple):
    """One line of the lock. `size` is in bytes; `classifier` is empty for all but a few native jars."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read one line as `__str__` writes it."""
        coordinate, sha256, size = line.split()
        group, artifact, version, *classifier = coordinate.split(":")
        return cls(group, artifact, version, classifier[0] if classifier else "", sha256, int(size))

    def __str__(self) -> str:
        return f"{self.coordinate} {self.sha256} {self.size}"

    @property
    def coordinate(self) -> str:
        """`group:artifact:version`, with `:classifier` where there is one."""
        return ":".join(filter(None, self[:4]))

    @property
    def path(self) -> Path:
        """Where a Maven cache keeps it."""
        name = "-".join(filter(None, (self.artifact, self.version, self.classifier)))
        return Path(*self.group.split("."), self.artifact, self.version, f"{name}.jar")

    def is_at(self, path: Path) -> bool:
        """Whether this file is there and is exactly this jar. A size that differs saves the hashing."""
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False


class LockFile(NamedTuple):
    """The lock file as read: the Neo4j version and its jars."""

    neo4j: str
    jars: tuple[Jar, ...]

    @classmethod
    def read(cls, path: Path = LOCK_FILE) -> Self:
        """Read a lock file; its first line names the Neo4j version."""
        first, *lines = path.read_text().splitlines()
        jars = tuple(Jar.parse(line) for line in lines if line and not line.startswith("#"))
        return cls(first.removeprefix("# Neo4j "), jars)


def maven_cache() -> Path:
    """The Maven cache of this user, shared with every other Maven tool; M2_REPO moves it."""
    return Path(os.environ.get("M2_REPO") or Path.home() / ".m2" / "repository")


def ensure_jars(
    lock: LockFile, progress: ProgressReporter, *, cache: Path | None = None, remotes: dict[str, str] | None = None
) -> list[Path]:
    """Paths of all jars of the lock, each one verified; missing or damaged ones are fetched.

    `cache` is the Maven cache (the user's unless given), `remotes` names other Maven repositories
    than Maven Central. Raises LocalDatabaseError when a jar can neither be found nor fetched, or when
    what was fetched is not what the lock says.
    """
    cache = cache or maven_cache()
    paths = [cache / jar.path for jar in lock.jars]
    with ThreadPoolExecutor(THREADS) as pool:
        intact = list(pool.map(Jar.is_at, lock.jars, paths))
    missing = [jar for jar, good in zip(lock.jars, intact, strict=True) if not good]
    if missing:
        _fetch(missing, cache, remotes, progress, label=f"Fetching Neo4j {lock.neo4j}")
    return paths


def _fetch(
    jars: list[Jar], cache: Path, remotes: dict[str, str] | None, progress: ProgressReporter, *, label: str
) -> None:
    progress.start(label, sum(jar.size for jar in jars))
    try:
        cache.mkdir(parents=True, exist_ok=True)
        # Fetched aside, verified, then moved into place in one step: the cache never holds a half
        # download of ours, a damaged jar is replaced only by a good one, and two processes that
        # fetch at the same moment do not meet.
        with tempfile.TemporaryDirectory(dir=cache, prefix=".relgraph-") as scratch:
            for size in _fetched(jars, Path(scratch), cache, remotes):
                progress.advance(size)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LocalDatabaseError(
                f"The disk is full: Neo4j could not be stored in {cache}.",
                remedy=f"Free {sum(jar.size for jar in jars) / 1e6:.0f} MB and retry.",
            ) from error
        raise
    finally:
        progress.done()


def _fetched(jars: list[Jar], scratch: Path, cache: Path, remotes: dict[str, str] | None) -> Iterable[int]:
    """Fetch in parallel; yields the size of each jar that is now in the cache. The first failure ends it."""
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(_fetch_one, jar, scratch, cache, remotes) for jar in jars]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _fetch_one(jar: Jar, scratch: Path, cache: Path, remotes: dict[str, str] | None) -> int:
    """Fetch one jar into the cache, trying twice: one hiccup in 225 downloads is no reason to give up."""
    try:
        fetched = _download(jar, scratch, remotes)
    except LocalDatabaseError:
        (scratch / jar.path).unlink(missing_ok=True)
        fetched = _download(jar, scratch, remotes)
    target = cache / jar.path
    target.parent.mkdir(parents=True, exist_ok=True)
    fetched.replace(target)
    return jar.size


def _download(jar: Jar, scratch: Path, remotes: dict[str, str] | None) -> Path:
    # Imported late: jgo is part of the extra `local`, and not needed once all jars are cached.
    import requests  # noqa: PLC0415
    from jgo.maven import MavenContext  # noqa: PLC0415

    maven = MavenContext(repo_cache=scratch, remote_repos=remotes)
    artifact = maven.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
    try:
        fetched = artifact.resolve()
    except (requests.RequestException, RuntimeError) as error:
        raise LocalDatabaseError(
            f"A part of the local Neo4j, {jar.coordinate}, is missing or damaged in the Maven cache and "
            f"could not be fetched ({type(error).__name__}).",
            remedy="The first start needs the network (Maven Central, 160 MB); what has arrived is kept. "
            "Connect and retry, or use a Neo4j of your own: RELGRAPH_NEO4J_URI.",
        ) from error
    if not jar.is_at(fetched):
        raise LocalDatabaseError(
            f"What was downloaded as {jar.coordinate} is not the jar this relgraph was released with "
            "(its SHA-256 differs); it was not kept.",
            remedy="Retry. If this stays, a proxy or mirror on the way alters downloads.",
        )
    return fetched
