"""A paid order, a browser that drew its poster, and either of the two stores to send it to."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from adapters.storage import Storage, open_storage
from core.ids import to_global_id
from core.settings import Settings
from models import Order, OrderLine, OutboxMessage
from tests.orders.conftest import Buy, buy
from tests.support.outside import S3
from tests.support.shoppers import Account, account, guest
from tests.support.storefront import Shopper

__all__ = ["Buy", "SignIn", "account", "buy", "guest"]

SignIn = Callable[..., Awaitable[Account]]

START = """
mutation ($line: ID!, $format: FileFormat!, $size: Int!) {
  orderRenderUploadStart(orderLineId: $line, format: $format, fileSize: $size) {
    __typename
    ... on RenderUpload { downloadId url fields { name value } expiresAt }
    ... on StateInvalidError { state }
    ... on Error { code path }
  }
}
"""
FINISH = """
mutation ($id: ID!) {
  orderRenderUploadFinish(downloadId: $id) {
    __typename
    ... on Download { id kind format status fileName mimeType fileSize widthPx heightPx dpi url }
    ... on UploadInvalidError { reason expected found }
    ... on StateInvalidError { state }
    ... on Error { code }
  }
}
"""
PIXELS = (2400, 3000)  # 8 × 10 in at 300 dpi


@cache
def drawn(kind: str = "PNG", size: tuple[int, int] = PIXELS) -> bytes:
    """A picture, or a PDF of one page with it, as a browser would send it."""
    file = io.BytesIO()
    if kind == "PDF":
        Image.new("L", (8, 10), 200).resize((80, 100)).save(file, "PDF", resolution=10)
    else:
        Image.new("L", size, 200).save(file, {"JPG": "JPEG"}.get(kind, kind))
    return file.getvalue()


@dataclass
class Browser:
    """Who draws and sends."""

    shopper: Shopper
    storage: Storage

    async def start(self, line: OrderLine, format: str = "PNG", size: int = 1000) -> dict[str, Any]:
        variables = {"line": to_global_id("OrderLine", line.id), "format": format, "size": size}
        return dict((await self.shopper.ask(START, **variables))["orderRenderUploadStart"])

    async def send(self, started: dict[str, Any], content: bytes) -> httpx.Response:
        fields = {field["name"]: field["value"] for field in started["fields"]}
        sent = {"data": fields, "files": {"file": ("poster", content)}}
        if started["url"].endswith("/uploads"):
            return await self.shopper.http.post(started["url"], **sent)
        async with httpx.AsyncClient(timeout=60) as outside:
            return await outside.post(started["url"], **sent)

    async def finish(self, started: dict[str, Any]) -> dict[str, Any]:
        return dict((await self.shopper.ask(FINISH, id=started["downloadId"]))["orderRenderUploadFinish"])

    async def upload(self, line: OrderLine, content: bytes, format: str = "PNG") -> dict[str, Any]:
        """All three steps."""
        started = await self.start(line, format, len(content))
        assert started["__typename"] == "RenderUpload", started
        assert (await self.send(started, content)).status_code == 204
        return await self.finish(started)

    async def fetch(self, url: str) -> bytes:
        """What a download link brings."""
        if "/files/" in url:
            return (await self.shopper.http.get(url)).content
        async with httpx.AsyncClient(timeout=60) as outside:
            return (await outside.get(url)).content

    def staged(self, started: dict[str, Any]) -> str:
        """The key that the form stores under."""
        return next(str(field["value"]) for field in started["fields"] if field["name"] == "key")


@asynccontextmanager
async def storing_in(app: Starlette, storage: Storage) -> AsyncIterator[None]:
    """The application, with another store, while the block runs."""
    services = app.state.services
    app.state.services = replace(services, adapters=replace(services.adapters, storage=storage))
    try:
        yield
    finally:
        app.state.services = services


@pytest.fixture(params=["disk", "s3"])
async def browser(
    request: pytest.FixtureRequest, app: Starlette, guest: Shopper, settings: Settings, s3: S3
) -> AsyncIterator[Browser]:
    """A guest's, in a shop with a folder and in a shop with a bucket."""
    chosen = s3.settings if request.param == "s3" else settings
    async with open_storage(chosen) as storage, storing_in(app, storage):
        yield Browser(guest, storage)


@pytest.fixture
async def on_disk(app: Starlette, guest: Shopper) -> Browser:
    """A guest's, in a shop with a folder."""
    return Browser(guest, app.state.services.storage)


async def draw_nothing() -> None:
    """Forget the files that the shop owes."""
    await OutboxMessage.filter(actor="render_download").delete()


async def line_of(order: Order) -> OrderLine:
    return await OrderLine.get(order=order)
