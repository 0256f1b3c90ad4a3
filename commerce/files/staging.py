"""What is common to all files that somebody outside sends by a form: how long it is taken, that one look is taken at a
time, and that what is refused goes at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from adapters.storage import Storage, StorageError
from commerce.errors import StateInvalid, StorageUnavailable, UploadInvalid, UploadProblem
from core.clock import now
from models import StagedUpload

log = structlog.get_logger(__name__)

LIFETIME = timedelta(hours=1)
"""How long a form may be sent."""
GRACE = timedelta(hours=1)
"""What was begun before the form ended may still be coming in."""
CHECK = timedelta(minutes=5)
"""Longer than a look takes, the store's own retries included."""


def is_over(upload: StagedUpload) -> bool:
    """Whether nothing can come in any more."""
    return now() >= upload.expires_at + GRACE


def is_looked_at(upload: StagedUpload) -> bool:
    """Whether somebody looks at it now."""
    return upload.checking_until is not None and upload.checking_until > now()


def require_idle(upload: StagedUpload) -> None:
    """
    Raises:
        StateInvalid: while somebody looks at it.
    """
    if is_looked_at(upload):
        raise StateInvalid("The file is being looked at. Ask again in a moment.", "checking")


async def require_arrived(upload: StagedUpload, key: str, storage: Storage) -> None:
    """
    Raises:
        UploadInvalid: unless the announced number of bytes is there.
        StorageError
    """
    staged = await storage.head(key)
    if staged is None:
        raise UploadInvalid(UploadProblem.MISSING, f"{upload.file_size} bytes", "nothing")
    if staged.size != upload.file_size:
        raise UploadInvalid(UploadProblem.SIZE, f"{upload.file_size} bytes", f"{staged.size} bytes")


@asynccontextmanager
async def looking(upload: StagedUpload, storage: Storage, *keys: str) -> AsyncIterator[None]:
    """A look at what came, by whoever has set `checking_until`. What is refused is removed from `keys`.

    Raises:
        StorageUnavailable: when the store does not answer; the same request may be sent again.
    """
    try:
        yield
    except UploadInvalid as refusal:
        log.info("upload_refused", upload_id=str(upload.id), reason=refusal.reason, found=refusal.found)
        await remove(storage, *keys)
        raise
    except StorageError as error:
        log.warning("upload_not_looked_at", upload_id=str(upload.id), error=str(error))
        raise StorageUnavailable from error
    finally:
        mine = type(upload).filter(id=upload.id, checking_until=upload.checking_until)
        await mine.update(checking_until=None)


async def remove(storage: Storage, *keys: str) -> None:
    """At once if the store lets us; by the job that is owed for it if not."""
    for key in keys:
        try:
            await storage.delete(key)
        except StorageError as error:
            log.warning("upload_not_removed", error=str(error))
