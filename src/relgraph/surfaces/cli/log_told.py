"""What `relgraph log` is told in words: who said what to whom, and by when."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from relgraph.core.errors import InputError
from relgraph.interactions.log import LogRow
from relgraph.record.change import Became, Changed
from relgraph.record.input import problems

_SAID = re.compile(r"\s*(?P<who>.+?)\s*[>＞→]\s*(?P<whom>.+?)(?::\s+|：\s*)(?P<what>.+?)\s*", re.DOTALL)
_DUE = re.compile(r"(?P<what>.+?)[\s,，]+by\s+(?P<due>\d{4}-\d{2}-\d{2})", re.DOTALL)


class Told(NamedTuple):
    """Who said what to whom, as it was typed."""

    who: str
    whom: str
    what: str


def read_told(text: str) -> Told | None:
    """`WHO > WHOM: WHAT`; None for what does not read so. The colon has a blank behind it: ids hold one without."""
    found = _SAID.fullmatch(text)
    return Told(found["who"], found["whom"], found["what"]) if found else None


def told(text: str, option: str, example: str) -> Told:
    """The same. Raises InputError that shows how it is written."""
    if found := read_told(text):
        return found
    raise InputError(
        f"{option}: '{text}' does not say who, to whom and what.",
        field=option,
        remedy=f"Write it as WHO > WHOM: WHAT, e.g. {option} '{example}'.",
    )


def read_due(what: str, option: str) -> tuple[str, date | None]:
    """What was promised, and the day where it ends with `by YYYY-MM-DD`. Raises InputError for no day."""
    found = _DUE.fullmatch(what)
    if found is None:
        return what, None
    try:
        return found["what"], date.fromisoformat(found["due"])
    except ValueError:
        raise InputError(f"{option}: '{found['due']}' is no day.", field=option, remedy="Write YYYY-MM-DD.") from None


_OPTIONS = {"participants": "--with", "commitments": "--promise", "asks": "--ask", "news": "--news"}
_FIELDS = {"kind": "KIND", "account": "--about", "next_step": "--next", "nextStep": "--next", "valid_from": "--on"}


def first_problem(rows: Sequence[LogRow], became: Sequence[Became[Any]]) -> InputError:
    """What is wrong with the first row that cannot be recorded, by the option that told it."""
    for row, each in zip(rows, became, strict=True):
        if isinstance(each, Changed):
            if each.thing is None:
                remedy = _sentence(each.outcome.remedy) if each.outcome.remedy else None
                said = _sentence(each.outcome.problem or "it cannot be recorded")
                return _blamed(row, each.outcome.field, said, remedy)
        elif isinstance(each, InputError):
            return _blamed(row, each.field, each.message, each.remedy)
        else:
            field, message = problems(each)[0]
            return _blamed(row, field, message, None)
    raise AssertionError("every row was recorded")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _blamed(row: LogRow, field: str | None, message: str, remedy: str | None) -> InputError:
    own = _FIELDS.get(field or "", f"--{field}" if field else "")
    option = _OPTIONS[row.path.partition(".")[0]] if row.path else own
    return InputError(f"{option}: {message}" if option else message, field=option or None, remedy=remedy)
