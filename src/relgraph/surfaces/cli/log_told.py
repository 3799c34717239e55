"""What `relgraph log` is told in words: who said what to whom, and by when."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import typer

from relgraph.core.errors import InputError
from relgraph.interactions.log import LogRow
from relgraph.record.change import Became
from relgraph.surfaces.cli.recorded import first_refused

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


_MOMENT = "write it as YYYY-MM-DDTHH:MM+HH:MM, e.g. 2026-09-01T14:00+08:00"
_OPTIONS = {"participants": "--with", "commitments": "--promise", "asks": "--ask", "news": "--news"}
_FIELDS = {"kind": "KIND", "account": "--about", "next_step": "--next", "nextStep": "--next", "valid_from": "--on"}


def first_problem(rows: Sequence[LogRow], became: Sequence[Became[Any]]) -> InputError:
    """What is wrong with the first row that cannot be recorded, by the option that told it."""
    refused = first_refused(became)
    path, field = rows[refused.place].path, refused.field
    own = _FIELDS.get(field or "", f"--{field}" if field else "")
    return refused.by(_OPTIONS[path.partition(".")[0]] if path else own)


def a_moment(text: str) -> datetime:
    """A moment as it is typed, with its time zone. Raises BadParameter."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no moment; {_MOMENT}") from None
    if at.tzinfo is None:
        raise typer.BadParameter(f"'{text}' does not say in which time zone; {_MOMENT}")
    return at
