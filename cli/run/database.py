"""The database before the application starts: reachable, migrated, not empty."""

from __future__ import annotations

import asyncio
import sys

from cli import migrations
from cli.run.plan import ROOT, Plan
from cli.run.terminal import Terminal
from core.errors import ConfigurationError


async def check_outside(plan: Plan) -> None:
    """Ask the servers that the settings name, before anything leans on them.

    Raises:
        ConfigurationError: naming the one that does not answer.
    """
    if plan.postgres is None:
        connection = await migrations.open_connection(plan.settings)
        await connection.close()
    if plan.redis is None:
        from redis.asyncio import from_url
        from redis.exceptions import RedisError

        client = from_url(plan.settings.redis_url, socket_connect_timeout=5, socket_timeout=5)
        try:
            await client.ping()
        except (RedisError, OSError) as error:
            raise ConfigurationError(
                f"REDIS_URL: Redis does not answer ({error}); start it, or correct the URL"
            ) from None
        finally:
            await client.aclose()


async def prepare(plan: Plan, terminal: Terminal) -> None:
    """Migrate and seed when there is something to do: both in processes of their own, as by hand.

    Raises:
        ConfigurationError: when one of them fails.
    """
    connection = await migrations.open_connection(plan.settings)
    try:
        if await migrations.pending(connection):
            await _command(plan, terminal, "migrate")
        if not await connection.fetchval("SELECT EXISTS (SELECT 1 FROM products)"):
            await _command(plan, terminal, "seed")
    finally:
        await connection.close()


async def _command(plan: Plan, terminal: Terminal, name: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli",
        name,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=dict(plan.environment),
        cwd=ROOT,
    )
    try:
        output, errors = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        raise
    for line in output.decode().splitlines():
        terminal.line(f"  {'database':<11} {line}")
    if process.returncode:
        said = errors.decode().strip().splitlines() or [f"code {process.returncode}"]
        raise ConfigurationError(f"cli {name} failed: {said[-1]}")
