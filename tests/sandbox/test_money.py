"""Amounts: discounts to the cent, currencies without cents, tax, free orders."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import stripe

from sandbox.stripe import money
from tests.sandbox.shop import Shop, poster, rate


async def _code(shop: Shop, coupon: dict[str, Any], **params: Any) -> Any:
    worth: Any = {"name": "Spring", **coupon}
    made = await shop.v1.coupons.create_async(worth)
    promotion = {"type": "coupon", "coupon": made.id}
    code: Any = {"promotion": promotion, "code": f"S{uuid.uuid4().hex[:10].upper()}", **params}
    return await shop.v1.promotion_codes.create_async(code)


async def _apply(shop: Shop, session_id: str, code: str) -> dict[str, Any]:
    answer = await shop.http.post(f"/v1/payment_pages/{session_id}", json={"promotion_code": code})
    document: dict[str, Any] = answer.json()
    return document


def test_spread_adds_up_and_is_fair() -> None:
    assert money.spread(100, [1, 1, 1]) == [34, 33, 33]
    assert money.spread(0, [5, 5]) == [0, 0]
    assert money.spread(7, [0, 0]) == [0, 0]
    assert sum(money.spread(99_999, [7, 13, 31, 1])) == 99_999


async def test_percentage_is_spread_over_the_lines_to_the_cent_but_not_on_shipping(shop: Shop) -> None:
    promotion = await _code(shop, {"percent_off": 33.33})
    session = await shop.open_session(
        poster(999), poster(1001), poster(505, 3), shipping_options=[rate(500)], allow_promotion_codes=True
    )

    page = await _apply(shop, session.id, promotion.code.lower())

    off = [line["amount_discount"] for line in page["line_items"]["data"]]
    assert sum(off) == page["total_details"]["amount_discount"] == 1172  # 33.33 % of 3515 is 1171.55
    assert page["amount_total"] == 3515 - 1172 + 500
    assert page["total_details"]["amount_shipping"] == 500
    answer = await shop.confirm(session.id, expected_amount=page["amount_total"])
    assert answer.status_code == 200
    paid = await shop.v1.checkout.sessions.retrieve_async(
        session.id, {"expand": ["total_details.breakdown", "line_items.data.discounts", "discounts.promotion_code"]}
    )
    assert paid.total_details is not None
    assert paid.total_details.breakdown is not None
    discount: Any = paid.total_details.breakdown.discounts[0]
    assert (discount.amount, discount.discount.source.coupon) == (1172, promotion.promotion.coupon)
    assert (await shop.v1.promotion_codes.retrieve_async(promotion.id)).times_redeemed == 1


async def test_fixed_amount_never_takes_more_than_the_lines(shop: Shop) -> None:
    promotion = await _code(shop, {"amount_off": 5000, "currency": "usd"})
    session = await shop.open_session(poster(1999), shipping_options=[rate(500)], allow_promotion_codes=True)

    page = await _apply(shop, session.id, promotion.code)
    removed = await _apply(shop, session.id, "")

    assert (page["amount_total"], page["total_details"]["amount_discount"]) == (500, 1999)
    assert (removed["amount_total"], removed["discounts"]) == (2499, None)


async def test_nothing_to_pay_needs_no_card_and_no_intent(shop: Shop) -> None:
    promotion = await _code(shop, {"percent_off": 100})
    session = await shop.open_session(poster(1999), allow_promotion_codes=True)
    await _apply(shop, session.id, promotion.code)

    answer = await shop.http.post(f"/v1/payment_pages/{session.id}/confirm", json={"expected_amount": 0})

    assert answer.status_code == 200
    paid = await shop.session(session.id)
    assert (paid.status, paid.payment_status, paid.payment_intent) == ("complete", "no_payment_required", None)
    assert await shop.event_types(session.id) == ["checkout.session.completed"]


async def test_discount_below_the_minimum_charge_is_refused_at_payment(shop: Shop) -> None:
    promotion = await _code(shop, {"amount_off": 1980, "currency": "usd"})
    session = await shop.open_session(poster(1999), allow_promotion_codes=True)
    await _apply(shop, session.id, promotion.code)

    answer = await shop.confirm(session.id)

    assert answer.json()["error"]["code"] == "amount_too_small"
    assert (await shop.session(session.id)).status == "open"


async def test_discount_given_at_creation(shop: Shop) -> None:
    coupon = await shop.v1.coupons.create_async({"percent_off": 50})

    session = await shop.open_session(poster(2000), discounts=[{"coupon": coupon.id}])

    assert session.amount_total == 1000
    assert session.discounts is not None
    assert session.discounts[0].coupon == coupon.id


@pytest.mark.parametrize(
    ("coupon", "restrictions", "message"),
    [
        ({"percent_off": 10}, {"minimum_amount": 5000, "minimum_amount_currency": "usd"}, "at least $50.00"),
        ({"amount_off": 500, "currency": "eur"}, {}, "cannot be used with the currency usd"),
    ],
)
async def test_codes_that_do_not_fit(shop: Shop, coupon: dict[str, Any], restrictions: Any, message: str) -> None:
    promotion = await _code(shop, coupon, restrictions=restrictions)
    session = await shop.open_session(poster(1999), allow_promotion_codes=True)

    page = await _apply(shop, session.id, promotion.code)

    assert message in page["error"]["message"]


async def test_used_up_and_expired_codes_are_invalid(shop: Shop) -> None:
    now = (await shop.http.get("/_sandbox/health")).json()["now"]
    once = await _code(shop, {"percent_off": 10}, max_redemptions=1)
    brief = await _code(shop, {"percent_off": 10}, expires_at=now + 60)
    first = await shop.open_session(allow_promotion_codes=True)
    late = await shop.open_session(allow_promotion_codes=True)
    await _apply(shop, first.id, once.code)
    await _apply(shop, late.id, once.code)
    await shop.confirm(first.id)
    await shop.advance(61)

    too_late = await shop.confirm(late.id)
    expired = await _apply(shop, late.id, brief.code)

    assert too_late.json()["error"]["message"] == "This code is invalid."
    assert expired["error"]["message"] == "This code is invalid."
    assert not (await shop.v1.promotion_codes.retrieve_async(once.id)).active
    assert not (await shop.v1.promotion_codes.retrieve_async(brief.id)).active


async def test_codes_are_unique_whatever_their_case_while_active(shop: Shop) -> None:
    promotion = await _code(shop, {"percent_off": 10})
    same: Any = {"promotion": {"type": "coupon", "coupon": promotion.promotion.coupon}, "code": promotion.code.lower()}

    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        await shop.v1.promotion_codes.create_async(same)
    with pytest.raises(stripe.InvalidRequestError, match="a-z, A-Z, 0-9"):
        await shop.v1.promotion_codes.create_async(same | {"code": "50 % OFF"})
    await shop.v1.promotion_codes.update_async(promotion.id, {"active": False})
    again = await shop.v1.promotion_codes.create_async(same)
    with pytest.raises(stripe.InvalidRequestError, match="cannot be activated"):
        await shop.v1.promotion_codes.update_async(promotion.id, {"active": True})

    found = await shop.v1.promotion_codes.list_async({"code": promotion.code, "active": True})
    assert [item.id for item in found.data] == [again.id]
    expanded = await shop.v1.promotion_codes.retrieve_async(again.id, {"expand": ["promotion.coupon"]})
    coupon: Any = expanded.promotion.coupon
    assert coupon.percent_off == 10


async def test_yen_have_no_cents(shop: Shop) -> None:
    session = await shop.buy(poster(1200, currency="jpy"))

    assert (session.amount_total, session.currency) == (1200, "jpy")
    page = await shop.http.get((await shop.open_session(poster(1200, currency="jpy"))).url or "")
    assert "Pay ¥1,200" in page.text


@pytest.mark.parametrize(("behaviour", "total", "tax"), [("exclusive", 11_900, 1900), ("inclusive", 10_000, 1597)])
async def test_automatic_tax_follows_the_address(shop: Shop, behaviour: str, total: int, tax: int) -> None:
    line = poster(10_000, currency="eur")
    line["price_data"]["tax_behavior"] = behaviour
    session = await shop.open_session(
        line, automatic_tax={"enabled": True}, shipping_address_collection={"allowed_countries": ["DE"]}
    )
    assert session.automatic_tax.status == "requires_location_inputs"
    assert session.amount_total == 10_000

    await shop.confirm(session.id, address={"country": "DE", "line1": "Weg 1", "city": "Ulm", "postal_code": "89073"})

    paid = await shop.v1.checkout.sessions.retrieve_async(
        session.id, {"expand": ["line_items.data.taxes", "total_details.breakdown"]}
    )
    assert paid.total_details is not None
    assert (paid.amount_total, paid.total_details.amount_tax) == (total, tax)
    assert paid.automatic_tax.status == "complete"
