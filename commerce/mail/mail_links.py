"""Links in mails: they carry a token that exists nowhere else, made when the mail is sent, and the same whenever that
mail is tried again: an attempt that had no answer may be the one that arrives.

A mail's context names what its link leads to, never the link: `mail_token_id` for what proves an address, or the entry
that `to_order` and `to_cart` make.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from commerce.checkout import cart_idle
from core import links
from core.clock import now
from core.ids import secret_token
from core.settings import settings
from core.tokens import tokens
from models import MailToken, MailTokenPurpose, Order

TOKEN_ID = "mail_token_id"  # noqa: S105 (the name of an entry)
LINK_TO = "link_to"
PLACEHOLDERS = frozenset({TOKEN_ID, LINK_TO})
"""Entries of a context that stand for `link` and `expires_at`."""
CART_PURPOSE = "cart"
"""Of core/links.py: the key is a cart's."""
CART_LINK_LIFETIME = timedelta(days=30)
_PAGES = {
    MailTokenPurpose.VERIFY_EMAIL: "/account/verify",
    MailTokenPurpose.RESET_PASSWORD: "/account/reset",
}


@dataclass(frozen=True)
class Link:
    """A storefront page that its token opens, and how long it does."""

    url: str
    expires_at: datetime


class LinkDead(Exception):
    """There is nothing left that a link could open, or that its reader may see. The text says why."""


MOVED = "its order has another e-mail address by now"


def to_order(order_id: UUID, part: str = "") -> dict[str, Any]:
    """The context's entry for an order's page; `part` is a place on it: `files`."""
    return {LINK_TO: {"kind": "order", "id": str(order_id), "part": part}}


def to_cart(cart_id: UUID) -> dict[str, Any]:
    """The context's entry for a cart, wherever it is opened."""
    return {LINK_TO: {"kind": "cart", "id": str(cart_id)}}


def token_hash(token: str) -> str:
    """What MailToken.token_hash keeps of a token: SHA-256, in hex."""
    return sha256(token.encode()).hexdigest()


async def filled(context: Mapping[str, Any], recipient: str, mail_id: UUID) -> dict[str, Any]:
    """The context with its link in its place. Inside the open transaction.

    Raises:
        LinkDead: when it was used, has expired or what it opens is gone, or is not the recipient's any more.
    """
    told = {name: value for name, value in context.items() if name not in PLACEHOLDERS}
    if TOKEN_ID in context:
        link = await make(UUID(context[TOKEN_ID]), mail_id)
    elif LINK_TO in context:
        wanted = context[LINK_TO]
        link = await _MAKERS[wanted["kind"]](UUID(wanted["id"]), wanted.get("part", ""), recipient)
    else:
        return told
    return {**told, "link": link.url, "expires_at": link.expires_at}


async def make(token_id: UUID, mail_id: UUID | None = None) -> Link:
    """A token's link, inside the open transaction. Links made before for the same MailToken end, but for those of the
    same mail.

    Raises:
        LinkDead: when it was used, has expired or is gone.
    """
    row = await MailToken.filter(id=token_id).select_for_update().first()
    if row is None:
        raise LinkDead("its link was withdrawn")
    if row.used_at is not None:
        raise LinkDead("its link was used already")
    if row.expires_at <= now():
        raise LinkDead("its link expired before it could be sent")
    token = secret_token() if mail_id is None else _token_of(token_id, mail_id)
    row.token_hash = token_hash(token)
    await row.save(update_fields=["token_hash"])
    return _page(_PAGES[row.purpose], row.expires_at, token=token)


def _token_of(token_id: UUID, mail_id: UUID) -> str:
    """Always the same of a mail, and nobody's guess."""
    secret = settings().secret_key.get_secret_value().encode()
    signature = hmac.new(secret, b"mail-token\0" + token_id.bytes + mail_id.bytes, sha256).digest()
    return base64.urlsafe_b64encode(signature).rstrip(b"=").decode()


async def _order_page(order_id: UUID, part: str, recipient: str) -> Link:
    order = await Order.filter(id=order_id).only("id", "number", "email").first()
    if order is None or order.email is None:
        raise LinkDead("its order is nobody's any more")
    if order.email.lower() != recipient.lower():
        raise LinkDead(MOVED)
    lifetime = timedelta(days=settings().order_link_days)
    issued = tokens(settings()).issue_order_token(order_id, lifetime)
    return _page("/order", issued.expires_at, part, number=order.number, token=issued.token)


async def _cart(cart_id: UUID, _: str, __: str) -> Link:
    against = await cart_idle.reason_against(cart_id)
    if against is not None:
        raise LinkDead(against)
    expires_at = (now() + CART_LINK_LIFETIME).replace(microsecond=0)
    token = links.sign(CART_PURPOSE, cart_id, settings().secret_key, expires_at=expires_at)
    return _page("/cart", expires_at, restore=token)


def _page(path: str, expires_at: datetime, part: str = "", **query: str) -> Link:
    place = f"#{part}" if part else ""
    return Link(f"{settings().storefront_url}{path}?{urlencode(query)}{place}", expires_at)


_MAKERS: Mapping[str, Callable[[UUID, str, str], Awaitable[Link]]] = {"order": _order_page, "cart": _cart}
