"""Mails as rows: owed inside the transaction that is their reason, sent by a worker, once for each key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import structlog

from adapters.mail import Mailer, MailError, MailRefused, Message, without_addresses
from commerce import outbox
from commerce.mail import mail_links, mail_preferences
from commerce.operations import alerts
from core.clock import now
from core.database import fetch, in_open_transaction, transaction
from core.ids import new_id
from core.locales import DEFAULT_TAG, known_tag
from core.settings import settings
from emails.contexts import CONTEXTS, MailTemplate
from emails.render import render
from models import AlertKind, Mail, MailCategory, MailStatus, Order

log = structlog.get_logger(__name__)

_INSERT = """
INSERT INTO mails (id, created_at, template, recipient, category, status, context, idempotency_key,
                   entity_type, entity_id, scheduled_at, locale, attempts)
VALUES ($1, $2, $3, $4, $5, 'pending', $6::jsonb, $7, $8, $9, $10, $11, 0)
ON CONFLICT (idempotency_key) DO NOTHING
RETURNING id
"""


MOST_MARKETING_A_DAY = 3
"""To one address. Anybody may put anybody's address into a hundred carts."""


@dataclass(frozen=True)
class Entity:
    """What a mail is about: `Entity("Order", order.id)`."""

    type: str
    id: UUID


async def queue(
    template: MailTemplate,
    recipient: str,
    *,
    key: str,
    context: Mapping[str, Any] | None = None,
    category: MailCategory = MailCategory.TRANSACTIONAL,
    entity: Entity | None = None,
    delay: timedelta = timedelta(),
    locale: str | None = None,
) -> UUID | None:
    """Owe a mail from the moment the open transaction is committed; its id.

    None: a mail with this `key` (up to 120 characters) is owed or was sent before, and there will be no other; or it is
    marketing, and its recipient has not agreed to it or had enough for a day: then the key is not used up.
    `context` is what emails/contexts.py asks for; `mail_token_id`, or what commerce/mail/mail_links.py makes, stands
    in it for `link` and `expires_at`, which are made when the mail is sent. `locale` is a BCP 47 tag, the reader's.

    Raises:
        RuntimeError: outside a transaction.
        pydantic.ValidationError: when the context is not what the template asks for.
    """
    if not in_open_transaction():
        raise RuntimeError(f"{template} was promised outside a transaction")
    plain = _checked(template, context or {})
    if category is MailCategory.MARKETING and not await _may_go(template, recipient):
        log.info("mail_not_wanted", template=template.value, key=key)
        return None
    at = now()
    about = (entity.type, entity.id) if entity else (None, None)
    kept = (plain, key, *about, at + delay, known_tag(locale) or DEFAULT_TAG)
    rows = await fetch(_INSERT, new_id(), at, template.value, recipient, category.value, *kept)
    if not rows:
        return None
    mail_id: UUID = rows[0]["id"]
    await outbox.enqueue(outbox.SEND_MAIL, mail_id, delay=delay)
    return mail_id


_TODAYS = "SELECT count(*) AS mails FROM mails WHERE recipient = $1 AND category = 'marketing' AND created_at > $2"


async def _may_go(template: MailTemplate, recipient: str) -> bool:
    """Whether marketing may go: its recipient has agreed, and nobody made us write to them all day."""
    if not await mail_preferences.agreed(recipient, template):
        return False
    (today,) = await fetch(_TODAYS, recipient, now() - timedelta(days=1))
    return bool(today["mails"] < MOST_MARKETING_A_DAY)


def _checked(template: MailTemplate, context: Mapping[str, Any]) -> str:
    """The context as JSON, when the template can be filled with it."""
    promised = {name: str(value) if isinstance(value, UUID) else value for name, value in context.items()
                if name in mail_links.PLACEHOLDERS}  # fmt: skip
    told = {name: value for name, value in context.items() if name not in promised}
    placeholders = {"link": "", "expires_at": now()} if promised else {}
    filled = CONTEXTS[template].model_validate({**told, **placeholders})
    kept = filled.model_dump(mode="json", exclude=set(placeholders))
    return orjson.dumps({**kept, **promised}).decode()


