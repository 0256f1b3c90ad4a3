"""`orderFulfillmentClaim` and `orderFulfillmentRelease`: two never place the same order at the print house."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest

from core.clock import now, travel
from models import Order, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.sql import Statements
from tests.support.storefront import Shopper

CLAIM, RELEASE = "orderFulfillmentClaim", "orderFulfillmentRelease"


async def test_claimed(print_order: Order, staff: Staff, colleague: Staff) -> None:
    claimed = await staff.act(CLAIM, print_order)
    seen = await colleague.act("orderProcessingStart", print_order)

    claim = claimed["fulfillmentClaim"]
    assert (claim["by"], claim["mine"]) == ("User 0", True)
    assert now() < datetime.fromisoformat(claim["until"]) <= now() + timedelta(hours=2)
    assert (seen["__typename"], seen["by"], seen["until"]) == ("FulfillmentClaimedError", "User 0", claim["until"])
    assert await told(print_order) == [("fulfillment_claimed", staff.user.email, False)]
    assert await audited() == ["order_fulfillment_claim"]


async def test_of_many_at_the_same_moment_one_wins(print_order: Order, account: SignIn) -> None:
    everybody = [Staff(await account(Role.ADMIN)) for _ in range(8)]

    answers = await asyncio.gather(*(each.act(CLAIM, print_order) for each in everybody))

    won = [answer for answer in answers if answer["__typename"] == "Order"]
    lost = [answer for answer in answers if answer["__typename"] == "FulfillmentClaimedError"]
    assert (len(won), len(lost)) == (1, 7)
    claim = won[0]["fulfillmentClaim"]
    assert {(answer["by"], answer["until"], answer["code"]) for answer in lost} == {
        (claim["by"], claim["until"], "FULFILLMENT_CLAIMED")
    }
    assert len(await told(print_order)) == 1


async def test_nobody_else_sends_it(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(CLAIM, print_order)

    refused = await colleague.act("orderFulfill", print_order)
    sent = await staff.act("orderFulfill", print_order)

    assert (refused["__typename"], refused["by"]) == ("FulfillmentClaimedError", "User 0")
    assert (sent["status"], sent["fulfillmentClaim"]) == ("FULFILLED", None)


async def test_ones_own_is_made_longer(print_order: Order, staff: Staff) -> None:
    first = await staff.act(CLAIM, print_order)
    with travel(timedelta(hours=1)):
        await staff.log_in()
        second = await staff.act(CLAIM, print_order)

    first_end, second_end = (datetime.fromisoformat(each["fulfillmentClaim"]["until"]) for each in (first, second))
    assert second_end - first_end >= timedelta(hours=1)
    assert len(await told(print_order)) == 1


async def test_it_ends_by_itself(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(CLAIM, print_order)

    with travel(timedelta(hours=2, seconds=1)):
        await staff.log_in()
        await colleague.log_in()
        free = await staff.shopper.ask(
            "query ($id: ID!) { order(id: $id) { fulfillmentClaim { by } } }", id=order_gid(print_order)
        )
        taken = await colleague.act(CLAIM, print_order)
        refused = await staff.act("orderFulfill", print_order)

    assert free["order"]["fulfillmentClaim"] is None
    assert (taken["fulfillmentClaim"]["by"], taken["fulfillmentClaim"]["mine"]) == ("User 1", True)
    assert refused["__typename"] == "FulfillmentClaimedError"


async def test_released(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act(CLAIM, print_order)

    refused = await colleague.act(RELEASE, print_order)
    released = [await staff.act(RELEASE, print_order) for _ in range(2)]
    taken = await colleague.act(CLAIM, print_order)

    assert refused["__typename"] == "FulfillmentClaimedError"
    assert [each["fulfillmentClaim"] for each in released] == [None, None]
    assert taken["fulfillmentClaim"]["by"] == "User 1"
    kinds = [kind for kind, _, _ in await told(print_order)]
    assert kinds == ["fulfillment_claimed", "fulfillment_released", "fulfillment_claimed"]


@pytest.mark.parametrize("state", STATES)
async def test_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act(CLAIM, print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert (await Order.get(id=print_order.id)).claimed_by_id is None


async def test_there_must_be_prints_to_send(print_order: Order, guest: Shopper, buy: Buy, staff: Staff) -> None:
    digital = await buy(guest)
    await staff.act("orderFulfill", print_order)

    refused = [await staff.act(CLAIM, order) for order in (digital, print_order)]

    assert [each["state"] for each in refused] == ["digital", "fulfilled"]


async def test_customers_do_not_see_it(print_order: Order, guest: Shopper, staff: Staff) -> None:
    await staff.act(CLAIM, print_order)

    query = "query ($id: ID!) { order(id: $id) { fulfillmentClaim { by } timeline { type } } }"
    seen = (await guest.ask(query, id=order_gid(print_order)))["order"]

    assert seen["fulfillmentClaim"] is None
    assert "fulfillment_claimed" not in [event["type"] for event in seen["timeline"]]


@pytest.mark.parametrize("operation", [CLAIM, RELEASE])
@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None, operation: str
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(operation), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await told(print_order), await audited()) == ([], [])


async def test_a_list_of_claimed_orders_asks_for_the_people_once(
    guest: Shopper,
    buy: Buy,
    staff: Staff,
    colleague: Staff,
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    orders = [await buy(guest, "poster/8x10") for _ in range(4)]
    query = "{ adminOrders(first: 10) { nodes { fulfillmentClaim { by mine } } } }"
    with query_counter() as unclaimed:
        await staff.shopper.ask(query)
    for number, order in enumerate(orders):
        await (staff, colleague)[number % 2].act(CLAIM, order)

    with query_counter() as claimed:
        nodes = (await staff.shopper.ask(query))["adminOrders"]["nodes"]

    assert [node["fulfillmentClaim"] for node in nodes] == [
        {"by": "User 1", "mine": False},
        {"by": "User 0", "mine": True},
    ] * 2
    assert len(claimed) == len(unclaimed) + 1
