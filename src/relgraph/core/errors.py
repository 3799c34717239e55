"""Every error that relgraph raises on purpose.

::

    RelgraphError                      message + remedy, a stable `code`
    ├── InputError                     what the caller gave cannot be used (names the field)
    │   ├── NotFoundError              an id that nothing has
    │   ├── ConflictError              contradicts what is already recorded
    │   └── CycleError                 a reporting line or unit would contain itself
    ├── ConfigurationError             settings that cannot work together
    ├── QueryContractError             a query file whose header and text disagree (file, line)
    ├── MigrationError                 the graph schema is not what this version expects
    ├── DatabaseError                  Neo4j said no
    │   ├── DatabaseUnavailableError   no answer: not running, wrong address, gone
    │   ├── DatabaseAuthError          wrong user or password, or not allowed
    │   ├── DatabaseTimeoutError       stopped at its time limit
    │   └── DatabaseCapacityError      out of disk or transaction memory
    ├── SearchTimeoutError             the search in memory did not end, or did not get its turn
    ├── BusyError                      too much of one caller's is under way already
    ├── ForbiddenError                 whoever asks may not do that
    ├── MissingExtraError              a part of relgraph that was left out when it was installed
    └── LocalDatabaseError             the managed Neo4j could not be fetched, started or stopped

Every message says what and where; `remedy` says how to mend it. Messages never carry
personal data or secrets: they may reach logs.
"""

from typing import ClassVar


class RelgraphError(Exception):
    """Base of all: `message` for people, `code` for programs, `remedy` for whoever must mend it."""

    code: ClassVar[str] = "ERROR"

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}" if self.remedy else self.message


class InputError(RelgraphError):
    """What the caller gave cannot be used. `field` is the path of the offending input, where there is one."""

    code = "INVALID_INPUT"

    def __init__(self, message: str, *, field: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.field = field


class NotFoundError(InputError):
    """Nothing of that kind has this id (at the day asked about)."""

    code = "NOT_FOUND"

    def __init__(self, kind: str, id: str, *, field: str | None = None) -> None:  # noqa: A002
        super().__init__(
            f"No {kind} has the id '{id}'.",
            field=field,
            remedy="Search for it by name, or check the day asked about.",
        )


class ConflictError(InputError):
    """The input contradicts what is recorded."""

    code = "CONFLICT"


class CycleError(InputError):
    """The input would close a circle where there must be none: reporting lines, units."""

    code = "CYCLE"


class ForbiddenError(RelgraphError):
    """Whoever asks is known, and may not do that."""

    code = "FORBIDDEN"


class ConfigurationError(RelgraphError):
    """Settings that cannot work, alone or together."""

    code = "CONFIGURATION"


class QueryContractError(RelgraphError):
    """A query file breaks its contract. `file` and `line` point at the place."""

    code = "QUERY_CONTRACT"

    def __init__(self, message: str, *, file: str, line: int, remedy: str | None = None) -> None:
        super().__init__(f"{file}:{line}: {message}", remedy=remedy)
        self.problem = message
        self.file = file
        self.line = line

    def at(self, file: str, line: int) -> "QueryContractError":
        """The same of another place: where the text in question was written."""
        return QueryContractError(self.problem, file=file, line=line, remedy=self.remedy)


class MigrationError(RelgraphError):
    """The graph schema and this version of relgraph do not fit."""

    code = "MIGRATION"


class DatabaseError(RelgraphError):
    """Neo4j refused or failed."""

    code = "DATABASE"


class DatabaseUnavailableError(DatabaseError):
    """No answer from Neo4j."""

    code = "DATABASE_UNAVAILABLE"


class DatabaseAuthError(DatabaseError):
    """Neo4j does not accept the user, the password or the permission."""

    code = "DATABASE_AUTH"


class DatabaseTimeoutError(DatabaseError):
    """A transaction was stopped at its time limit. Nothing of it was kept."""

    code = "DATABASE_TIMEOUT"


class DatabaseCapacityError(DatabaseError):
    """Neo4j ran out of disk or of the memory one transaction may use."""

    code = "DATABASE_CAPACITY"


class SearchTimeoutError(RelgraphError):
    """A search in memory did not end in time, or did not get its turn."""

    code = "SEARCH_TIMEOUT"


class BusyError(RelgraphError):
    """Too much of one caller's is under way, and waits, already. `retry_after` is when to try again, in seconds."""

    code = "BUSY"
    retry_after = 5

    def __init__(self, working: int, waiting: int) -> None:
        super().__init__(
            f"{working} of your analyses are under way and {waiting} wait; that is the most.",
            remedy=f"Try again in {self.retry_after} s, or send fewer at a time.",
        )


class MissingExtraError(RelgraphError):
    """What was asked for is in an extra of the package that is not installed (see `extras`)."""

    code = "NOT_INSTALLED"


class LocalDatabaseError(RelgraphError):
    """The managed Neo4j could not be fetched, started, stopped, dumped or loaded."""

    code = "LOCAL_DATABASE"
