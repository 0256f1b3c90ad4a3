"""A streaming PNG writer: 8-bit RGB, Up filter, deflated by two threads (each strip ends in a full flush).

PNG specification, third edition: https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from PIL import Image, ImageChops

from posters.encode.icc import srgb_profile
from posters.encode.raster import Canvas, strips

_THREADS = 2
_LEVEL = 6
_ZLIB_HEADER = b"\x78\x5e"  # deflate, 32 kB window, fast algorithm: what level 6 announces
_UP = b"\x02"


def encode(canvas: Canvas) -> Iterator[bytes]:
    """The chunks of a PNG file with its density and an sRGB profile."""
    yield b"\x89PNG\r\n\x1a\n"
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", canvas.width, canvas.height, 8, 2, 0, 0, 0))
    yield _chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(srgb_profile(), 9))
    per_meter = round(canvas.dpi / 0.0254)
    yield _chunk(b"pHYs", struct.pack(">IIB", per_meter, per_meter, 1))
    checksum = zlib.adler32(b"")
    pending: deque[Future[bytes]] = deque()
    head = _ZLIB_HEADER
    with ThreadPoolExecutor(_THREADS) as pool:
        for rows in _filtered(canvas):
            checksum = zlib.adler32(rows, checksum)
            pending.append(pool.submit(_deflate, rows))
            while len(pending) > _THREADS:
                yield _chunk(b"IDAT", head + pending.popleft().result())
                head = b""
        while pending:
            yield _chunk(b"IDAT", head + pending.popleft().result())
            head = b""
    yield _chunk(b"IDAT", _deflate(b"", last=True) + struct.pack(">I", checksum))
    yield _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _deflate(rows: bytes, last: bool = False) -> bytes:
    """One independent run of deflate blocks, byte-aligned, so that runs can simply follow each other."""
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, 9)
    return stream.compress(rows) + stream.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def _filtered(canvas: Canvas) -> Iterator[bytes]:
    """Each strip's rows as differences to the row above (modulo 256), behind their filter type."""
    above = Image.new("RGBX", (canvas.width, 1))
    for strip in strips(canvas):
        shifted = Image.new("RGBX", strip.size)
        shifted.paste(above, (0, 0))
        shifted.paste(strip, (0, 1))
        above = strip.crop((0, strip.height - 1, strip.width, strip.height))
        packed = memoryview(ImageChops.subtract_modulo(strip, shifted).tobytes("raw", "RGB"))
        stride = canvas.width * 3
        yield b"".join(
            part for start in range(0, len(packed), stride) for part in (_UP, packed[start : start + stride])
        )
