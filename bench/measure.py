"""Timing and printing."""

import os
import platform
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from statistics import quantiles

RESULTS = Path(__file__).parent / "RESULTS.md"


async def percentiles(work: Callable[[], Awaitable[object]], times: int, warm_up: int = 5) -> tuple[float, float]:
    """p50 and p95, in milliseconds."""
    for _ in range(warm_up):
        await work()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - begin) * 1000)
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


def machine() -> str:
    """One line on what the numbers were measured on."""
    return (
        f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def table(title: str, header: list[str], rows: list[list[object]]) -> str:
    """A Markdown table."""
    lines = [f"## {title}", "", "| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join([*lines, ""])
