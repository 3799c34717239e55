"""Timing and printing."""

import os
import platform
import re
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles

import psutil

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
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores, {_processor()}, {memory:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.+)", cpus.read_text()) if cpus.exists() else None
    return f"{platform.machine()} ({named[1]})" if named else platform.machine()


def peak_mb(process: psutil.Process) -> int:
    """The most memory that a process held so far, in MiB; what it holds now where the system does not keep that."""
    status = Path(f"/proc/{process.pid}/status")
    peak = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
    if peak:
        return int(peak[1]) // 1024
    return process.memory_info().rss // 2**20 if process.status() != psutil.STATUS_ZOMBIE else 0


def keep(part: str, text: str, page: Path | None = None) -> None:
    """Put one part's results on a page, RESULTS by default, in the place of its former ones; all else there stays."""
    page = page or RESULTS
    begin, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    block = f"{begin}\n{text.strip()}\n\n{end}"
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    first, found, rest = before.partition(begin)
    after = f"{first}{block}{rest.partition(end)[2]}" if found else f"{before.rstrip()}\n\n{block}\n"
    page.write_text(after.lstrip(), encoding="utf-8")


def table(title: str, header: list[str], rows: list[list[object]]) -> str:
    """A Markdown table."""
    lines = [f"## {title}", "", "| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join([*lines, ""])
