"""The same for many orders at once, answered for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from core.ids import new_id, to_global_id
from models import Order, Role
from schema import schema
from tests.fulfillment.conftest import ORDER, STATES, SignIn, Staff, audited, told
from tests.orders.conftest import Buy, order_gid
from tests.support.sql import Statements
from tests.support.storefront import Shopper

RESULTS = f"{{ __typename ... on OrdersBulk {{ succeeded failed results {{ id result {{ {ORDER} }} }} }} ... on Error {{ code message path }} }}"  # noqa: E501
FULFILL = f"mutation ($orders: [OrderFulfillInput!]!) {{ answer: ordersFulfill(orders: $orders) {RESULTS} }}"
PLACE = f"mutation ($orders: [OrderPlacementInput!]!) {{ answer: ordersPlacementSet(orders: $orders) {RESULTS} }}"
CLEAR = (
    f"mutation ($ids: [ID!]!, $at: DateTime) {{ answer: ordersPlacementClear(ids: $ids, placedUntil: $at) {RESULTS} }}"
)
BY_ID = {
    "ordersProcessingStart": "order_processing_start",
    "ordersFulfillmentClaim": "order_fulfillment_claim",
    "ordersReceiptResend": "order_receipt_resend",
}


def by_id(operation: str) -> str:
    return f"mutation ($ids: [ID!]!) {{ answer: {operation}(ids: $ids) {RESULTS} }}"


async def ask(staff: Staff, operation: str, **arguments: Any) -> dict[str, Any]:
    return dict((await staff.shopper.ask(operation, **arguments))["answer"])


@pytest.fixture
async def three(guest: Shopper, buy: Buy) -> list[Order]:
    """Three paid orders of prints."""
    return [await buy(guest, "poster/8x10") for _ in range(3)]


async def test_each_with_its_parcel(three: list[Order], staff: Staff) -> None:
    parcels = [
        {"id": order_gid(order), "carrier": "UPS", "trackingNumber": f"1Z{n}0000"} for n, order in enumerate(three)
    ]

    answer = await ask(staff, FULFILL, orders=parcels)
    again = await ask(staff, FULFILL, orders=parcels)

    assert (answer["succeeded"], answer["failed"]) == (3, 0)
    assert [entry["id"] for entry in answer["results"]] == [parcel["id"] for parcel in parcels]
    assert [entry["result"]["tracking"]["number"] for entry in answer["results"]] == ["1Z00000", "1Z10000", "1Z20000"]
    assert again == answer
    assert await audited() == ["order_fulfill"] * 3


async def test_a_bad_one_does_not_stop_the_others(three: list[Order], staff: Staff, colleague: Staff) -> None:
    await Order.filter(id=three[0].id).update(**STATES["held"])
    await colleague.act("orderFulfillmentClaim", three[1])
    unknown = to_global_id("Order", new_id())
    wishes = [{"id": order_gid(order)} for order in three] + [{"id": unknown, "carrier": "UPS", "trackingNumber": "<>"}]

    answer = await ask(staff, FULFILL, orders=wishes)

    kinds = [entry["result"]["__typename"] for entry in answer["results"]]
    assert kinds == ["StateInvalidError", "FulfillmentClaimedError", "Order", "InvalidInputError"]
    assert (answer["succeeded"], answer["failed"]) == (1, 3)
    assert await told(three[2]) == [("order_fulfilled", staff.user.email, True)]


@pytest.mark.parametrize("operation", BY_ID)
async def test_duplicates_are_one(three: list[Order], staff: Staff, operation: str) -> None:
    ids = [order_gid(three[1]), order_gid(three[0]), order_gid(three[1])]

    answer = await ask(staff, by_id(operation), ids=ids)

    assert [entry["id"] for entry in answer["results"]] == ids[:2]
    assert await audited() == [BY_ID[operation]] * 2
    assert await told(three[2]) == []


async def test_two_parcels_of_one_order(three: list[Order], staff: Staff) -> None:
    same = {"id": order_gid(three[0]), "carrier": "UPS", "trackingNumber": "1Z0000"}

    refused = await ask(staff, FULFILL, orders=[same, {**same, "trackingNumber": "1Z0001"}])
    taken = await ask(staff, FULFILL, orders=[same, same])

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["orders", "1", "id"])
    assert (taken["succeeded"], len(taken["results"])) == (1, 1)


async def test_each_placed_under_its_number(three: list[Order], staff: Staff) -> None:
    placed = [{"id": order_gid(order), "reference": f"G-{n}"} for n, order in enumerate(three)]

    answer = await ask(staff, PLACE, orders=placed)
    again = await ask(staff, PLACE, orders=placed)

    assert (answer["succeeded"], answer["failed"], again) == (3, 0, answer)
    references = [entry["result"]["fulfillmentPlacement"]["reference"] for entry in answer["results"]]
    assert references == ["G-0", "G-1", "G-2"]
    assert await audited() == ["order_placement_set"] * 3


async def test_what_cannot_be_placed_does_not_stop_the_others(
    three: list[Order], staff: Staff, colleague: Staff
) -> None:
    await Order.filter(id=three[0].id).update(**STATES["held"])
    await colleague.act("orderFulfillmentClaim", three[1])
    await ask(colleague, PLACE, orders=[{"id": order_gid(three[2]), "reference": "G-2"}])

    refused = await ask(staff, PLACE, orders=[{"id": order_gid(order)} for order in three])

    kinds = [entry["result"]["__typename"] for entry in refused["results"]]
    assert kinds == ["StateInvalidError", "FulfillmentClaimedError", "FulfillmentPlacedError"]
    assert (refused["results"][2]["result"]["by"], refused["results"][2]["result"]["reference"]) == ("User 1", "G-2")
    assert refused["failed"] == 3


async def test_two_numbers_of_one_order(three: list[Order], staff: Staff) -> None:
    one = {"id": order_gid(three[0]), "reference": "1"}

    refused = await ask(staff, PLACE, orders=[one, {**one, "reference": "2"}])

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["orders", "1", "id"])
    assert await audited() == []


async def test_two_who_place_the_same_orders_at_once(three: list[Order], staff: Staff, colleague: Staff) -> None:
    placed = [{"id": order_gid(order)} for order in three]

    mine, theirs = await asyncio.gather(ask(staff, PLACE, orders=placed), ask(colleague, PLACE, orders=placed[::-1]))

    assert mine["succeeded"] + theirs["succeeded"] == 3
    lost = [entry["result"] for each in (mine, theirs) for entry in each["results"] if entry["result"].get("code")]
    assert {answer["__typename"] for answer in lost} == {"FulfillmentPlacedError"}
    assert await audited() == ["order_placement_set"] * 3


async def test_many_taken_back(three: list[Order], staff: Staff) -> None:
    await ask(staff, PLACE, orders=[{"id": order_gid(order)} for order in three[:2]])

    answer = await ask(staff, by_id("ordersPlacementClear"), ids=[order_gid(order) for order in three])

    assert (answer["succeeded"], answer["failed"]) == (3, 0)
    assert await Order.filter(placed_at__isnull=False).count() == 0
    assert (await audited()).count("order_placement_clear") == 2


async def test_taken_back_is_what_was_placed_until_then(three: list[Order], staff: Staff, colleague: Staff) -> None:
    ids = [order_gid(order) for order in three]
    listed = await ask(staff, PLACE, orders=[{"id": each} for each in ids])
    until = max(entry["result"]["fulfillmentPlacement"]["at"] for entry in listed["results"])
    await staff.act("orderPlacementClear", three[1])
    await colleague.act("orderPlacementSet", three[1])

    answer = await ask(staff, CLEAR, ids=ids, at=until)

    kinds = [entry["result"]["__typename"] for entry in answer["results"]]
    assert kinds == ["Order", "FulfillmentPlacedError", "Order"]
    assert [order.id for order in await Order.filter(placed_at__isnull=False)] == [three[1].id]


@pytest.mark.parametrize("number", [0, 101])
@pytest.mark.parametrize(
    "operation", ["ordersProcessingStart", "ordersPlacementClear", "ordersCancel", "ordersDownloadsRegenerate"]
)
async def test_from_one_to_a_hundred(three: list[Order], staff: Staff, operation: str, number: int) -> None:
    ids = [order_gid(three[n % 3]) for n in range(number)]

    refused = await ask(staff, by_id(operation), ids=ids)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["ids"])
    assert await audited() == []


async def test_a_hundred_is_not_too_complex(three: list[Order], staff: Staff) -> None:
    ids = [order_gid(three[0]), *(to_global_id("Order", new_id()) for _ in range(99))]

    answer = await ask(staff, by_id("ordersProcessingStart"), ids=ids)

    assert (answer["succeeded"], answer["failed"], len(answer["results"])) == (1, 99, 100)


async def test_a_malformed_id_touches_none(three: list[Order], staff: Staff) -> None:
    _, code = await staff.shopper.refused(by_id("ordersProcessingStart"), ids=[order_gid(three[0]), "nonsense"])

    assert code == "BAD_USER_INPUT"
    assert await told(three[0]) == []


async def test_two_requests_over_the_same_orders(three: list[Order], staff: Staff, colleague: Staff) -> None:
    ids = [order_gid(order) for order in three]

    mine, theirs = await asyncio.gather(
        ask(staff, by_id("ordersFulfillmentClaim"), ids=ids),
        ask(colleague, by_id("ordersFulfillmentClaim"), ids=ids[::-1]),
    )

    assert mine["succeeded"] + theirs["succeeded"] == 3
    assert len(await audited()) == 3


async def test_statements_grow_with_the_orders_acted_upon_only(
    three: list[Order], staff: Staff, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    """Reading the answers takes the same number whether there is one order or three."""
    ids = [order_gid(order) for order in three]
    await ask(staff, by_id("ordersProcessingStart"), ids=ids)
    counts = []
    for some in (ids[:1], ids):
        with query_counter() as statements:
            await ask(staff, by_id("ordersProcessingStart"), ids=some)
        counts.append(len([sql for sql in statements.sql if "FOR UPDATE" not in sql]))

    assert counts[0] == counts[1]


def test_every_answer_is_a_list_of_up_to_a_hundred() -> None:
    field = schema._schema.type_map["OrdersBulk"].fields["results"]  # type: ignore[attr-defined]

    assert field.extensions["strawberry-definition"].metadata == {"list_size": 100}


@pytest.mark.parametrize(
    "operation",
    [*BY_ID, "ordersCancel", "ordersDownloadsRegenerate", "ordersDelivered", "ordersPlacementClear"],
)
@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    three: list[Order], guest: Shopper, account: SignIn, role: Role | None, operation: str
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(by_id(operation), ids=[order_gid(three[0])])

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await told(three[0]), await audited()) == ([], [])


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_is_placed(
    three: list[Order], guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(PLACE, orders=[{"id": order_gid(three[0])}])

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await told(three[0]), await audited()) == ([], [])
