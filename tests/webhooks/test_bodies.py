"""Bodies that come whole, too long, or not to their end."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.requests import Request

from webhooks.bodies import read_body

GONE = {"type": "http.disconnect"}


def part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize(
    ("messages", "body"),
    [
        ([part(b"whole", more=False)], b"whole"),
        ([part(b"in ", more=True), part(b"parts", more=False)], b"in parts"),
        ([part(b"x" * 8, more=True), part(b"x", more=True)], None),
        ([part(b"half", more=True), GONE], None),
        ([GONE], None),
    ],
)
async def test_it_is_whole_or_none(messages: list[dict[str, Any]], body: bytes | None) -> None:
    coming = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(coming)

    request = Request({"type": "http", "method": "POST", "headers": []}, receive)

    assert await read_body(request, 8) == body
