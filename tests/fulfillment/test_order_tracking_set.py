"""`orderTrackingSet`: what was mistyped when the order was sent."""

from __future__ import annotations

import asyncio

import pytest

from models import AuditEntry, Order, OrderEvent, Role
from tests.fulfillment.conftest import SignIn, Staff, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

FIRST = {"carrier": "UPS", "trackingNumber": "1Z999AA10123456784"}
OTHER = {"carrier": "FedEx", "trackingNumber": "123456789012"}


async def test_another_number(print_order: Order, staff: Staff) -> None:
    sent = await staff.act("orderFulfill", print_order, **FIRST)

    changed = await staff.act("orderTrackingSet", print_order, **OTHER)
    again = await asyncio.gather(*(staff.act("orderTrackingSet", print_order, **OTHER) for _ in range(5)))

    assert changed["tracking"]["url"] == "https://www.fedex.com/fedextrack/?trknbr=123456789012"
    assert changed["fulfilledAt"] == sent["fulfilledAt"]
    assert again == [changed] * 5
    assert [kind for kind, _, _ in await told(print_order)] == ["order_fulfilled", "tracking_changed"]
    assert await mailed(print_order) == ["order_shipped", "order_shipped"]
    entry = await AuditEntry.get(action="order_tracking_set")
    assert (entry.before, entry.after) == (
        {"carrier": "UPS", "tracked": True},
        {"carrier": "FedEx", "tracked": True, "notify": True},
    )


async def test_none_any_more(print_order: Order, staff: Staff) -> None:
    await staff.act("orderFulfill", print_order, **FIRST)

    changed = await staff.act("orderTrackingSet", print_order)

    assert changed["tracking"] is None
    assert (await OrderEvent.get(order=print_order, type="tracking_changed")).message == "The tracking was taken back."
    assert await mailed(print_order) == ["order_shipped"]


async def test_not_before_it_was_sent(print_order: Order, staff: Staff) -> None:
    refused = await staff.act("orderTrackingSet", print_order, **FIRST)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "unfulfilled")
    assert (await Order.get(id=print_order.id)).tracking_number is None


async def test_nothing_to_follow_of_a_download(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest)
    await staff.act("orderFulfill", order)

    refused = await staff.act("orderTrackingSet", order, **FIRST)

    assert refused["__typename"] == "StateInvalidError"


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, staff: Staff, account: SignIn, role: Role | None
) -> None:
    await staff.act("orderFulfill", print_order, **FIRST)
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation("orderTrackingSet", OTHER), id=order_gid(print_order), **OTHER)

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await Order.get(id=print_order.id)).tracking_carrier == "UPS"
