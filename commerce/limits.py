"""How often people may try what others could abuse, by address and by account."""

from __future__ import annotations

import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from adapters.limits import Charge, Limit, RateLimits
from commerce.errors import RateLimited
from core.clock import now

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

LOGIN_FROM_ADDRESS = Limit("login-address", 30, 5 * _MINUTE)
LOGIN_TO_ACCOUNT_FROM_ADDRESS = Limit("login-account-address", 10, 15 * _MINUTE)
LOGIN_TO_ACCOUNT = Limit("login-account", 100, _HOUR)
"""From everywhere together: wide enough that nobody easily locks the owner out, below what guessing needs."""
REGISTER_FROM_ADDRESS = Limit("register-address", 20, _HOUR)
MAIL_TO_ADDRESS = Limit("account-mail", 5, _HOUR)
"""Mails about an account to one mailbox, whoever asks for them."""
RESET_FROM_ADDRESS = Limit("reset-address", 20, _HOUR)
TOKEN_FROM_ADDRESS = Limit("mail-token-address", 30, 5 * _MINUTE)
REFRESH_FROM_ADDRESS = Limit("refresh-address", 300, _MINUTE)
DESIGN_FROM_ADDRESS = Limit("design-address", 300, 5 * _MINUTE)
"""Looks at a document that is not stored, and new ones put into a cart: more than an editor needs, less than a drawing
farm does."""
PROMO_CODE_FROM_ADDRESS = Limit("promo-code-address", 60, 15 * _MINUTE)
"""Checkouts with a code: many a customer behind one address, no dictionary."""
PASSWORD_OF_ACCOUNT = Limit("password-account", 10, 15 * _MINUTE)


async def spend(limits: RateLimits, *charges: Charge) -> None:
    """Count one try against every limit, before the work that it guards.

    Raises:
        RateLimited: when one of them is used up; then none has counted it.
    """
    wait = await limits.take(*charges)
    if wait > timedelta():
        raise RateLimited(now() + wait, math.ceil(wait.total_seconds()))


def network_of(ip: str) -> str:
    """Whom an address stands for: itself, or its /64, which an IPv6 customer has whole."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((address, 64), strict=False))
    return str(address)
