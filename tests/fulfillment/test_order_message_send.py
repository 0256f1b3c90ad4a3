"""`orderMessageSend`: what staff writes to a customer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from core.clock import travel
from models import AuditEntry, Mail, Order, OrderEvent, Role
from tests.fulfillment.conftest import SignIn, Staff, audited, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

SEND = "orderMessageSend"


async def messages(order: Order) -> list[str]:
    return [event.message for event in await OrderEvent.filter(order=order, type="message_sent").order_by("id")]


async def test_written_to(print_order: Order, staff: Staff, guest: Shopper) -> None:
    await staff.act(SEND, print_order, text="  Your print is late.  \r\n\r\nSorry!\n")

    query = "query ($id: ID!) { order(id: $id) { timeline { type message actor } } }"
    seen = (await guest.ask(query, id=order_gid(print_order)))["order"]["timeline"][-1]
    assert seen == {"type": "message_sent", "message": "Your print is late.\n\nSorry!", "actor": "staff"}
    assert await told(print_order) == [("message_sent", staff.user.email, True)]
    entry = await AuditEntry.get(action="order_message_send")
    assert entry.after == {"characters": 27}  # and not a word of it
    mail = await Mail.get(entity_id=print_order.id, template="order_message")
    assert (mail.recipient, mail.context["text"]) == ("ada@example.com", "Your print is late.\n\nSorry!")


async def test_a_key_makes_it_one(print_order: Order, staff: Staff) -> None:
    wish = {"text": "Hello", "idempotencyKey": "m-1"}

    answers = await asyncio.gather(*(staff.act(SEND, print_order, **wish) for _ in range(10)))
    with travel(timedelta(days=1)):
        await staff.log_in()
        await staff.act(SEND, print_order, **wish)
        await staff.act(SEND, print_order, text="Hello", idempotencyKey="m-2")

    assert {answer["__typename"] for answer in answers} == {"Order"}
    assert await messages(print_order) == ["Hello", "Hello"]
    assert await audited() == ["order_message_send"] * 2
    assert await mailed(print_order) == ["order_message"] * 2


async def test_a_key_is_for_one_message_of_one_order(
    print_order: Order, guest: Shopper, staff: Staff, buy: Buy
) -> None:
    await staff.act(SEND, print_order, text="Hello", idempotencyKey="m-1")

    refused = await staff.act(SEND, print_order, text="Goodbye", idempotencyKey="m-1")
    other = await buy(guest, "digital/8x10")
    await staff.act(SEND, other, text="Goodbye", idempotencyKey="m-1")

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["idempotencyKey"])
    assert (await messages(print_order), await messages(other)) == (["Hello"], ["Goodbye"])


async def test_a_double_click_is_one(print_order: Order, staff: Staff) -> None:
    await asyncio.gather(*(staff.act(SEND, print_order, text="Hello") for _ in range(5)))
    await staff.act(SEND, print_order, text="Hello again")
    with travel(timedelta(seconds=61)):
        await staff.act(SEND, print_order, text="Hello")

    assert await messages(print_order) == ["Hello", "Hello again", "Hello"]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001, "bell\a"])
async def test_odd_text(print_order: Order, staff: Staff, text: str) -> None:
    refused = await staff.act(SEND, print_order, text=text)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["text"])
    assert await messages(print_order) == []


async def test_any_language_and_length_up_to_the_limit(print_order: Order, staff: Staff) -> None:
    text = "متأخر 👋🏽 " * 200

    await staff.act(SEND, print_order, text=text)

    assert await messages(print_order) == [text.strip()]


async def test_nobody_to_write_to(print_order: Order, staff: Staff) -> None:
    await Order.filter(id=print_order.id).update(email=None)

    refused = await staff.act(SEND, print_order, text="Hello")

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "no_address")
    assert (await messages(print_order), await audited()) == ([], [])


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(SEND, {"text": ""}), id=order_gid(print_order), text="Hello")

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await messages(print_order), await audited()) == ([], [])
