"""`python -m cli doctor`: is everything there that the settings name, and do the books agree with it?"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from cli import migrations
from core.clock import now
from core.errors import AdapterError, ConfigurationError
from core.settings import Settings, settings

_SECONDS = 15.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--fix`, `--days`, `--settings-only`."""
    parser.add_argument("--fix", action="store_true", help="repair what is safe to repair")
    parser.add_argument(
        "--days",
        type=int,
        default=30,
        metavar="N",
        help="ask Stripe and the file store about orders of the last N days; 0 for all (default: 30)",
    )
    parser.add_argument("--settings-only", action="store_true", help="leave the books alone")


def main(args: argparse.Namespace) -> int:
    """One line a check and a finding; 1 when a check failed or something was found and not repaired."""
    configured = settings()
    print("ok    settings   whole")
    failed = asyncio.run(_examine(configured))
    if not failed and not args.settings_only:
        failed = asyncio.run(_examine_books(configured, args.days, repair=args.fix))
    return failed


async def _examine_books(configured: Settings, days: int, *, repair: bool) -> int:
    from adapters import open_adapters
    from commerce.doctor import doctor
    from core.database import connect, disconnect

    since = now() - timedelta(days=days) if days > 0 else None
    found = mended = 0
    await connect(configured)
    try:
        async with open_adapters(configured) as adapters:
            async for finding in doctor.examine(adapters.payments, adapters.storage, since):
                found += 1
                repaired = repair and await doctor.mend(finding)
                mended += repaired
                hint = "" if repair or finding.mend is None else " (--fix repairs it)"
                print(f"{'FIXED' if repaired else 'FOUND'} books      {finding.subject}: {finding.problem}{hint}")
    except AdapterError as error:
        print(f"FAIL  books      {' '.join(str(error).split())}")
        return 1
    finally:
        await disconnect()
    if not found:
        print("ok    books      agree with themselves, with Stripe and with the file store")
    return 1 if found > mended else 0


async def _examine(configured: Settings) -> int:
    checks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "database": _database,
        "redis": _redis,
        "stripe": _stripe,
        "storage": _storage,
        "mail": _mail,
        "posters": _posters,
    }
    failed = 0
    for name, check in checks.items():
        try:
            print(f"ok    {name:<10} {await asyncio.wait_for(check(configured), _SECONDS)}")
        except TimeoutError:
            failed += 1
            print(f"FAIL  {name:<10} no answer within {_SECONDS:.0f} s")
        except (ConfigurationError, AdapterError, OSError, ImportError) as error:
            failed += 1
            print(f"FAIL  {name:<10} {' '.join(str(error).split())}")
    return 1 if failed else 0


async def _database(configured: Settings) -> str:
    connection = await migrations.open_connection(configured)
    try:
        version = await connection.fetchval("SHOW server_version")
        pending = await migrations.pending(connection)
    finally:
        await connection.close()
    if pending:
        raise ConfigurationError(f"{len(pending)} migrations are pending: python -m cli migrate")
    return f"PostgreSQL {version}, migrated"


async def _redis(configured: Settings) -> str:
    from redis.asyncio import from_url
    from redis.exceptions import RedisError

    client = from_url(configured.redis_url)
    try:
        facts = await client.info("server")
    except RedisError as error:
        raise ConfigurationError(f"REDIS_URL: {error}") from None
    finally:
        await client.aclose()
    return f"Redis {facts['redis_version']}"


async def _stripe(configured: Settings) -> str:
    import stripe

    key = configured.stripe_secret_key.get_secret_value()
    client = stripe.StripeClient(
        key,
        base_addresses={"api": configured.stripe_api_base} if configured.stripe_api_base else {},
        http_client=stripe.HTTPXClient(),
    )
    try:
        await client.v1.products.list_async({"limit": 1})
    except stripe.StripeError as error:
        raise ConfigurationError(f"STRIPE_SECRET_KEY: {error.user_message or error}") from None
    return f"{configured.stripe_api_base or 'api.stripe.com'} knows the key"


async def _storage(configured: Settings) -> str:
    from adapters.storage import open_storage

    async with open_storage(configured) as storage:
        await storage.head("doctor/no-such-file")
    return f"bucket {configured.s3_bucket}" if configured.s3_bucket else f"{configured.data_dir / 'files'}"


async def _mail(configured: Settings) -> str:
    from adapters.mail import open_mailer

    async with open_mailer(configured) as mailer:
        return await mailer.probe()


async def _posters(configured: Settings) -> str:
    del configured
    try:
        import skia
    except ImportError as error:
        raise ConfigurationError(f"{error}: on Debian, apt-get install libegl1 libgl1 libexpat1") from None
    return f"skia {skia.__version__}"
