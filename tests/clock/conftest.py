"""A shop whose clock a test moves: a worker that does what is due, customers, and everybody's mailbox."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters import Adapters
from adapters.mail.folder import FolderMailer
from commerce.checkout import cart_reminders, carts
from commerce.checkout.carts import CartOwner
from commerce.mail import mail_preferences
from commerce.operations import alert_messages, alert_notices
from commerce.payments import payments
from commerce.reporting import digest
from core.clock import now, travel
from core.database import execute, transaction
from core.settings import Settings
from models import Cart, Download, DownloadStatus, FulfillmentStatus, Mail, Order
from tasks.outbox import run_due
from tasks.recurring import plan_recurring
from tests.commerce.conftest import SmallShop
from tests.commerce.conftest import shop as small_shop
from tests.commerce.paying import paid_session, place_order

__all__ = ["small_shop"]

START = datetime(2031, 3, 3, 12, 0, tzinfo=UTC)
"""A Monday's noon."""
ADA, BOSS = "ada@example.com", "boss@example.com"


def at(moment: datetime) -> AbstractContextManager[None]:
    """The clock shows `moment`, and goes on."""
    return travel(moment - now())


@dataclass
class Town:
    """The shop and who lives around it."""

    shop: SmallShop
    adapters: Adapters

    async def work(self, rounds: int = 50) -> int:
        return await run_due(self.adapters, rounds=rounds)

    async def agree(self, email: str = ADA) -> None:
        await mail_preferences.choose(email, "link", marketing=True, review_requests=True)

    async def leave_cart(self, email: str | None = ADA, **line: Any) -> tuple[CartOwner, Cart]:
        """Somebody puts a poster into a cart, says who they are, and goes away."""
        owner = await self.shop.cart_of(self.shop.line(**line))
        cart = await carts.find(owner)
        assert cart is not None
        await Cart.filter(id=cart.id).update(email=email)
        return owner, cart

    async def buy(self, owner: CartOwner, email: str = ADA) -> Order:
        order = await place_order(owner, email=email)
        async with transaction():
            locked = await Order.filter(id=order.id).select_for_update().get()
            await payments.mark_paid(locked, paid_session(order))
        return await Order.get(id=order.id)

    async def fulfil(self, order: Order) -> None:
        """As if its files had been drawn, or its prints sent."""
        await Download.filter(order=order).update(status=DownloadStatus.READY, ready_at=now())
        await execute("DELETE FROM outbox_messages WHERE actor = 'render_download'")
        await Order.filter(id=order.id).update(fulfillment_status=FulfillmentStatus.FULFILLED, fulfilled_at=now())


@pytest.fixture
async def town(
    small_shop: SmallShop, adapters: Adapters, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Town:
    changed = settings.model_copy(update={"data_dir": tmp_path, "alert_emails": (BOSS,)})
    for module in (alert_messages, alert_notices, cart_reminders, digest):
        if hasattr(module, "settings"):
            monkeypatch.setattr(module, "settings", lambda: changed)
    return Town(small_shop, replace(adapters, mailer=FolderMailer(changed)))


async def posted(*templates: str, to: str | None = None) -> list[tuple[str, str]]:
    """Mails that went out, oldest first: template and recipient."""
    found = Mail.filter(status="sent").order_by("sent_at", "id")
    if templates:
        found = found.filter(template__in=templates)
    if to is not None:
        found = found.filter(recipient=to)
    return [(mail.template, mail.recipient) for mail in await found]


async def plan(moment: datetime = START) -> None:
    with at(moment):
        await plan_recurring()
