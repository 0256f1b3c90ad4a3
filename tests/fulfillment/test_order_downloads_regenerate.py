"""`orderDownloadsRegenerate`: files drawn again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters import Adapters
from commerce.files.downloads import MIME_TYPES
from core.ids import new_id, to_global_id
from models import AuditEntry, Download, DownloadStatus, FileFormat, Order, OrderLine, OutboxMessage, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, mutation, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

REGENERATE = "orderDownloadsRegenerate"
RunOutbox = Callable[[], Awaitable[int]]


async def drawn(order: Order, run_outbox: RunOutbox) -> list[Download]:
    """The files of an order, once they are there."""
    await run_outbox()
    files = await Download.filter(order=order).order_by("id")
    assert {file.status for file in files} == {DownloadStatus.READY}
    return files


async def waiting() -> int:
    return await OutboxMessage.filter(actor="render_download").count()


async def test_drawn_again(
    guest: Shopper, buy: Buy, staff: Staff, run_outbox: RunOutbox, adapters: Adapters, tmp_path: object
) -> None:
    order = await buy(guest)
    before = await drawn(order, run_outbox)
    ruined = before[0]
    await adapters.storage.delete(str(ruined.storage_key))

    answers = await asyncio.gather(*(staff.act(REGENERATE, order) for _ in range(5)))
    meanwhile = await Download.filter(order=order).order_by("id")
    owed = await waiting()
    after = await drawn(order, run_outbox)

    assert {answer["status"] for answer in answers} == {"FULFILLED"}
    assert ({file.status for file in meanwhile}, owed) == ({DownloadStatus.PENDING}, 2)
    assert [(file.storage_key, file.sha256) for file in after] == [(file.storage_key, file.sha256) for file in before]
    assert await adapters.storage.head(str(ruined.storage_key)) is not None
    assert (await told(order))[-1] == ("downloads_regenerated", staff.user.email, False)
    entry = await AuditEntry.get(action="order_downloads_regenerate")
    assert entry.after == {"files": [file.file_name for file in before]}


async def test_it_is_drawn_and_not_copied(
    guest: Shopper, buy: Buy, staff: Staff, run_outbox: RunOutbox, adapters: Adapters, settings: object
) -> None:
    first, second = await buy(guest), await buy(guest)
    files = {file.id: file for order in (first, second) for file in await drawn(order, run_outbox)}
    for file in files.values():  # equal files of the two orders are one on disk: spoil them
        path = adapters.storage._path(str(file.storage_key))  # type: ignore[attr-defined]
        path.write_bytes(b"spoiled")

    await staff.act(REGENERATE, first)
    for file in await drawn(first, run_outbox):
        stored = await adapters.storage.head(str(file.storage_key))
        assert stored is not None
        assert stored.size == file.file_size > 7


async def test_what_is_being_drawn_is_not_drawn_twice(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest)
    file, other = await Download.filter(order=order).order_by("id")
    await Download.filter(id=file.id).update(status=DownloadStatus.PROCESSING)
    before = await waiting()

    await staff.act(REGENERATE, order)

    assert await waiting() == before == 2
    assert (await told(order), await audited()) == ([], [])
    assert (await Download.get(id=other.id)).status is DownloadStatus.PENDING


async def test_what_nobody_was_going_to_draw(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest)
    await OutboxMessage.all().delete()

    await staff.act(REGENERATE, order)

    assert await waiting() == 2


async def test_failed_ones_and_some_lines_only(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest, "digital/8x10", "poster/8x10")
    await OutboxMessage.all().delete()
    await Download.filter(order=order).update(status=DownloadStatus.FAILED, failure_reason="no tiles")
    line = await OrderLine.get(order=order, product_type="poster")

    await staff.act(REGENERATE, order, lineIds=[to_global_id("OrderLine", line.id)])

    found = await Download.filter(order=order).order_by("id")
    assert {file.status for file in found if file.order_line_id == line.id} == {DownloadStatus.PENDING}
    assert {file.status for file in found if file.order_line_id != line.id} == {DownloadStatus.FAILED}
    assert await waiting() == 1


async def test_a_line_of_another_order(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order, other = await buy(guest), await buy(guest)
    line = await OrderLine.get(order=other)

    refused = await staff.act(REGENERATE, order, lineIds=[to_global_id("OrderLine", line.id)])
    unknown = await staff.act(REGENERATE, order, lineIds=[to_global_id("OrderLine", new_id())])

    assert (refused["__typename"], refused["path"]) == ("NotFoundError", ["lineIds", "0"])
    assert unknown == refused
    assert await audited() == []


async def test_what_a_browser_drew_and_what_was_given_back_stay(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest, "digital/8x10", "poster/8x10")
    await OutboxMessage.all().delete()
    await Download.filter(order=order).update(status=DownloadStatus.READY, storage_key="x", render_key="drawn")
    uploaded = await Download.get(order=order, format=FileFormat.PNG)
    await Download.filter(id=uploaded.id).update(render_key=None)
    await OrderLine.filter(order=order, product_type="poster").update(refunded_quantity=1)

    await staff.act(REGENERATE, order)

    again = await Download.filter(order=order, status=DownloadStatus.PENDING)
    assert [(file.format, file.mime_type) for file in again] == [(FileFormat.PDF, MIME_TYPES[FileFormat.PDF])]
    assert await waiting() == 1


@pytest.mark.parametrize("state", STATES)
async def test_only_where_the_state_says_so(print_order: Order, staff: Staff, state: str) -> None:
    await OutboxMessage.all().delete()
    await Order.filter(id=print_order.id).update(**STATES[state])

    refused = await staff.act(REGENERATE, print_order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", state)
    assert (await waiting(), await audited()) == (0, [])


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(mutation(REGENERATE), id=order_gid(print_order))

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert await audited() == []
