"""What stands in the way of a claim."""

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
