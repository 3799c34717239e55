"""`relgraph token`: a bearer token for the API."""

import sys
from typing import Annotated

import typer
from rich.text import Text

from relgraph.core.errors import InputError
from relgraph.core.tokens import read_token
from relgraph.surfaces.cli.console import err
from relgraph.surfaces.graphql.auth import new_token


def token(
    *,
    name: Annotated[
        str | None, typer.Option("--name", help="Whose it is: what they record and accept keeps this name.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="It may not record, accept or assign.")] = False,
) -> None:
    """Make a bearer token for the API: prints the token, then what to put into RELGRAPH_API_TOKEN_HASHES.

    The token is stored nowhere: give it to whoever calls, and the second line to the server.
    """
    secret, digest = new_token()
    if read_only and not name:
        raise InputError("A token that may only read needs a name.", remedy="Say whose it is with --name.")
    entry = f"{name}{':read' if read_only else ''}={digest}" if name else digest
    read_token(entry)
    sys.stdout.write(f"token {secret}\nhash  {entry}\n")
    err().print(
        Text(
            "Send it as `Authorization: Bearer <token>`; put what follows `hash` into RELGRAPH_API_TOKEN_HASHES, "
            "as it is (several are joined by commas)."
        )
    )
