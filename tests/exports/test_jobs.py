"""Exports as jobs: one at a time, stopped in the middle, killed and begun again, and nobody's who may not have it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters import Adapters
from commerce import outbox
from commerce.jobs import export_users, exports, jobs
from core.clock import now
from core.ids import from_global_id, to_global_id
from core.settings import Settings
from models import AuditEntry, Job, JobState, OutboxMessage, Role, User
from tests.exports.conftest import CANCEL, JOB, ORDERS, PROMO_CODES, USERS, Account, RunOutbox, SignIn, asked, job_of
from tests.support.storefront import Shopper

RETRY = "mutation ($id: ID!) { failedWorkRetry(id: $id) { __typename } }"


def left_behind(settings: Settings, job: Job) -> list[Path]:
    """What there is of a job outside the database."""
    stored = settings.data_dir / "files" / "exports" / str(job.id)
    return [*stored.glob("*"), *Path(tempfile.gettempdir()).glob(f"*{job.id}*")]


async def test_twice_at_once_is_one(guest: Shopper, admin: Account) -> None:
    answers = await asyncio.gather(*(asked(admin.shopper, ORDERS, filter={"search": "ada"}) for _ in range(5)))

    assert len({answer["id"] for answer in answers}) == 1
    assert await Job.all().count() == await OutboxMessage.all().count() == await AuditEntry.all().count() == 1


async def test_each_asks_for_themself(guest: Shopper, admin: Account, account: SignIn, run_outbox: RunOutbox) -> None:
    other = await account(Role.ADMIN)

    mine, theirs = await asked(admin.shopper, ORDERS), await asked(other.shopper, ORDERS)
    await run_outbox()

    assert mine["id"] != theirs["id"]
    assert (await other.shopper.ask(JOB, id=mine["id"]))["job"] is None
    again = await asked(admin.shopper, ORDERS)
    assert again["id"] != mine["id"]


async def test_who_exported_what_is_in_the_audit_log_without_their_words(
    guest: Shopper, admin: Account, run_outbox: RunOutbox
) -> None:
    job = await asked(admin.shopper, USERS, filter={"role": "USER", "search": "ada@example.com"})
    await run_outbox()

    begun, done = await AuditEntry.all().order_by("id")

    key = from_global_id(job["id"])[1]
    assert (begun.action, begun.actor, begun.target_type, begun.target_id) == (
        "users_export", admin.user.email, "Job", key,
    )  # fmt: skip
    assert begun.after == {"filter": {"role": "user", "search": {"characters": 15}}}
    assert (begun.ip, bool(begun.request_id)) == ("127.0.0.1", True)
    assert (done.action, done.actor_id, done.target_id, done.after) == (
        "users_export_done", admin.user.id, key, {"rows": 0},
    )  # fmt: skip
    assert (await Job.get()).params == {"permission": "users:export", "filter": {"role": "user"}, "searched": True}


@pytest.mark.parametrize(("wanted", "state"), [({"search": "ada@"}, "FAILED"), ({"role": "ADMIN"}, "SUCCEEDED")])
async def test_tried_again_by_staff_it_is_never_a_longer_list(
    guest: Shopper, admin: Account, run_outbox: RunOutbox, wanted: dict[str, str], state: str
) -> None:
    """What was searched for is forgotten with the failure, and the list without it would be of everybody."""
    job = await asked(admin.shopper, USERS, filter=wanted)
    await jobs.fail(from_global_id(job["id"])[1], "the store is away")
    await OutboxMessage.filter(actor=outbox.EXPORT_LIST).update(failed_at=now())
    message = await OutboxMessage.get(actor=outbox.EXPORT_LIST)

    await admin.shopper.ask(RETRY, id=to_global_id("FailedWork", message.id))
    await run_outbox()

    done = await job_of(admin.shopper, job["id"])
    assert (done["status"], bool(done["url"])) == (state, state == "SUCCEEDED")
    forgotten = "What it searched for was forgotten when it failed. Please ask for it again."
    assert done["error"] == (forgotten if state == "FAILED" else None)


async def test_a_cap_for_each_hour(guest: Shopper, admin: Account, account: SignIn) -> None:
    rows = [Job(kind="orders_export", user=admin.user, state=JobState.SUCCEEDED) for _ in range(20)]
    for number, row in enumerate(rows):
        row.created_at = now() - timedelta(minutes=59 - number)
    await Job.bulk_create(rows)

    refused = await asked(admin.shopper, PROMO_CODES)

    assert (refused["__typename"], refused["code"]) == ("RateLimitedError", "RATE_LIMITED")
    assert 0 < refused["retryAfterSeconds"] <= 60
    assert await OutboxMessage.all().count() == await AuditEntry.all().count() == 0
    assert (await asked((await account(Role.ADMIN)).shopper, PROMO_CODES))["status"] == "PENDING"
    await Job.filter(id=rows[0].id).update(created_at=now() - timedelta(minutes=61))
    assert (await asked(admin.shopper, PROMO_CODES))["status"] == "PENDING"


@pytest.fixture
async def crowd(admin: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The admin, in a shop whose people are five batches."""
    monkeypatch.setattr("commerce.jobs.export_users.BATCH", 2)
    await User.bulk_create([User(email=f"p{n}@example.com", name=f"P{n}") for n in range(9)])
    return admin


