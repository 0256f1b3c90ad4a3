"""Where a request comes from."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

UNKNOWN = "unknown"


def client_ip(peer: str | None, forwarded_for: Sequence[str], trusted_proxies: int) -> str:
    """The client's address. `forwarded_for` are the X-Forwarded-For headers in order.

    Each trusted proxy appends the address it was called from, so with n of them the n-th entry from the
    right is the first that nobody could forge. Anything malformed falls back to the peer.
    """
    if trusted_proxies and forwarded_for:
        hops = [hop.strip() for header in forwarded_for for hop in header.split(",")]
        if len(hops) >= trusted_proxies:
            try:
                return str(ip_address(hops[-trusted_proxies]))
            except ValueError:
                pass
    return peer or UNKNOWN
