"""What erasing a person means, table by table. Every function runs inside the open transaction, and twice is once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from commerce.files.renders import preview_keys
from commerce.orders import orders
from core.clock import now
from core.database import execute, fetch
from models import Order, PaymentStatus, Role, User

Keys = Sequence[UUID]
ERASURE = "account_erasure"
"""The kind of the job that erases an account: the one of theirs that is not stopped."""

# Locked as a payment locks them: the order first.
_ORDERS = """
SELECT id FROM orders WHERE user_id = $1 OR (user_id IS NULL AND email = $2) ORDER BY id FOR UPDATE
"""


async def orders_of(user_id: UUID, email: str | None) -> list[UUID]:
    """A person's orders, and those that they placed as a guest with that e-mail address; locked."""
    return [row["id"] for row in await fetch(_ORDERS, user_id, email)]


_ON_ITS_WAY = "SELECT order_id AS id FROM order_events WHERE order_id = ANY($1::uuid[]) AND type = 'payment_processing'"


async def cancel_pending(order_ids: Keys) -> list[str]:
    """Cancel what waits for its money, unless a bank is sending it; the Stripe sessions to close."""
    sessions = []
    on_its_way = {row["id"] for row in await fetch(_ON_ITS_WAY, order_ids)}
    for order in await Order.filter(id__in=order_ids, payment_status=PaymentStatus.PENDING):
        if order.id in on_its_way or not await orders.cancel_locked(order, "The customer has left."):
            continue
        if order.checkout_session_id:
            sessions.append(order.checkout_session_id)
    return sessions


_CUSTOMERS = (
    "SELECT DISTINCT stripe_customer_id AS id FROM orders WHERE id = ANY($1::uuid[]) AND stripe_customer_id <> ''"
)
_UNLINK = """
UPDATE orders SET user_id = NULL, email = NULL, customer_name = NULL, notes = NULL, stripe_customer_id = NULL,
    locale = NULL, checkout_url = NULL, request_key = NULL, fingerprint = '', success_url = '', cancel_url = '',
    updated_at = $2,
    checkout_params = CASE WHEN checkout_params ? 'shipping_options'
        THEN jsonb_build_object('shipping_options', checkout_params -> 'shipping_options') ELSE '{}'::jsonb END
WHERE id = ANY($1::uuid[])
"""
_CLOSE_DIGITAL = """
UPDATE orders SET fulfillment_status = 'fulfilled', fulfilled_at = $2
WHERE id = ANY($1::uuid[]) AND fulfillment_type = 'digital' AND fulfillment_status <> 'fulfilled'
    AND payment_status IN ('paid', 'partially_refunded', 'disputed') AND held_reason IS NULL
"""
_MAILS_OF_ORDERS = "DELETE FROM mails WHERE entity_type = 'Order' AND entity_id = ANY($1::uuid[])"
# What Stripe says of an order or its payment tells of the buyer. What is not processed yet is looked at the next time.
_SCRUB_EVENTS_OF_STRIPE = """
UPDATE inbox_events SET payload = jsonb_build_object(
    'id', payload -> 'id', 'type', payload -> 'type',
    'data', jsonb_build_object('object', jsonb_build_object(
        'id', payload #> '{data,object,id}', 'object', payload #> '{data,object,object}',
        'metadata', payload #> '{data,object,metadata}')))
WHERE processed_at IS NOT NULL AND (payload #>> '{data,object,metadata,order_id}' = ANY($1::text[])
    OR payload #>> '{data,object,payment_intent}' = ANY($2::text[]))
"""
_PAYMENTS = "SELECT payment_intent_id AS id FROM orders WHERE id = ANY($1::uuid[]) AND payment_intent_id <> ''"


async def unlink(order_ids: Keys) -> list[str]:
    """Take out of orders who placed them, and owe nothing digital any more; their customers at Stripe."""
    customers = [row["id"] for row in await fetch(_CUSTOMERS, order_ids)]
    await execute(_UNLINK, order_ids, now())
    await execute(_CLOSE_DIGITAL, order_ids, now())
    await execute(_MAILS_OF_ORDERS, order_ids)
    payments = [row["id"] for row in await fetch(_PAYMENTS, order_ids)]
    await execute(_SCRUB_EVENTS_OF_STRIPE, [str(order_id) for order_id in order_ids], payments)
    return customers


