"""`productOptionCreate`, `…Update`, `…Delete`, and the same of an option's values."""

from __future__ import annotations

from typing import Any

import pytest

from tests.catalog.managing import gid, held, noted, option, product, run, value
from tests.support.storefront import Shopper

NEW: dict[str, Any] = {
    "name": "giftWrap",
    "label": "Gift wrap",
    "values": [
        {"value": "none", "label": "None"},
        {"value": "paper", "label": "Paper", "description": "Kraft", "metadata": {"hex": "#c49a6c"},
         "prices": [{"currency": "USD", "amount": 350}, {"currency": "JPY", "amount": 500}]},
    ],
}  # fmt: skip


async def test_an_option_and_what_its_values_add(guest: Shopper, admin: Shopper) -> None:
    changed = await run(admin, "productOptionCreate", productId=gid(await product("poster")), input=NEW)

    added = changed["options"][-1]
    assert (added["name"], added["label"]) == ("giftWrap", "Gift wrap")
    assert [each["value"] for each in added["values"]] == ["none", "paper"]
    assert added["values"][1]["metadata"] == {"hex": "#c49a6c"}
    paper = {
        price["price"]["currency"]: price["price"]["amount"]
        for price in changed["prices"]
        if price["optionValueId"] == added["values"][1]["id"]
    }
    assert paper == {"USD": 350, "JPY": 500, "EUR": 0, "GBP": 0}
    line = await guest.line("poster/8x10", options=[{"name": "giftWrap", "value": "paper"}])
    assert (await guest.add(line))["total"]["amount"] == 2499 + 350 + 999
    action, before, after = await noted()
    assert (action, before) == ("product_option_create", None)
    assert after["price USD giftWrap paper"] == 350


async def test_the_same_again_changes_nothing_and_another_is_refused(admin: Shopper) -> None:
    poster = gid(await product("poster"))
    await run(admin, "productOptionCreate", productId=poster, input=NEW)
    before = await held()

    again = await run(admin, "productOptionCreate", productId=poster, input=NEW)
    other = await run(admin, "productOptionCreate", productId=poster, input={**NEW, "values": NEW["values"][:1]})

    assert again["__typename"] == "Product"
    assert (other["__typename"], other["value"], other["path"]) == ("ValueTakenError", "giftWrap", ["input", "name"])
    assert await held() == before


async def test_two_values_that_are_the_same(admin: Shopper) -> None:
    before = await held()
    twice = [{"value": "none", "label": "None"}, {"value": "none", "label": "Nothing"}]

    poster = gid(await product("poster"))
    refused = await run(admin, "productOptionCreate", productId=poster, input={**NEW, "values": twice})

    assert (refused["__typename"], refused["path"]) == ("ValueTakenError", ["input", "values", "1", "value"])
    assert await held() == before


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"name": "2nd"}, ["name"]),
        ({"name": "gift wrap"}, ["name"]),
        ({"name": "size"}, ["name"]),
        ({"name": "n" * 41}, ["name"]),
        ({"label": ""}, ["label"]),
        ({"values": []}, ["values"]),
        ({"values": [{"value": f"v{n}", "label": "v"} for n in range(51)]}, ["values"]),
        ({"values": [{"value": "a b", "label": "v"}]}, ["values", "0", "value"]),
        ({"values": [{"value": "a", "label": "v", "description": "d" * 201}]}, ["values", "0", "description"]),
        ({"values": [{"value": "a", "label": "v", "metadata": [1]}]}, ["values", "0", "metadata"]),
        ({"values": [{"value": "a", "label": "v", "metadata": {"x": "y" * 2000}}]}, ["values", "0", "metadata"]),
        (
            {"values": [{"value": "a", "label": "v", "prices": [{"currency": "USD", "amount": 100_000_000}]}]},
            ["values", "0", "prices", "0", "amount"],
        ),
    ],
)
async def test_what_can_never_be_right(admin: Shopper, given: dict[str, Any], path: list[str]) -> None:
    before = await held()

    refused = await run(admin, "productOptionCreate", productId=gid(await product("poster")), input={**NEW, **given})

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", *path])
    assert await held() == before


