"""The documents of docs/changes.md run as printed."""

import asyncio
import re
from pathlib import Path

import pytest
from graphql import parse

from relgraph.changes import feed as module
from relgraph.changes.feed import ChangeFeed
from relgraph.core.config import Settings
from relgraph.record import service, timeline
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.limits import check_limits
from relgraph.surfaces.graphql.schema import schema
from tests.draw import TODAY, Drawing, tid
from tests.moments import say, seen_by

PAGE = (Path(__file__).parents[3] / "docs" / "changes.md").read_text(encoding="utf-8")
DOCUMENTS = re.findall(r"```graphql\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_page_tells_the_numbers_that_hold() -> None:
    assert f"last {timeline.MAX_VERSIONS} versions and {timeline.MAX_REVISIONS} corrections" in PAGE
    assert f"last {service.NOTES_KEPT:,} notes" in PAGE
    kinds = schema._schema.type_map["RecordChangeKind"].values
    assert all(f"| `{kind}` |" in PAGE for kind in kinds)
    assert all(f"| `{name}` |" in PAGE for name in schema._schema.type_map["ChangesOfInput"].fields)


async def test_its_documents_run(drawing: Drawing, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLED", 0)
    d = Drawing(seen_by(drawing.graph, None, "01-01 08:00"))
    await d.org("acme").person("ann").person("bob", at="acme").save()
    await say(d.graph, "mia", "03-01 09:00", "tie", id="t:tie", person_a="ann", person_b="bob", strength=0.2)
    stood, since, follow = DOCUMENTS
    given = {"person": tid("ann"), "account": tid("acme"), "since": "2026-02-01"}
    async with ChangeFeed(d.graph).kept() as changes:

        def asked(document: str) -> dict:
            wanted = {each.variable.name.value for each in parse(document).definitions[0].variable_definitions}
            variables = {name: value for name, value in given.items() if name in wanted}
            check_limits(schema._schema, parse(document), variables, settings)
            context = Context(graph=d.graph, today=TODAY, request_id="test", changes=changes)
            return {"variable_values": variables, "context_value": context}

        answer = await schema.execute(stood, **asked(stood))
        assert answer.errors is None
        (told,) = answer.data["person"]["ties"]["nodes"]
        assert [state["recordedBy"] for state in told["timeline"]["versions"][0]["states"]] == ["mia"]
        answer = await schema.execute(since, **asked(since))
        assert answer.errors is None
        (change,) = answer.data["changes"]["nodes"]
        assert (change["kind"], change["externalId"]) == ("RECORDED", "t:tie")
        assert change["thing"]["personB"] == {"name": "bob"}
        following = await schema.subscribe(follow, **asked(follow))
        coming = asyncio.create_task(anext(following))
        while not changes.followers or changes._poller is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        await say(d.graph, "kim", "04-01 09:00", "tie", id="t:tie", strength=0.5)
        answer = await coming
        assert answer.errors is None
        (change,) = answer.data["changes"]["changes"]
        assert (change["kind"], change["changes"]) == (
            "CORRECTED",
            [{"field": "strength", "before": 0.2, "after": 0.5}],
        )
        await following.aclose()
