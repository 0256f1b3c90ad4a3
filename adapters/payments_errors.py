"""What goes wrong at Stripe, in the shop's words."""

from __future__ import annotations

import stripe

from core.errors import AdapterError


class PaymentError(AdapterError):
    """Stripe did not do what was asked.

    `status` is its HTTP status, 0 when it did not answer at all; `code` its own word, such as `charge_disputed`.
    """

    def __init__(self, message: str, *, transient: bool, status: int, code: str | None = None) -> None:
        super().__init__(message, transient=transient)
        self.status = status
        self.code = code


def translated(error: stripe.StripeError) -> PaymentError:
    """Transient: without an answer, busy, too many requests, or Stripe's own fault."""
    status = error.http_status or 0
    transient = isinstance(error, stripe.APIConnectionError) or status in {0, 409, 429} or status >= 500
    message = f"Stripe: {error.user_message or error}"
    return PaymentError(message, transient=transient, status=status, code=error.code)
