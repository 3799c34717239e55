"""What a soak compares: every value has one writer, a replay is what was acknowledged, and what differs is told."""

import random
from pathlib import Path

from bench.soak_book import THEIRS, Book, differences, write_folder
from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.graph.client import Graph


def written(writers: int = 4, steps: int = 60) -> Book:
    """A book after some steps of each writer, of which all were acknowledged."""
    book = Book()
    chances = [random.Random(n) for n in range(writers)]
    for _ in range(steps):
        for n, chance in enumerate(chances):
            write = book.next(n // 2, writers // 2, n % 2, chance)
            book.send(write)
            book.acknowledge(write)
    return book


def test_every_value_has_one_writer() -> None:
    owners: dict[tuple[object, str], set[int]] = {}
    for n in range(4):
        book, chance = Book(), random.Random(n)
        for _ in range(500):
            write = book.next(n // 2, 2, n % 2, chance)
            owners.setdefault((write.of, write.name), set()).add(n)
            book.send(write)
    assert {len(each) for each in owners.values()} == {1}
    assert {of[1] for of, _ in owners} == set(range(THEIRS))
    # Each tie is written by two, one of whom says its strength and the other its basis.
    assert owners[("tie", 0), "strength"] != owners[("tie", 0), "basis"]


async def test_a_replay_is_what_the_graph_holds_and_what_differs_is_told(graph: Graph, tmp_path: Path) -> None:
    values = written().replayed()
    await import_folder(graph, write_folder(tmp_path / "book", values))
    await export_folder(graph, tmp_path / "kept")
    assert list(differences(tmp_path / "kept", values)) == []
    n, year = next((of[1], name) for of in values if of[0] == "support" for name in values[of])
    of = next(of for of, said in values.items() if of[0] == "tie" and said)
    values[of] = {"strength": 0.5, "basis": "lost"}
    del values["support", n][year]
    told = list(differences(tmp_path / "kept", values))
    assert [each.split(" is ")[0] for each in told] == sorted(
        [f"tie {of[1]}", f"support {n}"], key=lambda each: (int(each.split()[1]), each.startswith("support"))
    )
