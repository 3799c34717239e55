"""`relgraph demo`: the fictional demo world, and the three analyses asked over HTTP."""

import asyncio
import logging
import shutil
import socket
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from relgraph.connect.csv.service import import_folder
from relgraph.core.assets import asset_dir
from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError
from relgraph.core.extras import Extra, require_extra
from relgraph.core.logs import configure_logging
from relgraph.graph.client import Graph
from relgraph.hubs.model import HubMeasure
from relgraph.paths.advice import explain
from relgraph.strength.in_force import counting_of
from relgraph.strength.service import score_ties
from relgraph.surfaces.cli import cells, render, render_hubs, render_paths
from relgraph.surfaces.cli.console import out
from relgraph.surfaces.cli.demo_answers import Client
from relgraph.surfaces.cli.options import AsOf
from relgraph.surfaces.cli.progress import step
from relgraph.surfaces.cli.serve import heed_interrupts
from relgraph.surfaces.cli.session import WRITTEN_FOR, Session, demo_settings, patient, read_settings

ACCOUNT, OPPORTUNITY, DECISION_MAKER = "demo:grid", "demo:grid-scheduling", "demo:wei.zhengbang"
ACCOUNT_NAME = "沧岭电网集团 Cangling Power Grid Group"

INTRO = """\
We are 云岫科技 Yunxiu Technologies, and sell a dispatch platform to 沧岭电网集团 Cangling Power Grid Group.
Everybody in this demo is invented. relgraph answers for {day} over GraphQL at {url}/graphql.
"""


def demo(
    ctx: typer.Context,
    *,
    once: Annotated[bool, typer.Option("--once", help="End after printing, also on a terminal.")] = False,
    as_of: AsOf = None,
) -> None:
    """Load the demo world into a graph of its own, run the three analyses over HTTP, and keep serving on a terminal.

    Your own data is not touched: the demo lives in a folder beside it. It is written for 2026-09-01.
    """
    require_extra(Extra.SERVE, Extra.HUBS, Extra.LOCAL)
    from relgraph.surfaces.serve import running  # noqa: PLC0415  (slow to import, and not needed by other commands)

    heed_interrupts()
    session = Session.of(ctx)
    stays = not once and sys.stdin.isatty() and sys.stdout.isatty()
    settings = patient(served_settings(read_settings(session.data_dir), stays=stays))
    served = threading.Event()

    async def work(graph: Graph) -> None:
        await load_world(graph, settings.data_dir / "rejects")
        configure_logging(settings)
        logging.getLogger("relgraph").setLevel(logging.WARNING)  # a line a request would stand between the tables
        async with running(settings, graph=graph) as url:
            await show_analyses(out(), Client(url, as_of or WRITTEN_FOR))
            _say_what_next(out(), session.data_dir, url if stays else None)
            if stays:
                served.set()
                await asyncio.Event().wait()

    try:
        session.with_graph(work, settings=settings)
    except KeyboardInterrupt:
        if not served.is_set():
            raise
        # Ctrl-C is how a demo that serves is ended: no failure.


def served_settings(settings: Settings, *, stays: bool) -> Settings:
    """The demo's settings, served on this machine only."""
    return demo_settings(settings).model_copy(
        update={
            "host": "127.0.0.1",
            "port": settings.port if stays and _is_free(settings.port) else 0,
            "api_token_hashes": [],
            "graphql_ide": True,
            "local_linger": 0.0,
        }
    )


def _is_free(port: int) -> bool:
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False


async def load_world(graph: Graph, rejects: Path) -> None:
    """Load the demo world; the second time nothing changes."""
    with step("Loading the demo world"):
        report = await import_folder(graph, asset_dir("demo") / "world", rejects=rejects)
        # The import computes strengths as of today; the demo is asked about the day it was written for.
        await score_ties(graph, counting_of(graph.settings), as_of=WRITTEN_FOR)
    if not report.accepted:
        raise RelgraphError(f"{report.rejected} rows of the demo world were rejected: {report.problems[0].message}")


async def show_analyses(console: Console, client: Client) -> None:
    """Ask the three questions, and print the answers as tables."""
    console.print(cells.heading(INTRO.format(day=client.as_of, url=client.url)))
    _question(console, "1. Nobody of ours knows the decision maker. Who can bring us to him?")
    ways = await asyncio.to_thread(client.ways_in, DECISION_MAKER, OPPORTUNITY)
    render_paths.show_paths(console, explain(ways), client.as_of)
    _question(console, "2. Whom do the people there listen to?")
    hubs = await asyncio.to_thread(client.hubs, ACCOUNT)
    render_hubs.show_hubs(console, hubs, where=ACCOUNT_NAME, by=HubMeasure.INFLUENCE, as_of=client.as_of)
    _question(console, "3. Where are we not covered in this deal?")
    report = await asyncio.to_thread(client.holes, OPPORTUNITY)
    render.show_holes(console, report, cells.joined([report.account, report.opportunity]))


def _question(console: Console, text: str) -> None:
    console.print()
    console.rule(cells.heading((text, "bold")), align="left")
    console.print()


def _say_what_next(console: Console, data_dir: Path | None, url: str | None) -> None:
    found = shutil.which("relgraph")
    program = "relgraph" if found and Path(found).resolve() == Path(sys.argv[0]).resolve() else sys.argv[0]
    ask = f"{program} --demo" if data_dir is None else f"{program} --data-dir {data_dir} --demo"
    hints = [
        f"{ask} show demo:liang.suwen",
        f"{ask} show 罗佳慧 --with 周明远   (before a visit; --lang zh speaks Chinese)",
        f"{ask} timeline demo:bank",
        f"{ask} promises --overdue --side ours",
        f'{ask} log visit --with 罗佳慧 --by 周明远 --outcome "two criteria agreed"',
        f"{ask} strength 郝建军 蒋若彤",
        f"{ask} paths 苏怀瑾 --opportunity demo:bank-core",
    ]
    hints.append(
        f"write your own questions at {url}/ide" if url else f"{program} demo   (on a terminal it keeps serving)"
    )
    _question(console, "What to try next")
    for hint in hints:
        console.print(cells.heading(f"  {hint}"), soft_wrap=True)
    if url:
        console.print(cells.heading("\nServing until Ctrl-C: ", (f"{url}/graphql", "bold")))
