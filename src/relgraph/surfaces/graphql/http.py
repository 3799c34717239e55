"""GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/).

strawberry's own FastAPI router is not used: it answers `application/json` only, with 200 whatever went wrong before
execution, where the specification wants `application/graphql-response+json` and 400.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from relgraph.core.clock import Clock
from relgraph.core.config import Settings
from relgraph.core.language import Language
from relgraph.core.tokens import read_tokens
from relgraph.surfaces.graphql.auth import Caller, find_caller
from relgraph.surfaces.graphql.context import Context, RequestState
from relgraph.surfaces.graphql.documents import Documents, Operation
from relgraph.surfaces.graphql.errors import RefusedError, RequestError, coded, public
from relgraph.surfaces.graphql.negotiation import JSON, RESPONSE, negotiate
from relgraph.surfaces.graphql.request import (
    BOOKMARK_HEADER,
    Parameters,
    check_parameters,
    read_bookmarks,
    read_parameters,
    read_zone,
)
from relgraph.surfaces.graphql.uploads import Uploads, discard, is_form

GRAPHQL_PATH = "/graphql"

# Answers are personal data of third parties: no cache may keep them, no browser may guess another type.
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", "X-Content-Type-Options": "nosniff"}


def create_graphql_route(documents: Documents, settings: Settings) -> Route:
    """The route that answers a schema's operations, by POST, and its queries also by GET."""
    endpoint = _Endpoint(documents, settings)
    return Route(GRAPHQL_PATH, endpoint.answer, methods=["GET", "POST"], name="graphql")


_LAST_WORDS = 1.0
"""Seconds in which an operation at its time limit may still answer with what is done."""


class _Endpoint:
    def __init__(self, documents: Documents, settings: Settings) -> None:
        self._documents = documents
        self._settings = settings
        self._tokens = read_tokens(settings.api_token_hashes)
        self._uploads = Uploads(settings)

    async def answer(self, request: Request[RequestState]) -> Response:
        media_type = negotiate(request.headers.get("accept"))
        try:
            caller = self._check_caller(request)
            if media_type is None:
                raise RefusedError(406, [coded(f"The answer is {RESPONSE} or {JSON}.", "NOT_ACCEPTABLE")])
            async with self._parameters(request, caller) as given:
                operation = self._read_operation(request, given)
                return await self._run(request, caller, operation, media_type)
        except RefusedError as refused:
            if is_form(request):
                await discard(request)
            return _refusal(request, refused, media_type or JSON)

    def _check_caller(self, request: Request[RequestState]) -> Caller:
        address = request.client.host if request.client else ""
        caller = find_caller(request.headers.get("authorization"), self._tokens, address)
        if caller is None:
            error = coded(
                "This server wants a valid API token.", "UNAUTHENTICATED", remedy="Send it as a bearer token."
            )
            raise RefusedError(401, [error], {"WWW-Authenticate": 'Bearer realm="relgraph"'})
        return caller

    @asynccontextmanager
    async def _parameters(self, request: Request[RequestState], caller: Caller) -> AsyncIterator[Parameters]:
        """What is asked; files that come with it are there until the end of the block."""
        if is_form(request):
            async with self._uploads.arrived(request, caller.principal) as given:
                yield check_parameters(given)
        else:
            yield await read_parameters(request, self._settings.max_body_bytes)

    def _read_operation(self, request: Request[RequestState], given: Parameters) -> Operation:
        operation = self._documents.asked(given)
        request.state["log"]["operation"] = operation.name
        if operation.is_subscription:
            remedy = "Connect to the same address as a WebSocket, with `graphql-transport-ws`."
            raise RequestError([coded("Subscriptions come over a WebSocket.", "BAD_REQUEST", remedy=remedy)])
        if request.method != "POST" and not operation.is_query:
            raise RefusedError(405, [coded("Only queries may come by GET.", "METHOD_NOT_ALLOWED")], {"Allow": "POST"})
        return operation

    async def _run(
        self, request: Request[RequestState], caller: Caller, operation: Operation, media_type: str
    ) -> Response:
        state = request.state
        zone = read_zone(request.headers) or self._settings.time_zone
        clock = Clock(zone)
        context = Context(
            graph=state["graph"].for_caller(
                operation.name,
                read_bookmarks(request.headers),
                clock=clock,
                principal=caller.principal,
                deadline=asyncio.get_running_loop().time() + self._settings.operation_timeout,
            ),
            today=clock.today(),
            request_id=state["request_id"],
            language=Language.preferred(request.headers.get("accept-language")),
            path_index=state["path_index"],
            caller=caller.key,
            shared=state["shared"],
        )
        result = await self._execute(operation, context)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [public(error, context.request_id) for error in result.errors], **body}
            _note_codes(request, body)
        if result.extensions:
            body["extensions"] = result.extensions
        headers = {}
        # Also after errors: of several mutations in one operation, some may have been done.
        if not operation.is_query and (bookmarks := await context.graph.bookmarks()):
            headers[BOOKMARK_HEADER] = ",".join(sorted(bookmarks))
        return _response(body, 200, media_type, headers)

    async def _execute(self, operation: Operation, context: Context) -> ExecutionResult:
        # At the limit each field that waits for the database or a turn fails alone, and the others are answered.
        limit = self._settings.operation_timeout
        try:
            async with asyncio.timeout(limit + _LAST_WORDS):
                result = await self._documents.execute(operation, context)
        except TimeoutError:
            error = coded(f"The operation was stopped at its time limit of {limit:g} s.", "TIMEOUT")
            raise RequestError([error], status=504) from None
        if isinstance(result, PreExecutionError):
            raise RefusedError(500, result.errors or ())
        return result


def _refusal(request: Request[RequestState], refused: RefusedError, media_type: str) -> Response:
    body = {"errors": [public(error, request.state["request_id"]) for error in refused.errors]}
    _note_codes(request, body)
    # Clients of the old media type take anything but 200 for an answer from somebody in between.
    status = 200 if isinstance(refused, RequestError) and media_type == JSON else refused.status
    return _response(body, status, media_type, refused.headers)


def _note_codes(request: Request[RequestState], body: Mapping[str, Any]) -> None:
    request.state["log"]["codes"] = sorted({error["extensions"]["code"] for error in body["errors"]})


def _response(body: Mapping[str, Any], status: int, media_type: str, headers: Mapping[str, str]) -> Response:
    content = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Response(content, status, {**_HEADERS, **headers}, media_type=f"{media_type}; charset=utf-8")
