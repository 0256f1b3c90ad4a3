"""Migrations: aerich's files, applied under a lock, and checked against the models.

What aerich cannot express (partial indexes, checks) is in `migrations/constraints.sql`; the initial
migration ends with it. docs/adr/0003-migrations.md says how to write the next ones.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from core.database import AWAY, tortoise_config
from core.errors import ConfigurationError
from core.settings import Settings

LOCATION = Path("migrations")
FILES = LOCATION / "models"
CONSTRAINTS = LOCATION / "constraints.sql"

_LOCK = 0x59_4D_41
"""Key of the advisory lock: one process migrates a database at a time."""
_LOCK_TIMEOUT = "5s"
_IGNORED = {"docstring", "description"}
"""What a model says about itself in words is not its shape."""

Report = Callable[[str], None]


def known() -> list[str]:
    """Names of all migration files, oldest first."""
    names = [file.name for file in FILES.glob("[0-9]*_*.py")]
    return sorted(names, key=lambda name: int(name.split("_", 1)[0]))


async def pending(connection: asyncpg.Connection) -> list[str]:
    """The files that this database has not seen yet."""
    if await connection.fetchval("SELECT to_regclass('aerich')") is None:
        return known()
    rows = await connection.fetch("SELECT version FROM aerich WHERE app = 'models'")
    applied = {row["version"] for row in rows}
    return [name for name in known() if name not in applied]


async def apply(settings: Settings, report: Report = print) -> list[str]:
    """Bring the database up to date; the names of the files applied.

    Holds an advisory lock, so of two that start together one waits and then finds nothing to do. No
    statement waits longer than five seconds for a table that is in use: it fails, and nothing of its
    file stays.

    Raises:
        ConfigurationError: when the database does not answer or a migration fails.
    """
    config = _migration_config(settings)
    guard = await open_connection(settings)
    try:
        if not await guard.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
            report("another process is migrating this database: waiting for it")
            await guard.execute("SELECT pg_advisory_lock($1)", _LOCK)
        names = await pending(guard)
        if names:
            await _upgrade(config, names, report)
        return names
    finally:
        await guard.close()


async def open_connection(settings: Settings) -> asyncpg.Connection:
    """One connection of its own, outside any pool.

    Raises:
        ConfigurationError: when the database does not answer, in one sentence.
    """
    credentials = tortoise_config(settings)["connections"]["default"]["credentials"]
    names = ("host", "port", "user", "password", "database", "ssl")
    arguments = {name: credentials[name] for name in names if credentials.get(name) is not None}
    try:
        return await asyncpg.connect(**arguments, timeout=10)
    except AWAY as error:
        place = urlsplit(settings.database_url)
        raise ConfigurationError(
            f"DATABASE_URL: PostgreSQL at {place.hostname or 'the socket'}:{place.port or 5432}{place.path} "
            f"does not answer ({error or type(error).__name__}); start it, or correct the URL"
        ) from None


async def _upgrade(config: dict[str, Any], names: list[str], report: Report) -> None:
    from aerich import Command

    report(f"applying {len(names)} migration{'s' if len(names) > 1 else ''}: {', '.join(names)}")
    started = time.monotonic()
    async with Command(config, location=str(LOCATION)) as command:
        try:
            await command.upgrade()
        except Exception as error:
            cause = error.__cause__ or error
            hint = "; a table was in use for too long, try again" if "lock timeout" in str(cause) else ""
            raise ConfigurationError(f"a migration failed and was rolled back: {cause}{hint}") from error
    report(f"migrated in {time.monotonic() - started:.1f} s")


def _migration_config(settings: Settings) -> dict[str, Any]:
    config = tortoise_config(settings)
    credentials = config["connections"]["default"]["credentials"]
    credentials["server_settings"] = {"lock_timeout": _LOCK_TIMEOUT}
    credentials["maxsize"] = 2
    return config


def _offline_config() -> dict[str, Any]:
    return {
        "connections": {
            "default": {
                "engine": "tortoise.backends.asyncpg",
                "credentials": {"host": "", "port": 0, "user": "", "password": "", "database": ""},
            }
        },
        "apps": {"models": {"models": ["models", "aerich.models"], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def create_initial() -> Path:
    """Write the initial migration from the models and the constraints, over the one that is there.

    Only for as long as no database that matters has applied it.

    Raises:
        ConfigurationError: when later migrations exist.
    """
    from aerich.migrate import Migrate
    from tortoise.connection import get_connection
    from tortoise.utils import get_schema_sql

    names = known()
    if len(names) > 1:
        raise ConfigurationError("the initial migration cannot be rewritten once others follow it")
    path = FILES / (names[0] if names else "0_20260101000000_init.py")
    state = await _describe()
    schema = get_schema_sql(get_connection("default"), safe=False)
    sql = f"{schema.strip()}\n{CONSTRAINTS.read_text()}"
    FILES.mkdir(parents=True, exist_ok=True)
    path.write_text(Migrate.build_migration_file_text(upgrade_sql=sql, models_state=state))
    return path


async def create(name: str, *, empty: bool = False) -> Path | None:
    """Write the migration from the last one to the models; None when aerich sees no difference.

    Raises:
        ConfigurationError: when the name is not one.
    """
    from aerich import Command

    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ConfigurationError("a migration's name has small letters, digits and underscores only")
    command = Command(_offline_config(), location=str(LOCATION))
    await command.init(offline=True)
    file = await command.migrate(name, empty=empty, no_input=True, offline=True)
    return FILES / file if file else None


async def drift() -> list[str]:
    """Where the models differ from the last migration's state: one line a difference."""
    from aerich.coder import decoder, encoder
    from aerich.utils import decompress_dict, import_py_file
    from dictdiffer import diff

    names = known()
    if not names:
        return ["there is no migration"]
    state = decompress_dict(import_py_file(FILES / names[-1]).MODELS_STATE)
    described = decoder(encoder(await _describe()))
    before, after = _shape(state), _shape(described)
    lines = [f"{kind} {where}: {json.dumps(what, default=str)}" for kind, where, what in diff(before, after)]
    initial = (FILES / names[0]).read_text()
    if CONSTRAINTS.read_text().strip() not in initial:
        lines.append(f"{CONSTRAINTS} is not what {names[0]} ends with")
    return lines


async def _describe() -> dict[str, Any]:
    from aerich.utils import get_models_describe
    from tortoise import Tortoise

    await Tortoise.init(config=_offline_config())
    return get_models_describe("models")


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items() if key not in _IGNORED}
    if not isinstance(value, list):
        return value
    if value and all(isinstance(item, dict) and "name" in item for item in value):
        return {item["name"]: _shape(item) for item in value}  # fields: their order is no difference
    return [_shape(item) for item in value]
