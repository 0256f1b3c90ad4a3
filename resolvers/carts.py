"""The viewer's cart: an account's, or that of the guest whose token came with the request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import models
from commerce import limits
from commerce.checkout import cart_merge, cart_restore, cart_view, carts
from commerce.checkout.cart_view import CartView, PricedLine
from commerce.checkout.carts import CartChange, CartOwner
from commerce.checkout.lines import NewLine
from commerce.files.designs import Gate
from core.locales import known_tag
from resolvers.context import Context
from resolvers.errors import Unauthenticated
from resolvers.ids import key_of
from resolvers.viewer import Viewer


@dataclass(frozen=True)
class OwnedCart:
    """A priced cart and the token that opens it, for a guest."""

    view: CartView
    token: str | None


def owner_of(viewer: Viewer) -> CartOwner:
    """Whose cart the viewer uses, and where they may take designs from."""
    return CartOwner(viewer.user_id, viewer.cart_token, viewer.order_id, viewer.order_token_from)


def measuring(context: Context) -> Gate:
    """Counts how many documents the viewer's address has measured: each takes a process of its own."""
    address = limits.network_of(context.ip)

    async def count(documents: int) -> None:
        charge = limits.DESIGN_FROM_ADDRESS.per(address, times=documents)
        await limits.spend(context.services.limits, charge)

    return count


def new_line(
    *,
    product_id: str,
    size_id: str | None,
    options: Sequence[tuple[str, str]],
    quantity: int,
    design_id: str | None,
    document: Any,
    path: tuple[str, ...],
) -> NewLine:
    """A line as the rules take it; `path` is where the client wrote it.

    Raises:
        BadUserInput: for an id that is malformed or of another type.
    """
    return NewLine(
        product_id=key_of(product_id, "Product", "productId"),
        size_id=key_of(size_id, "ProductSize", "sizeId") if size_id is not None else None,
        options=tuple(options),
        quantity=quantity,
        design_id=key_of(design_id, "Design", "designId") if design_id is not None else None,
        document=document,
        path=path,
    )


async def cart(context: Context) -> OwnedCart | None:
    """The viewer's cart, in three statements; reading never makes one."""
    view = await carts.read(owner_of(context.viewer))
    return OwnedCart(view, _echo(context, view.cart)) if view else None


async def cart_by_id(context: Context, key: UUID) -> OwnedCart | None:
    """The viewer's cart, if that is it."""
    found = await cart(context)
    return found if found and found.view.cart.id == key else None


async def line_by_id(context: Context, key: UUID) -> tuple[PricedLine, str] | None:
    """A line of the viewer's cart, with the cart's currency."""
    found = await cart(context)
    lines = found.view.lines if found else []
    return next(((entry, found.view.cart.currency) for entry in lines if found and entry.line.id == key), None)


async def add_lines(context: Context, lines: Sequence[NewLine], currency: str | None) -> OwnedCart:
    return await _after(context, await carts.add_lines(owner_of(context.viewer), lines, currency, measuring(context)))


async def update_lines(context: Context, quantities: Sequence[tuple[str, int]]) -> OwnedCart:
    wanted = [(_line_key(line_id), quantity) for line_id, quantity in quantities]
    return await _after(context, await carts.update_lines(owner_of(context.viewer), wanted))


async def remove_lines(context: Context, line_ids: Sequence[str]) -> OwnedCart:
    keys = [_line_key(line_id) for line_id in line_ids]
    return await _after(context, await carts.remove_lines(owner_of(context.viewer), keys))


async def clear(context: Context) -> OwnedCart:
    return await _after(context, await carts.clear(owner_of(context.viewer)))


async def set_email(context: Context, email: str, marketing_consent: bool | None, locale: str | None) -> OwnedCart:
    change = await carts.set_email(
        owner_of(context.viewer), email, marketing_consent=marketing_consent, locale=known_tag(locale) or context.locale
    )
    return await _after(context, change)


async def restore(context: Context, token: str) -> OwnedCart:
    """The cart that a mail's link leads to."""
    change = await cart_restore.restore(owner_of(context.viewer), token)
    return await _after(context, change)


async def merge(context: Context, token: str) -> OwnedCart:
    """The guest cart that a token opens into the account's."""
    user_id = context.viewer.user_id
    if user_id is None:
        raise Unauthenticated("Sign in first.")
    return await _after(context, await cart_merge.merge(user_id, token))


def _line_key(line_id: str) -> UUID:
    return key_of(line_id, "CartLine", "lineId")


async def _after(context: Context, change: CartChange) -> OwnedCart:
    view = await cart_view.view(change.cart, notices=change.warnings)
    return OwnedCart(view, change.token or _echo(context, change.cart))


def _echo(context: Context, found: models.Cart) -> str | None:
    """A guest gets back the token that they showed; an account needs none."""
    return context.viewer.cart_token if found.user_id is None else None
