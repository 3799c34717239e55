"""What a GraphQL request says: its parameters and the bookmarks it comes with."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request

from relgraph.core.clock import check_zone
from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.context import RequestState
from relgraph.surfaces.graphql.errors import RefusedError, coded
from relgraph.surfaces.graphql.negotiation import JSON, parse_media_type

BOOKMARK_HEADER = "Relgraph-Bookmark"
ZONE_HEADER = "time-zone"
"""Carries Neo4j's bookmarks: out after a mutation, back in with a later request that must see it."""

HASH_PREFIX = "sha256:"
"""Begins the name of a document that is the hash of its text (GraphQL over HTTP, appendix A)."""

_BOOKMARK = re.compile(r"[A-Za-z0-9+/=:_-]{1,500}")
_MAX_BOOKMARKS = 20
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


@dataclass(frozen=True)
class Parameters:
    """The parameters of a GraphQL request. Of `extensions`, which is checked, nothing but a document's name is read."""

    query: str
    """The document; empty when only its name is given."""
    operation_name: str | None
    variables: dict[str, Any]
    document_id: str | None = None


async def read_parameters(request: Request[RequestState], max_body_bytes: int) -> Parameters:
    """The parameters from a query string or a JSON body. Raises RefusedError."""
    if request.method == "POST":
        _check_content_type(request.headers.get("content-type"))
        given = parse_json(await _read_body(request, max_body_bytes), "The body")
        if not isinstance(given, dict):
            raise _bad("The body must be a JSON object. Batches are not supported.")
    else:
        given = dict(request.query_params)
        for name in ("variables", "extensions"):
            given[name] = parse_json(given[name].encode(), f"'{name}'") if given.get(name) else None
    return check_parameters(given)


def read_bookmarks(headers: Headers) -> list[str]:
    """The bookmarks that a caller brings. Raises RefusedError on anything that cannot be one."""
    given = [part.strip() for value in headers.getlist(BOOKMARK_HEADER) for part in value.split(",") if part.strip()]
    if len(given) <= _MAX_BOOKMARKS and all(_BOOKMARK.fullmatch(bookmark) for bookmark in given):
        return given
    remedy = "Send back what the response to a mutation carried, unchanged, or leave the header out."
    error = coded(f"{BOOKMARK_HEADER} holds no bookmarks.", "INVALID_INPUT", field=BOOKMARK_HEADER, remedy=remedy)
    raise RefusedError(400, [error])


def read_zone(headers: Headers) -> str | None:
    """The time zone in which a caller's today is told. Raises RefusedError for one that nobody knows."""
    try:
        return check_zone(zone) if (zone := headers.get(ZONE_HEADER)) else None
    except InputError as unknown:
        error = coded(unknown.message, "INVALID_INPUT", field=ZONE_HEADER, remedy=unknown.remedy)
        raise RefusedError(400, [error]) from None


def _check_content_type(header: str | None) -> None:
    # Nothing but JSON is read. A browser sends JSON to another site only after asking it first (CORS), so that a page
    # elsewhere cannot post here by a form or a plain fetch.
    media_type, parameters = parse_media_type(header or "")
    if header is None or media_type != JSON or parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        error = coded(f"Send {JSON}, encoded as UTF-8.", "UNSUPPORTED_MEDIA_TYPE")
        raise RefusedError(415, [error], {"Accept-Post": JSON})


async def _read_body(request: Request[RequestState], limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large(limit)
    return bytes(body)


def too_large(limit: int) -> RefusedError:
    """What is said of a body beyond a limit."""
    error = coded(f"The body is larger than {limit} bytes.", "TOO_LARGE", maximum=limit)
    # The rest of the body is not read, so the connection cannot be used again.
    return RefusedError(413, [error], {"Connection": "close"})


def parse_json(raw: bytes, what: str) -> Any:  # noqa: ANN401
    """A JSON text. Raises RefusedError that names it as `what`."""
    try:
        value = json.loads(raw.decode(), parse_constant=_no_constant)
        if _ESCAPED_SURROGATE.search(raw):
            # Half a surrogate pair is no character: nothing could store it or send it back.
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise _bad(f"{what} is not valid JSON in UTF-8.") from None
    return value


def _no_constant(name: str) -> None:
    # Python reads NaN and Infinity, JSON knows neither.
    raise ValueError(name)


def check_parameters(given: Mapping[str, Any]) -> Parameters:
    """The parameters, when they are of the right kinds. Raises RefusedError."""
    for name in ("variables", "extensions"):
        if not isinstance(given.get(name), dict | None):
            raise _bad(f"'{name}' must be an object.")
    for name in ("documentId", "operationName"):
        if not isinstance(given.get(name), str | None):
            raise _bad(f"'{name}' must be a string.")
    document_id = given.get("documentId") or _named_by_apollo(given.get("extensions") or {})
    query = given.get("query")
    if query is None and document_id:
        query = ""
    if not isinstance(query, str) or not (query.strip() or document_id):
        raise _bad("'query' must be a GraphQL document.")
    return Parameters(query.strip() and query, given.get("operationName"), given.get("variables") or {}, document_id)


def _named_by_apollo(extensions: Mapping[str, Any]) -> str | None:
    """The name of a document as Apollo's clients give it (automatic persisted queries)."""
    named = extensions.get("persistedQuery")
    if named is None:
        return None
    if not isinstance(named, dict) or named.get("version") != 1 or not isinstance(named.get("sha256Hash"), str):
        raise _bad("'extensions.persistedQuery' must hold `version: 1` and a `sha256Hash`.")
    return f"{HASH_PREFIX}{named['sha256Hash']}"


def _bad(message: str) -> RefusedError:
    return RefusedError(400, [coded(message, "BAD_REQUEST")])
