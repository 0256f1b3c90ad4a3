"""What the print house calls what was bought: a code a product and size, completed by the options that were chosen.

Codes are looked up when they are needed and not frozen with an order: they are the print house's, which changes them,
and an order that is placed today is placed under today's. Placeholders stand for an option's value:
`framed_poster_{frameColor}_18x24-inch` is `framed_poster_black_18x24-inch`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from models import OrderLine, ProductSize

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""Whatever is in it: names of options have dashes, and what is no option's name must not be taken for a code."""


async def codes_of(lines: Iterable[OrderLine]) -> dict[UUID, str]:
    """By line id, in one statement; lines whose product has no code, or lacks an option that it names, are left out."""
    wanted = list(lines)
    product_ids = {line.product_id for line in wanted if line.product_id is not None}
    sizes = await ProductSize.filter(product_id__in=product_ids, print_code__isnull=False)
    patterns: dict[tuple[UUID | None, str | None], str] = {
        (size.product_id, size.value): size.print_code for size in sizes if size.print_code
    }
    found = {}
    for line in wanted:
        pattern = patterns.get((line.product_id, line.size))
        code = filled(pattern, line) if pattern else None
        if code is not None:
            found[line.id] = code
    return found


def filled(pattern: str, line: OrderLine) -> str | None:
    """A size's code with a line's options in it; None when one is missing."""
    chosen = {option["name"]: option["value"] for option in line.options}
    if any(name not in chosen for name in _PLACEHOLDER.findall(pattern)):
        return None
    return _PLACEHOLDER.sub(lambda match: chosen[match[1]], pattern)
