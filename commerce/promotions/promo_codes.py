"""Promo codes: made, switched and deleted by admins, at Stripe as here.

What an admin decides is committed first, with the promise to tell Stripe; then Stripe is told
(commerce/promotions/promo_code_push.py), at once, and by a worker should that fail in between.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from adapters.payments import PaymentError, Payments
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import NotFound, PaymentUnavailable, StateInvalid
from commerce.promotions import promo_code_push
from commerce.promotions.promo_code_errors import PromoCodeTaken
from commerce.promotions.promo_code_input import NewPromoCode, check_description, checked
from core.clock import now
from core.database import execute, transaction
from models import PromoCode

_WORKERS_TURN = timedelta(seconds=20)
"""How long the request has Stripe to itself before a worker looks after what it may have left."""
_AUDITED = (
    "code", "percent_off", "amount_off", "currency", "description", "active", "expires_at", "max_redemptions",
    "per_customer_limit", "minimum_amount", "minimum_currency",
)  # fmt: skip


class PromoCodeStatus(StrEnum):
    """How a code stands: `CREATING` while Stripe does not know it yet."""

    CREATING = "creating"
    ACTIVE = "active"
    INACTIVE = "inactive"
    EXPIRED = "expired"
    USED_UP = "used_up"
    DELETED = "deleted"


def expired(code: PromoCode) -> bool:
    """Whether its time is over, by the clock and no job."""
    return code.expires_at is not None and code.expires_at <= now()


def usable(code: PromoCode) -> bool:
    """Whether Stripe knows it, it is switched on, and its time is not over."""
    known = code.stripe_promotion_code_id is not None
    return known and bool(code.active) and code.deleted_at is None and not expired(code)


def status_of(code: PromoCode, redemptions: int) -> PromoCodeStatus:
    """The first of its states that a person must know about."""
    if code.deleted_at is not None:
        return PromoCodeStatus.DELETED
    if code.stripe_promotion_code_id is None:
        return PromoCodeStatus.CREATING
    if expired(code):
        return PromoCodeStatus.EXPIRED
    if code.max_redemptions is not None and redemptions >= code.max_redemptions:
        return PromoCodeStatus.USED_UP
    return PromoCodeStatus.ACTIVE if code.active else PromoCodeStatus.INACTIVE


def being_usable(wanted: bool) -> Q:
    """What selects the codes for which `usable` says so."""
    if not wanted:
        return Q(active=False) | Q(stripe_promotion_code_id__isnull=True) | Q(expires_at__lte=now())
    unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=now())
    return Q(active=True, deleted_at=None, stripe_promotion_code_id__isnull=False) & unexpired


def listed(active: bool | None) -> QuerySet[PromoCode]:
    """Those that were not deleted; only those that are usable, or are not, if that is said."""
    found = PromoCode.filter(deleted_at=None)
    return found if active is None else found.filter(being_usable(active))


async def create(new: NewPromoCode, actor: Actor, payments: Payments) -> PromoCode:
    """Make a code. The same again, while the first is still on its way to Stripe, carries that one on.

    Raises:
        InvalidInput: also when Stripe refuses it; then nothing is left, here or there.
        PromoCodeTaken: when an active code has that name.
        PaymentUnavailable: when Stripe does not answer; a worker goes on, and asking again is safe.
    """
    row = checked(new)
    try:
        async with transaction():
            await _release_expired(row.code)
            await row.save(force_create=True)
            await audit.record(actor, "promo_code_create", Target("PromoCode", row.id), after=_facts(row))
            await outbox.enqueue(outbox.PUSH_PROMO_CODE, row.id, delay=_WORKERS_TURN)
    except IntegrityError:
        row = await _same_on_its_way(row)
    made = await _tell_stripe(row.id, payments)
    if made is None:
        raise PromoCodeTaken(row.code)
    return made


async def update(
    key: UUID, actor: Actor, payments: Payments, *, active: bool | None = None, description: str | None = None
) -> PromoCode:
    """Switch a code on or off, or describe it anew (an empty description takes it away).

    Raises:
        NotFound: also when it was deleted.
        InvalidInput, StateInvalid: when it cannot be switched on (any more).
        PromoCodeTaken: when another active code has its name.
        PaymentUnavailable: when Stripe does not answer; a worker goes on, and asking again is safe.
    """
    text = check_description(description) if description is not None else None
    try:
        async with transaction():
            row = await _locked(key)
            before = _facts(row)
            if active is not None:
                await _switch(row, active)
            if description is not None:
                row.description = text
            after = _facts(row)
            if after != before:
                await row.save(update_fields=["active", "description", "revision"])
                await audit.record(actor, "promo_code_update", Target("PromoCode", key), *_changes(before, after))
    except IntegrityError:
        raise PromoCodeTaken(row.code) from None
    return await _tell_stripe(key, payments) or row


async def delete(key: UUID, actor: Actor, payments: Payments) -> PromoCode:
    """Take a code out of use for good; its redemptions stay. One that is deleted already stays so.

    Raises:
        NotFound
        PaymentUnavailable: when Stripe does not answer; a worker goes on, and asking again is safe.
    """
    async with transaction():
        row = await PromoCode.filter(id=key).select_for_update().first()
        if row is None:
            raise NotFound("PromoCode", path=("id",))
        if row.deleted_at is None:
            before = {"active": row.active, "deleted_at": None}
            row.deleted_at, row.active = now(), False
            row.revision += 1
            await row.save(update_fields=["deleted_at", "active", "revision"])
            after = {"active": False, "deleted_at": row.deleted_at.isoformat()}
            await audit.record(actor, "promo_code_delete", Target("PromoCode", key), before, after)
            await outbox.enqueue(outbox.PUSH_PROMO_CODE, key, delay=_WORKERS_TURN)
    return await _tell_stripe(key, payments) or row


async def _locked(key: UUID) -> PromoCode:
    row = await PromoCode.filter(id=key, deleted_at=None).select_for_update().first()
    if row is None:
        raise NotFound("PromoCode", path=("id",))
    return row


async def _switch(row: PromoCode, active: bool) -> None:
    if active == row.active:
        return
    if row.stripe_promotion_code_id is None:
        raise StateInvalid("The code is still being created.", PromoCodeStatus.CREATING)
    if active and expired(row):
        raise StateInvalid("The code has expired and cannot be switched on.", PromoCodeStatus.EXPIRED)
    if active:
        await _release_expired(row.code)
    row.active = active
    row.revision += 1
    await outbox.enqueue(outbox.PUSH_PROMO_CODE, row.id, delay=_WORKERS_TURN)


_RELEASE = """
UPDATE promo_codes SET active = FALSE
WHERE upper(code) = $1 AND active AND deleted_at IS NULL AND expires_at <= $2
"""


async def _release_expired(code: str) -> None:
    """The name of a code whose time is over is free again."""
    await execute(_RELEASE, code, now())


async def _same_on_its_way(row: PromoCode) -> PromoCode:
    """The same code, asked for before, that Stripe does not know yet: the earlier request died or is at it."""
    known = await PromoCode.get_or_none(
        code=row.code, active=True, deleted_at=None, stripe_promotion_code_id__isnull=True
    )
    if known is None or _facts(known) != _facts(row):
        raise PromoCodeTaken(row.code)
    return known


async def _tell_stripe(key: UUID, payments: Payments) -> PromoCode | None:
    try:
        return await promo_code_push.push(key, payments)
    except PaymentError as error:
        if error.transient:
            raise PaymentUnavailable from error
        raise


def _facts(row: PromoCode) -> dict[str, Any]:
    """What the audit log says of a code."""
    return {name: _plain(getattr(row, name)) for name in _AUDITED}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, datetime) else value


def _changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = [name for name in after if after[name] != before[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}
