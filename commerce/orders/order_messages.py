"""What staff tells a customer about an order: a message, the receipt once more, fresh links to the files."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from commerce import audit
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, StateInvalid
from commerce.orders import order_checks, order_mails, orders
from commerce.payments.order_figures import was_paid
from core.clock import now
from core.database import transaction
from models import Order, OrderEvent

MAX_TEXT = 2_000
_MAX_KEY = 255
ONCE_IN = timedelta(minutes=1)
"""What is sent again within this time is a double click."""


async def send(order_id: UUID, text: str, actor: Actor, *, key: str | None = None) -> None:
    """Write to the customer: they find it in the order's timeline and in their mailbox.

    `key` is a client's idempotency key: however often it comes, the message is sent once. Without one, the same words
    within a minute are one message.

    Raises:
        NotFound, InvalidInput
        StateInvalid: there is nobody to write to.
    """
    words = _words(text)
    if key is not None and not 1 <= len(key) <= _MAX_KEY:
        raise InvalidInput(f"idempotencyKey must have 1 to {_MAX_KEY} characters.", path=("idempotencyKey",))
    request_key = sha256(f"{order_id}\n{key}".encode()).hexdigest() if key else None
    async with transaction():
        order = await order_checks.locked(order_id)
        if await _was_sent(order, words, request_key):
            return
        _require_address(order)
        event = await orders.record(
            order, "message_sent", words, public=True, actor=actor.label[:120], request_key=request_key
        )  # fmt: skip
        await order_mails.message(order, event.id, words)
        # What was written is about a person, and the audit log outlives their erasure.
        await audit.record(actor, "order_message_send", Target("Order", order.id), after={"characters": len(words)})


def _words(text: str) -> str:
    words = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if not 1 <= len(words) <= MAX_TEXT:
        raise InvalidInput(f"A message has from 1 to {MAX_TEXT} characters.", path=("text",))
    if any(not (sign.isprintable() or sign in "\n\t") and sign < "\x80" for sign in words):
        raise InvalidInput("A message has no control characters.", path=("text",))
    return words


async def _was_sent(order: Order, words: str, request_key: str | None) -> bool:
    """Whether a locked order has this very message already.

    Raises:
        InvalidInput: for the key of another one.
    """
    messages = OrderEvent.filter(order=order, type="message_sent")
    if request_key is None:
        return await messages.filter(message=words, created_at__gt=now() - ONCE_IN).exists()
    known = await messages.get_or_none(request_key=request_key)
    if known is not None and known.message != words:
        raise InvalidInput("This idempotencyKey was used for another message.", path=("idempotencyKey",))
    return known is not None


def _require_address(order: Order) -> None:
    if not order.email:
        raise StateInvalid("No e-mail address is known for this order.", "no_address")


async def resend_receipt(order_id: UUID, actor: Actor) -> None:
    """Mail the receipt once more; a second wish within a minute is the same one.

    Raises:
        NotFound
        StateInvalid: it was not paid, or there is nobody to write to.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        if not was_paid(order):
            raise StateInvalid("The order is not paid: there is no receipt yet.", "unpaid")
        _require_address(order)
        if await _lately(order, "receipt_resent"):
            return
        event = await _note(order, "receipt_resent", "The receipt was mailed once more.", actor)
        await order_mails.receipt_again(order, str(event.id))
        await audit.record(actor, "order_receipt_resend", Target("Order", order.id))


async def renew_links(order_id: UUID, actor: Actor) -> None:
    """Mail fresh links to the order and its files. Order tokens that were handed out before open it no more.

    Pre-signed URLs of files live on for as long as they were signed. A second wish within a minute is the same one.

    Raises:
        NotFound
        StateInvalid: the customer is not to have the files (now), or there is nobody to write to.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        order_checks.require_entitled(order)
        _require_address(order)
        if await _lately(order, "links_renewed"):
            return
        order.links_since = now()
        await order.save(update_fields=["links_since", "updated_at"])
        event = await _note(order, "links_renewed", "New links to the order and its files were mailed.", actor)
        # While there are no files yet, or only prints, it is a link to the order.
        await order_mails.links_again(order, str(event.id)) or await order_mails.link_again(order, str(event.id))
        await audit.record(actor, "order_downloads_renew", Target("Order", order.id))


async def _lately(order: Order, kind: str) -> bool:
    return await OrderEvent.filter(order=order, type=kind, created_at__gt=now() - ONCE_IN).exists()


async def _note(order: Order, kind: str, message: str, actor: Actor) -> OrderEvent:
    return await orders.record(order, kind, message, actor=actor.label[:120])
