"""The export that the benchmark of imports writes is one that is read without a fault."""

from datetime import date
from pathlib import Path

from bench.imports import AS_OF, OURS, USERS, write_export
from relgraph.connect.loading.spool import Spool, spooled
from relgraph.connect.salesforce.service import read
from relgraph.connect.source import Given


def told_of(spool: Spool, noun: str) -> int:
    return sum(len(batch) for batch in spool.batches(noun, 1_000))


def test_the_export_is_read_without_a_fault(tmp_path: Path) -> None:
    rows = write_export(tmp_path / "export", contacts=300, activities=1_000)
    # 3 accounts with 2 deals of 4 roles each.
    assert rows == 3 + USERS + 300 + 3 * 2 + 3 * 8 + 1_000
    with spooled() as spool:
        read(tmp_path / "export", Given(day=AS_OF, ours=OURS), spool)
        assert spool.rows == rows
        assert spool.ask("SELECT * FROM problems").fetchall() == []
        told = {noun: told_of(spool, noun) for noun in ("organization", "unit", "person", "position")}
        assert told == {"organization": 3, "unit": 3 * 8 + 8, "person": 300 + USERS, "position": 300 + USERS}
        assert told_of(spool, "reporting_line") == 300 - 3
        assert told_of(spool, "ownership") == 300
        assert told_of(spool, "role") == 3 * 8
        ties = [thing.thing for batch in spool.batches("tie", 1_000) for thing in batch]
        assert all(getattr(tie, "last_contact") <= AS_OF for tie in ties)  # noqa: B009
        assert len({tie.id for tie in ties}) == len(ties)
        assert date(2022, 1, 1) < min(getattr(tie, "last_contact") for tie in ties)  # noqa: B009


def test_the_same_seed_writes_the_same(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_export(tmp_path / name, contacts=100, activities=100)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()
