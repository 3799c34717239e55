"""docs/audit-schedule.md: its snippet verifies what is sent, and its example has the fields that are sent."""

import json
import re
from pathlib import Path

from relgraph.notify.deliveries.webhook import send_webhook
from tests.draw import Drawing
from tests.notify.deliveries.conftest import LOCAL, Told
from tests.notify.deliveries.receivers import SECRET, Receiver
from tests.notify.deliveries.test_webhook import deliver_due, tell

PAGE = (Path(__file__).parents[3] / "docs" / "audit-schedule.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return found


async def test_the_snippet_tells_genuine_requests_from_others(receiver: Receiver) -> None:
    snippet: dict[str, object] = {}
    exec(block("python"), snippet)
    verify = snippet["verify"]
    assert callable(verify)
    await send_webhook(receiver.url, secret=SECRET, id="msg_1", body='{"a": "项目"}', way=LOCAL)
    (posted,) = receiver.posted
    assert verify(SECRET, posted.headers, posted.body)
    assert verify(
        SECRET, {**posted.headers, "webhook-signature": f"v1,AAAA {posted.headers['webhook-signature']}"}, posted.body
    )
    for change in ({"webhook-id": "msg_2"}, {"webhook-timestamp": "1"}, {"webhook-signature": "v1,AAAA"}):
        assert not verify(SECRET, {**posted.headers, **change}, posted.body)
    assert not verify(SECRET, posted.headers, posted.body + b" ")
    assert not verify("whsec_" + "A" * 44, posted.headers, posted.body)


async def test_the_example_has_the_fields_that_are_sent(d: Drawing, to_webhook: Told, receiver: Receiver) -> None:
    graph = to_webhook(public_url="https://relgraph.example.com")
    await tell(graph)
    await deliver_due(graph)
    assert shape(json.loads(block("json"))) == shape(receiver.posted[0].json)


def shape(value: object) -> object:
    """The names of the fields, however deep; of a list those of its first."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) else None
