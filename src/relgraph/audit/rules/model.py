"""What the coverage audit looks for and what it sees: rules, subjects, failures (method M2-M4, M7, M10, M16, M17)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field, JsonValue, field_validator, model_validator

from relgraph.core.errors import InputError
from relgraph.record.fields import Fraction


class Severity(StrEnum):
    """How much a failure endangers the deal or the account."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the severest."""
        return list(Severity).index(self)

    @property
    def at_least(self) -> list["Severity"]:
        """This one and those above it, the severest first."""
        return list(Severity)[: self.rank + 1]


class Scope(StrEnum):
    """What a rule can be asked about."""

    ACCOUNT = "account"
    OPPORTUNITY = "opportunity"


class SubjectKind(StrEnum):
    """What a failure is about."""

    PERSON = "person"
    UNIT = "unit"
    OPPORTUNITY = "opportunity"
    ORGANIZATION = "organization"


class NumberKind(StrEnum):
    """What kind of number a rule takes."""

    INT = "int"
    FLOAT = "float"


class Thresholds(BaseModel, frozen=True):
    """What counts as cold and stale: `cold_below` a tie strength 0..1, `stale_days` days since the last contact.

    None is what the rules ask with otherwise.
    """

    cold_below: Fraction | None = None
    stale_days: int | None = Field(default=None, ge=1, le=3650)

    @property
    def given(self) -> dict[str, int | float]:
        """Those that are not None."""
        return self.model_dump(exclude_none=True)


class Parameter(BaseModel, frozen=True):
    """A number that a rule can be asked with; `least` and `most` are still allowed.

    `playbook` is where in the playbook the default stands, e.g. `rhythm.decider_days`; None: it is the rule's own.
    `chosen` is what this installation asks with instead of the default (setting `audit_parameters`).
    """

    name: str
    kind: NumberKind
    least: float
    most: float
    default: float
    meaning: str
    playbook: str | None = None
    chosen: float | None = None

    @model_validator(mode="after")
    def _default_is_allowed(self) -> "Parameter":
        if not self.least <= self.default <= self.most:
            raise ValueError("the default is out of the range")
        if self.kind is NumberKind.INT and not all(n.is_integer() for n in (self.least, self.most, self.default)):
            raise ValueError("an int has a whole default and range")
        return self

    @property
    def allowed(self) -> str:
        """What may be given, as a remedy."""
        return f"Give {'a whole number, ' if self.kind is NumberKind.INT else ''}{self.least:g} to {self.most:g}."

    @property
    def value(self) -> int | float:
        """What the query is asked with when nobody says otherwise."""
        number = self.default if self.chosen is None else self.chosen
        return int(number) if self.kind is NumberKind.INT else number

    def checked(self, value: float) -> float:
        """The value when it is in the range, and whole where it must be. Raises InputError."""
        if self.least <= value <= self.most and (self.kind is NumberKind.FLOAT or float(value).is_integer()):
            return value
        raise InputError(f"{self.name} is {value}.", field=self.name, remedy=self.allowed)


class FromPlaybook(BaseModel, frozen=True):
    """What a rule takes from the playbook as it stands there: a value, a map, or the names of those it chooses.

    `playbook` says where: `rhythm.cadence_days`, `interactions where key_action`; `told` the value in a word, without
    spaces: `visit,exchange`, `executive:heavy,senior:heavy`.
    """

    name: str
    playbook: str
    value: JsonValue
    told: str
    meaning: str


class Reason(BaseModel, frozen=True):
    """Why a rule could judge nothing: a code, told in English and Chinese.

    With `nothing` there is nothing to judge, for certain (a deal is over). Otherwise too little is known, or less than
    before, and what was open stays a loss in the score.
    """

    code: str
    text: str
    text_zh: str
    nothing: bool = False


class RuleChoice(BaseModel, frozen=True):
    """What an installation chose of a rule (setting `audit_severities`): another severity than the rule's own, or, with
    None, not to ask it; why, and who said so."""

    rule: str
    severity: Severity | None
    instead_of: Severity
    reason: str
    by: str