_UNDELIVERED = """
SELECT id FROM orders WHERE id = ANY($1::uuid[]) AND (held_reason IS NOT NULL OR payment_status = 'pending'
    OR (fulfillment_type <> 'digital' AND fulfillment_status <> 'fulfilled'
        AND payment_status IN ('paid', 'partially_refunded', 'disputed')))
"""


async def undelivered(order_ids: Keys) -> set[UUID]:
    """Those that were paid and have prints to be sent, that a bank is paying, or that staff has to look at."""
    return {row["id"] for row in await fetch(_UNDELIVERED, order_ids)}


_REMOVE_FILES = """
DELETE FROM downloads d USING orders o
WHERE o.id = d.order_id AND d.order_id = ANY($1::uuid[]) AND (d.kind = 'customer' OR $2)
RETURNING 'orders/' || o.number || '/' || d.order_line_id || '/' || d.file_name AS drawn, d.storage_key AS sent
"""
_REMOVE_UPLOADS = """
DELETE FROM render_uploads u USING order_lines l
WHERE l.id = u.order_line_id AND l.order_id = ANY($1::uuid[]) AND (u.kind = 'customer' OR $2)
RETURNING u.staged_key, u.garbage
"""


async def remove_customer_files(order_ids: Keys) -> list[str]:
    """Forget the files that the customer downloads; where they are, or are about to be, in the store."""
    return await _remove_files(order_ids, False)


async def _remove_files(order_ids: Keys, printed: bool) -> list[str]:
    keys: list[str] = []
    for row in await fetch(_REMOVE_FILES, order_ids, printed):
        keys += dict.fromkeys([row["drawn"], row["sent"] or row["drawn"]])
    for row in await fetch(_REMOVE_UPLOADS, order_ids, printed):
        keys += [row["staged_key"], *orjson.loads(row["garbage"])]
    return keys


_ADDRESSES = """
UPDATE orders SET tracking_number = NULL, tracking_url = NULL, placed_reference = NULL,
    shipping_address = CASE WHEN shipping_address IS NOT NULL THEN jsonb_build_object(
        'country', shipping_address -> 'country', 'state', shipping_address -> 'state') END
WHERE id = ANY($1::uuid[])
"""
_DESIGNS = "SELECT DISTINCT design_id AS id FROM order_lines WHERE order_id = ANY($1::uuid[]) AND design_id IS NOT NULL"
_LINES = """
UPDATE order_lines l SET design_id = NULL, cart_identity = '',
    title = COALESCE((SELECT name FROM products p WHERE p.id = l.product_id), l.product_type)
WHERE order_id = ANY($1::uuid[])
"""
_TIMELINES = """
UPDATE order_events SET message = replace(type, '_', ' '), data = CASE WHEN data ? 'amount'
    THEN jsonb_build_object('amount', data -> 'amount', 'currency', data -> 'currency') END
WHERE order_id = ANY($1::uuid[])
"""
_REFUNDS = "UPDATE refunds SET reason = NULL WHERE order_id = ANY($1::uuid[])"


async def anonymise(order_ids: Keys) -> list[str]:
    """Leave of orders what the books need: amounts, products, country and state; storage keys of what must go."""
    designs = [row["id"] for row in await fetch(_DESIGNS, order_ids)]
    files = await _remove_files(order_ids, True)
    for statement in (_LINES, _TIMELINES, _REFUNDS, _ADDRESSES):
        await execute(statement, order_ids)
    return [*files, *await remove_designs(designs), *await _remove_packs(order_ids)]


_PACKS = """
SELECT id, storage_key FROM jobs WHERE kind = 'fulfillment_pack' AND params -> 'orders' ?| $1::text[]
    AND (storage_key IS NOT NULL OR state IN ('pending', 'running')) ORDER BY id FOR UPDATE
"""


