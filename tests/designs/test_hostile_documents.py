"""Documents that nobody drew: a typed error or bad input, never INTERNAL, and nothing is kept."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest

from tests.support.shoppers import rows
from tests.support.storefront import ADD, DOCUMENT, Shopper

QUERY = "query ($document: JSON!) { designPreview(document: $document) { __typename } }"
VALUES: list[Any] = [
    None, True, -1, 0.5, 10**400, -(2**63), 1e308, "", "x" * 5000, "\u202e\u0007", "🗺️" * 50, "<svg onload=1>", [], {},
    [[[[]]]], {"a": {"b": [1, None]}}, "1e999", "NaN", "{{7*7}}", "../../etc/passwd", "\u2028", "a\nb" * 100,
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in a document."""
    inner = value.items() if isinstance(value, dict) else ()
    return [path, *(found for key, item in inner for found in places(item, (*path, key)))]


def changed(place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    document = copy.deepcopy(DOCUMENT)
    target: Any = document
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    return document


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
async def test_a_value_where_it_does_not_belong(guest: Shopper, value: Any) -> None:
    line = await guest.line()
    before = await rows()
    for place in places(DOCUMENT):
        document = changed(place, value)
        answer = (await guest.raw(QUERY, document=document)).json()
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {"BAD_USER_INPUT"}, (place, answer)
        if not codes and answer["data"]["designPreview"]["__typename"] == "DesignPreview":
            continue
        added = (await guest.raw(ADD, lines=[{**line, "design": document}])).json()
        assert added.get("errors") or added["data"]["cartLinesAdd"]["__typename"] == "DesignInvalidError", place

    assert await rows() == before


async def test_literals_too(guest: Shopper) -> None:
    numbers = ["9" * 400, "-1e400", "1e-400", "0x10", "1e5000"]
    for number in [*numbers, str(random.Random(7).getrandbits(1000))]:
        query = f"{{ designPreview(document: {{location: {{lat: {number}, lng: 1}}}}) {{ __typename }} }}"
        answer = (await guest.raw(query)).json()

        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes == {"BAD_USER_INPUT"} or answer["data"]["designPreview"]["__typename"] == "DesignInvalidError"
