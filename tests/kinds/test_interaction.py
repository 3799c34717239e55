"""What is particular to interactions: their day and their moment."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from relgraph.kinds.interaction import Interaction

DAY = date(2026, 5, 1)
SHANGHAI = timezone(timedelta(hours=8))


def test_the_day_is_that_of_the_moment_where_it_took_place() -> None:
    late = Interaction(id="t:1", kind="call", at=datetime(2026, 5, 1, 0, 30, tzinfo=SHANGHAI))
    assert late.valid_from == DAY


@pytest.mark.parametrize("at", [datetime(2026, 4, 30, 16, 30, tzinfo=UTC), datetime(2026, 5, 2, 1, tzinfo=SHANGHAI)])
def test_the_moment_may_be_told_by_another_clock(at: datetime) -> None:
    assert Interaction(id="t:1", kind="call", at=at, valid_from=DAY).at == at


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "an interaction has a day"),
        ({"valid_from": DAY, "at": datetime(2026, 5, 3, 10, tzinfo=UTC)}, "at is on another day than valid_from"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Interaction.model_validate({"id": "t:1", "kind": "call", **values})
