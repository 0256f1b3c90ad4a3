"""How customers write money and dates: what they say, what their browser says, what their cart or account says."""

from __future__ import annotations

from typing import Any

import pytest

from models import Cart, Order, User
from tests.support.gql import gql_raw
from tests.support.outside import StripeSandbox
from tests.support.shoppers import SignIn
from tests.support.storefront import Shopper

START = "mutation ($locale: String) { checkoutStart(locale: $locale) { __typename } }"
NOW = """
mutation ($line: LineInput!, $locale: String) { checkoutBuyNow(line: $line, locale: $locale) { __typename } }
"""
EMAIL = 'mutation { cartEmailSet(email: "ada@example.com", locale: "fr-CA") { __typename } }'


async def send(shopper: Shopper, query: str, browser: str | None = None, **variables: Any) -> None:
    headers = {**shopper.headers, **({"accept-language": browser} if browser else {})}
    answer = await gql_raw(shopper.http, query, variables, headers=headers)
    assert "errors" not in answer.json(), answer.text


@pytest.mark.parametrize(
    ("said", "browser", "kept"),
    [
        ("de-at", "nl", "de-AT"),
        ("nonsense", "nl", "nl"),
        (None, "tlh, pt-BR;q=0.5", "pt-BR"),
        (None, None, "fr-CA"),
    ],
)
async def test_an_order_knows(
    guest: Shopper, stripe_sandbox: StripeSandbox, said: str | None, browser: str | None, kept: str
) -> None:
    await guest.add(await guest.line())
    await send(guest, EMAIL)

    await send(guest, START, browser, locale=said)

    assert (await Cart.get()).locale == "fr-CA"
    assert (await Order.get()).locale == kept


async def test_buying_at_once(guest: Shopper, stripe_sandbox: StripeSandbox) -> None:
    await send(guest, NOW, "ja", line=await guest.line())

    assert (await Order.get()).locale == "ja"


async def test_an_accounts_own_is_the_last_resort(
    account: SignIn, catalog: None, stripe_sandbox: StripeSandbox
) -> None:
    ada = await account()
    await User.filter(id=ada.user.id).update(locale="sv")
    await ada.shopper.add(await ada.shopper.line())

    await send(ada.shopper, START)

    assert (await Order.get()).locale == "sv"
