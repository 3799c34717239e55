"""Tokens, where a server may listen, and which sites a browser may speak for."""

import hashlib

import httpx
import pytest

from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError
from relgraph.core.listening import check_may_listen
from relgraph.core.principal import ANYBODY, Principal, Right
from relgraph.core.tokens import read_tokens
from relgraph.surfaces.graphql.auth import find_caller, new_token
from tests.surfaces.http.conftest import ask, client_for, only_error


def with_settings(settings: Settings, **changes: object) -> Settings:
    return Settings.model_validate({**settings.model_dump(exclude_unset=True), **changes})


def test_a_token_and_its_hash() -> None:
    token, digest = new_token()
    assert token.startswith("rg_")
    assert digest == hashlib.sha256(token.encode()).hexdigest()
    assert new_token()[0] != token


def test_callers_are_their_tokens() -> None:
    token, digest = new_token()
    other, other_digest = new_token()
    zoe = (digest, Principal("zoe"))
    assert find_caller(f"Bearer {token}", read_tokens([other_digest, f"zoe={digest}"]), "127.0.0.1") == zoe
    assert find_caller(f"bearer  {token} ", read_tokens([f"zoe={digest.upper()}"]), "127.0.0.1") == zoe
    assert find_caller(f"Bearer {token}", read_tokens([digest]), "127.0.0.1") == (
        digest,
        Principal(f"token {digest[:8]}"),
    )
    assert find_caller(f"Bearer {token}", read_tokens([f"板 board:read={digest}"]), "127.0.0.1") == (
        digest,
        Principal("板 board", frozenset({Right.READ})),
    )
    for header in (None, "", "Bearer", "Bearer ", token, f"Basic {token}", f"Bearer {other}", f"Bearer {digest}"):
        assert find_caller(header, read_tokens([digest]), "127.0.0.1") is None, header
    assert find_caller(f"Bearer {token}", [], "127.0.0.1") == ("127.0.0.1", ANYBODY)


@pytest.mark.parametrize(
    "entry", ["zoe", "zoe=", f"zoe:own={'a' * 64}", f"={'a' * 64}", "rg_token", f"zoe={'a' * 63}", f"{'a' * 64},x"]
)
def test_what_is_no_token_is_refused_and_not_shown(settings: Settings, entry: str) -> None:
    with pytest.raises(ConfigurationError, match="neither NAME=HASH") as caught:
        with_settings(settings, api_token_hashes=entry)
    assert entry not in str(caught.value)


async def test_with_hashes_every_graphql_request_needs_a_token(settings: Settings) -> None:
    token, digest = new_token()
    async with client_for(with_settings(settings, api_token_hashes=digest.upper(), graphql_ide=True)) as client:
        for headers in ({}, {"Authorization": "Bearer rg_wrong"}):
            response = await ask(client, "{ hello }", **headers)
            assert (response.status_code, only_error(response)["extensions"]["code"]) == (401, "UNAUTHENTICATED")
            assert response.headers["www-authenticate"] == 'Bearer realm="relgraph"'
        assert (await client.get("/graphql", params={"query": "{ hello }"})).status_code == 401
        assert (await ask(client, "{ hello }", Authorization=f"Bearer {token}")).status_code == 200
        assert [(await client.get(path)).status_code for path in ("/healthz", "/ide")] == [200, 200]


async def test_with_tokens_any_host_and_origin_will_do(settings: Settings) -> None:
    token, digest = new_token()
    async with client_for(with_settings(settings, api_token_hashes=digest)) as client:
        elsewhere = {"Host": "graph.example.com", "Origin": "https://app.example.com"}
        assert (await ask(client, "{ hello }", Authorization=f"Bearer {token}", **elsewhere)).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8400", "localhost:8400", "[::1]:8400", "LOCALHOST"])
async def test_without_tokens_the_host_must_be_loopback(client: httpx.AsyncClient, host: str) -> None:
    assert (await ask(client, "{ hello }", Host=host)).status_code == 200


@pytest.mark.parametrize("host", ["evil.example.com", "127.0.0.1.evil.example.com", "192.168.1.5:8400", ""])
async def test_a_rebound_name_is_refused(client: httpx.AsyncClient, host: str) -> None:
    assert (await ask(client, "{ hello }", Host=host)).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://127.0.0.1:8400"}, 200),
        ({"Origin": "http://127.0.0.1:3000"}, 403),
        ({"Origin": "https://evil.example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
    ],
)
async def test_without_tokens_browsers_may_not_speak_for_other_sites(
    client: httpx.AsyncClient, headers: dict, status: int
) -> None:
    headers = {"Host": "127.0.0.1:8400", **headers}
    response = await client.get("/graphql", params={"query": "{ hello }"}, headers=headers)
    assert response.status_code == status
    assert "access-control-allow-origin" not in response.headers


async def test_listed_origins_may_call(settings: Settings) -> None:
    origin = "https://sales.example.com"
    async with client_for(with_settings(settings, cors_origins=f"{origin}, http://localhost:3000")) as client:
        answered = await ask(client, "{ hello }", Origin=origin)
        assert (answered.status_code, answered.headers["access-control-allow-origin"]) == (200, origin)
        assert answered.headers["access-control-expose-headers"] == "Relgraph-Bookmark, X-Request-Id"
        preflight = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,relgraph-bookmark",
        }
        allowed = await client.options("/graphql", headers=preflight)
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, origin)
        assert (await ask(client, "{ hello }", Origin="https://evil.example.com")).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "::1"])
def test_loopback_needs_no_token(settings: Settings, host: str) -> None:
    check_may_listen(with_settings(settings, host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "graph.example.com", ""])
def test_other_addresses_need_one(settings: Settings, host: str) -> None:
    with pytest.raises(ConfigurationError, match="while no API token is configured"):
        check_may_listen(with_settings(settings, host=host))
    check_may_listen(with_settings(settings, host=host, api_token_hashes=new_token()[1]))


@pytest.mark.parametrize("value", ["*", "https://*.example.com", "https://a.example.com/", "sales.example.com"])
def test_origins_are_exact(settings: Settings, value: str) -> None:
    with pytest.raises(ConfigurationError, match="exact origins"):
        with_settings(settings, cors_origins=value)
