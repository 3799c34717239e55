"""Real servers in folders of their own; most start from a copy of one folder that was initialised once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from relgraph.graph.local import LocalNeo4j
from tests.java import SHORT_LIFE

from .support import Worker, ask, server_processes, settings_for


@pytest.fixture(scope="package", autouse=True)
def _short_lives() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", SHORT_LIFE)
        yield


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data dir after its first start and a clean stop, with one node in it. Copy it, do not use it."""
    folder = tmp_path_factory.mktemp("initialised")
    with LocalNeo4j(settings_for(folder)).lease() as connection:
        ask(connection, "CREATE (:First)")
    return folder


@pytest.fixture
def data_dir(initialised: Path, tmp_path: Path) -> Path:
    """A data dir of this test's own, initialised and stopped. People have spaces in their paths."""
    return shutil.copytree(initialised, tmp_path / "data dir")


@pytest.fixture
def local(data_dir: Path) -> Iterator[LocalNeo4j]:
    """A stopped local Neo4j of this test's own."""
    local = LocalNeo4j(settings_for(data_dir))
    yield local
    local.stop(force=True)
    for process in server_processes(local):
        with suppress(psutil.NoSuchProcess):
            process.kill()


@pytest.fixture
def worker(local: LocalNeo4j) -> Iterator[Callable[..., Worker]]:
    """Starts workers on `local` and sees to it that none survives the test."""
    workers: list[Worker] = []

    def start(*arguments: str) -> Worker:
        workers.append(Worker(local, *arguments))
        return workers[-1]

    yield start
    for started in workers:
        started.kill()
