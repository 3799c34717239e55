"""Connections on which no request has arrived in full: so many of them, and so long, that they keep nobody else out.

uvicorn bounds neither. Whoever opens connections and sends nothing, or headers and bodies a byte at a time, or never
takes what is sent, would hold them until the process may open no more. Here a connection waits from its opening, and
again after each answer, until its next request has arrived in full; it waits for a bounded time, and beyond a number of
them the oldest goes, of the address that has most. Between requests it may rest for longer: a proxy keeps connections
for a minute, and answers its own client with an error when one is closed under a request that it just sent.
"""

import asyncio
import json
import logging
from collections import Counter
from http import HTTPStatus
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Response
from websockets.server import ServerProtocol

from relgraph.surfaces.graphql.refusals import Refusal

_NO_HTTP = Refusal("That is no HTTP request.", "BAD_REQUEST", "Send HTTP/1.1, GraphQL by POST to /graphql.")
_NO_HANDSHAKE = "Connect with a client of WebSockets and `graphql-transport-ws`."


class Arrivals:
    """The waiting connections of one server, those that have waited longest first."""

    def __init__(self, most: int, seconds: float) -> None:
        """`most` may wait at a time; `seconds` is how long a request may take to arrive, and an answer to be taken."""
        self.seconds = seconds
        self._most = most
        self._waiting: dict[HttpConnection, str] = {}

    def begin(self, connection: "HttpConnection", address: str) -> None:
        """A connection waits from now on."""
        self._waiting.pop(connection, None)
        self._waiting[connection] = address
        if len(self._waiting) > self._most:
            ((crowd, _),) = Counter(self._waiting.values()).most_common(1)
            oldest = next(one for one, address in self._waiting.items() if address == crowd)
            self.end(oldest)
            oldest.transport.abort()

    def __contains__(self, connection: "HttpConnection") -> bool:
        return connection in self._waiting

    def end(self, connection: "HttpConnection") -> None:
        """A connection does not wait any more."""
        self._waiting.pop(connection, None)


class Config(uvicorn.Config):
    """uvicorn's, with what its connections share."""

    def __init__(self, app: ASGIApp, *, arrivals: Arrivals, **others: Any) -> None:  # noqa: ANN401
        super().__init__(app, http=HttpConnection, ws=SocketConnection, **others)
        self.arrivals = arrivals


class _Taking:
    """Gives up a client that does not take what is sent."""

    config: uvicorn.Config
    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    _stalled: asyncio.TimerHandle | None = None

    @property
    def arrivals(self) -> Arrivals:
        assert isinstance(self.config, Config)  # noqa: S101  (nobody else makes connections of this kind)
        return self.config.arrivals

    def pause_writing(self) -> None:
        super().pause_writing()  # type: ignore[misc]
        self._stalled = self.abort_later()

    def resume_writing(self) -> None:
        super().resume_writing()  # type: ignore[misc]
        if self._stalled:
            self._stalled.cancel()
            self._stalled = None

    def abort_later(self) -> asyncio.TimerHandle:
        """Give the client a while; a transport that is closed already does not mind."""
        return self.loop.call_later(self.arrivals.seconds, self.transport.abort)


class SocketConnection(_Taking, WebSocketsSansIOProtocol):
    """A WebSocket, once its handshake has arrived."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **more)
        self.conn = _Handshake(max_size=self.config.ws_max_size, logger=logging.getLogger("uvicorn.error"))

    async def send(self, message: Any) -> None:  # noqa: ANN401
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body"):
            # uvicorn takes a handshake that was refused for one that was never answered, and logs an error.
            self.handshake_complete = True


class _Handshake(ServerProtocol):
    """Refuses in the shape of all else that is refused."""

    def reject(self, status: Any, text: str) -> Response:  # noqa: ANN401
        said = text.partition("\n")[0] or "The WebSocket is refused."
        code = HTTPStatus(status).phrase.upper().replace(" ", "_")
        response = super().reject(status, json.dumps(Refusal(said, code, _NO_HANDSHAKE).body))
        del response.headers["Content-Type"]
        response.headers["Content-Type"] = "application/json"
        return response


class HttpConnection(_Taking, H11Protocol):
    """A connection for requests."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.scope:
            # An application that reads a large body bounds its time by itself, once it knows who sends it.
            self.scope["state"]["admit"] = self._wait_no_more
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._wait_no_more()
        elif self in self.arrivals:
            self._hurry()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        super().handle_websocket_upgrade(event)
        self._wait_no_more()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self.abort_later()
        elif self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._wait(resting=not self._has_begun())

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self.abort_later()

    def send_400_response(self, msg: str) -> None:
        self._refuse(HTTPStatus.BAD_REQUEST, _NO_HTTP)
        self.transport.close()

    def _wait(self, *, resting: bool = False) -> None:
        """A request is to come: soon, unless the connection rests between two."""
        self.arrivals.begin(self, self.client[0] if self.client else "")
        if not resting:
            self._hurry()

    def _hurry(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.arrivals.seconds, self._close_late)

    def _wait_no_more(self) -> None:
        self.arrivals.end(self)
        if self._late:
            self._late.cancel()
            self._late = None

    def _close_late(self) -> None:
        if self._has_begun():
            message = f"The request did not arrive within {self.arrivals.seconds:g} s."
            remedy = "Send it at once, or raise RELGRAPH_ARRIVAL_TIMEOUT."
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, Refusal(message, "REQUEST_TIMEOUT", remedy))
        self.transport.close()
        self.abort_later()

    def _refuse(self, status: HTTPStatus, refusal: Refusal) -> None:
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return  # something else is being answered already
        body = json.dumps(refusal.body).encode()
        headers = [("content-type", "application/json"), ("content-length", f"{len(body)}"), ("connection", "close")]
        head = h11.Response(status_code=status, reason=status.phrase, headers=headers)
        for event in (head, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")

    def _has_begun(self) -> bool:
        """Whether something of a request is there: who sent nothing is not answered."""
        return self.conn.their_state is h11.SEND_BODY or bool(self.conn.trailing_data[0])
