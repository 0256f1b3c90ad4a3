"""Every "no" of the shop that a client can act on, with the facts it needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from core.errors import ErrorCode, ShopError


class InvalidInput(ShopError):
    """A value that can never be right; `path` names the field."""

    code: ClassVar = ErrorCode.INVALID_INPUT


class NotFound(ShopError):
    """There is nothing of that kind with that id, or it is not the asker's."""

    code: ClassVar = ErrorCode.NOT_FOUND

    def __init__(self, what: str, *, path: tuple[str, ...] | None = None) -> None:
        super().__init__(f"{what} not found.", path=path)
        self.what = what


class ProductUnavailable(ShopError):
    """Unknown or withdrawn product, or a size it does not come in."""

    code: ClassVar = ErrorCode.PRODUCT_UNAVAILABLE

    def __init__(self, message: str, product_id: UUID | None, *, path: tuple[str, ...] | None = None) -> None:
        super().__init__(message, path=path)
        self.product_id = product_id


class OptionInvalid(ShopError):
    """An option the product lacks, a value it does not have, or a choice that was not made."""

    code: ClassVar = ErrorCode.OPTION_INVALID

    def __init__(self, message: str, option: str, allowed: list[str], *, path: tuple[str, ...] | None = None) -> None:
        super().__init__(message, path=path)
        self.option = option
        self.allowed = allowed


class QuantityInvalid(ShopError):
    code: ClassVar = ErrorCode.QUANTITY_INVALID

    def __init__(self, quantity: int, minimum: int, maximum: int, *, path: tuple[str, ...] | None = None) -> None:
        super().__init__(f"Quantity must be from {minimum} to {maximum}, not {quantity}.", path=path)
        self.quantity = quantity
        self.minimum = minimum
        self.maximum = maximum


class DesignInvalid(ShopError):
    """A design document that cannot be printed. `problems` is a list of (path, message)."""

    code: ClassVar = ErrorCode.DESIGN_INVALID

    def __init__(self, problems: list[tuple[str, str]], *, path: tuple[str, ...] | None = None) -> None:
        first = f"{problems[0][0]}: {problems[0][1]}" if problems else "not a design"
        super().__init__(f"The design cannot be printed. {first}", path=path)
        self.problems = problems


class CurrencyUnavailable(ShopError):
    """Something is not sold in that currency, or the cart is in another one."""

    code: ClassVar = ErrorCode.CURRENCY_UNAVAILABLE

    def __init__(self, message: str, currency: str, available: list[str]) -> None:
        super().__init__(message, path=("currency",))
        self.currency = currency
        self.available = available


class CartEmpty(ShopError):
    code: ClassVar = ErrorCode.CART_EMPTY

    def __init__(self) -> None:
        super().__init__("The cart is empty. Add a line before checking out.")


class CartLimitReached(ShopError):
    code: ClassVar = ErrorCode.CART_LIMIT_REACHED

    def __init__(self, limit: int) -> None:
        super().__init__(f"A cart holds at most {limit} lines.")
        self.limit = limit


class CartLinesUnavailable(ShopError):
    """Lines that can no longer be bought; remove them to check out."""

    code: ClassVar = ErrorCode.CART_LINES_UNAVAILABLE

    def __init__(self, line_ids: list[UUID]) -> None:
        super().__init__("Some lines of the cart are no longer available. Remove them to check out.")
        self.line_ids = line_ids


class UrlNotAllowed(ShopError):
    code: ClassVar = ErrorCode.URL_NOT_ALLOWED

    def __init__(self, url: str, allowed_origins: list[str], *, path: tuple[str, ...] | None = None) -> None:
        super().__init__("Customers cannot be sent to that URL: its origin is not one of the shop's.", path=path)
        self.url = url
        self.allowed_origins = allowed_origins


class AmountTooSmall(ShopError):
    """Below what the card networks accept. Amounts in minor units of `currency`."""

    code: ClassVar = ErrorCode.AMOUNT_TOO_SMALL

    def __init__(self, amount: int, currency: str) -> None:
        super().__init__("The total is below the smallest amount that can be paid by card.")
        self.amount = amount
        self.currency = currency


class OrderAlreadyPaid(ShopError):
    """It was paid meanwhile, such as in another tab; the order is on its way."""

    code: ClassVar = ErrorCode.ORDER_ALREADY_PAID

    def __init__(self, number: str, *, message: str | None = None) -> None:
        super().__init__(message or f"This cart has been paid already, as order {number}.")
        self.number = number