async def test_two_lists_at_once(guest: Shopper, crowd: Account, adapters: Adapters, settings: Settings) -> None:
    for mutation in (USERS, ORDERS, PROMO_CODES):
        await asked(crowd.shopper, mutation)

    await asyncio.gather(*(exports.export(job.id, adapters.storage) for job in await Job.all()))

    done = {job.kind: (job.state, job.done, job.file_name) for job in await Job.all()}
    day = f"{(await Job.first()).created_at:%Y-%m-%d}"  # type: ignore[union-attr]
    assert done == {
        "users_export": (JobState.SUCCEEDED, 10, f"users-{day}.csv"),
        "orders_export": (JobState.SUCCEEDED, 0, f"orders-{day}.csv"),
        "promo_codes_export": (JobState.SUCCEEDED, 0, f"promo-codes-{day}.csv"),
    }
    assert all(len(left_behind(settings, job)) == 1 for job in await Job.all())


async def test_its_name_has_the_day_where_the_shop_is(
    guest: Shopper, admin: Account, adapters: Adapters, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = settings.model_copy(update={"shop_timezone": "Europe/Berlin"})
    monkeypatch.setattr("commerce.jobs.exports.settings", lambda: there)
    await asked(admin.shopper, PROMO_CODES)
    await Job.all().update(created_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))

    await exports.export((await Job.get()).id, adapters.storage)

    assert (await Job.get()).file_name == "promo-codes-2026-02-01.csv"


class Killed(BaseException):
    """What a process does not survive."""


