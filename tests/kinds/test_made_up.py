"""A kind is declared once: the one of docs/how-to/add-a-kind.md can do whatever those of relgraph can."""

import csv
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from relgraph.graph.client import Graph
from relgraph.graph.connection import Connection
from tests.draw import Drawing, tid
from tests.kinds.made_up import declaration
from tests.processes import Service, command, environment, service

MODULE = "tests.kinds.made_up"
ROOT = Path(__file__).parents[2]
HEADER = "id,mentor,contact,effort,reason,valid_from,valid_to,source,recorded_at,recorded_by,by_hand,told_of"

RECORD = """mutation($input: MentorshipInput!) { recordMentorship(input: $input) {
  outcome mentorship { externalId effort validFrom mentor { name } } errors { __typename field message remedy } } }"""
END = 'mutation { endMentorship(id: "t:s", on: "2026-08-01") { outcome errors { message } } }'
LISTED = """query($day: Date) { person(id: "t:cto", asOf: $day) { mentors { nodes {
  id effort validFrom validTo mentor { name mentored { nodes { contact { name } } } } } } } }"""
NODE = "query($id: ID!) { node(id: $id) { __typename ... on Mentorship { effort } } }"
BATCH = """mutation { batch(input: [
  {person: {id: "t:ceo", name: "ceo"}}, {mentorship: {id: "t:s2", mentor: "t:leo", contact: "t:ceo", effort: 0.5}},
  {endMentorship: {id: "t:s2", on: "2026-08-01"}} ]) { rows { outcome node { __typename } } errors { message } } }"""
HISTORY = '{ history(id: "t:s") { revisions { noun ends operation values } } }'


def test_it_is_declared_in_thirty_lines() -> None:
    written = [line for line in declaration().splitlines() if line and not line.startswith(("from ", "import "))]
    assert len(written) <= 30


