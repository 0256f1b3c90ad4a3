"""Order links of mails, renewed."""

from __future__ import annotations

from commerce import limits
from commerce.errors import TokenInvalid
from commerce.orders import order_links
from core.tokens import TokenError
from resolvers.context import Context


async def renew(context: Context, token: str) -> int:
    """Owe a fresh link to the order's own address; for how many days it will be good.

    Raises:
        TokenInvalid: it never was an order's, or its key has gone.
        RateLimited
    """
    address = limits.network_of(context.ip)
    await limits.spend(context.services.limits, limits.TOKEN_FROM_ADDRESS.per(address))
    try:
        order_id = context.services.tokens.order_of_expired_token(token)
    except TokenError:
        message = "The link is not valid. Find the order by its number and e-mail address."
        raise TokenInvalid(message, path=("token",)) from None
    await order_links.renew(order_id, context.services.limits)
    return context.settings.order_link_days
