"""Traffic in the graph: a log twice changes nothing, corrections replace, two writers lose nothing."""

import asyncio
from datetime import date

from relgraph.graph.client import Graph
from relgraph.traffic.model import Flow, Month, Period, Traffic, TrafficChannel, number_of
from relgraph.traffic.service import flow_pages, record_log, record_traffic
from tests.draw import Drawing, tid

MARCH = number_of(date(2026, 3, 1))
WHOLE = Period(date(2026, 3, 1), date(2026, 3, 31))


def flow(sender: str, receiver: str, *days: int, source: str = "log", month: int = MARCH) -> Flow:
    told = Month(len(days), sum(1 << day - 1 for day in days))
    return Flow(tid(sender), tid(receiver), TrafficChannel.MAIL, source, {month: told})


async def log(graph: Graph, *flows: Flow, period: Period = WHOLE) -> int:
    return await graph.write(lambda tx: record_log(tx, flows, period), operation="t")


async def stored(graph: Graph) -> list[Flow]:
    return [each async for page in flow_pages(graph, senders=1) for each in page]


async def test_a_log_twice_changes_nothing_and_a_corrected_one_replaces(graph: Graph) -> None:
    await Drawing(graph).people("ann", "bob", "cyd").save()
    told = [flow("ann", "bob", 1, 2), flow("bob", "ann", 3), flow("ann", "zoe", 3)]
    assert await log(graph, *told) == 2
    assert await log(graph, *told) == 0
    assert await stored(graph) == told[:2]
    assert await log(graph, flow("ann", "bob", 2)) == 1
    # Somebody else's log may tell of the same messages.
    assert await log(graph, flow("ann", "bob", 2, 5, source="other")) == 1
    assert await log(graph, flow("ann", "bob", 2, 5, source="other")) == 0
    assert await stored(graph) == [flow("ann", "bob", 2, 5), flow("bob", "ann", 3)]


async def test_rows_say_what_became_of_them(graph: Graph) -> None:
    await Drawing(graph).people("ann", "bob").save()
    values = {"sender": tid("ann"), "channel": "call", "month": "2026-03", "count": 2, "days": ("1", "2")}
    rows = [
        Traffic.model_validate({**values, "receiver": tid("bob")}),
        Traffic.model_validate({**values, "receiver": tid("zoe")}),
        Traffic.model_validate({**values, "receiver": tid("bob"), "month": "2026-04"}),
    ]
    outcomes = await graph.write(lambda tx: record_traffic(tx, rows), operation="t")
    assert [outcome.kind for outcome in outcomes] == ["created", "missing", "corrected"]
    assert (outcomes[1].field, outcomes[1].problem) == ("receiver", "no person has the id 't:zoe'")
    again = await graph.write(lambda tx: record_traffic(tx, rows), operation="t")
    assert [outcome.kind for outcome in again] == ["unchanged", "missing", "unchanged"]


async def test_it_is_recorded_of_whom_an_address_means(graph: Graph) -> None:
    drawing = Drawing(graph).people("ann", "bob")
    await drawing.add("identifier", id="email:ann@x.test", person="ann").save()
    told = Flow("email:ann@x.test", tid("bob"), TrafficChannel.MAIL, "log", {MARCH: Month(1, 1)})
    assert await log(graph, told) == 1
    (found,) = await stored(graph)
    assert (found.sender, found.told) == (tid("ann"), ("sender=email:ann@x.test",))
    assert await log(graph, told) == 0


async def test_two_writers_lose_nothing(graph: Graph) -> None:
    await Drawing(graph).people("ann", "bob").save()
    logs = [[flow("ann", "bob", n, source=f"log {n}"), flow("bob", "ann", n, source=f"log {n}")] for n in range(1, 13)]
    await asyncio.gather(*(log(graph, *each) for each in logs))
    days = sum(1 << n - 1 for n in range(1, 13))
    assert [each.months for each in await stored(graph)] == [{MARCH: Month(1, days)}] * 2
