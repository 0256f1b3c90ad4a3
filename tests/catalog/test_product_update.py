"""`productUpdate`: describe a product anew, put it on sale, withdraw it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.ids import new_id, to_global_id
from models import AuditEntry, Role
from tests.catalog.managing import gid, held, noted, product, run
from tests.support.shoppers import Account
from tests.support.storefront import Shopper


async def test_what_is_given_changes_and_the_rest_stays(guest: Shopper, admin: Shopper) -> None:
    poster = await product("poster")

    changed = await run(admin, "productUpdate", id=gid(poster), input={"name": " Art   Poster ", "features": []})

    assert (changed["name"], changed["features"]) == ("Art Poster", [])
    assert (changed["description"], changed["active"]) == (poster.description, True)
    assert await noted() == (
        "product_update",
        {"name": "Paper Poster", "features": poster.features},
        {"name": "Art Poster", "features": []},
    )
    shown = (await guest.ask('{ product(slug: "poster") { name } }'))["product"]
    assert shown == {"name": "Art Poster"}, "a shop shows what was changed at once"


async def test_the_same_again_is_no_change(admin: Shopper) -> None:
    poster = gid(await product("poster"))
    await run(admin, "productUpdate", id=poster, input={"name": "Art Poster"})
    before = await held()

    await run(admin, "productUpdate", id=poster, input={"name": "Art Poster"})
    await run(admin, "productUpdate", id=poster, input={})

    assert await held() == before


async def test_null_takes_a_picture_away_and_leaving_it_out_does_not(admin: Shopper) -> None:
    poster = gid(await product("poster"))
    await run(admin, "productUpdate", id=poster, input={"imageUrl": "https://cdn.example.com/poster.jpg"})

    kept = await run(admin, "productUpdate", id=poster, input={"name": "Art Poster"})
    gone = await run(admin, "productUpdate", id=poster, input={"imageUrl": None})

    assert kept["imageUrl"] == "https://cdn.example.com/poster.jpg"
    assert gone["imageUrl"] is None


@pytest.mark.parametrize("field", ["name", "description", "features", "active"])
async def test_null_is_no_value_of_what_must_be_there(admin: Shopper, field: str) -> None:
    before = await held()

    refused = await run(admin, "productUpdate", id=gid(await product("poster")), input={field: None})

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", field])
    assert await held() == before


async def test_withdrawn_and_put_on_sale_again(guest: Shopper, admin: Shopper) -> None:
    slugs = '{ products { nodes { slug } } product(slug: "poster") { slug } }'
    poster = gid(await product("poster"))

    withdrawn = await run(admin, "productUpdate", id=poster, input={"active": False})
    hidden = await guest.ask(slugs)
    offered = await run(admin, "productUpdate", id=poster, input={"active": True})
    shown = await guest.ask(slugs)

    assert (withdrawn["active"], offered["active"]) == (False, True)
    assert [node["slug"] for node in hidden["products"]["nodes"]] == ["digital", "framed"]
    assert hidden["product"] is None
    assert [node["slug"] for node in shown["products"]["nodes"]] == ["digital", "poster", "framed"]
    entries = await AuditEntry.filter(action="product_update").order_by("id")
    assert [(entry.before, entry.after) for entry in entries] == [
        ({"active": True}, {"active": False}),
        ({"active": False}, {"active": True}),
    ]


async def test_what_is_not_whole_is_not_put_on_sale(admin: Shopper) -> None:
    new = {"slug": "metal", "name": "Metal", "fulfillmentType": "PHYSICAL"}
    made = await run(admin, "productCreate", input=new)
    before = await held()

    refused = await run(admin, "productUpdate", id=made["id"], input={"active": True})

    assert (refused["__typename"], refused["code"]) == ("ProductIncompleteError", "PRODUCT_INCOMPLETE")
    assert refused["missing"] == ["It has no size on sale.", "It has no price."]
    assert await held() == before


@pytest.mark.parametrize("field", ["slug", "fulfillmentType", "displayOrder"])
async def test_what_never_changes_cannot_be_asked_for(admin: Shopper, field: str) -> None:
    operation = (
        "mutation ($id: ID!, $input: ProductUpdateInput!) { productUpdate(id: $id, input: $input) { __typename } }"
    )

    assert (await admin.refused(operation, id=gid(await product("poster")), input={field: "x"}))[1] == "BAD_USER_INPUT"


async def test_nothing_of_that_id(admin: Shopper) -> None:
    before = await held()

    refused = await run(admin, "productUpdate", id=to_global_id("Product", new_id()), input={"name": "x"})

    assert (refused["__typename"], refused["message"]) == ("NotFoundError", "Product not found.")
    assert await held() == before


async def test_twenty_changes_at_once_are_one_after_the_other(admin: Shopper) -> None:
    poster = gid(await product("poster"))

    await asyncio.gather(*(run(admin, "productUpdate", id=poster, input={"name": f"Poster {n}"}) for n in range(20)))

    entries = await AuditEntry.filter(action="product_update")
    names = {entry.before["name"]: entry.after["name"] for entry in entries if entry.before and entry.after}
    chain: list[Any] = ["Paper Poster"]
    while chain[-1] in names:
        chain.append(names[chain[-1]])
    assert len(chain) == 21, "every entry begins where another one ends"
    assert chain[-1] == (await product("poster")).name


async def test_not_for_customers(guest: Shopper, account: Callable[..., Awaitable[Account]]) -> None:
    before = await held()
    operation = 'mutation ($id: ID!) { productUpdate(id: $id, input: {name: "x"}) { __typename } }'
    customer = (await account(Role.USER)).shopper

    assert (await customer.refused(operation, id=gid(await product("poster"))))[1] == "FORBIDDEN"
    assert (await guest.refused(operation, id=gid(await product("poster"))))[1] == "UNAUTHENTICATED"
    assert await held() == before
