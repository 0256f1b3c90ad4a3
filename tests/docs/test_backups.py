"""The commands of docs/launch-checklist.md save a shop and restore it, as PostgreSQL's own programs run them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import asyncpg
import yaml

from core.settings import Settings
from tests.access.conftest import Stage
from tests.docs.guides import ROOT
from tests.support.services import services

CHECKLIST = (ROOT / "docs" / "launch-checklist.md").read_text()
INSIDE = "docker compose exec -T postgres "


def commands(title: str) -> list[str]:
    """What the box after `title` has PostgreSQL's container do."""
    (box,) = re.findall(rf"{title}.*?```sh\n(.*?)```", CHECKLIST, re.DOTALL)
    return [line.removeprefix(INSIDE) for line in box.splitlines() if line.startswith(INSIDE)]


def run(command: str, folder: Path) -> None:
    """As in the container, whose user and database are called `shop`."""
    cluster, _ = services()
    environment = {"PATH": f"{cluster.binaries}:/usr/bin:/bin", "PGHOST": str(cluster.sockets), "PGUSER": "postgres"}
    plain = command.replace("-U shop ", "")
    subprocess.run(plain, shell=True, check=True, cwd=folder, env=environment, capture_output=True)  # noqa: S602


async def rows(url: str) -> dict[str, str]:
    """A hash of each table."""
    connection = await asyncpg.connect(url)
    tables = await connection.fetch("SELECT relname FROM pg_stat_user_tables ORDER BY relname")
    told = {
        name: await connection.fetchval(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{name}" t')  # noqa: S608
        for (name,) in tables
    }
    await connection.close()
    return told


async def test_a_saved_shop_is_restored(stage: Stage, settings: Settings, tmp_path: Path) -> None:
    cluster, _ = services()
    run("createdb shop", tmp_path)
    database = settings.database_url.split("/")[3].split("?", maxsplit=1)[0]
    (save,) = commands("Save, in one file")

    run(save.replace("-d shop", f"-d {database}"), tmp_path)
    for command in commands("Restore. Close") + commands("PostgreSQL looks after"):
        run(command, tmp_path)

    restored = await rows(cluster.url("shop"))
    assert restored == await rows(settings.database_url)
    assert restored["orders"]
    run("dropdb shop", tmp_path)


def test_the_commands_speak_to_the_services_that_there_are() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    named = re.findall(r"docker compose (?:exec(?: -T)?|run --rm) (\w+)", CHECKLIST)
    stopped = re.findall(r"docker compose stop ([a-z ]+)", CHECKLIST)

    assert {*named, *(name for names in stopped for name in names.split())} <= compose["services"].keys()
    assert compose["services"]["postgres"]["environment"]["POSTGRES_USER"] == "shop"
    assert compose["services"]["postgres"]["environment"]["POSTGRES_DB"] == "shop"
