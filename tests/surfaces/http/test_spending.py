"""What an answer costs is counted while it is made, told with it, and held to the limit; others come in between."""

import time

import httpx
import pytest

from relgraph.core.config import Settings
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import ask, client_for, only_error
from tests.waiting import longest_wait


async def spent(settings: Settings, query: str, **limits: int) -> dict[str, int]:
    async with client_for(settings.model_copy(update=limits)) as client:
        response = await ask(client, query)
    assert "errors" not in response.json(), response.text
    return response.json()["extensions"]["cost"]


@pytest.mark.parametrize(
    ("query", "estimated", "real"),
    [
        ("{ hello }", 1, 1),
        ("{ hello __typename }", 1, 1),
        ("{ team(size: 7) { name } }", 101, 8),
        ("{ team(size: 0) { name } }", 101, 1),
        # people 1, one of 25: edges, node, name
        ("{ people { edges { node { name } } } }", 76, 4),
        ("{ person { weighed } }", 101, 101),
        ("{ team(size: 2) { ...W } } fragment W on Person { weighed other: weighed }", 20_001, 401),
    ],
)
async def test_every_answer_tells_what_it_cost(settings: Settings, query: str, estimated: int, real: int) -> None:
    assert await spent(settings, query) == {"estimated": estimated, "spent": real, "maximum": 20_000}
    assert (await spent(settings, query, max_cost=real))["spent"] == real


@pytest.mark.parametrize(
    ("query", "maximum", "so_far"),
    [
        ("{ team(size: 7) { name } }", 7, 1),
        ("{ a: hello b: hello }", 1, 0),
        ("{ people { edges { node { name } } } }", 3, 3),
        # the price of three is known before the first has begun
        ("{ hello team(size: 3) { weighed(seconds: 30) } }", 299, 2),
        # what has begun beside it is not waited for
        ("{ slow(seconds: 30) team(size: 3) { weighed(seconds: 30) } }", 299, 2),
        ("{ person { weighed(seconds: 30) } team(size: 200) { name } }", 200, 102),
    ],
)
async def test_what_costs_too_much_is_stopped_and_told(
    settings: Settings, query: str, maximum: int, so_far: int
) -> None:
    begin = time.monotonic()
    async with client_for(settings.model_copy(update={"max_cost": maximum})) as client:
        response = await ask(client, query)
        # Whoever was stopped has left its turn to others.
        assert (await ask(client, "{ hello }")).json()["data"] == {"hello": "hello world"}
    assert time.monotonic() - begin < 20
    assert toy.analysing == []
    assert (response.status_code, response.json()["data"]) == (200, None)
    assert only_error(response)["extensions"] == {
        "code": "TOO_EXPENSIVE",
        "spent": so_far,
        "maximum": maximum,
        "remedy": "Ask for less at once: smaller pages, fewer fields, or several requests.",
    }
    assert response.json()["extensions"]["cost"]["spent"] == so_far


async def test_an_operation_that_is_given_up_by_its_client_ends(settings: Settings) -> None:
    async with client_for(settings.model_copy(update={"operation_timeout": 0.2})) as client:
        response = await ask(client, "{ person { weighed(seconds: 30) } }")
    assert (response.status_code, only_error(response)["extensions"]["code"]) == (200, "TIMEOUT")
    assert toy.analysing == []


async def test_others_come_in_between(client: httpx.AsyncClient) -> None:
    query = "{ team(size: 2000) { name reports { edges { node { name manager { name } } } } } }"
    response, longest = await longest_wait(ask(client, query))
    assert len(response.json()["data"]["team"]) == 2000
    assert longest < 0.15
