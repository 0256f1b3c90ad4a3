"""Rows for every list, as many as are asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from commerce.accounts import sessions
from commerce.accounts.sessions import Client
from core.clock import now
from core.database import transaction
from core.ids import new_id, secret_token
from core.settings import settings
from core.tokens import tokens
from models import (
    Alert,
    AlertKind,
    ApiKey,
    CartRecovery,
    PromoCode,
    PromoRedemption,
    Role,
    ShippingTier,
    User,
)
from tasks import recurring
from tests.health.conftest import Shop
from tests.support.shoppers import account, guest

__all__ = ["account", "guest"]

Make = Callable[[User, int], Awaitable[None]]
"""`await make(viewer, 5)`: five rows more, each hanging on others of its own."""


async def account_sessions(viewer: User, count: int) -> None:
    for number in range(count):
        async with transaction():
            await sessions.begin(viewer, Client("127.0.0.1", f"browser {number}"), tokens(settings()))


async def api_keys(viewer: User, count: int) -> None:
    del viewer
    for _ in range(count):
        owner = await User.create(email=f"{secret_token()}@example.com", role=Role.ADMIN)
        await ApiKey.create(user=owner, name="a script", prefix="yma_1234", key_hash=secret_token())


async def alerts(viewer: User, count: int) -> None:
    del viewer
    for number in range(count):
        order = await Shop().order(now() - timedelta(minutes=number))
        await Alert.create(kind=AlertKind.NEW_ORDER, dedupe_key=secret_token(), title="A new order.", order=order)


async def promo_codes(viewer: User, count: int) -> None:
    del viewer
    for number in range(count):
        code = await PromoCode.create(
            code=f"CODE-{secret_token()[:8].upper()}", percent_off=10, stripe_promotion_code_id=secret_token()
        )
        order = await Shop().order(now() - timedelta(minutes=number))
        await PromoRedemption.create(promo_code=code, order=order)


async def shipping_tiers(viewer: User, count: int) -> None:
    del viewer
    for number in range(count):
        await ShippingTier.create(
            currency="USD", from_amount=100_000 + number + await ShippingTier.all().count(), rate=1
        )


async def webhook_events(viewer: User, count: int) -> None:
    del viewer
    for number in range(count):
        moment = now() - timedelta(hours=3, minutes=number)
        await Shop().event(moment, given_up=True)
        await Shop().event(moment, processed_at=moment)
        await Shop().event(moment)


async def failed_work(viewer: User, count: int) -> None:
    del viewer
    for number in range(count):
        await Shop().work(now() - timedelta(minutes=number), given_up=True)


async def scheduled_jobs(viewer: User, count: int) -> None:
    del viewer, count
    await recurring.plan_recurring()


async def cart_recoveries(viewer: User, count: int) -> None:
    del viewer
    for number in range(count):
        order = await Shop().order(now() - timedelta(minutes=number))
        await CartRecovery.create(first_cart_id=new_id(), stage=1, order=order, recovered_at=now())


async def fulfillment_queue(viewer: User, count: int) -> None:
    """Each three times: free, the viewer's, and that of somebody else for each."""
    for number in range(count):
        moment, until = now() - timedelta(minutes=number), now() + timedelta(hours=1)
        other = await User.create(email=f"{secret_token()}@example.com", role=Role.ADMIN)
        for claim in ({}, *({"claimed_by_id": each.id, "claimed_until": until} for each in (viewer, other))):
            await Shop().order(moment, fulfillment_type="physical", **claim)
