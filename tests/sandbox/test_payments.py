"""Paying a session without a browser, and what each test card does."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.sandbox.shop import Shop, poster, rate


async def test_paid_session_has_everything_a_shop_needs(shop: Shop) -> None:
    session = await shop.open_session(
        poster(1999, 2),
        shipping_options=[rate(500), rate(1500, "Express")],
        shipping_address_collection={"allowed_countries": ["US", "DE"]},
        phone_number_collection={"enabled": True},
        customer_creation="always",
        metadata={"order": "7"},
        payment_intent_data={"metadata": {"order": "7"}},
    )
    express: Any = session.shipping_options[1].shipping_rate
    address = {"line1": "Unter den Linden 1", "city": "Berlin", "postal_code": "10117", "country": "DE"}

    answer = await shop.confirm(
        session.id, "4242 4242 4242 4242", expected_amount=2 * 1999 + 1500, shipping=express,
        email="ada@example.com", name="Ada Lovelace", phone="+49301234567", address=address,
    )  # fmt: skip

    assert answer.status_code == 200
    assert answer.json()["success_url"] == f"https://shop.test/thanks?session={session.id}"
    paid = await shop.session(session.id)
    intent: Any = paid.payment_intent
    charge = intent.latest_charge
    assert (paid.status, paid.payment_status, paid.url, paid.amount_total) == ("complete", "paid", None, 5498)
    assert paid.collected_information is not None
    details = paid.collected_information.shipping_details
    assert details is not None
    assert (details.name, details.address.city, details.address.country) == ("Ada Lovelace", "Berlin", "DE")
    assert paid.customer_details is not None
    assert (paid.customer_details.email, paid.customer_details.phone) == ("ada@example.com", "+49301234567")
    assert paid.shipping_cost is not None
    assert (paid.shipping_cost.amount_total, paid.shipping_cost.shipping_rate) == (1500, express)
    assert (intent.status, intent.amount, intent.amount_received) == ("succeeded", 5498, 5498)
    assert intent.metadata.to_dict() == charge.metadata.to_dict() == {"order": "7"}
    assert intent.shipping.address.city == "Berlin"
    assert (charge.status, charge.captured, charge.amount_captured) == ("succeeded", True, 5498)
    customer = await shop.v1.customers.retrieve_async(str(paid.customer))
    assert (customer.email, customer.name) == ("ada@example.com", "Ada Lovelace")


async def test_events_of_a_payment_come_in_stripes_order_and_frozen(shop: Shop) -> None:
    session = await shop.buy()
    intent: Any = session.payment_intent

    events = [
        event for event in await shop.events(limit=20)
        if intent.id in {event["data"]["object"]["id"], event["data"]["object"].get("payment_intent")}
    ]  # fmt: skip

    assert [event["type"] for event in events] == [
        "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed",
        "charge.updated",
    ]  # fmt: skip
    created, charged, succeeded, completed, updated = (event["data"] for event in events)
    assert created["object"]["status"] == "requires_payment_method"
    assert charged["object"]["balance_transaction"] is None
    assert succeeded["object"]["status"] == "succeeded"
    assert completed["object"]["payment_status"] == "paid"
    assert updated["previous_attributes"] == {"balance_transaction": None}
    assert {event["api_version"] for event in events} == {str(stripe.api_version)}
    assert all(event["request"]["id"].startswith("req_") for event in events)


async def test_balance_transaction_takes_the_fee(shop: Shop) -> None:
    session = await shop.buy(poster(10_000))
    intent: Any = session.payment_intent

    moved = await shop.v1.balance_transactions.retrieve_async(intent.latest_charge.balance_transaction)

    assert (moved.amount, moved.fee, moved.net, moved.source) == (10_000, 320, 9680, intent.latest_charge.id)


@pytest.mark.parametrize(
    ("number", "code", "decline_code"),
    [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000000069", "expired_card", None),
        ("4000000000000127", "incorrect_cvc", None),
        ("4111111111111111", "card_declined", "test_mode_live_card"),
        ("4242424242424241", "incorrect_number", None),
    ],
)
async def test_declined_cards_leave_the_session_open(
    shop: Shop, number: str, code: str, decline_code: str | None
) -> None:
    session = await shop.open_session()

    refused = await shop.confirm(session.id, number)

    error = refused.json()["error"]
    assert (refused.status_code, error["type"], error["code"]) == (402, "card_error", code)
    assert error.get("decline_code") == decline_code
    after = await shop.session(session.id)
    assert (after.status, after.payment_status) == ("open", "unpaid")
    assert (after.customer_details, after.customer) == (None, None)
    assert (await shop.confirm(session.id)).json()["payment_status"] == "paid"


async def test_decline_is_told_by_events_and_the_intent_is_used_again(shop: Shop) -> None:
    session = await shop.open_session()
    await shop.confirm(session.id, "pm_card_chargeDeclined")
    failed: Any = (await shop.session(session.id)).payment_intent
    await shop.confirm(session.id, "pm_card_mastercard")

    paid: Any = (await shop.session(session.id)).payment_intent

    assert failed.status == "requires_payment_method"
    assert failed.last_payment_error.decline_code == "generic_decline"
    assert (paid.id, paid.status, paid.last_payment_error) == (failed.id, "succeeded", None)
    types = await shop.event_types(failed.id)
    assert types[:3] == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]
    assert types[-2:] == ["checkout.session.completed", "charge.updated"]


@pytest.mark.parametrize("outcome", ["pass", "fail"])
async def test_three_d_secure(shop: Shop, outcome: str) -> None:
    session = await shop.open_session()
    asked = (await shop.confirm(session.id, "4000002500003155")).json()["payment_intent"]

    answer = await shop.http.post(f"/3ds/{asked['id']}", data={"outcome": outcome})

    after = await shop.session(session.id)
    intent: Any = after.payment_intent
    assert asked["status"] == "requires_action"
    assert asked["next_action"]["redirect_to_url"]["url"].endswith(f"/3ds/{asked['id']}")
    assert answer.status_code == 303
    if outcome == "pass":
        assert (after.payment_status, intent.latest_charge.status) == ("paid", "succeeded")
        assert intent.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"
    else:
        assert (after.status, intent.status) == ("open", "requires_payment_method")
        assert intent.last_payment_error.code == "payment_intent_authentication_failure"


async def test_abandoned_challenge_can_be_paid_with_another_card(shop: Shop) -> None:
    session = await shop.open_session()
    await shop.confirm(session.id, "4000002500003155")

    await shop.confirm(session.id, "pm_card_visa")

    assert (await shop.session(session.id)).payment_status == "paid"


@pytest.mark.parametrize(("iban", "paid"), [("DE89370400440532013000", True), ("DE62370400440532013001", False)])
async def test_bank_debit_arrives_or_fails_later(shop: Shop, iban: str, paid: bool) -> None:
    session = await shop.buy(poster(2500, currency="eur"), method=iban)
    intent: Any = session.payment_intent
    assert (session.status, session.payment_status, intent.status) == ("complete", "unpaid", "processing")

    await shop.advance(61)

    after = await shop.session(session.id)
    types = await shop.event_types(session.id)
    if paid:
        assert after.payment_status == "paid"
        assert types == ["checkout.session.completed", "checkout.session.async_payment_succeeded"]
    else:
        assert after.payment_status == "unpaid"
        assert types == ["checkout.session.completed", "checkout.session.async_payment_failed"]


async def test_wrong_expectations_and_choices_change_nothing(shop: Shop) -> None:
    session = await shop.open_session(
        shipping_options=[rate(500)], shipping_address_collection={"allowed_countries": ["US"]}
    )

    amount = await shop.confirm(session.id, expected_amount=1)
    country = await shop.confirm(session.id, address={"country": "DE", "line1": "x"})
    unknown = await shop.confirm(session.id, shipping="shr_unknown")
    nothing = await shop.http.post(f"/v1/payment_pages/{session.id}/confirm", json={})

    assert amount.json()["error"]["code"] == "checkout_amount_mismatch"
    assert country.json()["error"]["param"] == "address[country]"
    assert unknown.json()["error"]["param"] == "shipping"
    assert nothing.json()["error"]["param"] == "payment_method"
    after = await shop.session(session.id)
    assert (after.status, after.payment_intent) == ("open", None)


async def test_paying_twice_is_refused(shop: Shop) -> None:
    session = await shop.buy()

    again = await shop.confirm(session.id)

    assert again.json()["error"]["code"] == "checkout_session_complete"


async def test_the_intent_of_a_session_belongs_to_the_session(shop: Shop) -> None:
    session = await shop.open_session()
    await shop.confirm(session.id, "pm_card_chargeDeclined")
    intent: Any = (await shop.session(session.id)).payment_intent

    with pytest.raises(stripe.InvalidRequestError, match="Expire the Checkout Session"):
        await shop.v1.payment_intents.cancel_async(intent.id)
    with pytest.raises(stripe.InvalidRequestError):
        await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": "pm_card_visa"})


async def test_payment_intent_on_its_own(shop: Shop) -> None:
    method = await shop.v1.payment_methods.create_async({"type": "card", "card": {"token": "tok_visa"}})
    intent = await shop.v1.payment_intents.create_async({"amount": 1200, "currency": "usd"})

    paid = await shop.v1.payment_intents.confirm_async(intent.id, {"payment_method": method.id})

    assert (intent.status, paid.status, paid.amount_received) == ("requires_payment_method", "succeeded", 1200)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        await shop.v1.payment_intents.cancel_async(intent.id)
    assert caught.value.code == "payment_intent_unexpected_state"


async def test_declined_intent_raises_a_card_error_with_the_intent(shop: Shop) -> None:
    with pytest.raises(stripe.CardError) as caught:
        await shop.v1.payment_intents.create_async(
            {"amount": 1200, "currency": "usd", "confirm": True, "payment_method": "pm_card_chargeDeclinedExpiredCard"}
        )

    error = caught.value
    assert (error.http_status, error.code) == (402, "expired_card")
    assert error.error is not None
    assert error.error.payment_intent is not None
    assert error.error.payment_intent.status == "requires_payment_method"
