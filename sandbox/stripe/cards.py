"""Stripe's test payment methods and what each of them does.

Numbers and names as in https://docs.stripe.com/testing; other numbers are refused, since nobody's real
card belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Behaviour = Literal["pays", "declines", "challenges", "challenges_then_declines", "debits", "debit_fails"]
Afterwards = Literal["", "dispute", "inquiry", "refund_fails", "refund_pending"]


@dataclass(frozen=True)
class TestMethod:
    """A card or bank account. ``code``, ``decline_code`` and ``message`` belong to those that fail."""

    __test__ = False  # pytest: not a test class

    number: str
    brand: str = "visa"
    behaviour: Behaviour = "pays"
    code: str = "card_declined"
    decline_code: str | None = None
    message: str = "Your card was declined."
    afterwards: Afterwards = ""
    reason: str = "fraudulent"
    country: str = "US"
    funding: str = "credit"

    @property
    def is_bank(self) -> bool:
        """Whether money arrives days later, if at all."""
        return self.behaviour in {"debits", "debit_fails"}


def _declining(number: str, code: str, decline_code: str | None, message: str) -> TestMethod:
    return TestMethod(number, behaviour="declines", code=code, decline_code=decline_code, message=message)


_INSUFFICIENT = "Your card has insufficient funds."
_METHODS = (
    TestMethod("4242424242424242"),
    TestMethod("4000056655665556", funding="debit"),
    TestMethod("5555555555554444", brand="mastercard"),
    TestMethod("378282246310005", brand="amex"),
    TestMethod("6011111111111117", brand="discover"),
    TestMethod("4000002760000016", country="DE"),
    TestMethod("4000008260000000", country="GB"),
    _declining("4000000000000002", "card_declined", "generic_decline", "Your card was declined."),
    _declining("4000000000009995", "card_declined", "insufficient_funds", _INSUFFICIENT),
    _declining("4000000000009987", "card_declined", "lost_card", "Your card was declined."),
    _declining("4000000000009979", "card_declined", "stolen_card", "Your card was declined."),
    _declining("4000000000000069", "expired_card", None, "Your card has expired."),
    _declining("4000000000000127", "incorrect_cvc", None, "Your card's security code is incorrect."),
    _declining("4000000000000119", "processing_error", None, "An error occurred while processing your card."),
    TestMethod("4000002500003155", behaviour="challenges"),
    TestMethod("4000002760003184", behaviour="challenges"),
    TestMethod("4000000000003220", behaviour="challenges"),
    TestMethod(
        "4000008260003178", behaviour="challenges_then_declines", decline_code="insufficient_funds",
        message=_INSUFFICIENT,
    ),
    TestMethod("4000000000000259", afterwards="dispute"),
    TestMethod("4000000000002685", afterwards="dispute", reason="product_not_received"),
    TestMethod("4000000000001976", afterwards="inquiry"),
    TestMethod("4000000000005126", afterwards="refund_fails"),
    TestMethod("4000000000007726", afterwards="refund_pending"),
    TestMethod("DE89370400440532013000", brand="sepa_debit", behaviour="debits", country="DE"),
    TestMethod(
        "DE62370400440532013001", brand="sepa_debit", behaviour="debit_fails", country="DE",
        code="charge_exceeds_source_limit", message="The bank account could not be debited.",
    ),
    TestMethod("000123456789", brand="us_bank_account", behaviour="debits"),
    TestMethod(
        "000111111113", brand="us_bank_account", behaviour="debit_fails", code="account_closed",
        decline_code=None, message="The customer's bank account has been closed.",
    ),
)  # fmt: skip
BY_NUMBER = {method.number: method for method in _METHODS}

ALIASES = {
    "pm_card_visa": "4242424242424242",
    "pm_card_visa_debit": "4000056655665556",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_discover": "6011111111111117",
    "pm_card_de": "4000002760000016",
    "pm_card_gb": "4000008260000000",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_chargeDeclinedStolenCard": "4000000000009979",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_threeDSecure2Required": "4000000000003220",
    "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds": "4000008260003178",
    "pm_card_createDispute": "4000000000000259",
    "pm_card_createDisputeProductNotReceived": "4000000000002685",
    "pm_card_createDisputeInquiry": "4000000000001976",
    "pm_card_refundFail": "4000000000005126",
    "pm_card_pendingRefund": "4000000000007726",
    "pm_sepaDebit_success": "DE89370400440532013000",
    "pm_sepaDebit_failed": "DE62370400440532013001",
    "pm_usBankAccount_success": "000123456789",
    "pm_usBankAccount_accountClosed": "000111111113",
}
"""The names that Stripe's own tests use instead of numbers (the two of SEPA are this sandbox's)."""


def passes_luhn(number: str) -> bool:
    """The check digit that every card number ends with."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
