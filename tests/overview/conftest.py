"""Rows of a shop's history, written as they would have come to be, at any time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from commerce.reporting import milestones, overview
from commerce.reporting.overview import Figures, Overview, Period
from core.clock import now, travel
from core.database import execute
from core.ids import new_id, secret_token
from core.settings import Settings
from core.settings import settings as read_settings
from models import Dispute, Milestone, MilestoneKind, Order, OrderLine, PromoCode, PromoRedemption, Refund
from tests.support.shoppers import account, guest

__all__ = ["account", "guest"]


def at(text: str) -> datetime:
    """`2026-03-29 01:30`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@contextmanager
def it_is(moment: datetime) -> Iterator[None]:
    """The clock shows that time."""
    with travel(moment - now()):
        yield


@dataclass
class Books:
    """Writes rows. Amounts in minor units."""

    async def paid(
        self,
        moment: datetime,
        *,
        subtotal: int = 1000,
        discount: int = 0,
        shipping: int = 0,
        tax: int = 0,
        currency: str = "USD",
        email: str | None = "ada@example.com",
        product_id: UUID | None = None,
        quantity: int = 1,
        code: PromoCode | None = None,
        **more: Any,
    ) -> Order:
        """An order of one line, paid at that time."""
        order = await Order.create(
            id=new_id(), created_at=moment, number=f"T-{secret_token()[:16]}", email=email, currency=currency,
            fulfillment_type="digital", payment_status="paid", subtotal=subtotal, discount=discount, shipping=shipping,
            tax=tax, total=subtotal - discount + shipping + tax, fingerprint="", success_url="", cancel_url="",
            checkout_params={}, checkout_expires_at=moment, paid_at=moment, promo_code=code.code if code else None,
            **more,
        )  # fmt: skip
        await OrderLine.create(
            order=order, position=0, product_id=product_id, cart_identity="", title="", description="",
            product_type="digital", fulfillment_type="digital", quantity=quantity, unit_price=subtotal // quantity,
            total=subtotal, discount=discount, tax=tax, shipping=shipping,
        )  # fmt: skip
        if code is not None:
            await PromoRedemption.create(promo_code=code, order=order, created_at=moment)
        with it_is(moment):
            await milestones.note_customer(order)
        return order

    async def refund(self, order: Order, moment: datetime, amount: int, status: str = "succeeded") -> Refund:
        """Counted in the order, too, unless it failed."""
        refund = await Refund.create(order=order, amount=amount, status=status, created_at=moment)
        if status in {"pending", "succeeded"}:
            await execute("UPDATE orders SET refunded = refunded + $2 WHERE id = $1", order.id, amount)
        return refund

    async def lose(self, order: Order, moment: datetime, amount: int) -> Dispute:
        """A dispute that the bank has decided for the customer."""
        await execute("UPDATE orders SET lost = lost + $2 WHERE id = $1", order.id, amount)
        return await Dispute.create(
            order=order, stripe_dispute_id=f"du_{secret_token()[:16]}", amount=amount, currency=order.currency,
            reason="fraudulent", status="lost", lost=amount, as_of=moment, closed_at=moment,
        )  # fmt: skip

    async def cart(
        self, moment: datetime, *, checkout: bool = False, paid: bool = False, currency: str = "USD"
    ) -> UUID:
        """That a cart was made, and how far it came; its id."""
        cart_id = new_id()
        kinds = [MilestoneKind.CART, *([MilestoneKind.CHECKOUT] if checkout or paid else [])]
        with it_is(moment):
            for kind in [*kinds, *([MilestoneKind.PURCHASE] if paid else [])]:
                await milestones.note(kind, cart_id, currency)
        return cart_id


@pytest.fixture
async def books(catalog: None) -> Books:
    await Milestone.all().delete()
    return Books()


@pytest.fixture
def in_zone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`in_zone("Europe/Berlin")`: the shop is there from now on."""

    def move(name: str) -> None:
        monkeypatch.setenv("SHOP_TIMEZONE", name)
        read_settings.cache_clear()

    yield move
    monkeypatch.undo()
    read_settings.cache_clear()


async def look(first: str, last: str, currency: str | None = None) -> Overview:
    """The overview of those days."""
    from datetime import date

    return await overview.overview(Period(date.fromisoformat(first), date.fromisoformat(last)), currency)


async def figures(first: str, last: str, currency: str = "USD") -> Figures:
    """One currency's, of those days."""
    return (await look(first, last, currency)).currencies[0].current