async def test_an_option_is_called_something_else_and_goes(admin: Shopper) -> None:
    weight = gid(await option("poster", "paperWeight"))

    renamed = await run(admin, "productOptionUpdate", id=weight, input={"label": "Paper"})
    gone = await run(admin, "productOptionDelete", id=weight)
    again = await run(admin, "productOptionDelete", id=weight)

    assert renamed["options"][1]["label"] == "Paper"
    assert [each["name"] for each in gone["options"]] == ["posterFinish"]
    assert again["__typename"] == "NotFoundError"
    action, before, after = await noted()
    assert (action, after) == ("product_option_delete", None)
    assert before["price USD paperWeight 170gsm"] == -500


async def test_values_come_change_and_go(admin: Shopper) -> None:
    weight = gid(await option("poster", "paperWeight"))
    new = {"value": "300gsm", "label": "300 GSM", "prices": [{"currency": "USD", "amount": 1200}]}

    added = await run(admin, "productOptionValueCreate", optionId=weight, input=new)
    before = await held()
    again = await run(admin, "productOptionValueCreate", optionId=weight, input=new)
    taken = await run(admin, "productOptionValueCreate", optionId=weight, input={**new, "label": "Thick"})
    unchanged = await held()
    heavy = gid(await value("poster", "paperWeight", "300gsm"))
    described = await run(admin, "productOptionValueUpdate", id=heavy, input={"metadata": {"gsm": 300}})
    bare = await run(admin, "productOptionValueUpdate", id=heavy, input={"metadata": None, "label": "Thick"})
    gone = await run(admin, "productOptionValueDelete", id=heavy)

    assert [each["value"] for each in added["options"][1]["values"]] == ["170gsm", "200gsm", "250gsm", "300gsm"]
    assert again["__typename"] == "Product"
    assert (taken["__typename"], taken["value"]) == ("ValueTakenError", "300gsm")
    assert unchanged == before
    assert described["options"][1]["values"][-1]["metadata"] == {"gsm": 300}
    assert bare["options"][1]["values"][-1] | {"id": ""} == {
        "id": "", "value": "300gsm", "label": "Thick", "description": None, "metadata": None,
    }  # fmt: skip
    assert [each["value"] for each in gone["options"][1]["values"]] == ["170gsm", "200gsm", "250gsm"]


async def test_the_last_value_goes_with_its_option(admin: Shopper) -> None:
    made = await run(
        admin, "productOptionCreate", productId=gid(await product("poster")), input={**NEW, "values": NEW["values"][:1]}
    )
    before = await held()

    refused = await run(admin, "productOptionValueDelete", id=made["options"][-1]["values"][0]["id"])

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "last_value")
    assert await held() == before


async def test_taking_away_what_a_discount_leans_on(admin: Shopper) -> None:
    """250 gsm costs more, and a cheaper finish less than that: without the first, the second is a gift of money."""
    new = {
        "name": "bundle",
        "label": "Bundle",
        "values": [{"value": "all", "label": "All", "prices": [{"currency": "USD", "amount": 1000}]}],
    }
    poster = gid(await product("poster"))
    await run(admin, "productOptionCreate", productId=poster, input=new)
    cheap = {"value": "raw", "label": "Raw", "prices": [{"currency": "USD", "amount": -2900}]}
    finish = gid(await option("poster", "posterFinish"))
    added = await run(admin, "productOptionValueCreate", optionId=finish, input=cheap)
    assert added["__typename"] == "Product", added
    before = await held()

    refused = await run(admin, "productOptionDelete", id=gid(await option("poster", "bundle")))

    assert refused["__typename"] == "ProductIncompleteError"
    assert refused["missing"] == ["In USD the cheapest choice would cost -901, which is less than nothing."]
    assert await held() == before
