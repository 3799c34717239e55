"""Who may call: bearer tokens."""

import hmac
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from relgraph.core.principal import ANYBODY, Principal
from relgraph.core.tokens import Token, hash_token

_PREFIX = "rg_"


def new_token() -> tuple[str, str]:
    """A fresh bearer token and the hash to configure. The token itself is stored nowhere."""
    token = _PREFIX + secrets.token_urlsafe(32)
    return token, hash_token(token)


class Caller(NamedTuple):
    """Who calls: what tells one caller from others, which no log may hold, and in whose name."""

    key: str
    principal: Principal


def find_caller(authorization: str | None, tokens: Sequence[Token], address: str) -> Caller | None:
    """Who calls with an Authorization header: whoever has the bearer token, when it is one of these; else None.

    Where there are no tokens, whoever is at an address is one caller, of no name.
    """
    if not tokens:
        return Caller(address, ANYBODY)
    scheme, _, brought = (authorization or "").partition(" ")
    given = hash_token(brought.strip())
    # Every hash is compared, in constant time each: how long it takes tells nothing about which one came close.
    known = [token for token in tokens if hmac.compare_digest(given, token.digest)]
    return Caller(given, known[0].principal) if scheme.lower() == "bearer" and known else None
