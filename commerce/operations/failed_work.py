"""Owed work that was given up, tried once more by staff."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import orjson

from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import NotFound
from core.clock import now
from core.database import execute, fetch, transaction
from models import OutboxMessage

_LOCK = "SELECT actor, args, attempts, failed_at FROM outbox_messages WHERE id = $1 FOR UPDATE"
_AGAIN = """
UPDATE outbox_messages SET failed_at = NULL, running_until = NULL, attempts = 0, deaths = 0, published = 0,
    available_at = $2
WHERE id = $1
"""
# What giving up has marked failed, or as told, would be passed over. The key is one thing's only, whichever table it is
# in.
_REVIVE = (
    "UPDATE mails SET status = 'pending' WHERE id = $1 AND status = 'failed'",
    "UPDATE downloads SET status = 'pending' WHERE id = $1 AND status = 'failed'",
    "UPDATE jobs SET state = 'pending', error = NULL, finished_at = NULL WHERE id = $1 AND state = 'failed'",
    "UPDATE promo_codes SET pushed_revision = revision - 1 WHERE id = $1 AND pushed_revision = revision",
)
_REVIVE_DELIVERY = """
UPDATE webhook_deliveries d SET status = 'pending', tries = 0, next_attempt_at = $2 FROM webhook_endpoints e
WHERE d.id = $1 AND d.status = 'failed' AND e.id = d.endpoint_id AND e.disabled_at IS NULL
"""


async def retry(message_id: UUID, actor: Actor) -> OutboxMessage:
    """Have work that was given up begun again at once, with all its attempts. Work that is not given up is left alone.

    Raises:
        NotFound: also once it is done.
    """
    async with transaction():
        rows = await fetch(_LOCK, message_id)
        if not rows:
            raise NotFound("FailedWork", path=("id",))
        (row,) = rows
        if row["failed_at"] is not None:
            key = UUID(orjson.loads(row["args"])[0])
            for statement in _REVIVE:
                await execute(statement, key)
            await execute(_REVIVE_DELIVERY, key, now())
            await execute(_AGAIN, message_id, now())
            before = {"job": row["actor"], "attempts": row["attempts"], "failed_at": row["failed_at"].isoformat()}
            await audit.record(actor, "work_retry", Target("FailedWork", message_id), before, {"job": row["actor"]})
        return await OutboxMessage.get(id=message_id)


@dataclass(frozen=True)
class Subject:
    """What work is about: `Subject("Order", …)`."""

    type: str
    id: UUID


_SUBJECTS = {
    outbox.PROCESS_INBOX_EVENT: "WebhookEvent",
    outbox.RENDER_DOWNLOAD: "Download",
    outbox.FINISH_REFUND: "Refund",
    outbox.CLOSE_CHECKOUT: "Order",
    outbox.RECONCILE_ORDER: "Order",
    outbox.PUSH_PROMO_CODE: "PromoCode",
    outbox.SEND_MAIL: "Mail",
    outbox.EXPORT_ACCOUNT_DATA: "Job",
    outbox.ERASE_ACCOUNT: "Job",
}


def subject_of(message: OutboxMessage) -> Subject | None:
    """What a message's work is about, where that has a global id."""
    kind = _SUBJECTS.get(message.actor)
    return Subject(kind, UUID(message.args[0])) if kind else None
