"""`orderPlacementSet`: placed at the print house, once, and everybody who comes later is told by whom."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from commerce.privacy import erasure, erasure_rows
from core.clock import now, travel
from core.database import transaction
from models import AuditEntry, Order, OrderEvent, OrderLine, Role, User
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

PLACE = "orderPlacementSet"


async def placement(order: Order) -> tuple[Any, ...]:
    """The columns."""
    order = await Order.get(id=order.id)
    return order.placed_at, order.placed_by_id, order.placed_reference


NOTHING = (None, None, None)


async def test_placed(print_order: Order, staff: Staff) -> None:
    await staff.act("orderFulfillmentClaim", print_order)

    before = now()
    order = await staff.act(PLACE, print_order, reference="  GEL  37365096 ")

    placed = order["fulfillmentPlacement"]
    assert (placed["by"], placed["reference"]) == ("User 0", "GEL 37365096")
    assert before <= datetime.fromisoformat(placed["at"]) <= now()
    assert (order["status"], order["fulfillmentStatus"], order["fulfillmentClaim"]) == (
        "PROCESSING",
        "PROCESSING",
        None,
    )
    assert await told(print_order) == [
        ("fulfillment_claimed", staff.user.email, False),
        ("fulfillment_placed", staff.user.email, False),
        ("order_processing", staff.user.email, True),
    ]
    event = await OrderEvent.get(type="fulfillment_placed")
    assert event.message == "The prints were placed at the print house (GEL 37365096)."
    assert event.data == {"reference": "GEL 37365096"}
    assert await mailed(print_order) == []


async def test_the_audit_log_says_who_and_when_and_not_the_number(print_order: Order, staff: Staff) -> None:
    placed = (await staff.act(PLACE, print_order, reference="37365096"))["fulfillmentPlacement"]

    (entry,) = await AuditEntry.all()
    assert (entry.action, entry.actor_id, entry.target_id) == ("order_placement_set", staff.user.id, print_order.id)
    facts = {"placed_at": placed["at"].replace("Z", "+00:00"), "placed_by": str(staff.user.id), "referenced": True}
    assert (entry.before, entry.after) == (None, facts)


async def test_one_that_is_in_the_making_already(print_order: Order, staff: Staff) -> None:
    await staff.act("orderProcessingStart", print_order)

    order = await staff.act(PLACE, print_order)

    assert (order["fulfillmentStatus"], order["fulfillmentPlacement"]["reference"]) == ("PROCESSING", None)
    assert [kind for kind, _, _ in await told(print_order)] == ["order_processing", "fulfillment_placed"]


@pytest.mark.parametrize("again", [{}, {"reference": "1"}, {"reference": " 1 "}])
async def test_the_same_again_is_once(print_order: Order, staff: Staff, again: dict[str, str]) -> None:
    first = await staff.act(PLACE, print_order, reference="1")
    with travel(timedelta(minutes=5)):
        second = await staff.act(PLACE, print_order, **again)
    await staff.act("orderFulfill", print_order)
    sent = await staff.act(PLACE, print_order, **again)

    assert first["fulfillmentPlacement"] == second["fulfillmentPlacement"] == sent["fulfillmentPlacement"]
    assert await audited() == ["order_placement_set", "order_fulfill"]
    assert [kind for kind, _, _ in await told(print_order)].count("fulfillment_placed") == 1


async def test_at_the_same_moment_by_one_person(print_order: Order, staff: Staff) -> None:
    answers = await asyncio.gather(*(staff.act(PLACE, print_order, reference="1") for _ in range(6)))

    assert len({answer["fulfillmentPlacement"]["at"] for answer in answers}) == 1
    assert await audited() == ["order_placement_set"]


@pytest.mark.parametrize("references", [("1", "2"), ("1", "1"), (None, None)])
async def test_of_two_at_the_same_moment_one_wins(
    print_order: Order, staff: Staff, colleague: Staff, references: tuple[str | None, str | None]
) -> None:
    """The same number, too: two people who both type the shop's own have placed it twice."""
    both = await asyncio.gather(
        *(each.act(PLACE, print_order, reference=one) for each, one in zip((staff, colleague), references, strict=True))
    )

    assert sorted(answer["__typename"] for answer in both) == ["FulfillmentPlacedError", "Order"]
    (won,) = [answer["fulfillmentPlacement"] for answer in both if answer["__typename"] == "Order"]
    (lost,) = [answer for answer in both if answer["__typename"] != "Order"]
    assert {name: lost[name] for name in won} == won
    assert lost["code"] == "FULFILLMENT_PLACED"
    assert await audited() == ["order_placement_set"]


