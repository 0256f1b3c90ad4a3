"""A shop to measure: the real application behind a real socket, with a PostgreSQL and a Redis of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn

from cli.run import postgres, redis
from tests.support.lifespan import running
from tests.support.services import environment


@contextlib.asynccontextmanager
async def serving(**settings: str) -> AsyncIterator[str]:
    """A shop for as long as the block runs, in this process and with its database connected here; its URL.

    uvicorn runs as `python -m cli serve` runs it, and PostgreSQL as `python -m cli run` does: what it commits is on
    the disk.
    """
    with servers() as (place, database, store):
        os.environ |= environment(database, store, DATA_DIR=str(place / "data"), **settings)
        subprocess.run([sys.executable, "-m", "cli", "migrate"], check=True, stdout=subprocess.DEVNULL)  # noqa: ASYNC221
        from server import create_app

        app = create_app()
        async with running(app):
            server = uvicorn.Server(_config(app))
            task = asyncio.create_task(server.serve())
            while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
                await asyncio.sleep(0.01)
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
            server.should_exit = True
            await task


def _config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app, port=0, lifespan="off", log_config=None, http="httptools", access_log=False, server_header=False,
        proxy_headers=False, timeout_graceful_shutdown=3,
    )  # fmt: skip


@contextlib.contextmanager
def servers() -> Iterator[tuple[Path, str, str]]:
    """A folder, and the URLs of a PostgreSQL and a Redis in it."""
    place = Path(tempfile.mkdtemp(prefix="yourmapart-bench-"))
    place.chmod(0o711)
    try:
        cluster, store = postgres.prepare(place), redis.prepare(place, durable=False)
        log = place / "servers.log"
        with (
            process(cluster.command, log, signal.SIGINT, cwd="/", **cluster.as_user),
            process(store.command, log, signal.SIGTERM),
        ):
            wait(cluster.answers)
            wait(store.answers)
            yield place, cluster.url("postgres"), store.url()
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def process(command: list[str], log: Path, end: signal.Signals, **how: Any) -> Iterator[None]:
    with log.open("a") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True, **how)
    try:
        yield
    finally:
        process.send_signal(end)
        process.wait(20)


def wait(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not ready():
        if time.monotonic() > deadline:
            raise RuntimeError("a server did not start")
        time.sleep(0.05)
