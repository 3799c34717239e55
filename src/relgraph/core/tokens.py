"""Bearer tokens as settings name them: whose they are, what they allow, and the hash by which they are known."""

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from relgraph.core.errors import ConfigurationError
from relgraph.core.principal import Principal, Right

_ENTRY = re.compile(
    r"(?:(?P<name>[^=:,\s][^=:,]{0,79})(?::(?P<right>read|write))?=)?(?P<digest>[0-9a-f]{64})", re.IGNORECASE
)


class Token(NamedTuple):
    """A token by its hash, and who asks with it."""

    digest: str
    principal: Principal


def hash_token(token: str) -> str:
    """The SHA-256 of a token, in hex. A plain hash is enough: tokens carry 256 random bits, nobody can guess them."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_tokens(entries: Sequence[str]) -> tuple[Token, ...]:
    """Each as `read_token` has it. Raises as that does."""
    return tuple(map(read_token, entries))


def read_token(entry: str) -> Token:
    """`NAME=HASH`, `NAME:read=HASH` for one that may only read, or a bare hash, which is named after its beginning.

    Raises ConfigurationError for anything else.
    """
    match = _ENTRY.fullmatch(entry.strip())
    if match is None:
        raise ConfigurationError(
            "RELGRAPH_API_TOKEN_HASHES holds something that is neither NAME=HASH, NAME:read=HASH nor a SHA-256 hash "
            "(64 hex digits).",
            remedy="Make a token with `relgraph token` and put what it prints there, never the token itself.",
        )
    digest = match["digest"].lower()
    rights = frozenset({Right.READ}) if (match["right"] or "").lower() == Right.READ else frozenset(Right)
    return Token(digest, Principal((match["name"] or f"token {digest[:8]}").strip(), rights))