async def test_a_second_person_is_told_who_was_first(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(PLACE, print_order, reference="37365096")
    before = await placement(print_order)

    refused = await colleague.act(PLACE, print_order, reference="37365097")

    assert (refused["__typename"], refused["by"], refused["reference"]) == (
        "FulfillmentPlacedError", "User 0", "37365096",
    )  # fmt: skip
    moment = datetime.fromisoformat(refused["at"])
    assert refused["message"] == (
        f"User 0 placed this order at the print house on {moment:%Y-%m-%d %H:%M} UTC, as 37365096. "
        "If it was canceled there, take that back with orderPlacementClear."
    )
    assert (await placement(print_order), await audited()) == (before, ["order_placement_set"])


async def test_whoever_placed_it_corrects_the_reference(print_order: Order, staff: Staff) -> None:
    first = await staff.act(PLACE, print_order)
    with travel(timedelta(minutes=5)):
        answers = [await staff.act(PLACE, print_order, reference=each) for each in ("1", "2", "")]

    assert [each["fulfillmentPlacement"]["reference"] for each in answers] == ["1", "2", None]
    assert {each["fulfillmentPlacement"]["at"] for each in answers} == {first["fulfillmentPlacement"]["at"]}
    messages = (
        await OrderEvent.filter(type="fulfillment_placement_changed").order_by("id").values_list("message", flat=True)
    )
    assert list(messages) == [
        "The print house's number was corrected (1).",
        "The print house's number was corrected (2).",
        "The print house's number was taken away.",
    ]
    entries = await AuditEntry.filter(action="order_placement_set").order_by("id")
    assert [
        (entry.before and entry.before["referenced"], entry.after and entry.after["referenced"]) for entry in entries
    ] == [(None, False), (False, True), (True, True), (True, False)]


async def test_not_after_it_was_sent(print_order: Order, staff: Staff) -> None:
    await staff.act(PLACE, print_order, reference="1")
    await staff.act("orderFulfill", print_order)

    refused = await staff.act(PLACE, print_order, reference="2")

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "fulfilled")
    assert (await placement(print_order))[2] == "1"


async def test_not_while_somebody_else_is_placing_it(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act("orderFulfillmentClaim", print_order)

    refused = await colleague.act(PLACE, print_order)
    with travel(timedelta(hours=2, seconds=1)):
        await colleague.log_in()
        taken = await colleague.act(PLACE, print_order)

    assert (refused["__typename"], refused["by"]) == ("FulfillmentClaimedError", "User 0")
    assert taken["fulfillmentPlacement"]["by"] == "User 1"


@pytest.mark.parametrize("state", STATES)
async def test_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act(PLACE, print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert (await placement(print_order), await audited(), await told(print_order)) == (NOTHING, [], [])


async def test_there_must_be_prints_that_were_not_sent(
    print_order: Order, guest: Shopper, buy: Buy, staff: Staff
) -> None:
    digital, mixed, part = [
        await buy(guest, *lines) for lines in (("digital/8x10",), ("digital/8x10", "poster/8x10"), ("poster/8x10",))
    ]
    await Order.filter(id=part.id).update(payment_status="partially_refunded")
    await staff.act("orderFulfill", print_order)

    answers = [await staff.act(PLACE, order) for order in (digital, print_order, mixed, part)]

    assert [answer.get("state") for answer in answers[:2]] == ["digital", "fulfilled"]
    assert [answer["__typename"] for answer in answers[2:]] == ["Order", "Order"]
    assert [await placement(order) for order in (digital, print_order)] == [NOTHING, NOTHING]


@pytest.mark.parametrize("operation", ["orderFulfillmentClaim", PLACE])
async def test_nothing_is_placed_of_whose_prints_were_given_back(
    guest: Shopper, buy: Buy, staff: Staff, operation: str
) -> None:
    """Of the other half, a file, it is still to be delivered."""
    mixed = await buy(guest, "digital/8x10", "poster/8x10")
    await OrderLine.filter(order=mixed, fulfillment_type="physical").update(refunded_quantity=1)
    await Order.filter(id=mixed.id).update(payment_status="partially_refunded")

    refused = await staff.act(operation, mixed)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "prints_refunded")
    assert refused["message"] == "All of its prints were given back."
    assert (await placement(mixed), await audited()) == (NOTHING, [])


@pytest.mark.parametrize("reference", ["x" * 101, "a\0b", "a\u202eb"])
async def test_odd_references(print_order: Order, staff: Staff, reference: str) -> None:
    if "\0" in reference:
        _, code = await staff.shopper.refused(
            mutation(PLACE, ["reference"]), id=order_gid(print_order), reference=reference
        )
        assert code == "BAD_USER_INPUT"
    else:
        refused = await staff.act(PLACE, print_order, reference=reference)
        assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["reference"])

    assert await placement(print_order) == NOTHING


