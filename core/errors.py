"""The roots of every error that the application raises on purpose."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar


class ConfigurationError(Exception):
    """A setting is missing or wrong. Its text is a sentence for whoever starts the process."""


class ErrorCode(StrEnum):
    """What a client can act on, spelled as in the GraphQL contract."""

    INVALID_INPUT = "INVALID_INPUT"
    NOT_FOUND = "NOT_FOUND"
    PRODUCT_UNAVAILABLE = "PRODUCT_UNAVAILABLE"
    OPTION_INVALID = "OPTION_INVALID"
    QUANTITY_INVALID = "QUANTITY_INVALID"
    DESIGN_INVALID = "DESIGN_INVALID"
    CURRENCY_UNAVAILABLE = "CURRENCY_UNAVAILABLE"
    CART_EMPTY = "CART_EMPTY"
    CART_LIMIT_REACHED = "CART_LIMIT_REACHED"
    CART_LINES_UNAVAILABLE = "CART_LINES_UNAVAILABLE"
    URL_NOT_ALLOWED = "URL_NOT_ALLOWED"
    AMOUNT_TOO_SMALL = "AMOUNT_TOO_SMALL"
    ORDER_ALREADY_PAID = "ORDER_ALREADY_PAID"
    PAYMENT_UNAVAILABLE = "PAYMENT_UNAVAILABLE"
    NOTHING_TO_REFUND = "NOTHING_TO_REFUND"
    REFUND_TOO_LARGE = "REFUND_TOO_LARGE"
    REFUND_REFUSED = "REFUND_REFUSED"
    PROMO_CODE_TAKEN = "PROMO_CODE_TAKEN"
    VALUE_TAKEN = "VALUE_TAKEN"
    PRODUCT_INCOMPLETE = "PRODUCT_INCOMPLETE"
    PROMO_CODE_INVALID = "PROMO_CODE_INVALID"
    STATE_INVALID = "STATE_INVALID"
    WEBHOOK_FAILED = "WEBHOOK_FAILED"
    FULFILLMENT_CLAIMED = "FULFILLMENT_CLAIMED"
    FULFILLMENT_PLACED = "FULFILLMENT_PLACED"
    UPLOAD_INVALID = "UPLOAD_INVALID"
    STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE"
    CREDENTIALS_INVALID = "CREDENTIALS_INVALID"
    ACCOUNT_BLOCKED = "ACCOUNT_BLOCKED"
    NOT_PERMITTED = "NOT_PERMITTED"
    TOKEN_INVALID = "TOKEN_INVALID"  # noqa: S105 (a code)
    PASSWORD_TOO_WEAK = "PASSWORD_TOO_WEAK"  # noqa: S105
    RATE_LIMITED = "RATE_LIMITED"


class ShopError(Exception):
    """An answer of "no" that a client can act on.

    Subclasses set `code`; their public attributes are the facts that the client needs. `path` names the
    input field that is to blame, outermost first.
    """

    code: ClassVar[ErrorCode]

    def __init__(self, message: str, *, path: tuple[str, ...] | None = None, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        for name, value in facts.items():
            setattr(self, name, value)


class AdapterError(Exception):
    """An outside system did not do what was asked.

    `transient` tells whether the same call may succeed later.
    """

    def __init__(self, message: str, *, transient: bool = True) -> None:
        super().__init__(message)
        self.transient = transient
