"""Nothing waits for the network while a transaction holds its locks: the adapters themselves refuse it."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from adapters import Adapters
from adapters.mail.brevo import BrevoMailer
from adapters.mail.smtp import SmtpMailer
from adapters.storage import open_storage
from core.database import transaction
from core.ids import new_id
from core.settings import Settings
from tests.support.outside import S3

LOCAL = {
    "close": "waits for nobody",
    "presigned_url": "is a signature",
    "presigned_post": "is a signature",
    "receive": "reads what somebody sends us, and has no database",
}
PLACEHOLDERS: dict[str, Any] = {
    "str": "x",
    "str | None": None,
    "int": 1,
    "bool": True,
    "Path": Path("x"),
    "UUID": new_id(),
    "timedelta": timedelta(1),
    "Mapping[str, Any]": {},
    "Sequence[str]": [],
}


def outside(thing: object) -> Iterator[object]:
    """An adapter, and those that it is made of."""
    yield thing
    for part in vars(thing).values():
        if type(part).__module__.startswith("adapters."):
            yield from outside(part)


def calls(adapters: Adapters) -> dict[str, Callable[..., Any]]:
    """Everything of the adapters that may use the network, by name."""
    found = {}
    for field in fields(adapters):
        for thing in outside(getattr(adapters, field.name)):
            for name, method in inspect.getmembers(thing, inspect.ismethod):
                waits = inspect.iscoroutinefunction(method) or inspect.isasyncgenfunction(method)
                if waits and not name.startswith("_") and name not in LOCAL:
                    found[f"{type(thing).__name__}.{name}"] = method
    return found


async def call(method: Callable[..., Any]) -> None:
    """Begin it with arguments of the right types."""
    wanted = inspect.signature(method).parameters.values()
    given = [each for each in wanted if each.default is each.empty and each.kind is not each.VAR_POSITIONAL]
    values = {each.name: PLACEHOLDERS.get(str(each.annotation)) for each in given}
    begun = method(**values)
    await (anext(begun) if inspect.isasyncgen(begun) else begun)


@pytest.fixture
async def everywhere(adapters: Adapters, settings: Settings, s3: S3) -> AsyncIterator[list[Adapters]]:
    """The adapters of a shop on a laptop, and of one that is deployed."""
    async with open_storage(s3.settings) as bucket:
        mailer = SmtpMailer(settings, SecretStr("smtp://127.0.0.1:9"))
        brevo = BrevoMailer(settings, SecretStr("xkeysib-test"))
        yield [adapters, replace(adapters, storage=bucket, mailer=mailer), replace(adapters, mailer=brevo)]
        await brevo.close()


async def test_no_adapter_uses_the_network_inside_a_transaction(db: None, everywhere: list[Adapters]) -> None:
    tried = {name: method for adapters in everywhere for name, method in calls(adapters).items()}

    for name, method in tried.items():
        async with transaction():
            with pytest.raises(RuntimeError, match="was called inside an open transaction"):
                await call(method)
                pytest.fail(f"{name} was let through")

    classes = {name.partition(".")[0] for name in tried}
    assert classes >= {
        "BrevoMailer", "DiskStorage", "FolderMailer", "IdentityProviders", "OrderUpdates", "Payments", "RateLimits",
        "S3Storage", "SmtpMailer", "WebhookSender",
    }  # fmt: skip
    assert len(tried) >= 35


async def test_after_the_commit_it_may(db: None, adapters: Adapters) -> None:
    from core.database import after_commit

    heard = []

    async def tell() -> None:
        await adapters.order_updates.publish(new_id())
        heard.append(True)

    async with transaction():
        after_commit(tell)

    assert heard == [True]
