"""Imports over GraphQL, on a real server over a real Neo4j: what is handed over, and what lies in the folder."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest

from relgraph.connect.imports.lease import only_import
from relgraph.core.config import Settings
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find
from relgraph.surfaces.graphql.auth import new_token
from tests.surfaces.http.importing import CARDS, FIELDS, PROGRESS, Client, held, left_in, serving
from tests.surfaces.http.test_sockets import hear, refusal, socket, subscribe

VCARD = {"source": "VCARD"}
CARD_FILE = ("cards.vcf", CARDS.encode())
KINDS_TOLD = [
    {"noun": "organization", "created": 1, "corrected": 0, "unchanged": 0, "rejected": 0, "ended": 0},
    {"noun": "person", "created": 2, "corrected": 0, "unchanged": 0, "rejected": 0, "ended": 0},
    {"noun": "identifier", "created": 1, "corrected": 0, "unchanged": 0, "rejected": 0, "ended": 0},
    {"noun": "position", "created": 1, "corrected": 0, "unchanged": 0, "rejected": 0, "ended": 0},
]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The folder of imports."""
    folder = tmp_path / "inbox"
    (folder / "cards").mkdir(parents=True)
    (folder / "cards" / "all.vcf").write_text(CARDS, newline="")
    return folder


@pytest.fixture
async def client(settings: Settings, graph: Graph, inbox: Path, temporary: Path) -> AsyncIterator[Client]:
    changes = {"upload_most_bytes": 100_000, "imports_folder": inbox}
    async with serving(settings, graph, **changes) as url, Client.of(url) as client:
        yield client


async def people(graph: Graph) -> list[tuple[str, str, str | None]]:
    found = await find(graph, KINDS["person"], as_of=None, limit=10)
    return [(each.id, each.name, each.recorded_by) for each in found]


async def test_a_file_is_handed_over_and_loaded(client: Client, graph: Graph, temporary: Path) -> None:
    begun = await client.upload(VCARD, CARD_FILE)
    assert (begun["import"]["what"], begun["import"]["source"], begun["import"]["by"]) == (["cards.vcf"], "VCARD", None)
    told = await client.ended(begun)
    assert (told["state"], told["rowsRead"], told["failure"]) == ("FINISHED", 3, None)
    result = told["result"]
    counts = {name: result[name] for name in ("rows", "created", "corrected", "unchanged", "rejected", "ended")}
    assert counts == {"rows": 3, "created": 2, "corrected": 0, "unchanged": 0, "rejected": 1, "ended": 0}
    assert result["kinds"] == KINDS_TOLD
    (problem,) = result["problems"]["nodes"]
    assert (problem["file"], problem["row"], result["problemCount"]) == ("cards.vcf", 14, 1)
    assert problem["message"]
    assert problem["remedy"]
    assert await people(graph) == [("vcard:ann", "Ann Lee", None), ("vcard:bob", "Bob Ek", None)]
    assert left_in(temporary) == []

    again = await client.ended(await client.upload(VCARD, CARD_FILE))
    assert (again["result"]["nothingChanged"], again["result"]["unchanged"]) == (True, 2)
    latest = await client.ask("{ imports { id state } }")
    assert latest["imports"] == [{"id": each["id"], "state": "FINISHED"} for each in (again, told)]
    node = await client.ask("query ($id: ID!) { node(id: $id) { ... on Import { state what } } }", id=told["id"])
    assert node["node"] == {"state": "FINISHED", "what": ["cards.vcf"]}


