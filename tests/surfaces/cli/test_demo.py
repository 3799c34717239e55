"""The demo and Ctrl-C in processes of their own, with the local Neo4j: nothing is left behind."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.java import SHORT_LIFE

pytestmark = pytest.mark.long
PATIENCE = 400.0  # seconds; a machine that builds on all cores is slow
EXPECTED = json.loads((Path(__file__).parents[3] / "demo" / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@contextmanager
def started(data_dir: Path, *args: str, ignoring: bool = False, **pipes: int) -> "Iterator[subprocess.Popen[bytes]]":
    """A command in a session of its own; killed in the end, should it still run. It may start with SIGINT ignored."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("RELGRAPH_", "COLUMNS"))}
    env["JAVA_TOOL_OPTIONS"] = SHORT_LIFE
    command = [sys.executable, "-m", "relgraph", "--data-dir", str(data_dir), *args]
    ignore = (lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if ignoring else None
    own = {"cwd": data_dir, "env": env, "start_new_session": True, "preexec_fn": ignore}
    with subprocess.Popen(command, **own, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def left_behind(data_dir: Path) -> list[str]:
    """Command lines of processes that work on this folder."""
    processes = (process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"]))
    return [" ".join(line) for line in processes if any(str(data_dir) in part for part in line)]


def read_until(descriptor: int, ending: Callable[[str], bool]) -> str:
    """What was written so far, as soon as it looks right; all of it when the other side ends first."""
    data, deadline = b"", time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not ending(data.decode(errors="replace")):
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other side of a terminal is closed
            break
        if not piece:
            break
        data += piece
    return data.decode(errors="replace")


def test_on_a_terminal_it_serves_until_ctrl_c(data_dir: Path) -> None:
    """Also where SIGINT was ignored when it was started, as in the background of a shell."""
    ours, theirs = pty.openpty()
    with started(data_dir, "demo", ignoring=True, stdin=theirs, stdout=theirs, stderr=theirs) as demo:
        os.close(theirs)
        screen = read_until(ours, lambda text: re.search(r"Ctrl-C: .*/graphql", text) is not None)
        assert "Loading the demo world" in screen
        url = re.findall(r"http://127\.0\.0\.1:\d+", screen)[-1]
        with urllib.request.urlopen(f"{url}/readyz", timeout=10) as response:
            assert json.load(response)["status"] == "ok"
        # Beside it, for what one Neo4j has planned need not be planned anew.
        without_a_terminal_it_prints_the_three_analyses_and_ends(data_dir)
        demo.send_signal(signal.SIGINT)
        rest = read_until(ours, lambda _: False)
        os.close(ours)
        assert demo.wait(PATIENCE) == 0, screen + rest
    assert "Traceback" not in rest
    assert left_behind(data_dir) == []


def without_a_terminal_it_prints_the_three_analyses_and_ends(data_dir: Path) -> None:
    with started(data_dir, "demo", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as demo:
        out, err = (stream.decode() for stream in demo.communicate(timeout=PATIENCE))
    assert demo.returncode == 0, err
    told = " ".join(out.split())
    assert f"likelihood {EXPECTED['introduction']['likelihood']:.2f}" in told
    assert re.search(
        r"我方 周明远 Zhou Mingyuan .* 叶知秋 Ye Zhiqiu .* 0\.90 tie .* 顾怀民 Gu Huaimin .* 0\.90 tie", told
    )
    assert "Ask your colleague Zhou Mingyuan (has known Ye Zhiqiu since 2012" in told
    assert re.search(r"\b1 梁素文 Liang Suwen .* 3\.00 ", told)
    unknown = len(EXPECTED["coverage"]["key_roles_without_tie"]["demo:grid-scheduling"])
    assert re.search(rf"{unknown} of \d+ key contacts Key person whom none of us knows", told)
    assert "$ relgraph" not in told  # holes are told without ids here
    assert "Traceback" not in err


def test_ctrl_c_while_neo4j_starts(data_dir: Path) -> None:
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with started(data_dir, "search", "wei", **pipes) as search:
        assert search.stderr
        said = read_until(search.stderr.fileno(), lambda text: "Starting Neo4j" in text)
        search.send_signal(signal.SIGINT)
        out, err = (stream.decode() for stream in search.communicate(timeout=PATIENCE))
    assert (search.returncode, out) == (130, ""), said + err
    assert "Traceback" not in err
    assert left_behind(data_dir) == []
