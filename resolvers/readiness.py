"""Whether a process lives, and whether it can reach what it needs: for whoever restarts and routes."""

from __future__ import annotations

import asyncio

import redis.asyncio
import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core import database
from core.settings import Settings

log = structlog.get_logger(__name__)
_READY_SECONDS = 2.0


async def alive(request: Request) -> Response:
    """200, always."""
    return JSONResponse({"status": "alive"})


async def ready(request: Request) -> Response:
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
