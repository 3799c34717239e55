"""Days as exports write them."""

from datetime import date

import pytest

from relgraph.connect.tabular.days import DateOrder, day_of, order_in

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2024-03-12", None, date(2024, 3, 12)),
        ("2024/3/2", None, date(2024, 3, 2)),
        ("20240312", None, date(2024, 3, 12)),
        ("2024年3月12日", None, date(2024, 3, 12)),
        ("2017-10-10T08:38:20.000+0000", None, date(2017, 10, 10)),
        ("2026-12-01 00:00", None, date(2026, 12, 1)),
        ("12 Mar 2024", None, date(2024, 3, 12)),
        ("7-Feb-22", None, date(2022, 2, 7)),
        ("3. März 1999", None, date(1999, 3, 3)),
        ("Mar 12, 2024", None, date(2024, 3, 12)),
        ("31/12/2026", None, date(2026, 12, 31)),
        ("12/31/2026 11:59 PM", None, date(2026, 12, 31)),
        ("03.04.2026", None, date(2026, 4, 3)),
        ("03/04/2026", DAY, date(2026, 4, 3)),
        ("03/04/2026", MONTH, date(2026, 3, 4)),
        ("3/4/71", MONTH, date(1971, 3, 4)),
        ("45000", None, date(2023, 3, 15)),
    ],
)
def test_a_day(cell: str, order: DateOrder | None, day: date) -> None:
    assert day_of(cell, order, "when") == day


@pytest.mark.parametrize(
    ("cell", "order", "message"),
    [
        ("03/04/2026", None, "'03/04/2026' may be read in two ways"),
        ("2026-02-30", None, "'2026-02-30' is no day"),
        ("31/12/2026", MONTH, "'31/12/2026' is no day"),
        ("5 Foo 2020", None, "'5 Foo 2020' is no day"),
        ("soon", None, "'soon' is no day"),
    ],
)
def test_no_day(cell: str, order: DateOrder | None, message: str) -> None:
    fault = day_of(cell, order, "when")
    assert not isinstance(fault, date)
    assert (fault.column, fault.message) == ("when", message)


def test_the_order_is_found_out_of_all_cells() -> None:
    assert order_in(["03/04/2026", "05/13/2026"]) is MONTH
    assert order_in(["03/04/2026", "13/05/2026", "2026-01-01"]) is DAY
    assert order_in(["03/04/2026", "05/06/2026"]) is None
    assert order_in(["13/04/2026", "05/13/2026"]) is None
