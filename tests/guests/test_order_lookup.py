"""`orderLookup`: a guest's way back to their order, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.clock import now, travel
from core.ids import order_number
from core.settings import Settings
from models import Order
from tests.guests.conftest import Ada, Buy, order_gid
from tests.support.sql import Statements
from tests.support.storefront import Shopper

LOOKUP = """
mutation ($number: String!, $email: EmailAddress!) {
  orderLookup(number: $number, email: $email) {
    __typename
    ... on OrderLookup { orderToken expiresAt order { id number email downloads { format } customer { id } } }
    ... on Error { code message path }
    ... on RateLimitedError { retryAfterSeconds }
  }
}
"""
READ = "query ($id: ID!) { order(id: $id) { number downloads { format url } } me { id } cart { id } }"
NOT_FOUND = {"__typename": "NotFoundError", "code": "NOT_FOUND", "message": "Order not found.", "path": None}


async def lookup(shopper: Shopper, number: str, email: str = "ada@example.com") -> dict[str, Any]:
    return dict((await shopper.ask(LOOKUP, number=number, email=email))["orderLookup"])


async def test_the_token_opens_the_order_and_nothing_else(guest: Shopper, buy: Buy) -> None:
    order, other = await buy(guest), await buy(Shopper(guest.http))
    nobody = Shopper(guest.http)

    found = await lookup(nobody, order.number)

    assert (found["__typename"], found["order"]["id"]) == ("OrderLookup", order_gid(order))
    assert {file["format"] for file in found["order"]["downloads"]} == {"PNG", "PDF"}
    assert found["order"]["customer"] is None
    nobody.order_token = found["orderToken"]
    seen = await nobody.ask(READ, id=order_gid(order))
    assert (seen["order"]["number"], seen["me"], seen["cart"]) == (order.number, None, None)
    assert (await nobody.ask(READ, id=order_gid(other)))["order"] is None


async def test_the_token_ends_when_it_says(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    nobody = Shopper(guest.http)

    found = await lookup(nobody, order.number)

    ends = datetime.fromisoformat(found["expiresAt"])
    assert timedelta(minutes=119) < ends - now() <= timedelta(hours=2)
    nobody.order_token = found["orderToken"]
    with travel(ends - now() - timedelta(seconds=30)):
        assert (await nobody.ask(READ, id=order_gid(order)))["order"] is not None
    with travel(ends - now() + timedelta(seconds=2)):
        assert (await nobody.raw(READ, id=order_gid(order))).status_code == 401


@pytest.mark.parametrize("email", ["ada@example.com", "Ada@Example.COM", " ada@example.com "])
@pytest.mark.parametrize("typed", ["{}", " {} ", "lower"])
async def test_people_type_as_they_like(guest: Shopper, buy: Buy, email: str, typed: str) -> None:
    number = (await buy(guest)).number

    found = await lookup(guest, number.lower() if typed == "lower" else typed.format(number), email)

    assert found["order"]["number"] == number


@pytest.mark.parametrize(
    ("number", "email"),
    [
        (None, "eve@example.com"),
        ("YMA-2026-AAAAAAAA", "ada@example.com"),
        ("", "ada@example.com"),
        ("%", "ada@example.com"),
        ("' OR '1'='1", "ada@example.com"),
        ("x" * 100_000, "ada@example.com"),
        ("💥", "ada@example.com"),
        (None, "ada@example.comm"),
    ],
)
async def test_unknown_numbers_and_wrong_addresses_are_alike(
    guest: Shopper, buy: Buy, number: str | None, email: str
) -> None:
    order = await buy(guest)

    refused = await lookup(Shopper(guest.http), order.number if number is None else number, email)

    assert refused == {**NOT_FOUND}


async def test_an_order_whose_address_is_not_known_yet(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest, paid=False)
    await Order.filter(id=order.id).update(email=None)

    assert await lookup(guest, order.number) == NOT_FOUND


async def test_an_accounts_order_is_for_the_account(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    await Order.filter(id=order.id).update(user_id=(await ada()).user.id)

    assert await lookup(Shopper(guest.http), order.number) == NOT_FOUND


async def test_the_same_work_whether_there_is_an_order(
    guest: Shopper, buy: Buy, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    order = await buy(guest)
    nobody = Shopper(guest.http)

    with query_counter() as unknown:
        await lookup(nobody, order_number("YMA", 2026))
    with query_counter() as wrong:
        await lookup(nobody, order.number, "eve@example.com")

    assert len(unknown) == 1
    assert unknown.sql == wrong.sql


async def test_a_number_is_tried_ten_times(guest: Shopper, buy: Buy) -> None:
    order, other = await buy(guest), await buy(Shopper(guest.http))
    nobody = Shopper(guest.http)

    guesses = [await lookup(nobody, order.number, f"eve{guess}@example.com") for guess in range(11)]
    owner, elsewhere = await lookup(nobody, order.number), await lookup(nobody, other.number)

    assert [guess["__typename"] for guess in guesses] == ["NotFoundError"] * 10 + ["RateLimitedError"]
    assert owner["code"] == "RATE_LIMITED"
    assert 0 < owner["retryAfterSeconds"] <= 90
    assert elsewhere["__typename"] == "OrderLookup"
    with travel(timedelta(seconds=owner["retryAfterSeconds"])):
        assert (await lookup(nobody, order.number))["__typename"] == "OrderLookup"


async def test_an_address_asks_twenty_times(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    nobody = Shopper(guest.http)

    guesses = [(await lookup(nobody, order_number("YMA", 2026)))["__typename"] for _ in range(20)]

    assert set(guesses) == {"NotFoundError"}
    assert (await lookup(nobody, order.number))["__typename"] == "RateLimitedError"


async def test_finding_it_counts_for_no_guess(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)

    for _ in range(12):
        assert (await lookup(Shopper(guest.http), order.number))["__typename"] == "OrderLookup"


@pytest.mark.parametrize("variables", [{"email": "nobody"}, {"email": ""}, {"number": None}, {"number": "a\0b"}])
async def test_malformed_input(guest: Shopper, settings: Settings, variables: dict[str, Any]) -> None:
    _, code = await guest.refused(LOOKUP, **{"number": "YMA-2026-AAAAAAAA", "email": "ada@example.com", **variables})

    assert code == "BAD_USER_INPUT"
