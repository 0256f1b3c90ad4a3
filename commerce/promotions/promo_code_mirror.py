"""All of Stripe's promotion codes, read from time to time: what no webhook brought is taken over all the same."""

from __future__ import annotations

from adapters.payments import Payments
from commerce.promotions import promo_code_sync
from core.database import transaction
from models import Bookmark

_MOST_PAGES = 5
_BOOKMARK = "promo_codes_mirrored"


async def mirror(payments: Payments) -> int:
    """Look at up to 500 codes, from where the last run left off; how many that were. Stripe is told nothing.

    Raises:
        PaymentError: when Stripe does not answer; the next run goes on where this one was.
    """
    seen = 0
    mark = await Bookmark.get_or_none(name=_BOOKMARK)
    after = mark.value.get("after") if mark else None
    for _ in range(_MOST_PAGES):
        found, more = await payments.promotions.page(after)
        for each in found:
            async with transaction():
                await promo_code_sync.follow(each)
        seen += len(found)
        after = found[-1].id if more and found else None
        await Bookmark.update_or_create({"value": {"after": after} if after else {}}, name=_BOOKMARK)
        if after is None:
            break
    return seen