async def test_a_dry_run_tells_what_would_be_and_changes_nothing(client: Client, graph: Graph) -> None:
    told = await client.ended(await client.upload({**VCARD, "dryRun": True}, CARD_FILE))
    assert (told["state"], told["dryRun"], told["result"]["created"]) == ("FINISHED", True, 2)
    differences = told["result"]["differences"]["nodes"]
    assert [(each["what"], each["noun"]) for each in differences] == [
        *(("new", noun) for noun in ("organization", "person", "person", "identifier", "position"))
    ]
    assert told["result"]["kinds"] == KINDS_TOLD
    assert await people(graph) == []
    changes = await graph.driver.execute_query("MATCH (n) WHERE n:Change OR n:Person OR n:Organization RETURN n")
    assert changes.records == []

    await client.ended(await client.upload(VCARD, CARD_FILE))
    changed = CARDS.replace("FN:Bob Ek", "FN:Bob Eck").encode()
    told = await client.ended(await client.upload({**VCARD, "dryRun": True}, ("cards.vcf", changed)))
    (difference,) = told["result"]["differences"]["nodes"]
    assert (difference["what"], difference["noun"], difference["file"]) == ("changed", "person", "cards.vcf")
    assert difference["changes"] == [{"field": "name", "before": "Bob Ek", "after": "Bob Eck"}]


async def test_a_place_in_the_folder_is_loaded(client: Client, graph: Graph, inbox: Path) -> None:
    begun = await client.start(source="VCARD", **{"from": {"path": "cards"}})
    assert begun["import"]["what"] == ["cards"]
    assert (await client.ended(begun))["result"]["files"][0]["file"] == "all.vcf"
    assert len(await people(graph)) == 2
    # Nothing is written there.
    assert left_in(inbox) == ["all.vcf", "cards"]


async def test_relgraphs_own_folder_and_several_files(client: Client, graph: Graph) -> None:
    people_file, ties_file = b"id,name\nt:ann,Ann\nt:bob,Bob\n", b"person_a,person_b\nt:ann,t:bob\nt:ann,t:zoe\n"
    told = await client.ended(
        await client.upload({"source": "CSV"}, ("people.csv", people_file), ("ties.csv", ties_file))
    )
    assert (told["state"], told["rowsRead"], told["loaded"], told["toLoad"]) == ("FINISHED", 4, 4, None)
    assert [(each["noun"], each["created"], each["rejected"]) for each in told["result"]["kinds"]] == [
        ("person", 2, 0),
        ("tie", 1, 1),
    ]
    assert [each["message"] for each in told["result"]["problems"]["nodes"]] == ["no person has the id 't:zoe'"]


async def test_a_mapping_is_handed_over_too(client: Client, graph: Graph, inbox: Path) -> None:
    mapping = 'system: hr\ntells:\n  one: {is: person, id: "hr:{No}", fields: {name: "{Name}"}}\n'
    (inbox / "map.yaml").write_text(mapping)
    (inbox / "staff.csv").write_text("No,Name\n1,Ann\n")
    place = {"from": {"path": "staff.csv"}, "mapping": {"path": "map.yaml"}}
    told = await client.ended(await client.start(source="TABLE", **place))
    assert (told["state"], told["result"]["created"]) == ("FINISHED", 1)
    (inbox / "map.yaml").write_text(mapping.replace("name:", "nme:"))
    told = await client.ended(await client.start(source="TABLE", **place))
    assert (told["state"], told["failure"], told["result"]) == ("FAILED", "map.yaml:3: a person has no 'nme'.", None)
    assert await people(graph) == [("hr:1", "Ann", None)]


async def test_progress_is_told_until_the_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(monkeypatch) as go_on:
        begun = await client.upload(VCARD, CARD_FILE)
        async with socket(str(client.http.base_url)) as opened:
            await subscribe(opened, PROGRESS, variables={"id": begun["import"]["id"]})
            first = (await hear(opened))["payload"]["data"]["importProgress"]
            assert (first["state"], first["rowsRead"], first["result"]) == ("READING", 0, None)
            go_on.set()
            told = []
            while (heard := await hear(opened))["type"] == "next":
                told.append(heard["payload"]["data"]["importProgress"])
            assert heard["type"] == "complete"
    last = told[-1]
    assert (last["state"], last["rowsRead"], last["loaded"], last["toLoad"]) == ("FINISHED", 3, 4, 4)
    assert last["result"]["created"] == 2
    assert last["endedAt"] > last["begunAt"]
    async with socket(str(client.http.base_url)) as opened:
        # Whoever comes late is told the end.
        await subscribe(opened, PROGRESS, variables={"id": begun["import"]["id"]})
        assert (await hear(opened))["payload"]["data"]["importProgress"]["state"] == "FINISHED"
        assert (await hear(opened))["type"] == "complete"
        unknown = "SW1wb3J0OngxMg=="  # Import:x12
        error = await refusal(opened, PROGRESS, variables={"id": unknown})
        assert (error["extensions"]["code"], error["extensions"]["field"]) == ("NOT_FOUND", "id")


