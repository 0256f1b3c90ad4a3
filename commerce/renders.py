"""Drawing: a paid file for the store, or a small preview for the screen; each in a process of its own."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import structlog

from adapters.events import OrderUpdates
from adapters.storage import Storage, StorageError
from commerce import downloads
from commerce.errors import DesignInvalid
from core.settings import settings
from models import Download, DownloadKind, DownloadStatus
from posters.api import RENDERER_VERSION
from posters.client import Output, Rendered, RenderFailed, run_check, run_render
from posters.model import DesignDocument, document_hash
from posters.tiles import DEMO_ARCHIVE

log = structlog.get_logger(__name__)

BLEED_MM = 3.0
"""What the print house cuts off on each side."""
DPI = 300
PREVIEW_WIDTHS = (240, 480, 960)

_turns = asyncio.Semaphore(2)
"""Drawing takes a core: a process does a few at a time, and the others wait their turn."""


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
    await updates.publish(download.order_id)


async def _draw(download: Download, storage: Storage) -> None:
    design = download.order_line.design
    if design is None:
        raise RenderImpossible("the order line has no design")
    output = _output(download)
    key = downloads.storage_key(download, download.order)
    render_key = _render_key(design.hash, output)
    twin = await Download.filter(render_key=render_key, status=DownloadStatus.READY).first()
    if twin is not None and twin.storage_key and await storage.head(twin.storage_key):
        await storage.copy(twin.storage_key, key)
        rendered = _like(twin)
    else:
        rendered = await _render_into(storage, key, design.document, output, download.mime_type)
    await downloads.finish(download, rendered, render_key, key)


async def _render_into(
    storage: Storage, key: str, document: Mapping[str, Any], output: Output, content_type: str
) -> Rendered:
    limits = settings()
    with tempfile.TemporaryDirectory(prefix="poster-") as folder:
        path = Path(folder, f"file.{output.format}")
        async with _turns:
            rendered = await run_render(
                document,
                _tiles(),
                output,
                path,
                memory_mb=limits.render_memory_mb,
                seconds=limits.render_seconds,
            )
        await storage.put(key, path, content_type=content_type)
    return rendered


def _tiles() -> str:
    return settings().tiles_url or str(DEMO_ARCHIVE)


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
    parts = [design_hash, repr(output), _tiles(), RENDERER_VERSION]
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


async def check_printable(document: DesignDocument) -> None:
    """Refuse, before anybody pays, words that do not fit on the sheet.

    Raises:
        DesignInvalid: naming them.
    """
    try:
        async with _turns:
            await run_check(document.model_dump(mode="json"))
    except RenderFailed as error:
        if error.kind != "invalid_design":
            raise
        problems = [(problem.path, problem.message) for problem in error.problems]
        raise DesignInvalid(problems or [("design", error.message)]) from error


async def preview(document: DesignDocument, width: int, storage: Storage) -> bytes:
    """A PNG of the design, `width` pixels wide; drawn at most once, then read from the store.

    Raises:
        RenderFailed: when it cannot be drawn (now).
    """
    key = f"previews/{RENDERER_VERSION}/{document_hash(document)}-{width}.png"
    found = await storage.read(key)
    if found is None:
        await _render_into(storage, key, document.model_dump(mode="json"), Output.preview(width), "image/png")
        found = await storage.read(key)
    if found is None:
        raise RenderFailed("internal", "the preview vanished from the store", permanent=False)
    return found
