"""`orderNotesSet`: what staff keeps in mind about an order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from core.ids import new_id, to_global_id
from models import AuditEntry, Order, Role
from tests.orders.conftest import Buy, order_gid
from tests.support.shoppers import Account
from tests.support.storefront import Shopper

SignIn = Callable[..., Awaitable[Account]]
SET = """
mutation ($id: ID!, $notes: String!) {
  orderNotesSet(id: $id, notes: $notes) { __typename ... on Order { notes } ... on Error { code path } }
}
"""


async def test_notes_are_kept_and_taken_away(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order, admin = await buy(guest), await account(Role.ADMIN)

    kept = (await admin.shopper.ask(SET, id=order_gid(order), notes="Call before sending"))["orderNotesSet"]
    gone = (await admin.shopper.ask(SET, id=order_gid(order), notes=""))["orderNotesSet"]

    assert (kept["notes"], gone["notes"]) == ("Call before sending", None)
    entries = await AuditEntry.filter(action="order_notes_set", target_id=order.id).order_by("id")
    assert [(entry.actor, entry.before, entry.after) for entry in entries] == [
        (admin.user.email, {"characters": 0}, {"characters": 19}),
        (admin.user.email, {"characters": 19}, {"characters": 0}),
    ]


async def test_twice_is_once(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order, admin = await buy(guest), (await account(Role.ADMIN)).shopper
    await admin.ask(SET, id=order_gid(order), notes="")
    await admin.ask(SET, id=order_gid(order), notes="Call before sending")
    before = (await Order.get(id=order.id)).updated_at

    again = (await admin.ask(SET, id=order_gid(order), notes="Call before sending"))["orderNotesSet"]

    assert again["notes"] == "Call before sending"
    assert await AuditEntry.filter(action="order_notes_set").count() == 1
    assert (await Order.get(id=order.id)).updated_at == before


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    guest: Shopper, buy: Buy, account: SignIn, role: Role | None
) -> None:
    order = await buy(guest)
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(SET, id=order_gid(order), notes="mine")

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert (await Order.get(id=order.id)).notes is None
    assert await AuditEntry.all().count() == 0


async def test_odd_input(guest: Shopper, buy: Buy, account: SignIn) -> None:
    order, admin = await buy(guest), (await account(Role.ADMIN)).shopper

    long = (await admin.ask(SET, id=order_gid(order), notes="x" * 10_001))["orderNotesSet"]
    unknown = (await admin.ask(SET, id=to_global_id("Order", new_id()), notes=""))["orderNotesSet"]
    _, nul = await admin.refused(SET, id=order_gid(order), notes="a\0b")

    assert (long["__typename"], long["path"]) == ("InvalidInputError", ["notes"])
    assert (unknown["__typename"], nul) == ("NotFoundError", "BAD_USER_INPUT")
    assert (await Order.get(id=order.id)).notes is None
