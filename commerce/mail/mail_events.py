"""What became of mails, as Brevo tells it: at any time, in any order, twice.

Of what comes in only what is needed is kept, without the address and without links: those carry tokens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
import structlog

from adapters.mail import without_addresses
from commerce import outbox
from commerce.mail import mail_preferences, mails
from core.clock import now
from core.database import fetch, transaction
from core.ids import new_id
from models import InboxEvent, Mail, MailCategory, MailEventType, MailStatus

log = structlog.get_logger(__name__)

SOURCE = "brevo"
_TYPES = {
    "request": None,
    "sent": None,
    "delivered": MailEventType.DELIVERED,
    "deferred": MailEventType.DEFERRED,
    "opened": MailEventType.OPENED,
    "unique_opened": MailEventType.OPENED,
    "click": MailEventType.CLICKED,
    "soft_bounce": MailEventType.SOFT_BOUNCED,
    "hard_bounce": MailEventType.HARD_BOUNCED,
    "invalid_email": MailEventType.HARD_BOUNCED,
    "blocked": MailEventType.BLOCKED,
    "error": MailEventType.BLOCKED,
    "spam": MailEventType.COMPLAINED,
    "unsubscribed": MailEventType.UNSUBSCRIBED,
}
"""developers.brevo.com/docs/transactional-webhooks; what a mail program's proxy opens says nothing of a person."""
_IDENTITY = ("event", "email", "message-id", "ts_event", "ts_epoch", "ts", "link")
"""What tells one event from another: Brevo gives them no names."""

_STORE = """
WITH stored AS (
    INSERT INTO inbox_events (id, created_at, source, event_id, type, payload)
    SELECT id, $1, $2, event_id, type, payload::jsonb
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS told(id, event_id, type, payload)
    ON CONFLICT (source, event_id) DO NOTHING RETURNING id
)
INSERT INTO outbox_messages (id, created_at, actor, args, available_at, published, attempts)
SELECT id, $1, $7, jsonb_build_array(id::text), $1, 0, 0 FROM stored RETURNING id
"""


async def store(events: Sequence[Mapping[str, Any]]) -> int:
    """Keep what Brevo tells, each once, together with the promise to process it; how many are new."""
    rows = sorted({row[1]: row for row in map(_row, events)}.values(), key=lambda row: row[1])
    if not rows:
        return 0
    columns = [list(column) for column in zip(*rows, strict=True)]
    return len(await fetch(_STORE, now(), SOURCE, *columns, outbox.PROCESS_INBOX_EVENT))


def _row(event: Mapping[str, Any]) -> tuple[UUID, str, str, str]:
    identity = orjson.dumps([str(event.get(name)) for name in _IDENTITY])
    kind = "".join(sign for sign in str(event.get("event")) if sign.isalnum() or sign == "_")[:60]
    payload = {
        "mail_id": _mail_id(event),
        "message_id": _plain(event.get("message-id"))[:255],
        "at": _moment(event).isoformat(),
        "detail": without_addresses(_plain(event.get("reason")))[:300] or None,
    }
    return new_id(), sha256(identity).hexdigest(), f"mail.{kind}", orjson.dumps(payload).decode()


def _plain(value: Any) -> str:
    """Text that PostgreSQL takes, in one line."""
    text = str(value) if value is not None else ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _mail_id(event: Mapping[str, Any]) -> str | None:
    """The mail's id: a custom header of ours, or one of its tags."""
    tags = event.get("tags")
    for value in (event.get("X-Mailin-custom"), *(tags if isinstance(tags, list) else [])):
        try:
            return str(UUID(str(value)))
        except ValueError:
            continue
    return None


def _moment(event: Mapping[str, Any]) -> datetime:
    """When it happened: `ts_epoch` is in milliseconds (or, in Brevo's own examples, seconds); never later than now."""
    for name in ("ts_epoch", "ts_event", "ts"):
        value = event.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**14:
            seconds = value / 1000 if value >= 10**11 else value
            return min(datetime.fromtimestamp(seconds, UTC), now())
    return now()


