"""`relgraph token`: a bearer token for the API."""

import sys

from rich.text import Text

from relgraph.api.auth import new_token
from relgraph.cli.console import err


def token() -> None:
    """Make a bearer token for the API: prints the token, then its hash for RELGRAPH_API_TOKEN_HASHES.

    The token is stored nowhere: give it to whoever calls, and the hash to the server.
    """
    secret, digest = new_token()
    sys.stdout.write(f"token {secret}\nhash  {digest}\n")
    err().print(
        Text(
            "Send it as `Authorization: Bearer <token>`; put the hash into RELGRAPH_API_TOKEN_HASHES "
            "(several are joined by commas)."
        )
    )
