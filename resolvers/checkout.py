"""Buying: the viewer's cart, or one line without it."""

from __future__ import annotations

from dataclasses import dataclass

from commerce import limits
from commerce.checkout import carts, checkout
from commerce.checkout.checkout_params import BuyerInput, buyer_input
from commerce.checkout.checkout_session import Checkout
from commerce.checkout.lines import NewLine
from commerce.errors import InvalidInput
from core.locales import known_tag
from models import Order
from resolvers.carts import measuring, owner_of
from resolvers.context import Context

_SHORTEST_KEY, _LONGEST_KEY = 16, 255


@dataclass(frozen=True)
class StartedCheckout:
    """An order that waits for its money, where it is paid, and what lets a guest see it."""

    order: Order
    session_url: str
    order_token: str | None


async def start(
    context: Context, success_url: str | None, cancel_url: str | None, locale: str | None, promo_code: str | None
) -> StartedCheckout:
    """Check out the viewer's cart.

    Raises:
        ShopError: typed, with nothing charged.
    """
    await _count_tries(context, promo_code)
    owner = owner_of(context.viewer)
    cart = await carts.find(owner)
    email = cart.email if cart else None
    wanted = known_tag(locale) or context.locale or (cart.locale if cart else None)
    buyer = _buyer(context, email, success_url=success_url, cancel_url=cancel_url, locale=wanted, promo_code=promo_code)
    return await _started(context, await checkout.start(owner, buyer, context.services.payments))


async def buy_now(
    context: Context,
    line: NewLine,
    *,
    currency: str | None,
    email: str | None,
    success_url: str | None,
    cancel_url: str | None,
    idempotency_key: str | None,
    locale: str | None,
    promo_code: str | None,
) -> StartedCheckout:
    """Check out one line, past the cart.

    Raises:
        ShopError: typed, with nothing charged.
    """
    if idempotency_key is not None and not _SHORTEST_KEY <= len(idempotency_key) <= _LONGEST_KEY:
        # A key that can be guessed would open a guest's order to whoever guesses it.
        message = f"idempotencyKey must have {_SHORTEST_KEY} to {_LONGEST_KEY} characters; a UUID is a good one."
        raise InvalidInput(message, path=("idempotencyKey",))
    await _count_tries(context, promo_code)
    buyer = _buyer(
        context,
        email,
        success_url=success_url,
        cancel_url=cancel_url,
        idempotency_key=idempotency_key,
        locale=known_tag(locale) or context.locale,
        promo_code=promo_code,
    )
    wanted = currency or context.settings.default_currency
    begun = await checkout.buy_now(line, wanted, buyer, context.services.payments, measuring(context))
    return await _started(context, begun)


def _buyer(
    context: Context,
    email: str | None,
    *,
    success_url: str | None,
    cancel_url: str | None,
    idempotency_key: str | None = None,
    locale: str | None = None,
    promo_code: str | None = None,
) -> BuyerInput:
    account = context.viewer.user
    known = email or (account.email if account else None)
    return buyer_input(
        owner_of(context.viewer),
        email=known.lower() if known else None,
        success_url=success_url,
        cancel_url=cancel_url,
        idempotency_key=idempotency_key,
        locale=locale or (account.locale if account else None),
        promo_code=promo_code,
    )


async def _count_tries(context: Context, promo_code: str | None) -> None:
    """Codes are words that somebody could guess."""
    if promo_code is not None:
        address = limits.network_of(context.ip)
        await limits.spend(context.services.limits, limits.PROMO_CODE_FROM_ADDRESS.per(address))


async def _started(context: Context, begun: Checkout) -> StartedCheckout:
    order = await Order.get(id=begun.order.id).select_related("user")
    token = None if order.user_id else context.services.tokens.issue_order_token(order.id).token
    return StartedCheckout(order, begun.session_url, token)
