"""`python -m cli run`: a shop that is started, hurt, stopped and started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from cli import migrations
from tests.support.ports import free_port
from tests.support.services import folder
from tests.support.shop import RunningShop, processes_of

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def shop() -> Iterator[RunningShop]:
    """A shop that these tests may hurt. Its folder's name is too long for a socket's path."""
    shop = RunningShop(folder() / ("a-rather-long-name-" * 5), free_port())
    shop.start()
    yield shop
    shop.stop()


def _products(shop: RunningShop) -> int:
    query = {"query": "{ products { totalCount } }"}
    answer = httpx.post(f"{shop.url}/graphql", json=query, timeout=30).json()
    return int(answer["data"]["products"]["totalCount"])


def _gone(text: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while processes_of(text) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not processes_of(text)


def test_the_first_start_migrates_seeds_and_says_what_is_where(shop: RunningShop) -> None:
    output = shop.output

    assert f"applying {len(migrations.known())} migrations" in output
    assert "seeded 6 products" in output
    assert f"{shop.url}/graphql" in output
    assert "ada@example.com" in output
    assert _products(shop) == 6
    assert httpx.get(f"{shop.stripe_url}/_sandbox/health", timeout=60).json()["ok"]


def test_secrets_are_for_the_owner_only(shop: RunningShop) -> None:
    files = [shop.data_dir / "secrets.json", *(shop.data_dir / "keys").glob("*.pem")]

    assert len(files) == 2
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]


def test_an_api_process_idles_under_150_mb(shop: RunningShop) -> None:
    status = Path(f"/proc/{shop.part('api')}/status")
    if not status.exists():
        pytest.skip("memory is read from /proc, which this system lacks")

    resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))

    assert int(resident.split()[1]) < 150 * 1024


@pytest.mark.parametrize("name", ["api", "worker", "stripe", "redis", "postgres"])
def test_a_part_that_is_killed_comes_back(shop: RunningShop, name: str) -> None:
    before = shop.part(name)

    shop.kill(name)

    shop.wait_for_another(name, before)
    shop.wait_healthy()
    assert _products(shop) == 6
    assert f"{name} ended (SIGKILL)" in shop.output


def test_a_second_shop_in_the_same_folder_is_refused(shop: RunningShop) -> None:
    other = RunningShop(shop.data_dir.parent, free_port(), DATA_DIR=str(shop.data_dir))

    code = other.spawn().wait(60)

    assert code == 1
    assert other.output.startswith(f"a shop already runs in {shop.data_dir} (process {shop.pid})")
    assert len(other.output.splitlines()) == 1


def test_a_shop_beside_it_shares_nothing(shop: RunningShop) -> None:
    beside = RunningShop(folder(), free_port())
    beside.start()
    ours, theirs = shop.parts(), beside.parts()
    code = beside.stop(signal.SIGINT)

    assert code == 0
    assert set(ours) == set(theirs)
    assert not set(ours.values()) & set(theirs.values())
    assert _gone(str(beside.data_dir), 60)
    assert _products(shop) == 6


def test_a_stop_leaves_nothing_but_the_data(shop: RunningShop) -> None:
    secrets = json.loads((shop.data_dir / "secrets.json").read_text())
    stripe = shop.stripe_url

    code = shop.stop(signal.SIGTERM)
    left = processes_of(str(shop.data_dir))
    digest = sha256(os.fsencode(shop.data_dir)).hexdigest()[:12]
    sockets = list(Path("/tmp").glob(f"yourmapart-*-{digest}"))  # noqa: S108 (where long paths' sockets are)
    shop.start()

    assert code == 0
    assert left == []
    assert sockets == []
    assert "seeded" not in shop.output
    assert json.loads((shop.data_dir / "secrets.json").read_text()) == secrets
    assert shop.stripe_url == stripe
    assert _products(shop) == 6


def test_nothing_outlives_a_killed_supervisor_and_the_next_start_waits_for_that(shop: RunningShop) -> None:
    parts = shop.parts()

    os.kill(shop.pid, signal.SIGKILL)
    shop.stop()
    shop.start()

    alive = [name for name, pid in parts.items() if shop.parts()[name] == pid or _is_alive(pid)]
    assert alive == []
    assert _products(shop) == 6


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_a_crash_of_the_machine_leaves_is_cleared_away(shop: RunningShop) -> None:
    shop.stop()
    (shop.data_dir / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{shop.data_dir}/postgres\n")
    (shop.data_dir / "run" / "ports.json").write_text("{")

    shop.start()

    assert _products(shop) == 6


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT: 'eighty' is not a port: choose a number from 1 to 65535"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL: "),
        ({"SECRET_KEY": "short"}, "SECRET_KEY: must have at least 32 characters"),
        ({"DATABASE_URL": "mysql://localhost/shop"}, "DATABASE_URL: must be a PostgreSQL URL"),
        (
            {"DATABASE_URL": "postgres://127.0.0.1:1/shop"},
            "DATABASE_URL: PostgreSQL at 127.0.0.1:1/shop does not answer",
        ),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "REDIS_URL: Redis does not answer"),
        ({"STRIPE_SECRET_KEY": "sk_live_x"}, "STRIPE_WEBHOOK_SECRETS is not set"),
        ({"DATA_DIR": "/dev/null/shop"}, "DATA_DIR: /dev/null/shop cannot be made"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(environment: dict[str, str], sentence: str) -> None:
    shop = RunningShop(folder(), free_port(), **environment)

    code = shop.spawn().wait(60)

    said = [line for line in shop.output.splitlines() if not line.startswith(("starting", "user pgserver may", " "))]
    assert code == 1
    assert len(said) == 1, shop.output
    assert said[0].startswith(sentence)
    assert processes_of(str(shop.data_dir)) == []


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        shop = RunningShop(folder(), port)

        code = shop.spawn().wait(60)

    assert code == 1
    assert shop.output == f"port {port} is in use: choose another one, such as PORT={port + 10} make run\n"
