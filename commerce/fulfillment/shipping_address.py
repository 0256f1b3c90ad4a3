"""The address that an order's prints go to, corrected by staff before they are placed at the print house.

Shipping and tax were paid for a country, so that stays. A pack for the print house that was made before holds the
former address: the timeline says so, and the next pack has the new one. What was placed there already keeps its address
until the placement is taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, StateInvalid
from commerce.fulfillment import fulfillment_claims
from commerce.orders import order_checks, order_mails, orders
from core.database import transaction
from core.settings import settings
from models import Order, OrderEvent

PACKED = "order_packed"
CHANGED = "shipping_address_changed"
"""The kind of the timeline's entry; its data holds the former address, and goes with the address when it is erased."""
Address = dict[str, str | None]
"""As `Order.shipping_address` is kept."""

_AT_THE_PRINT_HOUSE = (
    "Have the address changed there, or the order canceled; "
    "then take that back with orderPlacementClear, and ask again."
)
_MOST = {"name": 120, "line1": 120, "line2": 120, "city": 100, "state": 100, "postal_code": 20, "phone": 40}
_CALLED = {"postal_code": "postalCode"}
_NEEDED = ("name", "line1")
_AS_BEFORE = ("city", "state", "postal_code")
"""Not every country has them. Stripe asked for those that this one has."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Unseen, and part of how Persian and Indic scripts are written."""
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()./-]{3,}")


async def correct(order_id: UUID, typed: Mapping[str, str | None], actor: Actor, *, notify: bool = True) -> None:
    """Put another address in place of an order's and, if wished, tell the customer. The same again changes nothing.

    `typed` is all of it, by the names of `Address`; without `phone`, the number stays.

    Raises:
        NotFound
        InvalidInput: naming the part; or it is in another country.
        StateInvalid: nothing is printed, it was sent, or nothing of it may be sent (now).
        FulfillmentClaimed: somebody else is placing it.
        FulfillmentPlaced: the print house has it, with the former address.
    """
    cleaned = {part: _clean(part, typed.get(part)) for part in _MOST}
    async with transaction():
        order = await order_checks.locked(order_id)
        await fulfillment_claims.require_printable(order)
        former: Address = order.shipping_address or {}
        address: Address = {**cleaned, "country": typed["country"]}
        if "phone" not in typed:
            address["phone"] = former.get("phone")
        if _plain(address) == _plain(former):
            return
        await fulfillment_claims.require_free(order, actor)
        if order.placed_at is not None:
            raise await fulfillment_claims.placed(order, _AT_THE_PRINT_HOUSE)
        _require_known(order, former)
        _require_country(former, str(address["country"]))
        _require_parts(former, address)
        order.shipping_address = address
        await order.save(update_fields=["shipping_address", "updated_at"])
        await _tell(order, former, actor, notify=notify)


def _clean(part: str, typed: str | None) -> str | None:
    """One line in Unicode's NFC, runs of spaces as one; None when there is nothing in it."""
    text = unicodedata.normalize("NFC", typed or "")
    if any(unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS for sign in text):
        raise _wrong(part, "is one line, without control characters or marks that turn the text around")
    text = " ".join(text.split())
    if len(text) > _MOST[part]:
        raise _wrong(part, f"has at most {_MOST[part]} characters")
    if text and not any(sign.isalnum() for sign in text):
        raise _wrong(part, "has letters or digits")
    if text and part == "phone" and not _PHONE.fullmatch(text):
        raise _wrong(part, "is a number of digits, spaces and ( ) . / -, with a + in front if need be")
    if not text and part in _NEEDED:
        raise _wrong(part, "must not be empty")
    return text or None


def _wrong(part: str, sentence: str) -> InvalidInput:
    called = _CALLED.get(part, part)
    return InvalidInput(f"{called} {sentence}.", path=("address", called))


def _plain(address: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty: Stripe leaves out, or sends null or an empty text."""
    return {part: value for part, value in address.items() if value}


def _require_known(order: Order, former: Address) -> None:
    """Who has left has had their address taken out; nothing puts one in again."""
    if order.email is None and not former.get("line1"):
        raise StateInvalid("Whoever placed the order has left, and their address with them.", "no_address")


def _require_country(former: Address, country: str) -> None:
    paid_for = former.get("country")
    if paid_for and country != paid_for:
        sentence = (
            f"The order goes to {paid_for}: shipping and tax were paid for that country. "
            f"For {country}, cancel it and have it ordered anew."
        )
        raise InvalidInput(sentence, path=("address", "country"))
    if not paid_for and country not in settings().shipping_countries:
        sentence = f"Prints are not sent to {country}, only to {', '.join(settings().shipping_countries)}."
        raise InvalidInput(sentence, path=("address", "country"))


def _require_parts(former: Address, address: Address) -> None:
    for part in _AS_BEFORE:
        if former.get(part) and not address[part]:
            raise _wrong(part, f"must not be empty: addresses in {former.get('country')} have one")


async def _tell(order: Order, former: Address, actor: Actor, *, notify: bool) -> None:
    label = actor.label[:120]
    message = "The address that the prints are sent to was changed."
    event = await orders.record(order, CHANGED, message, public=True, actor=label, data={"former": former or None})
    packed = await OrderEvent.filter(order=order, type=PACKED).order_by("-id").first()
    if packed is not None:
        at = packed.created_at.astimezone(settings().time_zone)
        stale = f"The pack that {packed.actor} had made at {at:%Y-%m-%d %H:%M} has the former address. Make another."
        await orders.record(order, "pack_outdated", stale, actor=label)
    if notify:
        lines = "\n".join(order_mails.address_lines(order))
        await order_mails.message(order, event.id, f"Your prints are sent to this address now:\n\n{lines}")
    # Where somebody lives is not for the audit log, which outlives their erasure: it says what kind of thing changed.
    address = order.shipping_address or {}
    parts = [part for part in (*_MOST, "country") if (address.get(part) or None) != (former.get(part) or None)]
    after = {"changed": parts, "packed": packed is not None, "notify": notify}
    await audit.record(actor, "order_shipping_address_set", Target("Order", order.id), after=after)
