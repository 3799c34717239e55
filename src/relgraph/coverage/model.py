"""Coverage holes: where an account or a deal is not covered, rule by rule (method M2, M4, M16)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from relgraph.record.model import Fraction


class Severity(StrEnum):
    """How much a hole endangers the deal or the account."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Thresholds(BaseModel, frozen=True):
    """What counts as cold and stale: `cold_below` a tie strength 0..1, `stale_days` days since the last contact."""

    cold_below: Fraction = 0.3
    stale_days: int = Field(default=180, ge=1, le=3650)


class Scope(StrEnum):
    """What a rule can be asked about."""

    ACCOUNT = "account"
    OPPORTUNITY = "opportunity"


class Rule(BaseModel, frozen=True, extra="forbid"):
    """A coverage rule as data: the header of its query file `cypher/audit/<id>.cypher`."""

    id: str
    version: int
    title: str
    title_zh: str
    method: str
    severity: Severity
    scope: tuple[Scope, ...] = Field(min_length=1)
    remedy: str


class SubjectKind(StrEnum):
    """What a hole is about."""

    PERSON = "person"
    UNIT = "unit"
    OPPORTUNITY = "opportunity"


class Hole(BaseModel, frozen=True):
    """One failure of a rule; `subject_id`, with `opportunity_id` where the rule looks at deals, identifies it.

    `roles` are the letters that make the person matter; `ties` how many of ours know them; `strength` and
    `last_contact` the warmest tie and the latest contact, None where unknown.
    """

    subject_kind: SubjectKind
    subject_id: str
    name: str
    english_name: str | None = None
    title: str | None = None
    opportunity_id: str | None = None
    opportunity: str | None = None
    roles: list[str] = []
    ties: int | None = None
    strength: float | None = None
    last_contact: date | None = None


class RuleResult(BaseModel, frozen=True):
    """What a rule saw: how many it looked at, and which of them fail."""

    rule: Rule
    population: int
    holes: list[Hole]


class CoverageReport(BaseModel, frozen=True):
    """All rules over one account, or one opportunity of it, on a day."""

    account: str
    opportunity: str | None
    as_of: date
    results: list[RuleResult]
