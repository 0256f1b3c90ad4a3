"""Short signed tokens for links in mails: one thing's key and an end, under SECRET_KEY.

They are for what a link may do without a login: show a cart, stop a newsletter. What opens an order is an order token
(core/tokens.py), which clients send as X-Order-Token.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from pydantic import SecretStr

from core.clock import now

_FACTS = struct.Struct(">16sQ")
_SIGNATURE_BYTES = 20
_LENGTH = 59
"""Of every token: 44 bytes in base64 without padding."""


class LinkInvalid(Exception):
    """A token that is not ours, or not of this purpose."""


@dataclass(frozen=True)
class SignedLink:
    """What a token says. `expires_at` None: it has no end."""

    key: UUID
    expires_at: datetime | None

    @property
    def expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= now()


def sign(purpose: str, key: UUID, secret: SecretStr, *, expires_at: datetime | None = None) -> str:
    """A token for one purpose and one thing, to whole seconds. The same again is the same token."""
    facts = _FACTS.pack(key.bytes, int(expires_at.timestamp()) if expires_at else 0)
    return base64.urlsafe_b64encode(facts + _signature(purpose, facts, secret)).rstrip(b"=").decode()


def read(purpose: str, token: str, secret: SecretStr) -> SignedLink:
    """What a token says, expired or not.

    Raises:
        LinkInvalid
    """
    try:
        if len(token) != _LENGTH:
            raise ValueError(token)
        raw = base64.b64decode(token.encode("ascii") + b"=", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError, ValueError):
        raise LinkInvalid("The link is not valid.") from None
    facts, signature = raw[: _FACTS.size], raw[_FACTS.size :]
    if not hmac.compare_digest(signature, _signature(purpose, facts, secret)):
        raise LinkInvalid("The link is not valid.")
    key, seconds = _FACTS.unpack(facts)
    return SignedLink(UUID(bytes=key), datetime.fromtimestamp(seconds, UTC) if seconds else None)


def _signature(purpose: str, facts: bytes, secret: SecretStr) -> bytes:
    message = b"link\0" + purpose.encode() + b"\0" + facts
    return hmac.new(secret.get_secret_value().encode(), message, sha256).digest()[:_SIGNATURE_BYTES]
