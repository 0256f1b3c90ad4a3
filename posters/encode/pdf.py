"""A vector PDF of one page, with the boxes and the output intent that a print house asks for.

Skia writes the page. It cannot write trim and bleed boxes or (reproducibly) an output intent, so its file is
taken apart at its cross-reference table and put together again with them. It writes no dates unless told to, and
neither do we: the same poster is the same file.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import skia

from posters.encode.icc import srgb_profile

POINTS_PER_MM = 72 / 25.4
_CHUNK = 1 << 16
_MEDIA_BOX = re.compile(rb"/MediaBox \[0 0 [\d.]+ ([\d.]+)\]")


@dataclass(frozen=True)
class Page:
    """A page to encode: `paint` draws it, opaque, in points. Lengths are millimetres, without the bleed."""

    paint: Callable[[skia.Canvas], None]
    width_mm: float
    height_mm: float
    bleed_mm: float
    title: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, with the bleed on every side."""
        return (
            (self.width_mm + 2 * self.bleed_mm) * POINTS_PER_MM,
            (self.height_mm + 2 * self.bleed_mm) * POINTS_PER_MM,
        )


def encode(page: Page) -> Iterator[bytes]:
    """The PDF in chunks."""
    file = _with_print_data(_drawn(page), page)
    for start in range(0, len(file), _CHUNK):
        yield file[start : start + _CHUNK]


def _drawn(page: Page) -> bytes:
    metadata = skia.PDF.Metadata()
    metadata.fTitle = page.title
    metadata.fCreator = "posters"
    metadata.fProducer = "Skia/PDF"
    metadata.fRasterDPI = 300
    stream = skia.DynamicMemoryWStream()
    document = skia.PDF.MakeDocument(stream, metadata)
    page.paint(document.beginPage(*page.size))
    document.endPage()
    document.close()
    return bytes(stream.detachAsData())


def _with_print_data(file: bytes, page: Page) -> bytes:
    objects, root, info = _objects(file)
    profile, intent = max(objects) + 1, max(objects) + 2
    packed = zlib.compress(srgb_profile(), 9)
    objects[profile] = b"<</N 3\n/Filter /FlateDecode\n/Length %d>> stream\n" % len(packed) + packed + b"\nendstream"
    objects[intent] = (
        b"<</Type /OutputIntent\n/S /GTS_PDFX\n/OutputConditionIdentifier (sRGB IEC61966-2.1)\n"
        b"/RegistryName (http://www.color.org)\n/Info (sRGB IEC61966-2.1)\n/DestOutputProfile %d 0 R>>" % profile
    )
    objects[root] = _extended(objects[root], b"/OutputIntents [%d 0 R]" % intent)
    sheet = next(number for number, body in objects.items() if re.search(rb"/Type /Page\b", body[:64]))
    objects[sheet] = _with_boxes(objects[sheet], page)
    return _assembled(objects, root, info)


def _with_boxes(body: bytes, page: Page) -> bytes:
    """What is cut off lies between the trim box and the bleed box, which is the whole page.

    Skia rounds its media box up to whole dots and draws from the top left corner, so ours start there.
    """
    found = _MEDIA_BOX.search(body)
    if found is None:
        raise ValueError("the drawing library wrote a page without a size")
    width, height = page.size
    top, bleed = float(found[1]), page.bleed_mm * POINTS_PER_MM
    bleed_box = _box(0.0, top - height, width, top)
    trim_box = _box(bleed, top - height + bleed, width - bleed, top - bleed)
    boxes = b"/MediaBox %b\n/BleedBox %b\n/TrimBox %b" % (bleed_box, bleed_box, trim_box)
    return body[: found.start()] + boxes + body[found.end() :]


def _box(*corners: float) -> bytes:
    return ("[" + " ".join(f"{corner:.3f}" for corner in corners) + "]").encode()


def _extended(body: bytes, entries: bytes) -> bytes:
    return body.replace(b"<<", b"<<" + entries + b"\n", 1)


def _objects(file: bytes) -> tuple[dict[int, bytes], int, int]:
    """Every object's body by its number, and the numbers of the catalog and the information dictionary."""
    table = int(file[file.rindex(b"startxref") + 9 :].split()[0])
    entries = file[table:].splitlines()
    first, count = map(int, entries[1].split())
    offsets = sorted(
        (int(line[:10]), number) for number, line in enumerate(entries[2 : 2 + count], first) if line[17:18] == b"n"
    )
    ends = [offset for offset, _ in offsets[1:]] + [table]
    objects = {}
    for (start, number), end in zip(offsets, ends, strict=True):
        body = file[start:end]
        objects[number] = body[body.index(b"obj") + 4 : body.rindex(b"endobj")].strip(b"\n")
    trailer = file[file.rindex(b"trailer") :]
    root, info = (re.search(rb"/%s (\d+) 0 R" % key, trailer) for key in (b"Root", b"Info"))
    if root is None or info is None:
        raise ValueError("the drawing library wrote a PDF without a catalog")
    return objects, int(root[1]), int(info[1])


def _assembled(objects: dict[int, bytes], root: int, info: int) -> bytes:
    file = bytearray(b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(file)
        file += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    table = len(file)
    size = max(objects) + 1
    identity = hashlib.sha256(file).hexdigest()[:32].encode()
    file += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        file += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    file += b"trailer\n<</Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%b> <%b>]>>\n" % (
        size, root, info, identity, identity,
    )  # fmt: skip
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % table)
