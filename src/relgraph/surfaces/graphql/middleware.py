"""Around every request: its id, its line in the log, and who may send it from a browser."""

import re
import secrets
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from relgraph.core.watch import UNWATCHED, Request, Watch
from relgraph.surfaces.graphql.errors import MASKED, masked
from relgraph.surfaces.graphql.refusals import Refusal

REQUEST_ID_HEADER = "X-Request-Id"

_SANE_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_CLIENT_LEFT = 499  # nginx's number for it

_OTHER_SITE = Refusal("This server answers no other site.", "FORBIDDEN", "Allow its origin by RELGRAPH_CORS_ORIGINS.")

log = structlog.get_logger(__name__)


class RequestLog:
    """Gives every request an id and one line in the log, and masks what nobody expected.

    The line says method, path, status, operation name, error codes and duration: never a query, variables or values.
    A WebSocket has one line, when it ends: why it was closed, and how many subscriptions it had.
    """

    def __init__(self, app: ASGIApp, paths: frozenset[str], watch: Watch = UNWATCHED) -> None:
        self._app = app
        self._paths = paths
        self._watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {}).update(request_id=request_id, log={})
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            if scope["type"] == "http":
                request = Request(scope["method"], self._shown(scope), Headers(scope=scope))
                with self._watch.request(request):
                    await self._answer(scope, receive, send, request)
            else:
                await self._accompany(scope, receive, send)

    async def _accompany(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        try:
            await self._app(scope, receive, send)
        finally:
            duration = round((time.perf_counter() - started) * 1000, 1)
            log.info("socket", path=self._shown(scope), duration_ms=duration, **scope["state"]["log"])

    def _shown(self, scope: Scope) -> str:
        # A path that is none of ours may hold anything.
        path: str = scope["path"]
        return path if path in self._paths else "(other)"

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request: Request) -> None:
        started, request_id, log_of = time.perf_counter(), scope["state"]["request_id"], scope["state"]["log"]

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                request.status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except ClientDisconnect:
            request.status = _CLIENT_LEFT
        except Exception as error:
            body = {"errors": [{"message": MASKED, "extensions": masked(error, request_id)}]}
            if request.status:
                raise
            await JSONResponse(body, 500)(scope, receive, send_with_id)
        finally:
            duration = round((time.perf_counter() - started) * 1000, 1)
            request.codes = log_of.get("codes", ())
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=request.status,
                duration_ms=duration,
                **log_of,
            )


class SameOrigin:
    """Refuses what a browser sends on behalf of another site.

    A server without tokens trusts whoever reaches its loopback address, and a browser on the same machine reaches it
    for every page that it shows. Pages elsewhere are kept out twice: a page whose own name was re-bound to 127.0.0.1
    betrays itself in the Host header (starlette's TrustedHostMiddleware refuses it), all others in Origin or
    Sec-Fetch-Site (here). With tokens none of this is needed for requests: a browser adds no bearer token by itself.

    `allowed` are the origins of other sites that may, `kinds` the kinds of connection that are looked at; `secure` says
    that the server may be reached by https, through a proxy.
    """

    def __init__(
        self,
        app: ASGIApp,
        allowed: frozenset[str],
        kinds: frozenset[str] = frozenset({"http", "websocket"}),
        *,
        secure: bool = False,
    ) -> None:
        self._app = app
        self._allowed = allowed
        self._kinds = kinds
        self._schemes = ("http", "https") if secure else ("http",)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in self._kinds or self._may_pass(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        await _OTHER_SITE.response(403)(scope, receive, send)

    def _may_pass(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None:
            own = {f"{scheme}://{headers.get('host')}" for scheme in self._schemes}
            return origin in self._allowed or origin in own
        # Following a link from elsewhere is fine: the answer is shown to the person, the other page cannot read it.
        follows_link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
        return follows_link or headers.get("sec-fetch-site") not in ("cross-site", "same-site")


def _request_id(headers: Headers) -> str:
    given = headers.get(REQUEST_ID_HEADER, "")
    return given if _SANE_ID.fullmatch(given) else secrets.token_hex(8)
