"""GraphiQL, served by the application itself: nothing on the page comes from elsewhere."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

STATIC = Path(__file__).parent / "static"


def playground_page(request: Request) -> Response:
    """The page for browsers at /graphql."""
    page = STATIC / "index.html"
    return HTMLResponse(page.read_text("utf-8") if page.exists() else "<!doctype html><title>GraphQL</title>")
