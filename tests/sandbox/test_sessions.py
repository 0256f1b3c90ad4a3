"""Checkout Sessions: created, read, listed, changed, expired."""

from __future__ import annotations

import time
from typing import Any

import pytest
import stripe

from tests.sandbox.shop import Shop, order, poster, rate


async def test_create_materialises_prices_products_and_rates(shop: Shop) -> None:
    session = await shop.open_session(
        poster(1999, 2, description="18×24 in", images=["https://shop.test/a.png"], metadata={"product": "18x24"}),
        poster(900),
        shipping_options=[rate(500), rate(1500, "Express")],
        shipping_address_collection={"allowed_countries": ["US", "DE"]},
        phone_number_collection={"enabled": True},
        allow_promotion_codes=True,
        client_reference_id="YMA-2026-8H3K9C2D",
        metadata={"order": "1"},
        payment_intent_data={"metadata": {"order": "1"}},
        customer_email="ada@example.com",
        customer_creation="always",
        locale="de",
    )

    assert (session.amount_subtotal, session.amount_total, session.currency) == (4898, 5398, "usd")
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert session.url == f"{shop.process.url}/c/pay/{session.id}"
    assert session.ui_mode == "hosted_page"
    assert session.total_details is not None
    assert session.total_details.to_dict() == {"amount_discount": 0, "amount_shipping": 500, "amount_tax": 0}
    assert [option.shipping_amount for option in session.shipping_options] == [500, 1500]
    assert session.expires_at - session.created == 24 * 3600
    assert "line_items" not in session.to_dict()

    items = await shop.v1.checkout.sessions.line_items.list_async(session.id, {"expand": ["data.price.product"]})
    first: Any = items.data[0]
    assert [item.amount_total for item in items.data] == [3998, 900]
    assert (first.description, first.quantity, first.price.unit_amount) == ("Map of Springfield", 2, 1999)
    assert first.price.product.metadata.to_dict() == {"product": "18x24"}
    assert first.price.product.images == ["https://shop.test/a.png"]
    assert not first.price.active


async def test_create_with_stored_price_and_rate(shop: Shop) -> None:
    product = await shop.v1.products.create_async({"name": "Poster"})
    price = await shop.v1.prices.create_async({"product": product.id, "currency": "eur", "unit_amount": 2500})
    shipping = await shop.v1.shipping_rates.create_async(
        {
            "display_name": "DHL",
            "type": "fixed_amount",
            "fixed_amount": {"amount": 490, "currency": "eur"},
            "delivery_estimate": {"minimum": {"unit": "day", "value": 2}, "maximum": {"unit": "day", "value": 4}},
        }
    )

    session = await shop.open_session(
        {"price": price.id, "quantity": 3}, shipping_options=[{"shipping_rate": shipping.id}]
    )

    assert session.amount_total == 3 * 2500 + 490
    assert session.payment_method_types == ["card", "sepa_debit"]


