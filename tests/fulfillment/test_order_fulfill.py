"""`orderFulfill`: sent, with where to follow it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from core.ids import new_id, to_global_id
from models import AuditEntry, FulfillmentStatus, Order, OrderEvent, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

USPS = {"carrier": "usps", "trackingNumber": "9400 1000 0000 0000 0000 00"}


async def test_sent_and_told(print_order: Order, staff: Staff) -> None:
    sent = await staff.act("orderFulfill", print_order, **USPS)

    assert (sent["status"], sent["fulfillmentStatus"]) == ("FULFILLED", "FULFILLED")
    assert sent["fulfilledAt"] is not None
    assert sent["tracking"] == {
        "carrier": "USPS",
        "number": "9400100000000000000000",
        "url": "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400100000000000000000",
    }
    assert await told(print_order) == [("order_fulfilled", staff.user.email, True)]
    event = await OrderEvent.get(order=print_order, type="order_fulfilled")
    assert event.message == "The order was sent with USPS, tracking number 9400100000000000000000."
    entry = await AuditEntry.get(action="order_fulfill", target_id=print_order.id)
    assert (entry.actor, entry.before) == (staff.user.email, {"fulfillment_status": "unfulfilled"})
    assert entry.after == {"fulfillment_status": "fulfilled", "carrier": "USPS", "tracked": True, "notify": True}


async def test_the_same_again_changes_nothing(print_order: Order, staff: Staff, colleague: Staff) -> None:
    sent = await staff.act("orderFulfill", print_order, **USPS)

    again = await colleague.act("orderFulfill", print_order, **USPS)
    plainly = await colleague.act("orderFulfill", print_order)
    otherwise = await staff.act("orderFulfill", print_order, carrier="UPS", trackingNumber="1Z999AA10123456784")

    assert again == plainly == sent
    assert (otherwise["__typename"], otherwise["state"]) == ("StateInvalidError", "fulfilled")
    assert "orderTrackingSet" in otherwise["message"]
    assert len(await told(print_order)) == 1
    assert await audited() == ["order_fulfill"]
    assert await mailed(print_order) == ["order_shipped"]


async def test_without_a_word(print_order: Order, staff: Staff) -> None:
    await staff.act("orderFulfill", print_order, **USPS, notify=False)

    assert await mailed(print_order) == []
    assert (await AuditEntry.get(action="order_fulfill")).after["notify"] is False


async def test_twenty_at_the_same_moment(print_order: Order, staff: Staff) -> None:
    answers = await asyncio.gather(*(staff.act("orderFulfill", print_order, **USPS) for _ in range(20)))

    assert {answer["status"] for answer in answers} == {"FULFILLED"}
    assert len(await told(print_order)) == 1
    assert await mailed(print_order) == ["order_shipped"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"carrier": "UPS", "trackingNumber": "1Z999AA10123456784"}, "https://www.ups.com/track?tracknum=1Z999AA10123456784"),
        ({"carrier": "Fed Ex", "trackingNumber": "123456789012"}, "https://www.fedex.com/fedextrack/?trknbr=123456789012"),
        (
            {"carrier": " dhl ", "trackingNumber": "JD014600003"},
            "https://www.dhl.com/global-en/home/tracking.html?tracking-id=JD014600003",
        ),
        ({"carrier": "Gelato", "trackingNumber": "GEL-1234"}, None),
        (
            {"carrier": "Gelato", "trackingNumber": "GEL-1234", "trackingUrl": "https://track.example.com/GEL-1234"},
            "https://track.example.com/GEL-1234",
        ),
        ({"carrier": "UPS", "trackingNumber": "1Z99", "trackingUrl": "https://ups.example.com/1"}, "https://ups.example.com/1"),
        ({"carrier": "Почта", "trackingNumber": "RA644000001RU"}, None),
    ],
)  # fmt: skip
async def test_links(print_order: Order, staff: Staff, given: dict[str, str], expected: str | None) -> None:
    sent = await staff.act("orderFulfill", print_order, **given)

    assert sent["__typename"] == "Order", sent
    assert (sent["tracking"] or {}).get("url") == expected


async def test_a_slash_in_a_number_stays_in_it(print_order: Order, staff: Staff) -> None:
    sent = await staff.act("orderFulfill", print_order, carrier="UPS", trackingNumber="12/34")

    assert sent["tracking"]["url"] == "https://www.ups.com/track?tracknum=12%2F34"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"trackingNumber": "1234567"}, "carrier"),
        ({"trackingUrl": "https://example.com/1"}, "carrier"),
        ({"carrier": "UPS", "trackingUrl": "https://example.com/1"}, "trackingNumber"),
        ({"carrier": "   "}, "carrier"),
        ({"carrier": "x" * 61}, "carrier"),
        ({"carrier": "UPS", "trackingNumber": ""}, "trackingNumber"),
        ({"carrier": "UPS", "trackingNumber": "123"}, "trackingNumber"),
        ({"carrier": "UPS", "trackingNumber": "1" * 61}, "trackingNumber"),
        ({"carrier": "UPS", "trackingNumber": "<script>"}, "trackingNumber"),
        ({"carrier": "UPS", "trackingNumber": "1234", "trackingUrl": "http://example.com/1"}, "trackingUrl"),
        ({"carrier": "UPS", "trackingNumber": "1234", "trackingUrl": "https://e.com/" + "x" * 500}, "trackingUrl"),
    ],
)
async def test_odd_tracking(print_order: Order, staff: Staff, given: dict[str, str], path: str) -> None:
    refused = await staff.act("orderFulfill", print_order, **given)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", [path])
    assert await told(print_order) == []


@pytest.mark.parametrize("state", STATES)
async def test_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act("orderFulfill", print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert (await Order.get(id=print_order.id)).fulfillment_status is FulfillmentStatus.UNFULFILLED
    assert (await told(print_order), await audited(), await mailed(print_order)) == ([], [], [])


async def test_after_a_partial_refund(print_order: Order, staff: Staff) -> None:
    await Order.filter(id=print_order.id).update(payment_status="partially_refunded", refunded=100)

    sent = await staff.act("orderFulfill", print_order)

    assert (sent["status"], sent["fulfillmentStatus"]) == ("PARTIALLY_REFUNDED", "FULFILLED")


async def test_what_is_only_downloaded_has_no_parcel(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest, "digital/8x10")

    refused = await staff.act("orderFulfill", order, **USPS)
    by_hand = await staff.act("orderFulfill", order)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["carrier"])
    assert by_hand["status"] == "FULFILLED"
    assert (await OrderEvent.get(order=order, type="order_fulfilled")).message == "The order is complete."
    assert await mailed(order) == []


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation("orderFulfill"), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert await told(print_order) == []


async def test_no_such_order(staff: Staff) -> None:
    unknown = await staff.act_on("orderFulfill", to_global_id("Order", new_id()))
    _, product = await staff.shopper.refused(mutation("orderFulfill"), id=to_global_id("Product", new_id()))

    assert unknown["__typename"] == "NotFoundError"
    assert product == "BAD_USER_INPUT"


async def test_the_customer_reads_who_sent_it_as_staff(print_order: Order, staff: Staff, guest: Shopper) -> None:
    await staff.act("orderFulfill", print_order, **USPS)

    query = "query ($id: ID!) { order(id: $id) { tracking { number } timeline { type actor } } }"
    seen: dict[str, Any] = (await guest.ask(query, id=order_gid(print_order)))["order"]

    assert seen["timeline"][-1] == {"type": "order_fulfilled", "actor": "staff"}
    assert seen["tracking"] == {"number": "9400100000000000000000"}
