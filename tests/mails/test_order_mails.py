"""commerce/orders/order_mails.py: what customers are told, in the transaction that is its reason, and once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from commerce.files import downloads
from commerce.orders import order_mails, orders
from commerce.payments.payments import mark_paid
from core.database import transaction
from core.ids import new_id
from core.locales import format_money
from core.settings import Settings
from core.tokens import tokens
from models import Download, DownloadStatus, Mail, MailCategory, MailStatus, Order, Refund, RefundStatus
from tests.commerce.paying import paid_session, place_order
from tests.mails.conftest import Buy, Mailbox, Staff, link_in, text_of
from tests.support.storefront import Shopper
from tests.support.till import Till

RunOutbox = Callable[[], Awaitable[int]]


async def templates(order: Order) -> list[str]:
    """What its customer is told, oldest first."""
    found = Mail.filter(entity_type="Order", entity_id=order.id, category=MailCategory.TRANSACTIONAL).order_by("id")
    return [str(template) for template in await found.values_list("template", flat=True)]


async def told(order: Order, *calls: Callable[[Order], Awaitable[object]]) -> list[object]:
    """Call them in one transaction, with the order locked."""
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        return [await call(locked) for call in calls]


async def test_a_paid_order_is_confirmed_once(guest: Shopper, buy: Buy, mailbox: Mailbox, settings: Settings) -> None:
    order = await buy(guest, "digital/8x10", "poster/18x24")
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        assert await mark_paid(locked, paid_session(locked)) == "already paid"

    (letter,) = await mailbox.sent()

    mail = await Mail.get()
    assert (mail.template, mail.category, mail.status) == ("order_confirmation", MailCategory.TRANSACTIONAL, "sent")
    assert (letter["To"], letter["List-Unsubscribe"]) == ("ada@example.com", None)
    assert letter["Subject"] == f"Your order {order.number} at {settings.shop_name}"
    text = text_of(letter)
    assert "Hello Ada Lovelace," in text
    assert "Your payment has arrived" in text
    assert any(
        line.startswith("Total, paid on") and line.endswith(format_money(order.total, "USD"))
        for line in text.splitlines()
    )


async def test_the_link_opens_the_order_and_is_kept_nowhere(
    guest: Shopper, buy: Buy, mailbox: Mailbox, settings: Settings
) -> None:
    order = await buy(guest)

    (letter,) = await mailbox.sent()
    link = link_in(letter, settings.storefront_url + "/order")
    asked = parse_qs(urlsplit(link).query)

    assert asked["number"] == [order.number]
    assert tokens(settings).read_order_token(asked["token"][0]).order_id == order.id
    stranger = Shopper(guest.http, order_token=asked["token"][0])
    found = await stranger.ask("query ($n: String!) { orderByNumber(number: $n) { number } }", n=order.number)
    assert found["orderByNumber"] == {"number": order.number}
    assert asked["token"][0] not in str(await Mail.all().values())


async def test_a_held_order_is_not_confirmed(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest, paid=False)
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        session = paid_session(locked, subtotal=locked.subtotal - 1)
        assert (await mark_paid(locked, session)).startswith("held")

    assert await templates(order) == []


async def test_files_are_announced_when_the_last_one_is_there_and_never_again(
    guest: Shopper, buy: Buy, run_outbox: RunOutbox
) -> None:
    order = await buy(guest, "digital/8x10")
    assert await templates(order) == ["order_confirmation"]

    await run_outbox()
    assert await templates(order) == ["order_confirmation", "files_ready"]
    await Download.filter(order=order).update(status=DownloadStatus.PENDING, storage_key=None)
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await downloads.resume(locked)
    await run_outbox()

    assert await Download.filter(order=order, status=DownloadStatus.READY).count() == 2
    assert await templates(order) == ["order_confirmation", "files_ready"]
    context = (await Mail.get(template="files_ready")).context
    assert [file["file_name"].rpartition(".")[2] for file in context["files"]] == ["png", "pdf"]
    assert all(file["size"] > 1000 for file in context["files"])


async def test_prints_have_no_files_to_announce(guest: Shopper, buy: Buy, run_outbox: RunOutbox) -> None:
    order = await buy(guest, "poster/8x10")
    await run_outbox()

    assert await told(order, order_mails.files_ready, lambda o: order_mails.links_again(o, "1")) == [None, None]
    assert await templates(order) == ["order_confirmation"]


async def test_what_staff_asks_for_is_sent_once_for_each_key(guest: Shopper, buy: Buy, run_outbox: RunOutbox) -> None:
    order = await buy(guest, "digital/8x10", "poster/8x10")
    await run_outbox()
    event = new_id()

    for _ in range(2):
        await told(
            order,
            lambda o: order_mails.shipped(o, key="1"),
            order_mails.delivered,
            lambda o: order_mails.message(o, event, "Hello"),
            lambda o: order_mails.receipt_again(o, "a"),
            lambda o: order_mails.links_again(o, "a"),
            order_mails.confirmed,
        )
    await told(order, lambda o: order_mails.shipped(o, key="2"), lambda o: order_mails.receipt_again(o, "b"))

    assert await templates(order) == [
        "order_confirmation", "files_ready", "order_shipped", "order_delivered", "order_message", "order_confirmation",
        "files_ready", "order_shipped", "order_confirmation",
    ]  # fmt: skip
    parcel = await Mail.filter(template="order_shipped").first()
    assert parcel is not None
    assert len(parcel.context["lines"]) == 1
    assert parcel.context["lines"][0]["title"].startswith("Paper Poster")


async def test_nobody_is_told_who_has_no_address(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    await Mail.all().delete()
    await Order.filter(id=order.id).update(email=None)
    refund = await Refund.create(order=order, amount=1, status=RefundStatus.SUCCEEDED)

    said = await told(
        order,
        order_mails.confirmed,
        order_mails.delivered,
        lambda o: order_mails.shipped(o, key="1"),
        lambda o: order_mails.refunded(refund, o),
        lambda o: order_mails.message(o, new_id(), "Hello"),
        lambda o: order_mails.link_again(o, "1"),
    )

    assert said == [None] * 6
    assert await Mail.all().count() == 0


async def test_a_mail_of_somebody_who_left_meanwhile_is_not_sent(guest: Shopper, buy: Buy, mailbox: Mailbox) -> None:
    order = await buy(guest)
    await Order.filter(id=order.id).update(email=None)

    assert await mailbox.sent() == []

    mail = await Mail.get()
    assert (mail.status, mail.error) == (MailStatus.CANCELED, "its order is nobody's any more")


async def test_money_and_dates_follow_the_customers_locale(guest: Shopper, buy: Buy, mailbox: Mailbox) -> None:
    await guest.add(await guest.line("digital/8x10"))
    from commerce.checkout.carts import CartOwner

    order = await place_order(CartOwner(token=guest.cart_token), email="ada@example.com", locale="de_at")
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await mark_paid(locked, paid_session(locked))

    (letter,) = await mailbox.sent()

    paid = await Order.get(id=order.id)
    assert paid.paid_at is not None
    assert paid.locale == "de-AT"
    assert (await Mail.get()).locale == "de-AT"
    assert f"Total, paid on {paid.paid_at:%d.%m.%Y}" in text_of(letter)
    assert "$ 9,99" in text_of(letter).replace("\xa0", " ")


@pytest.mark.parametrize("where", ["shop", "dashboard"])
async def test_a_refund_is_told_once_wherever_it_was_made(till: Till, staff: Staff, buyer: Shopper, where: str) -> None:
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")
    if where == "shop":
        await staff.refund(order, amount=500, reason="A difficult customer")
    else:
        wanted = {"payment_intent": order.payment_intent_id, "amount": 500}
        await till.stripe.call("POST", "/v1/refunds", wanted)
    await till.news()
    await till.news()

    mail = await Mail.get(template="refund_issued")

    assert await templates(order) == ["order_confirmation", "refund_issued"]
    assert (mail.context["amount"], mail.context["currency"], mail.context["whole"]) == (500, "USD", False)
    assert "difficult" not in str(mail.context)


async def test_a_refund_of_lines_names_them(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, "digital/8x10")

    await staff.refund(order)
    await till.news()

    context = (await Mail.get(template="refund_issued")).context
    assert (context["amount"], context["whole"]) == (order.total, True)
    assert [(line["quantity"], line["total"]) for line in context["lines"]] == [(1, order.total)]


async def test_a_refund_that_fails_is_not_told_any_more(till: Till, staff: Staff, buyer: Shopper) -> None:
    order = await till.buy(buyer, "digital/8x10")
    await staff.refund(order, amount=500)
    await till.news()
    told_of = await Mail.get(template="refund_issued")
    refund = (await till.stripe.call("GET", f"/v1/refunds?payment_intent={order.payment_intent_id}"))["data"][0]

    await till.stripe.control("POST", f"/refunds/{refund['id']}", {"status": "failed", "reason": "lost_or_stolen_card"})
    await till.news()

    mail = await Mail.get(id=told_of.id)
    assert (mail.status, mail.error) == (MailStatus.CANCELED, "the refund failed before it was told")
    assert (await Refund.get()).status is RefundStatus.FAILED
