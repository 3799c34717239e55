"""Commands start fast: only what a run needs is imported."""

import resource
import subprocess
import sys

import pytest

from relgraph import __version__
from relgraph.core.assets import schema_file
from relgraph.surfaces.cli.lazily import COMMANDS
from tests.surfaces.cli.conftest import invoke

SLOW = (
    "neo4j",
    "pydantic",
    "rich.console",
    "importlib.metadata",
    "numpy",
    "strawberry",
    "uvicorn",
    "relgraph.graph.client",
)
LOOK = """
import sys
from relgraph.surfaces.cli.main import main
try:
    main()
finally:
    print([name for name in {slow!r} if name in sys.modules], file=sys.stderr)
"""


def spent(*command: str) -> tuple[float, str]:
    """Seconds of processor time, of the fastest of some runs, and what it said."""
    taken = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken), said


def test_the_version_is_told_at_once() -> None:
    took, said = spent(sys.executable, "-m", "relgraph", "--version")
    assert said == f"relgraph {__version__}\n"
    # 0.12 s where importing typer, which every command needs, takes half of that: machines differ, busy ones more so.
    assert took < 4 * spent(sys.executable, "-c", "import typer")[0]


def test_the_version_needs_nothing_slow() -> None:
    command = [sys.executable, "-c", LOOK.format(slow=SLOW), "--version"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stderr == "[]\n"


def test_the_schema_is_printed_as_it_is_without_what_it_is_made_with() -> None:
    command = [sys.executable, "-c", LOOK.format(slow=("strawberry", "graphql")), "schema"]
    done = subprocess.run(command, check=True, capture_output=True)
    assert done.stdout == schema_file().read_bytes()
    assert done.stderr.decode() == "[]\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_where_it_is_said_to_be(command: str) -> None:
    done = invoke(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"relgraph {command}" in " ".join(done.lines) or f"root {command}" in " ".join(done.lines)


def test_one_that_does_not_exist_is_met_with_the_one_that_was_meant() -> None:
    done = invoke("serch")
    assert done.code == 2
    assert "search" in done.err
