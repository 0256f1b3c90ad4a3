"""Identifiers in Stripe's shapes."""

from __future__ import annotations

import secrets
import string

_ALPHABET = string.ascii_letters + string.digits
_LENGTHS = {"cs_test_": 58, "cus_": 14, "prod_": 14, "req_": 14, "whsec_": 32, "": 8}


def new_id(prefix: str) -> str:
    """A fresh identifier such as ``pi_3Q…``, as long as Stripe's own of that prefix."""
    length = _LENGTHS.get(prefix, 24)
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def client_secret(intent_id: str) -> str:
    """The client secret that belongs to a PaymentIntent or a Checkout Session."""
    return f"{intent_id}_secret_{''.join(secrets.choice(_ALPHABET) for _ in range(25))}"
