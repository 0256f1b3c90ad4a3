"""What sending prints costs."""

from __future__ import annotations

from collections.abc import Sequence

from commerce.catalog import pricing, shipping
from commerce.catalog.shipping import NewTier
from models import ShippingTier
from resolvers.audit import actor_of
from resolvers.context import Context


async def tiers(context: Context, currency: str | None) -> list[ShippingTier]:
    """Lowest first; none where prints are not sent for that currency."""
    return await pricing.shipping_tiers(currency or context.settings.default_currency)


async def set_tiers(context: Context, currency: str, tiers: Sequence[NewTier]) -> list[ShippingTier]:
    return await shipping.set_tiers(currency, tiers, actor_of(context))
