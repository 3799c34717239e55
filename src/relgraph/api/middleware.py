"""Around every request: its id, its line in the log, and who may send it from a browser."""

import re
import secrets
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from relgraph.api.errors import MASKED, masked

REQUEST_ID_HEADER = "X-Request-Id"

_SANE_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_CLIENT_LEFT = 499  # nginx's number for it

log = structlog.get_logger(__name__)


class RequestLog:
    """Gives every request an id and one line in the log, and masks what nobody expected.

    The line says method, path, status, operation name, error codes and duration: never a query, variables or values.
    """

    def __init__(self, app: ASGIApp, paths: frozenset[str]) -> None:
        self._app = app
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {}).update(request_id=request_id, log={})
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._answer(scope, receive, send, request_id)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        started, status = time.perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except ClientDisconnect:
            status = _CLIENT_LEFT
        except Exception as error:
            body = {"errors": [{"message": MASKED, "extensions": masked(error, request_id)}]}
            if status:
                raise
            await JSONResponse(body, 500)(scope, receive, send_with_id)
        finally:
            # A path that is none of ours may hold anything.
            path = scope["path"] if scope["path"] in self._paths else "(other)"
            duration = round((time.perf_counter() - started) * 1000, 1)
            log.info(
                "request",
                method=scope["method"],
                path=path,
                status=status,
                duration_ms=duration,
                **scope["state"]["log"],
            )


class SameOrigin:
    """Refuses what a browser sends on behalf of another site.

    A server without tokens trusts whoever reaches its loopback address, and a browser on the same machine reaches it
    for every page that it shows. Pages elsewhere are kept out twice: a page whose own name was re-bound to 127.0.0.1
    betrays itself in the Host header (starlette's TrustedHostMiddleware refuses it), all others in Origin or
    Sec-Fetch-Site (here). With tokens none of this is needed: a browser adds no bearer token by itself.
    """

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or self._may_pass(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        message = "This server answers no other site. Origins can be allowed with RELGRAPH_CORS_ORIGINS."
        body = {"errors": [{"message": message, "extensions": {"code": "FORBIDDEN"}}]}
        await JSONResponse(body, 403)(scope, receive, send)

    def _may_pass(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None:
            return origin in self._allowed or origin == f"http://{headers.get('host')}"
        # Following a link from elsewhere is fine: the answer is shown to the person, the other page cannot read it.
        follows_link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
        return follows_link or headers.get("sec-fetch-site") not in ("cross-site", "same-site")


def _request_id(headers: Headers) -> str:
    given = headers.get(REQUEST_ID_HEADER, "")
    return given if _SANE_ID.fullmatch(given) else secrets.token_hex(8)
