"""`productImageUploadStart`, the form, `productImageUploadFinish`, and `GET /media/…`, in a folder and in a bucket."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from adapters import Adapters
from adapters.storage import Storage, StorageError, open_storage
from commerce.audit import Actor
from commerce.catalog import product_images
from commerce.errors import NotFound
from commerce.files import staging
from core.clock import travel
from core.ids import from_global_id, new_id, to_global_id
from core.settings import Settings
from models import AuditEntry, ImageUpload, OutboxMessage, ProductImage
from tasks.outbox import run_due
from tests.catalog.managing import PRODUCT, gid, held, noted, product, run
from tests.support.outside import S3
from tests.support.storefront import Shopper
from tests.uploads.conftest import storing_in

START = """
mutation ($product: ID!, $type: String!, $size: Int!) {
  productImageUploadStart(productId: $product, contentType: $type, fileSize: $size) {
    __typename
    ... on ProductImageUpload { uploadId url fields { name value } expiresAt }
    ... on StateInvalidError { state }
    ... on Error { code path message }
  }
}
"""
FINISH = f"""
mutation ($id: ID!, $alt: String) {{
  productImageUploadFinish(uploadId: $id, alt: $alt) {{
    __typename
    ... on Product {{ {PRODUCT} }}
    ... on UploadInvalidError {{ reason expected found }}
    ... on StateInvalidError {{ state }}
    ... on Error {{ code path message }}
  }}
}}
"""
Started = dict[str, Any]


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


@dataclass
class Studio:
    """Somebody of the staff with pictures to send."""

    admin: Shopper
    storage: Storage

    async def start(self, size: int, type: str = "image/png", slug: str = "poster") -> Started:
        variables = {"product": gid(await product(slug)), "type": type, "size": size}
        return dict((await self.admin.ask(START, **variables))["productImageUploadStart"])

    async def send(self, started: Started, content: bytes) -> int:
        sent: dict[str, Any] = {"data": {field["name"]: field["value"] for field in started["fields"]}}
        sent["files"] = {"file": ("picture", content)}
        if started["url"].endswith("/uploads"):
            return (await self.admin.http.post(started["url"], **sent)).status_code
        async with httpx.AsyncClient(timeout=60) as outside:
            return (await outside.post(started["url"], **sent)).status_code

    async def finish(self, started: Started, alt: str = "") -> dict[str, Any]:
        return dict((await self.admin.ask(FINISH, id=started["uploadId"], alt=alt))["productImageUploadFinish"])

    async def upload(self, content: bytes, alt: str = "", type: str = "image/png") -> dict[str, Any]:
        """All three steps."""
        started = await self.start(len(content), type)
        assert started["__typename"] == "ProductImageUpload", started
        assert await self.send(started, content) == 204
        return await self.finish(started, alt)

    async def get(self, url: str, **headers: str) -> httpx.Response:
        return await self.admin.http.get(url, headers=headers)

    async def staged(self, started: Started) -> bool:
        key = next(str(field["value"]) for field in started["fields"] if field["name"] == "key")
        return await self.storage.head(key) is not None


@pytest.fixture(params=["disk", "s3"])
async def studio(
    request: pytest.FixtureRequest, app: Starlette, admin: Shopper, settings: Settings, s3: S3
) -> AsyncIterator[Studio]:
    """In a shop with a folder, and in one with a bucket."""
    chosen = s3.settings if request.param == "s3" else settings
    async with open_storage(chosen) as storage, storing_in(app, storage):
        yield Studio(admin, storage)


@pytest.fixture
async def on_disk(app: Starlette, admin: Shopper) -> Studio:
    """In a shop with a folder."""
    return Studio(admin, app.state.services.storage)


@pytest.fixture
def clear(adapters: Adapters) -> Callable[[Studio], Awaitable[None]]:
    """A worker does what is owed."""

    async def clear(studio: Studio) -> None:
        await run_due(replace(adapters, storage=studio.storage))

    return clear


Clear = Callable[[Studio], Awaitable[None]]


async def test_a_picture_is_everybodys(studio: Studio, settings: Settings, clear: Clear) -> None:
    finished = await studio.upload(picture(), "A map of Astana on a wall")
    await clear(studio)

    (image,) = finished["images"]
    assert (image["alt"], image["widthPx"], image["heightPx"]) == ("A map of Astana on a wall", 400, 300)
    assert finished["imageUrl"] == image["url"]
    assert image["url"].startswith(f"{settings.public_url}/media/")
    shown = await Shopper(studio.admin.http).ask('{ product(slug: "poster") { imageUrl images { url alt } } }')
    assert shown["product"] == {"imageUrl": image["url"], "images": [{"url": image["url"], "alt": image["alt"]}]}
    served = await studio.get(image["url"])
    assert served.status_code == 200
    assert served.headers["content-type"] == "image/png"
    assert served.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert Image.open(io.BytesIO(served.content)).size == (400, 300)
    again = await studio.get(image["url"], **{"if-none-match": served.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    action, before, after = await noted()
    assert action == "product_image_add"
    assert (before["image_url"], after["image_url"]) == (None, image["url"].removeprefix(settings.public_url))
    assert await ImageUpload.all().count() == 1, "the form can still be sent"


@pytest.mark.parametrize(("kind", "type"), [("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
async def test_every_format_comes_back_as_what_it_is(on_disk: Studio, kind: str, type: str) -> None:
    finished = await on_disk.upload(picture(kind), type=type)

    served = await on_disk.get(finished["imageUrl"])
    assert served.headers["content-type"] == type
    assert Image.open(io.BytesIO(served.content)).format == kind


async def test_what_it_was_called_does_not_matter(on_disk: Studio) -> None:
    finished = await on_disk.upload(picture("JPEG"), type="image/png")

    assert (await on_disk.get(finished["imageUrl"])).headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "FORMAT"),
        (b"<!doctype html><script>alert(1)</script>", "FORMAT"),
        (picture("GIF"), "FORMAT"),
        (picture()[:-100], "UNREADABLE"),
        (picture(size=(100, 100)), "DIMENSIONS"),
        (picture(size=(1000, 240)), "DIMENSIONS"),
    ],
)
async def test_anything_else_is_refused_and_removed(studio: Studio, content: bytes, reason: str) -> None:
    started = await studio.start(len(content))
    await studio.send(started, content)
    before = await held()

    refused = await studio.finish(started)

    assert (refused["__typename"], refused["code"]) == ("UploadInvalidError", "UPLOAD_INVALID")
    assert refused["reason"] == reason
    assert await held() == before
    assert not await studio.staged(started)
    again = await studio.finish(started)
    assert (again["reason"], again["found"]) == ("MISSING", "nothing")


async def test_after_a_refusal_the_form_takes_another(on_disk: Studio) -> None:
    good = picture()
    started = await on_disk.start(len(good))
    await on_disk.send(started, bytes(len(good)))
    assert (await on_disk.finish(started))["__typename"] == "UploadInvalidError"

    await on_disk.send(started, good)

    assert (await on_disk.finish(started))["__typename"] == "Product"


async def test_the_form_takes_one_size_only(studio: Studio) -> None:
    for content in (picture() + b"x", picture()[:-1]):
        started = await studio.start(len(picture()))
        # The bucket of the tests does not look at sizes, as real ones do.
        if await studio.send(started, content) == 204:
            refused = await studio.finish(started)
            assert (refused["reason"], refused["expected"]) == ("SIZE", f"{len(picture())} bytes")
        assert not await studio.staged(started)


async def test_asking_again_and_ten_at_once_add_one(on_disk: Studio) -> None:
    started = await on_disk.start(len(picture()))
    await on_disk.send(started, picture())

    answers = await asyncio.gather(*(on_disk.finish(started) for _ in range(10)))
    last = await on_disk.finish(started)

    assert {answer["__typename"] for answer in answers} <= {"Product", "StateInvalidError"}
    assert {answer.get("state") for answer in answers} <= {None, "checking"}
    assert len(last["images"]) == 1
    assert await AuditEntry.filter(action="product_image_add").count() == 1


async def test_what_is_sent_after_the_look_changes_nothing_and_goes(studio: Studio, clear: Clear) -> None:
    started = await studio.start(len(picture()))
    await studio.send(started, picture())
    finished = await studio.finish(started)
    served = (await studio.get(finished["imageUrl"])).content

    assert await studio.send(started, bytes(len(picture()))) == 204
    with travel(staging.LIFETIME + staging.GRACE + timedelta(minutes=1)):
        await clear(studio)

    assert (await studio.get(finished["imageUrl"])).content == served
    assert not await studio.staged(started)
    assert (await ImageUpload.all().count(), await OutboxMessage.filter(actor="clear_image").count()) == (0, 0)


async def test_what_was_never_finished_goes(studio: Studio, clear: Clear) -> None:
    started = await studio.start(len(picture()))
    await studio.send(started, picture())

    with travel(staging.LIFETIME + timedelta(minutes=30)):
        await clear(studio)
        assert await studio.staged(started), "it may still be coming in"
    with travel(staging.LIFETIME + staging.GRACE + timedelta(minutes=1)):
        with pytest.raises(NotFound):
            key = from_global_id(started["uploadId"])[1]
            await product_images.finish(key, "", Actor("admin@example.com"), studio.storage)
        await clear(studio)

    assert not await studio.staged(started)
    assert (await ImageUpload.all().count(), await OutboxMessage.filter(actor="clear_image").count()) == (0, 0)


async def test_one_who_died_while_looking_is_followed_by_another(on_disk: Studio, clear: Clear) -> None:
    started = await on_disk.start(len(picture()))
    await on_disk.send(started, picture())
    _, key = from_global_id(started["uploadId"])
    claimed = await product_images._claim(key)
    assert isinstance(claimed, ImageUpload)

    waiting = await on_disk.finish(started)
    with travel(staging.CHECK + timedelta(seconds=1)):
        finished = await on_disk.finish(started)

    assert (waiting["__typename"], waiting["state"]) == ("StateInvalidError", "checking")
    assert len(finished["images"]) == 1


async def test_one_who_died_before_writing_it_down_leaves_nothing_behind(
    on_disk: Studio, clear: Clear, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = await on_disk.start(len(picture()))
    await on_disk.send(started, picture())

    async def die(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as dying:
        dying.setattr(product_images, "_keep", die)
        with pytest.raises(AssertionError, match="INTERNAL"):
            await on_disk.finish(started)
    made = f"media/{from_global_id(started['uploadId'])[1].hex}.png"
    assert await on_disk.storage.head(made) is not None
    with travel(staging.LIFETIME + staging.GRACE + timedelta(minutes=1)):
        await clear(on_disk)

    assert await on_disk.storage.head(made) is None
    assert not await on_disk.staged(started)
    assert await ProductImage.all().count() == 0


async def test_a_store_that_does_not_answer_is_asked_again(on_disk: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    started = await on_disk.start(len(picture()))
    await on_disk.send(started, picture())

    async def fail(*_: object, **__: object) -> None:
        raise StorageError("no answer")

    with monkeypatch.context() as broken:
        broken.setattr(type(on_disk.storage), "put", fail)
        refused = await on_disk.finish(started)

    assert refused["__typename"] == "StorageUnavailableError"
    assert (await on_disk.finish(started))["__typename"] == "Product"


async def test_ten_pictures_are_enough(on_disk: Studio) -> None:
    started = await on_disk.start(len(picture()))
    await on_disk.send(started, picture())
    poster = await product("poster")
    for place in range(10):
        key = new_id()
        name = f"{key.hex}.png"
        await ProductImage.create(id=key, product=poster, name=name, width_px=200, height_px=200, display_order=place)
    before = await held()

    more, late = await on_disk.start(10), await on_disk.finish(started)

    assert (more["__typename"], more["state"]) == ("StateInvalidError", "full")
    assert (late["__typename"], late["state"]) == ("StateInvalidError", "full")
    assert await held() == before


@pytest.mark.parametrize(
    ("size", "type", "path"),
    [
        (0, "image/png", ["fileSize"]),
        (-5, "image/png", ["fileSize"]),
        (10_485_761, "image/png", ["fileSize"]),
        (100, "image/svg+xml", ["contentType"]),
        (100, "image/gif", ["contentType"]),
        (100, "", ["contentType"]),
        (100, "x" * 100_000, ["contentType"]),
    ],
)
async def test_what_can_never_be_right(on_disk: Studio, size: int, type: str, path: list[str]) -> None:
    refused = await on_disk.start(size, type)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", path)
    assert await ImageUpload.all().count() == 0


async def test_words_that_do_not_fit(on_disk: Studio) -> None:
    started = await on_disk.start(len(picture()))
    await on_disk.send(started, picture())

    refused = await on_disk.finish(started, "x" * 201)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["alt"])
    assert await on_disk.staged(started), "the same file can be finished with other words"


async def test_pictures_are_described_put_in_order_and_deleted(studio: Studio, clear: Clear) -> None:
    first = (await studio.upload(picture(), "first"))["images"][0]
    second = (await studio.upload(picture(), "second"))["images"][1]
    poster = gid(await product("poster"))

    turned = await run(studio.admin, "productImagesReorder", productId=poster, ids=[second["id"]])
    told = await run(studio.admin, "productImageUpdate", id=second["id"], input={"alt": "front"})
    left = await run(studio.admin, "productImageDelete", id=second["id"])
    await clear(studio)

    assert ([image["alt"] for image in turned["images"]], turned["imageUrl"]) == (["second", "first"], second["url"])
    assert told["images"][0]["alt"] == "front"
    assert ([image["id"] for image in left["images"]], left["imageUrl"]) == ([first["id"]], first["url"])
    assert (await studio.get(second["url"])).status_code == 404
    assert (await studio.get(first["url"])).status_code == 200
    none = await run(studio.admin, "productImageDelete", id=first["id"])
    assert (none["images"], none["imageUrl"]) == ([], None)
    assert (await run(studio.admin, "productImageDelete", id=first["id"]))["__typename"] == "NotFoundError"


async def test_a_deleted_products_pictures_go_with_it(studio: Studio, clear: Clear) -> None:
    finished = await studio.upload(picture())
    started = await studio.start(len(picture()))
    await studio.send(started, picture())

    gone = await run(studio.admin, "productDelete", id=gid(await product("poster")))
    await clear(studio)

    assert gone["__typename"] == "ProductDeleted"
    assert (await studio.get(finished["imageUrl"])).status_code == 404
    assert not await studio.staged(started)


async def test_an_own_picture_is_not_replaced_by_an_address(on_disk: Studio) -> None:
    await on_disk.upload(picture())
    before = await held()

    given = {"imageUrl": "https://cdn.example.com/x.png"}
    refused = await run(on_disk.admin, "productUpdate", id=gid(await product("poster")), input=given)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", "imageUrl"])
    assert await held() == before


@pytest.mark.parametrize(
    "name", ["x.png", "..%2f..%2fsecret", f"{'0' * 32}.svg", f"{'0' * 32}.png", "0" * 32, f"{'0' * 32}.png%0a"]
)
async def test_there_is_nothing_else_to_see(on_disk: Studio, name: str) -> None:
    served = await on_disk.get(f"/media/{name}")

    assert served.status_code == 404
    assert served.headers["content-type"].startswith("text/plain")


async def test_nothing_of_that_id(on_disk: Studio) -> None:
    unknown = {"uploadId": to_global_id("ImageUpload", new_id())}

    assert (await on_disk.finish(unknown))["__typename"] == "NotFoundError"
