"""Drawing in a process of its own: a few at a time, within the settings' limits of time and memory."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from adapters.storage import Storage
from commerce.errors import DesignInvalid
from core.settings import settings
from posters.client import Output, Rendered, RenderFailed, run_check, run_render
from posters.model import DesignDocument, document_hash
from posters.tiles import DEMO_ARCHIVE


@cache
def _turns() -> asyncio.Semaphore:
    """Drawing takes a core: a process does a few at a time, and the others wait their turn."""
    return asyncio.Semaphore(settings().render_concurrency)


async def render_into(
    storage: Storage, key: str, document: Mapping[str, Any], output: Output, content_type: str
) -> Rendered:
    """Draw a document into the store under a key.

    Raises:
        RenderFailed, StorageError: then nothing is there.
    """
    limits = settings()
    with tempfile.TemporaryDirectory(prefix="poster-") as folder:
        path = Path(folder, f"file.{output.format}")
        async with _turns():
            rendered = await run_render(
                document,
                tiles(),
                output,
                path,
                memory_mb=limits.render_memory_mb,
                seconds=limits.render_seconds,
            )
        await storage.put(key, path, content_type=content_type)
    return rendered


def tiles() -> str:
    """Where the map comes from: the shop's own tiles, or the demo city."""
    return settings().tiles_url or str(DEMO_ARCHIVE)


_checks: dict[str, asyncio.Task[None]] = {}
_MOST_MEASURED = 4096
_measured: dict[str, None] = {}
"""Hashes of the latest documents whose words fit: an editor asks about the same one again and again."""


def is_measured(document: DesignDocument) -> bool:
    """Whether this process knows that the words fit."""
    return document_hash(document) in _measured


async def check_printable(document: DesignDocument) -> None:
    """Refuse, before anybody pays, words that do not fit on the sheet.

    Those who ask about the same document at the same time share one answer.

    Raises:
        DesignInvalid: naming them.
    """
    digest = document_hash(document)
    if digest in _measured:
        return
    if digest not in _checks:
        _checks[digest] = asyncio.create_task(_measure(document))
        _checks[digest].add_done_callback(lambda _: _checks.pop(digest))
    await asyncio.shield(_checks[digest])
    _measured[digest] = None
    if len(_measured) > _MOST_MEASURED:
        del _measured[next(iter(_measured))]


async def _measure(document: DesignDocument) -> None:
    try:
        await _run_check(document)
    except RenderFailed as error:
        if error.kind != "invalid_design":
            raise
        problems = [(problem.path, problem.message) for problem in error.problems]
        raise DesignInvalid(problems or [("design", error.message)]) from error


async def _run_check(document: DesignDocument) -> None:
    """A busy machine may end a measurement before its time: then it is made once more."""
    for last in (False, True):
        try:
            async with _turns():
                await run_check(document.model_dump(mode="json"))
        except RenderFailed as error:
            if error.permanent or last:
                raise
        else:
            return
