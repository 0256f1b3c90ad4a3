"""A till: shoppers pay at the sandbox, its webhooks arrive, and a worker does what they bring, short of drawing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from adapters import Adapters
from commerce import outbox
from commerce.payments import customer_figures
from core.clock import now
from core.database import execute, fetch
from core.ids import to_global_id
from models import Order, OrderEvent
from tasks.outbox import run, take_due
from tests.support.outside import StripeSandbox
from tests.support.storefront import Shopper, session_of

_SLOW = frozenset({outbox.RENDER_DOWNLOAD, outbox.SEND_MAIL})


_AGAIN = """
UPDATE outbox_messages SET available_at = $1 WHERE actor = $2 AND failed_at IS NULL AND available_at > $1
"""


@dataclass
class Till:
    """`await till.buy(shopper, "digital/8x10")`, then `await till.news()` after whatever happened at Stripe."""

    stripe: StripeSandbox
    adapters: Adapters

    async def buy(
        self, shopper: Shopper, *lines: str | dict[str, Any], card: str = "pm_card_visa", **paying: Any
    ) -> Order:
        """An order of those lines, paid, with everything that follows from it done."""
        chosen = [each if isinstance(each, dict) else await shopper.line(each) for each in lines or ("digital/8x10",)]
        await shopper.add(*chosen)
        checkout = await shopper.checkout()
        assert checkout["__typename"] == "Checkout", checkout
        shopper.cart_token = None
        await self.pay(session_of(checkout), card, **paying)
        await self.news()
        return await Order.get(number=checkout["order"]["number"])

    async def pay(self, session_id: str, card: str = "pm_card_visa", **paying: Any) -> None:
        """Pay on the hosted page, without a browser."""
        form = {"payment_method": card, "email": "ada@example.com", **paying}
        await self.stripe.call("POST", f"/v1/payment_pages/{session_id}/confirm", form)

    async def news(self, *, without: Collection[str] = _SLOW) -> None:
        """Let every webhook arrive and do all work that is due, except of some kinds. Events that came too early,
        or while Stripe was away, are taken in hand again at once.
        """
        for _ in range(20):
            await self.stripe.control("POST", "/webhooks/deliver")
            done = await self.work(without=without)
            if not done and not await execute(_AGAIN, now(), outbox.PROCESS_INBOX_EVENT):
                return

    async def work(self, *, without: Collection[str] = _SLOW) -> int:
        """Do the work that is due, except of some kinds; how much that was."""
        done, left = 0, []
        while due := await take_due():
            for message in due:
                if message.actor in without:
                    left.append(message.id)
                else:
                    await run(message.id, self.adapters)
                    done += 1
        await execute("UPDATE outbox_messages SET available_at = $1 WHERE id = ANY($2::uuid[])", now(), left)
        return done

    async def refunds_at_stripe(self, order: Order) -> list[tuple[int, str]]:
        """Amounts and statuses of the payment's refunds, oldest first."""
        found = await self.stripe.call("GET", f"/v1/refunds?payment_intent={order.payment_intent_id}&limit=100")
        return [(refund["amount"], refund["status"]) for refund in found["data"]][::-1]

    async def charge(self, order: Order) -> dict[str, Any]:
        """The charge that paid an order."""
        intent = await self.stripe.call("GET", f"/v1/payment_intents/{order.payment_intent_id}")
        return await self.stripe.call("GET", f"/v1/charges/{intent['latest_charge']}")


async def happened(order: Order) -> list[str]:
    """The types of an order's timeline, oldest first, from the payment on."""
    kinds = [event.type for event in await OrderEvent.filter(order=order).order_by("id")]
    return kinds[kinds.index("order_paid") + 1 :] if "order_paid" in kinds else kinds


def gid(order: Order) -> str:
    """An order's global id."""
    return to_global_id("Order", order.id)


_ODD_FIGURES = """
SELECT u.id FROM users u
LEFT JOIN (SELECT user_id, currency, sum(total - refunded - lost) AS spent, count(*) AS orders FROM orders
           WHERE payment_status NOT IN ('pending', 'failed') GROUP BY user_id, currency) o ON o.user_id = u.id
FULL JOIN customer_figures f ON f.user_id = u.id AND f.currency = o.currency
WHERE COALESCE(o.spent, 0) <> COALESCE(f.total_spent, 0) OR COALESCE(o.orders, 0) <> COALESCE(f.order_count, 0)
"""
_ODD_ORDERS = """
SELECT o.number FROM orders o WHERE
    o.refunded <> COALESCE((SELECT sum(r.amount) FROM refunds r
                            WHERE r.order_id = o.id AND r.status IN ('pending', 'succeeded')), 0)
    OR o.lost <> COALESCE((SELECT sum(d.lost) FROM disputes d WHERE d.order_id = o.id), 0)
    OR EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND (l.refunded, l.refunded_quantity) <>
        (SELECT COALESCE(sum(rl.amount), 0), COALESCE(sum(rl.quantity), 0) FROM refund_lines rl
         JOIN refunds r ON r.id = rl.refund_id
         WHERE rl.order_line_id = l.id AND r.status IN ('pending', 'succeeded')))
"""


async def books_balance() -> None:
    """Every stored figure is the sum of its rows."""
    assert [row["id"] for row in await fetch(_ODD_FIGURES)] == []
    assert await customer_figures.wrong_totals() == []
    assert [row["number"] for row in await fetch(_ODD_ORDERS)] == []
