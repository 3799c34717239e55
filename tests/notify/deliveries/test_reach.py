"""Where webhooks may go: to the public internet and to what is allowed, whatever a name, a redirect or a proxy says."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_address

import pytest
import trustme

from relgraph.core.addresses import Allowed, is_public, unwrapped
from relgraph.notify.deliveries.model import Attempt, DeliveryState
from relgraph.notify.deliveries.webhook import Route, send_webhook
from tests.draw import Drawing
from tests.notify.deliveries.conftest import LOCAL, Told, context_of
from tests.notify.deliveries.receivers import SECRET, Answer, Receiver, http_receiver
from tests.notify.deliveries.test_webhook import deliver_due, only, tell

PRIVATE = Attempt(
    error="Its name leads to a private address: allow it with RELGRAPH_WEBHOOK_ALLOW, or mend the name.", final=True
)
NOWHERE = Route(Allowed())
NAME = "hooks.example"

Resolve = Callable[..., None]


async def post(url: str, way: Route = NOWHERE) -> Attempt:
    return await send_webhook(url, secret=SECRET, id="msg_1", body="{}", way=way, timeout=5)


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Has a made-up name lead somewhere: to one list of addresses after another, and then to the last."""
    real = socket.getaddrinfo

    def lead(*answers: list[str]) -> None:
        left = list(answers)

        def look_up(host: object, port: object, *args: object, **kwargs: object) -> list:
            if host not in (NAME, NAME.encode()):
                return real(host, port, *args, **kwargs)  # type: ignore[arg-type]
            addresses = left.pop(0) if len(left) > 1 else left[0]
            return [found for each in addresses for found in real(each, port, type=socket.SOCK_STREAM)]  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return lead


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.10", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.254", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.0.8"),
        *("::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "::7f00:1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:7f00:1"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1"),
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(unwrapped(ip_address(address)))
    assert not Allowed().may_reach(NAME, ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("9.9.9.9", "172.32.0.1", "100.128.0.1", "2620:fe::fe", "2001:4860:4860::8888"),
        *("64:ff9b::909:909", "2002:909:909::1", "::ffff:9.9.9.9"),
    ],
)
def test_public_addresses(address: str) -> None:
    assert Allowed().may_reach(NAME, ip_address(address))


@pytest.mark.parametrize(
    ("allowed", "host", "address", "may"),
    [
        ("10.20.0.0/16", NAME, "10.20.3.4", True),
        ("10.20.0.0/16", NAME, "10.21.3.4", False),
        ("10.20.0.0/16", NAME, "::ffff:10.20.3.4", True),
        ("10.20.3.4", "10.20.3.4", "10.20.3.4", True),
        ("fd00::/8", NAME, "fd00::1", True),
        ("fd00::/8", NAME, "10.0.0.1", False),
        ("Hooks.Example.", NAME, "10.0.0.1", True),
        ("hooks.example", "other.hooks.example", "10.0.0.1", False),
        ("münchen.example", "xn--mnchen-3ya.example", "10.0.0.1", True),
    ],
)
def test_what_is_allowed(allowed: str, host: str, address: str, may: bool) -> None:
    assert Allowed.read([allowed]).may_reach(host, ip_address(address)) is may


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])
async def test_this_machine_is_not_reached_however_it_is_written(receiver: Receiver, host: str) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    assert await post(f"http://{host}:{port}/hook") == PRIVATE
    assert receiver.posted == []


async def test_a_name_that_leads_to_a_private_address_is_given_up(
    d: Drawing, to_webhook: Told, receiver: Receiver, resolve: Resolve
) -> None:
    resolve(["127.0.0.1", "10.0.0.1", "::1"])
    graph = to_webhook(webhook_urls=f"https://{NAME}/hook", webhook_allow="")
    await tell(graph)
    await deliver_due(graph)
    dead = await only(graph)
    assert (dead.state, dead.error, dead.attempts) == (DeliveryState.DEAD, PRIVATE.error, 1)


async def test_a_name_cannot_lead_elsewhere_between_the_look_and_the_connection(
    receiver: Receiver, resolve: Resolve
) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    # Public when it is looked at, this machine when it would be asked again.
    resolve(["192.0.2.1"], ["127.0.0.1"])
    way = Route(Allowed.read(["192.0.2.0/24"]))
    attempt = await send_webhook(f"http://{NAME}:{port}/", secret=SECRET, id="msg_1", body="{}", way=way, timeout=0.5)
    assert attempt.error in ("No answer within 0.5 seconds.", "No connection: ConnectError.")
    assert receiver.posted == []


async def test_only_addresses_that_may_be_reached_are_tried_and_names_stay(
    receiver: Receiver, resolve: Resolve
) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    resolve(["10.255.255.1", "127.0.0.2", "127.0.0.1"])
    assert await post(f"http://{NAME}:{port}/hook?x=1", Route(Allowed.read(["127.0.0.0/8"]))) == Attempt()
    (posted,) = receiver.posted
    assert (posted.path, posted.headers["host"]) == ("/hook?x=1", f"{NAME}:{port}")


async def test_redirects_lead_nowhere(receiver: Receiver) -> None:
    with http_receiver() as elsewhere:
        for status in (301, 302, 303, 307, 308):
            receiver.answers = [Answer(status, {"location": elsewhere.url})]
            attempt = await post(receiver.url, LOCAL)
            assert (attempt.final, str(attempt.error)[:16]) == (True, f"It answered {status}:")
        assert elsewhere.posted == []


async def test_certificates_are_those_of_the_name(
    authority: trustme.CA, trusted: ssl.SSLContext, resolve: Resolve
) -> None:
    resolve(["127.0.0.1"])
    for identity, error in ((NAME, None), ("other.example", "No connection: ConnectError.")):
        async with tls_receiver(authority, identity) as (port, asked):
            attempt = await post(f"https://{NAME}:{port}/hook", Route(Allowed.read([NAME])))
            assert (attempt.error, asked) == (error, [NAME])


async def test_proxies_of_the_environment_are_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    with http_receiver() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert await post(receiver.url, LOCAL) == Attempt()
        assert await post("https://10.0.0.1/") == PRIVATE
        assert (len(receiver.posted), proxy.posted) == (1, [])


async def test_a_proxy_of_the_settings_gets_what_is_not_allowed_by_name(
    authority: trustme.CA, trusted: ssl.SSLContext, receiver: Receiver
) -> None:
    async with tls_receiver(authority, NAME) as (port, asked), tunnel(port) as (proxy, tunnelled):
        way = Route(LOCAL.allowed, f"http://127.0.0.1:{proxy}")
        assert await post(f"https://{NAME}/hook", way) == Attempt()
        assert (tunnelled, asked) == ([f"CONNECT {NAME}:443 HTTP/1.1"], [NAME])
        assert await post(receiver.url, way) == Attempt()
        assert (len(receiver.posted), len(tunnelled)) == (1, 1)


@asynccontextmanager
async def tls_receiver(authority: trustme.CA, identity: str) -> AsyncIterator[tuple[int, list[str | None]]]:
    """A receiver with a certificate for a name: its port, and the names that it was asked for."""
    asked: list[str | None] = []
    context = context_of(authority, identity)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1], asked


@asynccontextmanager
async def tunnel(to: int) -> AsyncIterator[tuple[int, list[str]]]:
    """A proxy that leads to a port of this machine, whatever it is asked for: its own port, and what it was asked."""
    asked: list[str] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(4096):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
        there = await asyncio.open_connection("127.0.0.1", to)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.gather(pump(reader, there[1]), pump(there[0], writer), return_exceptions=True)

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked
