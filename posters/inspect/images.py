"""PNG and JPG: the header's size, and that the end is there.

PNG: https://www.w3.org/TR/png-3/#11IHDR. JPEG: ITU-T T.81, annex B.
"""

from __future__ import annotations

import struct
import zlib

from posters.inspect.facts import Facts, NotReadable
from posters.inspect.window import Window

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8\xff"
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
"""Bits a sample that each colour type may have."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a segment."""
_SCAN, _END = 0xDA, 0xD9
_MOST_SEGMENTS = 400


async def png(window: Window) -> Facts:
    """Size from IHDR, which must be sound."""
    chunk = (await window.bytes(8, 25)).ljust(25, b"\0")
    length, kind, width, height, depth, colour, packing, filtering, interlace, crc = struct.unpack(
        ">I4sIIBBBBBI", chunk
    )
    sound = (length, kind, packing, filtering) == (13, b"IHDR", 0, 0) and interlace in {0, 1}
    if not sound or depth not in _DEPTHS.get(colour, ()) or crc != zlib.crc32(chunk[4:21]):
        raise NotReadable("the PNG's header is damaged")
    if not (0 < width < 1 << 31 and 0 < height < 1 << 31):
        raise NotReadable("the PNG has no size")
    if await window.bytes(window.size - len(_PNG_END), len(_PNG_END)) != _PNG_END:
        raise NotReadable("the PNG's end is missing")
    return Facts("png", width, height)


async def jpeg(window: Window) -> Facts:
    """Size from the frame header, behind whatever metadata."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        head = (await window.bytes(at, 9)).ljust(9, b"\0")
        fill, marker, length, precision, height, width = struct.unpack(">BBHBHH", head)
        if fill != 0xFF or marker in {0x00, _SCAN, _END}:
            break
        if marker in _FRAMES:
            await _require_end(window)
            if not (width and height and precision in {8, 12}):
                raise NotReadable("the JPG has no size")
            return Facts("jpg", width, height)
        # 0xFF may be repeated before a marker.
        at += 1 if marker == 0xFF else 2 if marker in _ALONE else 2 + max(length, 2)
    raise NotReadable("the JPG's header is damaged")


async def _require_end(window: Window) -> None:
    tail = await window.bytes(window.size - 64, 64)
    if not tail.rstrip(b"\0\r\n ").endswith(_JPEG_END):
        raise NotReadable("the JPG's end is missing")
