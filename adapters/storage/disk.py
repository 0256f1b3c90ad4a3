"""A folder as the store. It signs its own links and forms, which the server's `/files/…` and `/uploads` honour."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import heapq
import hmac
import os
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import uuid4

from adapters.storage import Listed, StorageError, StoredFile, UploadForm
from adapters.storage.forms import Form, open_form, sign
from core.clock import now
from core.database import forbid_transaction
from core.settings import Settings


class DiskStorage:
    """Files under DATA_DIR/files. Writing is atomic: a reader sees the whole file or none."""

    def __init__(self, settings: Settings) -> None:
        self._root = (settings.data_dir / "files").resolve()
        self._public_url = settings.public_url
        self._key = settings.secret_key.get_secret_value().encode()

    async def put(self, key: str, path: Path, *, content_type: str) -> None:
        forbid_transaction("the file store")
        await self._write(key, lambda temporary: shutil.copyfile(path, temporary))

    async def copy(self, source: str, target: str) -> None:
        forbid_transaction("the file store")
        origin = self._path(source)
        await self._write(target, lambda temporary: os.link(origin, temporary))

    async def head(self, key: str) -> StoredFile | None:
        forbid_transaction("the file store")
        try:
            size = (await asyncio.to_thread(self._path(key).stat)).st_size
        except FileNotFoundError:
            return None
        return StoredFile(size=size, content_type=content_type_of(key))

    async def read(self, key: str) -> bytes | None:
        forbid_transaction("the file store")
        try:
            return await asyncio.to_thread(self._path(key).read_bytes)
        except FileNotFoundError:
            return None

    async def read_range(self, key: str, start: int, length: int) -> bytes:
        forbid_transaction("the file store")

        def read() -> bytes:
            with self._path(key).open("rb") as file:
                file.seek(start)
                return file.read(length)

        try:
            return await asyncio.to_thread(read)
        except OSError as error:
            raise StorageError(f"cannot read {Path(key).name}: {error}", transient=False) from error

    async def delete(self, key: str) -> None:
        forbid_transaction("the file store")
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    async def listing(self, prefix: str, *, after: str = "", limit: int = 500) -> list[Listed]:
        forbid_transaction("the file store")
        return await asyncio.to_thread(self._listing_now, prefix, after, limit)

    def _listing_now(self, prefix: str, after: str, limit: int) -> list[Listed]:
        """Every name is read for a page: a folder of this machine, not a bucket of millions."""
        found = []
        for folder, _, names in os.walk(self._path(prefix)):
            place = Path(folder).relative_to(self._root).as_posix()
            # What begins with a dot is being written.
            found += [f"{place}/{name}" for name in names if not name.startswith(".")]
        keys = heapq.nsmallest(limit, (key for key in found if key > after))
        return [each for key in keys if (each := self._listed(key))]

    def _listed(self, key: str) -> Listed | None:
        try:
            written = self._path(key).stat().st_mtime
        except FileNotFoundError:
            return None
        return Listed(key, datetime.fromtimestamp(written, UTC))

    async def presigned_url(self, key: str, *, file_name: str, expires_in: timedelta) -> str:
        expires = int((now() + expires_in).timestamp())
        query = {"expires": expires, "name": file_name, "signature": self._signature(key, file_name, expires)}
        return f"{self._public_url}/files/{quote(key)}?{urlencode(query)}"

    async def presigned_post(self, key: str, *, content_type: str, size: int, expires_in: timedelta) -> UploadForm:
        expires_at = (now() + expires_in).replace(microsecond=0)
        form = Form(key, content_type, size, int(expires_at.timestamp()))
        fields = form.fields | {"signature": sign(form, self._key)}
        return UploadForm(f"{self._public_url}/uploads", fields, expires_at)

    async def receive(self, content_type: str, chunks: AsyncIterator[bytes]) -> None:
        """Store the file that a form of `presigned_post` brings, as it comes in; all of it or nothing appears.

        Raises:
            UploadRefused: for a form that was not signed here, is stale, or brings another size.
        """
        form, content = await open_form(content_type, chunks, self._key)
        target = self._path(form.key)
        temporary = target.with_name(f".{uuid4().hex}")
        try:
            await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
            with await asyncio.to_thread(temporary.open, "xb") as file:
                async for piece in content:
                    await asyncio.to_thread(file.write, piece)
            await asyncio.to_thread(temporary.replace, target)
        except OSError as error:
            raise StorageError(f"cannot write {target.name}: {error}") from error
        finally:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(temporary.unlink)

    def opened(self, key: str, *, file_name: str, expires: int, signature: str) -> Path | None:
        """The file that a signed link opens, or None when the link is forged, stale or leads nowhere."""
        if expires < now().timestamp():
            return None
        if not hmac.compare_digest(self._signature(key, file_name, expires).encode(), signature.encode()):
            return None
        path = self._path(key)
        return path if path.is_file() else None

    def _signature(self, key: str, file_name: str, expires: int) -> str:
        signed = f"file\n{key}\n{file_name}\n{expires}".encode()
        return hmac.new(self._key, signed, hashlib.sha256).hexdigest()

    def _path(self, key: str) -> Path:
        path = (self._root / key).resolve()
        if not path.is_relative_to(self._root):
            raise StorageError(f"{key!r} leads out of the store", transient=False)
        return path

    async def _write(self, key: str, fill: Callable[[Path], object]) -> None:
        await asyncio.to_thread(self._write_now, self._path(key), fill)

    @staticmethod
    def _write_now(target: Path, fill: Callable[[Path], object]) -> None:
        temporary = target.with_name(f".{uuid4().hex}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fill(temporary)
            temporary.replace(target)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise StorageError(f"cannot write {target.name}: {error}") from error


def content_type_of(key: str) -> str:
    """The type of a file, by its suffix."""
    return _TYPES.get(Path(key).suffix, "application/octet-stream")


_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".csv": "text/csv; charset=utf-8",
}
