"""`downloadRetry`: a failed file is drawn again, at the wish of whoever may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from core.ids import new_id, to_global_id
from models import Download, DownloadKind, DownloadStatus, Order, OutboxMessage, PaymentStatus, Role
from tests.orders.conftest import Buy
from tests.support.shoppers import Account
from tests.support.storefront import Shopper

SignIn = Callable[..., Awaitable[Account]]
RETRY = """
mutation ($id: ID!) {
  downloadRetry(downloadId: $id) {
    __typename
    ... on Download { id status failureReason }
    ... on StateInvalidError { state }
    ... on Error { code }
  }
}
"""


async def failed(order: Order, kind: DownloadKind = DownloadKind.CUSTOMER) -> Download:
    """A file of the order that could not be drawn."""
    download = await Download.filter(order=order, kind=kind).first()
    assert download is not None
    await Download.filter(id=download.id).update(status=DownloadStatus.FAILED, failure_reason="out of paper")
    await OutboxMessage.all().delete()
    return download


def gid(download: Download) -> str:
    return to_global_id("Download", download.id)


async def test_a_guest_with_the_orders_token(guest: Shopper, buy: Buy) -> None:
    download = await failed(await buy(guest))

    again = (await guest.ask(RETRY, id=gid(download)))["downloadRetry"]

    assert again == {"__typename": "Download", "id": gid(download), "status": "PENDING", "failureReason": None}
    (owed,) = await OutboxMessage.all()
    assert (owed.actor, owed.args) == ("render_download", [str(download.id)])


@pytest.mark.parametrize("role", [Role.USER, Role.ADMIN])
async def test_an_account_that_does_not_own_it(guest: Shopper, buy: Buy, account: SignIn, role: Role) -> None:
    download = await failed(await buy(guest))
    asker = (await account(role)).shopper

    result = (await asker.ask(RETRY, id=gid(download)))["downloadRetry"]

    allowed = role is Role.ADMIN
    assert result["__typename"] == ("Download" if allowed else "NotFoundError")
    assert await OutboxMessage.all().count() == int(allowed)


async def test_print_files_are_for_staff(guest: Shopper, buy: Buy, account: SignIn) -> None:
    download = await failed(await buy(guest, "poster/8x10"), DownloadKind.PRINT)

    mine = (await guest.ask(RETRY, id=gid(download)))["downloadRetry"]
    theirs = (await (await account(Role.ADMIN)).shopper.ask(RETRY, id=gid(download)))["downloadRetry"]

    assert mine["__typename"] == "NotFoundError"
    assert theirs["__typename"] == "Download"


async def test_what_has_not_failed_is_left_alone(guest: Shopper, buy: Buy) -> None:
    await buy(guest)
    download = await Download.all().first()
    assert download is not None
    owed = await OutboxMessage.all().count()

    refused = (await guest.ask(RETRY, id=gid(download)))["downloadRetry"]

    assert refused == {"__typename": "StateInvalidError", "state": "pending", "code": "STATE_INVALID"}
    assert await OutboxMessage.all().count() == owed


async def test_what_was_given_back_is_not_drawn(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    download = await failed(order)
    await Order.filter(id=order.id).update(payment_status=PaymentStatus.REFUNDED)

    refused = (await guest.ask(RETRY, id=gid(download)))["downloadRetry"]

    assert refused["__typename"] == "StateInvalidError"
    assert await OutboxMessage.all().count() == 0


async def test_ids_that_lead_nowhere(guest: Shopper, buy: Buy) -> None:
    await buy(guest)

    nothing = (await guest.ask(RETRY, id=to_global_id("Download", new_id())))["downloadRetry"]
    _, code = await guest.refused(RETRY, id="nonsense")

    assert nothing == {"__typename": "NotFoundError", "code": "NOT_FOUND"}
    assert code == "BAD_USER_INPUT"
