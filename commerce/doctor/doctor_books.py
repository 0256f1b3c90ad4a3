"""The books against themselves: customers' figures, orders' refunded and lost sums, lines' shares. In SQL, whole."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from uuid import UUID

from commerce import outbox
from commerce.doctor.doctor_findings import Finding
from commerce.files import downloads
from commerce.orders import orders
from commerce.payments import customer_figures, order_balance
from commerce.payments.disputes import OPEN
from commerce.payments.order_figures import was_paid
from commerce.payments.refunds import CALL
from core.clock import now
from core.database import execute, fetch, transaction
from models import Dispute, Order, Refund, RefundStatus


async def examine() -> AsyncIterator[Finding]:
    """What does not add up."""
    for part in (_figures, _sums, _states, _lines, _allocations, _stuck_refunds, _given_up):
        async for finding in part():
            yield finding


async def _figures() -> AsyncIterator[Finding]:
    for row in await customer_figures.wrong():
        yield Finding(
            f"account {row['user_id']}",
            f"spent {row['stored_spent']} {row['currency']} in {row['stored_orders']} orders, the last"
            f" {row['stored_last']}; its orders say {row['spent']} in {row['orders']}, the last {row['last']}",
            partial(customer_figures.recompute, row["user_id"], row["currency"]),
        )
    for row in await customer_figures.wrong_totals():
        yield Finding(
            f"account {row['user_id']}",
            f"bought {row['stored_orders']} times, the last {row['stored_last']}; its figures say {row['orders']}, the"
            f" last {row['last']}",
            partial(customer_figures.recompute_totals, row["user_id"]),
        )


_SUMS = """
SELECT o.id, o.number, o.refunded, o.lost,
    COALESCE((SELECT sum(amount) FROM refunds r
              WHERE r.order_id = o.id AND r.status IN ('pending', 'succeeded')), 0)::bigint AS refunds,
    COALESCE((SELECT sum(lost) FROM disputes d WHERE d.order_id = o.id), 0)::bigint AS disputes
FROM orders o WHERE $1::uuid IS NULL OR o.id = $1
"""
_WRONG_SUMS = f"SELECT * FROM ({_SUMS}) AS sums WHERE refunded <> refunds OR lost <> disputes ORDER BY id"  # noqa: S608


async def _sums() -> AsyncIterator[Finding]:
    for row in await fetch(_WRONG_SUMS, None):
        yield Finding(
            f"order {row['number']}",
            f"refunded {row['refunded']} and lost {row['lost']}, its refunds and disputes say {row['refunds']}"
            f" and {row['disputes']}",
            partial(_mend_sums, row["id"]),
        )


async def _mend_sums(order_id: UUID) -> None:
    async with transaction():
        order = await orders.lock(order_id)
        if order is None or not was_paid(order):
            return
        for row in await fetch(_WRONG_SUMS, order_id):
            await order_balance.move(
                order, refunded=row["refunds"] - row["refunded"], lost=row["disputes"] - row["lost"]
            )


_PAID = "('paid', 'partially_refunded', 'refunded', 'disputed')"


async def _states() -> AsyncIterator[Finding]:
    """Few orders are anything but simply paid, so they are looked at one by one."""
    rows = await fetch(
        f"SELECT id FROM orders WHERE payment_status IN {_PAID} AND (payment_status <> 'paid' OR refunded > 0"  # noqa: S608
        " OR lost > 0 OR EXISTS (SELECT 1 FROM disputes d WHERE d.order_id = orders.id)) ORDER BY id"
    )
    for row in rows:
        order = await Order.get(id=row["id"])
        expected = "disputed" if await _is_disputed(order) else order_balance.standing(order).value
        if order.payment_status.value != expected:
            problem = f"the payment is {order.payment_status.value}, its amounts say {expected}"
            yield Finding(f"order {order.number}", problem, partial(_mend_state, order.id))


async def _is_disputed(order: Order) -> bool:
    return await Dispute.filter(order=order, status__in=OPEN).exists()


async def _mend_state(order_id: UUID) -> None:
    async with transaction():
        order = await orders.lock(order_id)
        if order is not None and was_paid(order):
            await order_balance.settle(order, disputed=await _is_disputed(order))
            await downloads.resume(order)


_LINES = """
SELECT l.id, l.position, o.number, l.refunded, l.refunded_quantity,
    COALESCE(sum(rl.amount), 0)::bigint AS amount, COALESCE(sum(rl.quantity), 0)::bigint AS quantity
