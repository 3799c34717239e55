"""Connections on which no request has arrived in full: so many of them, and so long, that they keep nobody else out.

uvicorn bounds neither. Whoever opens connections and sends nothing, or headers and bodies a byte at a time, or never
takes what is sent, would hold them until the process may open no more. Here a connection waits from its opening, and
again after each answer, until its next request has arrived in full; it waits for a bounded time, and beyond a number of
them the oldest goes, of the address that has most.
"""

import asyncio
from collections import Counter
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


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
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._wait_no_more()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        super().handle_websocket_upgrade(event)
        self._wait_no_more()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self.abort_later()
        elif self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._wait()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self.abort_later()

    def _wait(self) -> None:
        self.arrivals.begin(self, self.client[0] if self.client else "")
        if self._late is None:
            self._late = self.loop.call_later(self.arrivals.seconds, self._close_late)

    def _wait_no_more(self) -> None:
        self.arrivals.end(self)
        if self._late:
            self._late.cancel()
            self._late = None

    def _close_late(self) -> None:
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and self._has_begun():
            text = f"The request did not arrive within {self.arrivals.seconds:g} s.".encode()
            headers = {"content-type": "text/plain; charset=utf-8", "content-length": f"{len(text)}"}
            head = h11.Response(
                status_code=408, reason="Request Timeout", headers=[*headers.items(), ("connection", "close")]
            )
            for event in (head, h11.Data(data=text), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
        self.abort_later()

    def _has_begun(self) -> bool:
        """Whether something of a request is there: who sent nothing is not answered."""
        return self.conn.their_state is h11.SEND_BODY or bool(self.conn.trailing_data[0])
