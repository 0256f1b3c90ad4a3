"""Pictures of designs that nobody will ask for again: of former renderers and maps, and of designs that were only tried
out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from time import monotonic
from typing import Any

from adapters.storage import Listed, Storage
from commerce.files.renders import picture_version
from core.clock import now
from core.database import fetch
from models import Bookmark

PREFIX = "previews/"
PAGE = 500
_NAME = re.compile(r"previews/(?P<version>[^/]+)/(?P<hash>[0-9a-f]{64})-[0-9]+\.png")
_FORMER_KEPT = timedelta(days=2)
"""While a new version is rolled out, old processes still draw and read theirs."""
_TRIED_KEPT = timedelta(days=30)
_MOST_SECONDS = 45.0
_BOOKMARK = "pictures_swept"


async def sweep_pictures(storage: Storage) -> int:
    """Look through a part of them, from where the last run left off, and delete what is of no use; how many.

    A picture that is asked for after all is drawn again, so none is ever missed.

    Raises:
        StorageError: then the next run goes on where this one was.
    """
    begun, deleted = monotonic(), 0
    mark = await Bookmark.get_or_none(name=_BOOKMARK)
    place: dict[str, Any] = mark.value if mark else {}
    while monotonic() - begun < _MOST_SECONDS:
        page = await storage.listing(PREFIX, after=place.get("after", ""), limit=PAGE)
        for key in await _useless(page):
            await storage.delete(key)
            deleted += 1
        place = {"after": page[-1].key} if len(page) == PAGE else {}
        await Bookmark.update_or_create({"value": place}, name=_BOOKMARK)
        if not place:
            break
    return deleted


_STORED = "SELECT hash FROM designs WHERE hash = ANY($1::text[])"


async def _useless(page: Sequence[Listed]) -> list[str]:
    at, version = now(), picture_version()
    former, tried = [], {}
    for file in page:
        name = _NAME.fullmatch(file.key)
        if name is None:
            continue
        if name["version"] != version:
            former += [file.key] if file.modified_at < at - _FORMER_KEPT else []
        elif file.modified_at < at - _TRIED_KEPT:
            tried[file.key] = name["hash"]
    kept = {row["hash"] for row in await fetch(_STORED, list(set(tried.values())))} if tried else set()
    return [*former, *(key for key, digest in tried.items() if digest not in kept)]