async def test_one_import_at_a_time_and_serving_goes_on(
    client: Client, graph: Graph, settings: Settings, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch) as go_on:
        first = await client.upload(VCARD, CARD_FILE)
        for path in ("/healthz", "/readyz"):
            assert (await client.http.get(path)).status_code == 200
        (error,) = (await client.upload(VCARD, CARD_FILE))["errors"]
        assert (error["__typename"], error["field"]) == ("Conflict", None)
        assert error["message"].startswith("An import of vcard is under way, begun by somebody at 20")
        # Another server of the same database refuses it, too; and so does a dry run.
        async with serving(settings, graph, imports_folder=inbox) as url, Client.of(url) as elsewhere:
            other = await elsewhere.start(source="VCARD", dryRun=True, **{"from": {"path": "cards"}})
        assert other["errors"][0]["message"] == error["message"]
        go_on.set()
        assert (await client.ended(first))["state"] == "FINISHED"
    assert (await client.ended(await client.upload(VCARD, CARD_FILE)))["result"]["nothingChanged"]


async def test_a_large_import_keeps_nobody_waiting(settings: Settings, graph: Graph) -> None:
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{n}\r\nFN:{sha1(b'%d' % n).hexdigest()[:12]}\r\nORG:ACME\r\nEND:VCARD\r\n"
        for n in range(2_000)
    )
    waited, states = [], set()
    async with serving(settings, graph, upload_most_bytes=10_000_000) as url, Client.of(url) as client:
        begun = await client.upload({**VCARD, "dryRun": True}, ("cards.vcf", cards.encode()))
        while "FINISHED" not in states:
            began = time.perf_counter()
            assert (await client.http.get("/healthz")).status_code == 200
            waited.append(time.perf_counter() - began)
            told = await client.ask("query ($id: ID!) { import(id: $id) { state } }", id=begun["import"]["id"])
            states.add(told["import"]["state"])
        assert (await client.ended(begun))["result"]["created"] == 2_000
    # Others use the processors of a machine that tests run on, too: what most waited tells.
    assert len(waited) > 10
    assert sorted(waited)[len(waited) // 2] < 0.2


async def test_two_who_start_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(monkeypatch) as go_on:
        payloads = await asyncio.gather(*(client.upload(VCARD, CARD_FILE) for _ in range(2)))
        (refused,) = [each for each in payloads if each["errors"]]
        (begun,) = [each for each in payloads if not each["errors"]]
        assert refused["errors"][0]["__typename"] == "Conflict"
        go_on.set()
        assert (await client.ended(begun))["state"] == "FINISHED"


async def test_a_command_that_imports_is_told_of(client: Client, graph: Graph) -> None:
    async with only_import(graph.for_caller(principal=Principal("zoe")), "salesforce"):
        (error,) = (await client.upload(VCARD, CARD_FILE))["errors"]
    assert error["message"].startswith("An import of salesforce is under way, begun by 'zoe' at 20")


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"from": {"path": "../secret.vcf"}}, "from.path", "'../secret.vcf' lies outside of the folder for imports."),
        ({"from": {"path": "/etc/passwd"}}, "from.path", "'/etc/passwd' lies outside of the folder for imports."),
        ({"from": {"path": "link.vcf"}}, "from.path", "'link.vcf' lies outside of the folder for imports."),
        (
            {"from": {"path": "linked"}},
            "from.path",
            "'linked/a.vcf' is neither a file nor a folder of the folder for imports.",
        ),
        ({"from": {"path": "nowhere"}}, "from.path", "'nowhere' is not in the folder for imports."),
        ({"from": {"path": "cards"}, "mapping": {"path": "../secret.vcf"}}, "mapping.path", None),
        ({"from": {"path": "cards"}, "encoding": "klingon"}, "encoding", "There is no encoding 'klingon'."),
        ({"from": {"path": "cards"}, "owner": "UG9zaXRpb246eDox"}, "owner", "That is the id of a Position."),
        ({"from": {"upload": []}}, "from.upload", "Nothing is handed over."),
    ],
)
async def test_what_cannot_be_imported_is_refused(
    client: Client, graph: Graph, inbox: Path, given: dict[str, Any], field: str, message: str | None
) -> None:
    secret = inbox.parent / "secret.vcf"
    secret.write_text(CARDS)
    (inbox / "link.vcf").symlink_to(secret)
    (inbox / "linked").mkdir()
    (inbox / "linked" / "a.vcf").symlink_to(secret)
    payload = await client.start(source="VCARD", **given)
    (error,) = payload["errors"]
    assert (payload["import"], error["__typename"], error["field"]) == (None, "InvalidInput", field)
    assert message is None or error["message"] == message
    assert error["remedy"]
    assert await people(graph) == []


