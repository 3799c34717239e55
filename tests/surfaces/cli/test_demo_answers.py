"""The demo's questions fit the schema, and its answers become the domain's models again."""

import asyncio
import json
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from relgraph.audit.evaluation.service import find_coverage
from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.hubs.model import HubScope
from relgraph.hubs.service import find_hubs
from relgraph.paths import words
from relgraph.paths.advice import find_risks
from relgraph.paths.service import find_warm_paths
from relgraph.surfaces.cli.demo import ACCOUNT, DECISION_MAKER, OPPORTUNITY, WRITTEN_FOR, load_world
from relgraph.surfaces.cli.demo_answers import Client
from relgraph.surfaces.serve import running

ROOT = Path(__file__).parents[3]


def test_the_questions_fit_the_schema() -> None:
    schema = build_schema((ROOT / "schema" / "relgraph.graphql").read_text(encoding="utf-8"))
    questions = parse((ROOT / "demo" / "questions.graphql").read_text(encoding="utf-8"))
    assert validate(schema, questions) == []


async def test_the_answers_are_the_services(graph: Graph, settings: Settings, tmp_path: Path) -> None:
    await load_world(graph, tmp_path / "rejects")
    async with running(settings.model_copy(update={"port": 0}), graph=graph) as url:
        client = Client(url, WRITTEN_FOR)
        ways = await asyncio.to_thread(client.ways_in, DECISION_MAKER, OPPORTUNITY)
        hubs = await asyncio.to_thread(client.hubs, ACCOUNT)
        report = await asyncio.to_thread(client.holes, OPPORTUNITY)
        with pytest.raises(RelgraphError, match="demo:nobody"):
            await asyncio.to_thread(client.hubs, "demo:nobody")
    expected = await find_warm_paths(graph, DECISION_MAKER, as_of=WRITTEN_FOR, opportunity=OPPORTUNITY, k=3)
    told = {"targets", "paths"}  # with cards, whose organisations have opaque ids in the API
    assert ways.model_dump(exclude=told) == expected.model_dump(exclude=told)
    assert [path.people for path in ways.paths] == [path.people for path in expected.paths]
    assert [path.likelihood for path in ways.paths] == [path.likelihood for path in expected.paths]
    assert [find_risks(path) != [] for path in ways.paths] == [find_risks(path) != [] for path in expected.paths]
    assert [words.sentence(path, Language.ZH) for path in ways.paths] == [
        words.sentence(path, Language.ZH) for path in expected.paths
    ]
    story = json.loads((ROOT / "demo" / "expected.json").read_text(encoding="utf-8"))["introduction"]
    assert (expected.paths[0].people, expected.paths[0].likelihood) == (story["path"], story["likelihood"])
    assert expected.paths[1].likelihood == story["next_likelihood"]
    here = expected.paths[0].hops[0].origin.model_copy(update={"organization_id": None})
    assert ways.paths[0].hops[0].origin == here
    measured = {"person": {"organization_id"}}
    there = await find_hubs(graph, HubScope.of(account=ACCOUNT), as_of=WRITTEN_FOR, limit=6)
    assert [hub.model_dump(exclude=measured) for hub in hubs] == [hub.model_dump(exclude=measured) for hub in there]
    holes = await find_coverage(graph, opportunity=OPPORTUNITY, as_of=WRITTEN_FOR)
    seen = [(r.rule.id, r.rule.remedy, r.population, r.unknown, r.not_assessed, len(r.holes)) for r in report.results]
    assert seen == [
        (r.rule.id, r.rule.remedy, r.population, r.unknown, r.not_assessed, len(r.holes)) for r in holes.results
    ]
    assert (report.account, report.opportunity) == ("沧岭电网集团", "新一代调度控制平台")
