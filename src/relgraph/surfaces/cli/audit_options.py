"""Arguments that commands of `relgraph audit` share."""

from typing import Annotated

import typer

from relgraph.surfaces.cli.analyses import AN_ACCOUNT

Account = Annotated[str | None, typer.Option("--account", help=AN_ACCOUNT)]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most findings shown.")]
Key = Annotated[str, typer.Argument(help="The finding: its key, as `audit findings` prints it.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so. [default: whoever is logged in]")]
