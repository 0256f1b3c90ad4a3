"""A streaming JPEG writer: strips are encoded on their own and joined by restart markers.

A restart marker resets a JPEG decoder's state (ITU-T T.81, E.1.4), which is also the state every file starts in.
So the scans of files with the same tables can follow each other, as long as each is one restart interval.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image

from posters.encode.icc import srgb_profile
from posters.encode.raster import STRIP_ROWS, Canvas, strips

_QUALITY = 95
_BLOCK = 8  # rows and columns of one coding unit, as no channel is subsampled
_MAX_INTERVAL = 65535
_START_OF_FRAME, _START_OF_SCAN = 0xC0, 0xDA


def encode(canvas: Canvas) -> Iterator[bytes]:
    """The chunks of a baseline 4:4:4 JPEG with its density and an sRGB profile."""
    per_row = -(-canvas.width // _BLOCK)
    rows = min(STRIP_ROWS, _MAX_INTERVAL // per_row * _BLOCK)
    for index, strip in enumerate(strips(canvas, rows)):
        head, scan = _split(_encode(strip, canvas.dpi))
        if index:
            yield bytes((0xFF, 0xD0 + (index - 1) % 8))
        else:
            yield _header(head, canvas.height, per_row * rows // _BLOCK)
        yield scan
    yield b"\xff\xd9"


def _encode(strip: Image.Image, dpi: int) -> bytes:
    file = io.BytesIO()
    profile = srgb_profile()
    rgb = Image.frombuffer("RGB", strip.size, strip.tobytes("raw", "RGB"), "raw", "RGB", 0, 1)
    rgb.save(file, "JPEG", quality=_QUALITY, subsampling=0, dpi=(dpi, dpi), icc_profile=profile)
    return file.getvalue()


def _segments(head: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment between the start of image and the end of `head`."""
    at = 2
    while at < len(head):
        length = struct.unpack_from(">H", head, at + 2)[0]
        yield head[at + 1], at, at + 2 + length
        at += 2 + length


def _split(file: bytes) -> tuple[bytes, bytes]:
    """Everything up to the end of the scan's header, and the scan without the end of image."""
    for marker, _, end in _segments(file):
        if marker == _START_OF_SCAN:
            return file[:end], file[end:-2]
    raise ValueError("a JPEG without a scan")


def _header(head: bytes, height: int, interval: int) -> bytes:
    """The first strip's header, telling the whole height and the restart interval (in coding units)."""
    result = bytearray(head)
    for marker, start, _ in _segments(head):
        if marker == _START_OF_FRAME:
            struct.pack_into(">H", result, start + 5, height)
        elif marker == _START_OF_SCAN:
            result[start:start] = struct.pack(">HHH", 0xFFDD, 4, interval)
    return bytes(result)
