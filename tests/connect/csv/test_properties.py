"""For any folder, however broken: no row is lost. For any sound one: there and back again is the same."""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from relgraph.connect.csv.columns import columns
from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.connect.tabular.reader import RowReader
from relgraph.graph.client import Graph
from relgraph.kinds.person import Person
from relgraph.kinds.reporting_line import ReportingLine
from relgraph.kinds.tie import Tie
from relgraph.record.model import Recorded
from tests.connect.csv.folders import CANONICAL, contents, folder
from tests.database import wipe
from tests.examples import ON_NEO4J

Mutation = Callable[[bytes], bytes]


def _drop_column(number: int) -> Mutation:
    def mutate(data: bytes) -> bytes:
        lines = [line.split(b",") for line in data.splitlines()]
        return b"\n".join(b",".join(cell for n, cell in enumerate(cells) if n != number) for cells in lines)

    return mutate


def _swap_cells(line: int, one: int, other: int) -> Mutation:
    def mutate(data: bytes) -> bytes:
        lines = [row.split(b",") for row in data.splitlines()]
        cells = lines[line % len(lines)] if lines else []
        if cells:
            one_, other_ = one % len(cells), other % len(cells)
            cells[one_], cells[other_] = cells[other_], cells[one_]
        return b"\n".join(b",".join(cells) for cells in lines)

    return mutate


def _repeat_line(line: int) -> Mutation:
    def mutate(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        return data + lines[line % len(lines)] if lines else data

    return mutate


def _put(place: int, noise: bytes) -> Mutation:
    return lambda data: data[: place % (len(data) + 1)] + noise + data[place % (len(data) + 1) :]


def _cut(place: int) -> Mutation:
    return lambda data: data[: place % (len(data) + 1)]


numbers = st.integers(0, 400)
noises = st.binary(min_size=1, max_size=5) | st.sampled_from(
    [b'"', b",", b"\n", b"\r", b"\0", b";", b"?", b"t:ann", b"\xff\xfe"]
)
mutations = st.one_of(
    st.builds(_drop_column, st.integers(0, 4)),
    st.builds(_swap_cells, numbers, st.integers(0, 9), st.integers(0, 9)),
    st.builds(_repeat_line, numbers),
    st.builds(_put, numbers, noises),
    st.builds(_cut, numbers),
)
broken = st.lists(st.tuples(st.sampled_from(sorted(CANONICAL)), mutations), min_size=1, max_size=12)


@given(broken, st.sampled_from([1, 3, 100]))
@ON_NEO4J
async def test_rows_in_are_rows_loaded_and_rows_rejected(graph: Graph, changes, batch_size: int) -> None:
    files = {name: text.encode() for name, text in CANONICAL.items()}
    for name, mutate in changes:
        files[name] = mutate(files[name])
    await wipe(graph)
    with tempfile.TemporaryDirectory() as place:
        path = folder(Path(place), files)
        report = await import_folder(graph, path, batch_size=batch_size)
        assert report.every_row_told
        for file in report.files:
            assert file.rows == _rows(path / file.file)
            assert file.rejected == _rows(path / "rejects" / file.file)
            told = {problem.row for problem in file.problems}
            assert len(told) == file.rejected or (file.note and told)
        again = await import_folder(graph, path, batch_size=batch_size)
        assert again.nothing_changed
        assert [file.rejected for file in again.files] == [file.rejected for file in report.files]


def _rows(path: Path) -> int:
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return max(0, sum(1 for _ in RowReader(file)) - 1)


days = st.dates(date(2020, 1, 1), date(2026, 1, 1))
texts = (
    st.text(min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and "\0" not in text)
)
moments = st.just(datetime(2026, 1, 1, tzinfo=UTC))
names = [f"t:p{n}" for n in range(4)]


def _span(values: dict[str, object], cuts: list[date], n: int) -> dict[str, object]:
    return {**values, "valid_from": cuts[n - 1] if n else None, "valid_to": cuts[n]}


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, list[Recorded]]:
    people = [
        Person(id=name, name=draw(texts), aliases=tuple(draw(st.lists(texts, max_size=3))), recorded_at=draw(moments))
        for name in names
    ]
    ties, lines = [], []
    for number in range(draw(st.integers(0, 3))):
        ends = draw(st.permutations(names))[:2]
        cuts = sorted(draw(st.sets(days, min_size=1, max_size=3)))
        for n in range(len(cuts)):
            said = {
                "id": f"t:tie{number}",
                "person_a": ends[0],
                "person_b": ends[1],
                "strength": draw(st.none() | st.floats(0, 1)),
                "basis": draw(st.none() | texts),
                "recorded_at": draw(moments),
            }
            ties.append(Tie.model_validate(_span(said, cuts, n)))
    for number in range(draw(st.integers(0, 3))):
        line = ReportingLine(person=names[number], manager=names[number + 1], recorded_at=draw(moments))
        lines.append(line)
    return {"people": people, "ties": ties, "reporting_lines": lines}


@given(worlds(), st.sampled_from([1, 100]))
@ON_NEO4J
async def test_there_and_back_again_for_any_world(graph: Graph, world: dict[str, list[Recorded]], size: int) -> None:
    await wipe(graph)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place)
        await import_folder(graph, folder(path / "in", _csv(world)), batch_size=size)
        await export_folder(graph, path / "out")
        out = contents(path / "out")
        assert {name: text for name, text in out.items() if name in world} == _csv(world)
        assert (await import_folder(graph, path / "out", batch_size=size)).nothing_changed
        await wipe(graph)
        await import_folder(graph, path / "out", batch_size=size)
        await export_folder(graph, path / "again")
        assert contents(path / "again") == out


def _csv(world: dict[str, list[Recorded]]) -> dict[str, str]:
    models = {"people": Person, "ties": Tie, "reporting_lines": ReportingLine}
    return {
        name: "\n".join(
            [",".join(columns(models[name])), *(_line(thing) for thing in sorted(things, key=lambda thing: thing.key))]
        )
        + "\n"
        for name, things in world.items()
    }


def _line(thing: Recorded) -> str:
    # Written by hand, not by the code under test: quotes where CSV needs them, escapes in lists.
    def cell(name: str) -> str:
        value = getattr(thing, name)
        if isinstance(value, tuple):
            value = ";".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in value)
        if isinstance(value, datetime):
            value = f"{value:%Y-%m-%dT%H:%M:%SZ}"
        text = "" if value is None else str(value)
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in ',"\r\n') else text

    return ",".join(cell(name) for name in columns(type(thing)))
