"""Errors that a client can act on: members of a mutation's union, each with the facts it needs.

A rule raises a `ShopError`; where the field's union has the type that stands for it, the client gets that
type, and elsewhere a GraphQL error with the same code. Nothing has to be caught in between.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any, Self, TypeVar

import strawberry
from strawberry.types import Info as AnyInfo
from strawberry.types.field import StrawberryField

from commerce import errors
from commerce.catalog import catalog_errors
from commerce.payments import refund_errors
from commerce.promotions import promo_code_errors
from core.errors import ErrorCode, ShopError
from core.ids import to_global_id
from schema.money import Money
from schema.scalars import Currency

strawberry.enum(ErrorCode, description="Why the answer is no.")


@strawberry.interface
class Error:
    """An answer of "no" that a client can act on."""

    code: ErrorCode
    message: str = strawberry.field(description="For developers, in English. Show your own text for `code`.")
    path: list[str] | None = strawberry.field(description="The input field to blame, outermost first.")

    @classmethod
    def of(cls, error: ShopError) -> Self:
        """The type's own fields are the error's attributes of the same names, unless `facts` says otherwise."""
        path = list(error.path) if error.path else None
        return cls(code=error.code, message=error.message, path=path, **cls.facts(error))

    @classmethod
    def facts(cls, error: Any) -> dict[str, Any]:
        shared = {"code", "message", "path"}
        names = (field.name for field in dataclasses.fields(cls) if field.name not in shared)
        return {name: getattr(error, name) for name in names}


E_ = TypeVar("E_", bound=Error)
_ERROR_TYPES: dict[type[ShopError], type[Error]] = {}


def error_type(raised_as: type[ShopError]) -> Callable[[type[E_]], type[E_]]:
    """Declare the GraphQL type that stands for a ShopError."""

    def declare(cls: type[E_]) -> type[E_]:
        declared: type[E_] = strawberry.type(cls, description=raised_as.__doc__)
        _ERROR_TYPES[raised_as] = declared
        return declared

    return declare


class _Raised:
    """Strawberry asks this when a field raises: the union member that stands for the error."""

    def __init__(self, exception_type: type[ShopError], type_: type[Error]) -> None:
        self.exception_type = exception_type
        self.error_type = type_

    def handle(self, exception: ShopError, *, field: StrawberryField, info: AnyInfo) -> Error:
        return self.error_type.of(exception)


def exception_handlers() -> tuple[_Raised, ...]:
    """For strawberry.Schema. Subclasses come before what they derive from, so the closest type answers."""
    closest_first = sorted(_ERROR_TYPES, key=lambda raised: -len(raised.__mro__))
    return tuple(_Raised(raised, _ERROR_TYPES[raised]) for raised in closest_first)


@error_type(raised_as=errors.InvalidInput)
class InvalidInputError(Error):
    pass


@error_type(raised_as=errors.NotFound)
class NotFoundError(Error):
    what: str


@error_type(raised_as=errors.ProductUnavailable)
class ProductUnavailableError(Error):
    product_id: strawberry.ID | None

    @classmethod
    def facts(cls, error: errors.ProductUnavailable) -> dict[str, Any]:
        return {"product_id": error.product_id and to_global_id("Product", error.product_id)}


@error_type(raised_as=errors.OptionInvalid)
class OptionInvalidError(Error):
    option: str
    allowed: list[str] = strawberry.field(description="The values it may have; empty if there is no such option.")


@error_type(raised_as=errors.QuantityInvalid)
class QuantityInvalidError(Error):
    quantity: int
    minimum: int
    maximum: int


@strawberry.type(description="One thing that is wrong with a design document.")
class DesignProblem:
    path: str = strawberry.field(description="Where in the document: `texts.0.value`.")
    message: str


@error_type(raised_as=errors.DesignInvalid)
class DesignInvalidError(Error):
    problems: list[DesignProblem]

    @classmethod
    def facts(cls, error: errors.DesignInvalid) -> dict[str, Any]:
        return {"problems": [DesignProblem(path=path, message=message) for path, message in error.problems]}


@error_type(raised_as=errors.CurrencyUnavailable)
class CurrencyUnavailableError(Error):
    currency: Currency
    available: list[Currency]


@error_type(raised_as=errors.CartEmpty)
class CartEmptyError(Error):
    pass


@error_type(raised_as=errors.CartLimitReached)
class CartLimitReachedError(Error):
    limit: int


@error_type(raised_as=errors.CartLinesUnavailable)
class CartLinesUnavailableError(Error):
    line_ids: list[strawberry.ID]

    @classmethod
    def facts(cls, error: errors.CartLinesUnavailable) -> dict[str, Any]:
        return {"line_ids": [to_global_id("CartLine", key) for key in error.line_ids]}


@error_type(raised_as=errors.UrlNotAllowed)
class UrlNotAllowedError(Error):
    url: str
    allowed_origins: list[str]


@error_type(raised_as=errors.AmountTooSmall)
class AmountTooSmallError(Error):
    amount: int
    currency: Currency


@error_type(raised_as=errors.OrderAlreadyPaid)
class OrderAlreadyPaidError(Error):
    number: str


@error_type(raised_as=errors.PaymentUnavailable)
class PaymentUnavailableError(Error):
    retry_after_seconds: int


@error_type(raised_as=promo_code_errors.PromoCodeTaken)
class PromoCodeTakenError(Error):
    promo_code: str


strawberry.enum(promo_code_errors.PromoCodeProblem, description="Why a promo code does not count.")


@error_type(raised_as=promo_code_errors.PromoCodeInvalid)
class PromoCodeInvalidError(Error):
    promo_code: str
    reason: promo_code_errors.PromoCodeProblem


@error_type(raised_as=catalog_errors.ValueTaken)
class ValueTakenError(Error):
    value: str


@error_type(raised_as=catalog_errors.ProductIncomplete)
class ProductIncompleteError(Error):
    missing: list[str] = strawberry.field(description="Sentences, in English, as `Product.problems` has them.")


@error_type(raised_as=refund_errors.NothingToRefund)
class NothingToRefundError(Error):
    free: bool = strawberry.field(description="Whether it cost nothing, rather than being given back already.")


@error_type(raised_as=refund_errors.RefundTooLarge)
class RefundTooLargeError(Error):
    requested: Money
    refundable: Money = strawberry.field(description="What can still be given back.")

    @classmethod
    def facts(cls, error: refund_errors.RefundTooLarge) -> dict[str, Any]:
        amounts = {"requested": error.requested, "refundable": error.refundable}
        return {name: Money.of(amount, error.currency) for name, amount in amounts.items()}


@error_type(raised_as=refund_errors.RefundRefused)
class RefundRefusedError(Error):
    provider_message: str = strawberry.field(description="What the payment provider says, in English.")
    refundable: Money = strawberry.field(description="What can still be given back.")

    @classmethod
    def facts(cls, error: refund_errors.RefundRefused) -> dict[str, Any]:
        return {"provider_message": error.provider_message, "refundable": Money.of(error.refundable, error.currency)}


@error_type(raised_as=errors.StateInvalid)
class StateInvalidError(Error):
    state: str


@error_type(raised_as=errors.WebhookFailed)
class WebhookFailedError(Error):
    pass


strawberry.enum(errors.UploadProblem, description="What is wrong with a file that was sent.")


@error_type(raised_as=errors.UploadInvalid)
class UploadInvalidError(Error):
    reason: errors.UploadProblem
    expected: str
    found: str


@error_type(raised_as=errors.StorageUnavailable)
class StorageUnavailableError(Error):
    retry_after_seconds: int


@error_type(raised_as=errors.CredentialsInvalid)
class CredentialsInvalidError(Error):
    pass


@error_type(raised_as=errors.AccountBlocked)
class AccountBlockedError(Error):
    blocked_at: datetime | None = strawberry.field(description="Null for a guest, who may not be the account's owner.")


@error_type(raised_as=errors.NotPermitted)
class NotPermittedError(Error):
    pass


@error_type(raised_as=errors.TokenInvalid)
class TokenInvalidError(Error):
    pass


strawberry.enum(errors.PasswordWeakness, description="What is wrong with a new password.")


@error_type(raised_as=errors.PasswordTooWeak)
class PasswordTooWeakError(Error):
    reason: errors.PasswordWeakness
    min_length: int
    max_length: int


@error_type(raised_as=errors.RateLimited)
class RateLimitedError(Error):
    retry_at: datetime
    retry_after_seconds: int
