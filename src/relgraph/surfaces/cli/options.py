"""Options that several commands take, named once so that they read alike everywhere."""

from datetime import date
from typing import Annotated

import typer

from relgraph.core.language import Language


def a_day(text: str) -> date:
    """A day as it is typed. Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write it as YYYY-MM-DD, e.g. 2026-09-01") from None


FACTOR = "more than 0, at most 1"
"""How the range of a factor reads."""


def a_factor(given: float) -> float:
    """A number that something is multiplied by. Raises BadParameter."""
    if not 0 < given <= 1:
        raise typer.BadParameter(f"{given:g} is not {FACTOR}")
    return given


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=a_day, metavar="YYYY-MM-DD", help="The day asked about. [default: today]"),
]
Lang = Annotated[Language, typer.Option("--lang", "--language", help="The language of titles, evidence and remedies.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines, and nothing else.")]
Force = Annotated[bool, typer.Option("--force", help="Do it although something is in the way.")]
