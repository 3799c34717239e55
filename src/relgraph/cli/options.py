"""Options that several commands take, named once so that they read alike everywhere."""

from datetime import date
from typing import Annotated

import typer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write it as YYYY-MM-DD, e.g. 2026-09-01") from None


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="YYYY-MM-DD", help="The day asked about. [default: today]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines, and nothing else.")]
Force = Annotated[bool, typer.Option("--force", help="Do it although something is in the way.")]
