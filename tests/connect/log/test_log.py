"""Logs of messages: added up by pair, direction and month; again changes nothing."""

from datetime import date
from pathlib import Path

from relgraph.connect.loading.service import import_source
from relgraph.connect.log.service import LOG
from relgraph.connect.report import ImportReport
from relgraph.connect.source import Given
from relgraph.graph.client import Graph
from relgraph.traffic.model import Flow, Month, TrafficChannel, number_of
from relgraph.traffic.service import flow_pages
from tests.draw import Drawing, tid

LINES = """At,From,To,Channel,Subject
2026-03-02 09:00,t:ann,t:bob,mail,x
2026-03-02T18:00:00Z,t:ann,t:bob;t:cyd;t:bob,,x
2026-03-31,t:bob,ann@acme.test,call,x
2026-04-01,t:ann,t:nobody,,x
2026-04-01,t:ann,nobody at all,,x
2026-04-31,t:ann,t:bob,pigeon,x
2999-01-01,t:ann,,,x
"""


async def load(graph: Graph, folder: Path, text: str = LINES) -> ImportReport:
    (folder / "log.csv").write_text(text)
    return await import_source(graph, LOG, folder / "log.csv", Given())


async def stored(graph: Graph) -> list[Flow]:
    return [flow async for page in flow_pages(graph, senders=9) for flow in page]


async def test_a_log_is_added_up_and_again_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    drawing = Drawing(graph).people("ann", "bob", "cyd")
    await drawing.add("identifier", id="email:ann@acme.test", person="ann").save()
    report = await load(graph, tmp_path)
    (file,) = report.files
    assert (file.rows, file.rejected, report.traffic) == (7, 3, 3)
    assert [(p.row, p.column, p.message) for p in file.problems] == [
        (6, "to", "'nobody at all' is neither an id nor an e-mail address"),
        (7, "at", "'2026-04-31' is no day"),
        (7, "channel", "'pigeon' is no channel"),
        (8, "at", "2999-01-01 is yet to come"),
        (8, "to", "nobody stands there"),
    ]
    march = number_of(date(2026, 3, 1))
    assert {(f.sender, f.receiver, f.channel): f.months for f in await stored(graph)} == {
        (tid("ann"), tid("bob"), TrafficChannel.MAIL): {march: Month(2, 0b10)},
        (tid("ann"), tid("cyd"), TrafficChannel.MAIL): {march: Month(1, 0b10)},
        (tid("bob"), tid("ann"), TrafficChannel.CALL): {march: Month(1, 1 << 30)},
    }
    assert (await load(graph, tmp_path)).nothing_changed


async def test_a_corrected_log_replaces(graph: Graph, tmp_path: Path) -> None:
    await Drawing(graph).people("ann", "bob", "cyd").save()
    await load(graph, tmp_path)
    corrected = LINES.replace("2026-03-02 09:00,t:ann,t:bob", "2026-03-02 09:00,t:bob,t:ann")
    assert (await load(graph, tmp_path, corrected)).traffic == 2
    assert [sum(month.times for month in flow.months.values()) for flow in await stored(graph)] == [1, 1, 1]
