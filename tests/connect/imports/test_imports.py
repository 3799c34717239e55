"""Imports that a process makes in the background: their state, their end, and what they leave."""

import asyncio
import io
import tempfile
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from relgraph.connect.imports import lease, order, service
from relgraph.connect.imports.lease import ImportUnderWayError, only_import
from relgraph.connect.imports.order import HandedFile, ImportOrder, laid_out
from relgraph.connect.imports.service import ImportsUnderWay
from relgraph.connect.imports.status import ImportState, ImportStatus
from relgraph.connect.loading.spool import Spool
from relgraph.connect.source import Given, Source
from relgraph.connect.sources import CSV, SOURCES, ImportSource
from relgraph.core.config import Settings
from relgraph.core.errors import ForbiddenError, InputError, MissingExtraError, NotFoundError
from relgraph.core.extras import Extra
from relgraph.core.principal import Principal, Right
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find
from tests.connect.loading import toy
from tests.surfaces.http.importing import left_in

ROWS = "key,name,latin,mail,title\n" + "".join(f"{n},P{n},,p{n}@acme.test,T{n}\n" for n in range(1, 301))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def uploading(graph: Graph) -> Graph:
    """A graph whose settings take uploads."""
    return replace(graph, settings=graph.settings.model_copy(update={"upload_most_bytes": 1_000_000}))


@pytest.fixture
async def imports() -> AsyncIterator[ImportsUnderWay]:
    async with ImportsUnderWay().kept() as kept:
        yield kept


def toys(monkeypatch: pytest.MonkeyPatch, *sources: Source) -> None:
    monkeypatch.setattr(order, "SOURCES", sources or (toy.source("toy"),))


def handed(text: str = ROWS, source: str = "toy", **how: object) -> ImportOrder:
    return ImportOrder(source, upload=[HandedFile("toy.csv", io.BytesIO(text.encode()))], **how)


async def ended(imports: ImportsUnderWay, begun: ImportStatus) -> ImportStatus:
    async with asyncio.timeout(60):
        return [status async for status in imports.follow(begun.id)][-1]


async def count(graph: Graph) -> int:
    return len(await find(graph, KINDS["person"], as_of=None, limit=1_000))


def endless(begun: threading.Event) -> Source:
    """A source whose export never ends."""

    def read(path: Path, given: Given, spool: Spool) -> None:
        file = spool.file(path.name, given.told_by("toy", path))
        line = 0
        while True:
            line += 1
            spool.row(file, line)
            begun.set()

    return Source("toy", "toy", read, "a table", "nothing")


def test_each_source_can_be_ordered() -> None:
    assert [each.value for each in ImportSource] == [CSV, *(source.name for source in SOURCES)]


