"""Every operation of docs/catalog.md, in its order, as somebody would who has the guide and the playground."""

from __future__ import annotations

import io
import re
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
    oak = next(value["id"] for value in option["values"] if value["value"] == "oak")
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
    assert (await follow("NewTemplate", document=DOCUMENT))["previewUrl"]
    assert guide == {}, "every operation of the guide is followed"
