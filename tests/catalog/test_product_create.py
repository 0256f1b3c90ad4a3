"""`productCreate`: a product to be, withdrawn until it can be sold."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from models import AuditEntry, Product
from tests.catalog.managing import held, noted, run
from tests.support.storefront import Shopper

NEW: dict[str, Any] = {"slug": "metal-print", "name": "Metal Print", "fulfillmentType": "PHYSICAL"}


async def test_it_is_made_withdrawn_and_says_what_it_lacks(guest: Shopper, admin: Shopper) -> None:
    made = await run(
        admin, "productCreate", input={**NEW, "description": " Aluminium.\r\nLight. ", "features": ["Thin"]}
    )

    assert made["__typename"] == "Product"
    assert (made["slug"], made["name"], made["active"]) == ("metal-print", "Metal Print", False)
    assert (made["description"], made["features"]) == ("Aluminium.\nLight.", ["Thin"])
    assert (made["allSizes"], made["options"], made["prices"], made["images"]) == ([], [], [], [])
    assert made["problems"] == ["It has no size on sale.", "It has no price.", "It has no picture."]
    others = await Product.exclude(slug="metal-print").values_list("display_order", flat=True)
    assert made["displayOrder"] == max(others) + 1
    action, before, after = await noted()
    assert (action, before) == ("product_create", None)
    assert (after["slug"], after["active"]) == ("metal-print", False)
    shown = await guest.ask('{ product(slug: "metal-print") { id } products { nodes { slug } } }')
    assert shown["product"] is None
    assert "metal-print" not in [node["slug"] for node in shown["products"]["nodes"]]


async def test_the_same_again_answers_the_one_that_is_there(admin: Shopper) -> None:
    first = await run(admin, "productCreate", input=NEW)
    before = await held()

    again = await run(admin, "productCreate", input=NEW)

    assert again == first
    assert await held() == before


async def test_ten_at_once_make_one(admin: Shopper) -> None:
    made = await asyncio.gather(*(run(admin, "productCreate", input=NEW) for _ in range(10)))

    assert len({each["id"] for each in made}) == 1
    assert await AuditEntry.filter(action="product_create").count() == 1


async def test_a_slug_that_is_taken(admin: Shopper) -> None:
    before = await held()

    refused = await run(admin, "productCreate", input={**NEW, "slug": "poster"})

    assert (refused["__typename"], refused["code"]) == ("ValueTakenError", "VALUE_TAKEN")
    assert (refused["value"], refused["path"]) == ("poster", ["input", "slug"])
    assert await held() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", ""),
        ("slug", "Metal Print"),
        ("slug", "metal--print"),
        ("slug", "-metal"),
        ("slug", "métal"),
        ("slug", "m" * 81),
        ("slug", "metal\n"),
        ("name", ""),
        ("name", "   "),
        ("name", "n" * 121),
        ("name", "a\u0007b"),
        ("description", "d" * 10_001),
        ("features", ["f"] * 21),
        ("features", ["ok", ""]),
        ("features", ["f" * 201]),
        ("fulfillmentType", "MIXED"),
        ("imageUrl", "https://example.com/" + "x" * 500),
    ],
)
async def test_what_can_never_be_right(admin: Shopper, field: str, value: Any) -> None:
    before = await held()

    refused = await run(admin, "productCreate", input={**NEW, field: value})

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", field])
    assert await held() == before


async def test_the_widest_that_fits(admin: Shopper) -> None:
    widest = {
        "slug": "s" * 80,
        "name": "\N{GRINNING FACE}" * 120,
        "description": "d" * 10_000,
        "features": ["f" * 200] * 20,
        "imageUrl": "https://example.com/" + "x" * 480,
    }

    made = await run(admin, "productCreate", input={**NEW, **widest})

    assert {name: made[name] for name in widest} == widest


async def test_text_that_is_no_text(admin: Shopper) -> None:
    before = await held()
    operation = "mutation ($input: ProductCreateInput!) { productCreate(input: $input) { __typename } }"

    assert await admin.refused(operation, input={**NEW, "name": "a\0b"}) == (400, "BAD_USER_INPUT")
    assert await held() == before
