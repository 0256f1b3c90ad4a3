"""`promoCodeUpdate`, `promoCodeDelete`, and the same done in Stripe's dashboard."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from adapters import Adapters
from adapters.payments_promotions import Promotions
from commerce.inbox import inbox
from commerce.inbox.inbox import store_stripe_event
from commerce.promotions import promo_code_push
from core.clock import now, travel
from core.ids import to_global_id
from models import AuditEntry, InboxEvent, OutboxMessage, PromoCode
from tests.commerce.paying import stripe_event
from tests.promo_codes.conftest import CREATE, UPDATE, Desk, promo_rows
from tests.support.storefront import Shopper, session_of

LATER = timedelta(seconds=30)


async def active_at_stripe(desk: Desk) -> list[bool]:
    return [promotion["active"] for promotion in (await desk.at_stripe())[1]]


async def deliver(adapters: Adapters, kind: str, subject: dict[str, Any]) -> str | None:
    """Store an event and process it; its outcome."""
    event = stripe_event(kind, subject)
    await store_stripe_event(event)
    row = await InboxEvent.get(event_id=event["id"])
    await inbox.process(row.id, adapters.payments, adapters.order_updates)
    await row.refresh_from_db()
    return row.outcome


async def test_off_and_on_again(desk: Desk) -> None:
    made = await desk.create()

    off = await desk.update(made["id"], active=False)
    assert (off["active"], off["status"], await active_at_stripe(desk)) == (False, "INACTIVE", [False])
    on = await desk.update(made["id"], active=True, description="back")

    assert (on["active"], on["description"], await active_at_stripe(desk)) == (True, "back", [True])
    assert [code["code"] for code in await desk.codes(active=True)] == ["SPRING-20"]
    assert await desk.codes(active=False) == []
    entry = (await AuditEntry.all().order_by("-id"))[0]
    assert (entry.before, entry.after) == (
        {"active": False, "description": None},
        {"active": True, "description": "back"},
    )


async def test_what_is_so_already_changes_nothing(desk: Desk) -> None:
    made = await desk.create(description="words")
    before = await promo_rows()

    same = await desk.update(made["id"], active=True, description="words ")

    assert same["status"] == "ACTIVE"
    assert await promo_rows() == before


async def test_deleted_for_good_and_the_name_is_free(desk: Desk, guest: Shopper) -> None:
    made = await desk.create("GONE")

    deleted = await desk.delete(made["id"])
    twice = await desk.delete(made["id"])
    updated = await desk.update(made["id"], active=True)
    again = await desk.create("GONE", percentOff=5)

    assert (deleted["status"], deleted["active"]) == ("DELETED", False)
    assert twice == deleted
    assert (updated["__typename"], updated["path"]) == ("NotFoundError", ["id"])
    assert [code["id"] for code in await desk.codes()] == [again["id"]]
    assert sorted(await active_at_stripe(desk)) == [False, True]
    assert await AuditEntry.filter(action="promo_code_delete").count() == 1


@pytest.mark.parametrize("dies", [False, True], ids=["its maker lives", "its maker dies"])
async def test_deleted_while_stripe_is_making_it(
    desk: Desk, adapters: Adapters, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    make_coupon, make = Promotions.create_coupon, Promotions.create

    async def overtaken(*args: Any, **given: Any) -> None:
        (code,) = await desk.codes()
        assert (await desk.delete(code["id"]))["status"] == "DELETED"
        await make_coupon(*args, **given)

    async def made(*args: Any, **given: Any) -> Any:
        promotion = await make(*args, **given)
        if dies:
            raise RuntimeError("killed")
        return promotion

    with monkeypatch.context() as racing:
        racing.setattr(Promotions, "create_coupon", overtaken)
        racing.setattr(Promotions, "create", made)
        await desk.admin.raw(CREATE, input={"code": "SPRING-20", "percentOff": 20})
    for promotion in (await desk.at_stripe())[1]:
        await deliver(adapters, "promotion_code.created", promotion)
    await desk.run_outbox()

    assert await active_at_stripe(desk) == [False]
    assert await desk.codes() == []


async def test_nobody_can_type_a_deleted_code(desk: Desk, guest: Shopper) -> None:
    made = await desk.create("GONE")
    await guest.add(await guest.line())
    page = f"/v1/payment_pages/{session_of(await guest.checkout())}"
    await desk.delete(made["id"])

    with pytest.raises(AssertionError, match="This code is invalid"):
        await desk.stripe.call("POST", page, {"promotion_code": "GONE"})


@pytest.mark.parametrize("kind", ["500", "429", "reset", "timeout"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_stripe_fails_and_a_worker_or_a_retry_carries_on(desk: Desk, kind: str, after: bool) -> None:
    made = await desk.create()
    fault = {"match": "POST /v1/promotion_codes/*", "kind": kind, "times": 3, "after": after, "seconds": 0.1}
    await desk.stripe.control("POST", "/faults", fault)

    refused = await desk.update(made["id"], active=False)
    await desk.stripe.control("DELETE", "/faults")
    with travel(LATER):
        await desk.run_outbox()

    assert refused["__typename"] == "PaymentUnavailableError"
    assert await active_at_stripe(desk) == [False]
    assert (await desk.update(made["id"], active=False))["status"] == "INACTIVE"
    row = await PromoCode.get()
    assert row.pushed_revision == row.revision == 2


async def test_a_process_that_dies_after_it_was_decided(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await desk.create()

    async def die(*_: Any, **__: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as dying:
        dying.setattr(Promotions, "switch", die)
        await desk.admin.raw(UPDATE, id=made["id"], active=False)
    assert await active_at_stripe(desk) == [True]

    with travel(LATER):
        await desk.run_outbox()

    assert await active_at_stripe(desk) == [False]


async def test_many_switches_at_once_end_as_one(desk: Desk) -> None:
    made = await desk.create()

    await asyncio.gather(*(desk.update(made["id"], active=position % 2 == 0) for position in range(8)))
    with travel(LATER):
        await desk.run_outbox()

    row = await PromoCode.get()
    assert row.pushed_revision == row.revision
    assert await active_at_stripe(desk) == [row.active]


async def test_what_stripe_will_not_switch_on_stays_off(desk: Desk) -> None:
    made = await desk.create("CLASH")
    await desk.update(made["id"], active=False)
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"percent_off": "5", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "clash"}
    await desk.stripe.call("POST", "/v1/promotion_codes", theirs)

    refused = await desk.update(made["id"], active=True)

    assert refused["__typename"] == "StateInvalidError"
    (code,) = await desk.codes()
    assert code["status"] == "INACTIVE"


async def test_the_dashboard_is_followed(desk: Desk, served: str) -> None:
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"amount_off": "300", "currency": "usd", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "Their-3"}
    promotion = await desk.stripe.call("POST", "/v1/promotion_codes", theirs)

    await desk.settle(lambda: PromoCode.filter(code="THEIR-3", active=True).exists())
    await desk.stripe.call("POST", f"/v1/promotion_codes/{promotion['id']}", {"active": "false"})
    await desk.settle(lambda: PromoCode.filter(code="THEIR-3", active=False).exists())
    await desk.stripe.call("POST", f"/v1/promotion_codes/{promotion['id']}", {"active": "true"})
    await desk.settle(lambda: PromoCode.filter(code="THEIR-3", active=True).exists())
    await desk.stripe.call("DELETE", f"/v1/coupons/{coupon['id']}")
    await desk.settle(lambda: PromoCode.filter(code="THEIR-3", active=False).exists())

    row = await PromoCode.get()
    assert (row.amount_off, row.currency, row.deleted_at) == (300, "USD", None)


async def test_our_own_events_make_no_second_row(desk: Desk, served: str) -> None:
    made = await desk.create("OURS")
    await desk.update(made["id"], active=False)

    async def followed() -> bool:
        await desk.stripe.control("POST", "/webhooks/deliver")
        events = await InboxEvent.filter(type__startswith="promotion_code.")
        return len(events) == 2 and all(event.processed_at for event in events)

    await desk.settle(followed)

    row = await PromoCode.get()
    assert (row.active, row.pushed_revision, row.revision) == (False, 2, 2)


async def test_events_in_any_order_many_times_end_as_stripe_is(desk: Desk, adapters: Adapters) -> None:
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"percent_off": "5", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "SHUFFLED"}
    created = await desk.stripe.call("POST", "/v1/promotion_codes", theirs)
    path = f"/v1/promotion_codes/{created['id']}"
    off = await desk.stripe.call("POST", path, {"active": "false"})
    snapshots = [("updated", off), ("updated", created), ("created", created), ("updated", off)]
    for kind, snapshot in snapshots:
        await store_stripe_event(stripe_event(f"promotion_code.{kind}", snapshot))

    events = await InboxEvent.all()
    results = await asyncio.gather(
        *(inbox.process(event.id, adapters.payments, adapters.order_updates) for event in events * 2),
        return_exceptions=True,
    )

    assert [result for result in results if isinstance(result, BaseException)] == []
    row = await PromoCode.get()
    assert (row.code, row.active) == ("SHUFFLED", False)


async def test_what_was_decided_here_outlives_older_news(
    desk: Desk, adapters: Adapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stripe still has the code on, says so, and is told only then."""
    made = await desk.create()
    (promotion,) = (await desk.at_stripe())[1]
    fault = {"match": "POST /v1/promotion_codes/*", "kind": "500", "times": 3}
    await desk.stripe.control("POST", "/faults", fault)
    await desk.update(made["id"], active=False)

    outcome = await deliver(adapters, "promotion_code.updated", promotion)

    assert (await PromoCode.get()).active is False
    assert outcome == "waits for what was decided here"
    with travel(LATER):
        await desk.run_outbox()
    assert await active_at_stripe(desk) == [False]


