"""The lock, and jars that are missing, damaged or not what the lock says; a real HTTP server plays Maven Central."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.local import aot
from relgraph.graph.local.jars import LOCK_FILE, Jar, LockFile, ensure_jars
from relgraph.graph.local.progress import Silent

NOBODY = {"nobody": "http://127.0.0.1:9"}  # the discard port: nothing listens there
CONTENTS = {"one": b"first jar" * 100, "two": b"second jar" * 100}


class Remembering(Silent):
    """Adds up what it is told."""

    def __init__(self) -> None:
        self.total: int | None = 0
        self.advanced = 0
        self.is_done = False

    def start(self, label: str, total: int | None) -> None:
        self.total = total

    def advance(self, amount: int) -> None:
        self.advanced += amount

    def done(self) -> None:
        self.is_done = True


def put(repository: Path, jar: Jar, content: bytes) -> Path:
    path = repository / jar.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def lock(tmp_path: Path) -> LockFile:
    """A lock of two small jars, one with a classifier."""
    jars = [
        Jar("org.example", name, "1.0", classifier, hashlib.sha256(content).hexdigest(), len(content))
        for (name, content), classifier in zip(CONTENTS.items(), ("", "linux"), strict=True)
    ]
    file = tmp_path / "tiny.lock"
    file.write_text("# Neo4j 1.2.3\n# a comment\n" + "".join(f"{jar}\n" for jar in jars))
    lock = LockFile.read(file)
    assert lock == LockFile("1.2.3", tuple(jars))
    return lock


@pytest.fixture
def central(tmp_path: Path, lock: LockFile) -> Path:
    """The folder of a Maven repository that has both jars."""
    folder = tmp_path / "central"
    for jar, content in zip(lock.jars, CONTENTS.values(), strict=True):
        put(folder, jar, content)
    return folder


@pytest.fixture
def remotes(central: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """That repository on a loopback port."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    handler = partial(SimpleHTTPRequestHandler, directory=str(central))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield {"here": f"http://127.0.0.1:{server.server_port}"}
        server.shutdown()


def test_missing_jars_are_fetched_and_the_progress_adds_up(
    lock: LockFile, remotes: dict[str, str], tmp_path: Path
) -> None:
    progress = Remembering()
    paths = ensure_jars(lock, progress, cache=tmp_path / "m2", remotes=remotes)
    assert [path.read_bytes() for path in paths] == list(CONTENTS.values())
    assert paths[1] == tmp_path / "m2/org/example/two/1.0/two-1.0-linux.jar"
    assert progress.total == progress.advanced == sum(map(len, CONTENTS.values()))
    assert progress.is_done
    assert [path.name for path in (tmp_path / "m2").iterdir()] == ["org"]  # nothing of the download is left


def test_cached_jars_need_no_network(lock: LockFile, central: Path) -> None:
    progress = Remembering()
    assert ensure_jars(lock, progress, cache=central, remotes=NOBODY) == [central / jar.path for jar in lock.jars]
    assert not progress.is_done  # nothing to show


@pytest.mark.parametrize("damaged", [b"first", b"FIRST JAR" * 100], ids=["half a download", "another content"])
def test_a_damaged_jar_is_replaced(lock: LockFile, remotes: dict[str, str], tmp_path: Path, damaged: bytes) -> None:
    path = put(tmp_path / "m2", lock.jars[0], damaged)
    ensure_jars(lock, Silent(), cache=tmp_path / "m2", remotes=remotes)
    assert path.read_bytes() == CONTENTS["one"]


def test_a_download_that_differs_from_the_lock_is_refused_and_not_kept(
    lock: LockFile, central: Path, remotes: dict[str, str], tmp_path: Path
) -> None:
    put(central, lock.jars[1], b"x" * lock.jars[1].size)
    with pytest.raises(LocalDatabaseError, match=r"org\.example:two:1\.0:linux is not the jar") as refused:
        ensure_jars(lock, Silent(), cache=tmp_path / "m2", remotes=remotes)
    assert refused.value.remedy
    assert not (tmp_path / "m2" / lock.jars[1].path).exists()


@pytest.mark.parametrize("cached", [0, 1], ids=["nothing cached", "one of two cached"])
def test_without_a_network_the_message_says_what_is_missing(lock: LockFile, tmp_path: Path, cached: int) -> None:
    present = [
        put(tmp_path / "m2", jar, content)
        for jar, content in list(zip(lock.jars, CONTENTS.values(), strict=True))[:cached]
    ]
    with pytest.raises(LocalDatabaseError, match=r"org\.example:.* could not be fetched") as failed:
        ensure_jars(lock, Silent(), cache=tmp_path / "m2", remotes=NOBODY)
    assert "needs the network" in str(failed.value)
    assert "RELGRAPH_NEO4J_URI" in str(failed.value)
    assert all(path.exists() for path in present)


def test_the_lock_names_225_jars_of_this_neo4j_in_order() -> None:
    lock = LockFile.read()
    assert lock.neo4j == "2026.08.1"
    assert len(lock.jars) == 225
    lines = [line for line in LOCK_FILE.read_text().splitlines() if not line.startswith("#")]
    assert [str(jar) for jar in sorted(lock.jars)] == lines
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in lock.jars)
    assert {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in lock.jars} >= {
        "org.neo4j:neo4j:2026.08.1",
        "org.neo4j.app:neo4j-server:2026.08.1",
    }


def test_the_cache_for_faster_starts_is_recorded_once_and_by_one(tmp_path: Path) -> None:
    cache = tmp_path / "neo4j-1.aot"
    assert aot.recording_of(cache) is None  # a newcomer does not wait
    recording = aot.recording_of(cache)
    assert recording is not None
    recording.with_name(f"{recording.name}.config").touch()
    assert aot.recording_of(cache) is None  # another one meanwhile
    recording.touch()
    aot.drop(recording)  # killed before it was whole
    assert aot.recording_of(cache) is None  # what did not work is not tried again and again
    recording.touch()
    aot.keep(recording)
    assert aot.recording_of(cache) is None
    for left, days in (("neo4j-1.aot.7", 2), ("neo4j-1.aot.7.config", 2), ("neo4j-0.aot", 31), ("neo4j-1.aot", 31)):
        (tmp_path / left).touch()
        os.utime(tmp_path / left, (time.time() - days * 86_400,) * 2)
    os.utime(cache)  # used
    assert aot.recording_of(cache) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["neo4j-1.aot", "neo4j-1.tried"]
