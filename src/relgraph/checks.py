"""What settings may hold: hosts that are this machine, and secrets that are strong enough to sign with."""

from base64 import b64decode
from ipaddress import ip_address

MIN_KEY, MAX_KEY = 24, 64
"""Bytes of a secret that signs webhooks."""


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_signing_secret(secret: str) -> bool:
    """Whether it is `whsec_` and enough random bytes in Base64."""
    try:
        key = b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        return False
    return secret.startswith("whsec_") and MIN_KEY <= len(key) <= MAX_KEY
