"""Who asks: an account, a guest with a cart, a guest with an order, or nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.identity import IdentityRefused
from commerce.accounts import accounts, api_keys, sessions
from commerce.accounts.api_keys import KeyHolder
from commerce.permissions import KEY_PERMISSIONS, ROLE_PERMISSIONS, Permission
from core.clock import now
from core.tokens import TokenError
from models import Role, User
from resolvers.errors import Forbidden, Unauthenticated
from resolvers.services import Services

AUTHORIZATION = "authorization"
CART_TOKEN = "x-cart-token"  # noqa: S105 (a header's name)
ORDER_TOKEN = "x-order-token"  # noqa: S105
_OPAQUE = re.compile(r"[A-Za-z0-9_-]{16,128}")


@dataclass(frozen=True)
class Viewer:
    """What the request's credentials prove."""

    user: User | None = None
    """The account, as it was when the request came."""
    session_id: UUID | None = None
    """The login that the access token belongs to; none with an identity provider's token."""
    key: KeyHolder | None = None
    """The API key that asks. It has permissions, and nothing that is its owner's own: no account, cart or orders."""
    permissions: frozenset[Permission] = frozenset()
    cart_token: str | None = None
    order_id: UUID | None = None
    """The order that an X-Order-Token opens."""
    order_token_from: datetime | None = None
    """When that token was issued, to the second: the order may have had its links renewed since."""
    order_token_until: datetime | None = None
    """When it ends."""

    @property
    def user_id(self) -> UUID | None:
        return self.user.id if self.user else None

    @property
    def role(self) -> Role | None:
        return self.user.role if self.user else None

    @property
    def signed_in(self) -> bool:
        return self.user is not None

    @property
    def recognised(self) -> bool:
        """Whether somebody has signed in, or an API key has come."""
        return self.user is not None or self.key is not None

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def check(self, permission: Permission) -> None:
        """Let pass who has a permission.

        Raises:
            Unauthenticated: for who has not said who they are.
            Forbidden: for who lacks it; the answer names it.
        """
        if self.may(permission):
            return
        if not self.recognised:
            raise Unauthenticated("Sign in first.")
        message = f"This takes the permission {permission}{self._way_to(permission)}"
        raise Forbidden(message, permission=permission.value)

    def _way_to(self, permission: Permission) -> str:
        """The end of a sentence about a permission that is missing: who has it."""
        if self.key is None:
            whose = "an admin's" if permission in ROLE_PERMISSIONS[Role.ADMIN] else "a superadmin's"
            return f": {whose} role has it, yours does not."
        if permission in KEY_PERMISSIONS:
            return ", which this API key does not have, or its owner has no more."
        return ", which no API key may have: log in for this."

    def logged_in(self, user: User, session_id: UUID) -> Viewer:
        """The same, as that account."""
        return replace(self, user=user, session_id=session_id, key=None, permissions=ROLE_PERMISSIONS[user.role])


async def viewer_from(headers: Mapping[str, str], services: Services) -> Viewer:
    """The viewer that headers (or a WebSocket's connection params, lower-case names) speak of.

    One SQL statement when there is an access token or an API key, none otherwise: the account's role and whether it
    may be here are asked anew each time, so that blocks, new roles and logouts act at once.

    Raises:
        Unauthenticated: for a header that is there and is malformed, forged, expired, or of an account or a
            login that has ended.
    """
    cart_token = headers.get(CART_TOKEN) or None
    if cart_token and not _OPAQUE.fullmatch(cart_token):
        raise Unauthenticated("The cart token is not valid.")
    order_token = headers.get(ORDER_TOKEN)
    try:
        opened = services.tokens.read_order_token(order_token) if order_token else None
        viewer = await _bearer(headers.get(AUTHORIZATION), services)
    except (TokenError, IdentityRefused) as error:
        raise Unauthenticated(str(error)) from None
    if opened is not None:
        viewer = replace(
            viewer,
            order_id=opened.order_id,
            order_token_from=opened.issued_at,
            order_token_until=opened.expires_at,
        )
    return replace(viewer, cart_token=cart_token)


async def renewed(viewer: Viewer) -> Viewer:
    """The same viewer as of now, for whoever watches longer than a request. An order token that has ended since opens
    nothing more.

    Raises:
        Unauthenticated: when the account or the login has ended since.
    """
    if viewer.key is not None:
        return _with_tokens_of(viewer, _holder(await api_keys.still(viewer.key)))
    if viewer.user is None:
        return _with_tokens_of(viewer, Viewer())
    if viewer.session_id is not None:
        user = await sessions.account_of(viewer.user.id, viewer.session_id)
    else:
        user = await User.get_or_none(id=viewer.user.id, blocked_at=None, deleted_at=None)
    return _with_tokens_of(viewer, _account(user, viewer.session_id))


def _with_tokens_of(viewer: Viewer, renewed: Viewer) -> Viewer:
    renewed = replace(renewed, cart_token=viewer.cart_token)
    if viewer.order_token_until is None or viewer.order_token_until <= now():
        return renewed
    return replace(
        renewed,
        order_id=viewer.order_id,
        order_token_from=viewer.order_token_from,
        order_token_until=viewer.order_token_until,
    )


async def _bearer(header: str | None, services: Services) -> Viewer:
    """The viewer that an Authorization header alone makes. Its form tells who issued it."""
    if not header:
        return Viewer()
    scheme, _, token = header.strip().partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise TokenError("The Authorization header must read: Bearer <access token>.")
    if api_keys.is_one(token):
        return _holder(await api_keys.holder_of(token))
    if services.identities.issued(token):
        identity = await services.identities.verify(token)
        return _account(await accounts.account_of_identity(identity.email, identity.name), None)
    claims = services.tokens.verify_access_token(token)
    return _account(await sessions.account_of(claims.user_id, claims.session_id), claims.session_id)


def _account(user: User | None, session_id: UUID | None) -> Viewer:
    if user is None:
        raise Unauthenticated("The login has ended. Log in again.")
    return Viewer(user, session_id, permissions=ROLE_PERMISSIONS[user.role])


def _holder(key: KeyHolder | None) -> Viewer:
    if key is None:
        raise Unauthenticated("The API key is not valid.")
    return Viewer(key=key, permissions=key.permissions)