async def test_an_import_that_is_interrupted_says_so_and_is_run_again(
    uploading: Graph, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    toys(monkeypatch, endless(begun))
    async with ImportsUnderWay().kept() as imports:
        started = await imports.start(uploading, handed())
        following = imports.follow(started.id)
        assert (await anext(following)).state is ImportState.READING
        await asyncio.to_thread(begun.wait, 10)
    (last,) = [status async for status in following if status.ended]
    assert (last.state, last.failure, last.report) == (ImportState.INTERRUPTED, "The service was stopped.", None)
    assert last.ended_at is not None
    assert last.remedy == "Start the same import again: what is loaded is found unchanged."
    # Nothing is left behind: no files, no thread that reads, no lock.
    assert left_in(temporary) == []
    assert [thread.name for thread in threading.enumerate() if thread.name == "import"] == []
    toys(monkeypatch)
    async with ImportsUnderWay().kept() as imports:
        assert (await ended(imports, await imports.start(uploading, handed()))).state is ImportState.FINISHED


async def test_interrupted_while_it_loads_and_run_again_it_ends_the_same(
    uploading: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    toys(monkeypatch)
    monkeypatch.setattr("relgraph.connect.loading.loader.BATCH", 20)
    monkeypatch.setattr(service, "PAUSE", 0)
    async with ImportsUnderWay().kept() as imports:
        started = await imports.start(uploading, handed())
        async for status in imports.follow(started.id):
            if status.loaded > 40:
                break
    interrupted = imports.find(started.id)
    assert interrupted.state is ImportState.INTERRUPTED
    assert 20 <= await count(uploading) < 300
    async with ImportsUnderWay().kept() as imports:
        again = await ended(imports, await imports.start(uploading, handed()))
        assert again.report
        assert (again.report.rows, again.report.rejected, await count(uploading)) == (300, 0, 300)
        assert again.report.unchanged + again.report.corrected + again.report.created == 300
        last = await ended(imports, await imports.start(uploading, handed()))
        assert last.report
        assert (last.report.nothing_changed, last.report.unchanged) == (True, 300)


async def test_what_fails_on_our_side_is_masked_and_logged(
    uploading: Graph, imports: ImportsUnderWay, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, given: Given, spool: Spool) -> None:
        raise ZeroDivisionError("secret")

    toys(monkeypatch, Source("toy", "toy", read, "a table", "nothing"))
    last = await ended(imports, await imports.start(uploading, handed()))
    assert (last.state, last.failure) == (ImportState.FAILED, "Something went wrong on our side.")
    assert last.remedy == f"The log of the server says what, under import_id {last.id}."
    assert left_in(temporary) == []


async def test_what_is_kept_is_bounded(
    uploading: Graph, imports: ImportsUnderWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    toys(monkeypatch)
    monkeypatch.setattr(service, "KEPT", 2)
    ids = [(await ended(imports, await imports.start(uploading, handed(dry_run=True)))).id for _ in range(3)]
    assert [status.id for status in imports.latest(10)] == [ids[2], ids[1]]
    with pytest.raises(NotFoundError, match=f"No import has the id '{ids[0]}'"):
        imports.find(ids[0])
    assert await count(uploading) == 0


async def test_problems_are_kept_beyond_those_of_a_command(
    uploading: Graph, imports: ImportsUnderWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    toys(monkeypatch)
    nameless = "key,name,latin,mail,title\n" + "".join(f"{n},,,,\n" for n in range(1, 1_101))
    for dry_run in (True, False):
        last = await ended(imports, await imports.start(uploading, handed(nameless, dry_run=dry_run)))
        assert last.report
        (file,) = last.report.files
        assert (file.rejected, file.problem_count, len(file.problems)) == (1_100, 1_100, 1_000)
        assert last.report.rejects is None


async def test_a_dead_holder_keeps_nobody_out_for_long(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LEASE", 1.0)
    dead = graph.for_caller(principal=Principal("ann"))
    holding = only_import(dead, "mail")
    await holding.__aenter__()
    with pytest.raises(ImportUnderWayError, match="An import of mail is under way, begun by 'ann' at 20"):
        async with only_import(graph, "csv"):
            pass
    # The lease is renewed as long as its holder lives.
    await asyncio.sleep(1.5)
    with pytest.raises(ImportUnderWayError):
        async with only_import(graph, "csv"):
            pass
    (heart,) = [task for task in asyncio.all_tasks() if "only_import" in str(task.get_coro())]
    heart.cancel()
    await asyncio.sleep(1.2)
    async with only_import(graph, "csv"):
        # Whoever lost the lock does not give back what is another's.
        await holding.__aexit__(None, None, None)
        with pytest.raises(ImportUnderWayError, match="An import of csv is under way, begun by somebody"):
            async with only_import(graph, "mail"):
                pass


async def test_whoever_may_not_write_imports_nothing(
    uploading: Graph, imports: ImportsUnderWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    toys(monkeypatch)
    reader = uploading.for_caller(principal=Principal("abe", frozenset({Right.READ})))
    for dry_run in (True, False):
        with pytest.raises(ForbiddenError):
            await imports.start(reader, handed(dry_run=dry_run))


async def test_orders_that_cannot_be_begun(
    uploading: Graph, imports: ImportsUnderWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given, field in ((handed(source="csv", dry_run=True), "dryRun"), (handed(source="sap"), "source")):
        with pytest.raises(InputError) as refused:
            await imports.start(uploading, given)
        assert refused.value.field == field
    monkeypatch.setattr("relgraph.core.extras.find_spec", lambda name: None)
    toys(monkeypatch, replace(toy.source("toy"), extra=Extra.IMPORT))
    with pytest.raises(MissingExtraError):
        await imports.start(uploading, handed())
    # None of them holds the lock.
    async with only_import(uploading, "csv"):
        pass


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("cards.vcf", "cards.vcf"),
        ("C:\\Users\\ann\\cards.vcf", "cards.vcf"),
        ("../../etc/passwd", "passwd"),
        ("Kontakte 联系人.vcf", "Kontakte 联系人.vcf"),
        ("e\u0301.vcf", "\u00e9.vcf"),
        *((name, None) for name in ("", "..", "a/..", "a\nb", "a\0b", "x" * 201)),
    ],
)
def test_names_of_files_lead_nowhere(tmp_path: Path, settings: Settings, name: str, kept: str | None) -> None:
    given = ImportOrder("vcard", upload=[HandedFile(name, io.BytesIO(b"x"))])
    if kept is None:
        with pytest.raises(InputError) as refused:
            laid_out(given, settings, tmp_path)
        assert refused.value.field == "from.upload"
    else:
        path, _ = laid_out(given, settings, tmp_path)
        assert (path.parent, path.name, path.read_bytes()) == (tmp_path / "upload", kept, b"x")


def test_two_files_of_one_name_are_refused(tmp_path: Path, settings: Settings) -> None:
    files = [HandedFile("a.csv", io.BytesIO(b"1")), HandedFile("b/a.csv", io.BytesIO(b"2"))]
    with pytest.raises(InputError, match=r"Two files are called 'a\.csv'"):
        laid_out(ImportOrder("salesforce", upload=files), settings, tmp_path)