@pytest.fixture
async def env(graph: Graph, neo4j_connection: Connection, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """relgraph with the kind, on a graph with four people; what the kind has in it goes afterwards."""
    drawing = Drawing(graph).org("us", "vendor").org("acme").person("lea", at="us").person("leo", at="us")
    await drawing.person("cto", at="acme").person("cfo", at="acme").save()
    env = environment(neo4j_connection) | {"PYTHONPATH": str(ROOT)}
    assert (await command(env, tmp_path, "migrate", module=MODULE))[1] == "applied mentorships\n"
    assert "up to date" in (await command(env, tmp_path, "migrate", module=MODULE))[1]
    yield env
    await graph.driver.execute_query("DROP CONSTRAINT mentors_key IF EXISTS")
    await graph.driver.execute_query("DROP INDEX mentors_id IF EXISTS")


async def asked(served: Service, query: str, **variables: object) -> Any:
    answer = (await served.client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in answer, answer
    return answer["data"]


async def recorded(served: Service, **values: object) -> Any:
    return (await asked(served, RECORD, input=values))["recordMentorship"]


async def test_it_is_imported_and_refused_with_remedies(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [
        HEADER,
        "t:s,t:lea,t:cto,0.5,golf,2026-01-01,,crm,,,,",
        ",t:lea,t:nobody,,,,,,,,,",
        ",t:lea,t:lea,,,,,,,,,",
        ",t:leo,t:cfo,1.5,,,,,,,,",
        "t:lea,t:leo,t:cfo,,,,,,,,,",
    ]
    (tmp_path / "in" / "mentorships.csv").write_text("\n".join(rows) + "\n")
    code, said = await command(env, tmp_path, "import", "in", module=MODULE)
    assert code == 3, said
    with (tmp_path / "in" / "rejects" / "problems.csv").open(newline="") as file:
        problems = sorted((row["row"], row["column"], row["problem"], row["remedy"]) for row in csv.DictReader(file))
    assert [problem[:2] for problem in problems] == [("3", "contact"), ("4", "mentor"), ("5", "effort"), ("6", "id")]
    assert all(problem[3] for problem in problems)
    assert problems[0][2:] == ("no person has the id 't:nobody'", "Add that person, or correct the id.")
    assert problems[3][2] == "the id 't:lea' belongs to a person"

    code, _ = await command(env, tmp_path, "export", "out", module=MODULE)
    exported = (tmp_path / "out" / "mentorships.csv").read_text().splitlines()
    assert code == 0
    assert [re.sub(r"Z,.*", "Z", re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "Z", line)) for line in exported] == [
        HEADER,
        "t:s,t:lea,t:cto,0.5,golf,2026-01-01,,crm,Z",
    ]
    code, said = await command(env, tmp_path, "import", "out", module=MODULE)
    assert (code, "nothing" in said.lower()) == (0, True), said


async def test_it_is_recorded_corrected_ended_and_found_on_a_day(env: dict[str, str], tmp_path: Path) -> None:
    async with service(env, tmp_path, module=MODULE) as served:
        ends = {"id": "t:s", "mentor": "t:lea", "contact": "t:cto"}
        created = await recorded(served, **ends, effort=0.5, reason="golf", validFrom="2026-01-01")
        shown = {"externalId": "t:s", "effort": 0.5, "validFrom": "2026-01-01", "mentor": {"name": "lea"}}
        assert created == {"outcome": "CREATED", "mentorship": shown, "errors": []}
        assert (await recorded(served, **ends, effort=0.75))["outcome"] == "CORRECTED"
        assert (await recorded(served, **ends, effort=0.75))["outcome"] == "UNCHANGED"
        assert (await recorded(served, **ends, effort=0.25, validFrom="2026-06-01"))["outcome"] == "CREATED"
        assert (await asked(served, END))["endMentorship"] == {"outcome": "CORRECTED", "errors": []}

        batch = (await asked(served, BATCH))["batch"]
        assert [(row["outcome"], row["node"]["__typename"]) for row in batch["rows"]] == [
            *(("CREATED", "Person"), ("CREATED", "Mentorship"), ("CORRECTED", "Mentorship"))
        ]

        refused = [
            await recorded(served, **ends, effort=7, validFrom="2026-06-01"),
            await recorded(served, mentor="t:lea", contact="t:nobody"),
            await recorded(served, mentor="t:lea"),
        ]
        told = [(error["__typename"], error["field"]) for answer in refused for error in answer["errors"]]
        assert told == [("InvalidInput", "effort"), ("NotFound", "contact"), ("InvalidInput", "contact")]

        async def on(day: str) -> list[dict[str, Any]]:
            return (await asked(served, LISTED, day=day))["person"]["mentors"]["nodes"]

        assert (await on("2025-12-31"), await on("2026-08-01")) == ([], [])
        (first,), (second,) = await on("2026-05-31"), await on("2026-06-01")
        assert (first["effort"], first["validTo"], second["effort"], second["validTo"]) == (
            *(0.75, "2026-06-01"),
            *(0.25, "2026-08-01"),
        )
        assert second["mentor"] == {"name": "lea", "mentored": {"nodes": [{"contact": {"name": "cto"}}]}}
        for one in (first, second):
            found = await asked(served, NODE, id=one["id"])
            assert found == {"node": {"__typename": "Mentorship", "effort": one["effort"]}}

        revisions = (await asked(served, HISTORY))["history"]["revisions"]
        assert [(r["noun"], r["ends"], r["operation"], r["values"].get("effort")) for r in revisions] == [
            ("mentorship", [tid("lea"), tid("cto")], "endMentorship", 0.25),
            ("mentorship", [tid("lea"), tid("cto")], "recordMentorship", 0.75),
            ("mentorship", [tid("lea"), tid("cto")], "recordMentorship", 0.5),
        ]

    _, shown_on = await command(env, tmp_path, "show", "t:cto", "--as-of", "2026-06-01", module=MODULE)
    assert re.search(r"mentors:\n +who +effort +reason +since +source\n.*\n +lea +0\.25 +golf +2026-06-01", shown_on)
    _, history = await command(env, tmp_path, "show", "t:cto", "--history", module=MODULE)
    assert len(re.findall(r"\blooked\b", history)) == 3
