"""What docs/import.md prints of imports by the API runs as printed."""

import json
import re
from pathlib import Path

import httpx

from relgraph.connect.imports import lease, service, work
from relgraph.connect.tabular import archives
from relgraph.core.config import Settings
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql import uploads
from tests.surfaces.http.importing import Client, serving
from tests.surfaces.http.test_sockets import hear, socket, subscribe

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
DOCUMENTS = re.findall(r"```graphql\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_page_tells_the_numbers_that_hold(settings: Settings) -> None:
    section = PAGE.partition("## Imports by the API")[2].partition("\n## ")[0]
    assert f"the last {service.KEPT} imports" in section
    assert f"of each file the first {work.PROBLEMS_TOLD:,}" in section
    assert f"({uploads.MOST_FILES} at most)" in section
    assert f"`RELGRAPH_UPLOAD_TIMEOUT` seconds to arrive ({settings.upload_timeout:.0f}), and two arrive" in section
    assert (
        f"more than {archives.MOST_TIMES} times their size, and more than {archives.ALWAYS_FINE // 10**6} MB" in section
    )
    assert (uploads.AT_ONCE, lease.LEASE) == (2, 60)
    serving_page = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    assert f"let come for {uploads.LINGER:.0f} s" in serving_page
    assert f"{uploads._Parser.spool_max_size // 1024} kB stay in memory" in serving_page


async def test_its_documents_run(settings: Settings, graph: Graph, tmp_path: Path) -> None:
    start, progress, result = DOCUMENTS
    given = json.loads(re.findall(r'\{"input": .*', PAGE)[0])
    folder = tmp_path / given["input"]["from"]["path"]
    folder.mkdir(parents=True)
    (folder / "Account.csv").write_text("Id,Name\n001000000000001AAA,ACME\n")
    async with serving(settings, graph, imports_folder=tmp_path) as url, Client.of(url) as client:
        payload = (await client.ask(start, **given))["startImport"]
        assert payload["errors"] == []
        id_ = payload["import"]["id"]
        async with socket(url) as opened:
            await subscribe(opened, progress, variables={"id": id_})
            while (heard := await hear(opened))["type"] == "next":
                last = heard["payload"]["data"]["importProgress"]
        assert (last["state"], last["result"]) == ("FINISHED", {"created": 1, "rejected": 0})
        told = (await client.ask(result, id=id_))["import"]["result"]
        assert [each["externalId"] for each in told["differences"]["nodes"]] == ["salesforce:001000000000001AAA"]


async def test_its_upload_is_one(settings: Settings, graph: Graph) -> None:
    parts = dict(re.findall(r"-F '(operations|map)=(.*?)'", PAGE, flags=re.DOTALL))
    headers = dict(re.findall(r'-H "(GraphQL.*?): (.*?)"', PAGE))
    assert json.loads(parts["operations"])["variables"]["input"]["source"] == "HUBSPOT"
    async with (
        serving(settings, graph, upload_most_bytes=10_000) as url,
        httpx.AsyncClient(base_url=url, headers=headers) as client,
    ):
        files = {"0": ("companies.csv", b"Record ID,Company name\n1,ACME\n")}
        answer = (await client.post("/graphql", data=parts, files=files)).json()
    assert answer["data"]["startImport"]["errors"] == []
