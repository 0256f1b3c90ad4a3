"""`cartRestore`: the link in a mail opens the cart, on any device, for whom it is for."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from commerce.mail.mail_links import CART_PURPOSE
from core import links
from core.clock import now, travel
from core.settings import Settings
from models import Cart, CartLine, CartRecovery, CartStatus
from tests.support.shoppers import SignIn, account, rows
from tests.support.storefront import Shopper, design

__all__ = ["account"]

RESTORE = """
mutation ($token: String!) {
  cartRestore(token: $token) {
    __typename
    ... on Cart { id token quantity subtotal { amount } lines { quantity } }
    ... on Error { code path }
  }
}
"""


async def link_to(cart: Cart, settings: Settings, days: float = 30) -> str:
    expires_at = now() + timedelta(days=days)
    return links.sign(CART_PURPOSE, cart.id, settings.secret_key, expires_at=expires_at)


async def restore(shopper: Shopper, token: str) -> dict[str, Any]:
    return dict((await shopper.ask(RESTORE, token=token))["cartRestore"])


async def filled(shopper: Shopper, quantity: int = 2, **more: Any) -> Cart:
    await shopper.add(await shopper.line(quantity=quantity, **more))
    found = await Cart.filter(status=CartStatus.ACTIVE).order_by("-id").first()
    assert found is not None
    return found


@pytest.fixture
async def phone(guest: Shopper) -> Shopper:
    """Another device of somebody."""
    return Shopper(guest.http)


async def test_another_device_shares_the_cart(guest: Shopper, phone: Shopper, settings: Settings) -> None:
    cart = await filled(guest)
    token = await link_to(cart, settings)

    opened = await restore(phone, token)
    again = await restore(Shopper(guest.http), token)
    phone.cart_token = opened["token"]
    await phone.add(await phone.line(design=design(text="from the phone")))

    assert (opened["__typename"], opened["quantity"]) == ("Cart", 2)
    assert opened["token"] not in {None, guest.cart_token}
    assert again["token"] == opened["token"]
    assert (await guest.ask("{ cart { quantity } }"))["cart"]["quantity"] == 3
    assert await Cart.all().count() == 1


async def test_the_device_it_was_filled_on_keeps_its_token(guest: Shopper, settings: Settings) -> None:
    cart = await filled(guest)

    assert (await restore(guest, await link_to(cart, settings)))["token"] == guest.cart_token


async def test_a_cart_whose_time_is_over_comes_back(guest: Shopper, phone: Shopper, settings: Settings) -> None:
    cart = await filled(guest)
    token = await link_to(cart, settings)
    await Cart.all().update(status=CartStatus.ABANDONED)
    with travel(timedelta(days=10)):
        opened = await restore(phone, token)
        phone.cart_token = opened["token"]
        seen = (await phone.ask("{ cart { quantity } }"))["cart"]

    assert opened["quantity"] == seen["quantity"] == 2


async def test_signed_in_its_lines_go_into_the_accounts_cart(
    guest: Shopper, account: SignIn, settings: Settings
) -> None:
    ada = (await account()).shopper
    cart = await filled(guest)
    await ada.add(await ada.line(design=design(text="hers")))
    token = await link_to(cart, settings)

    opened = await restore(ada, token)
    again = await restore(ada, token)

    assert (opened["token"], opened["quantity"]) == (None, 3)
    assert again == opened
    assert (await Cart.get(id=cart.id)).status is CartStatus.ABANDONED


async def test_an_accounts_own_cart_comes_back_to_it(guest: Shopper, account: SignIn, settings: Settings) -> None:
    ada = (await account()).shopper
    cart = await filled(ada)
    token = await link_to(cart, settings)
    await Cart.all().update(status=CartStatus.ABANDONED)

    revived = await restore(ada, token)
    await Cart.all().update(status=CartStatus.ABANDONED)
    await ada.add(await ada.line(design=design(text="new")))
    merged = await restore(ada, token)

    assert revived["quantity"] == 2
    assert merged["quantity"] == 3
    assert await Cart.filter(status=CartStatus.ACTIVE).count() == 1


async def test_an_accounts_cart_is_copied_for_a_guest_once(guest: Shopper, account: SignIn, settings: Settings) -> None:
    ada = (await account()).shopper
    cart = await filled(ada)
    token = await link_to(cart, settings)

    opened, again = await asyncio.gather(restore(guest, token), restore(Shopper(guest.http), token))

    assert opened["quantity"] == 2
    assert (again["id"], again["token"]) == (opened["id"], opened["token"])
    assert (await ada.ask("{ cart { quantity } }"))["cart"]["quantity"] == 2
    assert await Cart.all().count() == 2
    assert await CartLine.all().count() == 2


async def test_the_next_mails_link_opens_the_same_copy_on_yet_another_device(
    guest: Shopper, phone: Shopper, account: SignIn, settings: Settings
) -> None:
    cart = await filled((await account()).shopper)
    await CartRecovery.create(cart=cart, first_cart_id=cart.id, stage=1, mail_id=cart.id)
    first = await restore(phone, await link_to(cart, settings))
    phone.cart_token = first["token"]
    copy = await Cart.exclude(id=cart.id).get()

    second = await restore(guest, await link_to(copy, settings))
    again = await restore(Shopper(guest.http), await link_to(cart, settings))

    assert (second["id"], second["token"]) == (again["id"], again["token"]) == (first["id"], first["token"])
    assert (await phone.ask("{ cart { quantity } }"))["cart"] == {"quantity": 2}
    assert await Cart.all().count() == 2


@pytest.mark.parametrize("wrong", ["another account", "bought", "empty", "gone", "forged", "expired", "other purpose"])
async def test_what_it_does_not_open(wrong: str, guest: Shopper, account: SignIn, settings: Settings) -> None:
    ada, bob = (await account()).shopper, (await account()).shopper
    cart = await filled(ada if wrong == "another account" else guest)
    token = await link_to(cart, settings, days=-1 if wrong == "expired" else 30)
    if wrong == "bought":
        await Cart.filter(id=cart.id).update(status=CartStatus.CHECKED_OUT)
    elif wrong == "empty":
        await CartLine.all().delete()
    elif wrong == "gone":
        await Cart.all().delete()
    elif wrong == "forged":
        token = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    elif wrong == "other purpose":
        token = links.sign("mail-preferences", cart.id, settings.secret_key)
    before = await rows()

    refused = await restore(bob if wrong == "another account" else Shopper(guest.http), token)

    code = "TOKEN_INVALID" if wrong in {"forged", "expired", "other purpose"} else "NOT_FOUND"
    assert (refused["code"], refused["path"]) == (code, ["token"])
    assert await rows() == before


async def test_who_comes_back_is_counted(guest: Shopper, phone: Shopper, settings: Settings) -> None:
    cart = await filled(guest)
    row = await CartRecovery.create(cart=cart, first_cart_id=cart.id, stage=1, mail_id=cart.id)

    await restore(phone, await link_to(cart, settings))

    await row.refresh_from_db()
    assert row.returned_at is not None