async def process(inbox_id: UUID, *, again: bool = False) -> str | None:
    """Bring an event's effects, once; what it did, or None when it was done before."""
    async with transaction():
        event = await InboxEvent.filter(id=inbox_id).select_for_update().first()
        if event is None or (event.processed_at is not None and not again):
            return None
        outcome = await _act(event)
        if event.processed_at is None:
            event.outcome, event.processed_at = outcome, now()
            await event.save(update_fields=["outcome", "processed_at"])
    log.info("inbox_event_processed", type=event.type, event_id=event.event_id, outcome=outcome, again=again)
    return outcome


async def _act(event: InboxEvent) -> str:
    kind = event.type.removeprefix("mail.")
    if kind not in _TYPES:
        return "ignored"
    mail = await _mail_of(event.payload)
    if mail is None:
        return "no such mail"
    at = datetime.fromisoformat(event.payload["at"])
    await _is_with_the_provider(mail, event.payload["message_id"], bounced=_TYPES[kind] is MailEventType.HARD_BOUNCED)
    happened = _TYPES[kind]
    if happened is None:
        return "taken"
    if not await _write(mail, happened, at, event):
        return "known"
    await _effects(mail, happened, at, event.payload["detail"])
    return happened.value


async def _mail_of(payload: Mapping[str, Any]) -> Mail | None:
    """Every mail of ours carries its id; others' of the same account do not."""
    mail_id = payload["mail_id"]
    return await Mail.filter(id=mail_id).select_for_update().first() if mail_id else None


async def _is_with_the_provider(mail: Mail, message_id: str, *, bounced: bool) -> None:
    """An attempt of which we had no word was taken after all: the mail is not sent again."""
    if mail.status not in {MailStatus.PENDING, MailStatus.SENDING} or not mail.attempts:
        return
    mail.status = MailStatus.FAILED if bounced else MailStatus.SENT
    mail.provider_id = message_id or mail.provider_id
    mail.sent_at = mail.sent_at or now()
    await mail.save(update_fields=["status", "provider_id", "sent_at"])


_WRITE = """
INSERT INTO mail_events (id, created_at, mail_id, type, happened_at, detail, event_id)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (event_id) DO NOTHING RETURNING id
"""


async def _write(mail: Mail, kind: MailEventType, at: datetime, event: InboxEvent) -> bool:
    detail = event.payload["detail"]
    return bool(await fetch(_WRITE, new_id(), now(), mail.id, kind.value, at, detail, event.event_id))


_DELIVERED_SINCE = """
SELECT 1 AS one FROM mails m JOIN mail_events e ON e.mail_id = m.id
WHERE m.recipient = $1 AND e.type = 'delivered' AND e.happened_at > $2 LIMIT 1
"""


async def _effects(mail: Mail, kind: MailEventType, at: datetime, detail: str | None) -> None:
    """What of it changes what the address is sent from now on, or needs somebody."""
    if kind is MailEventType.DELIVERED:
        await mail_preferences.reached(mail.recipient, at)
    elif kind is MailEventType.HARD_BOUNCED:
        if not await fetch(_DELIVERED_SINCE, mail.recipient, at):
            await mail_preferences.bounced(mail.recipient, at)
        await mails.alert_failed(mail, f"There is no such mailbox. {detail or ''}".strip())
    elif kind is MailEventType.BLOCKED and mail.category is not MailCategory.MARKETING:
        await mails.alert_failed(mail, f"The provider did not even try. {detail or ''}".strip())
    elif kind is MailEventType.COMPLAINED:
        await mail_preferences.refused(mail.recipient, at, complained=True)
    elif kind is MailEventType.UNSUBSCRIBED:
        await mail_preferences.refused(mail.recipient, at, complained=False)
