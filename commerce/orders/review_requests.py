"""Asking how it turned out: once for an order, of those who agreed, and of nobody who has had trouble with it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog

from commerce.mail import mail_links, mails
from core.clock import now
from core.database import fetch, transaction
from emails.contexts import MailTemplate
from models import MailCategory

log = structlog.get_logger(__name__)

AFTER_PRINT, AFTER_FILES = timedelta(days=8), timedelta(days=2)
"""Since the prints were sent; since the files of an order without prints were ready."""
_TOO_LATE = timedelta(days=14)
"""After it was due: what was missed by then stays unasked."""
BATCH = 200

# An order with prints is asked about as prints, by when they were sent; one of files alone by when it was fulfilled,
# which is when the last of its files was ready.
_DUE = """
SELECT o.id, o.number, lower(o.email) AS email, o.locale, o.fulfillment_type <> 'digital' AS prints,
    ARRAY(SELECT DISTINCT l.title FROM order_lines l WHERE l.order_id = o.id AND l.refunded_quantity < l.quantity
          ORDER BY l.title LIMIT 10) AS titles
FROM orders o JOIN mail_preferences p ON p.email = lower(o.email) AND p.review_requests
    AND p.bounced_at IS NULL AND p.complained_at IS NULL
WHERE o.fulfillment_status = 'fulfilled' AND o.payment_status = 'paid' AND o.refunded = 0 AND o.canceled_at IS NULL
    AND o.held_reason IS NULL AND o.fulfilled_at BETWEEN $3 AND $2
    AND o.fulfilled_at <= CASE WHEN o.fulfillment_type = 'digital' THEN $2::timestamptz ELSE $1 END
    AND (o.fulfillment_type <> 'digital' OR o.fulfilled_at >= $6)
    AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.idempotency_key = 'review_request:' || o.id)
    AND NOT EXISTS (SELECT 1 FROM disputes d WHERE d.order_id = o.id)
    AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.recipient = lower(o.email) AND m.category = 'marketing'
        AND m.created_at > $4)
ORDER BY o.fulfilled_at LIMIT $5
"""


async def request() -> int:
    """Owe the requests that are due, the oldest first; how many."""
    at = now()
    prints, files = at - AFTER_PRINT, at - AFTER_FILES
    rows = await fetch(
        _DUE, prints, files, prints - _TOO_LATE, at - timedelta(hours=19), BATCH, files - _TOO_LATE
    )  # fmt: skip
    asked = 0
    written: set[str] = set()
    for row in rows:
        if row["email"] not in written:  # another order of theirs has its turn another day
            written.add(row["email"])
            asked += await _ask(row["id"], dict(row)) is not None
    return asked


async def _ask(order_id: UUID, row: dict[str, object]) -> UUID | None:
    context = {
        "number": row["number"],
        "titles": row["titles"],
        "prints": row["prints"],
        **mail_links.to_order(order_id),
    }
    async with transaction():
        return await mails.queue(
            MailTemplate.REVIEW_REQUEST,
            str(row["email"]),
            key=f"review_request:{order_id}",
            context=context,
            category=MailCategory.MARKETING,
            entity=mails.Entity("Order", order_id),
            locale=str(row["locale"]) if row["locale"] else None,
        )
