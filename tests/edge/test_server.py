"""The whole server: routes, health, CORS, headers."""

from __future__ import annotations

import gc
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from core.settings import Settings


async def test_it_is_alive_and_ready(client: httpx.AsyncClient) -> None:
    alive, ready = await client.get("/healthz"), await client.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "alive"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "down": []})


async def test_what_it_is_made_of_is_no_garbage(client: httpx.AsyncClient) -> None:
    assert gc.get_freeze_count() > 50_000


async def test_it_names_what_does_not_answer(client: httpx.AsyncClient, reconfigure: Callable[..., None]) -> None:
    reconfigure(redis_url="redis://127.0.0.1:1/0")

    response = await client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"status": "not ready", "down": ["redis"]})


async def test_graphql_is_served(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ __typename }"})

    assert response.json() == {"data": {"__typename": "Query"}}


async def test_pages_of_allowed_origins_may_call_it(client: httpx.AsyncClient, settings: Settings) -> None:
    storefront = urlsplit(settings.storefront_url)
    origin = f"{storefront.scheme}://{storefront.netloc}"
    asks = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,authorization,x-cart-token,x-order-token",
    }

    allowed = await client.options("/graphql", headers=asks)
    foreign = await client.options("/graphql", headers={**asks, "origin": "https://evil.example"})

    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, origin)
    assert foreign.status_code == 400
    assert "access-control-allow-origin" not in foreign.headers


async def test_what_is_not_there_is_404(client: httpx.AsyncClient) -> None:
    for path in ("/nothing", "/playground/../server.py", "/playground/%2e%2e/%2e%2e/build.py"):
        response = await client.get(path)

        assert response.status_code == 404
        assert response.headers["x-content-type-options"] == "nosniff"


async def test_anonymous_requests_take_no_sql(client: httpx.AsyncClient, query_counter) -> None:  # type: ignore[no-untyped-def]
    with query_counter() as statements:
        await client.post("/graphql", json={"query": "{ __typename }"}, headers={"x-cart-token": "c" * 43})

    assert len(statements) == 0
