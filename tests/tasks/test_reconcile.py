"""The recurring reconciler, end to end: nothing but a worker's clock, and the order is paid."""

from __future__ import annotations

from datetime import timedelta

from core.clock import travel
from models import Order, OutboxMessage, PaymentStatus
from tasks.recurring import plan_recurring
from tests.reconciler.conftest import Silence, account, guest, silence

__all__ = ["account", "guest", "silence"]


async def test_a_worker_finds_the_payment_by_itself(silence: Silence) -> None:
    _, order, session_id = await silence.check_out()
    await plan_recurring()
    await silence.run_outbox()
    await silence.pay(session_id)
    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PENDING

    with travel(timedelta(minutes=15)):
        await silence.run_outbox()

    assert (await Order.get(id=order.id)).payment_status is PaymentStatus.PAID
    assert await OutboxMessage.filter(actor="reconcile", failed_at=None).count() == 1
