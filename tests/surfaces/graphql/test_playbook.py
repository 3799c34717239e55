"""The playbook over GraphQL: its version, and what kinds of interaction are called."""

from dataclasses import replace
from pathlib import Path

from relgraph.audit.runs.service import run_audit
from relgraph.graph.client import Graph
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.ids import Opaque
from relgraph.surfaces.graphql.schema import schema
from tests.audit.cases import start
from tests.draw import TODAY, Drawing
from tests.playbook.worlds import write
from tests.surfaces.graphql.conftest import Ask

PLAYBOOK = "{ playbook { id version interactionKinds { kind word wordZh keyAction } } }"


async def test_the_playbook_that_relgraph_ships(nowhere: Context) -> None:
    result = await schema.execute(PLAYBOOK, context_value=nowhere)
    assert result.errors is None
    told = result.data["playbook"]
    read = Opaque.read(told["id"])
    assert read is not None
    assert (told["version"], read.of, read.key, read.day) == ("relgraph-1", "Playbook", "relgraph-1", None)
    assert len(told["interactionKinds"]) == 15
    assert told["interactionKinds"][2] == {
        **{"kind": "company_visit", "word": "company visit", "wordZh": "公司参观", "keyAction": True}
    }


async def test_an_installations_own(nowhere: Context, tmp_path: Path) -> None:
    file = write(tmp_path, "version: acme-1\ninteractions:\n  meal: {en: lunch, key_action: true}\n")
    graph = replace(nowhere.graph, settings=nowhere.graph.settings.model_copy(update={"playbook": file}))
    context = Context(graph=graph, today=TODAY, request_id="test")
    result = await schema.execute(PLAYBOOK, context_value=context)
    assert result.errors is None
    told = result.data["playbook"]
    (meal,) = [kind for kind in told["interactionKinds"] if kind["kind"] == "meal"]
    assert (told["version"], meal) == (
        "acme-1",
        {"kind": "meal", "word": "lunch", "wordZh": "餐叙", "keyAction": True},
    )


async def test_runs_tell_which_they_asked_with(drawing: Drawing, graph: Graph, ask: Ask) -> None:
    await start(drawing).save()
    await run_audit(graph, as_of=TODAY)
    data = await ask("{ auditRun(number: 1) { playbook } coverageRules { parameters { name playbook } } }")
    assert data["auditRun"] == {"playbook": "relgraph-1"}
    taken = {p["name"]: p["playbook"] for rule in data["coverageRules"] for p in rule["parameters"] if p["playbook"]}
    assert taken["least_days"] == "strength.silence_least_days"