async def test_what_stripe_would_not_hear_of_is_told_when_staff_has_it_tried_once_more(desk: Desk) -> None:
    made = await desk.create()
    await OutboxMessage.all().delete()
    fault = {"match": "POST /v1/promotion_codes/*", "kind": "500", "times": 3}
    await desk.stripe.control("POST", "/faults", fault)
    await desk.update(made["id"], active=False)
    message = await OutboxMessage.get(actor="push_promo_code")
    await promo_code_push.give_up((await PromoCode.get()).id, "Stripe has been away for hours")
    await OutboxMessage.filter(id=message.id).update(failed_at=now(), attempts=8)
    before = await active_at_stripe(desk)

    retry = "mutation ($id: ID!) { failedWorkRetry(id: $id) { __typename } }"
    await desk.admin.ask(retry, id=to_global_id("FailedWork", message.id))
    await desk.run_outbox()

    assert (before, await active_at_stripe(desk)) == ([True], [False])
    assert not await OutboxMessage.filter(id=message.id).exists()


async def test_a_new_code_of_the_dashboard_takes_the_name_of_one_that_was_switched_off_there(
    desk: Desk, adapters: Adapters
) -> None:
    """The news of the second comes before the news of the first."""
    await desk.create("SAME")
    (first,) = (await desk.at_stripe())[1]
    await desk.stripe.call("POST", f"/v1/promotion_codes/{first['id']}", {"active": "false"})
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"percent_off": "5", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "same"}
    second = await desk.stripe.call("POST", "/v1/promotion_codes", theirs)

    await deliver(adapters, "promotion_code.created", second)

    rows = await PromoCode.all().order_by("id")
    assert [(str(row.percent_off), row.active) for row in rows] == [("20.00", False), ("5.00", True)]


@pytest.mark.parametrize("subject", [{"id": "promo_unknown"}, {"id": "promo_" + "x" * 3000}])
async def test_an_event_about_nothing(desk: Desk, adapters: Adapters, subject: dict[str, Any]) -> None:
    assert await deliver(adapters, "promotion_code.updated", subject) == "no code"

    assert await PromoCode.all().count() == 0
