"""Products: made, described, put on sale, withdrawn and put in order by staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from commerce import outbox
from commerce.audit import Actor, Target
from commerce.catalog.catalog_change import Rows, change, described, note, reorder, same
from commerce.catalog.catalog_errors import ValueTaken
from commerce.catalog.catalog_fields import PRODUCT, cleaned
from commerce.errors import InvalidInput, StateInvalid
from core.clock import now
from core.database import fetch, transaction
from models import CartLine, CartStatus, ImageUpload, OrderLine, Product

_LAST_PLACE = "SELECT COALESCE(max(display_order), -1) AS last FROM products"


async def create(given: Mapping[str, Any], actor: Actor) -> Product:
    """Make a product, withdrawn until it has sizes and prices. The same again gives the one that is there.

    Raises:
        InvalidInput
        ValueTaken: when another product has that slug.
    """
    values = {**cleaned(PRODUCT, given), "active": False}
    try:
        async with transaction():
            (last,) = await fetch(_LAST_PLACE)
            product = Product(**values, display_order=last["last"] + 1)
            await product.save(force_create=True)
            await note(actor, "product_create", Target("Product", product.id), {}, described(Rows(product)))
            return product
    except IntegrityError:
        known = await Product.get_or_none(slug=values["slug"])
        if known is None or not same(known, {name: values[name] for name in given}):
            raise ValueTaken("slug", values["slug"]) from None
        return known


async def update(product_id: UUID, given: Mapping[str, Any], actor: Actor) -> Product:
    """Change what is given of a product; `active` puts it on sale or withdraws it.

    Raises:
        NotFound, InvalidInput, ProductIncomplete: then it is as it was.
    """
    values = cleaned(PRODUCT, given)
    async with change(product_id, actor, "product_update") as rows:
        if "image_url" in values and rows.images:
            message = "imageUrl is the first of the product's own pictures. Delete them first."
            raise InvalidInput(message, path=("imageUrl",))
        if values:
            await rows.product.update_from_dict(values).save(update_fields=list(values))
    return rows.product


async def delete(product_id: UUID, actor: Actor) -> UUID:
    """Take a product away that nobody has ordered, with all that is its own.

    Raises:
        NotFound
        StateInvalid: when it was ordered, or is in somebody's cart: it can be withdrawn.
    """
    async with change(product_id, actor, "product_delete") as rows:
        await refuse_used(await OrderLine.exists(product_id=product_id), product_id=product_id)
        uploads = await ImageUpload.filter(product_id=product_id).values_list("id", flat=True)
        for key in {*(image.id for image in rows.images), *map(_uuid, uploads)}:
            await outbox.enqueue(outbox.CLEAR_IMAGE, key)
        await rows.product.delete()
    return product_id


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


async def refuse_used(ordered: bool, **of: Any) -> None:
    """
    Raises:
        StateInvalid: for what was ordered, or is in a cart that lives.
    """
    if ordered:
        raise StateInvalid("It was ordered, and orders keep leading to it. Withdraw it instead.", "ordered")
    if await CartLine.exists(cart__status=CartStatus.ACTIVE, cart__expires_at__gt=now(), **of):
        raise StateInvalid("It is in somebody's cart. Withdraw it instead: then the cart says so.", "in_cart")


async def put_in_order(product_ids: Sequence[UUID], actor: Actor) -> list[Product]:
    """Show these first, in this order. All products, in their new order.

    Raises:
        NotFound, InvalidInput: then the order is as it was.
    """
    async with transaction():
        # By id, so that two at once do not wait for each other; and without keeping lines from referring to them.
        locked = await Product.all().select_for_update(no_key=True).order_by("id")
        products = sorted(locked, key=lambda product: (product.display_order, product.id))
        before = [product.slug for product in products]
        ordered = await reorder(products, product_ids, "Product")
        after = [product.slug for product in ordered]
        await note(actor, "products_reorder", Target("Product", None), {"slugs": before}, {"slugs": after})
    return ordered
