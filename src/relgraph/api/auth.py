"""Who may call: bearer tokens, and where a server without tokens may listen."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Sequence

from relgraph.config import Settings
from relgraph.errors import ConfigurationError

_PREFIX = "rg_"


def new_token() -> tuple[str, str]:
    """A fresh bearer token and the hash to configure. The token itself is stored nowhere."""
    token = _PREFIX + secrets.token_urlsafe(32)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """The SHA-256 of a token, in hex. A plain hash is enough: tokens carry 256 random bits, nobody can guess them."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_caller(authorization: str | None, hashes: Sequence[str], address: str) -> str | None:
    """Who calls with an Authorization header: the hash of their bearer token, when it is one of these; else None.

    Where there are no tokens, whoever is at an address is one caller.
    """
    if not hashes:
        return address
    scheme, _, token = (authorization or "").partition(" ")
    given = hash_token(token.strip())
    # Every hash is compared, in constant time each: how long it takes tells nothing about which one came close.
    matches = [hmac.compare_digest(given, known) for known in hashes]
    return given if scheme.lower() == "bearer" and any(matches) else None


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_may_listen(settings: Settings) -> None:
    """Refuse to open an address that others can reach while nobody has to say who they are."""
    if not is_loopback(settings.host) and not settings.api_token_hashes:
        raise ConfigurationError(
            f"relgraph will not listen on {settings.host} while no API token is configured.",
            remedy="Make one with `relgraph token` and set RELGRAPH_API_TOKEN_HASHES, or listen on 127.0.0.1.",
        )
