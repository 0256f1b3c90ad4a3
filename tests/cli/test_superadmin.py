"""`python -m cli superadmin EMAIL`: the first one, from nothing or from an account."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys

import httpx

from core.clock import now
from core.settings import Settings
from models import AuditEntry, MailToken, Role, User
from tests.accounts.people import ME, RESET, Visitor, people_rows
from tests.support import services
from tests.support.services import ROOT

KATHERINE = "katherine@example.com"


async def superadmin(settings: Settings, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = services.environment(
        settings.database_url, settings.redis_url, STOREFRONT_URL=settings.storefront_url
    )
    command = [sys.executable, "-m", "cli", "superadmin", *arguments]
    return await asyncio.to_thread(
        subprocess.run, command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment, input=typed
    )


async def test_from_nothing_by_a_link(client: httpx.AsyncClient, settings: Settings) -> None:
    done = await superadmin(settings, "Katherine@Example.com", "--name", "Katherine")

    assert done.returncode == 0, done.stderr
    said, url = done.stdout.splitlines()
    assert said.startswith("opened the account katherine@example.com, a superadmin. Choose the password here, once,")
    assert re.search(r" until \d\d:\d\d UTC:$", said)
    assert url.startswith(f"{settings.storefront_url}/account/reset?token=")
    user = await User.get()
    assert (user.email, user.name, user.role, user.password_hash, user.email_verified_at) == (
        KATHERINE, "Katherine", Role.SUPERADMIN, None, None
    )  # fmt: skip
    visitor = Visitor(client)
    await visitor.act(RESET, token=url.partition("token=")[2], password="walnut-orbit-42")
    assert (await visitor.ask(ME))["me"]["role"] == "SUPERADMIN"


async def test_from_nothing_by_a_password(client: httpx.AsyncClient, settings: Settings) -> None:
    done = await superadmin(settings, KATHERINE, "--password-stdin", typed="walnut-orbit-42\n")

    assert (done.returncode, done.stdout) == (0, "opened the account katherine@example.com, a superadmin\n")
    login = await Visitor(client).log_in(KATHERINE, "walnut-orbit-42")
    assert login["user"]["role"] == "SUPERADMIN"


async def test_an_account_is_promoted_and_keeps_its_password(client: httpx.AsyncClient, settings: Settings) -> None:
    await User.create(email=KATHERINE, name="K", password_hash="kept", email_verified_at=now())

    first, second = await superadmin(settings, KATHERINE), await superadmin(settings, KATHERINE)

    assert first.stdout == "katherine@example.com is a superadmin now\n"
    assert second.stdout == "katherine@example.com is a superadmin already\n"
    user = await User.get()
    assert (user.name, user.role, user.password_hash) == ("K", Role.SUPERADMIN, "kept")
    assert await MailToken.all().count() == 0
    entry = await AuditEntry.get()
    assert (entry.actor, entry.actor_id, entry.action, entry.target_id) == (
        "command line", None, "superadmin_appoint", user.id,
    )  # fmt: skip
    assert (entry.before, entry.after) == ({"role": "user"}, {"role": "superadmin", "password_set": False})


async def test_refusals_change_nothing(client: httpx.AsyncClient, settings: Settings) -> None:
    await User.create(email=KATHERINE, name="K", blocked_at=now())
    before = await people_rows()

    blocked = await superadmin(settings, KATHERINE)
    weak = await superadmin(settings, "new@example.com", "--password-stdin", typed="short\n")
    nobody = await superadmin(settings, "not an address")
    long = await superadmin(settings, "new@example.com", "--name", "x" * 121)

    assert [(done.returncode, done.stdout) for done in (blocked, weak, nobody, long)] == [(1, "")] * 4
    assert long.stderr == "name must have from 1 to 120 characters.\n"
    assert blocked.stderr == "This account is blocked. Ask the shop's support.\n"
    assert weak.stderr == "The password must have at least 8 characters.\n"
    assert nobody.stderr == "EmailAddress must look like name@example.com.\n"
    assert await people_rows() == before
