"""`orderLinkRenew`: an expired link brings a fresh one to the order's address, and strangers nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from core.clock import now, travel
from core.ids import new_id
from core.settings import Settings
from core.tokens import tokens
from models import Mail, Order
from tests.mails.conftest import Buy, Mailbox, link_in
from tests.support.storefront import Shopper

RENEW = """
mutation ($token: String!) {
  orderLinkRenew(token: $token) {
    __typename ... on OrderLinkSent { days } ... on Error { code path message } ... on RateLimitedError { retryAt }
  }
}
"""
SENT = {"__typename": "OrderLinkSent", "days": 30}


async def renew(shopper: Shopper, token: str) -> dict[str, object]:
    return dict((await shopper.ask(RENEW, token=token))["orderLinkRenew"])


async def test_a_link_opens_for_30_days_and_is_renewed_after_that(
    guest: Shopper, buy: Buy, mailbox: Mailbox, settings: Settings
) -> None:
    order = await buy(guest)
    token = tokens(settings).issue_order_token(order.id, timedelta(days=settings.order_link_days)).token
    stranger = Shopper(guest.http)

    with travel(timedelta(days=29, hours=23)):
        reader = Shopper(guest.http, order_token=token)
        query = "query ($n: String!) { orderByNumber(number: $n) { number } }"
        assert (await reader.ask(query, n=order.number))["orderByNumber"] is not None
    with travel(timedelta(days=30, seconds=1)):
        assert await reader.refused(query, n=order.number) == (401, "UNAUTHENTICATED")
        assert await renew(stranger, token) == SENT
        letter = (await mailbox.sent())[-1]
        fresh = link_in(letter, settings.storefront_url).partition("token=")[2].partition("#")[0]

        assert letter["To"] == order.email
        assert letter["Subject"] == f"A fresh link to your order at {settings.shop_name}"
        assert tokens(settings).read_order_token(fresh).order_id == order.id


async def test_asked_at_once_it_is_one_mail(guest: Shopper, buy: Buy, settings: Settings) -> None:
    order = await buy(guest)
    token = tokens(settings).issue_order_token(order.id, timedelta(0)).token

    answers = await asyncio.gather(*(renew(Shopper(guest.http), token) for _ in range(3)))

    assert answers == [SENT] * 3
    assert await Mail.filter(template="order_link").count() == 1


async def test_asked_again_within_five_minutes_it_is_the_same_mail(
    guest: Shopper, buy: Buy, settings: Settings
) -> None:
    order = await buy(guest)
    token = tokens(settings).issue_order_token(order.id, timedelta(0)).token
    minutes = datetime(2031, 3, 3, 12, 4, 30, tzinfo=UTC) - now()
    counts = []

    for later in (0, 1, 6):
        with travel(minutes + timedelta(minutes=later)):
            assert await renew(Shopper(guest.http), token) == SENT
        counts.append(await Mail.filter(template="order_link").count())

    assert counts == [1, 1, 2]


async def test_a_link_that_opens_nothing_any_more_is_no_reason_not_to_send_one(
    guest: Shopper, buy: Buy, settings: Settings
) -> None:
    order = await buy(guest)
    token = tokens(settings).issue_order_token(order.id, timedelta(0)).token
    await renew(Shopper(guest.http), token)

    with travel(timedelta(minutes=1)):
        await Order.filter(id=order.id).update(email="right@example.com")
        await renew(Shopper(guest.http), token)

    recipients = await Mail.filter(template="order_link").order_by("id").values_list("recipient", flat=True)
    assert recipients == [order.email, "right@example.com"]


async def test_it_is_limited(guest: Shopper, buy: Buy, settings: Settings) -> None:
    order = await buy(guest)
    token = tokens(settings).issue_order_token(order.id, timedelta(0)).token

    answers = [await renew(guest, token) for _ in range(4)]

    assert answers[:3] == [SENT] * 3
    assert answers[3]["code"] == "RATE_LIMITED"


async def test_nothing_tells_whose_order_it_is_or_that_there_is_none(
    guest: Shopper, buy: Buy, settings: Settings
) -> None:
    left = await buy(guest)
    await Mail.all().delete()
    await Order.filter(id=left.id).update(email=None)
    issued = tokens(settings)

    answers = [
        await renew(guest, issued.issue_order_token(order_id, timedelta(0)).token) for order_id in (left.id, new_id())
    ]

    assert answers == [SENT] * 2
    assert await Mail.all().count() == 0


async def test_what_never_was_a_link_is_refused(guest: Shopper, buy: Buy, settings: Settings) -> None:
    order = await buy(guest)
    await Mail.all().delete()
    good = tokens(settings).issue_order_token(order.id, timedelta(0)).token
    access = tokens(settings).issue_access_token(new_id(), new_id(), "user").token

    for token in ("", "x", good[:-4] + "AAAA", access, "é", "a.b.c", "A" * 5000):
        answer = await renew(guest, token)
        assert (answer["__typename"], answer["path"]) == ("TokenInvalidError", ["token"])
    assert await Mail.all().count() == 0