@pytest.mark.parametrize(
    ("change", "param", "code"),
    [
        ({"mode": None}, "mode", "parameter_missing"),
        ({"mode": "subscription"}, "mode", None),
        ({"mode": "gift"}, "mode", None),
        ({"success_url": None}, "success_url", "parameter_missing"),
        ({"success_url": "not a url"}, "success_url", "url_invalid"),
        ({"cancel_url": "javascript:alert(1)"}, "cancel_url", "url_invalid"),
        ({"line_items": None}, "line_items", "parameter_missing"),
        ({"line_items": [{"quantity": 1}]}, "line_items[0][price_data]", "parameter_missing"),
        ({"line_items": [poster(quantity=0)]}, "line_items[0][quantity]", "parameter_invalid_integer"),
        ({"line_items": [poster(amount=-1)]}, "line_items[0][price_data][unit_amount]", "parameter_invalid_integer"),
        ({"line_items": [poster(currency="xxx")]}, "line_items[0][price_data][currency]", None),
        ({"line_items": [poster(), poster(currency="eur")]}, "line_items", None),
        ({"line_items": [poster()] * 101}, "line_items", None),
        ({"line_items": [{"price": "price_none", "quantity": 1}]}, "line_items[0][price]", "resource_missing"),
        ({"line_items": [poster(name="")]}, "line_items[0][price_data][product_data][name]", "parameter_invalid_empty"),
        ({"line_items": [poster(49)]}, None, "amount_too_small"),
        ({"line_items": [poster(90_000_000, 2)]}, None, "amount_too_large"),
        ({"shipping_options": [rate(1)] * 6}, "shipping_options", None),
        ({"shipping_options": [rate(1, currency="eur")]}, "shipping_options[0]", None),
        (
            {"shipping_address_collection": {"allowed_countries": ["XX"]}},
            "shipping_address_collection[allowed_countries][0]",
            None,
        ),
        ({"allow_promotion_codes": True, "discounts": [{"coupon": "x"}]}, "allow_promotion_codes", None),
        ({"discounts": [{"coupon": "none"}]}, "discounts[0][coupon]", "resource_missing"),
        ({"customer": "cus_none"}, "customer", "resource_missing"),
        ({"expires_at": int(time.time()) + 60}, "expires_at", None),
        ({"expires_at": int(time.time()) + 30 * 24 * 3600}, "expires_at", None),
        ({"customer_email": "nobody"}, "customer_email", "email_invalid"),
        (
            {"custom_fields": [{"key": "a", "type": "text", "label": {"type": "custom", "custom": "A"}}]},
            "custom_fields",
            None,
        ),
        ({"payment_intent_data": {"capture_method": "manual"}}, "payment_intent_data[capture_method]", None),
        ({"client_reference_id": "x" * 201}, "client_reference_id", None),
        ({"metadata": {str(n): "x" for n in range(51)}}, "metadata", None),
        ({"metadata": {"k" * 41: "x"}}, f"metadata[{'k' * 41}]", None),
        ({"metadata": {"k": "x" * 501}}, "metadata[k]", None),
        ({"payment_method_types": ["card"]}, "payment_method_types", "parameter_unknown"),
        ({"line_items": [{**poster(), "colour": "red"}]}, "line_items[0][colour]", "parameter_unknown"),
    ],
)
async def test_create_refuses(shop: Shop, change: dict[str, Any], param: str | None, code: str | None) -> None:
    params = {key: value for key, value in {**order(), **change}.items() if value is not None}

    with pytest.raises(stripe.InvalidRequestError) as caught:
        await shop.v1.checkout.sessions.create_async(params)  # type: ignore[arg-type]

    assert (caught.value.http_status, caught.value.param, caught.value.code) == (400, param, code)


async def test_list_filters_by_status_and_payment_intent(shop: Shop) -> None:
    paid = await shop.buy()
    waiting = await shop.open_session()
    intent: Any = paid.payment_intent

    found = await shop.v1.checkout.sessions.list_async({"payment_intent": intent.id})
    still_open = await shop.v1.checkout.sessions.list_async({"status": "open", "limit": 1})

    assert [item.id for item in found.data] == [paid.id]
    assert [item.id for item in still_open.data] == [waiting.id]


async def test_update_merges_metadata_and_changes_shipping(shop: Shop) -> None:
    session = await shop.open_session(metadata={"a": "1", "b": "2"}, shipping_options=[rate(500)])

    changed = await shop.v1.checkout.sessions.update_async(
        session.id,
        {"metadata": {"b": "", "c": "3"}, "shipping_options": [rate(700)]},  # type: ignore[arg-type]
    )

    assert changed.metadata is not None
    assert changed.metadata.to_dict() == {"a": "1", "c": "3"}
    assert changed.amount_total == 1999 + 700


async def test_expire_closes_for_good(shop: Shop) -> None:
    session = await shop.open_session()

    expired = await shop.v1.checkout.sessions.expire_async(session.id)

    assert (expired.status, expired.url) == ("expired", None)
    assert await shop.event_types(session.id) == ["checkout.session.expired"]
    with pytest.raises(stripe.InvalidRequestError, match="has a status of expired"):
        await shop.v1.checkout.sessions.expire_async(session.id)
    assert (await shop.confirm(session.id)).json()["error"]["code"] == "checkout_session_expired"


async def test_expire_cancels_the_unfinished_payment(shop: Shop) -> None:
    session = await shop.open_session()
    await shop.confirm(session.id, "pm_card_chargeDeclined")

    await shop.v1.checkout.sessions.expire_async(session.id)

    intent: Any = (await shop.session(session.id)).payment_intent
    assert intent.status == "canceled"


async def test_sessions_expire_by_themselves(shop: Shop) -> None:
    session = await shop.open_session(expires_at=int(time.time()) + 35 * 60 + await _offset(shop))

    await shop.advance(36 * 60)

    assert (await shop.session(session.id)).status == "expired"
    assert await shop.event_types(session.id) == ["checkout.session.expired"]


async def _offset(shop: Shop) -> int:
    """How far the sandbox's clock is ahead of ours."""
    return int((await shop.control("/clock", advance_seconds=0))["offset"])
