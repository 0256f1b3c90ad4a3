"""`orderShippingAddressSet`: the address that prints go to, corrected before any of them is on its way."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from commerce.audit import Actor
from commerce.fulfillment.shipping_address import correct
from commerce.privacy import erasure_rows
from core.database import transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, Mail, Order, OrderEvent, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

SET = "orderShippingAddressSet"
STORED = {
    "name": "Zoë Łukaszewicz", "line1": "12 Rue de l’Église", "line2": "2e étage", "city": "Paris", "state": None,
    "postal_code": "75001", "country": "FR", "phone": "+33 1 23 45 67 89",
}  # fmt: skip
RIGHT = {
    "name": "Zoë Łukaszewicz",
    "line1": "21 Rue de l’Église",
    "city": "Lyon",
    "postalCode": "69001",
    "country": "FR",
}
SEE = """
query ($id: ID!) { order(id: $id) {
  shippingAddress { name line1 line2 city state postalCode country phone }
  timeline { type message actor data }
} }
"""


@pytest.fixture
async def print_order(print_order: Order) -> Order:
    """With an address of France, as Stripe sends it."""
    await Order.filter(id=print_order.id).update(shipping_address=STORED)
    return await Order.get(id=print_order.id)


async def stored(order: Order) -> dict[str, Any] | None:
    return (await Order.get(id=order.id)).shipping_address


async def test_corrected(print_order: Order, staff: Staff, guest: Shopper) -> None:
    answer = await staff.act(SET, print_order, address=RIGHT)

    assert answer["__typename"] == "Order"
    seen = (await guest.ask(SEE, id=order_gid(print_order)))["order"]
    assert seen["shippingAddress"] == {**RIGHT, "line2": None, "state": None, "phone": "+33 1 23 45 67 89"}
    assert seen["timeline"][-1] == {
        "type": "shipping_address_changed",
        "message": "The address that the prints are sent to was changed.",
        "actor": "staff",
        "data": {"former": STORED},
    }
    assert await told(print_order) == [("shipping_address_changed", staff.user.email, True)]


async def test_the_customer_is_told(print_order: Order, staff: Staff) -> None:
    await staff.act(SET, print_order, address=RIGHT)
    await staff.act(SET, print_order, address={**RIGHT, "line1": "22 Rue de l’Église"}, notify=False)

    mail = await Mail.get(entity_id=print_order.id, template="order_message")
    assert mail.recipient == "ada@example.com"
    lines = ["Zoë Łukaszewicz", "21 Rue de l’Église", "69001 Lyon", "France"]
    assert mail.context["text"] == "\n".join(["Your prints are sent to this address now:", "", *lines])


async def test_the_audit_log_says_what_kind_of_thing_and_not_where_they_live(print_order: Order, staff: Staff) -> None:
    await staff.act(SET, print_order, address={**RIGHT, "phone": None})

    entry = await AuditEntry.get(action="order_shipping_address_set")
    assert entry.before is None
    changed = ["line1", "line2", "city", "postal_code", "phone"]
    assert entry.after == {"changed": changed, "packed": False, "notify": True}


async def test_the_same_again_is_once(print_order: Order, staff: Staff) -> None:
    untidy = {**RIGHT, "line1": "  21  Rue de l’Église ", "line2": " ", "state": "", "name": "Zoe\u0308 Łukaszewicz"}

    answers = await asyncio.gather(*(staff.act(SET, print_order, address=RIGHT) for _ in range(8)))
    answers.append(await staff.act(SET, print_order, address=untidy))

    assert {answer["__typename"] for answer in answers} == {"Order"}
    assert len(await told(print_order)) == 1
    assert await audited() == ["order_shipping_address_set"]
    assert await mailed(print_order) == ["order_message"]


async def test_nothing_is_written_for_the_address_that_it_has(print_order: Order, staff: Staff) -> None:
    same = {name: STORED[name] for name in ("name", "line1", "line2", "city", "country")}

    answer = await staff.act(SET, print_order, address={**same, "postalCode": "75001"})

    assert answer["__typename"] == "Order"
    assert (await told(print_order), await audited(), await mailed(print_order)) == ([], [], [])


async def test_of_many_at_once_each_is_whole(print_order: Order, staff: Staff) -> None:
    wanted = [{**RIGHT, "name": f"Ada {number}", "line1": f"{number} Rue de l’Église"} for number in range(6)]

    await asyncio.gather(*(staff.act(SET, print_order, address=each) for each in wanted))

    address = await stored(print_order)
    assert address is not None
    assert address["name"].split()[1] == address["line1"].split()[0]
    events = await OrderEvent.filter(order=print_order, type="shipping_address_changed").order_by("id")
    formers = [event.data["former"]["name"] for event in events if event.data]
    assert sorted([*formers, address["name"]]) == sorted([STORED["name"], *(each["name"] for each in wanted)])


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("name", ""),
        ("name", " \u200d "),
        ("name", "…"),
        ("line1", "x" * 10_000),
        ("line1", "x" * 121),
        ("line2", "Flat 2\nCountry: US"),
        ("line2", "\u202e21 eniL"),
        ("line1", "21 Rue\u2028Paris"),
        ("city", "Ly\ton"),
        ("city", None),
        ("postalCode", ""),
        ("postalCode", "6" * 21),
        ("phone", "call me"),
        ("phone", "+33 1 23\r\n45"),
        ("phone", "=1+2"),
    ],
)
async def test_odd_parts(print_order: Order, staff: Staff, part: str, value: str | None) -> None:
    refused = await staff.act(SET, print_order, address={**RIGHT, part: value})

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["address", part])
    assert await stored(print_order) == STORED
    assert (await told(print_order), await audited(), await mailed(print_order)) == ([], [], [])


@pytest.mark.parametrize(
    "changes",
    [{"country": "XX"}, {"country": "fr"}, {"country": None}, {"name": None}, {"line1": 7}, {"line1": "a\x00b"}],
)
async def test_what_is_no_address_at_all(print_order: Order, staff: Staff, changes: dict[str, Any]) -> None:
    operation = mutation(SET, {"address"})

    answer = await staff.shopper.raw(operation, id=order_gid(print_order), address={**RIGHT, **changes})

    body = answer.json()
    assert body.get("errors") or body["data"][SET]["__typename"] == "InvalidInputError"
    assert await stored(print_order) == STORED


@pytest.mark.parametrize("name", ["علی‌رضا نوری", "क्‍षमा", "山田 太郎", "O'Brien-Smith, 3rd", "=HYPERLINK(1)"])
async def test_any_script(print_order: Order, staff: Staff, name: str) -> None:
    await staff.act(SET, print_order, address={**RIGHT, "name": name})

    address = await stored(print_order)
    assert address is not None
    assert address["name"] == name


async def test_another_country_costs_something_else(print_order: Order, staff: Staff) -> None:
    refused = await staff.act(SET, print_order, address={**RIGHT, "country": "DE"})

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["address", "country"])
    assert refused["message"] == (
        "The order goes to FR: shipping and tax were paid for that country. For DE, cancel it and have it ordered anew."
    )
    assert await stored(print_order) == STORED


async def test_an_order_that_came_without_an_address(print_order: Order, staff: Staff) -> None:
    await Order.filter(id=print_order.id).update(shipping_address=None)

    refused = await staff.act(SET, print_order, address={**RIGHT, "country": "JP"})
    done = await staff.act(SET, print_order, address=RIGHT)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["address", "country"])
    assert done["__typename"] == "Order"
    address = await stored(print_order)
    assert address is not None
    assert (address["city"], address["phone"]) == ("Lyon", None)


@pytest.mark.parametrize("state", STATES)
async def test_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act(SET, print_order, address=RIGHT)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert await stored(print_order) == STORED


async def test_not_what_was_sent_nor_what_is_only_downloaded(
    print_order: Order, guest: Shopper, buy: Buy, staff: Staff
) -> None:
    digital = await buy(guest)
    await staff.act("orderFulfill", print_order)

    refused = [await staff.act(SET, order, address=RIGHT) for order in (print_order, digital)]

    assert [each["state"] for each in refused] == ["fulfilled", "digital"]
    assert (await stored(print_order), await stored(digital)) == (STORED, None)


async def test_not_while_somebody_else_is_placing_it(print_order: Order, staff: Staff, colleague: Staff) -> None:
    await staff.act("orderFulfillmentClaim", print_order)

    refused = await colleague.act(SET, print_order, address=RIGHT)
    mine = await staff.act(SET, print_order, address=RIGHT)

    assert (refused["__typename"], refused["by"]) == ("FulfillmentClaimedError", "User 0")
    assert mine["fulfillmentClaim"]["mine"]


async def test_not_what_the_print_house_has(print_order: Order, staff: Staff) -> None:
    await staff.act("orderPlacementSet", print_order)
    refused = await staff.act(SET, print_order, address=RIGHT)
    kept = await stored(print_order)
    await staff.act("orderPlacementClear", print_order)
    done = await staff.act(SET, print_order, address=RIGHT)

    assert (refused["__typename"], refused["by"]) == ("FulfillmentPlacedError", "User 0")
    assert refused["message"].endswith(
        "Have the address changed there, or the order canceled; "
        "then take that back with orderPlacementClear, and ask again."
    )
    assert (kept, done["__typename"]) == (STORED, "Order")


async def test_somebody_who_has_left(print_order: Order, staff: Staff) -> None:
    """What is still to be sent keeps its address, which may be corrected; one that was taken out stays out."""
    async with transaction():
        await erasure_rows.unlink([print_order.id])
    corrected = await staff.act(SET, print_order, address=RIGHT)
    async with transaction():
        await erasure_rows.anonymise([print_order.id])

    refused = await staff.act(SET, print_order, address=RIGHT)

    assert corrected["__typename"] == "Order"
    assert await mailed(print_order) == []
    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "no_address")
    assert await stored(print_order) == {"country": "FR", "state": None}
    left = await OrderEvent.filter(order=print_order, type="shipping_address_changed").values_list("message", "data")
    assert left == [("shipping address changed", None)]


async def test_an_order_of_an_account(account: SignIn, buy: Buy, guest: Shopper, staff: Staff) -> None:
    order = await buy(guest, "poster/18x24")
    ada = await account()
    await Order.filter(id=order.id).update(shipping_address=STORED, user_id=ada.user.id)

    await staff.act(SET, order, address=RIGHT)

    assert (await Order.get(id=order.id)).user_id == ada.user.id


async def test_there_must_be_one(staff: Staff) -> None:
    refused = await staff.act_on(SET, to_global_id("Order", new_id()), address=RIGHT)

    assert refused["__typename"] == "NotFoundError"


async def test_killed_half_way_nothing_has_changed(
    print_order: Order, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: Any, **__: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("commerce.audit.record", dies)
    typed = {"name": "Ada", "line1": "1 Rue", "city": "Lyon", "postal_code": "69001", "country": "FR"}
    with pytest.raises(RuntimeError, match="killed"):
        await correct(print_order.id, typed, Actor("grace@example.com", staff.user.id))

    assert await stored(print_order) == STORED
    assert (await told(print_order), await mailed(print_order)) == ([], [])


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(SET, {"address"}), id=order_gid(print_order), address=RIGHT)

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert await stored(print_order) == STORED
    assert (await told(print_order), await audited()) == ([], [])
