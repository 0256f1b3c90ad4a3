"""How staff is told of alerts: a mail to each, and a message to their chat."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from adapters.alerts import AlertWebhook
from commerce.mail import mails
from commerce.orders import order_mails
from core.settings import settings
from emails.contexts import MailTemplate
from models import (
    Alert,
    AlertKind,
    AlertNotice,
    FulfillmentType,
    MailCategory,
    Order,
    OrderLine,
    Role,
    User,
)

_LISTED = 20
"""How many alerts one message shows; of the others it says how many they are."""
_MOST_ADMINS = 50

_HEADLINES = {
    AlertKind.NEW_ORDER: ("A new order", "{} new orders"),
    AlertKind.ORDER_HELD: ("An order is held for review", "{} orders are held for review"),
    AlertKind.ORDER_STUCK: ("An order is stuck", "{} orders are stuck"),
    AlertKind.REFUND_FAILED: ("A refund failed", "{} refunds failed"),
    AlertKind.PRINT_TO_CANCEL: ("Prints are to be canceled", "Prints of {} orders are to be canceled"),
    AlertKind.DISPUTE: ("A payment is disputed", "{} news of disputed payments"),
    AlertKind.DOWNLOAD_FAILED: ("A file could not be drawn", "{} files could not be drawn"),
    AlertKind.WEBHOOK_FAILED: ("An event could not be processed", "{} events could not be processed"),
    AlertKind.ENDPOINT_DISABLED: ("A webhook endpoint was switched off", "{} webhook endpoints were switched off"),
    AlertKind.PROMO_CODE: ("A promo code needs a look", "{} promo codes need a look"),
    AlertKind.MAIL_FAILED: ("A mail could not be sent", "{} mails could not be sent"),
    AlertKind.WORK_FAILED: ("Work of the shop failed", "{} pieces of the shop's work failed"),
    AlertKind.STRIPE: ("The shop and Stripe do not agree", "{} things on which the shop and Stripe do not agree"),
    AlertKind.HEALTH: ("The shop needs a look", "{} things of the shop need a look"),
}


def headline(kind: AlertKind, count: int) -> str:
    """What all of them are."""
    one, many = _HEADLINES[kind]
    return one if count == 1 else many.format(count)


async def staff() -> list[tuple[str, str | None]]:
    """Who is told, with their locale: ALERT_EMAILS, or every admin whose address is verified."""
    named = settings().alert_emails
    if named:
        return [(address.lower(), None) for address in dict.fromkeys(named)]
    admins = User.filter(
        role__in=[Role.ADMIN, Role.SUPERADMIN], email_verified_at__isnull=False, blocked_at=None, deleted_at=None
    )
    return [(user.email, user.locale) for user in await admins.order_by("id").limit(_MOST_ADMINS)]


async def mail_staff(
    template: MailTemplate, key: str, context: dict[str, Any], entity: mails.Entity | None = None
) -> int:
    """Owe everybody of the staff a mail, once for each key; to how many. Inside a transaction."""
    owed = 0
    for address, locale in await staff():
        whose = sha256(address.encode()).hexdigest()[:16]
        mail_id = await mails.queue(
            template,
            address,
            key=f"{template.value}:{key}:{whose}",
            context=context,
            category=MailCategory.ADMIN,
            entity=entity,
            locale=locale,
        )
        owed += mail_id is not None
    return owed


async def announce_by_mail(notice: AlertNotice) -> None:
    """Owe the mails of a notice. A single new order has a mail of its own."""
    alerts = await _listed(notice)
    order = alerts[0].order
    if notice.kind is AlertKind.NEW_ORDER and notice.count == 1 and order is not None:
        # About the order, so that it goes when the customer is erased.
        about = mails.Entity("Order", order.id)
        await mail_staff(MailTemplate.ADMIN_NEW_ORDER, str(notice.id), await new_order(order), about)
        return
    shown = [
        {
            "title": alert.title,
            "detail": alert.detail,
            "at": alert.created_at,
            "number": alert.order.number if alert.order else None,
        }
        for alert in alerts
    ]
    context = {"headline": notice.headline, "alerts": shown, "more": notice.count - len(shown)}
    await mail_staff(MailTemplate.ADMIN_ALERT, str(notice.id), context, mails.Entity("AlertNotice", notice.id))


async def _listed(notice: AlertNotice) -> list[Alert]:
    return await Alert.filter(notice=notice).order_by("id").limit(_LISTED).select_related("order")


async def new_order(order: Order) -> dict[str, Any]:
    """What the mail about a new order is filled with."""
    lines = await OrderLine.filter(order=order).order_by("position")
    return {
        "number": order.number,
        "email": order.email,
        "customer": order.customer_name or "",
        "country": (order.shipping_address or {}).get("country"),
        "currency": order.currency,
        "lines": [order_mails.line_of(line) for line in lines],
        "total": order.total,
        "paid_at": order.paid_at or order.created_at,
        "prints": order.fulfillment_type is not FulfillmentType.DIGITAL,
    }


async def post(notice_id: UUID, webhook: AlertWebhook) -> None:
    """Tell staff's chat of a notice.

    Raises:
        AlertWebhookError
    """
    notice = await AlertNotice.get_or_none(id=notice_id)
    if notice is not None:
        await webhook.post(slack_message(notice, await _listed(notice)))


def slack_message(notice: AlertNotice, alerts: list[Alert]) -> dict[str, Any]:
    """As Slack's incoming webhooks take it; `text` alone is what other systems and notifications show."""
    shop = settings().shop_name
    parts = [f"*{_escaped(shop)}: {_escaped(notice.headline)}*", *(_entry(alert) for alert in alerts)]
    if notice.count > len(alerts):
        parts.append(f"… and {notice.count - len(alerts)} more.")
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": part[:3000]}} for part in parts]
    return {"text": f"{_escaped(shop)}: {_escaped(notice.headline)}", "blocks": blocks}


def _entry(alert: Alert) -> str:
    admin = settings().admin_url
    text = _escaped(alert.title)
    if alert.order and admin:
        text += f" <{admin}/orders/{alert.order.number}|{alert.order.number}>"
    return f"{text}\n{_escaped(alert.detail)}" if alert.detail else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
