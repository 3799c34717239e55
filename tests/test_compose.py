"""docker-compose.yml says what we promise: the pinned Neo4j, no default password, a health check, a volume."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from relgraph.graph.local.jars import LockFile

ROOT = Path(__file__).parents[1]
NEEDED = {"RELGRAPH_NEO4J_PASSWORD": "correct horse", "RELGRAPH_API_TOKEN_HASHES": "ab" * 32}


def compose(**env: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RELGRAPH_")}
    command = ["docker", "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--format", "json"]
    return subprocess.run(command, env={**clean, **env}, cwd="/", capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def client() -> None:
    """Needs the client only, no engine."""
    try:
        there = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        there = False
    if not there:
        pytest.skip("there is no docker compose here")


def test_the_neo4j_is_the_version_that_is_tested() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"image: neo4j:(\S+)", text) == [LockFile.read().neo4j]


@pytest.mark.usefixtures("client")
def test_the_services_and_their_settings() -> None:
    done = compose(**NEEDED)
    assert done.returncode == 0, done.stderr
    services = json.loads(done.stdout)["services"]
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/correct horse"
    assert services["neo4j"]["healthcheck"]["test"]
    assert [(v["type"], v["target"]) for v in services["neo4j"]["volumes"]] == [("volume", "/data")]
    assert services["api"]["environment"]["RELGRAPH_NEO4J_URI"] == "bolt://neo4j:7687"
    assert services["api"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert [port["host_ip"] for port in services["api"]["ports"]] == ["127.0.0.1"]


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("missing", NEEDED)
def test_it_does_not_start_without_a_password_and_a_token(missing: str) -> None:
    done = compose(**{name: value for name, value in NEEDED.items() if name != missing})
    assert done.returncode != 0
    assert missing in done.stderr
