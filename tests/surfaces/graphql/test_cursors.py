"""A cursor knows of which list it is: of which day, with which filter, in which order."""

from datetime import date

import pytest

from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.ids import Day, Opaque, after_key, chosen, cursor

MAY, SEPTEMBER = Day(date(2026, 5, 1), explicit=True), Day(date(2026, 9, 1), explicit=True)
BY_NAME, BY_LAYER = chosen(order="NAME"), chosen(order="LAYER")


@pytest.mark.parametrize("key", ["t:ann", "t:ann berta", '["Ann", "t:ann"]', ""])
@pytest.mark.parametrize("day", [None, MAY])
@pytest.mark.parametrize("of", ["", BY_NAME])
def test_a_cursor_leads_to_its_key(key: str, day: Day | None, of: str) -> None:
    if key or of:
        assert after_key(cursor(key, day, of), day, of) == key


@pytest.mark.parametrize(("made", "asked"), [("", BY_NAME), (BY_NAME, ""), (BY_NAME, BY_LAYER)])
def test_a_cursor_of_another_order_or_filter_is_refused(made: str, asked: str) -> None:
    with pytest.raises(InputError, match=r"The cursor is of a list with another filter or in another order\.") as told:
        after_key(cursor("t:ann", MAY, made), MAY, asked)
    assert (told.value.field, told.value.remedy) == (
        "after",
        "Ask for the list as it was, or begin this one without `after`.",
    )


def test_another_day_is_told_first() -> None:
    with pytest.raises(InputError, match="as of 2026-05-01, and this list is as of 2026-09-01"):
        after_key(cursor("t:ann", MAY, BY_NAME), SEPTEMBER, BY_LAYER)


@pytest.mark.parametrize("key", ["", "nothing", f"{BY_NAME}t:ann"])
def test_what_only_looks_like_one_is_none_of_ours(key: str) -> None:
    with pytest.raises(InputError):
        after_key(str(Opaque("afterChosen", key, None)), None, BY_NAME)


def test_what_is_left_out_makes_no_difference() -> None:
    assert chosen(order=None, filter=None) == ""
    assert chosen(order="NAME", filter=None) == BY_NAME
    assert chosen(filter={"a": 1, "b": 2}) == chosen(filter={"b": 2, "a": 1}) != chosen(filter={"a": 2, "b": 1})
