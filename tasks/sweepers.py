"""What is nobody's any more, swept by the clock."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.files import picture_sweeper
from commerce.operations import sweepers
from commerce.promotions import promo_code_mirror


async def expire_carts(_: UUID, adapters: Adapters) -> int:
    """Abandon carts past their time; delete guests' empty ones."""
    del adapters
    return await sweepers.expire_carts()


async def sweep_outbox(_: UUID, adapters: Adapters) -> int:
    """Forget work that was given up long ago."""
    del adapters
    return await sweepers.sweep_outbox()


async def owe_lost_events(_: UUID, adapters: Adapters) -> int:
    """Owe the processing of stored events that nothing owes any more."""
    del adapters
    return await sweepers.owe_lost_events()


async def forget_processed_events(_: UUID, adapters: Adapters) -> int:
    """Delete events that had their effects long ago."""
    del adapters
    return await sweepers.forget_processed_events()


async def forget_expired_tokens(_: UUID, adapters: Adapters) -> int:
    """Delete mails' links and logins that ended a week ago."""
    del adapters
    return await sweepers.forget_expired_tokens()


async def forget_old_alerts(_: UUID, adapters: Adapters) -> int:
    """Delete alerts that were taken care of a quarter ago, and all of them after a year."""
    del adapters
    return await sweepers.forget_old_alerts()


async def clear_uploads(_: UUID, adapters: Adapters) -> int:
    """Have uploads removed whose removal was given up."""
    del adapters
    return await sweepers.clear_uploads()


async def sweep_pictures(_: UUID, adapters: Adapters) -> int:
    """Delete pictures of former renderers, and of designs that were only tried out."""
    return await picture_sweeper.sweep_pictures(adapters.storage)


async def mirror_promo_codes(_: UUID, adapters: Adapters) -> int:
    """Take over from Stripe what no webhook said of promo codes."""
    return await promo_code_mirror.mirror(adapters.payments)
