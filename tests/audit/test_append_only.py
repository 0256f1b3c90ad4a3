"""Entries are written with what they tell of, or not at all, and stay."""

from __future__ import annotations

import pytest
from asyncpg.exceptions import RaiseError

from commerce import audit
from commerce.audit import Actor, Target
from core.database import execute, transaction
from core.ids import new_id
from models import AuditEntry, User

WHO = Actor("grace@example.com")


async def test_not_outside_a_transaction(db: None) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        await audit.record(WHO, "test", Target("User", new_id()))

    assert await AuditEntry.all().count() == 0


async def test_gone_with_the_change_that_failed(db: None) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await User.create(email="ada@example.com")
            await audit.record(WHO, "test", Target("User", new_id()))
            _ = 1 / 0

    assert (await AuditEntry.all().count(), await User.all().count()) == (0, 0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entries SET actor = 'somebody else'",
        "UPDATE audit_entries SET created_at = now() - interval '1 year'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
    ],
)
async def test_never_changed(db: None, sql: str) -> None:
    async with transaction():
        await audit.record(WHO, "test", Target("User", new_id()), {"a": 1}, {"a": 2})
    before = await AuditEntry.all().values()

    with pytest.raises(RaiseError, match="audit entries are never changed"):
        await execute(sql)

    assert await AuditEntry.all().values() == before


async def test_what_is_too_long_is_cut(db: None) -> None:
    async with transaction():
        await audit.record(Actor("x" * 400, None, "1" * 60, "r" * 100), "test", Target("User", None))

    entry = await AuditEntry.get()
    assert (len(entry.actor), len(entry.ip or ""), len(entry.request_id or "")) == (300, 45, 64)
