"""Telling a webhook: a real server that fails, is slow, redirects, wants no more; signatures checked by other means."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from relgraph.audit.runs.model import Run
from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Graph
from relgraph.notify.deliveries import digest
from relgraph.notify.deliveries.courier import Patience, deliver_due
from relgraph.notify.deliveries.model import Attempt, Delivery, DeliveryState
from relgraph.notify.deliveries.runs import run_audit
from relgraph.notify.deliveries.service import list_deliveries, retry_deliveries
from relgraph.notify.deliveries.webhook import retry_after, send_webhook
from tests.draw import TODAY, Drawing, tid
from tests.notify.deliveries.conftest import LOCAL, Told, configured
from tests.notify.deliveries.receivers import SECRET, Answer, Receiver

FAST = Patience(lease=30, first=0.01, factor=2, ceiling=0.05, longest=0.1, attempts=4)


async def tell(graph: Graph, weeks: int = 0, **given: object) -> Run:
    return await run_audit(graph, as_of=TODAY + timedelta(days=7 * weeks), notify=True, **given)


async def only(graph: Graph) -> Delivery:
    (delivery,) = await list_deliveries(graph)
    return delivery


async def settled(graph: Graph, patience: Patience = FAST) -> Delivery:
    """The only delivery, once it is not pending any more."""
    async with asyncio.timeout(20):
        while (delivery := await only(graph)).state is DeliveryState.PENDING:
            await deliver_due(graph, patience=patience)
            await asyncio.sleep(0.02)
    return delivery


async def test_a_run_that_ended_is_told_once_with_ids_and_no_names(
    d: Drawing, to_webhook: Told, receiver: Receiver
) -> None:
    graph = to_webhook(public_url="https://relgraph.example/")
    run = await tell(graph)
    (waiting,) = await list_deliveries(graph)
    assert (waiting.state, waiting.attempts, waiting.run) == (DeliveryState.PENDING, 0, run.number)
    assert waiting.target.startswith("127.0.0.1#")
    for _ in range(2):
        await deliver_due(graph)
    (posted,) = receiver.posted
    assert (posted.path, posted.genuine, posted.id) == ("/hook", True, waiting.id)
    assert posted.headers["content-type"] == "application/json"
    assert posted.headers["user-agent"].startswith("relgraph/")
    # And the library that receivers are told to use agrees.
    assert Webhook(SECRET).verify(posted.body, posted.headers) == posted.json
    told = posted.json
    assert (told["type"], told["data"]["api"]) == ("audit.run.finished", "https://relgraph.example/graphql")
    data = told["data"]
    assert (data["run"]["number"], data["run"]["account"], data["before"]) == (run.number, None, None)
    assert (data["run"]["as_of"], data["run"]["accounts"]) == (TODAY.isoformat(), 2)
    assert data["counts"]["new"]["high"] == run.high > 0
    assert data["score"] == {"mean": data["worst"][0]["score"], "before": None, "accounts": 1, "unknown": 1}
    assert [each["account"] for each in data["worst"]] == [tid("acme")]
    unknown = next(each for each in data["changes"] if each["rule"] == "key_role_support_unknown")
    assert {name: unknown[name] for name in ("change", "severity", "account", "kind", "subject", "opportunity")} == {
        "change": "new",
        "severity": "high",
        "account": tid("acme"),
        "kind": "person",
        "subject": tid("boss"),
        "opportunity": tid("deal"),
    }
    assert {each["severity"] for each in data["changes"]} <= {"high", "medium"}
    assert "老板" not in posted.body.decode()
    sent = await only(graph)
    assert (sent.state, sent.attempts, sent.error, sent.due_at) == (DeliveryState.SENT, 1, None, None)


async def test_only_runs_that_are_asked_to_tell_do(d: Drawing, to_webhook: Told) -> None:
    await run_audit(to_webhook(), as_of=TODAY)
    assert await list_deliveries(d.graph) == []


async def test_whoever_ends_a_run_that_was_to_be_told_tells_it(d: Drawing, to_webhook: Told) -> None:
    class Killed(Exception):  # noqa: N818
        pass

    def kill(_: int) -> None:
        raise Killed

    graph = to_webhook()
    with pytest.raises(Killed):
        await tell(graph, on_progress=kill, batch_size=1)
    assert await list_deliveries(graph) == []
    run = await run_audit(graph, as_of=TODAY)
    assert [delivery.run for delivery in await list_deliveries(graph)] == [run.number]


async def test_failures_are_tried_again_until_it_works(d: Drawing, to_webhook: Told, receiver: Receiver) -> None:
    receiver.answers = [Answer(500), Answer(429, {"retry-after": "0"}), Answer(503)]
    graph = to_webhook()
    await tell(graph)
    await deliver_due(graph, patience=replace(FAST, first=1, ceiling=1))
    failed = await only(graph)
    assert (failed.state, failed.attempts, failed.error) == (DeliveryState.PENDING, 1, "It answered 500.")
    sent = await settled(graph)
    assert (sent.state, sent.attempts, sent.error) == (DeliveryState.SENT, 4, None)
    # Receivers know repeats by the id, and each attempt is signed anew.
    assert {posted.id for posted in receiver.posted} == {sent.id}
    assert [posted.genuine for posted in receiver.posted] == [True] * 4
    assert len({posted.body for posted in receiver.posted}) == 1


async def test_what_fails_for_good_is_kept_and_may_be_tried_by_hand(
    d: Drawing, to_webhook: Told, receiver: Receiver
) -> None:
    receiver.answers = [Answer(500)] * FAST.attempts
    graph = to_webhook()
    await tell(graph)
    dead = await settled(graph)
    assert (dead.state, dead.attempts, dead.error) == (DeliveryState.DEAD, FAST.attempts, "It answered 500.")
    assert await list_deliveries(graph, states=[DeliveryState.DEAD]) == [dead]
    assert await retry_deliveries(graph, dead.id) == 1
    sent = await settled(graph)
    assert (sent.state, sent.attempts, sent.id) == (DeliveryState.SENT, 1, dead.id)
    assert await retry_deliveries(graph) == 0
    with pytest.raises(InputError, match="is not dead"):
        await retry_deliveries(graph, dead.id)
    with pytest.raises(NotFoundError):
        await retry_deliveries(graph, "msg_nobody")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(410), "It answered 410: it wants no more."),
        (Answer(401), "It answered 401."),
        (Answer(404), "It answered 404."),
        (
            Answer(307, {"location": "/elsewhere"}),
            "It answered 307: redirects are not followed, name the new address.",
        ),
    ],
)
async def test_some_answers_are_final(
    d: Drawing, to_webhook: Told, receiver: Receiver, answer: Answer, error: str
) -> None:
    receiver.answers = [answer]
    graph = to_webhook()
    await tell(graph)
    await deliver_due(graph, patience=FAST)
    dead = await only(graph)
    assert (dead.state, dead.error, dead.due_at) == (DeliveryState.DEAD, error, None)
    assert len(receiver.posted) == 1


async def test_a_slow_receiver_is_given_up_in_time(receiver: Receiver) -> None:
    receiver.answers = [Answer(slow=0.6)]
    attempt = await send_webhook(receiver.url, secret=SECRET, id="msg_1", body="{}", way=LOCAL, timeout=0.2)
    assert attempt == Attempt(error="No answer within 0.2 seconds.")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/secret", "https://127.0.0.1:1/secret", "http://localhost:9x/secret"]
)
async def test_nobody_there(url: str) -> None:
    attempt = await send_webhook(url, secret=SECRET, id="msg_1", body="{}", way=LOCAL)
    assert str(attempt.error).startswith("No connection: ")
    assert (attempt.final, "secret" in str(attempt.error)) == (False, False)


async def test_what_a_receiver_asks_to_wait_is_respected_up_to_a_limit(
    d: Drawing, to_webhook: Told, receiver: Receiver
) -> None:
    receiver.answers = [Answer(503, {"retry-after": "3600"})]
    graph = to_webhook()
    await tell(graph)
    await deliver_due(graph, patience=replace(FAST, longest=1800))
    waiting = await only(graph)
    assert waiting.due_at
    assert 1790 < (waiting.due_at - datetime.now(UTC)).total_seconds() <= 1800


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("Fri, 27 Nov 2026 12:00:30 GMT", 30.0),
        ("Fri, 27 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 11, 27, 12, tzinfo=UTC)) == seconds


def test_waits_grow_with_jitter_up_to_a_ceiling() -> None:
    patience = Patience(first=30, factor=4, ceiling=6 * 3600)
    for attempts, most in ((1, 30), (2, 120), (3, 480), (6, 6 * 3600), (11, 6 * 3600)):
        waits = {patience.wait(attempts, None) for _ in range(50)}
        assert all(most / 2 <= wait <= most for wait in waits)
        assert len(waits) > 1
    assert patience.wait(1, 3600) == 3600
    assert patience.wait(1, 10**9) == patience.longest


async def test_replicas_do_not_send_twice(d: Drawing, to_webhook: Told, receiver: Receiver) -> None:
    receiver.answers = [Answer(slow=0.1)] * 5
    graph = to_webhook(webhook_urls=",".join(f"{receiver.url}/{n}" for n in range(5)))
    await tell(graph)
    await asyncio.gather(*(deliver_due(graph.for_caller()) for _ in range(4)))
    assert sorted(posted.path for posted in receiver.posted) == [f"/hook/{n}" for n in range(5)]
    assert {delivery.state for delivery in await list_deliveries(graph)} == {DeliveryState.SENT}


async def test_what_a_dead_replica_began_is_tried_by_another(d: Drawing, to_webhook: Told, receiver: Receiver) -> None:
    receiver.answers = [Answer(slow=5)]
    graph = to_webhook()
    await tell(graph)
    dying = asyncio.create_task(deliver_due(graph, patience=replace(FAST, lease=0.5)))
    await asyncio.to_thread(receiver.came.wait, 10)
    dying.cancel()
    await deliver_due(graph)
    assert len(receiver.posted) == 1  # still the other's
    sent = await settled(graph)
    assert (sent.state, sent.attempts) == (DeliveryState.SENT, 2)
    with pytest.raises(asyncio.CancelledError):
        await dying


async def test_a_target_that_the_settings_do_not_name_any_more(d: Drawing, to_webhook: Told) -> None:
    await tell(to_webhook())
    await deliver_due(configured(d.graph))
    gone = await only(d.graph)
    assert (gone.state, gone.error) == (DeliveryState.DEAD, "The settings do not name this target any more.")


async def test_of_many_changes_the_first_are_told(
    d: Drawing, to_webhook: Told, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "MOST_CHANGES", 2)
    graph = to_webhook(notify_severity="low")
    run = await tell(graph, account=tid("acme"))
    await deliver_due(graph)
    data = receiver.posted[0].json["data"]
    assert (len(data["changes"]), data["truncated"], data["run"]["account"]) == (2, True, tid("acme"))
    assert sum(data["counts"]["new"].values()) == run.opened > 2


async def test_what_changed_since_the_run_before(d: Drawing, to_webhook: Told, receiver: Receiver) -> None:
    graph = to_webhook()
    first = await tell(graph)
    await d.support("boss", "deal", 1, since=TODAY + timedelta(days=6)).save()
    second = await tell(graph, 1)
    third = await tell(graph, 1)
    await deliver_due(graph)
    told = {posted.json["data"]["run"]["number"]: posted.json["data"] for posted in receiver.posted}
    changed = told[second.number]
    assert changed["before"] == first.number
    assert [(each["change"], each["rule"]) for each in changed["changes"]] == [("resolved", "key_role_support_unknown")]
    assert changed["counts"]["resolved"]["high"] == 1
    assert changed["score"]["before"] == told[first.number]["score"]["mean"]
    # A webhook hears of runs that changed nothing, too.
    assert (told[third.number]["changes"], json.dumps(told[third.number]["counts"]["new"])) == (
        [],
        '{"high": 0, "medium": 0, "low": 0}',
    )
