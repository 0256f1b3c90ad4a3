"""What staff has to hear of at once: a row in the transaction that is its reason.

commerce/operations/alert_notices.py tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import structlog

from commerce import outbox
from core.clock import now
from core.database import fetch, in_open_transaction, transaction
from core.ids import new_id
from models import AlertKind, Order

__all__ = ["AlertKind", "raise_alert", "raise_now"]

log = structlog.get_logger(__name__)

_INSERT = """
INSERT INTO alerts (id, created_at, kind, dedupe_key, title, detail, facts, order_id)
VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8) ON CONFLICT (dedupe_key) DO NOTHING RETURNING id
"""


async def raise_alert(
    kind: AlertKind,
    *,
    key: str,
    title: str,
    detail: str = "",
    facts: Mapping[str, Any] | None = None,
    order: Order | None = None,
) -> bool:
    """Have staff told, from the moment the open transaction is committed; False when they were told of this before.

    `key` says what it is about (a refund's id, an event's): once for each kind and key, whoever raises it. `title` is
    one sentence, `detail` what to do or what was said, `facts` are for scripts; nothing personal in any of them.

    Raises:
        RuntimeError: outside a transaction.
    """
    if not in_open_transaction():
        raise RuntimeError(f"{kind} was raised outside a transaction")
    dedupe = f"{kind.value}:{key}"[:120]
    told = orjson.dumps(dict(facts or {})).decode()
    about = order.id if order is not None else None
    rows = await fetch(_INSERT, new_id(), now(), kind.value, dedupe, title[:300], detail[:1000], told, about)
    if not rows:
        return False
    await outbox.enqueue(outbox.ANNOUNCE_ALERT, rows[0]["id"])
    log.warning("alert_raised", kind=kind.value, key=key, title=title)
    return True


async def raise_now(kind: AlertKind, *, key: str, title: str, detail: str = "", facts: Mapping[str, Any]) -> bool:
    """The same where there is no transaction to belong to."""
    async with transaction():
        return await raise_alert(kind, key=key, title=title, detail=detail, facts=facts)