class PaymentUnavailable(ShopError):
    """The payment provider did not answer. Ask again: nothing is charged or given back twice."""

    code: ClassVar = ErrorCode.PAYMENT_UNAVAILABLE

    def __init__(self, retry_after_seconds: int = 5, *, message: str | None = None) -> None:
        super().__init__(message or "The payment provider does not answer. Nothing was charged; please try again.")
        self.retry_after_seconds = retry_after_seconds


class StateInvalid(ShopError):
    """The thing is not in a state that allows this."""

    code: ClassVar = ErrorCode.STATE_INVALID

    def __init__(self, message: str, state: str) -> None:
        super().__init__(message)
        self.state = state


class WebhookFailed(ShopError):
    """An event from outside that was processed again failed again. It is left as it was."""

    code: ClassVar = ErrorCode.WEBHOOK_FAILED

    def __init__(self, reason: str) -> None:
        super().__init__(f"The event was processed again, and {reason[:300]}")


class UploadProblem(StrEnum):
    """What is wrong with a file that was sent."""

    MISSING = "missing"
    SIZE = "size"
    FORMAT = "format"
    UNREADABLE = "unreadable"
    DIMENSIONS = "dimensions"
    PAGES = "pages"


class UploadInvalid(ShopError):
    """The file that was sent is not the one that was announced or ordered. It was removed."""

    code: ClassVar = ErrorCode.UPLOAD_INVALID

    def __init__(self, reason: UploadProblem, expected: str, found: str) -> None:
        super().__init__(f"The file is not taken: expected {expected}, found {found}.")
        self.reason = reason
        self.expected = expected
        self.found = found


class StorageUnavailable(ShopError):
    """The file store did not answer. The same request may be sent again."""

    code: ClassVar = ErrorCode.STORAGE_UNAVAILABLE

    def __init__(self, retry_after_seconds: int = 5) -> None:
        super().__init__("The file store does not answer; please try again.")
        self.retry_after_seconds = retry_after_seconds


class CredentialsInvalid(ShopError):
    """No account has that e-mail address and that password. Which of the two is wrong is not said."""

    code: ClassVar = ErrorCode.CREDENTIALS_INVALID

    def __init__(self, *, path: tuple[str, ...] | None = None) -> None:
        super().__init__("The e-mail address or the password is wrong.", path=path)


class AccountBlocked(ShopError):
    """The shop has shut the account out. Since when is only said to whoever has proven that it is theirs."""

    code: ClassVar = ErrorCode.ACCOUNT_BLOCKED

    def __init__(self, blocked_at: datetime | None = None) -> None:
        theirs = "This account is blocked. Ask the shop's support."
        anybodys = "Nothing can be bought with this e-mail address. Ask the shop's support."
        super().__init__(theirs if blocked_at else anybodys)
        self.blocked_at = blocked_at


class NotPermitted(ShopError):
    """This account may do such things, but not to that one."""

    code: ClassVar = ErrorCode.NOT_PERMITTED


class TokenInvalid(ShopError):
    """Unknown, used before, or past its time; or its account or session has ended."""

    code: ClassVar = ErrorCode.TOKEN_INVALID

    def __init__(self, message: str, *, path: tuple[str, ...] | None = None) -> None:
        super().__init__(message, path=path)


class PasswordWeakness(StrEnum):
    """What is wrong with a new password."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_COMMON = "too_common"


class PasswordTooWeak(ShopError):
    """Not a password that keeps others out. Lengths in characters."""

    code: ClassVar = ErrorCode.PASSWORD_TOO_WEAK

    def __init__(self, reason: PasswordWeakness, minimum: int, maximum: int, *, path: tuple[str, ...] | None) -> None:
        wording = {
            PasswordWeakness.TOO_SHORT: f"The password must have at least {minimum} characters.",
            PasswordWeakness.TOO_LONG: f"The password must have at most {maximum} characters.",
            PasswordWeakness.TOO_COMMON: "The password is among the first that anybody would try.",
        }
        super().__init__(wording[reason], path=path)
        self.reason = reason
        self.min_length = minimum
        self.max_length = maximum


class RateLimited(ShopError):
    code: ClassVar = ErrorCode.RATE_LIMITED

    def __init__(self, retry_at: datetime, retry_after_seconds: int) -> None:
        super().__init__(f"Too many requests. Try again in {retry_after_seconds} seconds.")
        self.retry_at = retry_at
        self.retry_after_seconds = retry_after_seconds


@contextmanager
def located(*where: str) -> Iterator[None]:
    """Say where the input is that a rule refuses: `path` is prefixed. The currency is not a line's own."""
    try:
        yield
    except ShopError as error:
        if not isinstance(error, CurrencyUnavailable):
            error.path = (*where, *(error.path or ())) or None
        raise
