"""What customers are told of their orders: which mail, when, and once for what.

Every function is called inside the transaction of what it tells of, with the order locked, and owes one mail to the
order's own address (but for what `moved_from` says): none where there is no address (a guest before paying, a person
who has left). The same call again is no other mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from babel import Locale

from commerce.mail import mail_links, mail_preferences, mails
from commerce.payments.order_figures import is_given_back, kept
from core.database import fetch
from emails.contexts import MailTemplate
from models import FulfillmentType, Mail, MailStatus, Order, OrderLine, Refund, RefundLine


async def confirmed(order: Order) -> UUID | None:
    """The order is paid, and not held: whoever releases a held one calls this, too."""
    return await _queue(order, MailTemplate.ORDER_CONFIRMATION, str(order.id), await _receipt(order))


async def receipt_again(order: Order, key: str) -> UUID | None:
    """The confirmation once more, because somebody asked: once for each `key` (up to 40 characters)."""
    told = {**await _receipt(order), "again": True}
    return await _queue(order, MailTemplate.ORDER_CONFIRMATION, f"{order.id}:{key}", told)


async def files_ready(order: Order) -> UUID | None:
    """All files of the customer's are there, for the first time; an order without any has no such mail."""
    return await _files(order, str(order.id))


async def links_again(order: Order, key: str) -> UUID | None:
    """A fresh link to the files that are there, because somebody asked: once for each `key` (up to 40 characters)."""
    return await _files(order, f"{order.id}:{key}")


async def shipped(order: Order, *, key: str) -> UUID | None:
    """Prints are on their way; `key` (up to 40 characters) names the parcel, or the tracking that was corrected."""
    told = {
        "carrier": order.tracking_carrier,
        "tracking_number": order.tracking_number,
        "tracking_url": order.tracking_url,
        "lines": [line_of(line) for line in await _lines(order) if _is_printed(line)],
        "address": address_lines(order),
    }
    return await _queue(order, MailTemplate.ORDER_SHIPPED, f"{order.id}:{key}", told)


async def delivered(order: Order) -> UUID | None:
    """The carrier has handed the prints over."""
    return await _queue(order, MailTemplate.ORDER_DELIVERED, str(order.id), {})


async def refunded(refund: Refund, order: Order) -> UUID | None:
    """Stripe has given money back. The reason is the staff's own and stays here."""
    parts = await RefundLine.filter(refund=refund).select_related("order_line").order_by("order_line__position")
    told = {
        "amount": refund.amount,
        "currency": order.currency,
        "lines": [
            {"title": part.order_line.title, "quantity": part.quantity, "total": part.amount}
            for part in parts
            if part.quantity
        ],
        "whole": kept(order) <= 0,
    }
    return await _queue(order, MailTemplate.REFUND_ISSUED, str(refund.id), told)


async def refund_failed(refund: Refund) -> None:
    """The money did not arrive after all: what was not sent yet is not sent. Of what was, staff are alerted."""
    key = _key(MailTemplate.REFUND_ISSUED, str(refund.id))
    waiting = Mail.filter(idempotency_key=key, status=MailStatus.PENDING)
    await waiting.update(status=MailStatus.CANCELED, error="the refund failed before it was told")


async def message(order: Order, event_id: UUID, text: str) -> UUID | None:
    """What staff wrote to the customer; `event_id` is its entry in the timeline."""
    return await _queue(order, MailTemplate.ORDER_MESSAGE, str(event_id), {"text": text})


async def link_again(order: Order, key: str) -> UUID | None:
    """A fresh link to the order's page in place of an expired one: once for each `key` (up to 40 characters)."""
    return await _queue(order, MailTemplate.ORDER_LINK, f"{order.id}:{key}", {})


async def moved_from(order: Order, former: str, event_id: UUID) -> UUID | None:
    """Mails about the order go elsewhere now, says one without a link to the address that it had; `event_id` is the
    change's entry in the timeline. Nothing where no mail went, or came back.
    """
    went = Mail.filter(entity_type="Order", entity_id=order.id, recipient=former, sent_at__isnull=False)
    known = await mail_preferences.of_email(former)
    if (known is not None and known.bounced_at) or not await went.exists():
        return None
    template, told = MailTemplate.ORDER_EMAIL_CHANGED, {"number": order.number}
    entity = mails.Entity("Order", order.id)
    return await mails.queue(
        template, former, key=_key(template, str(event_id)), context=told, entity=entity, locale=order.locale
    )


async def _files(order: Order, key: str) -> UUID | None:
    files = await fetch(_READY, order.id)
    if not files:
        return None
    told = {"files": [dict(row) for row in files], "prints": order.fulfillment_type is FulfillmentType.MIXED}
    return await _queue(order, MailTemplate.FILES_READY, key, told, part="files")


_READY = """
SELECT d.file_name, l.title, d.file_size AS size
FROM downloads d JOIN order_lines l ON l.id = d.order_line_id
WHERE d.order_id = $1 AND d.kind = 'customer' AND d.status = 'ready' AND l.refunded_quantity < l.quantity
ORDER BY l.position, d.id
"""


async def _receipt(order: Order) -> dict[str, Any]:
    lines = await _lines(order)
    amounts = ("currency", "subtotal", "discount", "promo_code", "shipping", "tax", "total")
    return {
        "name": order.customer_name or "",
        "paid_at": order.paid_at or order.created_at,
        "lines": [line_of(line) for line in lines],
        "address": address_lines(order),
        "files": any(not _is_printed(line) for line in lines),
        **{name: getattr(order, name) for name in amounts},
    }


async def _lines(order: Order) -> list[OrderLine]:
    return await OrderLine.filter(order=order).order_by("position")


def _is_printed(line: OrderLine) -> bool:
    return line.fulfillment_type is FulfillmentType.PHYSICAL and not is_given_back(line)


def line_of(line: OrderLine) -> dict[str, Any]:
    """A line as mails list it."""
    return {"title": line.title, "description": line.description, "quantity": line.quantity, "total": line.total}


_CODE_LAST = {"AU", "CA", "GB", "IE", "IN", "NZ", "US"}


def address_lines(order: Order) -> list[str]:
    """Where prints go, as it is written on a parcel; empty when nothing is sent."""
    address = order.shipping_address
    if not address or order.fulfillment_type is FulfillmentType.DIGITAL:
        return []
    place = _place(address)
    country = Locale("en").territories.get(address.get("country") or "", address.get("country"))
    parts = [address.get("name"), address.get("line1"), address.get("line2"), place, country]
    return [part for part in parts if part]


def _place(address: Mapping[str, str | None]) -> str:
    """The line with the postal code, which comes last where the state's name goes with it."""
    code, city, state = (address.get(part) for part in ("postal_code", "city", "state"))
    if address.get("country") in _CODE_LAST:
        return _joined([f"{city}," if city and state else city, state, code])
    return _joined([code, city, state])


def _joined(parts: Iterable[str | None]) -> str:
    return " ".join(part for part in parts if part)


def _key(template: MailTemplate, key: str) -> str:
    return f"{template.value}:{key}"


async def _queue(
    order: Order, template: MailTemplate, key: str, told: Mapping[str, Any], *, part: str = ""
) -> UUID | None:
    if not order.email:
        return None
    context = {"number": order.number, **told, **mail_links.to_order(order.id, part)}
    entity = mails.Entity("Order", order.id)
    return await mails.queue(
        template, order.email, key=_key(template, key), context=context, entity=entity, locale=order.locale
    )
