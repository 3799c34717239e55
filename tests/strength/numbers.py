"""The numbers of strength that tests take."""

from relgraph.playbook.service import load_playbook
from relgraph.playbook.strength import StrengthNumbers

NUMBERS = load_playbook(None).strength
"""Those that relgraph ships."""


def numbers_with(**other: float) -> StrengthNumbers:
    """Those that relgraph ships, but for these."""
    return StrengthNumbers.model_validate({**NUMBERS.model_dump(), **other})
