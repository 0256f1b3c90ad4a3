"""Orders by the last part of their number, as people read it out: `8H3K9C2D` for `YMA-2026-8H3K9C2D`."""

# ruff: noqa: S608 (what was asked for is in the values, never in the text)
from __future__ import annotations

import re

from commerce.orders.order_lists import FACETS
from core.database import fetch

_LAST_PART = re.compile("(?:([0-9]{4})-)?([2-9A-HJ-NP-Z]{8})")
# One look into the index of numbers for each prefix and year that there are.
_WHOLE = f"""
WITH {FACETS.format(conditions="head <> '' AND $2 IN ('', split_part(head, '-', 2))")}
SELECT found.number FROM (SELECT DISTINCT head FROM facets) AS heads
CROSS JOIN LATERAL (SELECT o.number FROM orders o WHERE o.number = heads.head || '-' || $1 LIMIT 1) AS found
LIMIT 2"""


async def whole(part: str) -> str | None:
    """The number that ends with `part`, which may have the year before it; None when none does, or several do."""
    match = _LAST_PART.fullmatch(part)
    if match is None:
        return None
    year, letters = match.groups(default="")
    found = await fetch(_WHOLE, letters, year)
    return str(found[0]["number"]) if len(found) == 1 else None
