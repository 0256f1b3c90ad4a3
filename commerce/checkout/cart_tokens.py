"""What opens a guest's cart: the token that was handed out with it, or the one that a mail's link hands out."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256
from typing import Any
from uuid import UUID

from core.settings import settings

_RESTORED = "restored-cart-"
"""How tokens begin that a mail's link handed out."""


def hash_token(token: str) -> str:
    """What is stored of a cart token."""
    return sha256(token.encode()).hexdigest()


def opened_by(token: str) -> dict[str, Any]:
    """The conditions of the guest's cart that a token opens."""
    column = "restore_hash" if token.startswith(_RESTORED) else "token_hash"
    return {column: hash_token(token)}


def restored(cart_id: UUID) -> str:
    """What opens a restored cart: always the same of a cart, and nobody's guess."""
    secret = settings().secret_key.get_secret_value().encode()
    signature = hmac.new(secret, b"restored-cart\0" + cart_id.bytes, sha256).digest()
    return _RESTORED + base64.urlsafe_b64encode(signature).rstrip(b"=").decode()
