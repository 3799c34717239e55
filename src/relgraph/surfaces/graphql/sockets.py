"""Subscriptions over a WebSocket, by the protocol graphql-transport-ws (ADR 0011).

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. Documents are prepared as those that come over HTTP
are, by the same rules and limits; queries and mutations go over HTTP only.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import Any

from graphql import GraphQLError
from starlette.responses import JSONResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.types import ExecutionResult

from relgraph.core.config import Settings
from relgraph.core.language import Language
from relgraph.core.principal import ANYBODY
from relgraph.core.tokens import Token, read_tokens
from relgraph.surfaces.graphql.auth import find_caller
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.documents import Documents
from relgraph.surfaces.graphql.errors import RefusedError, RequestError, coded, public
from relgraph.surfaces.graphql.request import check_parameters, parse_json

PROTOCOL = "graphql-transport-ws"

NORMAL, BAD_MESSAGE, UNAUTHORIZED, FORBIDDEN, NO_PROTOCOL, LATE, TWICE, TOO_MANY = (
    *(1000, 4400, 4401, 4403, 4406, 4408, 4409, 4429),
)
"""Why sockets are closed, by the protocol."""


class CloseError(Exception):
    """The socket is to be closed: its client broke the protocol, or is not wanted."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def create_socket_route(path: str, documents: Documents, settings: Settings) -> WebSocketRoute:
    """The route that answers subscriptions."""
    return WebSocketRoute(path, _Endpoint(documents, settings).answer, name="graphql socket")


class _Endpoint:
    def __init__(self, documents: Documents, settings: Settings) -> None:
        self._documents = documents
        self._settings = settings
        self._tokens = read_tokens(settings.api_token_hashes)
        self._open: dict[_Socket, None] = {}  # the oldest first

    async def answer(self, websocket: WebSocket) -> None:
        socket = _Socket(websocket, self._documents, self._settings, self._tokens, self._is_crowded)
        if not self._make_room(socket.address):
            error = coded("Too many WebSockets are open.", "UNAVAILABLE", remedy="Try again later.")
            await websocket.send_denial_response(JSONResponse({"errors": [error.formatted]}, 503))
            return
        self._open[socket] = None
        try:
            await socket.serve()
        finally:
            self._open.pop(socket, None)

    def _is_crowded(self, caller: str) -> bool:
        """Whether a caller has as many sockets as one may: nobody's keep all others out."""
        return sum(socket.caller == caller for socket in self._open) >= self._settings.max_sockets_per_caller

    def _make_room(self, address: str) -> bool:
        """See to it that one more may open, from an address; false when it may not.

        Whoever has not said who they are keeps nobody else out: the oldest such socket goes, of the address when it has
        as many as it may, else of the address that has most of them.
        """
        strangers = [socket for socket in self._open if not socket.greeted]
        if not strangers or len(self._open) < self._settings.max_sockets:
            crowded = Counter(socket.address for socket in strangers)[address] >= self._settings.max_new_sockets
            evicted = address if crowded else None
        else:
            ((evicted, _),) = Counter(socket.address for socket in strangers).most_common(1)
        if evicted is not None:
            oldest = next(socket for socket in strangers if socket.address == evicted)
            del self._open[oldest]
            oldest.evict()
        return len(self._open) < self._settings.max_sockets


