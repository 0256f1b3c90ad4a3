"""`productsReorder`, `templatesReorder`, and the same of sizes, options and their values."""

from __future__ import annotations

import asyncio
from contextvars import copy_context

from core.database import fetch, transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, Product, Template
from tests.catalog.managing import gid, held, noted, option, product, run, size, value
from tests.support.sql import waits_for_a_lock
from tests.support.storefront import Shopper

_REFER = "SELECT 1 FROM products WHERE id = $1 FOR KEY SHARE"
"""What a line's foreign key does."""


async def test_products_that_are_named_come_first(guest: Shopper, admin: Shopper) -> None:
    framed, poster = await product("framed"), await product("poster")

    ordered = await run(admin, "productsReorder", ids=[gid(framed), gid(poster)])
    before = await held()
    again = await run(admin, "productsReorder", ids=[gid(framed), gid(poster)])
    some = await run(admin, "productsReorder", ids=[])

    assert [each["slug"] for each in ordered["products"]] == ["framed", "poster", "digital"]
    assert again == ordered == some
    assert await held() == before
    assert await noted() == (
        "products_reorder", {"slugs": ["digital", "poster", "framed"]}, {"slugs": ["framed", "poster", "digital"]},
    )  # fmt: skip
    shown = (await guest.ask("{ products { nodes { slug } } }"))["products"]["nodes"]
    assert [node["slug"] for node in shown] == ["framed", "poster", "digital"]


async def test_whoever_buys_several_at_that_moment_does_not_wait(admin: Shopper) -> None:
    """Lines refer to products in any order: two who waited for one another would be a deadlock, and one a refusal."""
    first, *_, last = await Product.all().order_by("id")
    outside = copy_context()
    async with transaction():
        await fetch(_REFER, last.id)
        ordering = asyncio.create_task(run(admin, "productsReorder", ids=[gid(last)]), context=outside)
        waits = await waits_for_a_lock(ordering)
        await fetch(_REFER, first.id)

    assert not waits
    assert (await ordering)["products"][0]["id"] == gid(last)


async def test_templates_that_are_named_come_first(templates: None, guest: Shopper, admin: Shopper) -> None:
    rows = await Template.all().order_by("display_order")

    ordered = await run(admin, "templatesReorder", ids=[gid(rows[2])])

    assert [each["slug"] for each in ordered["templates"]] == [rows[2].slug, rows[0].slug, rows[1].slug]
    shown = (await guest.ask("{ templates { nodes { slug } } }"))["templates"]["nodes"]
    assert [node["slug"] for node in shown] == [rows[2].slug, rows[0].slug, rows[1].slug]
    assert (await noted())[0] == "templates_reorder"


async def test_sizes_options_and_values(guest: Shopper, admin: Shopper) -> None:
    poster, largest = gid(await product("poster")), gid(await size("poster", "24x36"))
    weight, heavy = await option("poster", "paperWeight"), gid(await value("poster", "paperWeight", "250gsm"))

    await run(admin, "productSizesReorder", productId=poster, ids=[largest])
    await run(admin, "productOptionsReorder", productId=poster, ids=[gid(weight)])
    await run(admin, "productOptionValuesReorder", optionId=gid(weight), ids=[heavy])

    asked = '{ product(slug: "poster") { sizes { value } options { name values { value } } } }'
    shown = (await guest.ask(asked))["product"]
    assert [each["value"] for each in shown["sizes"]] == ["24x36", "8x10", "11x14", "12x16", "16x20", "18x24"]
    assert [each["name"] for each in shown["options"]] == ["paperWeight", "posterFinish"]
    assert [each["value"] for each in shown["options"][0]["values"]] == ["250gsm", "170gsm", "200gsm"]
    assert await AuditEntry.all().count() == 3


async def test_what_is_not_there_or_there_twice(admin: Shopper) -> None:
    poster, framed = gid(await product("poster")), gid(await product("framed"))
    before = await held()

    nowhere = await run(admin, "productsReorder", ids=[poster, to_global_id("Product", new_id())])
    twice = await run(admin, "productsReorder", ids=[poster, framed, poster])
    foreign = await run(admin, "productSizesReorder", productId=poster, ids=[gid(await size("framed", "8x10"))])

    assert (nowhere["__typename"], nowhere["path"]) == ("NotFoundError", ["ids"])
    assert (twice["__typename"], twice["path"]) == ("InvalidInputError", ["ids"])
    assert (foreign["__typename"], foreign["path"]) == ("NotFoundError", ["ids"])
    assert await held() == before


async def test_those_who_order_at_once_and_change_meanwhile(admin: Shopper) -> None:
    ids = [gid(each) for each in await Product.all().order_by("display_order")]

    await asyncio.gather(
        *(run(admin, "productsReorder", ids=ids[n % 3 :] + ids[: n % 3]) for n in range(9)),
        *(run(admin, "productUpdate", id=ids[n % 3], input={"name": f"Name {n}"}) for n in range(9)),
    )

    places = await Product.all().order_by("display_order").values_list("display_order", flat=True)
    assert list(places) == [0, 1, 2]
