"""`orderPlacementClear`: the print house does not make it after all."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from models import AuditEntry, Order, OrderEvent, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mutation, told
from tests.fulfillment.test_order_placement_set import NOTHING, PLACE, placement
from tests.orders.conftest import order_gid
from tests.support.storefront import Shopper

CLEAR = "orderPlacementClear"


async def test_taken_back_and_placed_again(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(PLACE, print_order, reference="1")

    cleared = await colleague.act(CLEAR, print_order)
    again = await colleague.act(PLACE, print_order, reference="2")

    assert (cleared["fulfillmentStatus"], cleared["fulfillmentPlacement"]) == ("PROCESSING", None)
    assert (again["fulfillmentPlacement"]["by"], again["fulfillmentPlacement"]["reference"]) == ("User 1", "2")
    assert await told(print_order) == [
        ("fulfillment_placed", staff.user.email, False),
        ("order_processing", staff.user.email, True),
        ("fulfillment_placement_cleared", colleague.user.email, False),
        ("fulfillment_placed", colleague.user.email, False),
    ]
    event = await OrderEvent.get(type="fulfillment_placement_cleared")
    assert (event.message, event.data) == ("The placement at the print house was taken back (1).", {"reference": "1"})


async def test_it_is_audited(print_order: Order, staff: Staff) -> None:
    await staff.act(PLACE, print_order)
    at, _, _ = await placement(print_order)
    await staff.act(CLEAR, print_order)

    entry = await AuditEntry.get(action="order_placement_clear")
    before = {"placed_at": at.isoformat(), "placed_by": str(staff.user.id), "referenced": False}
    assert (entry.before, entry.after, entry.target_id) == (before, None, print_order.id)


async def test_twice_is_once(print_order: Order, staff: Staff) -> None:
    untouched = await staff.act(CLEAR, print_order)
    await staff.act(PLACE, print_order)

    answers = await asyncio.gather(*(staff.act(CLEAR, print_order) for _ in range(5)))

    assert untouched["fulfillmentStatus"] == "UNFULFILLED"
    assert {answer["fulfillmentPlacement"] for answer in answers} == {None}
    assert await audited() == ["order_placement_set", "order_placement_clear"]


async def test_asked_again_after_somebody_else_has_placed_it(
    print_order: Order, staff: Staff, colleague: Staff
) -> None:
    """The answer got lost, and the client asks once more: that the placement it meant is gone, it is told by whose."""
    meant = (await staff.act(PLACE, print_order, reference="1"))["fulfillmentPlacement"]["at"]
    await staff.act(CLEAR, print_order, placedUntil=meant)
    nothing = await staff.act(CLEAR, print_order, placedUntil=meant)
    await colleague.act(PLACE, print_order, reference="2")
    before = await placement(print_order)

    again = await staff.act(CLEAR, print_order, placedUntil=meant)

    assert (nothing["__typename"], nothing["fulfillmentPlacement"]) == ("Order", None)
    assert (again["__typename"], again["by"], again["reference"]) == ("FulfillmentPlacedError", "User 1", "2")
    assert again["message"].endswith("as 2. That was later than placedUntil: it was not taken back.")
    assert await placement(print_order) == before
    assert (await audited()).count("order_placement_clear") == 1


@pytest.mark.parametrize("digits", [3, 6])
async def test_a_placement_is_named_to_the_millisecond(print_order: Order, staff: Staff, digits: int) -> None:
    """More does not survive a Date of JavaScript's."""
    await staff.act(PLACE, print_order)
    await Order.filter(id=print_order.id).update(placed_at=datetime(2026, 5, 20, 16, 5, 0, 123_987, tzinfo=UTC))

    earlier = await staff.act(CLEAR, print_order, placedUntil="2026-05-20T16:05:00.122999Z")
    meant = await staff.act(CLEAR, print_order, placedUntil=f"2026-05-20T18:05:00.{'123987'[:digits]}+02:00")

    assert (earlier["__typename"], earlier["at"]) == ("FulfillmentPlacedError", "2026-05-20T16:05:00.123987Z")
    assert (meant["__typename"], await placement(print_order)) == ("Order", NOTHING)


async def test_not_after_it_was_sent(print_order: Order, staff: Staff) -> None:
    await staff.act(PLACE, print_order, reference="1")
    await staff.act("orderFulfill", print_order)
    before = await placement(print_order)

    refused = await staff.act(CLEAR, print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "fulfilled")
    assert await placement(print_order) == before


@pytest.mark.parametrize("state", STATES)
async def test_also_of_what_is_not_to_be_sent(print_order: Order, staff: Staff, state: str) -> None:
    """The order was canceled here, and then there."""
    await staff.act(PLACE, print_order)
    await Order.filter(id=print_order.id).update(**STATES[state])

    cleared = await staff.act(CLEAR, print_order)

    assert cleared["fulfillmentPlacement"] is None
    assert await placement(print_order) == NOTHING


async def test_not_while_somebody_else_has_it_in_a_pack(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(PLACE, print_order)
    before = await placement(print_order)
    claim = {"claimed_by_id": colleague.user.id, "claimed_until": before[0].replace(year=before[0].year + 1)}
    await Order.filter(id=print_order.id).update(**claim)

    refused = await staff.act(CLEAR, print_order)
    cleared = await colleague.act(CLEAR, print_order)

    assert (refused["__typename"], refused["by"]) == ("FulfillmentClaimedError", "User 1")
    assert (cleared["fulfillmentPlacement"], cleared["fulfillmentClaim"]["mine"]) == (None, True)


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, staff: Staff, role: Role | None
) -> None:
    await staff.act(PLACE, print_order, reference="1")
    before = await placement(print_order)
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(CLEAR), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await placement(print_order), await audited()) == (before, ["order_placement_set"])
