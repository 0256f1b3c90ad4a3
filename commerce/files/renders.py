"""What is drawn: the files of paid orders, each once, and small previews for the screen."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import orjson
import structlog

from adapters.events import OrderUpdates
from adapters.storage import Storage, StorageError
from commerce.files import downloads
from commerce.files.drawing import render_into, tiles
from core.settings import settings
from models import Download, DownloadKind, DownloadStatus
from posters.api import RENDERER_VERSION
from posters.client import Output, Rendered, RenderFailed
from posters.model import DesignDocument, document_hash

log = structlog.get_logger(__name__)

BLEED_MM = 3.0
"""What the print house cuts off on each side."""
DPI = 300
PREVIEW_WIDTHS = (240, 480, 960)


class RenderImpossible(Exception):
    """No attempt will help."""


async def render_download(download_id: UUID, storage: Storage, updates: OrderUpdates) -> None:
    """Draw one file of a paid order into the store; harmless when it is there already.

    Raises:
        RenderImpossible: the document can never be drawn; the file is FAILED.
        RenderFailed, StorageError: this attempt failed; another may not.
    """
    download = await downloads.begin(download_id)
    if download is None:
        return
    await updates.publish(download.order_id)
    try:
        await _draw(download, storage)
    except RenderFailed as error:
        await downloads.put_back(download, error.message)
        if error.permanent:
            raise RenderImpossible(error.message) from error
        raise
    except StorageError as error:
        await downloads.put_back(download, str(error))
        raise
    finally:
        await updates.publish(download.order_id)


async def _draw(download: Download, storage: Storage) -> None:
    design = download.order_line.design
    if design is None:
        raise RenderImpossible("the order line has no design")
    output = _output(download)
    key = downloads.storage_key(download, download.order)
    render_key = _render_key(design.hash, output)
    # What is drawn again is drawn, and not copied: something is wrong with the file that there is.
    again = download.storage_key is not None
    twin = None if again else await Download.filter(render_key=render_key, status=DownloadStatus.READY).first()
    if twin is not None and twin.storage_key and await storage.head(twin.storage_key):
        await storage.copy(twin.storage_key, key)
        rendered = _like(twin)
    else:
        rendered = await render_into(storage, key, design.document, output, download.mime_type)
    if not await downloads.finish(download, rendered, render_key, key):
        await storage.delete(key)


def _output(download: Download) -> Output:
    line = download.order_line
    if line.width_mm is None or line.height_mm is None:
        raise RenderImpossible("the order line has no size")
    bleed = BLEED_MM if download.kind is DownloadKind.PRINT else 0.0
    return Output(
        format=download.format.value,
        width_mm=float(line.width_mm),
        height_mm=float(line.height_mm),
        dpi=DPI,
        bleed_mm=bleed,
    )


def _render_key(design_hash: str, output: Output) -> str:
    """Equal keys are equal bytes: the document, what is made of it, over which map, drawn by which version."""
    parts = [design_hash, repr(output), tiles(), RENDERER_VERSION]
    return sha256(orjson.dumps(parts)).hexdigest()


def _like(twin: Download) -> Rendered:
    return Rendered(
        path=Path(twin.file_name),
        size=twin.file_size or 0,
        sha256=twin.sha256 or "",
        width_px=twin.width_px or 0,
        height_px=twin.height_px or 0,
        dpi=twin.dpi or DPI,
        mime=twin.mime_type,
    )


def picture_version() -> str:
    """Of previews: another renderer draws others, and so does another map."""
    map_ = settings().tiles_url or "demo"  # wherever that lies on this machine
    return f"{RENDERER_VERSION}-{sha256(map_.encode()).hexdigest()[:12]}"


def preview_keys(design_hash: str) -> list[str]:
    """Where the pictures of a design are in the store, if they have been drawn."""
    return [_preview_key(design_hash, width) for width in PREVIEW_WIDTHS]


def _preview_key(design_hash: str, width: int) -> str:
    return f"previews/{picture_version()}/{design_hash}-{width}.png"


_drawing: dict[str, asyncio.Task[None]] = {}


async def preview(document: DesignDocument, width: int, storage: Storage) -> bytes:
    """A PNG of the design, `width` pixels wide; drawn at most once, then read from the store.

    Those who ask for the same one at the same time wait for one drawing.

    Raises:
        RenderFailed, StorageError: when it cannot be had (now).
    """
    key = _preview_key(document_hash(document), width)
    found = await storage.read(key)
    if found is None:
        if key not in _drawing:
            _drawing[key] = asyncio.create_task(_draw_preview(document, width, storage, key))
            _drawing[key].add_done_callback(lambda _: _drawing.pop(key))
        await asyncio.shield(_drawing[key])
        found = await storage.read(key)
    if found is None:
        raise RenderFailed("internal", "the preview vanished from the store", permanent=False)
    return found


async def _draw_preview(document: DesignDocument, width: int, storage: Storage, key: str) -> None:
    await render_into(storage, key, document.model_dump(mode="json"), Output.preview(width), "image/png")
