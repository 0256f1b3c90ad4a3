"""What keeps two from placing the same order at the print house."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from core.errors import ErrorCode, ShopError


class FulfillmentClaimed(ShopError):
    """Somebody else is placing this order at the print house; from `until` on it is free again."""

    code: ClassVar = ErrorCode.FULFILLMENT_CLAIMED

    def __init__(self, by: str, until: datetime) -> None:
        super().__init__(f"{by} is placing this order until {until:%Y-%m-%d %H:%M} UTC.")
        self.by = by
        self.until = until


class FulfillmentPlaced(ShopError):
    """This order was placed at the print house already. Nobody is to place it again, unless that one was canceled."""

    code: ClassVar = ErrorCode.FULFILLMENT_PLACED

    def __init__(self, by: str, at: datetime, reference: str | None, advice: str | None = None) -> None:
        named = f", as {reference}" if reference else ""
        advice = advice or "If it was canceled there, take that back with orderPlacementClear."
        super().__init__(f"{by} placed this order at the print house on {at:%Y-%m-%d %H:%M} UTC{named}. {advice}")
        self.by = by
        self.at = at
        self.reference = reference
