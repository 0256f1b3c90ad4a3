"""Shipping tiers: what prints cost to send, by what is ordered, in each currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commerce import audit
from commerce.audit import Actor, Target
from commerce.catalog.pricing import shipping_tiers
from commerce.errors import CurrencyUnavailable, InvalidInput
from core.currencies import charge_step
from core.database import execute, fetch, transaction
from models import ShippingTier

_MAX_TIERS = 5
_MAX_AMOUNT = 99_999_999
"""Stripe's own, in minor units."""
_MAX_LABEL = 60
_DEFAULT_LABEL = "Standard shipping"


@dataclass(frozen=True)
class NewTier:
    """From this subtotal of prints on, sending them costs `rate`. Minor units."""

    from_amount: int
    rate: int
    label: str | None = None


async def set_tiers(currency: str, tiers: Sequence[NewTier], actor: Actor) -> list[ShippingTier]:
    """Replace a currency's tiers, all at once. An open payment page keeps what it was quoted until its
    cart is checked out anew.

    Raises:
        InvalidInput: naming the tier.
        CurrencyUnavailable: when nothing is sold in that currency.
    """
    _check(tiers, charge_step(currency))
    async with transaction():
        # Of two admins at the same moment, the second replaces what the first has set.
        await execute("SELECT pg_advisory_xact_lock(hashtext($1))", f"shipping_tiers {currency}")
        await _check_sold_in(currency)
        before = await shipping_tiers(currency)
        after = [_row(currency, tier) for tier in tiers]
        if _facts(before) != _facts(after):
            await ShippingTier.filter(currency=currency).delete()
            await ShippingTier.bulk_create(after)
            target = Target("ShippingTiers", None)
            old, new = ({"currency": currency, "tiers": _facts(rows)} for rows in (before, after))
            await audit.record(actor, "shipping_tiers_set", target, old, new)
        return await shipping_tiers(currency)


async def _check_sold_in(currency: str) -> None:
    rows = await fetch("SELECT DISTINCT currency FROM prices ORDER BY currency")
    available = [row["currency"] for row in rows]
    if currency not in available:
        message = f"Nothing has a price in {currency}. Set prices in it first."
        raise CurrencyUnavailable(message, currency, available)


def _check(tiers: Sequence[NewTier], step: int) -> None:
    if not 1 <= len(tiers) <= _MAX_TIERS:
        raise InvalidInput(f"There must be from 1 to {_MAX_TIERS} tiers.", path=("tiers",))
    reached = -1
    for position, tier in enumerate(tiers):
        if position == 0 and tier.from_amount != 0:
            raise _wrong(position, "fromAmount", "of the first tier must be 0, so that every order has one")
        if not reached < tier.from_amount <= _MAX_AMOUNT:
            raise _wrong(position, "fromAmount", f"must ascend, up to {_MAX_AMOUNT}")
        if not 0 <= tier.rate <= _MAX_AMOUNT:
            raise _wrong(position, "rate", f"must be from 0 to {_MAX_AMOUNT}")
        if tier.rate % step:
            raise _wrong(position, "rate", f"must be a multiple of {step} in this currency")
        if tier.label is not None and not 1 <= len(tier.label.strip()) <= _MAX_LABEL:
            raise _wrong(position, "label", f"must have from 1 to {_MAX_LABEL} characters")
        reached = tier.from_amount


def _wrong(position: int, field: str, sentence: str) -> InvalidInput:
    return InvalidInput(f"{field} {sentence}.", path=("tiers", str(position), field))


def _row(currency: str, tier: NewTier) -> ShippingTier:
    label = tier.label.strip() if tier.label else _DEFAULT_LABEL
    return ShippingTier(currency=currency, from_amount=tier.from_amount, rate=tier.rate, label=label)


def _facts(tiers: Sequence[ShippingTier]) -> list[dict[str, Any]]:
    return [{"from_amount": tier.from_amount, "rate": tier.rate, "label": tier.label} for tier in tiers]
