"""The sandbox as one ASGI application: API, hosted page, controls, and the courier behind them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.stripe import api, payment_pages
from sandbox.stripe.challenge import challenge_routes
from sandbox.stripe.config import Config
from sandbox.stripe.controls import control_routes
from sandbox.stripe.dashboard import dashboard_routes
from sandbox.stripe.delivery import Courier
from sandbox.stripe.objects import coupons, customers, events, refunds, sessions, webhook_endpoints
from sandbox.stripe.page import page_routes
from sandbox.stripe.routing import ENDPOINTS
from sandbox.stripe.sandbox import Sandbox

REGISTERED = (payment_pages, coupons, customers, events, refunds, sessions, webhook_endpoints)
"""Importing these (and what they import) puts every endpoint into the table."""


def create_app(config: Config) -> ASGIApp:
    """A sandbox over the state in ``config.data``, made if there is none."""
    sandbox = Sandbox(config)
    courier = Courier(sandbox)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        carrying = asyncio.create_task(courier.run())
        try:
            yield
        finally:
            carrying.cancel()
            await asyncio.gather(carrying, return_exceptions=True)
            await courier.close()
            sandbox.store.close()

    routes: list[BaseRoute] = [
        Route(endpoint.path, api.EndpointApp(sandbox, endpoint), methods=[endpoint.method]) for endpoint in ENDPOINTS
    ]
    routes += [Mount("/v1", api.unknown_url), *control_routes(sandbox, courier)]
    routes += [*page_routes(sandbox), *challenge_routes(sandbox), *dashboard_routes(sandbox, courier)]
    routes += [Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.router.redirect_slashes = False

    async def outermost(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["sandbox.send"] = send
        await app(scope, receive, send)

    return outermost
