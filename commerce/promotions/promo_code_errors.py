"""Why a promo code is not to be had, or does not count."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from core.errors import ErrorCode, ShopError


class PromoCodeTaken(ShopError):
    """An active promo code has that name, whatever its case."""

    code: ClassVar = ErrorCode.PROMO_CODE_TAKEN

    def __init__(self, promo_code: str) -> None:
        super().__init__(f"There is an active promo code {promo_code} already.", path=("code",))
        self.promo_code = promo_code


class PromoCodeProblem(StrEnum):
    """Why a code does not count here."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED_UP = "used_up"
    CURRENCY = "currency"
    BELOW_MINIMUM = "below_minimum"
    CUSTOMER_LIMIT = "customer_limit"
    """This customer has used it as often as anybody may, or has a payment page open on which they could."""
    EMAIL_NEEDED = "email_needed"
    """It is limited for each customer: say who buys, by an account or an e-mail address."""
    REFUSED = "refused"


class PromoCodeInvalid(ShopError):
    """The code that was given cannot be used for this purchase. Nothing was ordered."""

    code: ClassVar = ErrorCode.PROMO_CODE_INVALID

    def __init__(self, promo_code: str, reason: PromoCodeProblem) -> None:
        wording = {
            PromoCodeProblem.UNKNOWN: "There is no such code.",
            PromoCodeProblem.EXPIRED: "The code has expired.",
            PromoCodeProblem.USED_UP: "The code has been used up.",
            PromoCodeProblem.CURRENCY: "The code is not for this currency.",
            PromoCodeProblem.BELOW_MINIMUM: "The code needs a larger order.",
            PromoCodeProblem.CUSTOMER_LIMIT: "You have used this code as often as you may.",
            PromoCodeProblem.EMAIL_NEEDED: "The code needs your e-mail address: send cartEmailSet, or sign in, first.",
            PromoCodeProblem.REFUSED: "The payment provider does not take the code.",
        }
        super().__init__(wording[reason], path=("promoCode",))
        self.promo_code = promo_code
        self.reason = reason
