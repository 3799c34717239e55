"""Real processes with names and secrets that are easy to recognise: none is in a log, a process list or an error."""

import json
from pathlib import Path

import httpx
import psutil
import pytest

from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from relgraph.surfaces.graphql.auth import new_token
from tests.connect.csv.folders import folder
from tests.draw import TODAY
from tests.notify.deliveries.receivers import SECRET, Answer, http_receiver
from tests.processes import command, environment, service

NAMES = ["Zebedina", "Quickenborne", "泽比迪娜", "Xylofant"]
MOMENT = "2026-01-01T00:00:00Z"
TOKEN, DIGEST = new_token()
SMTP_PASSWORD, HOOK_PATH = "gh3imesPasswort", "t0psecretPath"
RECORD = "mutation ($input: PersonInput!) { recordPerson(input: $input) { errors { __typename message remedy } } }"
TIE = "mutation ($input: TieInput!) { recordTie(input: $input) { errors { __typename message remedy } } }"
FIND = "query ($text: String!) { search(text: $text) { hits { __typename } } }"

ODD = [
    ("POST", "/graphql", {"Authorization": "Bearer Zebedina"}),
    ("POST", "/graphql", {"Content-Type": "application/json"}),
    ("POST", "/graphql", {"Content-Type": "text/zebedina"}),
    ("PUT", "/graphql", {}),
    ("GET", "/Quickenborne", {}),
    ("GET", "/graphql", {"Host": "quickenborne.example"}),
    ("GET", "/graphql", {"Origin": "https://quickenborne.example"}),
]
"""Requests that are no questions: method, path, headers."""


