"""`usersExport` and `promoCodesExport`: people and codes as spreadsheets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal

from commerce.checkout.carts import CartOwner
from core.clock import now
from models import CustomerFigures, CustomerTotals, PromoCode, PromoRedemption, Role, User
from tests.exports.conftest import PROMO_CODES, USERS, Account, Buy, SignIn
from tests.support.storefront import Shopper

Exported = Callable[..., Awaitable[list[dict[str, str]]]]


async def test_people_with_what_they_have_spent(guest: Shopper, admin: Account, exported: Exported) -> None:
    at = now()
    ada = await User.create(email="ada@example.com", name="=Ada", email_verified_at=at)
    await CustomerTotals.create(user=ada, order_count=3, last_order_at=at)
    for currency, spent in (("USD", 123456), ("JPY", 5000)):
        await CustomerFigures.create(user=ada, currency=currency, total_spent=spent, order_count=1)
    await User.create(email="bob@example.com", name="Bob", blocked_at=at, notes="secret")
    await User.create(email="gone@example.com", deleted_at=at)

    bob, first, staff = await exported(admin.shopper, USERS)

    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (first["email"], first["name"], first["role"], first["email_verified"]) == (
        "ada@example.com", "'=Ada", "user", "yes",
    )  # fmt: skip
    assert (first["orders"], first["last_order_at"], first["blocked_at"]) == ("3", moment, "")
    assert (first["spent_USD"], first["spent_USD_minor"], first["spent_JPY"], first["spent_EUR"]) == (
        "1234.56", "123456", "5000", "",
    )  # fmt: skip
    assert (bob["email"], bob["email_verified"], bob["blocked_at"], bob["orders"]) == (
        "bob@example.com", "no", moment, "0",
    )  # fmt: skip
    assert "secret" not in bob.values()
    assert staff["role"] == "admin"


async def test_filtered_as_the_list_is(guest: Shopper, admin: Account, exported: Exported, account: SignIn) -> None:
    ada, bob = await account(), await account()
    await User.filter(id=bob.user.id).update(blocked_at=now())
    await CustomerTotals.create(user=ada.user, order_count=1, last_order_at=now())

    async def found(**wanted: object) -> list[str]:
        return [row["email"] for row in await exported(admin.shopper, USERS, filter=wanted)]

    assert await found(blocked=True) == [bob.user.email]
    assert await found(hasOrders=True) == [ada.user.email]
    assert await found(role="ADMIN") == [admin.user.email]
    assert await found(search="USER", blocked=False) == [ada.user.email, admin.user.email]


async def test_codes_with_what_they_brought(
    guest: Shopper, buy: Buy, admin: Account, account: SignIn, exported: Exported
) -> None:
    ada = await account()
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    summer = await PromoCode.create(
        code="SUMMER", percent_off=Decimal("12.50"), stripe_promotion_code_id="promo_1", description="-10 for all"
    )
    await PromoRedemption.create(promo_code=summer, order=order)
    await PromoCode.create(code="WINTER", amount_off=500, currency="EUR", active=False, stripe_promotion_code_id="p2")
    await PromoCode.create(code="GONE", percent_off=5, deleted_at=now())

    winter, first = await exported(admin.shopper, PROMO_CODES)
    (active,) = await exported(admin.shopper, PROMO_CODES, active=True)

    assert active == first
    assert (first["code"], first["status"], first["percent_off"]) == ("SUMMER", "active", "12.50")
    assert (first["description"], first["redemptions"]) == ("'-10 for all", "1")
    assert (first["revenue_USD_minor"], first["revenue_EUR"]) == (str(order.total), "")
    assert (winter["status"], winter["amount_off"], winter["amount_off_minor"], winter["currency"]) == (
        "inactive", "5.00", "500", "EUR",
    )  # fmt: skip


async def test_who_may(guest: Shopper, admin: Account, account: SignIn) -> None:
    ada, root = await account(), await account(Role.SUPERADMIN)

    for mutation in (USERS, PROMO_CODES):
        assert (await ada.shopper.refused(mutation))[1] == "FORBIDDEN"
        assert (await Shopper(ada.shopper.http).refused(mutation))[1] == "UNAUTHENTICATED"
        assert (await root.shopper.ask(mutation))["export"]["status"] == "PENDING"