class Rule(BaseModel, frozen=True, extra="forbid"):
    """A rule as data: the header of its query file, `<id>.cypher` (docs/audit.md).

    `purpose` says what fails; `counts` names what the population is made of; `evidence` and `suggestion` are sentences
    with {names} of what the query returns beside a failure. `own` rules come from the user's folder. `choice` is what
    this installation chose of it; `severity` is then the one chosen.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{2,60}$")
    purpose: str
    version: int = Field(ge=1)
    title: str
    title_zh: str
    method: str = Field(pattern=r"^M\d{1,2}(, M\d{1,2})*$")
    severity: Severity
    scope: tuple[Scope, ...] = Field(min_length=1)
    protects: str
    protects_zh: str
    remedy: str
    remedy_zh: str
    counts: str
    counts_zh: str
    evidence: str
    evidence_zh: str
    suggestion: str | None = None
    suggestion_zh: str | None = None
    reasons: tuple[Reason, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    taken: tuple[FromPlaybook, ...] = ()
    own: bool = False
    choice: RuleChoice | None = None

    @property
    def is_off(self) -> bool:
        """Whether this installation does not ask it."""
        return self.choice is not None and self.choice.severity is None

    @property
    def asked(self) -> str:
        """How runs remember what they asked: `id@version`, the severity and numbers that the rule does not say, what it
        takes from the playbook."""
        chosen = [f"{p.name}={p.value:g}" for p in self.parameters if p.playbook or p.chosen is not None]
        severity = [f"severity={self.severity.value}"] if self.choice else []
        taken = [f"{each.name}={each.told}" for each in self.taken]
        return " ".join([f"{self.id}@{self.version}", *severity, *chosen, *taken])

    def is_over(self, not_assessed: str | None) -> bool:
        """Whether the reason why it judged nothing is that there is nothing to judge."""
        return any(reason.nothing for reason in self.reasons if reason.code == not_assessed)

    @model_validator(mode="after")
    def _suggests_in_both_languages(self) -> "Rule":
        if (self.suggestion is None) != (self.suggestion_zh is None):
            raise ValueError("suggestion and suggestion_zh go together")
        return self


class Subject(BaseModel, frozen=True, extra="forbid"):
    """What is looked at. All fields together identify it across runs, within a rule and an account.

    `opportunity` is the id of the deal where the rule looks at deals; `other` any id or key that tells apart what would
    be the same otherwise.
    """

    kind: SubjectKind
    id: str
    opportunity: str | None = None
    other: str | None = None

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The fields that identify it."""
        return self.kind, self.id, self.opportunity or "", self.other or ""


Value = str | bool | int | float | list[str] | None
"""One piece of evidence; a day is written YYYY-MM-DD, null is unknown."""


class Failure(Subject):
    """A subject that fails. `contact` is whom to contact, and `through` who leads there: ids of people."""

    evidence: dict[str, Value]
    contact: str | None = None
    through: str | None = None

    @field_validator("evidence", mode="before")
    @classmethod
    def _days_as_text(cls, evidence: object) -> object:
        if not isinstance(evidence, dict):
            return evidence
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in evidence.items()}

    @property
    def subject(self) -> Subject:
        """What fails, without the evidence."""
        return Subject(kind=self.kind, id=self.id, opportunity=self.opportunity, other=self.other)


class Evaluation(BaseModel, frozen=True):
    """What a rule saw of one account: one row of its query.

    `population` counts all that were looked at; those in `unknown` could not be judged. `not_assessed` is the code of
    the reason why nothing could be judged: a rule that saw nothing says so, never that nothing fails.
    """

    account: str
    population: int = Field(ge=0)
    not_assessed: str | None
    unknown: list[Subject]
    failures: list[Failure]

    @model_validator(mode="after")
    def _says_when_it_saw_nothing(self) -> "Evaluation":
        if (self.not_assessed is None) == (self.judged == 0):
            raise ValueError("not_assessed is given exactly when nothing was judged")
        if len(self.failures) > self.judged:
            raise ValueError("more fail than were judged")
        identities = [subject.identity for subject in (*self.unknown, *self.failures)]
        if len(set(identities)) < len(identities):
            raise ValueError("two subjects cannot be told apart")
        return self

    @property
    def judged(self) -> int:
        """How many could be judged."""
        return self.population - len(self.unknown)


class NamedFailure(Failure):
    """A failure with names, for people, who call it a hole: of the subject, its seat and the deal."""

    name: str
    english_name: str | None = None
    title: str | None = None
    opportunity_name: str | None = None


class RuleResult(BaseModel, frozen=True):
    """What a rule saw: how many it looked at, how many of them nobody can judge, and which fail."""

    rule: Rule
    population: int
    unknown: int
    not_assessed: str | None
    holes: list[NamedFailure]


class CoverageReport(BaseModel, frozen=True):
    """All rules over one account, or one opportunity of it, on a day."""

    account: str
    opportunity: str | None
    as_of: date
    results: list[RuleResult]