class _Socket:
    """One connection."""

    def __init__(
        self,
        websocket: WebSocket,
        documents: Documents,
        settings: Settings,
        tokens: Sequence[Token],
        is_crowded: Callable[[str], bool],
    ) -> None:
        self._websocket = websocket
        self._tokens = tokens
        self._is_crowded = is_crowded
        self._documents = documents
        self._settings = settings
        self.address = websocket.client.host if websocket.client else ""
        self.caller: str | None = None
        self._principal = ANYBODY
        self._evicted = False
        self._running: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = asyncio.timeout(None)
        self._log: dict[str, object] = websocket.state["log"]
        self._subscriptions = 0
        self._codes: set[str] = set()

    @property
    def greeted(self) -> bool:
        """Whether the client has said who they are."""
        return self.caller is not None

    def evict(self) -> None:
        """Close it soon, for others to be let in."""
        self._evicted = True
        with suppress(RuntimeError):  # it does not listen yet
            self._waiting.reschedule(asyncio.get_running_loop().time())

    async def serve(self) -> None:
        """Answer until either side ends it."""
        offered = self._websocket.scope["subprotocols"]
        await self._websocket.accept(PROTOCOL if PROTOCOL in offered else None)
        try:
            if PROTOCOL not in offered:
                raise CloseError(NO_PROTOCOL, "Subprotocol not acceptable")
            await self._listen()
        except CloseError as closing:
            self._log["code"] = closing.code
            with suppress(WebSocketDisconnect):
                await self._websocket.close(closing.code, closing.reason)
        except WebSocketDisconnect as gone:
            self._log["code"] = gone.code
        finally:
            for task in self._tasks:
                task.cancel()
            if self._tasks:
                await asyncio.wait(self._tasks)

    async def _listen(self) -> None:
        """Handle messages. Raises WebSocketDisconnect or CloseError in the end."""
        try:
            async with asyncio.timeout(None) as self._waiting:
                self._wait(0 if self._evicted else self._settings.socket_greeting_timeout)
                while True:
                    await self._handle(self._message(await self._websocket.receive()))
        except TimeoutError:
            if self._evicted or not self.greeted:
                raise CloseError(LATE, "Connection initialisation timeout") from None
            raise CloseError(NORMAL, "No subscription for too long") from None

    def _wait_for_subscription(self) -> None:
        """From now on the client has so long to subscribe; other messages do not prolong it."""
        self._wait(self._settings.socket_idle_timeout)

    def _wait(self, seconds: float) -> None:
        self._waiting.reschedule(asyncio.get_running_loop().time() + seconds)

    def _message(self, received: Mapping[str, Any]) -> dict[str, Any]:
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1005))
        text = received.get("text")
        if text is None:
            raise CloseError(BAD_MESSAGE, "Send JSON as text")
        try:
            message = parse_json(text.encode(), "The message")
        except RefusedError:
            raise CloseError(BAD_MESSAGE, "The message is not valid JSON") from None
        if not isinstance(message, dict):
            raise CloseError(BAD_MESSAGE, "The message must be an object")
        return message

    async def _handle(self, message: dict[str, Any]) -> None:
        match message:
            case {"type": "connection_init"}:
                await self._greet(message.get("payload"))
            case {"type": "ping"}:
                await self._send({"type": "pong"})
            case {"type": "pong"}:
                pass
            case {"type": "subscribe", "id": str(id_), "payload": dict(payload)} if id_:
                await self._subscribe(id_, payload)
            case {"type": "complete", "id": str(id_)}:
                # Its id is free at once, while what it had begun comes to its end.
                if task := self._running.pop(id_, None):
                    task.cancel()
            case _:
                raise CloseError(BAD_MESSAGE, "The message is none of the protocol's")

    async def _greet(self, payload: object) -> None:
        if self.greeted:
            raise CloseError(TOO_MANY, "Too many initialisation requests")
        if not isinstance(payload, dict | None):
            raise CloseError(BAD_MESSAGE, "The payload must be an object")
        caller = find_caller(self._token(payload or {}), self._tokens, self.address)
        if caller is None:
            raise CloseError(FORBIDDEN, "Forbidden")
        if self._is_crowded(caller.key):
            raise CloseError(TOO_MANY, "Too many WebSockets of one caller")
        self.caller, self._principal = caller
        self._wait_for_subscription()
        await self._send({"type": "connection_ack"})

    def _token(self, payload: dict[str, Any]) -> str | None:
        """What the client brings: in the payload, since browsers cannot set a header here, or as over HTTP."""
        told = payload.get("Authorization", payload.get("authorization"))
        return told if isinstance(told, str) else self._websocket.headers.get("authorization")

    async def _subscribe(self, id_: str, payload: dict[str, Any]) -> None:
        if not self.greeted:
            raise CloseError(UNAUTHORIZED, "Unauthorized")
        if id_ in self._running:
            raise CloseError(TWICE, "A subscriber with this id already exists")
        most = self._settings.max_subscriptions
        if len(self._running) >= most:
            error = coded(
                f"This WebSocket has {most} subscriptions; that is the most.",
                "TOO_COMPLEX",
                **{"limit": "subscription count", "value": most + 1, "maximum": most},
                remedy="End one of them, or open another WebSocket.",
            )
            await self._send_errors(id_, [error])
            return
        self._waiting.reschedule(None)
        task = self._running[id_] = asyncio.create_task(self._run(id_, payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._subscriptions += 1
        self._log["subscriptions"] = self._subscriptions

    async def _run(self, id_: str, payload: dict[str, Any]) -> None:
        """Answer one subscription until it ends."""
        try:
            await self._answer(id_, payload)
        except RefusedError as refused:
            await self._send_errors(id_, refused.errors)
        except WebSocketDisconnect:
            pass  # `_listen` hears of it, too
        except Exception as error:
            await self._send_errors(id_, [GraphQLError("", original_error=error)])
        finally:
            if self._running.get(id_) is asyncio.current_task():
                del self._running[id_]
            if not self._running:
                with suppress(RuntimeError):  # the socket is closed already
                    self._wait_for_subscription()

    async def _answer(self, id_: str, payload: dict[str, Any]) -> None:
        given = check_parameters(payload)
        operation = self._documents.asked(given)
        if not operation.is_subscription:
            raise RequestError([coded("Only subscriptions come over a WebSocket.", "BAD_REQUEST")])
        state = self._websocket.state
        graph = state["graph"].for_caller(operation.name, principal=self._principal)
        context = Context(
            graph=graph,
            today=graph.clock.today(),
            request_id=state["request_id"],
            language=Language.preferred(self._websocket.headers.get("accept-language")),
            path_index=state["path_index"],
            caller=self.caller or "",
            shared=state["shared"],
            feed=state["feed"],
            changes=state["changes"],
        )
        async with aclosing(self._documents.stream(operation, context)) as answers:
            async for answer in answers:
                if answer.data is None:
                    await self._send_errors(id_, answer.errors or ())
                    return
                await self._send({"id": id_, "type": "next", "payload": self._shown(answer)})
        await self._send({"id": id_, "type": "complete"})

    def _shown(self, answer: ExecutionResult) -> dict[str, Any]:
        body: dict[str, Any] = {"data": answer.data}
        if answer.errors:
            body["errors"] = [public(error, self._websocket.state["request_id"]) for error in answer.errors]
        return body

    async def _send_errors(self, id_: str, errors: Sequence[GraphQLError]) -> None:
        shown = [public(error, self._websocket.state["request_id"]) for error in errors]
        self._codes |= {str(error["extensions"]["code"]) for error in shown}
        self._log["codes"] = sorted(self._codes)
        with suppress(WebSocketDisconnect):
            await self._send({"id": id_, "type": "error", "payload": shown})

    async def _send(self, message: Mapping[str, object]) -> None:
        """Waits while the client does not read. Raises WebSocketDisconnect."""
        if self._websocket.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnect(1006)
        await self._websocket.send_text(json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
