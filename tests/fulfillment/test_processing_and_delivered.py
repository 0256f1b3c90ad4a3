"""`orderProcessingStart` and `orderDelivered`: before and after an order is sent."""

from __future__ import annotations

import asyncio

import pytest

from models import AuditEntry, Order, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper


async def test_in_the_making(print_order: Order, staff: Staff) -> None:
    answers = await asyncio.gather(*(staff.act("orderProcessingStart", print_order) for _ in range(5)))

    assert {(each["status"], each["fulfillmentStatus"]) for each in answers} == {("PROCESSING", "PROCESSING")}
    assert await told(print_order) == [("order_processing", staff.user.email, True)]
    entry = await AuditEntry.get(action="order_processing_start")
    assert (entry.before, entry.after) == (
        {"fulfillment_status": "unfulfilled"},
        {"fulfillment_status": "processing"},
    )


@pytest.mark.parametrize("state", STATES)
async def test_in_the_making_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act("orderProcessingStart", print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert (await told(print_order), await audited()) == ([], [])


async def test_there_is_no_way_back(print_order: Order, staff: Staff) -> None:
    await staff.act("orderFulfill", print_order)

    refused = await staff.act("orderProcessingStart", print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "fulfilled")


async def test_delivered_once(print_order: Order, staff: Staff) -> None:
    await staff.act("orderFulfill", print_order)

    answers = await asyncio.gather(*(staff.act("orderDelivered", print_order) for _ in range(5)))

    assert len({each["deliveredAt"] for each in answers}) == 1
    assert answers[0]["deliveredAt"] is not None
    assert [kind for kind, _, _ in await told(print_order)] == ["order_fulfilled", "order_delivered"]
    assert await audited() == ["order_fulfill", "order_deliver"]
    assert await mailed(print_order) == ["order_shipped", "order_delivered"]


async def test_only_what_was_sent_is_delivered(print_order: Order, guest: Shopper, buy: Buy, staff: Staff) -> None:
    digital = await buy(guest)
    await staff.act("orderFulfill", digital)

    unsent = await staff.act("orderDelivered", print_order)
    downloaded = await staff.act("orderDelivered", digital)

    assert (unsent["__typename"], unsent["state"]) == ("StateInvalidError", "unfulfilled")
    assert downloaded["__typename"] == "StateInvalidError"
    assert await Order.filter(delivered_at__isnull=False).count() == 0


@pytest.mark.parametrize("operation", ["orderProcessingStart", "orderDelivered"])
@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None, operation: str
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(operation), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await told(print_order), await audited()) == ([], [])
