"""Fixtures for what is outside the application: Stripe's stand-in, S3, a browser, and the road back to us."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest
from aiobotocore.session import get_session
from playwright.async_api import expect

from core.settings import Settings
from tests.support.faithful import check_everything
from tests.support.ports import free_port
from tests.support.services import ROOT, folder
from tests.support.shop import RunningShop

if TYPE_CHECKING:
    from starlette.applications import Starlette


@pytest.fixture(scope="session")
def free_ports() -> tuple[int, int]:
    """Where the worker's API listens, when something has to reach it over HTTP, and its Stripe sandbox."""
    return free_port(), free_port()


@contextlib.contextmanager
def server_process(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server in a process of its own, once it takes connections."""
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=ROOT)
    try:
        deadline = time.monotonic() + 60
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command} did not start:\n{log.read_text()}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True)
class StripeSandbox:
    """The worker's own sandbox, over HTTP. Whatever a test did to it is forgotten after the test."""

    url: str
    key: str
    http: httpx.AsyncClient

    async def call(self, method: str, path: str, form: dict[str, Any] | None = None) -> dict[str, Any]:
        """Stripe's API with the shop's key: `call("GET", "/v1/events")`."""
        answer = await self.http.request(method, path, data=form, auth=(self.key, ""))
        assert answer.status_code < 400, answer.text
        return dict(answer.json())

    async def control(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The sandbox's own controls: `control("POST", "/faults", {…})`."""
        answer = await self.http.request(method, f"/_sandbox{path}", json=body)
        assert answer.status_code < 400, answer.text
        return dict(answer.json())


@pytest.fixture(scope="session")
def _stripe_process(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = str(settings.stripe_api_base)
    port = int(base.rsplit(":", 1)[1])
    folder = tmp_path_factory.mktemp("stripe")
    command = [sys.executable, "-m", "sandbox.stripe", "--port", str(port), "--data", str(folder)]
    command += ["--webhook-url", f"{settings.public_url}/webhooks/stripe", "--settle-seconds", "50"]
    command += ["--webhook-secret", settings.stripe_webhook_secrets[0].get_secret_value()]
    command += ["--key", settings.stripe_secret_key.get_secret_value()]
    with server_process(command, port, folder / "log"):
        yield base


@pytest.fixture
async def stripe_sandbox(_stripe_process: str, settings: Settings) -> AsyncIterator[StripeSandbox]:
    """Stripe, reachable where STRIPE_API_BASE says. Its webhooks arrive only with `served` beside it.

    After the test, every request it got, every answer and every event must fit the SDK's own shapes.
    """
    async with httpx.AsyncClient(base_url=_stripe_process, timeout=30) as http:
        sandbox = StripeSandbox(_stripe_process, settings.stripe_secret_key.get_secret_value(), http)
        yield sandbox
        try:
            await asyncio.to_thread(check_everything, _stripe_process, {})
        finally:
            await sandbox.control("POST", "/reset")


@pytest.fixture(scope="session")
async def served(app: Starlette, settings: Settings) -> AsyncIterator[str]:
    """The application behind a real socket at PUBLIC_URL, in this process; the URL."""
    import uvicorn

    port = int(settings.public_url.rsplit(":", 1)[1])
    config = uvicorn.Config(app, port=port, lifespan="off", log_config=None, ws="websockets-sansio")
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]  # Ctrl-C is pytest's
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield settings.public_url
    server.should_exit = True
    await serving


@dataclass(frozen=True)
class S3:
    """A bucket of one test on a real S3 API over HTTP."""

    endpoint: str
    bucket: str
    settings: Settings
    """The worker's settings, with this bucket as the store."""


@pytest.fixture(scope="session")
def _s3_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with server_process(command, port, tmp_path_factory.mktemp("s3") / "log"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
async def s3(_s3_process: str, settings: Settings) -> S3:
    """An empty bucket."""
    bucket = f"posters-{uuid4().hex[:12]}"
    options = {"region_name": "us-east-1", "aws_access_key_id": "suite", "aws_secret_access_key": "suite"}
    async with get_session().create_client("s3", endpoint_url=_s3_process, **options) as client:
        await client.create_bucket(Bucket=bucket)
    changes = {
        "s3_bucket": bucket,
        "s3_endpoint_url": _s3_process,
        "s3_access_key_id": "suite",
        "s3_secret_access_key": settings.stripe_secret_key,
    }
    return S3(_s3_process, bucket, settings.model_copy(update=changes))


@pytest.fixture(scope="session")
def running_shop() -> Iterator[RunningShop]:
    """A whole shop, seeded and ready, started as `make run` does it. For tests marked e2e."""
    shop = RunningShop(folder(), free_port())
    shop.start()
    yield shop
    shop.stop()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium; without it the test is skipped."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium: apt-get install chromium (.ci/run does)")
    expect.set_options(timeout=40_000)
    return path
