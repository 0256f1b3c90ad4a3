"""A customer who typed both addresses wrong, from the payment page to the right mailbox."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from core.clock import travel
from core.settings import Settings
from models import Order
from tests.mails.conftest import Mailbox, Staff, link_in, text_of
from tests.orders.conftest import order_gid
from tests.support.storefront import Shopper
from tests.support.till import Till

CORRECT = """
mutation ($id: ID!, $email: EmailAddress!, $address: ShippingAddressInput!) {
  orderEmailSet(id: $id, email: $email) { __typename }
  orderShippingAddressSet(id: $id, address: $address) {
    __typename
    ... on Order { shippingAddress { name line1 line2 city state postalCode country phone } }
    ... on Error { message path }
  }
}
"""
SEE = "query ($n: String!) { orderByNumber(number: $n) { number } }"
TYPO, RIGHT = "ada@gmial.example", "ada@mail.example"
ADDRESS = {
    "name": "Jenny Rosen",
    "line1": "12 Maple Street",
    "city": "Springfield",
    "postalCode": "62701",
    "country": "US",
}


def token_in(letter: object, settings: Settings) -> str:
    link = link_in(letter, f"{settings.storefront_url}/order")  # type: ignore[arg-type]
    return parse_qs(urlsplit(link).query)["token"][0]


async def opens(guest: Shopper, token: str, order: Order) -> bool:
    reader = Shopper(guest.http, order_token=token)
    return (await reader.ask(SEE, n=order.number))["orderByNumber"] is not None


async def test_both_are_mended(guest: Shopper, till: Till, staff: Staff, mailbox: Mailbox, settings: Settings) -> None:
    order = await till.buy(guest, "poster/18x24", email=TYPO)
    stranger = (await mailbox.sent())[0]
    assert order.shipping_address is not None
    assert (order.shipping_address["state"], order.shipping_address["country"]) == ("CA", "US")

    with travel(timedelta(minutes=10)):
        answer = await staff.shopper.ask(CORRECT, id=order_gid(order), email=RIGHT, address=ADDRESS)
        refused = answer["orderShippingAddressSet"]
        answer = await staff.shopper.ask(CORRECT, id=order_gid(order), email=RIGHT, address={**ADDRESS, "state": "IL"})
        corrected = answer["orderShippingAddressSet"]
        notice, receipt, moved = (await mailbox.sent())[-3:]
        seen = [await opens(guest, token_in(letter, settings), order) for letter in (stranger, receipt, moved)]

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["address", "state"])
    kept = {"line2": None, "state": "IL", "phone": order.shipping_address["phone"]}
    assert corrected["shippingAddress"] == {**ADDRESS, **kept}
    assert [letter["To"] for letter in (stranger, notice, receipt, moved)] == [TYPO, TYPO, RIGHT, RIGHT]
    assert notice["Subject"] == f"Mails about your order at {settings.shop_name} go elsewhere now"
    assert not any(told in str(notice) for told in (RIGHT, "token="))
    assert seen == [False, True, True]
    assert "  12 Maple Street\n  Springfield, IL 62701\n  United States" in text_of(moved)
