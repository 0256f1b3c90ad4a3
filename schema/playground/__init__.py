"""GraphiQL, served by the application itself: nothing on the page comes from elsewhere. See build.md."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from starlette.responses import HTMLResponse, Response

STATIC = Path(__file__).parent / "static"
# GraphiQL writes style attributes and carries its fonts as data; scripts come from this origin only.
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def playground_page() -> Response:
    """The page for browsers at /graphql. Its assets are mounted at /playground."""
    return HTMLResponse(_page(), headers={"Content-Security-Policy": _POLICY, "Vary": "Accept"})


@lru_cache(maxsize=1)
def _page() -> str:
    return (STATIC / "index.html").read_text("utf-8")
