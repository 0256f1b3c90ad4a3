"""The shop window as an ASGI application: static files, one page for every address, and where the API is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"
PAGES = (
    "/", "/design/{slug}", "/cart", "/order", "/find-order",
    "/account", "/account/login", "/account/register", "/account/verify", "/account/reset",
)  # fmt: skip
"""Addresses that the page's own router knows; any other gets the page too, with 404."""


def create_app(api: str, shop_name: str = "YourMapArt") -> Starlette:
    """A storefront of the API at `api` (scheme, host and port, as a browser reaches it).

    Raises:
        ValueError: when `api` is not an http(s) URL.
    """
    origin = _origin(api)
    config = {"api": f"{api.rstrip('/')}/graphql", "shopName": shop_name}
    headers = _headers(origin)

    async def with_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers.update(headers)
        return response

    async def page(request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    async def not_found(request: Request, error: Exception) -> Response:
        if request.url.path.startswith("/static/") or request.method != "GET":
            return Response("Not found", 404, media_type="text/plain")
        return FileResponse(STATIC / "index.html", 404)

    routes = [
        *(Route(path, page) for path in PAGES),
        Route("/config.json", lambda request: JSONResponse(config)),
        Route("/healthz", lambda request: JSONResponse({"status": "alive"})),
        Route("/favicon.ico", lambda request: FileResponse(STATIC / "favicon.svg")),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=with_headers)],
        exception_handlers={404: not_found},
    )


def _origin(api: str) -> str:
    parts = urlsplit(api)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"the API must be an http or https URL, not {api!r}")
    return f"{parts.scheme}://{parts.netloc}"


def _headers(api_origin: str) -> dict[str, str]:
    policy = {
        "default-src": "'self'",
        "connect-src": f"'self' {api_origin}",
        "img-src": f"'self' {api_origin}",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        # The order page's address names the checkout session: it stays here.
        "Referrer-Policy": "strict-origin",
        "Cache-Control": "no-cache",
    }