async def _remove_packs(order_ids: Keys) -> list[str]:
    """Stop and forget packs for the print house with these orders in them; where they are in the store."""
    return await _end_jobs(await fetch(_PACKS, [str(order_id) for order_id in order_ids]))


# Whoever is about to use one of them holds its row: then it stays.
_LOCK_DESIGNS = "SELECT id FROM designs WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED"
_REMOVE_DESIGNS = """
DELETE FROM designs d WHERE id = ANY($1::uuid[])
    AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.design_id = d.id)
    AND NOT EXISTS (SELECT 1 FROM cart_lines l WHERE l.design_id = d.id)
    AND NOT EXISTS (SELECT 1 FROM templates t WHERE t.design_id = d.id)
RETURNING hash
"""


async def remove_designs(design_ids: Keys) -> list[str]:
    """Delete those that nobody else uses; where their pictures are in the store."""
    locked = [row["id"] for row in await fetch(_LOCK_DESIGNS, design_ids)]
    removed = await fetch(_REMOVE_DESIGNS, locked)
    return [key for row in removed for key in preview_keys(row["hash"])]


_EXPORTS = """
SELECT id, storage_key FROM jobs
WHERE ((params ->> 'user_id' = $1::text AND kind = 'account_data_export') OR (user_id = $1::uuid AND kind <> $2))
    AND (storage_key IS NOT NULL OR state IN ('pending', 'running')) ORDER BY id FOR UPDATE
"""


async def remove_exports(user_id: UUID) -> list[str]:
    """Stop what packs their data, or was asked for by them, and forget what was packed; where that is in the store."""
    return await _end_jobs(await fetch(_EXPORTS, str(user_id), ERASURE))


# At once: of a row that is written twice, PostgreSQL looks for the account, which somebody may be erasing just now.
_END = """
UPDATE jobs SET storage_key = NULL, expires_at = $2,
    finished_at = CASE WHEN state IN ('pending', 'running') THEN $2 ELSE finished_at END,
    state = CASE WHEN state IN ('pending', 'running') THEN 'canceled' ELSE state END
WHERE id = ANY($1::uuid[])
"""


async def _end_jobs(found: Sequence[Any]) -> list[str]:
    """Cancel those that run, and let nobody fetch the files of those that are done."""
    await execute(_END, [row["id"] for row in found], now())
    return [row["storage_key"] for row in found if row["storage_key"]]


_CART_DESIGNS = """
SELECT DISTINCT l.design_id AS id FROM cart_lines l JOIN carts c ON c.id = l.cart_id
WHERE c.user_id = $1 AND l.design_id IS NOT NULL
"""


async def forget_belongings(user_id: UUID) -> list[str]:
    """Delete what an account has besides orders; storage keys of what must go."""
    designs = [row["id"] for row in await fetch(_CART_DESIGNS, user_id)]
    for table in ("carts", "sessions", "api_keys", "mail_tokens", "customer_figures", "customer_totals"):
        await execute(f"DELETE FROM {table} WHERE user_id = $1", user_id)  # noqa: S608 (the names above)
    await execute("DELETE FROM mails WHERE entity_type = 'User' AND entity_id = $1", user_id)
    return await remove_designs(designs)


async def forget_person(user: User, email: str | None) -> None:
    """Leave of an account its row, anonymous, and of its verified e-mail address nothing."""
    await execute("UPDATE carts SET email = NULL, locale = NULL WHERE lower(email) = $1", email)
    await execute("DELETE FROM mail_tokens WHERE email = $1", email)
    await execute("DELETE FROM mails WHERE recipient = $1", email)
    await execute("DELETE FROM mail_preferences WHERE email = $1", email)
    await execute("UPDATE alerts SET acknowledged_by = NULL WHERE acknowledged_by = $1", user.email)
    user.email = f"deleted-{user.id.hex}@deleted.invalid"
    user.name, user.role = "", Role.USER
    user.password_hash = user.email_verified_at = user.blocked_reason = None
    user.notes = user.locale = None
    user.deleted_at = now()
    await user.save()
