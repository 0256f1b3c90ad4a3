"""`orderReceiptResend` and `orderDownloadsRenew`: what customers ask support for most."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from commerce.checkout.carts import CartOwner
from core.clock import travel
from core.ids import to_global_id
from core.settings import Settings
from core.tokens import tokens
from models import Order, OrderEvent, OrderLine, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mailed, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

RECEIPT, RENEW = "orderReceiptResend", "orderDownloadsRenew"
SEE = "query ($id: ID!) { order(id: $id) { number } }"


@pytest.mark.parametrize(("operation", "kind"), [(RECEIPT, "receipt_resent"), (RENEW, "links_renewed")])
async def test_once_a_minute(print_order: Order, staff: Staff, operation: str, kind: str) -> None:
    template = {RECEIPT: "order_confirmation", RENEW: "order_link"}[operation]  # there are no files yet
    answers = await asyncio.gather(*(staff.act(operation, print_order) for _ in range(10)))
    first = await told(print_order)
    with travel(timedelta(seconds=61)):
        await staff.act(operation, print_order)

    assert {answer["__typename"] for answer in answers} == {"Order"}
    assert first == [(kind, staff.user.email, False)]
    assert await OrderEvent.filter(order=print_order, type=kind).count() == 2
    assert len(await audited()) == 2
    assert await mailed(print_order) == [template] * 2


async def test_links_to_the_files_that_are_there(
    guest: Shopper, buy: Buy, staff: Staff, run_outbox: Callable[[], Awaitable[int]]
) -> None:
    order = await buy(guest)
    await run_outbox()

    await staff.act(RENEW, order)

    assert await mailed(order) == ["files_ready"]


async def test_no_receipt_of_what_is_not_paid(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest, paid=False)

    refused = await staff.act(RECEIPT, order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "unpaid")
    assert await audited() == []


async def test_a_receipt_of_what_was_given_back_or_canceled(print_order: Order, staff: Staff) -> None:
    await Order.filter(id=print_order.id).update(**STATES["refunded"], **STATES["canceled"])

    assert (await staff.act(RECEIPT, print_order))["__typename"] == "Order"


@pytest.mark.parametrize("operation", [RECEIPT, RENEW])
async def test_nobody_to_write_to(print_order: Order, staff: Staff, operation: str) -> None:
    await Order.filter(id=print_order.id).update(email=None)

    refused = await staff.act(operation, print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "no_address")
    assert await told(print_order) == []


@pytest.mark.parametrize("state", STATES)
async def test_links_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act(RENEW, print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert (await Order.get(id=print_order.id)).links_since is None


async def test_tokens_of_before_open_nothing_any_more(
    print_order: Order, guest: Shopper, staff: Staff, settings: Settings
) -> None:
    before = await guest.ask(SEE, id=order_gid(print_order))
    with travel(timedelta(seconds=2)):
        await staff.act(RENEW, print_order)
        gone = await guest.ask(SEE, id=order_gid(print_order))
        guest.order_token = tokens(settings).issue_order_token(print_order.id).token
        after = await guest.ask(SEE, id=order_gid(print_order))

    assert gone["order"] is None
    assert before == after == {"order": {"number": print_order.number}}


async def test_tokens_of_before_open_no_designs_either(
    print_order: Order, guest: Shopper, staff: Staff, settings: Settings
) -> None:
    line = await OrderLine.get(order=print_order)
    assert line.design_id is not None
    gid, see = to_global_id("Design", line.design_id), "query ($id: ID!) { node(id: $id) { id } }"
    holder = Shopper(guest.http, order_token=guest.order_token)
    again = await holder.line(design=None, designId=gid)

    seen = [await holder.ask(see, id=gid)]
    with travel(timedelta(seconds=2)):
        await staff.act(RENEW, print_order)
        seen.append(await holder.ask(see, id=gid))
        added = await holder.add(again)
        holder.order_token = tokens(settings).issue_order_token(print_order.id).token
        seen.append(await holder.ask(see, id=gid))
        added_with_fresh = await holder.add(again)

    assert [each["node"] for each in seen] == [{"id": gid}, None, {"id": gid}]
    assert (added["__typename"], added_with_fresh["__typename"]) == ("NotFoundError", "Cart")


async def test_the_account_still_sees_its_order(account: SignIn, buy: Buy, staff: Staff) -> None:
    ada = await account()
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))

    with travel(timedelta(seconds=2)):
        await staff.act(RENEW, order)
        seen = await ada.shopper.ask(SEE, id=order_gid(order))

    assert seen["order"]["number"] == order.number


@pytest.mark.parametrize("operation", [RECEIPT, RENEW])
@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None, operation: str
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(operation), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await told(print_order), await audited()) == ([], [])
