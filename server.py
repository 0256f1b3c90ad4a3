"""The ASGI application: routes, middleware, lifespan. `uvicorn server:create_app --factory`"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from core import database
from core.log import configure_logging
from core.settings import Settings
from core.settings import settings as load_settings
from resolvers import files, keys, media, previews, readiness, unsubscribe, uploads
from resolvers.services import open_services
from schema import schema
from schema.http import GraphQLEndpoint
from schema.http.middleware import RequestMiddleware
from schema.playground import STATIC
from webhooks import brevo, stripe


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
                _keep_what_is_there()
                yield
        finally:
            await database.disconnect()

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
    app = Starlette(routes=_routes(), middleware=middleware, lifespan=lifespan)
    app.state.settings = configured
    return app


def _keep_what_is_there() -> None:
    """Modules and the schema, some 200,000 objects, stay for good: garbage collection need not look at them again."""
    gc.collect()
    gc.freeze()


def _routes() -> list[BaseRoute]:
    endpoint = GraphQLEndpoint(schema)
    return [
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
        Route("/healthz", readiness.alive),
        Route("/readyz", readiness.ready),
    ]
