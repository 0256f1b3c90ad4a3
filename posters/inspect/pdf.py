"""A PDF's pages, counted, and the first one's size."""

from __future__ import annotations

from typing import Any

from posters.inspect.facts import Facts, NotReadable
from posters.inspect.pdf_objects import Objects
from posters.inspect.window import Window

SIGNATURE = b"%PDF-"
_MM_PER_POINT = 25.4 / 72
_DEEPEST = 8
_INHERITED = ("MediaBox", "CropBox", "Rotate")


async def document(window: Window) -> Facts:
    """Walk from the trailer to the first page.

    Raises:
        NotReadable: also for an encrypted one.
    """
    objects = Objects(window)
    await objects.find()
    if "Encrypt" in objects.trailer:
        raise NotReadable("the PDF is encrypted")
    catalog = await objects.get(objects.trailer.get("Root"))
    tree = await objects.get(catalog.get("Pages")) if isinstance(catalog, dict) else None
    pages, first = await _pages(objects, tree)
    width, height = await _size(objects, first)
    return Facts("pdf", pages=pages, page_width_mm=width * _MM_PER_POINT, page_height_mm=height * _MM_PER_POINT)


async def _pages(objects: Objects, tree: Any) -> tuple[int, dict[str, Any]]:
    """How many there are (two stand for any more), and the first with what it inherits."""
    leaves: list[dict[str, Any]] = []
    waiting = [(tree, dict[str, Any](), 0)]
    while waiting and len(leaves) < 2:
        node, inherited, depth = waiting.pop(0)
        if not isinstance(node, dict) or depth > _DEEPEST:
            raise NotReadable("the PDF's pages cannot be found")
        whole = inherited | node
        if "Kids" not in node:
            leaves.append(whole)
            continue
        kids = await objects.get(node["Kids"])
        if not isinstance(kids, list):
            raise NotReadable("the PDF's pages cannot be found")
        passed_on = {name: whole[name] for name in _INHERITED if name in whole}
        waiting = [(await objects.get(kid), passed_on, depth + 1) for kid in kids[:2]] + waiting
    if not leaves:
        raise NotReadable("the PDF has no pages")
    said = tree.get("Count")
    return (said if isinstance(said, int) and said > len(leaves) else len(leaves)), leaves[0]


async def _size(objects: Objects, page: dict[str, Any]) -> tuple[float, float]:
    """Points across and down, as a viewer shows the page."""
    box = await _box(objects, page.get("CropBox")) or await _box(objects, page.get("MediaBox"))
    unit, turn = await objects.get(page.get("UserUnit", 1)), await objects.get(page.get("Rotate", 0))
    if box is None or not _is_number(unit) or not isinstance(turn, int):
        raise NotReadable("the PDF's page has no size")
    width, height = abs(box[2] - box[0]) * unit, abs(box[3] - box[1]) * unit
    return (height, width) if turn % 180 else (width, height)


async def _box(objects: Objects, value: Any) -> list[float] | None:
    corners = await objects.get(value)
    if not isinstance(corners, list) or len(corners) != 4:
        return None
    numbers = [await objects.get(corner) for corner in corners]
    return numbers if all(_is_number(number) for number in numbers) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6