async def deliver(mail_id: UUID, mailer: Mailer) -> None:
    """Send a mail that is owed. One that is sent, or ended otherwise, stays as it is.

    Raises:
        MailError: when it was not taken; the row is pending again and has the reason.
    """
    message = await _begin(mail_id, mailer)
    if message is None:
        return
    try:
        provider_id = await mailer.send(message)
    except MailError as error:
        await _put_back(mail_id, error)
        if isinstance(error, MailRefused) and error.no_mailbox:
            await mail_preferences.bounced(message.recipient, now())
        raise
    await Mail.filter(id=mail_id, status=MailStatus.SENDING).update(
        status=MailStatus.SENT, sent_at=now(), provider_id=provider_id[:255], error=None
    )  # fmt: skip
    log.info("mail_sent", mail_id=str(mail_id), provider_id=provider_id)


async def _begin(mail_id: UUID, mailer: Mailer) -> Message | None:
    """Take a mail in hand, its link made and its words found; None when there is nothing (left) to send."""
    async with transaction():
        mail = await Mail.filter(id=mail_id).select_for_update().first()
        if mail is None or mail.status not in {MailStatus.PENDING, MailStatus.SENDING}:
            return None
        if mail.status is MailStatus.SENDING and not mailer.idempotent:
            log.warning("mail_uncertain", mail_id=str(mail_id), reason="an attempt ended without a word; sending again")
        mail.status = MailStatus.SENDING
        mail.attempts += 1
        try:
            message = await _message(mail)
        except (mail_links.LinkDead, NotWanted) as error:
            message = None
            mail.status = MailStatus.CANCELED
            mail.error = str(error)
            log.warning("mail_canceled", mail_id=str(mail_id), reason=mail.error)
        await mail.save(update_fields=["status", "attempts", "error"])
    return message


class NotWanted(Exception):
    """Marketing for somebody who does not want it (any more). The text says so."""


async def _message(mail: Mail) -> Message:
    """A mail's words, with its link made.

    Raises:
        LinkDead, NotWanted: it must not go.
    """
    template = MailTemplate(mail.template)
    unsubscribe_url = None
    if mail.category is MailCategory.MARKETING:
        preferences = await mail_preferences.of_email(mail.recipient)
        if preferences is None or not mail_preferences.wants(preferences, template):
            raise NotWanted("its recipient does not want such mails (any more)")
        unsubscribe_url = mail_preferences.unsubscribe_url(preferences)
    context = await mail_links.filled(mail.context, mail.recipient, mail.id)
    rendered = render(template, context, settings(), mail.locale, unsubscribe_url)
    return Message(
        mail.id,
        mail.recipient,
        rendered.subject,
        rendered.text,
        rendered.html,
        date=now(),
        tags=(template.value, mail.category.value),
        unsubscribe_url=unsubscribe_url,
        again=mail.attempts > 1,
    )


async def _put_back(mail_id: UUID, error: MailError) -> None:
    if error.uncertain:
        log.warning("mail_uncertain", mail_id=str(mail_id), reason=str(error))
    await Mail.filter(id=mail_id, status=MailStatus.SENDING).update(status=MailStatus.PENDING, error=str(error)[:500])


async def fail(mail_id: UUID, reason: str) -> None:
    """No further attempt will be made."""
    async with transaction():
        waiting = Mail.filter(id=mail_id, status__in=[MailStatus.PENDING, MailStatus.SENDING])
        mail = await waiting.select_for_update().first()
        if mail is not None:
            mail.status, mail.error = MailStatus.FAILED, reason[:500]
            await mail.save(update_fields=["status", "error"])
            await alert_failed(mail, reason)
    log.error("mail_failed", mail_id=str(mail_id), reason=reason)


async def alert_failed(mail: Mail, reason: str) -> None:
    """Of a mail to staff nobody is mailed: it would fail like that one."""
    if mail.category is MailCategory.ADMIN:
        return
    about = await Order.get_or_none(id=mail.entity_id) if mail.entity_type == "Order" else None
    what = f"{about.number}: the" if about else "The"
    await alerts.raise_alert(
        AlertKind.MAIL_FAILED,
        key=str(mail.id),
        title=f"{what} mail {mail.template.replace('_', ' ')} could not be sent.",
        detail=without_addresses(reason),
        facts={"mail": str(mail.id), "template": mail.template},
        order=about,
    )
