"""Every operation of docs/catalog.md, in its order, as somebody would who has the guide and the playground."""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from models import Role
from tests.catalog.managing import gid, product
from tests.support.shoppers import SignIn, account, guest
from tests.support.storefront import DOCUMENT, Shopper

__all__ = ["account", "guest"]

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "catalog.md"

Follow = Callable[..., Awaitable[Any]]


def operations() -> dict[str, str]:
    """By their names."""
    blocks = re.findall(r"```graphql\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    return {re.findall(r"(?:query|mutation) (\w+)", block)[0]: block for block in blocks}


@pytest.fixture
async def admin(guest: Shopper, account: SignIn) -> Shopper:
    return (await account(Role.ADMIN)).shopper


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "tan").save(out, "JPEG")
    return out.getvalue()


async def test_the_guide_is_followed(client: httpx.AsyncClient, guest: Shopper, admin: Shopper) -> None:
    guide = operations()

    async def follow(name: str, **variables: Any) -> Any:
        (answer,) = (await admin.ask(guide.pop(name), **variables)).values()
        return answer

    await follow("Catalogue", filter={"active": True})
    made = await follow("NewProduct")
    assert made["problems"] == ["It has no size on sale.", "It has no price.", "It has no picture."]
    assert (await follow("AddSize", product=made["id"]))["problems"] == ["It has no picture."]
    (option,) = (await follow("AddOption", product=made["id"]))["options"]
    started = await follow("StartPicture", product=made["id"], bytes=len(photo()))
    form = {field["name"]: field["value"] for field in started["fields"]}
    sent = await client.post(started["url"], data=form, files={"file": ("photo.jpg", photo())})
    assert sent.status_code == 204
    shown = await follow("FinishPicture", upload=started["uploadId"])
    assert (await client.get(shown["imageUrl"])).headers["content-type"] == "image/jpeg"
    assert await follow("PutOnSale", product=made["id"]) == {"active": True, "problems": []}
    sizes = (await guest.ask('{ product(slug: "bamboo-print") { sizes { id } } }'))["product"]["sizes"]
    none, oak = (value["id"] for value in option["values"])
    priced = await follow("NewPrices", product=made["id"], size=sizes[0]["id"], value=oak)
    assert "$64.00" in [row["price"]["formatted"] for row in priced["prices"]]
    await guest.add({"productId": made["id"], "sizeId": sizes[0]["id"], "design": DOCUMENT}, currency="EUR")
    withdrawn = await admin.ask(guide.pop("Withdraw"), product=made["id"], size=sizes[0]["id"])
    assert withdrawn["product"] == {"name": "Bamboo Print", "active": False}
    assert withdrawn["size"]["allSizes"] == [{"label": "30 × 40 cm", "active": False}]
    assert "It has no size on sale." in withdrawn["size"]["problems"]
    assert (await guest.ask("{ cart { warnings { code } } }"))["cart"]["warnings"] == [{"code": "PRODUCT_UNAVAILABLE"}]
    ordered = await follow("Order", ids=[made["id"], gid(await product("poster"))])
    assert [each["slug"] for each in ordered["products"]][:2] == ["bamboo-print", "poster"]
    await order_what_it_has(follow, made["id"], [sizes[0]["id"]], option["id"], [oak, none])
    await keep_pictures(follow, made["id"], shown["images"][0]["id"])
    await keep_templates(follow)
    assert guide == {}, "every operation of the guide is followed"


async def order_what_it_has(
    follow: Follow, product_id: str, sizes: list[str], option_id: str, values: list[str]
) -> None:
    assert (await follow("OrderSizes", product=product_id, sizes=sizes))["allSizes"] == [{"label": "30 × 40 cm"}]
    assert (await follow("OrderOptions", product=product_id, options=[option_id]))["options"] == [{"label": "Hanger"}]
    (ordered,) = (await follow("OrderValues", option=option_id, values=values))["options"]
    assert ordered["values"] == [{"label": "Oak"}, {"label": "None"}]


async def keep_pictures(follow: Follow, product_id: str, image_id: str) -> None:
    ordered = await follow("OrderPictures", product=product_id, images=[image_id])
    assert ordered["images"] == [{"id": image_id, "alt": "A map of Astana on bamboo"}]
    described = await follow("DescribePicture", image=image_id)
    assert described["images"] == [{"id": image_id, "alt": "A map of Astana on bamboo, above a sofa"}]
    left = await follow("DeletePicture", image=image_id)
    assert (left["imageUrl"], left["images"]) == (None, [])
    assert "It has no picture." in left["problems"]


async def keep_templates(follow: Follow) -> None:
    made = await follow("NewTemplate", document=DOCUMENT)
    assert made["previewUrl"]
    (listed,) = (await follow("Templates", filter={"search": "our street"}))["nodes"]
    assert (listed["id"], listed["active"]) == (made["id"], True)
    changed = await follow("ChangeTemplate", template=made["id"])
    assert changed == {"name": "Our old street", "category": "Home", "active": False}
    assert (await follow("OrderTemplates", templates=[made["id"]]))["templates"][0]["slug"] == "our-street"
    assert await follow("DeleteTemplate", template=made["id"]) == {"id": made["id"]}
