"""Why money is not given back, with the facts a client needs. Amounts in minor units of `currency`."""

from __future__ import annotations

from typing import ClassVar

from core.errors import ErrorCode, ShopError


class NothingToRefund(ShopError):
    """There is nothing (left) to give back: it cost nothing, or all of it is given back or on its way."""

    code: ClassVar = ErrorCode.NOTHING_TO_REFUND

    def __init__(self, message: str, *, free: bool = False, path: tuple[str, ...] | None = None) -> None:
        super().__init__(message, path=path)
        self.free = free


class RefundTooLarge(ShopError):
    """More than is left, counting refunds that are on their way."""

    code: ClassVar = ErrorCode.REFUND_TOO_LARGE

    def __init__(self, requested: int, refundable: int, currency: str, *, path: tuple[str, ...]) -> None:
        super().__init__("That is more than can still be given back.", path=path)
        self.requested = requested
        self.refundable = refundable
        self.currency = currency


class RefundRefused(ShopError):
    """The payment provider refuses the refund, and nothing was given back. `provider_message` is its sentence."""

    code: ClassVar = ErrorCode.REFUND_REFUSED

    def __init__(self, provider_message: str, refundable: int, currency: str) -> None:
        super().__init__(f"The payment provider refuses the refund. {provider_message}")
        self.provider_message = provider_message
        self.refundable = refundable
        self.currency = currency
