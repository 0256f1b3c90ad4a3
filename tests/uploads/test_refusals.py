"""Who may not upload, when nothing is taken, and what is found out about a file."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from adapters.storage import Storage, StorageError
from commerce.privacy import erasure
from core.clock import now, travel
from core.database import transaction
from core.ids import new_id, to_global_id
from core.settings import Settings
from models import (
    AuditEntry,
    Download,
    DownloadStatus,
    FulfillmentStatus,
    Order,
    OrderEvent,
    OrderLine,
    PaymentStatus,
    RenderUpload,
    Role,
)
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account
from tests.support.storefront import Shopper
from tests.uploads.conftest import FINISH, PIXELS, START, Browser, Buy, SignIn, drawn, line_of, storing_in

FOREIGN = Path(__file__).parents[1] / "posters" / "foreign"


def animated() -> bytes:
    file = io.BytesIO()
    Image.new("L", PIXELS).save(file, "GIF")
    return file.getvalue()


def pages(count: int) -> bytes:
    file, page = io.BytesIO(), Image.new("L", (80, 100))
    page.save(file, "PDF", resolution=10, save_all=True, append_images=[page] * (count - 1))
    return file.getvalue()


WRONG = [
    ("PNG", drawn("PNG", (1200, 1500)), "DIMENSIONS", "1200 × 1500 pixels"),
    ("PNG", drawn("PNG", (3000, 2400)), "DIMENSIONS", "3000 × 2400 pixels"),
    ("PNG", drawn("PNG", (2404, 3000)), "DIMENSIONS", "2404 × 3000 pixels"),
    ("JPG", drawn("JPG", (2400, 2996)), "DIMENSIONS", "2400 × 2996 pixels"),
    ("PNG", drawn("JPG"), "FORMAT", "JPG"),
    ("JPG", drawn("PDF"), "FORMAT", "PDF"),
    ("PNG", animated(), "UNREADABLE", "it is neither a PNG nor a JPG nor a PDF"),
    ("PNG", b"<svg onload='alert(1)'>" + bytes(500), "UNREADABLE", "it is neither a PNG nor a JPG nor a PDF"),
    ("PNG", drawn()[:-9], "UNREADABLE", "the PNG's end is missing"),
    ("PDF", pages(2), "PAGES", "2 pages"),
    ("PDF", (FOREIGN / "rotated.pdf").read_bytes(), "DIMENSIONS", "254.0 × 203.2 mm"),
    ("PDF", (FOREIGN / "encrypted.pdf").read_bytes(), "UNREADABLE", "the PDF is encrypted"),
]


@pytest.mark.parametrize(
    ("format", "content", "reason", "found"), WRONG, ids=[f"{format}: {found}" for format, _, _, found in WRONG]
)
async def test_another_file_than_ordered_is_refused_and_removed(
    on_disk: Browser, buy: Buy, settings: Settings, format: str, content: bytes, reason: str, found: str
) -> None:
    order = await buy(on_disk.shopper)
    files = await Download.filter(order=order).order_by("id").values()
    events = await OrderEvent.all().count()

    refused = await on_disk.upload(await line_of(order), content, format)

    assert (refused["__typename"], refused["code"]) == ("UploadInvalidError", "UPLOAD_INVALID")
    assert (refused["reason"], refused["found"]) == (reason, found)
    assert await Download.filter(order=order).order_by("id").values() == files
    assert await OrderEvent.all().count() == events
    assert in_store(settings, order) == []


def in_store(settings: Settings, order: Order) -> list[Path]:
    """Files of the order in the folder."""
    return [path for path in (settings.data_dir / "files").rglob("*") if order.number in str(path) and path.is_file()]


@pytest.mark.parametrize("size", [(2400, 3000), (2397, 3003)])
async def test_three_pixels_a_side_are_forgiven(on_disk: Browser, buy: Buy, size: tuple[int, int]) -> None:
    finished = await on_disk.upload(await line_of(await buy(on_disk.shopper)), drawn("PNG", size))

    assert (finished["widthPx"], finished["heightPx"]) == size


async def test_a_bucket_is_looked_into_too(browser: Browser, buy: Buy) -> None:
    line = await line_of(await buy(browser.shopper))
    started = await browser.start(line, "PNG", len(drawn("PNG", (10, 10))))
    await browser.send(started, drawn("PNG", (10, 10)))

    refused = await browser.finish(started)

    assert (refused["reason"], refused["expected"]) == ("DIMENSIONS", "2400 × 3000 pixels")
    assert await browser.storage.head(browser.staged(started)) is None


async def test_nothing_or_something_else_was_sent(browser: Browser, buy: Buy, tmp_path: Path) -> None:
    line = await line_of(await buy(browser.shopper))
    started = await browser.start(line, "PNG", 1000)
    nothing = await browser.finish(started)
    # Past the form, which would not have taken it.
    (tmp_path / "other").write_bytes(drawn())
    await browser.storage.put(browser.staged(started), tmp_path / "other", content_type="image/png")

    larger = await browser.finish(started)

    assert (nothing["reason"], nothing["found"]) == ("MISSING", "nothing")
    assert (larger["reason"], larger["expected"]) == ("SIZE", "1000 bytes")
    assert await browser.storage.head(browser.staged(started)) is None
    # A refusal is not the end of it.
    assert (await browser.upload(line, drawn()))["status"] == "READY"


STATES: list[tuple[dict[str, Any], str | None]] = [
    ({"payment_status": PaymentStatus.PENDING}, "pending"),
    ({"payment_status": PaymentStatus.FAILED}, "pending"),
    ({"payment_status": PaymentStatus.REFUNDED}, "refunded"),
    ({"payment_status": PaymentStatus.DISPUTED}, "disputed"),
    ({"held_reason": "paid in EUR, ordered in USD"}, "paid"),
    ({"canceled_at": now()}, "canceled"),
    ({"payment_status": PaymentStatus.PARTIALLY_REFUNDED}, None),
    ({"fulfillment_status": FulfillmentStatus.PROCESSING}, None),
    ({"fulfillment_status": FulfillmentStatus.FULFILLED}, None),
]


@pytest.mark.parametrize(("changes", "state"), STATES)
async def test_only_paid_orders_take_files(
    on_disk: Browser, buy: Buy, changes: dict[str, Any], state: str | None
) -> None:
    order = await buy(on_disk.shopper)
    line = await line_of(order)
    started = await on_disk.start(line, "PNG", len(drawn()))
    await on_disk.send(started, drawn())
    await Order.filter(id=order.id).update(**changes)

    again, finished = await on_disk.start(line, "JPG", 10), await on_disk.finish(started)

    if state is None:
        assert (again["__typename"], finished["status"]) == ("RenderUpload", "READY")
        return
    assert (again["state"], finished["state"]) == (state, state)
    assert await RenderUpload.all().count() == 1
    assert await Download.filter(order=order, status=DownloadStatus.READY).count() == 0


async def test_a_line_that_was_given_back_takes_none(on_disk: Browser, buy: Buy) -> None:
    line = await line_of(await buy(on_disk.shopper))
    await OrderLine.filter(id=line.id).update(refunded_quantity=1)

    assert (await on_disk.start(line))["state"] == "refunded"


@pytest.mark.parametrize("size", [-1, 0, 104_857_601])
async def test_sizes_that_are_not_taken(on_disk: Browser, buy: Buy, size: int) -> None:
    line = await line_of(await buy(on_disk.shopper))

    refused = await on_disk.start(line, "PNG", size)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["fileSize"])
    assert await RenderUpload.all().count() == 0


async def test_only_its_owner_and_staff_may(on_disk: Browser, buy: Buy, account: SignIn) -> None:
    order = await buy(on_disk.shopper)
    line = await line_of(order)
    started = await on_disk.start(line, "PNG", len(drawn()))
    await on_disk.send(started, drawn())
    other, stranger, admin = await account(), Shopper(on_disk.shopper.http), await account(Role.ADMIN)
    other_order = Shopper(on_disk.shopper.http)
    await buy(other_order)

    for asker in (other.shopper, stranger, other_order):
        refused = Browser(asker, on_disk.storage)
        assert (await refused.start(line))["__typename"] == "NotFoundError"
        assert (await refused.finish(started))["__typename"] == "NotFoundError"
    assert await OrderEvent.filter(type="file_uploaded").count() == 0

    finished = await Browser(admin.shopper, on_disk.storage).finish(started)

    assert finished["status"] == "READY"
    entry = await AuditEntry.get()
    assert (entry.actor, entry.action, entry.target_type) == (admin.user.email, "downloads.upload", "Download")
    event = await OrderEvent.get(type="file_uploaded")
    assert event.actor == admin.user.email


async def test_an_accounts_own_order(on_disk: Browser, buy: Buy, account: SignIn) -> None:
    owner: Account = await account()
    order = await buy(on_disk.shopper)
    await Order.filter(id=order.id).update(user_id=owner.user.id)

    finished = await Browser(owner.shopper, on_disk.storage).upload(await line_of(order), drawn())

    assert finished["status"] == "READY"
    assert await AuditEntry.all().count() == 0


async def test_the_print_houses_file_is_staffs_alone(on_disk: Browser, buy: Buy, account: SignIn) -> None:
    line = await line_of(await buy(on_disk.shopper, "poster/8x10"))
    staff = Browser((await account(Role.ADMIN)).shopper, on_disk.storage)
    bleed = round(3 / 25.4 * 300)
    file = io.BytesIO()
    Image.new("L", (2400 + 2 * bleed, 3000 + 2 * bleed)).save(file, "PDF", resolution=300)

    assert (await on_disk.start(line, "PDF"))["__typename"] == "NotFoundError"
    assert (await staff.start(line, "PNG"))["path"] == ["format"]
    assert (await staff.upload(line, drawn("PDF"), "PDF"))["reason"] == "DIMENSIONS", "without bleed"
    finished = await staff.upload(line, file.getvalue(), "PDF")

    assert (finished["kind"], finished["fileName"][-10:]) == ("PRINT", "-print.pdf")
    assert (await Order.get()).fulfillment_status is FulfillmentStatus.UNFULFILLED


async def test_ids_that_lead_nowhere(on_disk: Browser, buy: Buy) -> None:
    order = await buy(on_disk.shopper)
    download = await Download.filter(order=order).first()
    assert download is not None
    shopper = on_disk.shopper

    unknown = (await shopper.ask(START, line=to_global_id("OrderLine", new_id()), format="PNG", size=9)).popitem()[1]
    never = (await shopper.ask(FINISH, id=to_global_id("Download", new_id()))).popitem()[1]
    unstarted = (await shopper.ask(FINISH, id=to_global_id("Download", download.id))).popitem()[1]

    assert unknown["__typename"] == never["__typename"] == "NotFoundError"
    assert unstarted["state"] == "not_started"
    assert await shopper.refused(FINISH, id="nonsense") == (200, "BAD_USER_INPUT")
    assert await shopper.refused(START, line=to_global_id("Order", order.id), format="PNG", size=9) == (
        200,
        "BAD_USER_INPUT",
    )


@dataclass
class Away:
    """A store that does not answer, until it does."""

    there: Storage
    down: bool = True

    def __getattr__(self, name: str) -> Any:
        if self.down and name in {"head", "copy", "delete"}:
            raise StorageError("connection refused")
        return getattr(self.there, name)


async def test_a_store_that_does_not_answer_is_asked_again(on_disk: Browser, app: Starlette, buy: Buy) -> None:
    line = await line_of(await buy(on_disk.shopper))
    started = await on_disk.start(line, "PNG", len(drawn()))
    await on_disk.send(started, drawn())
    store = Away(on_disk.storage)

    async with storing_in(app, store):  # type: ignore[arg-type]
        refused = await on_disk.finish(started)
        store.down = False
        finished = await on_disk.finish(started)

    assert (refused["__typename"], refused["code"]) == ("StorageUnavailableError", "STORAGE_UNAVAILABLE")
    assert finished["status"] == "READY"


async def test_whoever_died_while_looking_is_waited_for_and_no_longer(on_disk: Browser, buy: Buy) -> None:
    line = await line_of(await buy(on_disk.shopper))
    started = await on_disk.start(line, "PNG", len(drawn()))
    await on_disk.send(started, drawn())
    await RenderUpload.all().update(checking_until=now() + timedelta(minutes=5))

    assert (await on_disk.finish(started))["state"] == "checking"
    assert (await on_disk.start(line))["state"] == "checking"
    with travel(timedelta(minutes=6)):
        assert (await on_disk.finish(started))["status"] == "READY"


async def test_a_person_who_left_leaves_no_file(
    on_disk: Browser,
    buy: Buy,
    account: SignIn,
    settings: Settings,
    stripe_sandbox: StripeSandbox,
    run_outbox: Callable[[], Awaitable[int]],
) -> None:
    owner = await account()
    order = await buy(on_disk.shopper)
    await Order.filter(id=order.id).update(user_id=owner.user.id)
    mine = Browser(owner.shopper, on_disk.storage)
    await mine.upload(await line_of(order), drawn())
    started = await mine.start(await line_of(order), "JPG", len(drawn("JPG")))
    await mine.send(started, drawn("JPG"))
    assert len(in_store(settings, order)) == 3

    async with transaction():
        await erasure.erase(owner.user)
    await run_outbox()

    assert in_store(settings, order) == []
    assert await RenderUpload.all().count() == 0
