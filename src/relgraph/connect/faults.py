"""What pydantic says of a row, in the words of whoever must mend it."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from relgraph.connect.tabular.reader import Fault
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome

_SHOWN = 40


def shown(text: str) -> str:
    """A value as messages quote it: not longer than helps, and printable."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


_Words = Callable[[str, Mapping[str, Any]], tuple[str, str]]

# By pydantic's type of error: the value and the error's context → the message and the remedy.
_WORDS: dict[str, _Words] = {
    "missing": lambda value, ctx: ("the cell is empty", "Fill it in: the column is required."),
    "string_pattern_mismatch": lambda value, ctx: (
        f"'{value}' is no id",
        "Write source:id without spaces, e.g. crm:0031x.",
    ),
    "string_too_long": lambda value, ctx: (
        f"the text is longer than {ctx['max_length']:,} characters",
        "Shorten it.",
    ),
    "enum": lambda value, ctx: (
        f"'{value}' is not one of the values allowed here",
        f"Write one of: {ctx['expected'].replace(' or ', ', ').replace(chr(39), '')}.",
    ),
    "greater_than_equal": lambda value, ctx: (f"{value} is too small", f"The least is {ctx['ge']:g}."),
    "less_than_equal": lambda value, ctx: (f"{value} is too large", f"The most is {ctx['le']:g}."),
    "finite_number": lambda value, ctx: (f"{value} is too large", "Write a smaller number."),
    "int_parsing": lambda value, ctx: (f"'{value}' is no whole number", "Write digits only, e.g. 2."),
}


def fault_of(outcome: Outcome, column: str | None) -> Fault:
    """What stands in the way of a row that was not accepted."""
    remedy = outcome.remedy or "correct the row"
    return Fault(column, outcome.problem or "the row cannot be recorded", f"{remedy[0].upper()}{remedy[1:]}.")


def faults_of(
    model: type[Recorded], required: Collection[str], values: Mapping[str, object], error: ValidationError
) -> list[Fault]:
    """One fault for every error."""
    errors = error.errors(include_url=False)
    # What relgraph derives from a wrong cell is wrong too, but only the cell can be mended.
    given = {*required, *values}
    told = [details for details in errors if not details["loc"] or details["loc"][0] in given]
    return [_fault(model, details) for details in told or errors]


def _fault(model: type[Recorded], error: ErrorDetails) -> Fault:
    sentence = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:
        # The rules of a row name the fields that contradict each other.
        named = [word for word in re.findall(r"\w+", sentence) if word in model.model_fields]
        remedy = f"Correct {' or '.join(dict.fromkeys(named))}." if named else "Correct the row."
        return Fault(named[0] if named else None, sentence, remedy)
    value, column = shown(str(error["input"])), str(error["loc"][0])
    if words := _WORDS.get(error["type"]):
        return Fault(column, *words(value, error.get("ctx", {})))
    return Fault(column, f"'{value}' cannot be used: {sentence}", "Correct the cell.")
