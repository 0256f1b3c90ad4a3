"""Who acts, as the audit log names them."""

from __future__ import annotations

from commerce.audit import Actor
from resolvers.accounts import signed_in
from resolvers.context import Context


def actor_of(context: Context) -> Actor:
    """The viewer's account, and where the request came from.

    Raises:
        Unauthenticated: for a guest.
    """
    user = signed_in(context)
    return Actor(label=user.email, user_id=user.id, ip=context.ip, request_id=context.request_id or None)
