"""Failures on demand, as the SDK meets them."""

from __future__ import annotations

import asyncio
import uuid

import httpx
import pytest
import stripe

from tests.sandbox.shop import Shop


async def _named(shop: Shop, name: str) -> int:
    products = await shop.v1.products.list_async({"limit": 100})
    return sum(product.name == name for product in products.data)


async def test_server_error_before_the_effect_is_healed_by_a_retry(shop: Shop) -> None:
    name = uuid.uuid4().hex
    await shop.control("/faults", match="POST /v1/products", kind="500", times=2)

    await shop.v1.products.create_async({"name": name})

    assert await _named(shop, name) == 1


@pytest.mark.parametrize("kind", ["500", "409", "reset"])
async def test_answer_lost_after_the_effect_does_not_double_it(shop: Shop, kind: str) -> None:
    name = uuid.uuid4().hex
    await shop.control("/faults", match="POST /v1/products", kind=kind, after=True)

    made = await shop.v1.products.create_async({"name": name}, {"idempotency_key": name})

    assert made.name == name
    assert await _named(shop, name) == 1


async def test_too_many_requests_is_not_retried_by_the_sdk(shop: Shop) -> None:
    await shop.control("/faults", match="POST /v1/products", kind="429")

    with pytest.raises(stripe.RateLimitError):
        await shop.v1.products.create_async({"name": "x"})


async def test_timeout_holds_the_answer_back(shop: Shop) -> None:
    name = uuid.uuid4().hex
    await shop.control("/faults", match="POST /v1/products", kind="timeout", after=True, seconds=5)

    with pytest.raises(httpx.ReadTimeout):
        await shop.http.post("/v1/products", data={"name": name}, timeout=0.3)

    async with asyncio.timeout(60):  # a busy sandbox may not have come to it by then
        while await _named(shop, name) != 1:
            await asyncio.sleep(0.02)


async def test_reset_before_the_effect_leaves_nothing(shop: Shop) -> None:
    name = uuid.uuid4().hex
    await shop.control("/faults", match="POST /v1/products", kind="reset")

    with pytest.raises(httpx.TransportError):
        await shop.http.post("/v1/products", data={"name": name})

    assert await _named(shop, name) == 0


async def test_slow_answers_late_but_well(shop: Shop) -> None:
    await shop.control("/faults", match="GET /v1/events", kind="slow", seconds=0.3)

    answer = await shop.http.get("/v1/events")

    assert answer.status_code == 200
    assert answer.elapsed.total_seconds() > 0.25


async def test_only_matching_calls_fail_and_only_so_often(shop: Shop) -> None:
    await shop.control("/faults", match="GET /v1/checkout/sessions/*", kind="500", times=1)
    session = await shop.open_session()

    first = await shop.http.get(f"/v1/checkout/sessions/{session.id}")
    second = await shop.http.get(f"/v1/checkout/sessions/{session.id}")

    assert (first.status_code, second.status_code) == (500, 200)
    assert (await shop.http.get("/_sandbox/faults")).json()["data"] == []


async def test_every_call_is_logged(shop: Shop) -> None:
    await shop.http.post("/v1/products", data={"name": "Poster"}, headers={"Idempotency-Key": uuid.uuid4().hex})

    logged = (await shop.http.get("/_sandbox/requests", params={"path": "/v1/products"})).json()["data"][-1]

    assert (logged["method"], logged["path"], logged["status"]) == ("POST", "/v1/products", 200)
    assert logged["params"] == {"name": "Poster"}
    assert logged["response"]["object"] == "product"
    assert len(logged["idempotency_key"]) == 32
