"""`accountDataExport`, and the job that packs: everything about the person, and nobody else."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from typing import Any

import orjson
import pytest

from adapters import Adapters
from commerce import outbox
from commerce.audit import Actor, Target, record
from commerce.checkout.carts import CartOwner
from commerce.jobs import jobs
from commerce.mail import mail_preferences
from commerce.orders import orders
from core.clock import now, travel
from core.database import transaction
from core.settings import Settings
from models import Job, JobState, Mail, MailEvent, MailEventType, Order, OutboxMessage, User
from tests.privacy.conftest import Buy, SignIn, everything
from tests.support.shoppers import Account
from tests.support.sql import Statements
from tests.support.storefront import Shopper, design

EXPORT = """
mutation { accountDataExport { __typename ... on Job { id kind status done total url } ... on Error { code } } }
"""
JOB = "query ($id: ID!) { job(id: $id) { kind status done total fileName fileSize url expiresAt finishedAt error } }"
TITLE = "Digital Download – Where we met – Astana"
RunOutbox = Callable[[], Awaitable[int]]


async def export(shopper: Shopper) -> dict[str, Any]:
    return dict((await shopper.ask(EXPORT))["accountDataExport"])


async def work(run_outbox: RunOutbox) -> None:
    """Do what is due, except drawing."""
    await OutboxMessage.filter(actor="render_download").delete()
    await run_outbox()


async def packed(shopper: Shopper, run_outbox: RunOutbox) -> dict[str, Any]:
    """The files of an export, by name."""
    job = await export(shopper)
    await work(run_outbox)
    url = (await shopper.ask(JOB, id=job["id"]))["job"]["url"]
    answer = await shopper.http.get(url)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: orjson.loads(archive.read(name)) for name in archive.namelist()}


async def full_life(person: SignIn, guest: Shopper, buy: Buy) -> tuple[Account, Order, Order]:
    """Ada with an order of her own, one as a guest, a cart, a mail and an entry of the audit log."""
    ada = await person()
    own = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    as_guest = await buy(guest, "poster/18x24")
    await ada.shopper.add(await ada.shopper.line(design=design(text="home")))
    await orders.record(own, "note", "A difficult customer.", actor="grace@example.com")
    await Mail.create(
        template="reset_password", recipient=ada.user.email, category="transactional", idempotency_key="k1",
        scheduled_at=own.created_at, context={"name": "Ada", "mail_token_id": "0190"},
    )  # fmt: skip
    mail = await Mail.filter(entity_id=own.id).first()
    await MailEvent.create(mail=mail, type=MailEventType.DELIVERED, happened_at=own.created_at, event_id="1")
    await mail_preferences.agree_in_cart(ada.user.email, True)
    async with transaction():
        await record(
            Actor("grace@example.com", ip="6.6.6.6"), "user_block", Target("User", ada.user.id), {}, {"blocked": True}
        )
    return ada, own, as_guest


async def test_the_file_has_everything(guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox) -> None:
    ada, own, as_guest = await full_life(person, guest, buy)
    await Order.filter(id=as_guest.id).update(placed_reference="37365096")

    files = await packed(ada.shopper, run_outbox)

    assert sorted(files) == [
        "carts.json", "designs.json", "events.json", "mail_preferences.json", "mails.json", "orders.json",
        "profile.json", "sessions.json",
    ]  # fmt: skip
    assert (files["profile.json"]["email"], files["profile.json"]["name"]) == ("ada@example.com", "Ada Lovelace")
    assert files["profile.json"]["figures"][0]["total_spent"] == 999
    assert [order["number"] for order in files["orders.json"]] == [own.number, as_guest.number]
    assert [order["placed_reference"] for order in files["orders.json"]] == [None, "37365096"]
    first = files["orders.json"][0]
    assert (first["status"], first["total"], first["currency"]) == ("paid", 999, "USD")
    assert [(line["title"], line["size"], line["total"]) for line in first["lines"]] == [(TITLE, "8x10", 999)]
    assert {file["format"] for file in first["downloads"]} == {"png", "pdf"}
    assert [event["type"] for event in first["timeline"]] == ["order_created", "order_paid"]
    assert len(files["designs.json"]) == 2
    assert files["designs.json"][0]["document"]["location"]["city"] == "Astana"
    mails = {mail["template"]: mail["content"] for mail in files["mails.json"]}
    assert [mail["template"] for mail in files["mails.json"]] == ["order_confirmation"] * 2 + ["reset_password"]
    assert mails["reset_password"] == {"name": "Ada"}
    assert files["mails.json"][0]["events"][0]["type"] == "delivered"
    (preferences,) = files["mail_preferences.json"]
    assert (preferences["marketing"], preferences["consent_source"]) == (True, "cart")
    assert (mails["order_confirmation"]["number"], mails["order_confirmation"]["name"]) == (
        as_guest.number,
        "Ada Lovelace",
    )
    assert len(files["sessions.json"]) == 1
    (event,) = files["events.json"]
    assert (event["action"], event["actor"], event["ip"], event["after"]) == (
        "user_block", "staff", None, {"blocked": True},
    )  # fmt: skip


async def test_no_secrets_and_nothing_of_others(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox
) -> None:
    ada, _, _ = await full_life(person, guest, buy)
    bob = await person()
    theirs = await buy(bob.shopper, owner=CartOwner(user_id=bob.user.id))
    await Order.filter(id=theirs.id).update(email=bob.user.email)
    await Mail.filter(entity_id=theirs.id).update(recipient=bob.user.email)

    files = await packed(ada.shopper, run_outbox)

    text = orjson.dumps(files).decode()
    user = await User.get(id=ada.user.id)
    session = await user.sessions.all().first()
    assert session is not None
    secrets = [user.password_hash, session.client, "grace@example.com", "A difficult customer", "0190", "orders/"]
    for secret in [*secrets, theirs.number, bob.user.email, str(bob.user.id)]:
        assert str(secret) not in text


async def test_progress_and_the_facts_of_the_file(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox
) -> None:
    ada, _, _ = await full_life(person, guest, buy)

    begun = await export(ada.shopper)
    await work(run_outbox)
    done = (await ada.shopper.ask(JOB, id=begun["id"]))["job"]

    assert (begun["kind"], begun["status"], begun["done"], begun["total"], begun["url"]) == (
        "account_data_export", "PENDING", 0, None, None,
    )  # fmt: skip
    # the profile, 2 orders, 2 carts (one of them bought from), 2 designs, 3 mails, preferences, a session, an event
    assert (done["status"], done["done"], done["total"]) == ("SUCCEEDED", 13, 13)
    assert done["fileName"].startswith("my-data-")
    assert done["fileSize"] > 500
    assert done["error"] is None


async def test_the_file_goes_after_a_week(
    guest: Shopper, person: SignIn, run_outbox: RunOutbox, settings: Settings, adapters: Adapters
) -> None:
    ada = await person()
    job = await export(ada.shopper)
    await work(run_outbox)
    stored = settings.data_dir / "files" / str((await Job.get()).storage_key)
    assert stored.is_file()

    with travel(timedelta(days=6, hours=23)):
        await work(run_outbox)
        assert stored.is_file()
    with travel(timedelta(days=7, seconds=1)):
        assert await jobs.link(await Job.get(), adapters.storage) is None
        await work(run_outbox)

    assert not stored.exists()
    assert (await ada.shopper.ask(JOB, id=job["id"]))["job"]["url"] is None


async def test_asked_twice_while_it_runs_is_one_job(guest: Shopper, person: SignIn, run_outbox: RunOutbox) -> None:
    ada = await person()

    asked = await asyncio.gather(*(export(ada.shopper) for _ in range(5)))
    assert len({job["id"] for job in asked}) == 1
    await work(run_outbox)
    later = await export(ada.shopper)

    assert later["id"] != asked[0]["id"]
    assert await Job.all().count() == 2


async def test_five_a_day(guest: Shopper, person: SignIn, run_outbox: RunOutbox) -> None:
    ada = await person()

    answers = []
    for _ in range(6):
        answers.append((await export(ada.shopper))["__typename"])
        await Job.all().update(state=JobState.SUCCEEDED)
    await Job.all().update(created_at=now() - timedelta(hours=23))
    before = (await export(ada.shopper))["__typename"]
    await Job.all().update(created_at=now() - timedelta(hours=24, seconds=1))
    after = (await export(ada.shopper))["__typename"]

    assert answers == ["Job"] * 5 + ["RateLimitedError"]
    assert (before, after) == ("RateLimitedError", "Job")
    assert await Job.all().count() == 6


async def test_packing_twice_is_packing_once(guest: Shopper, person: SignIn, run_outbox: RunOutbox) -> None:
    """A worker that dies between the store and the row: the next one does it again."""
    ada = await person()
    job = await export(ada.shopper)
    await work(run_outbox)
    first = await Job.get()
    await Job.all().update(state=JobState.RUNNING)
    async with transaction():
        await outbox.enqueue(outbox.EXPORT_ACCOUNT_DATA, first.id)
    await work(run_outbox)

    again = await Job.get()
    assert (again.state, again.storage_key) == (JobState.SUCCEEDED, first.storage_key)
    assert (await ada.shopper.ask(JOB, id=job["id"]))["job"]["url"] is not None


async def test_a_store_that_fails_for_good_is_said_without_its_words(
    guest: Shopper, person: SignIn, run_outbox: RunOutbox, settings: Settings
) -> None:
    ada = await person()
    job = await export(ada.shopper)
    blocked = settings.data_dir / "files" / "exports"
    blocked.parent.mkdir(parents=True, exist_ok=True)
    if blocked.exists():
        blocked.rename(blocked.with_name("exports-aside"))
    blocked.write_text("a file where a folder should be")
    try:
        for hours in range(8):
            with travel(timedelta(hours=hours)):
                await work(run_outbox)
    finally:
        blocked.unlink()
        aside = blocked.with_name("exports-aside")
        if aside.exists():
            aside.rename(blocked)

    shown = (await ada.shopper.ask(JOB, id=job["id"]))["job"]
    assert (shown["status"], shown["error"]) == ("FAILED", "It failed on our side. Please ask for it again.")


async def test_many_records_in_batches(
    guest: Shopper,
    buy: Buy,
    person: SignIn,
    run_outbox: RunOutbox,
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    ada = await person()
    for number in range(250):
        await Mail.create(
            template="welcome", recipient=ada.user.email, category="transactional", idempotency_key=f"k{number}",
            scheduled_at=ada.user.created_at,
        )  # fmt: skip

    with query_counter() as statements:
        files = await packed(ada.shopper, run_outbox)

    assert len(files["mails.json"]) == 250
    assert len({mail["id"] for mail in files["mails.json"]}) == 250
    assert len(statements) < 60, len(statements)


@pytest.mark.parametrize("with_order_token", [False, True])
async def test_a_guest_has_no_data_to_export(guest: Shopper, buy: Buy, with_order_token: bool) -> None:
    order = await buy(guest)
    if not with_order_token:
        guest.order_token = None
    before = await everything()

    _, code = await guest.refused(EXPORT)

    assert (code, order.user_id) == ("UNAUTHENTICATED", None)
    assert await everything() == before
