"""What an installation chooses of audit rules: numbers, severities, and which are off (docs/audit.md)."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints, TypeAdapter, ValidationError

from relgraph.core.errors import ConfigurationError

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
