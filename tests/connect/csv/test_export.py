"""Exporting writes the shape that importing reads: there and back again nothing changes."""

from pathlib import Path

import pytest

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.connect.report import ExportReport
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from tests.connect.csv.folders import CANONICAL, ROWS, contents, folder
from tests.database import wipe


async def test_there_and_back_again(graph: Graph, tmp_path: Path) -> None:
    await import_folder(graph, folder(tmp_path / "in", CANONICAL))
    report = await export_folder(graph, tmp_path / "out")
    assert contents(tmp_path / "out") == CANONICAL
    assert (report.rows, report.folder) == (ROWS, tmp_path / "out")
    assert {file.file: file.rows for file in report.files}["ties.csv"] == 2
    assert (await import_folder(graph, tmp_path / "out")).nothing_changed
    await wipe(graph)
    await import_folder(graph, tmp_path / "out")
    await export_folder(graph, tmp_path / "again")
    assert contents(tmp_path / "again") == CANONICAL


async def test_many_pages(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relgraph.connect.csv.files.PAGE", 1)
    monkeypatch.setattr("relgraph.connect.csv.files.SENDERS", 1)
    await import_folder(graph, folder(tmp_path / "in", CANONICAL))
    progress = []
    await export_folder(graph, tmp_path / "out", on_progress=progress.append)
    assert contents(tmp_path / "out") == CANONICAL
    assert [p.done for p in progress] == list(range(1, ROWS + 1))


async def test_an_empty_graph_gives_headers(graph: Graph, tmp_path: Path) -> None:
    report = await export_folder(graph, tmp_path / "new/out")
    assert report.rows == 0
    headers = {name: text.splitlines(keepends=True)[0] for name, text in CANONICAL.items()}
    assert contents(tmp_path / "new/out") == headers


async def test_a_folder_in_use_is_not_written_over(graph: Graph, tmp_path: Path) -> None:
    folder(tmp_path, {"people": "mine", "notes": "mine"})
    with pytest.raises(InputError, match="is not empty"):
        await export_folder(graph, tmp_path)
    assert contents(tmp_path) == {"people": "mine", "notes": "mine"}
    with pytest.raises(InputError, match="cannot be read or written"):
        await export_folder(graph, tmp_path / "people.csv/out")
    report = await export_folder(graph, tmp_path, overwrite=True)
    assert isinstance(report, ExportReport)
    assert contents(tmp_path).keys() == {*CANONICAL, "notes"}
    assert contents(tmp_path)["notes"] == "mine"


async def test_a_failed_export_leaves_nothing_half_written(graph: Graph, tmp_path: Path) -> None:
    await import_folder(graph, folder(tmp_path / "in", CANONICAL))

    def stop(progress: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await export_folder(graph, tmp_path / "out", on_progress=stop)
    assert list((tmp_path / "out").iterdir()) == []
