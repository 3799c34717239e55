"""Cells to values and back, and what is said of those that cannot be used."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from relgraph.connect.csv.columns import FaultyError, RowParser, columns, written
from relgraph.kinds import KINDS
from relgraph.kinds.opportunity import Opportunity
from relgraph.kinds.organization import Organization
from relgraph.kinds.person import Person
from relgraph.kinds.position import Position
from relgraph.kinds.reporting_line import ReportingLine
from relgraph.kinds.support import Support
from relgraph.kinds.tie import Tie
from relgraph.kinds.unit import Unit
from relgraph.record.fields import MAX_TEXT
from relgraph.record.model import Recorded
from tests.connect.csv.folders import CANONICAL


def read(model: type[Recorded], **cells: str) -> Recorded:
    return RowParser(model, list(cells)).read(list(cells.values()))


def faults(model: type[Recorded], **cells: str) -> list[tuple[str | None, str, str]]:
    with pytest.raises(FaultyError) as caught:
        read(model, **cells)
    return [tuple(fault) for fault in caught.value.faults]


def header_faults(model: type[Recorded], *names: str) -> list[tuple[str | None, str]]:
    with pytest.raises(FaultyError) as caught:
        RowParser(model, names)
    return [(fault.column, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("kind", KINDS.all, ids=lambda kind: kind.file)
def test_the_columns_of_every_kind(kind) -> None:
    assert ",".join(columns(kind.model)) == CANONICAL[kind.file].splitlines()[0]


@pytest.mark.parametrize(
    ("cell", "value"), [("true", True), ("Yes", True), ("1", True), ("FALSE", False), ("no", False), ("0", False)]
)
def test_booleans(cell: str, value: bool) -> None:
    assert read(Position, person="t:a", organization="t:o", primary=cell).primary is value


def test_values_of_every_type() -> None:
    tie = read(
        Tie,
        person_b=" t:a ",
        person_a="t:b",
        strength="0.50",
        last_contact="2026-03-31",
        recorded_at="2026-03-31T14:30:00.9+02:00",
        basis="worked \t together",
    )
    assert (tie.person_a, tie.person_b, tie.strength) == ("t:a", "t:b", 0.5)
    assert (tie.last_contact, tie.basis) == (date(2026, 3, 31), "worked together")
    assert tie.recorded_at == datetime(2026, 3, 31, 12, 30, tzinfo=UTC)
    assert read(Support, person="t:a", opportunity="t:o", level="?").level is None
    assert read(Person, id="t:a", name="A", aliases=r"x; y\;z ;;back\\slash").aliases == ("x", "y;z", "back\\slash")


@pytest.mark.parametrize(
    ("model", "cells", "expected"),
    [
        (
            Person,
            {"id": "ann", "name": "A"},
            ("id", "'ann' is no id", "Write source:id without spaces, e.g. crm:0031x."),
        ),
        (Person, {"id": "t:a", "name": ""}, ("name", "the cell is empty", "Fill it in: the column is required.")),
        (
            Person,
            {"id": "t:a", "name": "x" * (MAX_TEXT + 1)},
            ("name", "the text is longer than 2,000 characters", "Shorten it."),
        ),
        (
            Organization,
            {"id": "t:a", "name": "A", "kind": "client"},
            (
                "kind",
                "'client' is not one of the values allowed here",
                "Write one of: vendor, customer, partner, competitor, other.",
            ),
        ),
        (
            Tie,
            {"person_a": "t:a", "person_b": "t:b", "strength": "0,5"},
            ("strength", "'0,5' is no number", "Write it with a point, e.g. 0.5."),
        ),
        (
            Tie,
            {"person_a": "t:a", "person_b": "t:b", "strength": "1.5"},
            ("strength", "1.5 is too large", "The most is 1."),
        ),
        (
            Tie,
            {"person_a": "t:a", "person_b": "t:b", "strength": "1e999"},
            ("strength", "inf is too large", "Write a smaller number."),
        ),
        (
            Tie,
            {"person_a": "t:a", "person_b": "t:b", "valid_from": "31.3.2026"},
            ("valid_from", "'31.3.2026' is no day", "Write YYYY-MM-DD, e.g. 2026-03-31."),
        ),
        (
            Tie,
            {"person_a": "t:a", "person_b": "t:b", "recorded_at": "2026-03-31T10:00:00"},
            (
                "recorded_at",
                "'2026-03-31T10:00:00' is no moment with a time zone",
                "Write it like 2026-03-31T14:30:00Z.",
            ),
        ),
        (
            Tie,
            {"person_a": "nobody", "person_b": "t:b"},
            ("person_a", "'nobody' is no id", "Write source:id without spaces, e.g. crm:0031x."),
        ),
        (
            Tie,
            {"person_a": "", "person_b": "t:b"},
            ("person_a", "the cell is empty", "Fill it in: the column is required."),
        ),
        (
            Tie,
            {"person_a": "t:a", "person_b": "t:a"},
            ("person_a", "person_a and person_b are the same person", "Correct person_a or person_b."),
        ),
        (
            ReportingLine,
            {"person": "t:a", "manager": "t:a"},
            ("person", "person and manager are the same person", "Correct person or manager."),
        ),
        (
            Position,
            {"person": "t:a", "organization": "t:o", "layer": "?"},
            ("layer", "'?' is no whole number", "Write digits only, e.g. 2."),
        ),
        (
            Position,
            {"person": "t:a", "organization": "t:o", "layer": "2.0"},
            ("layer", "'2.0' is no whole number", "Write digits only, e.g. 2."),
        ),
        (
            Position,
            {"person": "t:a", "organization": "t:o", "primary": "maybe"},
            ("primary", "'maybe' is neither true nor false", "Write true or false."),
        ),
        (
            Support,
            {"person": "t:a", "opportunity": "t:o", "level": "-2"},
            ("level", "-2 is too small", "The least is -1."),
        ),
        (
            Unit,
            {"id": "t:u", "organization": "t:o", "name": "U", "parent": "t:u"},
            ("parent", "parent is the unit itself", "Correct parent."),
        ),
        (
            Opportunity,
            {"id": "t:d", "account": "t:o", "name": "D", "outcome": "won"},
            (
                "outcome",
                "an opportunity with an outcome has ended: it needs valid_to",
                "Correct outcome or valid_to.",
            ),
        ),
        (
            Person,
            {"id": "t:a", "name": "A", "valid_from": "2026-02-01", "valid_to": "2026-02-01"},
            (
                "valid_to",
                "valid_to must be later than valid_from: it is the first day it no longer holds",
                "Correct valid_to or valid_from.",
            ),
        ),
    ],
)
def test_what_is_said_of_a_cell(model, cells, expected) -> None:
    assert faults(model, **cells) == [expected]


def test_every_wrong_cell_is_told() -> None:
    told = faults(Position, person="t:a", organization="t:o", layer="x", primary="y")
    assert [column for column, _, _ in told] == ["layer", "primary"]


@pytest.mark.parametrize("count", [1, 3])
def test_too_few_and_too_many_cells(count: int) -> None:
    with pytest.raises(FaultyError) as caught:
        RowParser(Person, ["id", "name"]).read(["t:a"] * count)
    assert caught.value.faults[0].message == f"the row has {count} cells, the header 2"


def test_what_spreadsheets_do_to_a_header_and_to_days_is_taken() -> None:
    parser = RowParser(Person, ["ID", " Name", "", "Valid From", "", ""])
    for day in ["2024/12/31", "2024-12-31", "2024.12.31", "2024年12月31日", "2024/12/31 0:00"]:
        person = parser.read(["t:a", "Ann", "", day, "", "", ""])
        assert (person.name, person.valid_from) == ("Ann", date(2024, 12, 31))
    assert parser.read(["t:a", "Ann", "", "2024-1-5"]).valid_from == date(2024, 1, 5)
    with pytest.raises(FaultyError) as caught:
        parser.read(["t:a", "Ann", "x", "2024-1-5", ""])
    assert caught.value.faults[0].message == "column 3 has no name, and holds 'x'"
    for day in ["31/12/2024", "2024-12/31", "2024/13/01", "24/12/31", "2024-12-31 08:00"]:
        assert faults(Person, id="t:a", name="A", valid_from=day)[0][0] == "valid_from"


def test_headers_that_cannot_be_used() -> None:
    assert header_faults(Person, "id") == [("name", "the required column is missing")]
    assert header_faults(Person, "id", "name", "nmae") == [("nmae", "there is no such column here")]
    assert header_faults(Person, "id", "name", "name") == [("name", "the column stands there 2 times")]
    assert header_faults(Person, "id;name") == [(None, "the cells are separated by ';'")]
    assert header_faults(Tie, "person_a") == [("person_b", "the required column is missing")]


@given(st.lists(st.text(min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool), max_size=4))
def test_aliases_survive_the_way_out_and_back(aliases: list[str]) -> None:
    aliases = [alias for alias in aliases if "\x00" not in alias]
    person = Person(id="t:a", name="A", aliases=tuple(aliases))
    assert RowParser(Person, columns(Person)).read(written(person)) == person


@pytest.mark.parametrize("values", [{"name": "\x1c"}, {"name": "A\0"}, {"id": "t:a\x1c"}, {"id": "t:\x7f"}])
def test_what_no_file_could_carry_is_not_recorded(values: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate({"id": "t:a", "name": "A", **values})
