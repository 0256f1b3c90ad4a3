"""What a person may read of what the shop has about them: no secrets, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from commerce.mail.mail_links import PLACEHOLDERS
from commerce.orders.states import status_of
from core.database import fetch
from models import (
    AuditEntry,
    Cart,
    CartLine,
    CustomerFigures,
    Design,
    Download,
    DownloadKind,
    Mail,
    MailEvent,
    MailPreferences,
    Order,
    OrderEvent,
    OrderLine,
    Refund,
    Session,
    User,
)

Entry = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One file of the export: its records, and how a batch of them is told."""

    file_name: str
    query: QuerySet[Any]
    describe: Callable[[list[Any]], Awaitable[list[Entry]]]


async def sections(user: User) -> list[Section]:
    """Every file but the profile. Guests' orders of the verified e-mail address are the person's, too."""
    email = user.email if user.email_verified_at else None
    mine = Q(user_id=user.id) | Q(user_id=None, email=email) if email else Q(user_id=user.id)
    about = Q(entity_type="User", entity_id=user.id)
    designs = [row["id"] for row in await fetch(_DESIGNS, user.id, email)]

    async def events(batch: list[Any]) -> list[Entry]:
        return [_audit(entry, user) for entry in batch]

    return [
        Section("orders.json", Order.filter(mine), _orders),
        Section("carts.json", Cart.filter(user_id=user.id), _carts),
        Section("designs.json", Design.filter(id__in=designs), _designs),
        Section("mails.json", Mail.filter(about | Q(recipient=email) if email else about), _mails),
        Section("mail_preferences.json", MailPreferences.filter(email__in=[email] if email else []), _preferences),
        Section("sessions.json", Session.filter(user_id=user.id), _sessions),
        Section(
            "events.json", AuditEntry.filter(Q(target_type="User", target_id=user.id) | Q(actor_id=user.id)), events
        ),
    ]


_DESIGNS = """
SELECT l.design_id AS id FROM order_lines l JOIN orders o ON o.id = l.order_id
WHERE (o.user_id = $1 OR (o.user_id IS NULL AND o.email = $2)) AND l.design_id IS NOT NULL
UNION
SELECT l.design_id FROM cart_lines l JOIN carts c ON c.id = l.cart_id
WHERE c.user_id = $1 AND l.design_id IS NOT NULL
"""


def _picked(record: Any, *names: str) -> Entry:
    return {name: getattr(record, name) for name in names}


async def profile(user: User) -> Entry:
    """Who they are, and what they have spent."""
    figures = await CustomerFigures.filter(user_id=user.id).order_by("currency")
    spent = ("currency", "total_spent", "order_count", "last_order_at")
    return {
        **_picked(user, "id", "email", "name", "locale", "role", "created_at", "email_verified_at", "blocked_at"),
        "has_password": user.password_hash is not None,
        "figures": [_picked(entry, *spent) for entry in figures],
    }


def _by(column: str, records: Iterable[Any]) -> dict[UUID, list[Any]]:
    groups: dict[UUID, list[Any]] = {}
    for record in records:
        groups.setdefault(getattr(record, column), []).append(record)
    return groups


async def _orders(orders: list[Order]) -> list[Entry]:
    """Amounts in minor units of the order's currency."""
    ids = [order.id for order in orders]
    lines = _by("order_id", await OrderLine.filter(order_id__in=ids).order_by("position"))
    customers = Download.filter(order_id__in=ids, kind=DownloadKind.CUSTOMER)
    files = _by("order_id", await customers.order_by("id"))
    events = _by("order_id", await OrderEvent.filter(order_id__in=ids, public=True).order_by("id"))
    refunds = _by("order_id", await Refund.filter(order_id__in=ids).order_by("id"))
    return [
        {
            **_picked(order, *_ORDER),
            "status": status_of(order),
            "lines": [_picked(line, *_LINE) for line in lines.get(order.id, [])],
            "downloads": [_picked(file, *_FILE) for file in files.get(order.id, [])],
            "refunds": [_picked(refund, *_REFUND) for refund in refunds.get(order.id, [])],
            "timeline": [_picked(event, "type", "message", "created_at") for event in events.get(order.id, [])],
        }
        for order in orders
    ]


_ORDER = (
    "id", "number", "created_at", "email", "customer_name", "locale", "payment_status", "fulfillment_status",
    "currency", "subtotal", "discount", "shipping", "tax", "total", "refunded", "promo_code", "shipping_address",
    "placed_reference", "tracking_carrier", "tracking_number", "tracking_url", "paid_at", "placed_at", "fulfilled_at",
    "delivered_at", "canceled_at",
)  # fmt: skip
_LINE = (
    "id", "title", "description", "size", "options", "quantity", "unit_price", "total", "discount", "tax", "shipping",
    "design_id",
)  # fmt: skip
_FILE = (
    "id",
    "file_name",
    "format",
    "status",
    "file_size",
    "width_px",
    "height_px",
    "dpi",
    "download_count",
    "ready_at",
)
_REFUND = ("id", "amount", "status", "created_at")


async def _carts(carts: list[Cart]) -> list[Entry]:
    found = CartLine.filter(cart_id__in=[cart.id for cart in carts]).select_related("product")
    lines = _by("cart_id", await found.order_by("id"))
    return [
        {
            **_picked(cart, "id", "status", "currency", "email", "created_at", "updated_at", "expires_at"),
            "lines": [
                {"product": line.product.slug, **_picked(line, "options", "quantity", "seen_unit_price", "design_id")}
                for line in lines.get(cart.id, [])
            ],
        }
        for cart in carts
    ]


async def _designs(designs: list[Design]) -> list[Entry]:
    return [_picked(design, "id", "hash", "title", "document", "created_at") for design in designs]


async def _preferences(found: list[MailPreferences]) -> list[Entry]:
    names = (
        "email", "marketing", "review_requests", "consent_at", "consent_source", "unsubscribed_at", "complained_at",
        "bounced_at", "created_at", "updated_at",
    )  # fmt: skip
    return [_picked(each, *names) for each in found]


async def _mails(mails: list[Mail]) -> list[Entry]:
    found = MailEvent.filter(mail_id__in=[mail.id for mail in mails]).order_by("happened_at", "id")
    events = _by("mail_id", await found)
    names = ("id", "template", "recipient", "category", "status", "locale", "created_at", "sent_at")
    return [
        {
            **_picked(mail, *names),
            "events": [_picked(event, "type", "happened_at") for event in events.get(mail.id, [])],
            "content": {name: value for name, value in mail.context.items() if name not in PLACEHOLDERS},
        }
        for mail in mails
    ]


async def _sessions(sessions: list[Session]) -> list[Entry]:
    names = ("id", "created_at", "last_used_at", "expires_at", "revoked_at", "revoked_reason")
    return [_picked(session, *names) for session in sessions]


def _audit(entry: AuditEntry, user: User) -> Entry:
    """What was done to the person, or by them. Who did it to them is the shop's staff; whom they did it to, an id."""
    own = entry.actor_id == user.id
    told = _picked(entry, "id", "created_at", "action", "target_type", "target_id")
    changes = _picked(entry, "before", "after") if entry.target_id == user.id else {}
    return {**told, **changes, "actor": entry.actor if own else "staff", "ip": entry.ip if own else None}