async def test_the_longest_reference(print_order: Order, staff: Staff) -> None:
    order = await staff.act(PLACE, print_order, reference="山" * 100)

    assert order["fulfillmentPlacement"]["reference"] == "山" * 100


async def test_a_placed_order_is_not_claimed(print_order: Order, staff: Staff, colleague: Staff) -> None:
    """A claim is for placing it."""
    await staff.act(PLACE, print_order, reference="37365096")

    refused = [await each.act("orderFulfillmentClaim", print_order) for each in (colleague, staff)]

    assert {(each["__typename"], each["by"], each["reference"]) for each in refused} == {
        ("FulfillmentPlacedError", "User 0", "37365096")
    }
    assert (await Order.get(id=print_order.id)).claimed_by_id is None


async def test_anybody_sends_what_was_placed(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act("orderFulfillmentClaim", print_order)
    await staff.act(PLACE, print_order, reference="1")

    sent = await colleague.act("orderFulfill", print_order, carrier="DHL", trackingNumber="00340434161094042557")

    assert (sent["fulfillmentStatus"], sent["fulfillmentPlacement"]["by"]) == ("FULFILLED", "User 0")


async def test_customers_do_not_see_it(print_order: Order, guest: Shopper, staff: Staff) -> None:
    await staff.act(PLACE, print_order, reference="37365096")

    query = "query ($id: ID!) { order(id: $id) { fulfillmentStatus fulfillmentPlacement { by } timeline { message } } }"
    seen = (await guest.ask(query, id=order_gid(print_order)))["order"]

    assert (seen["fulfillmentStatus"], seen["fulfillmentPlacement"]) == ("PROCESSING", None)
    assert seen["timeline"][-1]["message"] == "The order is being made."
    assert "37365096" not in str(seen)


async def test_somebody_who_has_left_has_no_name(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(PLACE, print_order)
    async with transaction():
        await erasure.erase(await User.get(id=staff.user.id))

    refused = await colleague.act(PLACE, print_order)
    query = "query ($id: ID!) { order(id: $id) { fulfillmentPlacement { by } } }"
    seen = await colleague.shopper.ask(query, id=order_gid(print_order))

    assert (refused["__typename"], refused["by"]) == ("FulfillmentPlacedError", "somebody who has left")
    assert seen["order"]["fulfillmentPlacement"]["by"] == "somebody who has left"


async def test_the_number_goes_with_the_customer(print_order: Order, staff: Staff) -> None:
    """It is the way to a person at the print house, as a parcel's number is at the carrier."""
    await staff.act(PLACE, print_order, reference="37365096")
    async with transaction():
        await erasure_rows.anonymise([print_order.id])

    at, by, reference = await placement(print_order)
    assert (at is not None, by, reference) == (True, staff.user.id, None)
    assert "37365096" not in str(await OrderEvent.all().values()) + str(await AuditEntry.all().values())


async def test_it_is_in_the_list_of_orders(print_order: Order, staff: Staff) -> None:
    await staff.act(PLACE, print_order, reference="=1+1")
    query = "{ adminOrders { nodes { fulfillmentPlacement { by reference } } } }"

    (node,) = (await staff.shopper.ask(query))["adminOrders"]["nodes"]

    assert node["fulfillmentPlacement"] == {"by": "User 0", "reference": "=1+1"}


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(PLACE), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await told(print_order), await audited(), await placement(print_order)) == ([], [], NOTHING)
