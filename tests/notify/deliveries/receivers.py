"""Real receivers on this machine: an HTTP server that answers as told, and a mail server with TLS and login."""

import asyncio
import base64
import email
import hashlib
import hmac
import json
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

KEY = bytes(range(32))
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"


@dataclass(frozen=True)
class Answer:
    """How the server answers a request; `slow` in seconds."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0


@dataclass(frozen=True)
class Posted:
    """A request that came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def genuine(self) -> bool:
        """Whether its signature is right, told without the library that signed it."""
        moment = self.headers["webhook-timestamp"]
        signed = b".".join((self.id.encode(), moment.encode(), self.body))
        expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
        fresh = abs(time.time() - int(moment)) < 300
        return fresh and hmac.compare_digest(self.headers["webhook-signature"], f"v1,{expected}")


@dataclass
class Receiver:
    """A server, what came, and how it answers: one answer a request, then 204."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    came: Event = field(default_factory=Event)


@contextmanager
def http_receiver() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.posted.append(Posted(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            receiver.came.set()
            answer = receiver.answers.pop(0) if receiver.answers else Answer()
            time.sleep(answer.slow)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Mailbox:
    """A mail server's side: what came, how it answers recipients (one reply each, then yes), and where it is."""

    port: int = 0
    replies: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        reply = self.replies.pop(0) if self.replies else ""
        if not reply:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        self.recipients += envelope.rcpt_tos
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@asynccontextmanager
async def mail_server(
    tls: ssl.SSLContext | None = None, *, password: str | None = None, implicit: bool = False
) -> AsyncIterator[Mailbox]:
    """A mail server: plain; with STARTTLS, which it then requires; or with TLS from the first byte."""
    mailbox = Mailbox()

    def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
        assert isinstance(data, LoginPassword)
        mailbox.users.append(data.login.decode())
        return AuthResult(success=data.password.decode() == password, handled=False)

    options: dict[str, object] = {"hostname": "mail.test", "enable_SMTPUTF8": True}
    if tls and not implicit:
        options |= {"tls_context": tls, "require_starttls": True}
    if password:
        options |= {"authenticator": authenticate, "auth_required": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, **options), "127.0.0.1", 0, ssl=tls if implicit else None)
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
