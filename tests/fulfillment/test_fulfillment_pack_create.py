"""`fulfillmentPackCreate`: a ZIP with all that it takes to place orders at the print house by hand."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pypdfium2
import pytest

from adapters import Adapters, open_adapters
from commerce.fulfillment import work_packs
from commerce.jobs import jobs as job_rules
from commerce.privacy import erasure_rows
from core.clock import now
from core.database import execute, fetch, transaction
from core.ids import new_id, to_global_id
from core.settings import Settings
from models import Download, DownloadStatus, Job, JobState, Order, OrderLine, OutboxMessage, ProductSize, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, told
from tests.orders.conftest import Buy, order_gid
from tests.support.outside import S3
from tests.support.storefront import Shopper

RunOutbox = Callable[[], Awaitable[int]]
JOB = "id kind status done total error skipped { what reason } url fileName"
CREATE = f"""
mutation ($ids: [ID!], $day: Date) {{
  fulfillmentPackCreate(orderIds: $ids, day: $day) {{
    __typename ... on Job {{ {JOB} }} ... on Error {{ code message path }} ... on StateInvalidError {{ state }}
  }}
}}
"""
SEE = f"query ($id: ID!) {{ job(id: $id) {{ {JOB} }} }}"
ADDRESS = {
    "name": "Zoë Łukaszewicz 山田", "line1": "12 Rue de l’Église", "line2": "=HYPERLINK(\"http://evil\")",
    "city": "Paris", "state": None, "postal_code": "75001", "country": "FR", "phone": "+33 1 23 45 67 89",
}  # fmt: skip


class Drawn:
    """Puts an order's print files into the store without drawing them: every byte of a file is known."""

    def __init__(self, adapters: Adapters, folder: Any) -> None:
        self.adapters = adapters
        self.folder = folder

    async def __call__(self, order: Order, content: bytes = b"%PDF- a poster") -> Order:
        path = self.folder / "file.pdf"
        path.write_bytes(content)
        for file in await Download.filter(order=order, kind="print"):
            key = f"orders/{order.number}/{file.order_line_id}/{file.file_name}"
            await self.adapters.storage.put(key, path, content_type="application/pdf")
            await Download.filter(id=file.id).update(
                status=DownloadStatus.READY, storage_key=key, file_size=len(content)
            )  # fmt: skip
        await Order.filter(id=order.id).update(shipping_address=ADDRESS)
        await OutboxMessage.filter(actor="render_download").delete()
        return await Order.get(id=order.id)


@pytest.fixture
def drawn(adapters: Adapters, tmp_path: Any) -> Drawn:
    return Drawn(adapters, tmp_path)


async def create(staff: Staff, *orders: Order, **arguments: Any) -> dict[str, Any]:
    given = {"ids": [order_gid(order) for order in orders]} if orders else {}
    return dict((await staff.shopper.ask(CREATE, **given, **arguments))["fulfillmentPackCreate"])


async def made(staff: Staff, job: dict[str, Any], run_outbox: RunOutbox) -> dict[str, Any]:
    """The job after a worker was at it."""
    await run_outbox()
    return dict((await staff.shopper.ask(SEE, id=job["id"]))["job"])


async def fetched(client: httpx.AsyncClient, job: dict[str, Any]) -> zipfile.ZipFile:
    answer = await client.get(job["url"])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def table(archive: zipfile.ZipFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read("gelato.csv").decode("utf-8-sig"))))