@pytest.fixture
def env(neo4j_connection: Connection) -> dict[str, str]:
    """The settings of a whole installation."""
    return environment(
        neo4j_connection,
        api_token_hashes=DIGEST,
        webhook_secret=SECRET,
        webhook_allow="127.0.0.1",
        smtp_host="127.0.0.1",
        smtp_port="1",
        smtp_security="none",
        smtp_user="zebedina",
        smtp_password=SMTP_PASSWORD,
        mail_from="audit@ours.example",
        mail_to="quickenborne@ours.example",
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A customer with people that are told apart from everybody, and a row that is rejected."""
    return folder(
        tmp_path / "book",
        {
            "organizations": f"id,kind,name,recorded_at\nt:us,vendor,Us,{MOMENT}\nt:acme,customer,Xylofant,{MOMENT}\n",
            "people": "id,name,english_name,aliases,recorded_at\n"
            f"t:ann,Ann,,,{MOMENT}\nt:zeb,泽比迪娜,Zebedina Quickenborne,,{MOMENT}\nt:bad,,Quickenborne,,{MOMENT}\n",
            "positions": f"id,person,organization,recorded_at\nt:s1,t:ann,t:us,{MOMENT}\nt:s2,t:zeb,t:acme,{MOMENT}\n",
            "key_contacts": f"id,person,account,recorded_at\nt:k,t:zeb,t:acme,{MOMENT}\n",
            "ties": f"id,person_a,person_b,strength,basis,recorded_at\nt:tie,t:ann,t:zeb,0.1,Quickenborne,{MOMENT}\n",
        },
    )


def listed() -> str:
    """The process list, as everybody on this machine sees it."""
    found = psutil.process_iter(["cmdline"])
    mine = psutil.Process()
    words = [" ".join(each.info["cmdline"] or ()) for each in found if each.pid not in (mine.pid, mine.ppid())]
    return "\n".join(words)


def held(text: str, *words: str) -> list[str]:
    """Those of the words that a text has."""
    return [word for word in words if word.lower() in text.lower()]


async def test_a_whole_day(graph: Graph, neo4j_connection: Connection, env: dict[str, str], book: Path) -> None:
    secrets = [neo4j_connection.password, TOKEN, SECRET, SECRET.removeprefix("whsec_"), SMTP_PASSWORD, HOOK_PATH]
    place = book.parent
    with http_receiver() as receiver:
        receiver.answers = [Answer(500)] * 9
        env["RELGRAPH_WEBHOOK_URLS"] = f"{receiver.url}/{HOOK_PATH}"
        code, imported = await command(env, place, "import", str(book))
        assert (code, "rejected" in imported) == (3, True), imported
        async with service(env, place) as served:
            served.client.headers["Authorization"] = f"Bearer {TOKEN}"
            refused = [await ask(served.client, *each) for each in questions()]
            refused += [
                await served.client.request(method, path, content="Zebedina", headers=headers)
                for method, path, headers in ODD
            ]
            assert held(listed(), *secrets, *NAMES) == []
            code, audited = await command(
                env, place, "audit", "run", "--all", "--notify", "--as-of", TODAY.isoformat(), "--json"
            )
            assert code == 0, audited
            code, told = await command(env, place, "audit", "deliveries")
            assert code == 0
    log = served.said.read_text()
    assert log.count('"event": "request"') == len(refused)
    assert held(log, *secrets, *NAMES) == []
    # The command tried at once, and the service, which was there too, may have tried again.
    assert receiver.posted
    assert held("".join(posted.body.decode() for posted in receiver.posted), *secrets, *NAMES) == []
    assert held(imported + audited + told, *secrets, *NAMES) == []
    assert "It answered 500." in told
    assert "No connection to the mail server" in told
    assert [answer.status_code for answer in refused[-len(ODD) :]] == [401, 400, 415, 405, 404, 400, 400]
    for answer in refused:
        assert held(answer.text, *secrets, *NAMES) == [], answer.text


def questions() -> list[tuple[str, dict[str, object]]]:
    """What is asked of the service: some is answered, most refused, in every way there is."""
    zeb = {"id": "t:zeb", "name": "Zebedina Quickenborne"}
    return [
        (FIND, {"text": "Zebedina"}),
        (FIND, {"text": "Zebedina " * 200}),
        (FIND, {"text": ["Zebedina"]}),
        ("{ nothing }", {}),
        ('{ search(text: "Quickenborne', {}),
        ('{ search(text "Quickenborne") { hits { name } } }', {}),
        ('{ organizations(first: "Quickenborne") { nodes { id } } }', {}),
        ('mutation { recordSupport(input: {level: "Quickenborne"}) { outcome } }', {}),
        (RECORD, {"input": "Quickenborne"}),
        (RECORD, {"input": {"name": ["Quickenborne"]}}),
        (RECORD, {"input": {"declinesIntroductions": "Quickenborne"}}),
        (RECORD, {"input": zeb}),
        (RECORD, {"input": {**zeb, "id": "t:acme"}}),
        (RECORD, {"input": {**zeb, "id": " Zebedina"}}),
        (RECORD, {"input": {**zeb, "nickname": "Zebedina"}}),
        (RECORD, {"input": {**zeb, "validFrom": "2026-02-02", "validTo": "2026-02-01"}}),
        (RECORD, {"input": {**zeb, "name": "Quickenborne" * 1000}}),
        (TIE, {"input": {"personA": "t:zeb", "personB": "t:zeb", "basis": "Quickenborne"}}),
        (TIE, {"input": {"personA": "t:zeb", "personB": "t:nobody", "basis": "Quickenborne"}}),
        (TIE, {"input": {"personA": "t:zeb", "personB": "t:ann", "strength": 7, "basis": "Quickenborne"}}),
        ('{ person(id: "Zebedina Quickenborne") { name } }', {}),
        ('{ pathsTo(to: {person: "t:nobody"}) { edges { node { score } } } }', {}),
        ("query Zeb($x: Int!) { organizations(first: $x) { nodes { id } } }", {"x": "Quickenborne"}),
    ]


async def ask(client: httpx.AsyncClient, query: str, variables: dict[str, object]) -> httpx.Response:
    return await client.post(
        "/graphql",
        content=json.dumps({"query": query, "variables": variables}),
        headers={
            "Content-Type": "application/json",
            "X-Request-Id": "Zebedina Quickenborne",
        },
    )
