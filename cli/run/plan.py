"""What is to run: decided from the environment before anything is started."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cli.run import postgres, redis
from cli.run.ports import base_url, port_beside, require_free
from cli.run.postgres import Postgres
from cli.run.redis import Redis
from cli.run.secrets import shop_secrets, signing_keys
from core.errors import ConfigurationError
from core.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Plan:
    """The parts to start, and the environment that all of them get."""

    data_dir: Path
    host: str
    port: int
    postgres: Postgres | None
    """None: DATABASE_URL names a real one."""
    redis: Redis | None
    stripe_port: int | None
    """The sandbox's; None: STRIPE_SECRET_KEY is a real one."""
    storefront_port: int | None
    """The demo storefront's; None: STOREFRONT_URL names a real one."""
    mailbox_port: int | None
    """The mailbox's; None: BREVO_API_KEY or SMTP_URL says where mails go."""
    environment: Mapping[str, str]
    settings: Settings


def data_place(environ: Mapping[str, str]) -> Path:
    """DATA_DIR, whole, whether it is there or not."""
    return Path(environ.get("DATA_DIR") or ".data").expanduser().absolute()


def data_directory(environ: Mapping[str, str]) -> Path:
    """DATA_DIR, whole, and there.

    Raises:
        ConfigurationError: when it cannot be made or written.
    """
    place = data_place(environ)
    try:
        place.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"DATA_DIR: {place} cannot be made ({error.strerror})") from None
    for folder in (place, *(place / name for name in ("logs", "run", "keys", "stripe", "redis", "files"))):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            raise ConfigurationError(f"DATA_DIR: {folder} cannot be written by this user")
    return place


def make_plan(data_dir: Path, environ: Mapping[str, str]) -> Plan:
    """Decide, make what a first start needs, and check every setting.

    Raises:
        ConfigurationError: one sentence about what is wrong.
    """
    port = _port(environ)
    host = environ.get("HOST") or "127.0.0.1"
    require_free(host, port)
    filled = {name: value for name, value in environ.items() if value}
    filled |= {"DATA_DIR": str(data_dir), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    _fill(filled, data_dir, base_url(host, port))
    storefront_port = _fill_storefront(filled, data_dir, port)
    stripe_port = _fill_stripe(filled, data_dir, port)
    _settings({"DATABASE_URL": "postgres://embedded", "REDIS_URL": "redis://embedded", **filled})
    cluster = store = None
    if "DATABASE_URL" not in filled:
        cluster = postgres.prepare(data_dir)
        filled["DATABASE_URL"] = cluster.url("postgres")
    if "REDIS_URL" not in filled:
        store = redis.prepare(data_dir)
        filled["REDIS_URL"] = store.url()
    mailbox_port = None if {"SMTP_URL", "BREVO_API_KEY"} & filled.keys() else port_beside(data_dir, port, "mailbox")
    return Plan(
        data_dir, host, port, cluster, store, stripe_port, storefront_port, mailbox_port, filled, _settings(filled)
    )


def _port(environ: Mapping[str, str]) -> int:
    given = environ.get("PORT") or "8000"
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= 65535):
        raise ConfigurationError(f"PORT: {given!r} is not a port: choose a number from 1 to 65535")
    return int(given)


def _fill(filled: dict[str, str], data_dir: Path, url: str) -> None:
    filled.setdefault("PUBLIC_URL", url)
    if "SECRET_KEY" not in filled:
        filled["SECRET_KEY"] = shop_secrets(data_dir)["secret_key"]
    if "SIGNING_KEYS_DIR" not in filled:
        filled["SIGNING_KEYS_DIR"] = str(signing_keys(data_dir / "keys"))


def _fill_storefront(filled: dict[str, str], data_dir: Path, port: int) -> int | None:
    """Settings allow the origin of STOREFRONT_URL to call the API and to receive customers."""
    if "STOREFRONT_URL" in filled:
        return None
    storefront_port = port_beside(data_dir, port, "storefront")
    filled["STOREFRONT_URL"] = f"http://127.0.0.1:{storefront_port}"
    return storefront_port


def _fill_stripe(filled: dict[str, str], data_dir: Path, port: int) -> int | None:
    if "STRIPE_SECRET_KEY" in filled or "STRIPE_API_BASE" in filled:
        return None
    made = shop_secrets(data_dir)
    stripe_port = port_beside(data_dir, port, "stripe")
    filled["STRIPE_SECRET_KEY"] = made["stripe_key"]
    filled["STRIPE_API_BASE"] = f"http://127.0.0.1:{stripe_port}"
    filled.setdefault("STRIPE_WEBHOOK_SECRETS", made["webhook_secret"])
    return stripe_port


def _settings(filled: Mapping[str, str]) -> Settings:
    """What the parts will read: the same reading, here first, so that a mistake stops the start."""
    before = dict(os.environ)
    os.environ.update(filled)
    try:
        return load_settings()
    finally:
        os.environ.clear()
        os.environ.update(before)
