"""Identifiers: time-ordered primary keys, opaque global ids, order numbers and secrets."""

from __future__ import annotations

import base64
import binascii
import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_id() -> UUID:
    """A UUIDv7: unique, and ordered by creation time, so that keyset pages follow the primary key."""
    return uuid7()


def order_number(prefix: str, year: int) -> str:
    """`YMA-2026-8H3K9C2D`: 8 characters of a 32-letter alphabet without 0 O 1 I, 40 random bits."""
    return f"{prefix}-{year}-{''.join(secrets.choice(_ALPHABET) for _ in range(8))}"


def secret_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def to_global_id(type_name: str, key: UUID) -> str:
    """A Relay global id: `Type:uuid` in URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(f"{type_name}:{key.hex}".encode()).rstrip(b"=").decode()


def from_global_id(value: str) -> tuple[str, UUID]:
    """Type name and key of a global id.

    Raises:
        ValueError: when it is not one.
    """
    try:
        raw = base64.urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4)).decode("ascii")
        type_name, _, key = raw.partition(":")
        if len(key) != 32 or not type_name.isalpha():
            raise ValueError(value)
        return type_name, UUID(hex=key)
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise ValueError("not an id") from error
