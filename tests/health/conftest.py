"""Things that go wrong, written as rows, at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from commerce import outbox
from commerce.operations import health
from commerce.operations.health import Finding, HealthKind
from core.clock import now
from core.ids import new_id, secret_token
from models import Download, InboxEvent, Mail, Order, OrderLine, OutboxMessage
from tests.refunds.conftest import till
from tests.support.shoppers import account, guest

__all__ = ["account", "guest", "till"]


def ago(**length: float) -> datetime:
    """`ago(hours=2)`"""
    return now() - timedelta(**length)


@dataclass
class Shop:
    """Writes rows."""

    async def order(self, moment: datetime, **more: Any) -> Order:
        """A digital order that was paid then, with one line; in processing."""
        facts = {
            "fulfillment_type": "digital", "fulfillment_status": "processing", "payment_status": "paid",
            "paid_at": moment, **more,
        }  # fmt: skip
        order = await Order.create(
            id=new_id(), created_at=moment, number=f"T-{secret_token()[:16]}", email="ada@example.com", currency="USD",
            subtotal=1000, total=1000, fingerprint="", success_url="", cancel_url="", checkout_params={},
            checkout_expires_at=moment, **facts,
        )  # fmt: skip
        await OrderLine.create(
            order=order, position=0, cart_identity="", title="", description="", product_type="digital",
            fulfillment_type=facts["fulfillment_type"], quantity=1, unit_price=1000, total=1000,
        )  # fmt: skip
        return order

    async def file(self, order: Order, status: str, kind: str = "customer") -> Download:
        """A file of the order's line, as old as the order."""
        return await Download.create(
            order=order, order_line=await OrderLine.get(order=order), kind=kind, format="png", file_name="a.png",
            mime_type="image/png", status=status, created_at=order.created_at,
        )  # fmt: skip

    async def event(self, moment: datetime, *, given_up: bool = False, **more: Any) -> InboxEvent:
        """An event that came then, with the message that it is owed by."""
        event = await InboxEvent.create(
            id=new_id(), created_at=moment, source="stripe", event_id=f"evt_{secret_token()[:16]}",
            **{"type": "customer.created", "payload": {"data": {"object": {}}}, **more},
        )  # fmt: skip
        if event.processed_at is None:
            await self.work(moment, outbox.PROCESS_INBOX_EVENT, event.id, given_up=given_up, id=event.id)
        return event

    async def work(
        self, moment: datetime, actor: str = outbox.CLEAR_UPLOAD, key: UUID | None = None, *, given_up: bool = False,
        **more: Any,
    ) -> OutboxMessage:  # fmt: skip
        """Owed since then: given up, or else to be tried in an hour."""
        facts = {"available_at": ago(hours=-1), "failed_at": moment if given_up else None, "attempts": 3, **more}
        return await OutboxMessage.create(
            created_at=moment, actor=actor, args=[str(key or new_id())], last_error="it does not answer", **facts
        )

    async def mail(self, moment: datetime, status: str) -> Mail:
        """To be sent then."""
        return await Mail.create(
            created_at=moment, template="verify_email", recipient="ada@example.com", category="transactional",
            status=status, idempotency_key=secret_token(), scheduled_at=moment,
        )  # fmt: skip


@pytest.fixture
def shop(db: None) -> Shop:
    return Shop()


async def found() -> dict[HealthKind, Finding]:
    """What is wrong, by kind."""
    return {each.kind: each for each in await health.findings()}
