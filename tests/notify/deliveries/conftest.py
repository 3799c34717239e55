"""A customer with something to tell, receivers on this machine, and settings that name them."""

import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from relgraph.core.addresses import Allowed
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.notify.deliveries.webhook import Route
from tests.draw import Drawing
from tests.notify.deliveries.receivers import SECRET, Mailbox, Receiver, http_receiver, mail_server

Told = Callable[..., Graph]
HOOK = {"webhook_secret": SECRET, "webhook_allow": "127.0.0.1"}
LOCAL = Route(Allowed.read(["127.0.0.1", "localhost"]))


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """A customer with a decider whose stand nobody knows, and one of whom nothing can be assessed."""
    drawing.org("us", "vendor").person("ann", at="us").org("acme", name="艾克米").org("empty")
    drawing.opportunity("deal", "acme").person("boss", at="acme", name="老板", english_name="Boss")
    await drawing.role("boss", "deal", "D").tie("ann", "boss", 0.9).save()
    return drawing


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with http_receiver() as receiver:
        yield receiver


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    """A plain mail server."""
    async with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def to_webhook(graph: Graph, receiver: Receiver) -> Told:
    """The graph with settings that tell the receiver."""

    def told(**given: object) -> Graph:
        return configured(graph, **{**HOOK, "webhook_urls": receiver.url, **given})

    return told


@pytest.fixture
def to_mail(graph: Graph, mailbox: Mailbox) -> Told:
    """The graph with settings that tell somebody by mail."""

    def told(**given: object) -> Graph:
        return configured(graph, **{**mail_to(mailbox.port), "smtp_security": "none", **given})

    return told


def mail_to(port: int) -> dict[str, object]:
    return {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "mail_from": "audit@ours.example",
        "mail_to": "chief@ours.example",
    }


def configured(graph: Graph, **given: object) -> Graph:
    """The graph with other settings."""
    return replace(graph, settings=Settings(_env_file=None, **given))  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for 127.0.0.1 that this process trusts."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return context_of(authority)


def context_of(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """A server's side of TLS with a certificate of an authority, for these names or for this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(names or ("127.0.0.1", "localhost"))).configure_cert(context)
    return context
