"""`python -m cli healthy`: for a container's health check. Quiet and quick; the exit code is the answer."""

from __future__ import annotations

import argparse
import asyncio
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_SECONDS = 4.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which process, and where."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--worker", action="store_true", help="a worker: it listens nowhere")


def main(args: argparse.Namespace) -> int:
    """0 when it is well."""
    if args.worker:
        trouble = asyncio.run(_worker()) if _runs("dramatiq") else "no worker runs here"
    else:
        trouble = _api(args.port)
    if trouble:
        print(trouble, file=sys.stderr)
    return 1 if trouble else 0


def _api(port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return "" if answer.status == 200 else answer.read(1000).decode(errors="replace")
    except (OSError, HTTPException) as error:
        return f"no answer: {error}"
    finally:
        connection.close()


async def _worker() -> str:
    """A worker is well when it runs and can reach what its work needs."""
    from redis.asyncio import from_url
    from redis.exceptions import RedisError

    from cli import migrations
    from core.settings import settings

    await (await migrations.open_connection(settings())).close()
    client = from_url(settings().redis_url, socket_connect_timeout=_SECONDS, socket_timeout=_SECONDS)
    try:
        await client.ping()
    except (RedisError, OSError) as error:
        return f"no Redis: {error}"
    finally:
        await client.aclose()
    return ""


def _runs(program: str) -> bool:
    return any(program.encode() in _arguments(process) for process in Path("/proc").glob("[0-9]*"))


def _arguments(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # it has ended
        return b""
