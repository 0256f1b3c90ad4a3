"""One PostgreSQL and one Redis for the whole test run, started by the first test that needs them.

All pytest-xdist workers share them through a folder that the controlling process makes; each worker has a
database of its own, copied from a migrated template, and a Redis database of its own.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cli.run import postgres, redis
from cli.run.postgres import Postgres
from cli.run.redis import Redis

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "template_shop"
_VARIABLE = "YOURMAPART_TEST_SERVICES"
_UNSAFE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=2GB",
    "autovacuum=off",
    "shared_buffers=128MB",
    "max_connections=200",
)
_REAPER = Path(__file__).with_name("reaper.py")


def make_place() -> None:
    """In the controlling process: the folder that the workers will share."""
    if _VARIABLE not in os.environ:
        place = Path(tempfile.mkdtemp(prefix="yourmapart-tests-"))
        place.chmod(0o711)
        os.environ[_VARIABLE] = str(place)


def remove_place() -> None:
    """In the controlling process: stop what was started, and remove the folder."""
    place = Path(os.environ.pop(_VARIABLE))
    state = place / "services.json"
    if state.exists():
        for number, pid in json.loads(state.read_text())["processes"]:
            _stop(number, pid)
    shutil.rmtree(place, ignore_errors=True)


def folder() -> Path:
    """A fresh folder that PostgreSQL's user may pass too, which pytest's own are not; removed with the rest."""
    fresh = Path(tempfile.mkdtemp(dir=os.environ[_VARIABLE]))
    fresh.chmod(0o711)
    return fresh


def services() -> tuple[Postgres, Redis]:
    """The servers, running; started when nobody has yet."""
    place = Path(os.environ[_VARIABLE])
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = place / "services.json"
        if not state.exists():
            _start(place, state)
    record = json.loads(state.read_text())
    cluster = Postgres(*(Path(item) for item in record["postgres"]), uid=record["uid"])
    return cluster, Redis(*(Path(item) for item in record["redis"]), durable=False)


def _start(place: Path, state: Path) -> None:
    cluster = postgres.prepare(place, _UNSAFE)
    store = redis.prepare(place, durable=False)
    log = place / "services.log"
    database = _spawn(log, cluster.command, cwd="/", **cluster.as_user)
    queue = _spawn(log, store.command)
    processes = [(int(signal.SIGINT), database), (int(signal.SIGTERM), queue)]
    controller = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    _spawn(log, [sys.executable, "-S", str(_REAPER), str(controller), str(place), json.dumps(processes)])
    _wait(cluster.answers, log)
    _wait(store.answers, log)
    _psql(cluster, "postgres", f"CREATE DATABASE {TEMPLATE}")
    _migrate(cluster, store)
    record = {
        "postgres": [str(cluster.data), str(cluster.binaries), str(cluster.sockets)],
        "uid": cluster.uid,
        "redis": [str(store.binary), str(store.data), str(store.socket)],
        "processes": processes,
    }
    state.write_text(json.dumps(record))


def _spawn(log: Path, command: list[str], **how: Any) -> int:
    with log.open("a") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True, **how)
    process.returncode = 0  # neither waited for nor warned about: `remove_place` and the reaper end it
    return process.pid


def create_database(cluster: Postgres, name: str) -> str:
    """A fresh copy of the migrated template; its URL."""
    _psql(cluster, "postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _psql(cluster, "postgres", f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return cluster.url(name)


def create_empty_database(cluster: Postgres, name: str) -> str:
    """A database with nothing in it; its URL."""
    _psql(cluster, "postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _psql(cluster, "postgres", f"CREATE DATABASE {name}")
    return cluster.url(name)


def environment(database_url: str, redis_url: str, **more: str) -> dict[str, str]:
    """The environment of a process that belongs to the test's shop."""
    return {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}},
        "ENVIRONMENT": "test",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": "tests-only-" + "k" * 32,
        "STRIPE_SECRET_KEY": "sk_test_suite",
        "STRIPE_WEBHOOK_SECRETS": "whsec_suite",
        "WEBHOOK_ALLOWED_HOSTS": "127.0.0.1",
        **more,
    }


def _migrate(cluster: Postgres, store: Redis) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "migrate"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(cluster.url(TEMPLATE), store.url()),
    )
    if done.returncode:
        raise RuntimeError(f"the test database could not be migrated: {done.stdout}{done.stderr}")


def _psql(cluster: Postgres, database: str, sql: str) -> None:
    command = [str(cluster.binaries / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-h", str(cluster.sockets)]
    command += ["-U", "postgres", "-d", database, "-c", sql]
    environ = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
    subprocess.run(command, check=True, cwd="/", env=environ, capture_output=True)


def _wait(ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + 30
    while not ready():
        if time.monotonic() > deadline:
            raise RuntimeError(f"a test server did not start:\n{log.read_text()}")
        time.sleep(0.02)


def _stop(number: int, pid: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    deadline = time.monotonic() + 10
    while not _gone(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def _gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:  # another worker's child
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return not state.stdout.strip() or state.stdout.startswith("Z")
