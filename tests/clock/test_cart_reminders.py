"""Abandoned carts: who is written to, when, once; and what brings it to an end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commerce.checkout import cart_reminders, cart_restore
from commerce.checkout.carts import CartOwner
from commerce.mail import mail_preferences
from commerce.mail.mail_links import CART_PURPOSE
from commerce.reporting import cart_recovery
from core import links
from core.clock import now
from core.settings import Settings
from core.settings import settings as shop_settings
from models import Cart, CartRecovery, Mail, MailCategory, MailStatus, Order, PromoCode, PromoRedemption, User
from tests.clock.conftest import ADA, START, Town, at, posted
from tests.commerce.paying import place_order

HOURS = timedelta(hours=1)
ABOUT = "abandoned_cart"


async def remind(town: Town, hours: float) -> int:
    with at(START + hours * HOURS):
        count = await cart_reminders.remind()
        await town.work()
    return count


async def test_a_mail_after_four_hours_and_one_after_a_day(town: Town) -> None:
    with at(START):
        _, cart = await town.leave_cart()
        await town.agree()
    counts = [await remind(town, hours) for hours in (3.9, 4.1, 4.2, 12, 23.9, 24.1, 30, 72, 24 * 30)]

    assert counts == [0, 1, 0, 0, 0, 1, 0, 0, 0]
    first, second = await Mail.filter(template=ABOUT).order_by("id")
    assert [mail.context["stage"] for mail in (first, second)] == [1, 2]
    assert {mail.category for mail in (first, second)} == {MailCategory.MARKETING}
    assert {mail.status for mail in (first, second)} == {MailStatus.SENT}
    assert first.idempotency_key == f"abandoned_cart:{cart.id}:1"
    assert first.context["total"] == sum(line["total"] for line in first.context["lines"]) > 0


@pytest.mark.parametrize("why", ["no consent", "no address", "empty", "unsubscribed", "bought", "held", "bounced"])
async def test_nobody_else_is_written_to(why: str, town: Town) -> None:
    with at(START):
        owner, cart = await town.leave_cart(None if why == "no address" else ADA)
        if why != "no consent":
            await town.agree()
        preferences = await mail_preferences.of_email(ADA)
        if why == "empty":
            await cart.lines.all().delete()  # type: ignore[attr-defined]
        elif why == "unsubscribed":
            assert preferences is not None
            await mail_preferences.unsubscribe(mail_preferences.token_of(preferences))
        elif why == "bought":
            await town.buy(owner)
        elif why == "held":
            order = await place_order(owner, email=ADA)
            await Order.filter(id=order.id).update(held_reason="Stripe's subtotal is 999, the order's is 998")
        elif why == "bounced":
            await mail_preferences.bounced(ADA, now())

    assert [await remind(town, hours) for hours in (5, 25)] == [0, 0]
    assert await posted(ABOUT) == []


async def test_money_held_of_another_cart_keeps_nobody_from_being_reminded_of_this_one(town: Town) -> None:
    with at(START - 100 * HOURS):
        former, _ = await town.leave_cart()
        order = await place_order(former, email=ADA)
        await Order.filter(id=order.id).update(held_reason="Stripe's subtotal is 999, the order's is 998")
    with at(START):
        await town.leave_cart()
        await town.agree()

    assert await remind(town, 5) == 1
    assert (await Mail.get(template=ABOUT)).status is MailStatus.SENT


async def test_what_was_bought_on_another_device_is_an_order_since(town: Town) -> None:
    with at(START):
        await town.leave_cart()
        await town.agree()
    with at(START + HOURS):
        other = await town.shop.cart_of(town.shop.line("poster", "18x24"))
        await town.buy(other)

    assert await remind(town, 5) == 0


async def test_who_pays_after_the_mail_was_owed_does_not_get_it(town: Town) -> None:
    with at(START):
        owner, _ = await town.leave_cart()
        await town.agree()
    with at(START + 5 * HOURS):
        assert await cart_reminders.remind() == 1
        await town.buy(owner)
        await town.work()

        figures = await cart_recovery.figures(START, now(), "USD")

    mail = await Mail.get(template=ABOUT)
    assert mail.status is MailStatus.CANCELED
    assert mail.error == "its cart is gone"
    assert figures == []  # what was never sent has brought nothing


async def test_who_unsubscribes_after_the_first_gets_no_second(town: Town) -> None:
    with at(START):
        await town.leave_cart()
        await town.agree()
    await remind(town, 5)
    preferences = await mail_preferences.of_email(ADA)
    assert preferences is not None
    with at(START + 6 * HOURS):
        await mail_preferences.unsubscribe(mail_preferences.token_of(preferences))

    assert await remind(town, 25) == 0
    assert len(await posted(ABOUT)) == 1


async def test_who_comes_back_and_leaves_again_gets_the_second_only(town: Town) -> None:
    with at(START):
        _, cart = await town.leave_cart()
        await town.agree()
    await remind(town, 5)
    await Cart.filter(id=cart.id).update(updated_at=START + 20 * HOURS)

    assert [await remind(town, hours) for hours in (25, 30, 45, 60)] == [0, 0, 1, 0]


async def test_a_cart_that_was_copied_for_a_guest_is_asked_about_once(town: Town) -> None:
    with at(START):
        _, cart = await town.leave_cart()
        user = await User.create(email="account@example.com", email_verified_at=now())
        await Cart.filter(id=cart.id).update(user_id=user.id)
        await town.agree()
    await remind(town, 5)
    with at(START + 6 * HOURS):
        link = links.sign(CART_PURPOSE, cart.id, shop_settings().secret_key, expires_at=now() + 24 * HOURS)
        await cart_restore.restore(CartOwner(), link)
    for hours in range(24, 7 * 24, 6):
        await remind(town, hours)

    mails = await Mail.filter(template=ABOUT).order_by("id")
    assert [mail.context["stage"] for mail in mails] == [1, 2]


async def test_several_carts_of_an_address_are_one_mail_a_day(town: Town) -> None:
    with at(START):
        await town.agree()
        for city in ("Astana", "Almaty", "Aktau"):
            await town.leave_cart(document={**town.shop.line().document, "location": _place(town, city)})

    await remind(town, 4.5)
    await remind(town, 5)

    assert len(await posted(ABOUT)) == 1


def _place(town: Town, city: str) -> dict[str, object]:
    document = town.shop.line().document
    assert document is not None
    return {**document["location"], "city": city}


async def test_the_shop_was_down_for_a_week(town: Town) -> None:
    with at(START):
        await town.leave_cart()
        await town.agree()

    assert await remind(town, 24 * 7 + 1) == 0
    assert await remind(town, 24 * 2) == 1
    assert [mail.context["stage"] for mail in await Mail.filter(template=ABOUT)] == [2]


async def test_twice_at_once_is_one_mail(town: Town) -> None:
    import asyncio

    with at(START):
        await town.leave_cart()
        await town.agree()
    with at(START + 5 * HOURS):
        await asyncio.gather(*(cart_reminders.remind() for _ in range(5)))
        await town.work()

    assert len(await posted(ABOUT)) == await CartRecovery.all().count() == 1


async def test_the_last_mail_offers_the_code_of_the_setting(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    offering = settings.model_copy(update={"abandoned_cart_promo_code": "comeback"})
    monkeypatch.setattr(cart_reminders, "settings", lambda: offering)
    code = await PromoCode.create(code="COMEBACK", percent_off=15, stripe_promotion_code_id="promo_1")
    with at(START):
        await town.leave_cart()
        await town.leave_cart("bob@example.com")
        await town.agree()
        await town.agree("bob@example.com")
    await remind(town, 5)
    await Cart.filter(email="bob@example.com").update(updated_at=START + 4 * HOURS)
    await remind(town, 24.5)
    await PromoCode.filter(id=code.id).update(active=False)
    await remind(town, 29)

    told = {
        (mail.recipient, mail.context["stage"]): (mail.context["promo_code"], mail.context["promo_percent"])
        for mail in await Mail.filter(template=ABOUT)
    }
    assert told == {
        (ADA, 1): (None, None),
        (ADA, 2): ("COMEBACK", 15),
        ("bob@example.com", 1): (None, None),
        ("bob@example.com", 2): (None, None),
    }


async def test_a_code_that_its_reader_has_used_up_is_not_offered(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    offering = settings.model_copy(update={"abandoned_cart_promo_code": "comeback"})
    monkeypatch.setattr(cart_reminders, "settings", lambda: offering)
    code = await PromoCode.create(
        code="COMEBACK", percent_off=15, stripe_promotion_code_id="promo_1", per_customer_limit=1
    )
    with at(START - 10 * HOURS):
        order = await town.buy(await town.shop.cart_of(town.shop.line()))
        await PromoRedemption.create(promo_code=code, order=order)
    with at(START):
        for email in (ADA, "bob@example.com"):
            await town.leave_cart(email)
            await town.agree(email)
    await remind(town, 24.5)

    told = {mail.recipient: mail.context["promo_code"] for mail in await Mail.filter(template=ABOUT)}
    assert told == {ADA: None, "bob@example.com": "COMEBACK"}


async def test_what_it_brought_is_counted(town: Town) -> None:
    with at(START):
        owner, _ = await town.leave_cart()
        await town.leave_cart("bob@example.com")
        for email in (ADA, "bob@example.com"):
            await town.agree(email)
    await remind(town, 5)
    await remind(town, 25)
    with at(START + 30 * HOURS):
        order = await town.buy(owner)
        (figures,) = await cart_recovery.figures(START, now(), "USD")

    assert (figures.currency, figures.mails, figures.carts) == ("USD", 4, 2)
    assert (figures.returned, figures.orders, figures.revenue) == (0, 1, order.total)
    recovered = await CartRecovery.get(order_id=order.id)
    assert recovered.stage == 2
