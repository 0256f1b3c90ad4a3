"""Which addresses webhooks may be sent to: those of the internet, and nothing behind the shop's own door.

Whoever may name a receiver must not thereby reach what only the shop's machines can: its database, a cloud's metadata
service, an office printer. Names prove nothing, so what a name stands for is looked at, and that is what is called.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from core.database import forbid_transaction
from core.errors import AdapterError
from core.settings import Settings

Address = IPv4Address | IPv6Address
PORTS = frozenset({443, 8443})
_MAX_URL = 2000
_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): an IPv4 address in the last 32 bits, as networks without IPv4 resolve every name."""
_NOT_GLOBAL = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
"""Teredo and its like, examples, 6to4, examples."""
_NOT_GLOBAL_4 = (IPv4Network("192.88.99.0/24"), IPv4Network("168.63.129.16/32"))
"""6to4 relays, behind which may be anything, and what Azure's machines know their host by."""


class AddressRefused(AdapterError):
    """Nothing is sent there. Its text may be shown, and does not say what a name stands for."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=False)


class Unresolvable(AdapterError):
    """The host's name stands for nothing right now."""


class AddressRules:
    """What the settings allow."""

    def __init__(self, settings: Settings) -> None:
        self._anywhere = settings.environment == "development"
        self._allowed: Collection[str] = frozenset(settings.webhook_allowed_hosts)

    def read(self, url: str) -> httpx.URL:
        """A URL that webhooks may have, as far as it can be told without asking anybody.

        Raises:
            AddressRefused
        """
        parsed = _parsed(url)
        if not self._trusted(parsed):
            if parsed.scheme != "https":
                raise AddressRefused("The URL must begin with https://.")
            if (parsed.port or 443) not in PORTS:
                raise AddressRefused(f"The port must be one of {', '.join(map(str, sorted(PORTS)))}.")
            literal = _literal(parsed.raw_host.decode())
            if literal is not None and not on_the_internet(literal):
                raise _not_public()
        return parsed

    async def resolve(self, url: httpx.URL) -> list[str]:
        """The addresses to call, all of them allowed.

        Raises:
            AddressRefused: when one of them is not.
            Unresolvable
        """
        forbid_transaction("a name server")
        host = url.raw_host.decode()
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, _port(url), type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Unresolvable(f"The name {host[:253]} cannot be resolved.") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._trusted(url) and not all(on_the_internet(ip_address(each)) for each in addresses):
            raise _not_public()
        return addresses

    def _trusted(self, url: httpx.URL) -> bool:
        host = url.host.lower().strip("[]")
        return self._anywhere or host in self._allowed or f"{host}:{_port(url)}" in self._allowed


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _parsed(url: str) -> httpx.URL:
    try:
        if len(url) > _MAX_URL or not url.isprintable() or " " in url:
            raise ValueError(url)
        parsed = httpx.URL(url)
        if len(str(parsed)) > _MAX_URL:
            raise ValueError(url)
        # `host` spells out what is written as xn--…, and finds out whether it can be.
        if parsed.scheme not in {"http", "https"} or not parsed.host or parsed.port == 0:
            raise ValueError(url)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise AddressRefused("The URL must be absolute, such as https://erp.example.com/hooks.") from None
    if parsed.userinfo:
        raise AddressRefused("The URL must not carry credentials: webhooks are signed.")
    if parsed.fragment:
        raise AddressRefused("The URL must not have a fragment.")
    return parsed


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def on_the_internet(address: Address) -> bool:
    """Whether anybody may reach it: global unicast, in no form that hides another address."""
    if isinstance(address, IPv4Address):
        special = address.is_multicast or any(address in network for network in _NOT_GLOBAL_4)
        return address.is_global and not special
    if address.ipv4_mapped is not None:
        return on_the_internet(address.ipv4_mapped)
    if address in _TRANSLATED:
        return on_the_internet(IPv4Address(int(address) & 0xFFFF_FFFF))
    hides = any(address in network for network in _NOT_GLOBAL) or _isatap(address)
    return address in _UNICAST and address.is_global and address.scope_id is None and not hides


def _isatap(address: IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFFFF_FFFF in {0x0000_5EFE, 0x0200_5EFE}


def _not_public() -> AddressRefused:
    return AddressRefused("The host is not on the public internet: webhooks are not sent there.")
