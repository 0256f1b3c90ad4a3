"""An S3 bucket as the store, through aiobotocore."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import BotoCoreError, ClientError

from adapters.storage import Listed, StorageError, StoredFile, UploadForm
from core.clock import now
from core.database import forbid_transaction
from core.settings import Settings

_PART = 8 * 1024 * 1024
"""Files are sent in parts of this size, so that a print of 100 MB never sits in memory."""


@asynccontextmanager
async def open_s3(settings: Settings, bucket: str) -> AsyncIterator[S3Storage]:
    """The bucket, with one client for requests and one that signs for the address customers see."""
    session = get_session()
    secret = settings.s3_secret_access_key
    options: dict[str, Any] = {
        "region_name": settings.s3_region,
        "aws_access_key_id": settings.s3_access_key_id,
        "aws_secret_access_key": secret.get_secret_value() if secret else None,
        "config": AioConfig(
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path" if settings.s3_endpoint_url else "auto"},
        ),
    }
    public = settings.s3_public_endpoint_url or settings.s3_endpoint_url
    async with (
        session.create_client("s3", endpoint_url=settings.s3_endpoint_url, **options) as client,
        session.create_client("s3", endpoint_url=public, **options) as signer,
    ):
        yield S3Storage(client, signer, bucket)


class S3Storage:
    """See adapters.storage.Storage. Errors are StorageError, transient unless S3 refuses for good."""

    def __init__(self, client: Any, signer: Any, bucket: str) -> None:
        self._client = client
        self._signer = signer
        self._bucket = bucket

    async def put(self, key: str, path: Path, *, content_type: str) -> None:
        forbid_transaction("S3")
        if await asyncio.to_thread(os.path.getsize, path) <= _PART:
            body = await asyncio.to_thread(path.read_bytes)
            await self._call("put_object", Key=key, Body=body, ContentType=content_type)
            return
        upload = await self._call("create_multipart_upload", Key=key, ContentType=content_type)
        try:
            parts = await self._send_parts(key, upload["UploadId"], path)
            await self._call(
                "complete_multipart_upload",
                Key=key,
                UploadId=upload["UploadId"],
                MultipartUpload={"Parts": parts},
            )
        except BaseException:
            await self._call("abort_multipart_upload", Key=key, UploadId=upload["UploadId"])
            raise

    async def _send_parts(self, key: str, upload_id: str, path: Path) -> list[dict[str, Any]]:
        parts: list[dict[str, Any]] = []
        with await asyncio.to_thread(path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, _PART):
                number = len(parts) + 1
                sent = await self._call("upload_part", Key=key, UploadId=upload_id, PartNumber=number, Body=chunk)
                parts.append({"ETag": sent["ETag"], "PartNumber": number})
        return parts

    async def copy(self, source: str, target: str) -> None:
        await self._call("copy_object", Key=target, CopySource={"Bucket": self._bucket, "Key": source})

    async def head(self, key: str) -> StoredFile | None:
        try:
            found = await self._call("head_object", Key=key)
        except _Missing:
            return None
        return StoredFile(size=found["ContentLength"], content_type=found["ContentType"])

    async def read(self, key: str) -> bytes | None:
        try:
            found = await self._call("get_object", Key=key)
        except _Missing:
            return None
        return await _content(found)

    async def read_range(self, key: str, start: int, length: int) -> bytes:
        found = await self._call("get_object", Key=key, Range=f"bytes={start}-{start + length - 1}")
        return await _content(found)

    async def delete(self, key: str) -> None:
        await self._call("delete_object", Key=key)

    async def listing(self, prefix: str, *, after: str = "", limit: int = 500) -> list[Listed]:
        found = await self._call("list_objects_v2", Prefix=prefix, StartAfter=after, MaxKeys=limit)
        return [Listed(each["Key"], each["LastModified"]) for each in found.get("Contents", [])]

    async def presigned_url(self, key: str, *, file_name: str, expires_in: timedelta) -> str:
        disposition = f"attachment; filename*=UTF-8''{quote(file_name)}"
        url: str = await self._signer.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key, "ResponseContentDisposition": disposition},
            ExpiresIn=int(expires_in.total_seconds()),
        )
        return url

    async def presigned_post(self, key: str, *, content_type: str, size: int, expires_in: timedelta) -> UploadForm:
        form = await self._signer.generate_presigned_post(
            self._bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", size, size]],
            ExpiresIn=int(expires_in.total_seconds()),
        )
        return UploadForm(form["url"], form["fields"], now() + expires_in)

    async def _call(self, operation: str, **parameters: Any) -> dict[str, Any]:
        forbid_transaction("S3")
        try:
            answer: dict[str, Any] = await getattr(self._client, operation)(Bucket=self._bucket, **parameters)
        except ClientError as error:
            raise _translated(operation, error) from error
        except (BotoCoreError, OSError, TimeoutError) as error:
            raise StorageError(f"S3 {operation}: {error}") from error
        return answer


async def _content(found: dict[str, Any]) -> bytes:
    """The body of an answer, which may still break off."""
    try:
        async with found["Body"] as body:
            content: bytes = await body.read()
    except (aiohttp.ClientError, BotoCoreError, OSError, TimeoutError) as error:
        raise StorageError(f"S3 get_object: {error}") from error
    return content


class _Missing(StorageError):
    pass


def _translated(operation: str, error: ClientError) -> StorageError:
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    if status == 404:
        return _Missing(f"S3 {operation}: nothing there", transient=False)
    return StorageError(f"S3 {operation}: {error}", transient=status in {0, 408, 429} or status >= 500)
