"""Promo codes, for staff."""

from __future__ import annotations

from uuid import UUID

from commerce.errors import located
from commerce.orders.orders_of import Owner, Wanted
from commerce.permissions import Permission
from commerce.promotions import promo_codes
from commerce.promotions.promo_code_input import NewPromoCode
from commerce.promotions.promo_codes import PromoCodeStatus
from commerce.promotions.promo_redemptions import Usage
from models import Order, PromoCode
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of
from resolvers.orders import page_of
from resolvers.paging import Page, paginate


async def promo_code(context: Context, key: UUID) -> PromoCode | None:
    """Also one that was deleted, for whoever finds its name on an order."""
    return await PromoCode.get_or_none(id=key) if context.viewer.may(Permission.READ_PROMO_CODES) else None


async def all_codes(context: Context, active: bool | None, first: int | None, after: str | None) -> Page[PromoCode]:
    """Those that were not deleted, newest first."""
    return await paginate(promo_codes.listed(active), ("-id",), first=first, after=after)


async def usage(context: Context, key: UUID) -> list[Usage]:
    """What the paid orders with a code come to, by currency."""
    return await context.loaders.promo_usage.load(key)


async def redemptions(context: Context, key: UUID) -> int:
    """In how many paid orders a code was used."""
    return sum(entry.redemptions for entry in await usage(context, key))


async def status(context: Context, code: PromoCode) -> PromoCodeStatus:
    return promo_codes.status_of(code, await redemptions(context, code.id))


async def orders(context: Context, key: UUID, first: int | None, after: str | None) -> Page[Order]:
    """The paid orders with a code, newest first.

    Raises:
        Forbidden: for somebody who may see codes, and not orders.
    """
    context.viewer.check(Permission.READ_ORDERS)
    return await page_of(context, Wanted(Owner.PROMO_CODE), key, first, after)


async def create(context: Context, new: NewPromoCode) -> PromoCode:
    with located("input"):
        return await promo_codes.create(new, actor_of(context), context.services.payments)


async def update(context: Context, id: str, active: bool | None, description: str | None) -> PromoCode:
    key = key_of(id, "PromoCode")
    actor, payments = actor_of(context), context.services.payments
    return await promo_codes.update(key, actor, payments, active=active, description=description)


async def delete(context: Context, id: str) -> PromoCode:
    return await promo_codes.delete(key_of(id, "PromoCode"), actor_of(context), context.services.payments)
