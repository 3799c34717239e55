"""What a check-up finds."""

from enum import StrEnum

from pydantic import BaseModel


class CheckState(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


class Check(BaseModel, frozen=True):
    """One thing that was looked at; `remedy` says what to do when it is not ok."""

    name: str
    state: CheckState
    finding: str
    remedy: str | None = None


class CheckUp(BaseModel, frozen=True):
    """All checks, in the order in which they build on each other."""

    checks: list[Check]

    @property
    def healthy(self) -> bool:
        """Nothing failed; warnings may be there."""
        return all(check.state is not CheckState.FAILED for check in self.checks)
