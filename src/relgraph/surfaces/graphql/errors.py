"""How errors reach clients: a code, what to do about it, and nothing that is not theirs to know.

=========================  =================================================================
`extensions.code`          says
=========================  =================================================================
INVALID_INPUT              what was given cannot be used (`field`: which part of it)
NOT_FOUND                  nothing has this id
CONFLICT, CYCLE            contradicts what is recorded; would close a circle
TIMEOUT, UNAVAILABLE       stopped at its time limit; the database does not answer
FORBIDDEN                  the caller's token may not do that
NOT_INSTALLED              this server was installed without what the field needs
BUSY                       too many of the caller's analyses wait already (`retryAfter`: when to try again, seconds)
TOO_LARGE                  needs more than the database, or a request body, may hold
TOO_EXPENSIVE              stopped, as its answer cost too much (`spent`, `maximum`)
TOO_COMPLEX                over one of the limits (`limit`, `value`, `maximum`)
GRAPHQL_PARSE_FAILED       no GraphQL
GRAPHQL_VALIDATION_FAILED  GraphQL, but not of this schema
PERSISTED_QUERY_NOT_FOUND  nothing has the name by which a document was asked for: send the document itself
DOCUMENT_NOT_TRUSTED       none of the documents that this server runs
INTERNAL                   our fault; the log tells the rest under `requestId`
=========================  =================================================================

Requests that are refused before any GraphQL is read carry BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND,
METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, REQUEST_TIMEOUT or UNSUPPORTED_MEDIA_TYPE.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from graphql import GraphQLError, GraphQLFormattedError

from relgraph.core.errors import (
    BusyError,
    ConflictError,
    CycleError,
    DatabaseCapacityError,
    DatabaseTimeoutError,
    DatabaseUnavailableError,
    ForbiddenError,
    InputError,
    MissingExtraError,
    NotFoundError,
    RelgraphError,
    SearchTimeoutError,
)
from relgraph.core.logs import describe_exception

CODES: dict[type[RelgraphError], str] = {
    InputError: "INVALID_INPUT",
    NotFoundError: "NOT_FOUND",
    ConflictError: "CONFLICT",
    CycleError: "CYCLE",
    DatabaseTimeoutError: "TIMEOUT",
    SearchTimeoutError: "TIMEOUT",
    DatabaseUnavailableError: "UNAVAILABLE",
    DatabaseCapacityError: "TOO_LARGE",
    BusyError: "BUSY",
    ForbiddenError: "FORBIDDEN",
    MissingExtraError: "NOT_INSTALLED",
}
"""The errors that clients are told about. All others are masked."""

MASKED = "Something went wrong on our side."

_QUOTED = (
    (re.compile(r"Value ['\"].*['\"] does not", re.DOTALL), "The value does not"),
    (re.compile(r"\b(String|BlockString) ['\"].*['\"]", re.DOTALL), r"\1"),
    (re.compile(r"(, found)?: ([{\[\"'\d<-]|True|False|None).*", re.DOTALL), "."),
)

log = structlog.get_logger(__name__)


class RefusedError(Exception):
    """A request that is answered without running anything: its status, its errors, further response headers."""

    def __init__(self, status: int, errors: Sequence[GraphQLError], headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.errors = list(errors)
        self.headers = headers or {}


class RequestError(RefusedError):
    """A GraphQL request error: well-formed HTTP around a document or variables that cannot be run."""

    def __init__(self, errors: Sequence[GraphQLError], status: int = 400) -> None:
        super().__init__(status, errors)


def coded(message: str, code: str, **extensions: object) -> GraphQLError:
    """An error of our own; extensions that are None are left out."""
    given = {key: value for key, value in extensions.items() if value is not None}
    return GraphQLError(message, extensions={"code": code, **given})


def with_code(error: GraphQLError, code: str) -> GraphQLError:
    """One of graphql-core's errors, with a code, and without the values that it quotes: often names of people."""
    said = error.message
    for pattern, instead in _QUOTED:
        said = pattern.sub(instead, said)
    return GraphQLError(said, error.nodes, error.source, error.positions, error.path, extensions={"code": code})


def public(error: GraphQLError, request_id: str) -> GraphQLFormattedError:
    """What the client is told about an error; what it is not told is logged."""
    cause = _root_cause(error)
    if isinstance(cause, RelgraphError) and (told := _told(cause)):
        return _at(error, cause.message, told).formatted
    if isinstance(cause, GraphQLError) and (code := _own_code(cause)):
        return _at(error, cause.message, {**(cause.extensions or {}), "code": code}).formatted
    return _at(error, MASKED, masked(cause, request_id)).formatted


def masked(error: BaseException, request_id: str) -> dict[str, Any]:
    """The extensions of an error that the client learns nothing about. The error itself is logged."""
    # Described here and not by the log's own means, which print values unless `configure_logging` was called.
    log.error("unexpected error", exception=describe_exception(error))
    return {"code": "INTERNAL", "requestId": request_id}


def _root_cause(error: GraphQLError) -> Exception:
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _told(error: RelgraphError) -> dict[str, Any] | None:
    code = next((CODES[kind] for kind in type(error).__mro__ if kind in CODES), None)
    if code is None:
        return None
    told = {"code": code, "remedy": error.remedy}
    told |= {"field": getattr(error, "field", None), "retryAfter": getattr(error, "retry_after", None)}
    return {key: value for key, value in told.items() if value is not None}


def _own_code(error: GraphQLError) -> str | None:
    # graphql-core points at the document when an argument is wrong, which is the client's doing. When a value that
    # we returned fits no type, it points nowhere: that is our defect, and its message quotes the value.
    code: str | None = (error.extensions or {}).get("code")
    return code or ("INVALID_INPUT" if error.nodes else None)


def _at(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    """An error at the same place in the document and the answer."""
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions=extensions)