FROM order_lines l JOIN orders o ON o.id = l.order_id
LEFT JOIN (refund_lines rl JOIN refunds r ON r.id = rl.refund_id AND r.status IN ('pending', 'succeeded'))
    ON rl.order_line_id = l.id
GROUP BY l.id, o.number
HAVING l.refunded <> COALESCE(sum(rl.amount), 0) OR l.refunded_quantity <> COALESCE(sum(rl.quantity), 0)
ORDER BY o.number, l.position
"""
_MEND_LINE = """
UPDATE order_lines l SET refunded = s.amount, refunded_quantity = s.quantity
FROM (SELECT COALESCE(sum(rl.amount), 0) AS amount, COALESCE(sum(rl.quantity), 0) AS quantity
      FROM refund_lines rl JOIN refunds r ON r.id = rl.refund_id
      WHERE rl.order_line_id = $1 AND r.status IN ('pending', 'succeeded')) AS s
WHERE l.id = $1
"""


async def _lines() -> AsyncIterator[Finding]:
    for row in await fetch(_LINES):
        yield Finding(
            f"order {row['number']}, line {row['position'] + 1}",
            f"refunded {row['refunded']} for {row['refunded_quantity']}, its refunds say {row['amount']}"
            f" for {row['quantity']}",
            partial(_mend_line, row["id"]),
        )


async def _mend_line(line_id: UUID) -> None:
    async with transaction():
        (row,) = await fetch("SELECT order_id FROM order_lines WHERE id = $1", line_id)
        order = await orders.lock(row["order_id"])
        await execute(_MEND_LINE, line_id)
        if order is not None:
            await downloads.resume(order)


_ALLOCATIONS = f"""
SELECT o.number, o.subtotal, o.discount, o.tax, o.shipping, sum(l.total) AS lines, sum(l.discount) AS discounts,
    sum(l.tax) AS taxes, sum(l.shipping) AS shippings
FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id WHERE o.payment_status IN {_PAID} GROUP BY o.id
HAVING (o.subtotal, o.discount, o.tax, o.shipping) IS DISTINCT FROM
    (sum(l.total), sum(l.discount), sum(l.tax), sum(l.shipping))
ORDER BY o.number
"""  # noqa: S608 (the states above)


async def _allocations() -> AsyncIterator[Finding]:
    """Frozen when the order was paid: a difference is somebody's to explain, not ours to mend."""
    for row in await fetch(_ALLOCATIONS):
        parts = {"subtotal": "lines", "discount": "discounts", "tax": "taxes", "shipping": "shippings"}
        wrong = [name for name, part in parts.items() if row[name] != row[part]]
        problems = [f"{name} {row[name]} is split into {row[parts[name]]}" for name in wrong]
        yield Finding(f"order {row['number']}", "; ".join(problems))


_STUCK = """
SELECT r.id, o.number, r.amount, r.created_at FROM refunds r JOIN orders o ON o.id = r.order_id
WHERE r.status = 'pending' AND r.stripe_refund_id IS NULL AND r.created_at < $1 AND NOT EXISTS (
    SELECT 1 FROM outbox_messages m
    WHERE m.actor = $2 AND m.failed_at IS NULL AND m.args = jsonb_build_array(r.id::text))
ORDER BY r.id
"""


async def _stuck_refunds() -> AsyncIterator[Finding]:
    for row in await fetch(_STUCK, now() - 2 * CALL, outbox.FINISH_REFUND):
        problem = f"the refund of {row['amount']} of {row['created_at']:%Y-%m-%d %H:%M} was never finished"
        yield Finding(f"order {row['number']}", problem, partial(_finish, row["id"]))


async def _finish(refund_id: UUID) -> None:
    async with transaction():
        if await Refund.filter(id=refund_id, status=RefundStatus.PENDING, stripe_refund_id=None).exists():
            await outbox.enqueue(outbox.FINISH_REFUND, refund_id)


async def _given_up() -> AsyncIterator[Finding]:
    rows = await fetch(
        "SELECT actor, count(*) AS n, max(last_error) AS error FROM outbox_messages WHERE failed_at IS NOT NULL"
        " GROUP BY actor ORDER BY actor"
    )
    for row in rows:
        yield Finding(f"work {row['actor']}", f"given up {row['n']} times; such as: {row['error']}")
