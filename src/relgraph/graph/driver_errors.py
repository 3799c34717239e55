"""What the driver raises, told in relgraph's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from relgraph.core.errors import (
    ConflictError,
    DatabaseAuthError,
    DatabaseCapacityError,
    DatabaseError,
    DatabaseTimeoutError,
    DatabaseUnavailableError,
    InputError,
)

_OUT_OF_MEMORY = ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError")
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockAcquisitionTimeout")

_STOPPED = ("LockClientStopped", "Terminated")
"""Waiting for a lock is stopped like this, at the time limit too."""

_BAD_BOOKMARK = ("InvalidBookmark", "InvalidBookmarkMixture")


@contextmanager
def translated(operation: str) -> Iterator[None]:
    """Turn driver errors raised inside into DatabaseError and its kin. `operation` names what was being done.

    Neo4j's own message is kept out of ours on purpose: it may quote values.
    """
    try:
        yield
    except Neo4jError as error:
        raise _from_server(error, operation) from error
    except DriverError as error:
        raise _from_driver(error, operation) from error
    except UnicodeEncodeError as error:
        # A terminal or a file name may give halves of characters; no text can hold them.
        raise InputError("A text is not valid UTF-8.", remedy="Write it anew.") from error


@contextmanager
def memory_is_final(operation: str) -> Iterator[None]:
    """Raise DatabaseCapacityError at once when a transaction runs out of memory.

    Neo4j calls that transient, so the driver would repeat the work, which needs as much again, for half a minute.
    """
    try:
        yield
    except Neo4jError as error:
        if _code(error) in _OUT_OF_MEMORY:
            raise _from_server(error, operation) from error
        raise


def _code(error: Neo4jError) -> str:
    return (error.code or "").rsplit(".", 1)[-1]


def _from_server(error: Neo4jError, operation: str) -> Exception:
    code = _code(error)
    if code in _TIMED_OUT:
        return DatabaseTimeoutError(
            f"'{operation}' was stopped at its time limit.",
            remedy="Ask for less, or raise RELGRAPH_READ_TIMEOUT / RELGRAPH_WRITE_TIMEOUT.",
        )
    if code in _OUT_OF_MEMORY:
        return DatabaseCapacityError(
            f"'{operation}' needed more memory than one transaction may use.",
            remedy="Ask for less, or give Neo4j more memory (RELGRAPH_LOCAL_HEAP_MB for the local one).",
        )
    if code in _BAD_BOOKMARK:
        return InputError(
            "This database knows nothing of that bookmark.",
            remedy="Send bookmarks back unchanged, and only to the database they came from.",
        )
    if isinstance(error, AuthError | Forbidden):
        return DatabaseAuthError(
            f"Neo4j refused '{operation}' ({code}).",
            remedy="Check RELGRAPH_NEO4J_USER, RELGRAPH_NEO4J_PASSWORD and what that user may do.",
        )
    if isinstance(error, ConstraintError):
        return ConflictError(f"'{operation}' met something with the same id.", remedy="Read it again, then repeat.")
    return _from_server_state(error, code, operation)


def _from_server_state(error: Neo4jError, code: str, operation: str) -> Exception:
    if code in _STOPPED:
        return DatabaseTimeoutError(
            f"'{operation}' was stopped, at its time limit or by whoever runs Neo4j.",
            remedy="Try again; where others write the same for long, raise RELGRAPH_WRITE_TIMEOUT.",
        )
    if code in ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader"):
        return DatabaseUnavailableError(
            f"Neo4j cannot serve '{operation}' now ({code}).", remedy="Run `relgraph doctor`."
        )
    if "disk" in str(error.message).lower() or code == "WriteOnReadOnlyAccessDatabase":
        return DatabaseCapacityError(
            f"Neo4j could not store '{operation}'.", remedy="Free space on its disk; `relgraph doctor` tells."
        )
    detail = "a defect of relgraph" if isinstance(error, ClientError) else "a failure inside Neo4j"
    return DatabaseError(f"'{operation}' failed: {detail} ({error.code}).", remedy="Please report it.")


def _from_driver(error: DriverError, operation: str) -> Exception:
    if isinstance(error, ConnectionAcquisitionTimeoutError):
        return DatabaseUnavailableError(
            f"'{operation}' found no free connection to Neo4j in time.",
            remedy="Try again, or raise RELGRAPH_NEO4J_POOL_SIZE.",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return DatabaseUnavailableError(
            f"Neo4j does not answer ('{operation}').", remedy="Is it running? `relgraph doctor` tells."
        )
    if isinstance(error, ConfigurationError):
        return DatabaseError(f"The Neo4j driver is set up wrongly: {error}", remedy="Check RELGRAPH_NEO4J_URI.")
    return DatabaseError(f"'{operation}' failed in the driver ({type(error).__name__}).", remedy="Please report it.")
