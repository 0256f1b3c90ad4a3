"""Who asks: an account, a guest with a cart, a guest with an order, or nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from commerce.permissions import ROLE_PERMISSIONS, Permission
from core.tokens import TokenError, Tokens
from models import Role
from resolvers.errors import Unauthenticated

AUTHORIZATION = "authorization"
CART_TOKEN = "x-cart-token"  # noqa: S105 (a header's name)
ORDER_TOKEN = "x-order-token"  # noqa: S105
_OPAQUE = re.compile(r"[A-Za-z0-9_-]{16,128}")


@dataclass(frozen=True)
class Viewer:
    """What the request's headers prove. Making one takes no SQL."""

    user_id: UUID | None = None
    role: Role | None = None
    permissions: frozenset[Permission] = frozenset()
    cart_token: str | None = None
    order_id: UUID | None = None
    """The order that an X-Order-Token opens."""

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


def viewer_from(headers: Mapping[str, str], tokens: Tokens) -> Viewer:
    """The viewer that headers (or a WebSocket's connection params, lower-case names) speak of.

    Raises:
        Unauthenticated: for a header that is there and is malformed, forged or expired.
    """
    try:
        claims = _access_claims(headers.get(AUTHORIZATION), tokens)
        order_token = headers.get(ORDER_TOKEN)
        order_id = tokens.verify_order_token(order_token) if order_token else None
    except TokenError as error:
        raise Unauthenticated(str(error)) from None
    cart_token = headers.get(CART_TOKEN) or None
    if cart_token and not _OPAQUE.fullmatch(cart_token):
        raise Unauthenticated("The cart token is not valid.")
    user_id, role = claims if claims else (None, None)
    permissions = ROLE_PERMISSIONS[role] if role else frozenset()
    return Viewer(user_id, role, permissions, cart_token, order_id)


def _access_claims(header: str | None, tokens: Tokens) -> tuple[UUID, Role] | None:
    if not header:
        return None
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenError("The Authorization header must read: Bearer <access token>.")
    claims = tokens.verify_access_token(token.strip())
    try:
        return claims.user_id, Role(claims.role)
    except ValueError:
        raise TokenError("The access token is not valid.") from None
