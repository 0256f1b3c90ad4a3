"""The API's protocol: keys, versions, errors, expansion, lists, forms."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import httpx
import pytest
import stripe

from tests.sandbox.shop import KEY, Shop, poster


async def test_bearer_and_basic_both_let_in(shop: Shop) -> None:
    bearer = await shop.http.get("/v1/events", headers={"Authorization": f"Bearer {KEY}"}, auth=None)
    basic = await shop.http.get("/v1/events", auth=(KEY, ""))

    assert (bearer.status_code, basic.status_code) == (200, 200)


@pytest.mark.parametrize("header", [None, "Bearer pk_test_x", "Bearer sk_live_x", "Basic !!!", "Bearer", "nonsense"])
async def test_wrong_keys_get_401(shop: Shop, header: str | None) -> None:
    async with httpx.AsyncClient(base_url=shop.process.url, trust_env=False, timeout=60) as http:
        answer = await http.get("/v1/events", headers={"Authorization": header} if header else {})

    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"


async def test_request_id_and_version_are_echoed(shop: Shop) -> None:
    answer = await shop.http.get("/v1/events", headers={"Stripe-Version": "2026-10-28.endive"})

    assert answer.headers["request-id"].startswith("req_")
    assert answer.headers["stripe-version"] == "2026-10-28.endive"


async def test_errors_have_stripes_shape(shop: Shop) -> None:
    answer = await shop.http.get("/v1/checkout/sessions/cs_test_none")

    assert answer.status_code == 404
    error = answer.json()["error"]
    assert error["message"] == "No such checkout session: 'cs_test_none'"
    assert (error["type"], error["code"], error["param"]) == ("invalid_request_error", "resource_missing", "id")
    assert error["doc_url"] == "https://docs.stripe.com/error-codes/resource-missing"


async def test_unknown_urls_and_methods(shop: Shop) -> None:
    unknown = await shop.http.get("/v1/nothing/here")
    method = await shop.http.put("/v1/refunds")

    assert (unknown.status_code, unknown.json()["error"]["type"]) == (404, "invalid_request_error")
    assert (method.status_code, method.json()["error"]["type"]) == (404, "invalid_request_error")


async def test_expand_reaches_four_levels_and_no_further(shop: Shop) -> None:
    paid = await shop.buy()

    deep = await shop.v1.checkout.sessions.retrieve_async(
        paid.id, {"expand": ["payment_intent.latest_charge.balance_transaction.source"]}
    )

    intent: Any = deep.payment_intent
    assert intent.latest_charge.balance_transaction.source.id == intent.latest_charge.id
    for path, message in (
        ("payment_intent.latest_charge.balance_transaction.source.payment_intent", "more than 4 levels"),
        ("metadata", "cannot be expanded"),
        ("nothing.at.all", "cannot be expanded"),
    ):
        with pytest.raises(stripe.InvalidRequestError, match=message):
            await shop.v1.checkout.sessions.retrieve_async(paid.id, {"expand": [path]})


async def test_lists_page_both_ways(shop: Shop) -> None:
    marker = uuid.uuid4().hex
    product = await shop.v1.products.create_async({"name": marker})
    prices = [
        await shop.v1.prices.create_async({"product": product.id, "currency": "usd", "unit_amount": 100 + n})
        for n in range(5)
    ]
    newest_first = [price.id for price in reversed(prices)]

    first = await shop.v1.prices.list_async({"product": product.id, "limit": 2})
    second = await shop.v1.prices.list_async({"product": product.id, "limit": 2, "starting_after": first.data[-1].id})
    back = await shop.v1.prices.list_async({"product": product.id, "limit": 2, "ending_before": second.data[0].id})
    everything = [price.id async for price in first.auto_paging_iter()]
    none = await shop.v1.prices.list_async({"product": product.id, "created": {"gt": prices[-1].created}})

    assert [price.id for price in first.data] == newest_first[:2]
    assert [price.id for price in second.data] == newest_first[2:4]
    assert [price.id for price in back.data] == newest_first[:2]
    assert (first.has_more, back.has_more, everything, none.data) == (True, False, newest_first, [])


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "starting_after=none", "created[gte]=x", "colour=red"]
)
async def test_lists_refuse(shop: Shop, query: str) -> None:
    answer = await shop.http.get(f"/v1/refunds?{query}")

    assert answer.status_code == 400


async def test_arrays_with_and_without_indices(shop: Shop) -> None:
    form = {
        "mode": "payment",
        "success_url": "https://shop.test/",
        "line_items[][quantity]": "2",
        "line_items[][price_data][currency]": "usd",
        "line_items[][price_data][unit_amount]": "500",
        "line_items[][price_data][product_data][name]": "A",
        "expand[]": "line_items",
    }

    bare = await shop.http.post("/v1/checkout/sessions", data=form)
    numbered = await shop.http.post(
        "/v1/checkout/sessions", data={key.replace("[]", "[0]"): value for key, value in form.items()}
    )

    for answer in (bare, numbered):
        assert [line["amount_total"] for line in answer.json()["line_items"]["data"]] == [1000]


async def test_same_key_and_parameters_replay_the_answer(shop: Shop) -> None:
    key = uuid.uuid4().hex
    form = {"name": "Poster"}

    first = await shop.http.post("/v1/products", data=form, headers={"Idempotency-Key": key})
    second = await shop.http.post("/v1/products", data=form, headers={"Idempotency-Key": key})

    assert (first.status_code, first.content) == (200, second.content)
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert second.headers["request-id"] == first.headers["request-id"]


async def test_same_key_with_other_parameters_is_refused(shop: Shop) -> None:
    key = uuid.uuid4().hex
    await shop.v1.products.create_async({"name": "Poster"}, {"idempotency_key": key})

    with pytest.raises(stripe.IdempotencyError) as caught:
        await shop.v1.products.create_async({"name": "Canvas"}, {"idempotency_key": key})

    assert caught.value.http_status == 400


async def test_simultaneous_use_of_a_key_has_one_effect(shop: Shop) -> None:
    key, name = uuid.uuid4().hex, uuid.uuid4().hex

    answers = await asyncio.gather(
        *(shop.http.post("/v1/products", data={"name": name}, headers={"Idempotency-Key": key}) for _ in range(20))
    )

    made = {answer.json()["id"] for answer in answers if answer.status_code == 200}
    refused = [answer.json()["error"]["code"] for answer in answers if answer.status_code != 200]
    assert len(made) == 1
    assert set(refused) <= {"idempotency_key_in_use"}


async def test_validation_failures_are_not_stored_under_their_key(shop: Shop) -> None:
    headers = {"Idempotency-Key": uuid.uuid4().hex}

    refused = await shop.http.post("/v1/products", data={}, headers=headers)
    accepted = await shop.http.post("/v1/products", data={"name": "Poster"}, headers=headers)

    assert (refused.status_code, accepted.status_code) == (400, 200)


async def test_declines_are_stored_under_their_key(shop: Shop) -> None:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    form = {"amount": "500", "currency": "usd", "confirm": "true", "payment_method": "pm_card_chargeDeclined"}

    first = await shop.http.post("/v1/payment_intents", data=form, headers=headers)
    second = await shop.http.post("/v1/payment_intents", data=form, headers=headers)

    assert (first.status_code, second.status_code) == (402, 402)
    assert second.headers["idempotent-replayed"] == "true"


async def test_keys_are_forgotten_after_a_day(shop: Shop) -> None:
    key = {"idempotency_key": uuid.uuid4().hex}
    first = await shop.v1.products.create_async({"name": "Poster"}, key)  # type: ignore[arg-type]

    await shop.advance(24 * 3600 + 1)

    second = await shop.v1.products.create_async({"name": "Poster"}, key)  # type: ignore[arg-type]
    assert second.id != first.id


async def test_a_session_is_created_quickly(shop: Shop) -> None:
    loop = asyncio.get_running_loop()
    await shop.open_session()
    times = []
    for _ in range(20):
        start = loop.time()
        await shop.open_session(poster(), poster(900))
        times.append(loop.time() - start)

    assert sorted(times)[10] < 0.05
