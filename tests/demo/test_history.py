"""Who moved, left and rose in the demo world, and which units ended."""

import pytest

from tests.demo.demo_reading import EXPECTED, ours, rows


@pytest.mark.parametrize("move", EXPECTED["history"]["moves"])
def test_people_moved_between_organisations(move):
    seats = [row for row in rows("positions") if row["person"] == move["person"]]
    left = [row["valid_to"] for row in seats if row["organization"] == move["from"]]
    joined = [row["valid_from"] for row in seats if row["organization"] == move["to"] and not row["valid_to"]]
    assert (max(left), joined) == (move["left"], [move["joined"]])


@pytest.mark.parametrize("departure", EXPECTED["history"]["departed"])
def test_people_left(departure):
    seats = [row for row in rows("positions") if row["person"] == departure["person"]]
    left = [row["valid_to"] for row in seats if row["organization"] == departure["organization"]]
    assert left == [departure["on"]]
    assert departure["person"] not in ours()


@pytest.mark.parametrize("change", EXPECTED["history"]["title_changes"])
def test_titles_changed(change):
    seats = [
        row
        for row in rows("positions")
        if (row["person"], row["organization"]) == (change["person"], change["organization"])
    ]
    assert [row["title"] for row in sorted(seats, key=lambda row: row["valid_from"])] == change["titles"]


def test_units_ended():
    assert [row["id"] for row in rows("units") if row["valid_to"]] == EXPECTED["history"]["ended_units"]
