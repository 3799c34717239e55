"""Take what is due out of the outbox and deliver it, one replica a delivery (ADR 0010)."""

import asyncio
import random
import uuid
from dataclasses import dataclass
from functools import partial

import structlog

from relgraph.core.errors import DatabaseError
from relgraph.core.extras import Extra, require_extra
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.query import Nothing, Query
from relgraph.notify.deliveries.desk import Desk
from relgraph.notify.deliveries.letter import write_letter
from relgraph.notify.deliveries.model import Attempt, Channel, Claimed, DeliveryState
from relgraph.notify.deliveries.outbox import targets_of
from relgraph.record.outcome import Counted

log = structlog.get_logger(__name__)

WORKERS = 4
"""Deliveries that one replica tries at a time: a slow receiver must not keep the others waiting."""


@dataclass(frozen=True)
class Patience:
    """Seconds: `poll` between two looks, `lease` until somebody else may try what somebody began; waits begin with
    `first`, grow by `factor` up to `ceiling`; what a receiver asks for counts up to `longest`. After `attempts` it is
    given up: with these numbers in the course of a day and a half."""

    poll: float = 10.0
    lease: float = 300.0
    first: float = 30.0
    factor: float = 4.0
    ceiling: float = 6 * 3600.0
    longest: float = 24 * 3600.0
    attempts: int = 12

    def wait(self, attempts: int, asked: float | None) -> float:
        """Seconds until the next attempt after so many: with jitter, so that not all come at once."""
        grown = min(self.ceiling, self.first * self.factor ** (attempts - 1))
        jittered = grown * random.uniform(0.5, 1.0)  # noqa: S311  (nothing secret depends on it)
        return max(jittered, min(asked or 0.0, self.longest))


PATIENCE = Patience()


@dataclass(frozen=True)
class Tried:
    """What came of one attempt; `defect` is what went wrong in relgraph itself."""

    claimed: Claimed
    state: DeliveryState
    error: str | None
    defect: Exception | None


COUNT_DUE = Query("deliveries/count_due", Counted)
CLAIM_DELIVERY = Query("deliveries/claim_delivery", Claimed)
SETTLE_DELIVERY = Query("deliveries/settle_delivery", Nothing)


@dataclass(frozen=True)
class Courier:
    """One replica's part in delivering."""

    graph: Graph
    patience: Patience = PATIENCE

    async def step(self, stopping: asyncio.Event) -> float:
        """Deliver what is due; seconds until it is worth to look again."""
        for tried in await deliver_due(self.graph, patience=self.patience, stopping=stopping):
            told = {"delivery": tried.claimed.id, "target": tried.claimed.target, "run": tried.claimed.run}
            say = log.error if tried.defect else log.info
            say("notification", state=tried.state.value, error=tried.error, exc_info=tried.defect, **told)
        return self.patience.poll


async def deliver_due(
    graph: Graph,
    *,
    run: int | None = None,
    patience: Patience = PATIENCE,
    stopping: asyncio.Event | None = None,
) -> list[Tried]:
    """Try once all that is due, of a run or of all, several at a time.

    Raises MissingExtraError before anything is tried where nothing could be sent.
    """
    hear = stopping or asyncio.Event()
    due = (await graph.fetch_one(COUNT_DUE, run=run)).count
    if due:
        require_extra(Extra.NOTIFY)
    desk = Desk(graph)
    workers = (_work(desk, run, patience, hear) for _ in range(min(due, WORKERS)))
    return [tried for by_one in await asyncio.gather(*workers) for tried in by_one]


async def _work(desk: Desk, run: int | None, patience: Patience, stopping: asyncio.Event) -> list[Tried]:
    graph, owner, done = desk.graph, uuid.uuid4().hex, []

    async def claim(transaction: Transaction) -> Claimed | None:
        return await transaction.fetch_maybe(CLAIM_DELIVERY, owner=owner, lease=int(patience.lease * 1000), run=run)

    while not stopping.is_set() and (claimed := await graph.write(claim, operation="claim delivery")):
        state, attempt, defect = await _try_safely(desk, claimed)
        wait: float | None = None
        if attempt.error:
            final = attempt.final or claimed.attempts >= patience.attempts
            state = DeliveryState.DEAD if final else DeliveryState.PENDING
            wait = None if final else 1000 * patience.wait(claimed.attempts, attempt.wait)
        outcome: dict[str, object] = {"state": state.value, "error": attempt.error, "wait": wait and int(wait)}
        settle = partial(_settle, {"id": claimed.id, "owner": owner, **outcome})
        await graph.write(settle, operation="settle delivery")
        done.append(Tried(claimed, state, attempt.error, defect))
    return done


async def _settle(outcome: dict[str, object], transaction: Transaction) -> None:
    await transaction.fetch(SETTLE_DELIVERY, **outcome)


async def _try_safely(desk: Desk, claimed: Claimed) -> tuple[DeliveryState, Attempt, Exception | None]:
    """One attempt; a defect of ours counts as one too, or it would be met again for ever."""
    try:
        return *await _try(desk, claimed), None
    except DatabaseError:
        raise
    except Exception as error:
        attempt = Attempt(error=f"The message could not be made: {type(error).__name__}.")
        return DeliveryState.PENDING, attempt, error


async def _try(desk: Desk, claimed: Claimed) -> tuple[DeliveryState, Attempt]:
    """One attempt, and the state that it leads to when it did not fail."""
    settings = desk.graph.settings
    address = targets_of(settings, claimed.channel).get(claimed.target)
    if address is None:
        return DeliveryState.DEAD, Attempt(error="The settings do not name this target any more.", final=True)
    digest = await desk.digest(claimed.run)
    from relgraph.notify.deliveries import mail, webhook  # noqa: PLC0415  (of the extra)

    if claimed.channel is Channel.MAIL:
        if digest.empty and not settings.mail_always:
            return DeliveryState.QUIET, Attempt()
        letter = await write_letter(desk, digest, to=address, id=claimed.id)
        return DeliveryState.SENT, await mail.send_mail(settings, letter)
    secret = settings.webhook_secret
    assert secret is not None  # noqa: S101  (the settings refuse addresses without it)
    body = webhook.body_of(digest, public_url=settings.public_url)
    key, way = secret.get_secret_value(), webhook.Route.of(settings)
    return DeliveryState.SENT, await webhook.send_webhook(address, secret=key, id=claimed.id, body=body, way=way)
