"""What settings may hold: hosts that are this machine, secrets that are strong enough to sign with, what is chosen of
audit rules."""

import re
from base64 import b64decode
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints, TypeAdapter, ValidationError

from relgraph.errors import ConfigurationError

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


Said = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class ChosenSeverity(BaseModel, frozen=True, extra="forbid"):
    """How much a rule counts in this installation, or `off`; why, and who says so."""

    severity: Literal["high", "medium", "low", "off"]
    reason: Said
    by: Said


_SEVERITIES = TypeAdapter(dict[str, ChosenSeverity])


def read_parameters(text: str) -> dict[str, float]:
    """Numbers of rules from `rule.parameter=number, …`. Raises ConfigurationError."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [part for part in parts if not re.fullmatch(r"\w+\.\w+\s*=\s*-?\d+(\.\d+)?", part)]
    if wrong:
        raise ConfigurationError(
            f"RELGRAPH_AUDIT_PARAMETERS has '{wrong[0]}', which cannot be read.",
            remedy="Write rule.parameter=number, e.g. key_contact_cold.cold_below=0.4, with commas between.",
        )
    return {name.strip(): float(number) for name, _, number in (part.partition("=") for part in parts)}


def read_severities(text: str) -> dict[str, ChosenSeverity]:
    """What is chosen of rules, from JSON. Raises ConfigurationError, which names the place."""
    if not text.strip():
        return {}
    try:
        return _SEVERITIES.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise ConfigurationError(
            f"RELGRAPH_AUDIT_SEVERITIES cannot be read at {where}: {first['msg']}.",
            remedy='Write {"owner_overloaded": {"severity": "off", "reason": "We plan by team.", "by": "Ann"}}; '
            "severity is high, medium, low or off.",
        ) from None