async def test_all_that_it_takes(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    order = await drawn(await buy(guest, "digital/8x10", "poster/18x24"))
    await OrderLine.filter(order=order, product_type="poster").update(quantity=3, total=3 * 5999, refunded_quantity=1)

    job = await made(staff, await create(staff, order), run_outbox)

    assert (job["status"], job["done"], job["total"], job["skipped"]) == ("SUCCEEDED", 1, 1, [])
    archive = await fetched(client, job)
    assert archive.testzip() is None
    number, code = order.number, "flat_18x24-inch_200gsm-matte_4-0_ver"
    name = f"{number}-2-{code}-18x24-2x.pdf"
    assert sorted(archive.namelist()) == sorted(
        ["README.txt", "gelato.csv", f"{number}/order.txt", f"{number}/packing-slip.pdf", f"{number}/{name}"]
    )
    assert archive.read(f"{number}/{name}") == b"%PDF- a poster"
    (row,) = table(archive)
    assert (row["order"], row["line"], row["product_code"], row["quantity"]) == (number, "2", code, "2")
    assert (row["file"], row["size"], row["name"]) == (f"{number}/{name}", "18x24", "Zoë Łukaszewicz 山田")
    assert (row["address_2"], row["phone"]) == ('\'=HYPERLINK("http://evil")', "00 33 1 23 45 67 89")
    text = archive.read(f"{number}/order.txt").decode()
    assert "Zoë Łukaszewicz 山田\n12 Rue de l’Église\n" in text
    assert "75001 Paris\nFrance\nPhone: +33 1 23 45 67 89" in text
    assert f"2. 2 x {code}\n" in text


async def test_the_slip_can_be_read_and_shows_no_prices(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    order = await drawn(await buy(guest, "poster/8x10"))

    archive = await fetched(client, await made(staff, await create(staff, order), run_outbox))

    document = pypdfium2.PdfDocument(archive.read(f"{order.number}/packing-slip.pdf"))
    page = document[0]
    text = page.get_textpage().get_text_range()
    assert len(document) == 1
    assert page.get_size() == (595, 842)
    for words in ("Packing slip", order.number, "Zoë Łukaszewicz", "山田", "12 Rue de l’Église", "Paper Poster – "):
        assert words in text, words
    assert "$" not in text
    assert "24.99" not in text
    document.close()


async def test_it_claims_and_tells(
    print_order: Order, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox
) -> None:
    await drawn(print_order)

    await made(staff, await create(staff, print_order), run_outbox)
    refused = await colleague.act("orderFulfill", print_order)
    sent = await staff.act("orderFulfill", print_order)

    assert (refused["__typename"], refused["by"]) == ("FulfillmentClaimedError", "User 0")
    assert sent["status"] == "FULFILLED"
    assert await told(print_order) == [
        ("fulfillment_claimed", staff.user.email, False),
        ("order_packed", staff.user.email, False),
        ("order_processing", staff.user.email, True),
        ("order_fulfilled", staff.user.email, True),
    ]
    assert await audited() == [
        "fulfillment_pack_create", "order_fulfillment_claim", "order_pack", "order_fulfill"
    ]  # fmt: skip


async def test_what_cannot_be_placed_is_left_out(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox,
    client: httpx.AsyncClient, adapters: Adapters,
) -> None:  # fmt: skip
    good, undrawn, lost, theirs, digital, homeless, back, sent = [
        await drawn(await buy(guest, "digital/8x10" if kind == "digital" else "poster/8x10"))
        for kind in ("", "", "", "", "digital", "", "", "")
    ]
    stopped = {state: await drawn(await buy(guest, "poster/8x10")) for state in STATES}
    for state, order in stopped.items():
        await Order.filter(id=order.id).update(**STATES[state])
    await Download.filter(order=undrawn).update(status=DownloadStatus.FAILED)
    for file in await Download.filter(order=lost):
        await adapters.storage.delete(str(file.storage_key))
    await colleague.act("orderFulfillmentClaim", theirs)
    await Order.filter(id=homeless.id).update(shipping_address=None)
    await OrderLine.filter(order=back).update(refunded_quantity=1)
    await colleague.act("orderFulfill", sent)
    unknown = to_global_id("Order", new_id())
    everything = [good, undrawn, lost, theirs, digital, homeless, back, sent, *stopped.values()]

    asked = [*(order_gid(order) for order in everything), unknown]
    job = await made(staff, dict((await staff.shopper.ask(CREATE, ids=asked))["fulfillmentPackCreate"]), run_outbox)

    reasons = {each["what"]: each["reason"] for each in job["skipped"]}
    assert (job["status"], len(reasons)) == ("SUCCEEDED", len(asked) - 1)
    for order, words in (
        (undrawn, "line 1 is failed; draw it again"),
        (lost, "line 1 is lost; draw it again with orderDownloadsRegenerate"),
        (theirs, "User 1 is placing this order until"),
        (digital, "prints were given back"),
        (homeless, "no address"),
        (back, "prints were given back"),
        (sent, "sent already"),
        (stopped["held"], "held for review"),
        (stopped["disputed"], "disputed"),
        (stopped["canceled"], "canceled"),
        (stopped["refunded"], "given back"),
        (stopped["pending"], "not paid"),
    ):
        assert words in reasons[order.number], (words, reasons[order.number])
    archive = await fetched(client, job)
    assert {name.split("/")[0] for name in archive.namelist()} == {"README.txt", "gelato.csv", good.number}
    readme = archive.read("README.txt").decode()
    assert "LEFT OUT" in readme
    assert all(f"{what}: {reason}" in readme for what, reason in reasons.items())
    claimed = await Order.filter(claimed_by_id=staff.user.id).values_list("number", flat=True)
    assert list(claimed) == [good.number]


async def test_nothing_at_all(print_order: Order, staff: Staff, run_outbox: RunOutbox) -> None:
    await OutboxMessage.all().delete()

    job = await made(staff, await create(staff, print_order), run_outbox)

    assert (job["status"], job["url"]) == ("FAILED", None)
    assert "None of the orders can be placed" in job["error"]
    assert [each["what"] for each in job["skipped"]] == [print_order.number]
    assert (await Order.get(id=print_order.id)).claimed_by_id is None
    assert await OutboxMessage.filter(actor="make_work_pack").count() == 0


async def test_of_a_day(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient,
    settings: Settings,
) -> None:  # fmt: skip
    """Days begin at midnight where the shop is, which is UTC in the tests."""
    moments = [
        datetime(2026, 3, day, hour, minute, tzinfo=UTC)
        for day, hour, minute in ((4, 23, 59), (5, 0, 0), (5, 23, 59), (6, 0, 0))
    ]
    orders = [await drawn(await buy(guest, "poster/8x10")) for _ in moments]
    for order, moment in zip(orders, moments, strict=True):
        await Order.filter(id=order.id).update(paid_at=moment)

    job = await made(staff, await create(staff, day="2026-03-05"), run_outbox)

    rows = table(await fetched(client, job))
    assert {row["order"] for row in rows} == {orders[1].number, orders[2].number}


async def test_odd_wishes(print_order: Order, staff: Staff) -> None:
    both = await create(staff, print_order, day="2026-03-05")
    neither = await create(staff)
    empty = await create(staff, day="2020-01-01")
    far = await create(staff, day="9999-12-31")
    none = dict((await staff.shopper.ask(CREATE, ids=[]))["fulfillmentPackCreate"])
    many = [to_global_id("Order", new_id()) for _ in range(201)]
    crowd = dict((await staff.shopper.ask(CREATE, ids=many))["fulfillmentPackCreate"])
    _, nonsense = await staff.shopper.refused(CREATE, ids=["nonsense"])

    assert [each["path"] for each in (both, neither, far, none, crowd)] == [
        ["orderIds"], ["orderIds"], ["day"], ["orderIds"], ["orderIds"],
    ]  # fmt: skip
    assert (empty["__typename"], empty["state"], nonsense) == ("StateInvalidError", "empty", "BAD_USER_INPUT")
    assert await Job.all().count() == 0


async def test_twice_is_one(
    print_order: Order, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox
) -> None:
    await drawn(print_order)

    answers = await asyncio.gather(*(create(staff, print_order, print_order) for _ in range(10)))
    theirs = await create(colleague, print_order)
    await run_outbox()
    later = await create(staff, print_order)

    assert len({answer["id"] for answer in answers}) == 1
    assert len({answers[0]["id"], theirs["id"], later["id"]}) == 3
    assert await Job.all().count() == 3


async def test_two_at_the_same_moment_share_no_order(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, colleague: Staff, adapters: Adapters
) -> None:
    orders = [await drawn(await buy(guest, "poster/8x10")) for _ in range(6)]
    mine, theirs = await create(staff, *orders), await create(colleague, *orders[::-1])
    jobs = {job.user_id: job for job in await Job.all()}

    await asyncio.gather(
        *(work_packs.make(jobs[each.user.id].id, adapters.storage) for each in (staff, colleague))
    )  # fmt: skip

    packed = []
    for each, job in ((staff, mine), (colleague, theirs)):
        shown = (await each.shopper.ask(SEE, id=job["id"]))["job"]
        packed.append({order.number for order in orders} - {entry["what"] for entry in shown["skipped"]})
    assert packed[0] | packed[1] == {order.number for order in orders}
    assert packed[0] & packed[1] == set()


async def test_killed_half_way(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, adapters: Adapters, client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    orders = [await drawn(await buy(guest, "poster/8x10")) for _ in range(3)]
    await create(staff, *orders)
    job = await Job.get()

    async def dies(*_: Any) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(work_packs, "_drop_what_changed", dies)
        with pytest.raises(asyncio.CancelledError):
            await work_packs.make(job.id, adapters.storage)
    await work_packs.make(job.id, adapters.storage)

    shown = (await staff.shopper.ask(SEE, id=to_global_id("Job", job.id)))["job"]
    assert (shown["status"], shown["skipped"]) == ("SUCCEEDED", [])
    assert len(table(await fetched(client, shown))) == 3
    assert [kind for kind, _, _ in await told(orders[0])].count("order_packed") == 1
    assert (await audited()).count("order_pack") == 3


async def test_canceled_while_it_is_made(
    print_order: Order, drawn: Drawn, staff: Staff, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    await drawn(print_order)
    await create(staff, print_order)
    job = await Job.get()
    keep = work_packs.job_files.keep

    async def stopped(*arguments: Any, **more: Any) -> None:
        await job_rules.cancel(job.id, staff.user.id)
        await keep(*arguments, **more)

    monkeypatch.setattr(work_packs.job_files, "keep", stopped)
    await work_packs.make(job.id, adapters.storage)

    job = await Job.get()
    assert (job.state, job.storage_key) == (JobState.CANCELED, None)


async def test_an_order_that_is_canceled_while_it_is_packed(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, adapters: Adapters, client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    good, bad = [await drawn(await buy(guest, "poster/8x10")) for _ in range(2)]
    await create(staff, good, bad)
    look = work_packs._drop_what_changed

    async def after_cancel(pack: Any) -> None:
        await Order.filter(id=bad.id).update(canceled_at=now())
        await look(pack)

    monkeypatch.setattr(work_packs, "_drop_what_changed", after_cancel)
    job = await Job.get()
    await work_packs.make(job.id, adapters.storage)

    shown = (await staff.shopper.ask(SEE, id=to_global_id("Job", job.id)))["job"]
    archive = await fetched(client, shown)
    assert [row["order"] for row in table(archive)] == [good.number]
    assert f"{bad.number}: DO NOT PLACE" in archive.read("README.txt").decode()


async def test_a_product_without_a_code(
    print_order: Order, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, client: httpx.AsyncClient
) -> None:
    await drawn(print_order)
    await ProductSize.all().update(print_code=None)

    archive = await fetched(client, await made(staff, await create(staff, print_order), run_outbox))

    assert table(archive)[0]["product_code"] == ""
    assert f"{print_order.number}/{print_order.number}-1-poster-18x24-1x.pdf" in archive.namelist()
    assert "WITHOUT A PRODUCT CODE" in archive.read("README.txt").decode()


async def test_files_are_not_read_whole(
    print_order: Order, drawn: Drawn, staff: Staff, adapters: Adapters, client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    content = bytes(range(256)) * (3 * 4096 + 7)  # a little more than three pieces
    await drawn(print_order, content)
    await create(staff, print_order)
    lengths: list[int] = []
    read = adapters.storage.read_range

    async def counted(key: str, start: int, length: int) -> bytes:
        lengths.append(length)
        return await read(key, start, length)

    monkeypatch.setattr(adapters.storage, "read_range", counted)
    job = await Job.get()
    await work_packs.make(job.id, adapters.storage)

    assert lengths == [1 << 20] * 3 + [len(content) - 3 * (1 << 20)]
    shown = (await staff.shopper.ask(SEE, id=to_global_id("Job", job.id)))["job"]
    archive = await fetched(client, shown)
    (name,) = [name for name in archive.namelist() if name.endswith("x.pdf")]
    assert archive.read(name) == content
    assert archive.getinfo(name).compress_type == zipfile.ZIP_STORED


async def test_the_file_is_for_who_may_send_orders(
    print_order: Order, drawn: Drawn, staff: Staff, colleague: Staff, run_outbox: RunOutbox
) -> None:
    await drawn(print_order)
    job = await made(staff, await create(staff, print_order), run_outbox)

    others = (await colleague.shopper.ask(SEE, id=job["id"]))["job"]
    await type(staff.user).filter(id=staff.user.id).update(role=Role.USER)
    demoted = (await staff.shopper.ask(SEE, id=job["id"]))["job"]

    assert job["url"] is not None
    assert others is None or others["url"] is None
    assert (demoted["status"], demoted["url"]) == ("SUCCEEDED", None)


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(CREATE, ids=[order_gid(print_order)])

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert await Job.all().count() == 0


async def test_it_is_gone_after_a_week(print_order: Order, drawn: Drawn, staff: Staff, run_outbox: RunOutbox) -> None:
    await drawn(print_order)
    await made(staff, await create(staff, print_order), run_outbox)

    job = await Job.get()
    assert job.expires_at is not None
    assert timedelta(days=6) < job.expires_at - now() <= timedelta(days=7)


async def test_the_address_goes_with_its_person(
    print_order: Order, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, adapters: Adapters
) -> None:
    await drawn(print_order)
    await made(staff, await create(staff, print_order), run_outbox)
    stored = (await Job.get()).storage_key
    await create(staff, print_order)  # and one that waits

    async with transaction():
        keys = await erasure_rows.anonymise([print_order.id])

    packed, waiting = await Job.all().order_by("id")
    assert stored in keys
    assert (packed.storage_key, waiting.state) == (None, JobState.CANCELED)


async def test_what_does_not_fit_is_for_the_next_one(
    guest: Shopper, buy: Buy, drawn: Drawn, staff: Staff, run_outbox: RunOutbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = [await drawn(await buy(guest, "poster/8x10"), b"x" * 100) for _ in range(3)]
    monkeypatch.setattr(work_packs, "MOST_BYTES", 250)

    job = await made(staff, await create(staff, *orders), run_outbox)

    assert [each["reason"] for each in job["skipped"]] == ["this pack is full; make another one"]
    assert await Order.filter(claimed_by_id=staff.user.id).count() == 2


async def test_in_a_bucket(print_order: Order, staff: Staff, s3: S3, tmp_path: Any) -> None:
    async with open_adapters(s3.settings) as adapters:
        await Drawn(adapters, tmp_path)(print_order, b"y" * (1 << 20) + b"z")
        await create(staff, print_order)
        job = await Job.get()

        await work_packs.make(job.id, adapters.storage)

        job = await Job.get()
        url = await job_rules.link(job, adapters.storage)
    assert url is not None
    async with httpx.AsyncClient(timeout=60) as http:
        archive = zipfile.ZipFile(io.BytesIO((await http.get(url)).content))
    (name,) = [name for name in archive.namelist() if name.endswith("x.pdf")]
    assert archive.read(name) == b"y" * (1 << 20) + b"z"
    assert len(table(archive)) == 1


async def test_the_orders_of_a_day_are_found_along_an_index(db: None) -> None:
    async with transaction():
        # Of a few rows PostgreSQL reads any index and sorts. Told not to, it takes the one that has them in order.
        for way in ("seqscan", "sort", "incremental_sort", "bitmapscan"):
            await execute(f"SET LOCAL enable_{way} = off")
        plan = await fetch(f"EXPLAIN {work_packs._OF_DAY}", now(), now(), 201)

    assert "orders_to_print" in str([dict(row) for row in plan])
