"""commerce/checkout/carts.py: lines as rows, one lock a cart, nothing lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from commerce.checkout import carts
from commerce.checkout.cart_view import CartWarningCode, view
from commerce.checkout.carts import CartOwner
from commerce.errors import (
    CartLimitReached,
    CurrencyUnavailable,
    DesignInvalid,
    NotFound,
    OptionInvalid,
    ProductUnavailable,
    QuantityInvalid,
)
from core.clock import travel
from core.errors import ShopError
from core.ids import new_id
from models import Cart, CartLine, CartStatus, Design, Price, Product, Role, User
from tests.commerce.conftest import DOCUMENT, SmallShop, document


async def test_fifty_concurrent_adds_of_the_same_line_are_one_line_of_fifty(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line(quantity=1, document=document(city="Other")))

    await asyncio.gather(*(carts.add_lines(owner, [shop.line()], None) for _ in range(50)))

    lines = await CartLine.all().order_by("id")
    assert [line.quantity for line in lines] == [1, 50]
    assert await Cart.all().count() == 1


async def test_fifty_concurrent_first_adds_of_one_account_make_one_cart(shop: SmallShop) -> None:
    user = await User.create(email="ada@example.com", role=Role.USER)

    await asyncio.gather(*(carts.add_lines(CartOwner(user_id=user.id), [shop.line()], None) for _ in range(50)))

    assert await Cart.all().count() == 1
    assert [line.quantity for line in await CartLine.all()] == [50]


async def test_another_map_or_option_is_another_line(shop: SmallShop) -> None:
    owner = await shop.cart_of(
        shop.line("poster", options=(("paperWeight", "200gsm"), ("posterFinish", "matte"))),
        shop.line("poster", options=(("posterFinish", "matte"), ("paperWeight", "200gsm"))),
        shop.line("poster", options=(("posterFinish", "semi-gloss"),)),
        shop.line("poster", document=document(city="Almaty")),
    )

    cart = await carts.find(owner)
    assert cart is not None
    priced = await view(cart)
    assert [(entry.line.quantity, entry.unit_price) for entry in priced.lines] == [(2, 2499), (1, 2699), (1, 2499)]
    assert (priced.subtotal, priced.shipping_rate, priced.total) == (10196, 999, 11195)
    assert await Design.all().count() == 2


async def test_a_document_is_the_same_whatever_its_key_order_and_number_spelling(shop: SmallShop) -> None:
    shuffled = {key: DOCUMENT[key] for key in reversed(DOCUMENT)}
    shuffled["location"] = {**DOCUMENT["location"], "zoom": 13.0}

    await shop.cart_of(shop.line(), shop.line(document=shuffled))

    assert [line.quantity for line in await CartLine.all()] == [2]


async def test_quantities_stop_at_99_with_a_warning(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line(quantity=98))

    change = await carts.add_lines(owner, [shop.line(quantity=5)], None)

    assert [line.quantity for line in await CartLine.all()] == [99]
    assert [warning.code for warning in change.warnings] == [CartWarningCode.QUANTITY_REDUCED]


@pytest.mark.parametrize("quantity", [0, -1, 100, 1000, 2**40])
async def test_a_quantity_out_of_range_changes_nothing(shop: SmallShop, quantity: int) -> None:
    with pytest.raises(QuantityInvalid):
        await carts.add_lines(CartOwner(), [shop.line(quantity=quantity)], None)

    assert await Cart.all().count() == 0


async def test_what_cannot_be_sold_changes_nothing(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line())
    refused: list[tuple[type[ShopError], dict[str, object]]] = [
        (ProductUnavailable, {"product_id": new_id()}),
        (ProductUnavailable, {"size_id": None}),
        (ProductUnavailable, {"size_id": shop.sizes["poster", "8x10"]}),
        (OptionInvalid, {"options": (("frameColor", "oak"),)}),
        (DesignInvalid, {"document": None}),
        (DesignInvalid, {"document": {"location": "x\0"}}),
        (NotFound, {"document": None, "design_id": new_id()}),
    ]

    for error, change in refused:
        with pytest.raises(error):
            await carts.add_lines(owner, [shop.line(), shop.line(**change)], None)

    assert [line.quantity for line in await CartLine.all()] == [1]
    assert await Design.all().count() == 1


async def test_a_design_of_the_own_cart_may_be_used_again_but_not_a_strangers(shop: SmallShop) -> None:
    mine = await shop.cart_of(shop.line())
    stranger = await shop.cart_of(shop.line(document=document(city="Secret")))
    own = await CartLine.filter(cart=await carts.find(mine)).get()
    foreign = await CartLine.filter(cart=await carts.find(stranger)).get()

    await carts.add_lines(mine, [shop.line("poster", document=None, design_id=own.design_id)], None)
    with pytest.raises(NotFound):
        await carts.add_lines(mine, [shop.line("poster", document=None, design_id=foreign.design_id)], None)

    assert await CartLine.filter(cart=await carts.find(mine)).count() == 2


async def test_a_cart_holds_a_hundred_lines(shop: SmallShop) -> None:
    sizes = [size for slug, size in shop.sizes if slug == "digital"]
    cities = [document(city=f"City {number}") for number in range(17)]
    lines = [shop.line(size=size, document=city) for city in cities for size in sizes]
    owner = await shop.cart_of(*lines[:100])

    with pytest.raises(CartLimitReached):
        await carts.add_lines(owner, [lines[100]], None)

    assert await CartLine.all().count() == 100


async def test_activity_keeps_a_cart_for_48_hours(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line())
    with travel(timedelta(hours=47)):
        assert await carts.find(owner)
        await carts.set_email(owner, "ada@example.com")
    with travel(timedelta(hours=94)):
        assert await carts.find(owner)
    with travel(timedelta(hours=96)):
        assert await carts.find(owner) is None


async def test_an_account_gets_a_new_cart_after_the_old_one_expired(shop: SmallShop) -> None:
    user = await User.create(email="ada@example.com")
    owner = CartOwner(user_id=user.id)
    await carts.add_lines(owner, [shop.line()], None)

    with travel(timedelta(hours=49)):
        await carts.add_lines(owner, [shop.line(quantity=2)], None)
        cart = await carts.find(owner)

    assert sorted([each.status for each in await Cart.all()]) == [CartStatus.ABANDONED, CartStatus.ACTIVE]
    assert [line.quantity for line in await CartLine.filter(cart=cart)] == [2]


async def test_update_sets_removes_and_is_all_or_nothing(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line(), shop.line(document=document(city="Almaty")))
    first, second = await CartLine.all().order_by("id")

    with pytest.raises(NotFound):
        await carts.update_lines(owner, [(first.id, 7), (new_id(), 1)])
    assert [line.quantity for line in await CartLine.all().order_by("id")] == [1, 1]

    await carts.update_lines(owner, [(first.id, 7), (second.id, 0)])
    assert [(line.id, line.quantity) for line in await CartLine.all()] == [(first.id, 7)]


async def test_somebody_elses_line_cannot_be_touched(shop: SmallShop) -> None:
    mine, other = await shop.cart_of(shop.line()), await shop.cart_of(shop.line(quantity=3))
    line = await CartLine.filter(cart=await carts.find(other)).get()

    with pytest.raises(NotFound):
        await carts.update_lines(mine, [(line.id, 0)])

    assert await CartLine.filter(id=line.id, quantity=3).exists()


async def test_a_changed_price_and_a_withdrawn_product_warn(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line(), shop.line("poster"))
    await Price.filter(product=shop.digital, option_value=None).update(amount=1299)
    await Product.filter(id=shop.poster.id).update(active=False)

    cart = await carts.find(owner)
    assert cart is not None
    priced = await view(cart)

    assert [warning.code for warning in priced.warnings] == [
        CartWarningCode.PRICE_CHANGED,
        CartWarningCode.PRODUCT_UNAVAILABLE,
    ]
    assert (priced.subtotal, priced.total) == (1299, 1299)


async def test_touching_a_line_accepts_its_price(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line())
    await Price.filter(product=shop.digital, option_value=None).update(amount=1299)
    line = await CartLine.get()

    change = await carts.update_lines(owner, [(line.id, 2)])

    assert (await view(change.cart)).warnings == []


async def test_a_cart_stays_in_its_currency(shop: SmallShop) -> None:
    owner = await shop.cart_of(shop.line())

    with pytest.raises(CurrencyUnavailable):
        await carts.add_lines(owner, [shop.line()], "EUR")
    with pytest.raises(CurrencyUnavailable):
        await carts.add_lines(CartOwner(), [shop.line()], "CHF")

    assert await Cart.all().count() == 1
