"""`shippingTiers`, `shippingTiersSet`: what sending prints costs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from models import AuditEntry, Order, Role, ShippingTier
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, session_of

SignIn = Callable[..., Awaitable[Account]]

TIERS = """
query ($currency: Currency) {
  shippingTiers(currency: $currency) { fromAmount { amount currency } rate { amount } label }
}
"""
SET = """
mutation ($currency: Currency!, $tiers: [ShippingTierInput!]!) {
  result: shippingTiersSet(currency: $currency, tiers: $tiers) {
    __typename
    ... on ShippingTiers { currency tiers { fromAmount { amount } rate { amount } label } }
    ... on CurrencyUnavailableError { currency available }
    ... on Error { code message path }
  }
}
"""
CART = (
    "{ cart { subtotal { amount } shipping { amount } total { amount } freeShippingRemaining { amount formatted } } }"
)


@pytest.fixture
async def admin(guest: Shopper, account: SignIn) -> Shopper:
    return (await account(Role.ADMIN)).shopper


async def tier_rows() -> Any:
    rows = [tuple(row.values()) for row in await ShippingTier.all().order_by("id").values()]
    return rows, await AuditEntry.all().count()


async def put(shopper: Shopper, *tiers: tuple[int, int], currency: str = "USD") -> dict[str, Any]:
    wanted = [{"fromAmount": reached, "rate": rate} for reached, rate in tiers]
    return dict((await shopper.ask(SET, currency=currency, tiers=wanted))["result"])


async def test_anybody_sees_them(guest: Shopper) -> None:
    usd = (await guest.ask(TIERS))["shippingTiers"]
    yen = (await guest.ask(TIERS, currency="JPY"))["shippingTiers"]
    none = (await guest.ask(TIERS, currency="CHF"))["shippingTiers"]

    assert [(tier["fromAmount"], tier["rate"]["amount"]) for tier in usd] == [
        ({"amount": 0, "currency": "USD"}, 999),
        ({"amount": 5000, "currency": "USD"}, 999),
        ({"amount": 15000, "currency": "USD"}, 0),
    ]
    assert (yen[-1]["fromAmount"], yen[-1]["label"]) == ({"amount": 22500, "currency": "JPY"}, "Free shipping")
    assert none == []


async def test_an_admin_sets_them_and_the_next_cart_follows(guest: Shopper, admin: Shopper) -> None:
    await guest.add(await guest.line("poster/8x10"), await guest.line("digital/8x10"))
    before = await tier_rows()

    result = await put(admin, (0, 500), (10_000, 0))
    cart = (await guest.ask(CART))["cart"]

    assert result["__typename"] == "ShippingTiers"
    assert [(tier["fromAmount"]["amount"], tier["rate"]["amount"], tier["label"]) for tier in result["tiers"]] == [
        (0, 500, "Standard shipping"),
        (10_000, 0, "Standard shipping"),
    ]
    poster = cart["subtotal"]["amount"] - 999
    missing = 10_000 - poster
    assert cart["shipping"] == {"amount": 500}
    assert cart["freeShippingRemaining"] == {"amount": missing, "formatted": f"${missing / 100:.2f}"}
    entry = await AuditEntry.get()
    assert (entry.action, entry.target_type) == ("shipping_tiers_set", "ShippingTiers")
    assert entry.before is not None
    assert entry.after is not None
    assert [tier["from_amount"] for tier in entry.before["tiers"]] == [0, 5000, 15000]
    assert [tier["rate"] for tier in entry.after["tiers"]] == [500, 0]
    kept = [row for row in before[0] if row[1] != "USD"]
    assert [row for row in (await tier_rows())[0] if row[1] != "USD"] == kept


async def test_the_same_again_is_no_change(admin: Shopper) -> None:
    await put(admin, (0, 500))
    before = await tier_rows()

    await put(admin, (0, 500))

    assert await tier_rows() == before


async def test_an_open_page_keeps_its_quote_until_the_cart_is_checked_out_anew(
    guest: Shopper, admin: Shopper, stripe_sandbox: StripeSandbox
) -> None:
    await guest.add(await guest.line("poster/8x10"))
    first = await guest.checkout()
    await put(admin, (0, 1))
    open_page = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(first)}")

    second = await guest.checkout()
    third = await guest.checkout()

    assert (open_page["status"], open_page["total_details"]["amount_shipping"]) == ("open", 999)
    closed = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(first)}")
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(second)}")
    assert (closed["status"], session["status"]) == ("expired", "open")
    assert session["total_details"]["amount_shipping"] == 1
    assert third["sessionUrl"] == second["sessionUrl"]
    assert [order.shipping for order in await Order.all().order_by("id")] == [999, 1]


async def test_a_digital_cart_keeps_its_page_whatever_prints_cost_to_send(
    guest: Shopper, admin: Shopper, stripe_sandbox: StripeSandbox
) -> None:
    await guest.add(await guest.line("digital/8x10"))
    first = await guest.checkout()

    await put(admin, (0, 1))

    assert (await guest.checkout())["sessionUrl"] == first["sessionUrl"]


@pytest.mark.parametrize(("currency", "rate"), [("ISK", 150), ("KWD", 1_234)])
async def test_what_nobody_could_be_charged(admin: Shopper, currency: str, rate: int) -> None:
    refused = await put(admin, (0, rate), currency=currency)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["tiers", "0", "rate"])


@pytest.mark.parametrize(
    ("path", "tiers"),
    [
        (["tiers"], []),
        (["tiers"], [(reached, 1) for reached in range(6)]),
        (["tiers", "0", "fromAmount"], [(1, 500)]),
        (["tiers", "0", "fromAmount"], [(-1, 500)]),
        (["tiers", "1", "fromAmount"], [(0, 500), (0, 400)]),
        (["tiers", "2", "fromAmount"], [(0, 500), (200, 400), (100, 0)]),
        (["tiers", "1", "fromAmount"], [(0, 500), (2**31 - 1, 0)]),
        (["tiers", "0", "rate"], [(0, -1)]),
        (["tiers", "0", "rate"], [(0, 100_000_000)]),
    ],
)
async def test_what_can_never_be_right(admin: Shopper, path: list[str], tiers: list[tuple[int, int]]) -> None:
    before = await tier_rows()

    refused = await put(admin, *tiers)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", path)
    assert await tier_rows() == before


@pytest.mark.parametrize("label", ["", "   ", "x" * 61])
async def test_a_label_that_nobody_can_read(admin: Shopper, label: str) -> None:
    before = await tier_rows()

    tier = {"fromAmount": 0, "rate": 1, "label": label}
    refused = (await admin.ask(SET, currency="USD", tiers=[tier]))["result"]

    assert refused["path"] == ["tiers", "0", "label"]
    assert await tier_rows() == before


async def test_a_currency_in_which_nothing_is_sold(admin: Shopper) -> None:
    before = await tier_rows()

    refused = await put(admin, (0, 500), currency="CHF")

    assert refused["__typename"] == "CurrencyUnavailableError"
    assert (refused["currency"], refused["available"]) == ("CHF", ["EUR", "GBP", "JPY", "USD"])
    assert refused["message"] == "Nothing has a price in CHF. Set prices in it first."
    assert await tier_rows() == before


async def test_ten_admins_at_once_leave_the_tiers_of_one(admin: Shopper) -> None:
    results = await asyncio.gather(*(put(admin, (0, rate), (rate, 0)) for rate in range(100, 110)))

    assert {result["__typename"] for result in results} == {"ShippingTiers"}
    first, second = await ShippingTier.filter(currency="USD").order_by("from_amount")
    assert (first.from_amount, first.rate, second.rate) == (0, second.from_amount, 0)
    assert await AuditEntry.all().count() == 10


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_somebody_without_the_permission_changes_nothing(
    guest: Shopper, account: SignIn, role: Role | None
) -> None:
    shopper = guest if role is None else (await account(role)).shopper
    before = await tier_rows()

    _, code = await shopper.refused(SET, currency="USD", tiers=[{"fromAmount": 0, "rate": 0}])

    assert code == ("UNAUTHENTICATED" if role is None else "FORBIDDEN")
    assert await tier_rows() == before
