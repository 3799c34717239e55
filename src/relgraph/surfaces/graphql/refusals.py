"""What is refused outside of GraphQL, told in the shape of GraphQL's errors: no such address, method, host, origin.

What the framework says of these is plain text, or JSON of a shape of its own: a client that reads every answer as
GraphQL's would fail at the answer, and never learn its reason.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from relgraph.surfaces.graphql.errors import coded

_OF_BODY = (b"content-length", b"content-type")


class Refusal(NamedTuple):
    """Why something is refused, and what would not be."""

    message: str
    code: str
    remedy: str

    @property
    def body(self) -> dict[str, object]:
        """In the shape of GraphQL's errors."""
        return {"errors": [coded(self.message, self.code, remedy=self.remedy).formatted]}

    def response(self, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
        """The whole answer."""
        return JSONResponse(self.body, status, {"Cache-Control": "no-store", **(headers or {})})


NO_SUCH_ADDRESS = Refusal(
    "Nothing is served at this address.", "NOT_FOUND", "Send GraphQL to /graphql; /healthz and /readyz tell how it is."
)
_OF_STATUS = {
    404: NO_SUCH_ADDRESS,
    405: Refusal(
        "This address is not asked by this method.",
        "METHOD_NOT_ALLOWED",
        "Use one of those that the header Allow names.",
    ),
}
_OF_TEXT = {
    "Invalid host header": Refusal(
        "This server does not answer under this name.",
        "BAD_REQUEST",
        "Ask localhost or 127.0.0.1; with API tokens (RELGRAPH_API_TOKEN_HASHES) it answers under any name.",
    ),
}
_CROSS_ORIGIN = "Disallowed CORS "


def told(status: int, text: str = "") -> Refusal:
    """What is to be said of a refusal of the framework's, which said `text`."""
    if known := _OF_TEXT.get(text) or _OF_STATUS.get(status):
        return known
    if text.startswith(_CROSS_ORIGIN):
        what = text.removeprefix(_CROSS_ORIGIN)
        remedy = "RELGRAPH_CORS_ORIGINS lists the origins that may call; docs/serving.md tells with which headers."
        return Refusal(f"A page elsewhere may not ask so: {what}.", "FORBIDDEN", remedy)
    phrase = HTTPStatus(status).phrase
    return Refusal(f"{text or phrase}.".replace("..", "."), phrase.upper().replace(" ", "_"), "Send it otherwise.")


async def tell_refusal(request: Request, error: HTTPException) -> JSONResponse:
    """The answer to what no route takes."""
    return told(error.status_code).response(error.status_code, error.headers)


class OneShape:
    """Has whatever is refused within it told in one shape, in plain text though it was written."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Shaped(send).send)


class _Shaped:
    """The messages of one answer on their way out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._held: Message | None = None
        self._text = bytearray()
        self._accepted = False

    async def send(self, message: Message) -> None:
        kind = message["type"]
        if kind.endswith("response.start") and _is_plain_refusal(message):
            self._held = message
        elif self._held is not None:
            self._text += message.get("body", b"")
            if not message.get("more_body"):
                await self._tell(self._held)
        elif kind == "websocket.close" and not self._accepted:
            # No route takes a WebSocket at this address; without an answer it would be closed as forbidden.
            await self._tell({"type": "websocket.http.response.start", "status": 404, "headers": []})
        else:
            self._accepted = self._accepted or kind == "websocket.accept"
            await self._send(message)

    async def _tell(self, start: Message) -> None:
        status: int = start["status"]
        answer = told(status, self._text.decode(errors="replace")).response(status)
        headers = MutableHeaders(raw=[pair for pair in start["headers"] if pair[0].lower() not in _OF_BODY])
        headers.update(answer.headers)
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": start["type"].replace(".start", ".body"), "body": answer.body})


def _is_plain_refusal(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "text/plain")
    return start["status"] >= HTTPStatus.BAD_REQUEST and kind.startswith("text/plain")
