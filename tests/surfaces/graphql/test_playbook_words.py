"""Words of the playbook over GraphQL: a mutation, a row of a batch and a logged interaction are refused alike."""

from typing import Any

import pytest

from relgraph.playbook.service import load_playbook
from tests.surfaces.graphql.conftest import Ask

ERRORS = "errors { __typename field message remedy }"
RECORD = f"mutation ($input: InteractionInput!) {{ done: recordInteraction(input: $input) {{ outcome {ERRORS} }} }}"
LOG = f"mutation ($input: LogInteractionInput!) {{ done: logInteraction(input: $input) {{ outcome {ERRORS} }} }}"
BATCH = f"mutation ($input: [BatchRow!]!) {{ done: batch(input: $input) {{ outcome rows {{ outcome }} {ERRORS} }} }}"
SEEN = "{ interactions { nodes { kind } } }"
VISIT = {"id": "t:v", "kind": "visit", "validFrom": "2026-05-01"}
WRONG = {"id": "t:w", "kind": "拜访", "validFrom": "2026-05-01"}


def refusal(field: str) -> dict[str, Any]:
    known = ", ".join(load_playbook(None).interactions)
    return {
        "__typename": "InvalidInput",
        "field": field,
        "message": "The playbook knows no '拜访'.",
        "remedy": f"Did you mean visit? Write one of {known}; or add it to the playbook, under interactions "
        "(docs/playbook.md)",
    }


@pytest.mark.parametrize("mutation", [RECORD, LOG])
async def test_one_interaction_of_an_unknown_kind_is_refused(ask: Ask, mutation: str) -> None:
    assert (await ask(mutation, input=WRONG))["done"] == {"outcome": None, "errors": [refusal("kind")]}
    assert (await ask(mutation, input=VISIT))["done"] == {"outcome": "CREATED", "errors": []}
    # A correction may change it to a known kind alone.
    assert (await ask(mutation, input={**VISIT, "kind": "meal"}))["done"] == {"outcome": "CORRECTED", "errors": []}
    assert (await ask(mutation, input={**WRONG, "id": "t:v"}))["done"]["errors"] == [refusal("kind")]
    assert await ask(SEEN) == {"interactions": {"nodes": [{"kind": "meal"}]}}


async def test_a_batch_with_one_is_not_recorded_at_all(ask: Ask) -> None:
    done = (await ask(BATCH, input=[{"interaction": VISIT}, {"interaction": WRONG}]))["done"]
    assert (done["outcome"], done["rows"]) == (None, [{"outcome": "CREATED"}, {"outcome": None}])
    assert done["errors"] == [refusal("1.interaction.kind")]
    assert await ask(SEEN) == {"interactions": {"nodes": []}}
