"""Prints that were placed at the print house, of an order whose money goes back: staff is told to stop them there."""

from __future__ import annotations

from typing import Any

import pytest

from core.ids import to_global_id
from models import Alert, AlertKind, FulfillmentStatus, Order, OrderLine
from tests.refunds.conftest import Staff
from tests.support.storefront import Shopper
from tests.support.till import Till, gid, happened

PLACE = """
mutation ($id: ID!) { orderPlacementSet(id: $id, reference: "GEL 1") { __typename ... on Error { message } } }
"""
CLEAR = "mutation ($id: ID!) { orderPlacementClear(id: $id) { __typename ... on Error { message } } }"
CANCEL = "mutation ($id: ID!) { orderCancel(id: $id) { __typename ... on Error { message } } }"


@pytest.fixture
async def placed(till: Till, staff: Staff, guest: Shopper) -> Order:
    """A file and a print, placed."""
    order = await till.buy(guest, "digital/8x10", "poster/18x24")
    await act(staff, PLACE, order)
    return order


async def act(staff: Staff, mutation: str, order: Order) -> None:
    (answer,) = (await staff.shopper.ask(mutation, id=gid(order))).values()
    assert answer == {"__typename": "Order"}


async def lines(order: Order, kind: str) -> list[dict[str, Any]]:
    line = await OrderLine.get(order=order, fulfillment_type=kind)
    return [{"lineId": to_global_id("OrderLine", line.id), "quantity": line.quantity}]


async def told() -> list[Alert]:
    return await Alert.filter(kind=AlertKind.PRINT_TO_CANCEL).select_related("order")


async def test_canceled(placed: Order, till: Till, staff: Staff) -> None:
    await act(staff, CANCEL, placed)
    await till.news()

    (alert,) = await told()
    assert alert.order == placed
    assert alert.title == f"{placed.number} was placed at the print house, and is not wanted any more."
    assert "orderPlacementClear" in alert.detail
    assert "GEL 1" not in alert.title + alert.detail + str(alert.facts)
    assert (await happened(placed)).count("print_to_cancel") == 1


async def test_given_back_whole(placed: Order, till: Till, staff: Staff) -> None:
    await staff.refund(placed)
    await till.news()

    assert len(await told()) == 1


async def test_the_print_is_given_back_and_the_file_stays(placed: Order, till: Till, staff: Staff) -> None:
    await staff.refund(placed, lines=await lines(placed, "physical"))
    await till.news()

    assert len(await told()) == 1


async def test_given_back_at_stripe(placed: Order, till: Till) -> None:
    await till.stripe.call("POST", "/v1/refunds", {"payment_intent": placed.payment_intent_id})
    await till.news()

    assert len(await told()) == 1


async def test_lost_to_a_dispute(placed: Order, till: Till) -> None:
    charge = await till.charge(placed)
    dispute = await till.stripe.control("POST", "/disputes", {"charge": charge["id"]})
    await till.news()
    assert await told() == []

    await till.stripe.control("POST", f"/disputes/{dispute['id']}", {"status": "lost"})
    await till.news()

    (alert,) = await told()
    assert alert.order == placed


async def test_what_leaves_the_print_wanted_is_no_reason(placed: Order, till: Till, staff: Staff) -> None:
    await staff.refund(placed, lines=await lines(placed, "digital"))
    await staff.refund(placed, amount=100)
    await till.news()

    assert await told() == []


async def test_what_was_not_placed_or_was_sent_is_none_either(
    placed: Order, till: Till, staff: Staff, guest: Shopper
) -> None:
    other = await till.buy(guest, "poster/18x24")
    await Order.filter(id=placed.id).update(fulfillment_status=FulfillmentStatus.FULFILLED)

    await staff.refund(placed)
    await act(staff, CANCEL, other)
    await till.news()

    assert await told() == []


async def test_the_placement_can_be_taken_back_afterwards(placed: Order, till: Till, staff: Staff) -> None:
    await act(staff, CANCEL, placed)
    await act(staff, CLEAR, placed)
    await till.news()

    assert (await Order.get(id=placed.id)).placed_at is None
    assert len(await told()) == 1
