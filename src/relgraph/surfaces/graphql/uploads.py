"""Files that come with a GraphQL request (https://github.com/jaydenseric/graphql-multipart-request-spec).

Unless a server is told to take uploads, none is read. What comes is bounded while it arrives: never is more held than
the settings allow, and nearly nothing of it in memory. Files vanish with the request: whoever needs them longer keeps
copies.

strawberry's own support is part of its views, which are not used here (see `http`), and bounds nothing.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from graphql import GraphQLError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from relgraph.core.config import Settings
from relgraph.core.errors import ForbiddenError
from relgraph.core.principal import Principal, Right
from relgraph.surfaces.graphql.context import RequestState
from relgraph.surfaces.graphql.errors import RefusedError, coded
from relgraph.surfaces.graphql.negotiation import JSON, parse_media_type
from relgraph.surfaces.graphql.request import parse_json, too_large

FORM = "multipart/form-data"
PREFLIGHT = ("graphql-require-preflight", "apollo-require-preflight")
"""A browser sends a form to another site without asking it first, unless such a header is with it."""
MOST_FILES = 100
"""In one request; each may hold a file open."""
LINGER = 5.0
"""Seconds in which the rest of a refused upload is let come."""
AT_ONCE = 2
"""Uploads that arrive at a time: each takes its room on the disk."""
_ARRIVED = "arrived"
"""Kept with a request: whether all of it has come."""


class Uploads:
    """What takes the uploads of one server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._arriving = 0

    @asynccontextmanager
    async def arrived(self, request: Request[RequestState], principal: Principal) -> AsyncIterator[dict[str, Any]]:
        """The parameters of a multipart request, with its files in their places until the end of the block.

        Raises RefusedError: before anything is read for whoever may not upload, and when it is too much.
        """
        self._check(request, principal)
        form = await self._read(request)
        try:
            yield _filled(form)
        finally:
            await form.close()

    def _check(self, request: Request[RequestState], principal: Principal) -> None:
        most = self._settings.upload_most_bytes
        if not most:
            error = coded(
                "This server takes no uploads.",
                "UNSUPPORTED_MEDIA_TYPE",
                remedy=f"Send {JSON}; whoever runs the server sets RELGRAPH_UPLOAD_MOST_BYTES to take uploads.",
            )
            raise _refused(415, error, {"Accept-Post": JSON})
        if not any(request.headers.get(name) for name in PREFLIGHT):
            error = coded(
                "A form may have been sent by a page elsewhere.",
                "FORBIDDEN",
                remedy=f"Send a header {PREFLIGHT[0].title()} with any value: no page can without being asked.",
            )
            raise _refused(403, error)
        try:
            principal.require(Right.WRITE)
        except ForbiddenError as may_not:
            raise _refused(403, coded(may_not.message, "FORBIDDEN", remedy=may_not.remedy)) from None
        if int(request.headers.get("content-length", "0")) > most:
            raise too_large(most)
        if self._arriving >= AT_ONCE:
            error = coded(f"{AT_ONCE} uploads are arriving; that is the most.", "BUSY", retryAfter=5)
            raise _refused(503, error, {"Retry-After": "5"})

    async def _read(self, request: Request[RequestState]) -> FormData:
        seconds = self._settings.upload_timeout
        # The server waits for as long as is said here, and not only as for other requests.
        request.scope["state"].get("admit", _nobody_waits)()
        parser = _Parser(
            request.headers,
            self._bounded(request),
            max_files=MOST_FILES,
            max_fields=2,
            max_part_size=self._settings.max_body_bytes,
        )
        self._arriving += 1
        try:
            async with asyncio.timeout(seconds):
                return await parser.parse()
        except MultiPartException as broken:
            raise _bad(f"The form cannot be read: {broken.message.rstrip('.')}.") from None
        except TimeoutError:
            error = coded(
                f"The upload did not arrive within {seconds:g} s.",
                "REQUEST_TIMEOUT",
                remedy="Send it faster, or raise RELGRAPH_UPLOAD_TIMEOUT.",
            )
            raise _refused(408, error) from None
        finally:
            self._arriving -= 1

    async def _bounded(self, request: Request[RequestState]) -> AsyncGenerator[bytes, None]:
        most, size, more = self._settings.upload_most_bytes, 0, True
        while more:
            message = await request.receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            chunk, more = message.get("body", b""), message.get("more_body", False)
            request.scope["state"][_ARRIVED] = not more
            size += len(chunk)
            if size > most:
                raise too_large(most)
            yield chunk


class _Parser(MultiPartParser):
    spool_max_size = 64 * 1024
    """Bytes of one file that stay in memory."""


def is_form(request: Request[RequestState]) -> bool:
    """Whether a request is one that may carry files."""
    return request.method == "POST" and parse_media_type(request.headers.get("content-type", ""))[0] == FORM


async def discard(request: Request[RequestState]) -> None:
    """Let the rest of a refused upload come, and keep nothing of it, for a while.

    A connection that is closed while its client still sends takes the answer with it, and the reason.
    """
    if request.scope["state"].get(_ARRIVED):
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            while (await request.receive()).get("more_body"):
                pass


def _filled(form: FormData) -> dict[str, Any]:
    """The operation, with files in the places that the map names."""
    operations, places = _object(form, "operations"), _object(form, "map")
    files = {name: value for name, value in form.multi_items() if isinstance(value, UploadFile)}
    if set(files) != set(places):
        raise _bad("'map' must name each file of the form, and nothing else.")
    for name, paths in places.items():
        if not isinstance(paths, list) or not paths or not all(isinstance(path, str) for path in paths):
            raise _bad("'map' must hold, for each file, a list of its places in the operation.")
        for path in paths:
            _put(operations, path, files[name])
    return operations


def _object(form: FormData, name: str) -> dict[str, Any]:
    text = form.get(name)
    given = parse_json(text.encode(), f"'{name}'") if isinstance(text, str) else None
    if not isinstance(given, dict):
        raise _bad(f"The form must have a field '{name}' that is a JSON object. Batches are not supported.")
    return given


def _put(operations: dict[str, Any], path: str, file: UploadFile) -> None:
    """Put a file in its place, which must be there, and null."""
    first, *steps = path.split(".")
    place: Any = operations
    if first == "variables" and steps:
        *before, last = [first, *steps]
        for step in before:
            place = _at(place, step)
        if isinstance(place, dict) and last in place and place[last] is None:
            place[last] = file
            return
        if isinstance(place, list) and last.isdecimal() and int(last) < len(place) and place[int(last)] is None:
            place[int(last)] = file
            return
    raise _bad("'map' names a place that is no variable, or is not null.")


def _at(place: Any, step: str) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(place, dict):
        return place.get(step)
    if isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        return place[int(step)]
    return None


def _nobody_waits() -> None:
    """Where no server stands between, as in tests."""


def _refused(status: int, error: GraphQLError, headers: Mapping[str, str] | None = None) -> RefusedError:
    # The rest of the body is not read, so the connection cannot be used again.
    return RefusedError(status, [error], {"Connection": "close", **(headers or {})})


def _bad(message: str) -> RefusedError:
    return RefusedError(400, [coded(message, "BAD_REQUEST")], {"Connection": "close"})
