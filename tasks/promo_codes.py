"""Promo codes, told to Stripe."""

from __future__ import annotations

import contextlib
from uuid import UUID

from adapters import Adapters
from commerce.promotions import promo_code_push
from core.errors import ShopError


async def push_promo_code(promo_code_id: UUID, adapters: Adapters) -> None:
    """Bring Stripe in line with a code, unless the request that changed it has. A refusal ends it: nobody waits."""
    with contextlib.suppress(ShopError):
        await promo_code_push.push(promo_code_id, adapters.payments)


async def give_up_promo_code(promo_code_id: UUID, reason: str, adapters: Adapters) -> None:
    """Stripe would not hear of it for hours."""
    del adapters
    await promo_code_push.give_up(promo_code_id, reason)
