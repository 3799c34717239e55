"""What settings may hold: hosts that are this machine, webhooks, and secrets that are strong enough to sign with."""

from base64 import b64decode
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from relgraph.core.addresses import Allowed, as_address
from relgraph.core.errors import ConfigurationError

MIN_KEY, MAX_KEY = 24, 64
"""Bytes of a secret that signs webhooks."""


def is_loopback(host: str) -> bool:
    """Whether a host can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_signing_secret(secret: str) -> bool:
    """Whether it is `whsec_` and enough random bytes in Base64."""
    try:
        key = b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        return False
    return secret.startswith("whsec_") and MIN_KEY <= len(key) <= MAX_KEY


def check_no_secret_in(uri: str) -> str:
    """The address of a database, which is shown. Raises ConfigurationError when it holds a password."""
    if "@" in uri.partition("?")[0]:
        raise ConfigurationError(
            "RELGRAPH_NEO4J_URI holds a user or a password.",
            remedy="Put them into RELGRAPH_NEO4J_USER and RELGRAPH_NEO4J_PASSWORD: addresses are shown.",
        )
    return uri


def check_webhooks(urls: Iterable[str], allowed: Allowed, proxy: str | None) -> None:
    """Raise ConfigurationError for an address that no webhook may have, or no proxy; both may hold secrets."""
    if proxy and not (urlsplit(proxy).scheme in ("http", "https") and urlsplit(proxy).hostname):
        raise ConfigurationError(
            "RELGRAPH_WEBHOOK_PROXY is no http:// or https:// address.", remedy="Write it as http://proxy.example:3128."
        )
    for url in urls:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if not host or not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))):
            raise ConfigurationError(
                "RELGRAPH_WEBHOOK_URLS holds something that is no https:// address.",
                remedy="Use https://; http:// goes to localhost only, e.g. to a proxy there that encrypts.",
            )
        address = ip_address("127.0.0.1") if host == "localhost" else as_address(host)
        if address and not allowed.may_reach(host, address):
            raise ConfigurationError(
                "RELGRAPH_WEBHOOK_URLS holds an address of this machine or of a private network.",
                remedy="If it is meant, name the host or its network in RELGRAPH_WEBHOOK_ALLOW, e.g. localhost.",
            )
