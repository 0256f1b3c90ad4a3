"""Tells the three formats apart by their first bytes."""

from __future__ import annotations

from posters.inspect import images, pdf
from posters.inspect.facts import Facts, NotReadable
from posters.inspect.window import Read, Window


async def inspect_file(read: Read, size: int) -> Facts:
    """What a file of `size` bytes is, whatever it is called.

    Raises:
        NotReadable: when it is none of the three formats, or not whole.
    """
    window = Window(read, size)
    head = await window.bytes(0, 1024)
    if head.startswith(images.PNG_SIGNATURE):
        return await images.png(window)
    if head.startswith(images.JPEG_SIGNATURE):
        return await images.jpeg(window)
    if head.startswith(pdf.SIGNATURE):
        return await pdf.document(window)
    raise NotReadable("it is neither a PNG nor a JPG nor a PDF")
