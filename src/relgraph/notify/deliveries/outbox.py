"""The outbox: what a run puts into it in the transaction that ends it (ADR 0010)."""

import hashlib
import uuid
from collections.abc import Mapping
from urllib.parse import urlsplit

from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError
from relgraph.core.extras import Extra, require_extra
from relgraph.graph.client import Transaction
from relgraph.graph.query import Nothing, Query
from relgraph.notify.deliveries.model import Channel

KEPT_DAYS = 90
"""Days for which it can be read who was told; what is older and settled is removed."""
DIGITS = 8
"""Hexadecimal digits that tell targets of one host apart."""


ASK_FOR_DELIVERIES = Query("deliveries/ask_for_deliveries", Nothing)
PUT_DELIVERIES = Query("deliveries/put_deliveries", Nothing)
REMOVE_DELIVERIES = Query("deliveries/remove_deliveries", Nothing)


async def ask_for_deliveries(transaction: Transaction, number: int) -> None:
    """Remember of a run under way that people want to be told when it has ended."""
    await transaction.fetch(ASK_FOR_DELIVERIES, number=number)


async def put_deliveries(transaction: Transaction, settings: Settings, number: int) -> None:
    """Put a delivery for each target into the outbox, when the run was asked to tell."""
    targets = [
        {"id": f"msg_{uuid.uuid4().hex}", "channel": channel.value, "target": target}
        for channel in Channel
        for target in targets_of(settings, channel)
    ]
    await transaction.fetch(PUT_DELIVERIES, number=number, targets=targets)
    # What grows is kept small where it grows.
    await transaction.fetch(REMOVE_DELIVERIES, days=KEPT_DAYS)


def targets_of(settings: Settings, channel: Channel) -> Mapping[str, str]:
    """The addresses of a channel by the names that stand for them in the graph and in logs."""
    if channel is Channel.WEBHOOK:
        urls = [url.get_secret_value() for url in settings.webhook_urls]
        return {_name(urlsplit(url).hostname or "", url): url for url in urls}
    return {_name(address.rpartition("@")[2], address): address for address in settings.mail_to}


def require_targets(settings: Settings) -> None:
    """Raise ConfigurationError when the settings name nobody who could be told; and as `check_can_tell`."""
    check_can_tell(settings)
    if not _anybody(settings):
        raise ConfigurationError(
            "Nobody is to be told: neither RELGRAPH_WEBHOOK_URLS nor RELGRAPH_MAIL_TO is set.",
            remedy="Set one of them; docs/audit-schedule.md says how.",
        )


def check_can_tell(settings: Settings) -> None:
    """Raise MissingExtraError when the settings name somebody, and what it takes to tell them is not installed."""
    if _anybody(settings):
        require_extra(Extra.NOTIFY)


def _anybody(settings: Settings) -> bool:
    return any(targets_of(settings, channel) for channel in Channel)


def _name(host: str, address: str) -> str:
    return f"{host}#{hashlib.sha256(address.encode()).hexdigest()[:DIGITS]}"