async def test_canceled_midway_it_stops_at_the_next_batch(
    guest: Shopper, crowd: Account, adapters: Adapters, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await asked(crowd.shopper, USERS)
    batches, read = export_users._batches, []

    async def counted(*args: Any) -> AsyncIterator[Any]:
        async for batch in batches(*args):
            read.append(len(batch))
            if len(read) == 2:
                shown = await job_of(crowd.shopper, job["id"])
                assert (shown["status"], shown["done"], shown["total"]) == ("RUNNING", 2, 10)
                assert (await crowd.shopper.ask(CANCEL, id=job["id"]))["jobCancel"]["status"] == "CANCELED"
            yield batch

    monkeypatch.setattr(export_users, "_batches", counted)
    await exports.export((await Job.get()).id, adapters.storage)

    row = await Job.get()
    assert (row.state, row.done, row.storage_key, read) == (JobState.CANCELED, 2, None, [2, 2])
    assert left_behind(settings, row) == []
    assert await AuditEntry.filter(action="users_export_done").count() == 0


async def test_canceled_when_the_file_is_stored_already(
    guest: Shopper, crowd: Account, adapters: Adapters, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await asked(crowd.shopper, USERS)
    succeed = jobs.succeed

    async def late(*args: Any, **facts: Any) -> None:
        await crowd.shopper.ask(CANCEL, id=job["id"])
        await succeed(*args, **facts)

    monkeypatch.setattr(jobs, "succeed", late)
    await exports.export((await Job.get()).id, adapters.storage)

    row = await Job.get()
    assert (row.state, row.storage_key, row.file_name) == (JobState.CANCELED, None, None)
    assert left_behind(settings, row) == []


@pytest.mark.parametrize("moment", ["reading", "storing", "stored"])
async def test_killed_it_begins_again_and_leaves_one_file(
    guest: Shopper,
    crowd: Account,
    adapters: Adapters,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    run_outbox: RunOutbox,
    moment: str,
) -> None:
    job = await asked(crowd.shopper, USERS)

    async def die(*args: Any, **facts: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(
            "commerce.jobs.job_files.shutil.rmtree", lambda *args, **how: None
        )  # nobody tidies up after a kill
        place = {"reading": (exports, "_append"), "storing": (adapters.storage, "put"), "stored": (jobs, "succeed")}
        target, name = place[moment]
        if moment == "reading":
            append = exports._append
            patch.setattr(target, name, lambda path, mark, rows: append(path, mark, rows) if mark else _raise())
        else:
            patch.setattr(target, name, die)
        with pytest.raises(Killed):
            await exports.export((await Job.get()).id, adapters.storage)
    row = await Job.get()
    assert row.state is JobState.RUNNING
    assert len(left_behind(settings, row)) == (2 if moment == "stored" else 1)

    await run_outbox()

    row = await Job.get()
    assert (row.state, row.attempts, row.done, row.total) == (JobState.SUCCEEDED, 2, 10, 10)
    assert [path.name for path in left_behind(settings, row)] == [row.file_name]
    assert (await job_of(crowd.shopper, job["id"]))["attempts"] == 2


def _raise() -> None:
    raise Killed


async def test_killed_after_storing_and_then_canceled(
    guest: Shopper,
    crowd: Account,
    adapters: Adapters,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    run_outbox: RunOutbox,
) -> None:
    job = await asked(crowd.shopper, USERS)

    async def die(*args: Any, **facts: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(jobs, "succeed", die)
        await exports.export((await Job.get()).id, adapters.storage)
    await crowd.shopper.ask(CANCEL, id=job["id"])
    assert len(left_behind(settings, await Job.get())) == 1

    await run_outbox()

    assert left_behind(settings, await Job.get()) == []


@pytest.mark.parametrize("mutation", [ORDERS, USERS, PROMO_CODES])
async def test_who_was_demoted_since_fetches_nothing(
    guest: Shopper, admin: Account, run_outbox: RunOutbox, mutation: str
) -> None:
    job = await asked(admin.shopper, mutation)
    await run_outbox()
    assert (await job_of(admin.shopper, job["id"]))["url"].startswith("http")

    await User.filter(id=admin.user.id).update(role=Role.USER)

    shown = await job_of(admin.shopper, job["id"])
    assert (shown["status"], shown["url"]) == ("SUCCEEDED", None)


async def test_after_seven_days_it_is_gone(
    guest: Shopper, admin: Account, run_outbox: RunOutbox, settings: Settings
) -> None:
    job = await asked(admin.shopper, USERS)
    await run_outbox()
    row = await Job.get()
    assert row.expires_at
    assert row.finished_at
    assert row.expires_at - row.finished_at == timedelta(days=7)

    await Job.all().update(expires_at=now())
    shown = await job_of(admin.shopper, job["id"])
    await OutboxMessage.all().update(available_at=now())
    await run_outbox()

    assert (shown["url"], shown["fileName"]) == (None, f"users-{row.created_at:%Y-%m-%d}.csv")
    assert left_behind(settings, await Job.get()) == []


async def test_files_of_who_leaves_go_with_them(
    guest: Shopper, admin: Account, account: SignIn, run_outbox: RunOutbox, settings: Settings
) -> None:
    root = await account(Role.SUPERADMIN)
    await asked(admin.shopper, USERS)
    await run_outbox()
    row = await Job.get()
    assert len(left_behind(settings, row)) == 1
    mutation = 'mutation ($id: ID!) { userDelete(id: $id, reason: "left") { __typename } }'
    answer = await root.shopper.ask(mutation, id=to_global_id("User", admin.user.id))
    await run_outbox()

    assert answer["userDelete"] == {"__typename": "User"}
    assert left_behind(settings, row) == []
