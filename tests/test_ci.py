"""`.ci/run` proves something: it fails with the tests, and when no real Neo4j took part in them."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FAKE_MAKE = """#!/bin/sh
case "$1" in
  lint) exit {lint} ;;
  test) echo "real Neo4j: {neo4j}"; echo "== 3 passed in 1.00s =="; exit {test} ;;
esac
"""


@pytest.mark.parametrize(
    ("neo4j", "lint", "test", "passes"),
    [
        ("local; 12 tests used it", 0, 0, True),
        ("container neo4j:2026.08.1; 1 tests used it", 0, 0, True),
        ("none; 0 tests used it", 0, 0, False),
        ("local; 0 tests used it", 0, 0, False),
        ("local; 12 tests used it", 0, 1, False),
        ("local; 12 tests used it", 1, 0, False),
    ],
)
def test_what_passes(tmp_path: Path, neo4j: str, lint: int, test: int, passes: bool) -> None:
    make = tmp_path / "make"
    make.write_text(FAKE_MAKE.format(neo4j=neo4j, lint=lint, test=test))
    make.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["bash", str(ROOT / ".ci" / "run")]
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is passes, done.stderr
    if passes:
        assert done.stdout.splitlines()[-1] == "== 3 passed in 1.00s =="
