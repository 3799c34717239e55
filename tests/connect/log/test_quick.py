"""Rows that are added up in one loop say what they say when they are told one by one."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.connect.loading.fates import problems, reports
from relgraph.connect.loading.spool import Spool, spooled
from relgraph.connect.log import quick
from relgraph.connect.log.quick import QuickRows
from relgraph.connect.log.service import read
from relgraph.connect.source import Given

DAYS = st.sampled_from(
    ["2026-03-02", " 2026-03-31  09:14", "2026-04-31", "2999-01-01", "3.4.2026", "03/04/2026", "13/4/2026", "x", ""]
)
PEOPLE = st.sampled_from(["t:ann", " t:bob ", "Mei@Grid.test", "mei@grid.test", "nobody at all", ""])
RECEIVERS = st.lists(PEOPLE, max_size=3).map(";".join) | st.just(";".join(f"t:{n}" for n in range(21)))
CHANNELS = st.sampled_from(["", "mail", "Call", " message", "pigeon"])
ROWS = st.lists(st.tuples(DAYS, PEOPLE, RECEIVERS, CHANNELS, st.sampled_from(["", '"a, b"', "c"])), max_size=12)
HEADERS = st.sampled_from(["at,from,to,channel,subject", " AT ,From,to,x,y", "to,from,at,channel,to", "at,from,to"])


def told(spool: Spool) -> object:
    flows = [flow for batch in spool.traffic.batches(99) for flow in batch]
    by_ends = sorted(((each.sender, each.receiver, each.channel, each.months, each.source) for each in flows), key=str)
    return by_ends, spool.traffic.period, reports(spool), list(problems(spool, 1))


@settings(deadline=None, max_examples=300)
@given(HEADERS, ROWS, st.sampled_from([1, 3, 100]))
def test_it_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, header: str, rows: list[tuple[str, ...]], kept: int
) -> None:
    path = tmp_path_factory.mktemp("any") / "log.csv"
    path.write_text("\n".join([header, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    with spooled() as spool, patch.object(quick, "KNOWN", kept), patch.object(quick, "AT_ONCE", kept):
        read(path, Given(), spool)
        found = told(spool)
    with spooled() as spool, patch.object(QuickRows, "others", lambda self: self._table.reader):
        read(path, Given(), spool)
        assert spool.rows == sum(any(cell.strip() for cell in row) for row in rows)
        assert told(spool) == found


def test_rows_are_counted_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("at,from,to\n" + "2026-03-02,t:ann,t:bob\n" * 2_500 + "2026-03-02,t:ann,\n", encoding="utf-8")
    with spooled() as spool:
        read(path, Given(), spool)
        (report,) = reports(spool)
        assert spool.ask("SELECT line, start, end FROM rows").fetchall() == [(2_502, 57_511, 57_529)]
    assert (report.rows, report.unchanged, report.rejected) == (2_501, 2_500, 1)
