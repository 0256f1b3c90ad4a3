"""What is swept, what stays, and that a sweep is bounded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from adapters import Adapters
from commerce.inbox import inbox
from commerce.operations import sweepers
from commerce.promotions import promo_code_mirror
from core.clock import now, travel
from core.ids import new_id
from models import (
    Alert,
    AlertKind,
    Cart,
    CartLine,
    CartStatus,
    DownloadKind,
    FileFormat,
    InboxEvent,
    MailToken,
    MailTokenPurpose,
    OrderLine,
    OutboxMessage,
    PromoCode,
    RenderUpload,
    Session,
    User,
)
from tests.alerts.conftest import sound
from tests.clock.conftest import START, Town, at
from tests.commerce.paying import stripe_event

DAYS = timedelta(days=1)


async def test_carts_past_their_time_are_abandoned_and_empty_ones_of_guests_go(town: Town) -> None:
    with at(START):
        owner, left = await town.leave_cart()
        _, empty = await town.leave_cart()
        await CartLine.filter(cart=empty).delete()
        user = await User.create(email="u@example.com")
        mine = await Cart.create(user=user, currency="USD", updated_at=now(), expires_at=now() + 2 * DAYS)
        bought, _ = await town.leave_cart()
        order = await town.buy(bought)
    with at(START + 1.9 * DAYS):
        assert await sweepers.expire_carts() == 0
        _, fresh = await town.leave_cart()
    with at(START + 2.1 * DAYS):
        assert await sweepers.expire_carts() == 3
        assert await sweepers.expire_carts() == 0

    states = {cart.id: cart.status for cart in await Cart.all()}
    assert states == {
        left.id: CartStatus.ABANDONED,
        mine.id: CartStatus.ABANDONED,
        order.cart_id: CartStatus.CHECKED_OUT,
        fresh.id: CartStatus.ACTIVE,
    }
    assert owner.token is not None


async def test_a_sweep_is_bounded_and_takes_the_oldest_first(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweepers, "BATCH", 2)
    for day in (0, 1, 2):
        with at(START + day * DAYS):
            await town.leave_cart()
    with at(START + 30 * DAYS):
        counts = [await sweepers.expire_carts() for _ in range(3)]

    assert counts == [2, 1, 0]


async def give_up(since: timedelta, actor: str = "send_mail", **more: Any) -> OutboxMessage:
    return await OutboxMessage.create(
        actor=actor, args=[str(new_id())], available_at=now(), failed_at=now() - since, **more
    )


async def test_given_up_work_is_kept_for_thirty_days_and_owed_work_for_ever(db: None) -> None:
    await give_up(31 * DAYS)
    kept = await give_up(29 * DAYS)
    owed = await OutboxMessage.create(actor="send_mail", args=["x"], available_at=now() - 400 * DAYS)

    assert await sweepers.sweep_outbox() == 1
    assert {row.id for row in await OutboxMessage.all()} == {kept.id, owed.id}


async def event(kind: str = "customer.created") -> InboxEvent:
    await inbox.store_stripe_event(stripe_event(kind, {"id": "cus_1", "object": "customer"}))
    found = await InboxEvent.all().order_by("-id").first()
    assert found is not None
    return found


async def test_an_event_that_nothing_owes_is_owed_again_once(db: None, adapters: Adapters) -> None:
    lost, owed, done, given_up = [await event() for _ in range(4)]
    await OutboxMessage.filter(id__in=[lost.id, done.id]).delete()
    await InboxEvent.filter(id=done.id).update(processed_at=now())
    await OutboxMessage.filter(id=given_up.id).update(failed_at=now())

    assert await sweepers.owe_lost_events() == 0  # its promise may be on its way
    with travel(timedelta(minutes=11)):
        assert await sweepers.owe_lost_events() == 1
        assert await sweepers.owe_lost_events() == 0
        messages = {row.id: row for row in await OutboxMessage.all()}
        assert messages.keys() == {lost.id, owed.id, given_up.id}
        assert messages[lost.id].args == [str(lost.id)]
    with travel(40 * DAYS):
        await OutboxMessage.all().delete()
        assert await sweepers.owe_lost_events() == 0


async def test_processed_events_are_kept_for_ninety_days_and_open_ones_for_ever(db: None) -> None:
    old, kept, still_open = [await event() for _ in range(3)]
    await InboxEvent.filter(id=old.id).update(processed_at=now() - 91 * DAYS)
    await InboxEvent.filter(id=kept.id).update(processed_at=now() - 89 * DAYS)
    await InboxEvent.filter(id=still_open.id).update(created_at=now() - 400 * DAYS)

    assert await sweepers.forget_processed_events() == 1
    assert {row.id for row in await InboxEvent.all()} == {kept.id, still_open.id}


async def test_ended_logins_and_links_go_after_a_week(db: None) -> None:
    user = await User.create(email="u@example.com")
    for name, expires, revoked in (("old", -8, None), ("revoked", 20, -8), ("late", -6, None), ("on", 20, None)):
        await Session.create(
            user=user,
            client=name,
            expires_at=now() + expires * DAYS,
            last_used_at=now(),
            revoked_at=None if revoked is None else now() + revoked * DAYS,
        )
    for days in (-8, -6):
        await MailToken.create(purpose=MailTokenPurpose.VERIFY_EMAIL, email="a@b.c", expires_at=now() + days * DAYS)

    assert await sweepers.forget_expired_tokens() == 3
    assert {session.client for session in await Session.all()} == {"late", "on"}
    assert await MailToken.all().count() == 1


async def test_alerts_go_a_quarter_after_somebody_took_care_and_a_year_after_all(db: None) -> None:
    for key, age, done in (("done", 91, True), ("open", 91, False), ("young", 89, True), ("ancient", 366, False)):
        await sound(key, AlertKind.HEALTH)
        await Alert.filter(dedupe_key=f"health:{key}").update(
            created_at=now() - age * DAYS, acknowledged_at=now() if done else None
        )

    assert await sweepers.forget_old_alerts() == 2
    assert {alert.dedupe_key for alert in await Alert.all()} == {"health:open", "health:young"}


async def test_the_mirror_takes_over_what_no_webhook_said(db: None, adapters: Adapters, stripe_sandbox: Any) -> None:
    await stripe_sandbox.control("POST", "/webhooks/pause")
    promotions = adapters.payments.promotions
    await promotions.create_coupon({"id": "autumn", "percent_off": 20}, idempotency_key="c1")
    made = await promotions.create(
        {"promotion": {"type": "coupon", "coupon": "autumn"}, "code": "AUTUMN"}, idempotency_key="p1"
    )

    assert await promo_code_mirror.mirror(adapters.payments) == 1
    (row,) = await PromoCode.all()
    assert (row.code, row.active, row.stripe_promotion_code_id) == ("AUTUMN", True, made.id)
    await promotions.switch(made.id, active=False)
    assert await promo_code_mirror.mirror(adapters.payments) == 1
    assert not (await PromoCode.get(id=row.id)).active


async def test_uploads_whose_removal_was_given_up_are_owed_again(town: Town) -> None:
    with at(START):
        order = await town.buy(await town.shop.cart_of(town.shop.line()))
        line = await OrderLine.get(order=order)
        upload = await RenderUpload.create(
            order_line=line, kind=DownloadKind.CUSTOMER, format=FileFormat.PNG, download_id=new_id(),
            staged_key="uploads/x", file_size=1, expires_at=now() + timedelta(hours=1),
        )  # fmt: skip
    with at(START + 1.5 * DAYS):
        owed = await OutboxMessage.create(actor="clear_upload", args=[str(upload.id)], available_at=now())
        assert await sweepers.clear_uploads() == 0
        await OutboxMessage.filter(id=owed.id).update(failed_at=now())
        assert [await sweepers.clear_uploads() for _ in range(2)] == [1, 0]
        await OutboxMessage.filter(id=upload.id).update(failed_at=now())
        assert await sweepers.clear_uploads() == 1
