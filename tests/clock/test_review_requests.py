"""Review requests: after the print, after the files, once; and not of who had trouble."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commerce.mail import mail_preferences
from commerce.orders import review_requests
from core.clock import now
from models import Dispute, DisputeStatus, Mail, MailCategory, Order, PaymentStatus
from tests.clock.conftest import ADA, START, Town, at

DAYS = timedelta(days=1)


async def bought(town: Town, kind: str = "digital", size: str = "8x10", email: str = ADA) -> Order:
    with at(START):
        order = await town.buy(await town.shop.cart_of(town.shop.line(kind, size)), email=email)
        await town.fulfil(order)
        await town.agree(email)
    return order


async def ask(days: float) -> int:
    with at(START + days * DAYS):
        return await review_requests.request()


@pytest.mark.parametrize(
    ("kind", "size", "asked", "prints"),
    [("digital", "8x10", [0, 1, 0, 0, 0], False), ("poster", "18x24", [0, 0, 0, 1, 0], True)],
)
async def test_two_days_after_files_and_eight_after_prints(
    kind: str, size: str, asked: list[int], prints: bool, town: Town
) -> None:
    order = await bought(town, kind, size)

    assert [await ask(days) for days in (1.9, 2.1, 7.9, 8.1, 40)] == asked
    mail = await Mail.get(template="review_request")
    assert (mail.recipient, mail.category, mail.entity_id) == (ADA, MailCategory.MARKETING, order.id)
    assert mail.context["prints"] is prints
    assert len(mail.context["titles"]) == 1


@pytest.mark.parametrize(
    "trouble", ["refunded", "partly refunded", "disputed", "was disputed", "canceled", "held", "no consent", "missed"]
)
async def test_nobody_else_is_asked(trouble: str, town: Town) -> None:
    order = await bought(town)
    this = Order.filter(id=order.id)
    if trouble == "refunded":
        await this.update(payment_status=PaymentStatus.REFUNDED, refunded=order.total)
    elif trouble == "partly refunded":
        await this.update(payment_status=PaymentStatus.PARTIALLY_REFUNDED, refunded=1)
    elif trouble == "disputed":
        await this.update(payment_status=PaymentStatus.DISPUTED)
    elif trouble == "was disputed":
        await Dispute.create(
            order=order, stripe_dispute_id="dp_1", amount=1, currency="USD", reason="x", status=DisputeStatus.WON,
            as_of=now(),
        )  # fmt: skip
    elif trouble == "canceled":
        await this.update(canceled_at=START)
    elif trouble == "held":
        await this.update(held_reason="look")
    elif trouble == "no consent":
        await mail_preferences.choose(ADA, "link", marketing=True, review_requests=False)

    assert await ask(60 if trouble == "missed" else 3) == 0
    assert await Mail.filter(template="review_request").count() == 0


@pytest.mark.parametrize(("kind", "size", "due"), [("digital", "8x10", 2), ("poster", "18x24", 8)])
async def test_what_was_missed_for_two_weeks_is_not_made_up_for(kind: str, size: str, due: int, town: Town) -> None:
    await bought(town, kind, size)

    assert [await ask(due + 14.1), await ask(due + 13.9)] == [0, 1]


async def test_two_orders_of_somebody_are_two_days(town: Town) -> None:
    await bought(town)
    await bought(town)

    assert [await ask(days) for days in (2.5, 2.6, 3.4)] == [1, 0, 1]
