"""The ASGI application: routes, middleware, lifespan. `uvicorn server:create_app --factory`"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import redis.asyncio
import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from core import database
from core.log import configure_logging
from core.settings import Settings
from core.settings import settings as load_settings
from resolvers import files, keys, media, previews, unsubscribe, uploads
from resolvers.services import open_services
from schema import schema
from schema.http import GraphQLEndpoint
from schema.http.middleware import RequestMiddleware
from schema.playground import STATIC
from webhooks import brevo, stripe

log = structlog.get_logger(__name__)
_READY_SECONDS = 2.0


def create_app(settings: Settings | None = None) -> Starlette:
    """The shop's server; its database and services are opened when it starts and closed when it stops."""
    configured = settings or load_settings()
    configure_logging(configured)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await database.connect(configured)
        try:
            async with open_services(configured) as services:
                app.state.services = services
                yield
        finally:
            await database.disconnect()

    endpoint = GraphQLEndpoint(schema)
    routes = [
        Route("/graphql", endpoint),
        WebSocketRoute("/graphql", endpoint),
        Route("/webhooks/stripe", stripe.receive, methods=["POST"]),
        Route("/webhooks/brevo", brevo.receive, methods=["POST"]),
        Route("/files/{key:path}", files.download),
        Route("/uploads", uploads.receive, methods=["POST"]),
        Route("/media/{name}", media.serve),
        Route("/unsubscribe/{token}", unsubscribe.page, methods=["GET", "POST"]),
        Route("/previews/live/{width}.png", previews.live),
        Route("/previews/{hash}/{width}.png", previews.stored),
        Route("/.well-known/jwks.json", keys.published),
        Mount("/playground", StaticFiles(directory=STATIC)),
        Route("/healthz", _alive),
        Route("/readyz", _ready),
    ]
    middleware = [
        Middleware(RequestMiddleware, secure=configured.public_url.startswith("https://")),
        Middleware(
            CORSMiddleware,
            allow_origins=sorted(configured.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-Cart-Token", "X-Order-Token", "X-Request-Id"],
            expose_headers=["X-Request-Id"],
            max_age=3600,
        ),
    ]
    app = Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
    app.state.settings = configured
    return app


async def _alive(request: Request) -> Response:
    return JSONResponse({"status": "alive"})


async def _ready(request: Request) -> Response:
    """200 when the database and Redis answer, 503 with the names of those that do not."""
    settings: Settings = request.app.state.settings
    checks = {"database": database.fetch("SELECT 1"), "redis": _ping_redis(settings.redis_url)}
    results = await asyncio.gather(
        *(asyncio.wait_for(check, _READY_SECONDS) for check in checks.values()), return_exceptions=True
    )
    down = [name for name, result in zip(checks, results, strict=True) if isinstance(result, BaseException)]
    if down:
        log.warning("not_ready", down=down)
    return JSONResponse({"status": "not ready" if down else "ready", "down": down}, 503 if down else 200)


async def _ping_redis(url: str) -> None:
    async with redis.asyncio.from_url(url, socket_connect_timeout=_READY_SECONDS) as client:
        await client.ping()
