"""Where files live: an S3 bucket, or a folder that signs its own links."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from core.errors import AdapterError
from core.settings import Settings


class StorageError(AdapterError):
    """The store did not do what was asked."""


@dataclass(frozen=True)
class StoredFile:
    """Size in bytes, and the type it was stored with."""

    size: int
    content_type: str


@dataclass(frozen=True)
class Listed:
    """A key, and when it was last written."""

    key: str
    modified_at: datetime


@dataclass(frozen=True)
class UploadForm:
    """What somebody outside posts one file with: multipart/form-data to `url`, with `fields` in this order and then
    the file itself as `file`. The store takes that key, type and size (to the byte), and nothing else.
    """

    url: str
    fields: Mapping[str, str]
    expires_at: datetime


class Storage(Protocol):
    """Keys are relative paths such as `orders/<number>/<line id>/<file>` and never leave the house."""

    async def put(self, key: str, path: Path, *, content_type: str) -> None:
        """Store a local file under a key, replacing what is there. All of it or nothing appears."""

    async def copy(self, source: str, target: str) -> None:
        """Store what is under `source` under `target` too, without moving its bytes through this process."""

    async def head(self, key: str) -> StoredFile | None:
        """What is under a key, or None."""

    async def read(self, key: str) -> bytes | None:
        """The bytes of a small file, or None."""

    async def read_range(self, key: str, start: int, length: int) -> bytes:
        """Some bytes of a file, fewer where it ends.

        Raises:
            StorageError: also when there is none.
        """

    async def delete(self, key: str) -> None:
        """Remove a key. One that is not there is fine."""

    async def listing(self, prefix: str, *, after: str = "", limit: int = 500) -> list[Listed]:
        """Up to 1,000 keys of a folder (`prefix` ends with a slash) and of those in it, in the order of their
        characters, beyond `after`; fewer than `limit` are the last ones.
        """

    async def presigned_url(self, key: str, *, file_name: str, expires_in: timedelta) -> str:
        """A link that downloads the file under a name, for a while."""

    async def presigned_post(self, key: str, *, content_type: str, size: int, expires_in: timedelta) -> UploadForm:
        """A form that stores one file of `size` bytes under a key, for a while, as often as it is sent."""


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Storage]:
    """The store that the settings name: S3 when S3_BUCKET is set, DATA_DIR/files otherwise."""
    if settings.s3_bucket:
        from adapters.storage.s3 import open_s3

        async with open_s3(settings, settings.s3_bucket) as bucket:
            yield bucket
    else:
        from adapters.storage.disk import DiskStorage

        yield DiskStorage(settings)