async def test_an_unknown_source_is_refused(client: Client) -> None:
    response = await client.send({"source": "SAP"}, CARD_FILE)
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (400, "INVALID_INPUT")
    assert "ImportSource" in error["message"]


async def test_what_is_no_export_fails_and_says_so(client: Client, temporary: Path) -> None:
    told = await client.ended(await client.upload({"source": "HUBSPOT"}, ("notes.csv", b"a,b\n1,2\n")))
    assert (told["state"], told["result"]) == ("FAILED", None)
    assert told["failure"] == "notes.csv holds nothing that hubspot exports."
    assert left_in(temporary) == []


async def test_without_settings_imports_are_off(settings: Settings, graph: Graph) -> None:
    async with serving(settings, graph) as url, Client.of(url) as client:
        (error,) = (await client.start(source="VCARD", **{"from": {"path": "cards"}}))["errors"]
        assert (error["message"], error["field"]) == ("This server imports from no folder.", "from")
        assert error["remedy"] == "Whoever runs it sets RELGRAPH_IMPORTS_FOLDER; see docs/import.md."
        response = await client.send(VCARD, CARD_FILE)
        (refused,) = response.json()["errors"]
        assert (response.status_code, refused["extensions"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")
        assert "RELGRAPH_UPLOAD_MOST_BYTES" in refused["extensions"]["remedy"]


async def test_who_may_record_may_import(settings: Settings, graph: Graph, inbox: Path) -> None:
    (writer, write), (reader, read) = new_token(), new_token()
    hashes = [f"zoe={write}", f"abe:read={read}"]
    changes = {"api_token_hashes": hashes, "upload_most_bytes": 100_000, "imports_folder": inbox}
    async with (
        serving(settings, graph, **changes) as url,
        Client.of(url, writer) as client,
        Client.of(url, reader) as only_reads,
    ):
        told = await client.ended(await client.upload(VCARD, CARD_FILE))
        assert told["by"] == "zoe"
        assert [by for _, _, by in await people(graph)] == ["zoe", "zoe"]
        refused = await only_reads.send(VCARD, CARD_FILE)
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")
        given = {"source": "VCARD", "from": {"path": "cards"}}
        start = "mutation ($input: StartImportInput!) { startImport(input: $input) { import { id } } }"
        refused = await only_reads.http.post("/graphql", json={"query": start, "variables": {"input": given}})
        assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        # Whoever may read may see how it went.
        assert (await only_reads.ask("{ imports { " + FIELDS + " } }"))["imports"] == [told]
