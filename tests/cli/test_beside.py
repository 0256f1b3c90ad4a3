"""Commands beside `make run`: they find the shop that runs, and only that one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cli.run.beside import borrow
from cli.run.places import socket_directory
from core.errors import ConfigurationError
from tests.support.ports import free_port
from tests.support.services import ROOT, folder
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def shop() -> Iterator[RunningShop]:
    """An open shop with a setting of its own, a secret in its environment that is none of the shop's, and a folder
    whose name is too long for a socket's path."""
    place = folder() / ("a-rather-long-name-" * 5)
    shop = RunningShop(place, free_port(), SHOP_NAME="Karten & Co", AWS_SECRET_ACCESS_KEY="of-somebody")
    shop.start()
    yield shop
    shop.stop()


def _cli(data_dir: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as a second terminal starts it: nothing is set but DATA_DIR."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**bare, "DATA_DIR": str(data_dir), **environment},
        timeout=90,
    )


def _borrowed(shop: RunningShop, environ: Mapping[str, str] | None = None) -> dict[str, str]:
    filled = {"DATA_DIR": str(shop.data_dir), **(environ or {})}
    borrow(filled)
    return filled


def test_the_doctor_examines_the_running_shop(shop: RunningShop) -> None:
    done = _cli(shop.data_dir, "doctor")

    lines = {line.split()[1]: line.split()[0] for line in done.stdout.splitlines()}
    assert lines == dict.fromkeys(
        ["settings", "database", "redis", "stripe", "storage", "mail", "posters", "books"], "ok"
    )
    assert f"{shop.stripe_url} knows the key" in done.stdout
    assert f"{shop.data_dir / 'files'}" in done.stdout
    assert done.stderr == f"beside the shop that runs in {shop.data_dir}\n"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["jobs"], 0, "forget_processed_events"),
        (["jobs", "run", "forget_old_alerts"], 0, "forget_old_alerts: 0 done\n"),
        (["reconcile"], 0, "0 lost events taken in, 0 orders asked about: 0 paid, 0 canceled\n"),
        (["replay", "--since", "1h"], 1, "0 events, 0 failed\n"),
        (["seed"], 0, "the shop has 6 products already: nothing to seed\n"),
        (["migrate"], 0, "the database is up to date\n"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_every_command_on_a_shop_finds_it(shop: RunningShop, arguments: list[str], code: int, said: str) -> None:
    done = _cli(shop.data_dir, *arguments)

    assert (done.returncode, said in done.stdout) == (code, True), done.stderr


def test_a_new_superadmin_gets_a_link_to_the_running_shop(shop: RunningShop) -> None:
    done = _cli(shop.data_dir, "superadmin", "root@example.com")

    storefront = _borrowed(shop)["STOREFRONT_URL"]
    assert done.stdout.startswith("opened the account root@example.com, a superadmin.")
    assert storefront in done.stdout


def test_what_is_set_wins(shop: RunningShop) -> None:
    filled = _borrowed(shop, {"SHOP_NAME": "Mine", "STRIPE_API_BASE": "http://127.0.0.1:1"})

    assert filled["SHOP_NAME"] == "Mine"
    assert filled["STRIPE_API_BASE"] == "http://127.0.0.1:1"
    assert _borrowed(shop, {"SHOP_NAME": ""})["SHOP_NAME"] == "Karten & Co"


def test_a_shop_that_is_set_in_part_is_not_mixed_with_the_running_one(shop: RunningShop) -> None:
    filled = {"DATA_DIR": str(shop.data_dir), "DATABASE_URL": "postgres://db.example.com/shop"}

    with pytest.raises(ConfigurationError) as refusal:
        borrow(filled)

    assert str(refusal.value).startswith(f"DATABASE_URL and the shop that runs in {shop.data_dir} are not of one shop")
    assert "SECRET_KEY" not in filled
    assert len(_borrowed(shop, {"DATABASE_URL": _borrowed(shop)["DATABASE_URL"]})["SECRET_KEY"]) > 32


def test_whole_settings_ask_nobody(shop: RunningShop) -> None:
    names = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRETS")
    whole = {"DATA_DIR": str(shop.data_dir), **dict.fromkeys(names, "set")}
    filled = dict(whole)

    borrow(filled)

    assert filled == whole


def test_only_settings_are_handed_out_and_only_to_the_shops_user(shop: RunningShop) -> None:
    place = socket_directory(shop.data_dir, "commands", "shop.sock")

    assert "of-somebody" not in _borrowed(shop).values()
    assert (place.stat().st_uid, place.stat().st_mode & 0o777) == (os.geteuid(), 0o700)
    assert (place / "shop.sock").stat().st_mode & 0o777 == 0o600
    secret = _borrowed(shop)["STRIPE_WEBHOOK_SECRETS"].encode()
    files = [file for file in (shop.data_dir / "run").rglob("*") if file.is_file()]
    assert [file for file in files if secret in file.read_bytes()] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_somebody_elses_folder_is_not_believed(tmp_path: Path) -> None:
    place = socket_directory(folder(), "commands", "shop.sock")
    os.chown(place, 65534, 65534)

    with pytest.raises(ConfigurationError, match="belongs to another user"):
        borrow({"DATA_DIR": str(place.parents[1])})


def test_commands_wait_for_a_shop_that_is_starting_and_do_not_believe_one_that_was_killed() -> None:
    shop = RunningShop(folder(), free_port())
    shop.spawn()
    while "starting a shop" not in shop.output or not _listens(shop.data_dir):
        time.sleep(0.02)

    waited = _cli(shop.data_dir, "jobs")
    opened = "is open" in shop.output
    os.kill(shop.pid, signal.SIGKILL)
    shop.stop()
    refused = _cli(shop.data_dir, "jobs")

    assert (waited.returncode, opened) == (0, True), waited.stderr
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"no shop runs in {shop.data_dir}: start it with 'make run'")


def _listens(data_dir: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(socket_directory(data_dir, "commands", "shop.sock") / "shop.sock"))
        except OSError:
            return False
    return True


def test_without_a_shop_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    place = folder()
    done = _cli(place, "doctor")

    assert done.returncode == 1
    assert done.stderr == (
        f"no shop runs in {place}: start it with 'make run' (DATA_DIR=… says where it is, when it is elsewhere), "
        "or set SECRET_KEY, DATABASE_URL, REDIS_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRETS "
        "(docs/settings.md says how)\n"
    )
    assert list(place.iterdir()) == []
    assert _cli(Path("/dev/null/shop"), "doctor").stderr.startswith("no shop runs in /dev/null/shop: ")
