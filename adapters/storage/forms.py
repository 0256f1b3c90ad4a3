"""Signed upload forms of the disk store: what S3 promises about a pre-signed POST, kept by ourselves."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass

from adapters.storage.multipart import FormMalformed, FormReader
from core.clock import now

_LONGEST_FIELD = 1024
_PIECE = 1 << 20
"""Bytes that are written at once."""


class UploadRefused(Exception):
    """Nothing was stored. `status` is HTTP's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Form:
    """What one form lets in. `expires` in seconds since 1970, `size` in bytes."""

    key: str
    content_type: str
    size: int
    expires: int

    @property
    def fields(self) -> dict[str, str]:
        """As S3 names them, where it does."""
        return {
            "key": self.key,
            "Content-Type": self.content_type,
            "size": str(self.size),
            "expires": str(self.expires),
        }


def sign(form: Form, secret: bytes) -> str:
    """HMAC-SHA256 over all of it, in hexadecimal."""
    signed = "\n".join(["upload", *form.fields.values()])
    return hmac.new(secret, signed.encode(), hashlib.sha256).hexdigest()


async def open_form(
    content_type: str, chunks: AsyncIterator[bytes], secret: bytes
) -> tuple[Form, AsyncIterator[bytes]]:
    """What a request may store, and the pieces of its file. Of those, the last one comes only if all is well.

    Raises:
        UploadRefused: now, or while the pieces come.
    """
    try:
        reader = FormReader(content_type, chunks)
        sent: dict[str, str] = {}
        while (name := await reader.next_part()) != "file":
            if name is None:
                raise FormMalformed("the form has no file")
            sent[name] = await reader.text(_LONGEST_FIELD)
    except FormMalformed as error:
        raise UploadRefused(400, str(error)) from error
    form = _verified(sent, secret)
    return form, _pieces(reader, form)


def _verified(sent: dict[str, str], secret: bytes) -> Form:
    size, expires = sent.get("size", ""), sent.get("expires", "")
    if not all(number.isascii() and number.isdigit() and len(number) < 15 for number in (size, expires)):
        raise UploadRefused(403, "the form is not signed")
    form = Form(sent.get("key", ""), sent.get("Content-Type", ""), int(size), int(expires))
    if not hmac.compare_digest(sign(form, secret).encode(), sent.get("signature", "").encode()):
        raise UploadRefused(403, "the form is not signed")
    if form.expires < now().timestamp():
        raise UploadRefused(403, "the form has ended")
    return form


async def _pieces(reader: FormReader, form: Form) -> AsyncIterator[bytes]:
    taken, piece = 0, b""
    try:
        async for chunk in reader.body():
            taken += len(chunk)
            if taken > form.size:
                raise UploadRefused(413, f"the file has more than {form.size} bytes")
            piece += chunk
            if len(piece) >= _PIECE:
                yield piece
                piece = b""
        if await reader.next_part() is not None:
            raise FormMalformed("the file must come last")
    except FormMalformed as error:
        raise UploadRefused(400, str(error)) from error
    if taken < form.size:
        raise UploadRefused(400, f"the file has {taken} bytes, not {form.size}")
    yield piece
