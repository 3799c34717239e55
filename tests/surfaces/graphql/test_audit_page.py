"""The documents of docs/audit-api.md run as printed."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, OperationType, parse

from relgraph.audit.findings import feed as module
from relgraph.audit.findings.feed import FindingFeed
from relgraph.audit.findings.service import list_findings
from relgraph.audit.runs.model import RunState
from relgraph.audit.runs.service import find_run, run_audit
from relgraph.core.config import Settings
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.limits import check_limits
from relgraph.surfaces.graphql.schema import schema
from tests.audit.cases import start
from tests.draw import TODAY, Drawing, tid

PAGE = (Path(__file__).parents[3] / "docs" / "audit-api.md").read_text(encoding="utf-8")
DOCUMENTS = re.findall(r"```graphql\n(.*?)```", PAGE, flags=re.DOTALL)


def operation(document: str) -> OperationDefinitionNode:
    (node,) = parse(document).definitions
    assert isinstance(node, OperationDefinitionNode)
    return node


def test_the_page_shows_what_there_is() -> None:
    named = {operation(document).name.value for document in DOCUMENTS}
    assert named == {"Open", "Changed", "Standing", "Accept", "Withdraw", "Assign", "Unassign", "Start", "Follow"}
    fields = set(re.findall(r"`(\w+)", "".join(line for line in PAGE.splitlines() if line.startswith("| `"))))
    roots = (schema._schema.query_type, schema._schema.mutation_type, schema._schema.subscription_type)
    there = {name for root in roots for name in root.fields}
    assert fields - {"Organization"} <= there
    assert {name for name in there if "audit" in name.lower() or "inding" in name} <= fields


async def test_its_documents_run(drawing: Drawing, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLED", timedelta(0))
    d = start(drawing).person("boss", at="acme").role("boss", "deal", "D")
    await d.save()
    await run_audit(d.graph, as_of=TODAY)
    await d.support("boss", "deal", 1, since=TODAY).save()
    await run_audit(d.graph, as_of=TODAY + timedelta(days=7))
    (found,) = await list_findings(d.graph, rules=["opportunity_without_coach"])
    day = TODAY + timedelta(days=14)
    given = {
        "account": tid("acme"),
        "day": day.isoformat(),
        "run": 2,
        "key": found.key,
        "until": "2026-10-01",
        "to": tid("ann"),
        "afterRun": 0,
    }
    answers = {}
    async with FindingFeed(d.graph).kept() as feed:
        for document in DOCUMENTS:
            node = operation(document)
            wanted = {definition.variable.name.value for definition in node.variable_definitions}
            variables = {name: value for name, value in given.items() if name in wanted}
            check_limits(schema._schema, parse(document), variables, settings)
            context = Context(graph=d.graph, today=TODAY, request_id="test", feed=feed)
            asked = {"variable_values": variables, "context_value": context}
            if node.operation is OperationType.SUBSCRIPTION:
                answer = await anext(await schema.subscribe(document, **asked))
            else:
                answer = await schema.execute(document, **asked)
            assert answer.errors is None, answer.errors
            answers[node.name.value] = answer.data
            await asyncio.gather(*context.audits._running)
    assert answers["Open"]["auditFindings"]["nodes"]
    assert [change["kind"] for change in answers["Changed"]["auditRun"]["diff"]["changes"]["nodes"]] == ["RESOLVED"]
    assert len(answers["Standing"]["auditRun"]["results"]["nodes"][0]["account"]["auditTrend"]["nodes"]) == 2
    assert answers["Accept"]["acceptFinding"]["finding"]["status"] == "ACCEPTED"
    assert answers["Withdraw"]["withdrawAcceptance"]["finding"] == {
        "status": "OPEN",
        "acceptance": {"until": TODAY.isoformat(), "withdrawnBy": "abe"},
    }
    assert answers["Assign"]["assignFinding"]["finding"] == {"assigned": {"name": "ann"}, "assignedBy": "ann"}
    assert answers["Unassign"]["unassignFinding"]["finding"] == {"assigned": None, "assignedBy": None}
    assert answers["Start"]["startAudit"]["errors"] == []
    assert (await find_run(d.graph, 3)).state is RunState.FINISHED
    assert answers["Follow"]["newFindings"]["run"]["number"] == 1
