"""`cartEmailSet`."""

from __future__ import annotations

import pytest

from models import Cart
from tests.support.storefront import Shopper

SET = """
mutation ($email: EmailAddress!) {
  cartEmailSet(email: $email) { __typename ... on Cart { email } ... on Error { code } }
}
"""


async def test_the_address_is_kept(guest: Shopper) -> None:
    await guest.add(await guest.line())

    cart = (await guest.ask(SET, email="Ada@EXAMPLE.com"))["cartEmailSet"]

    assert cart == {"__typename": "Cart", "email": "Ada@example.com"}
    assert (await Cart.get()).email == "Ada@example.com"


@pytest.mark.parametrize("email", ["ada", "ada@example", "a b@example.com", "a@b.c\0", f"{'x' * 300}@example.com", 7])
async def test_what_is_no_address_is_refused(guest: Shopper, email: object) -> None:
    await guest.add(await guest.line())

    _, code = await guest.refused(SET, email=email)

    assert code == "BAD_USER_INPUT"
    assert (await Cart.get()).email is None


async def test_without_a_cart_none_is_made(guest: Shopper) -> None:
    refused = (await guest.ask(SET, email="ada@example.com"))["cartEmailSet"]

    assert refused == {"__typename": "NotFoundError", "code": "NOT_FOUND"}
    assert await Cart.all().count() == 0
