"""The GraphQL over HTTP audit of the `graphql-http` package, against a server on loopback.

Needs Node and, once, the npm registry; the rules themselves are also tested in test_protocol.py, which needs neither.
"""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from relgraph.core.config import Settings
from relgraph.surfaces.serve import running
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import unreachable

PACKAGES = ("graphql-http@1.23.1", "graphql@16.15.0")
AUDITS = 61
AUDIT = """
const { auditServer } = require("graphql-http");
auditServer({ url: process.argv[1] }).then((results) =>
  console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason })))));
"""


@pytest.fixture(scope="module")
def audit_folder() -> Path:
    """Where the package is installed; it stays there for the next run."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("Node is not installed")
    folder = user_cache_path("relgraph-tests") / "graphql-http-1.23.1"
    if not (folder / "node_modules" / "graphql-http").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            pytest.skip(f"the npm registry did not answer: {done.stderr[-200:]}")
    return folder


async def test_audit(settings: Settings, audit_folder: Path) -> None:
    # Some audits ask for `__type`, so introspection must be on.
    chosen = settings.model_copy(update={"port": 0, "graphql_ide": True})
    async with unreachable(chosen) as graph, running(chosen, graph=graph, schema=toy.schema) as url:
        process = await asyncio.create_subprocess_exec(
            "node", "-e", AUDIT, f"{url}/graphql", cwd=audit_folder, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await asyncio.wait_for(process.communicate(), 60)
    results = json.loads(output)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == AUDITS
