"""`promoCodeCreate`: a row here, a coupon and a promotion code at Stripe, and never half of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from adapters.payments_promotions import Promotions, parse_promotion
from commerce.promotions import promo_code_push, promo_code_sync
from core.clock import now, travel
from core.database import transaction
from models import AuditEntry, OutboxMessage, PromoCode, Role
from tests.promo_codes.conftest import CREATE, DELETE, LIST, UPDATE, Desk, RunOutbox, SignIn, promo_rows
from tests.support.storefront import Shopper

LATER = timedelta(seconds=30)


async def test_a_percentage(desk: Desk) -> None:
    made = await desk.create("spring-20", percentOff=20, description="  For the newsletter ")

    assert made == {
        "__typename": "PromoCode",
        "id": made["id"],
        "name": "SPRING-20",
        "status": "ACTIVE",
        "active": True,
        "discountType": "PERCENTAGE",
        "percentOff": 20,
        "percentOffExact": 20.0,
        "amountOff": None,
        "description": "For the newsletter",
        "expiresAt": None,
        "maxRedemptions": None,
        "perCustomerLimit": None,
        "minimumAmount": None,
        "redemptionCount": 0,
        "deletedAt": None,
    }
    (coupon,), (promotion,) = await desk.at_stripe()
    row = await PromoCode.get()
    assert (coupon["percent_off"], coupon["duration"], coupon["name"]) == (20, "once", "SPRING-20")
    assert (promotion["code"], promotion["active"]) == ("SPRING-20", True)
    assert promotion["promotion"] == {"type": "coupon", "coupon": coupon["id"]}
    assert promotion["metadata"] == coupon["metadata"] == {"promo_code_id": str(row.id)}
    assert (row.stripe_promotion_code_id, row.stripe_coupon_id) == (promotion["id"], coupon["id"])
    entry = await AuditEntry.get()
    assert (entry.action, entry.target_id, entry.actor) == ("promo_code_create", row.id, "user0@example.com")


async def test_an_amount_with_everything_that_stripe_can_restrict(desk: Desk) -> None:
    expires = (now() + timedelta(days=30)).replace(microsecond=123_456)
    made = await desk.create(
        "FIVE-OFF",
        amountOff=500,
        currency="EUR",
        maxRedemptions=100,
        perCustomerLimit=1,
        minimumAmount=2_000,
        expiresAt=expires.isoformat(),
    )

    assert (made["discountType"], made["percentOff"]) == ("FIXED_AMOUNT", None)
    assert made["amountOff"] == {"amount": 500, "currency": "EUR"}
    assert made["minimumAmount"] == {"amount": 2_000, "currency": "EUR"}
    assert (made["maxRedemptions"], made["perCustomerLimit"]) == (100, 1)
    assert made["expiresAt"] == expires.replace(microsecond=0).isoformat().replace("+00:00", "Z")
    (coupon,), (promotion,) = await desk.at_stripe()
    assert (coupon["amount_off"], coupon["currency"], coupon["percent_off"]) == (500, "eur", None)
    assert (promotion["max_redemptions"], promotion["expires_at"]) == (100, int(expires.timestamp()))
    assert promotion["restrictions"]["minimum_amount"] == 2_000
    assert promotion["restrictions"]["minimum_amount_currency"] == "eur"


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("code", {"code": ""}),
        ("code", {"code": "A" * 41}),
        ("code", {"code": "TEN PERCENT"}),
        ("code", {"code": "TEN%"}),
        ("code", {"code": "ZEHN\u00c4"}),
        ("code", {"code": "\u0131\u0131\u0131"}),  # becomes III in upper case
        ("code", {"code": "stra\u00dfe"}),
        ("code", {"code": "\uff34\uff25\uff2e"}),
        ("code", {"code": "A\n"}),
        ("percentOff", {"percentOff": 0}),
        ("percentOff", {"percentOff": 101}),
        ("percentOff", {"percentOff": -20}),
        ("percentOff", {"percentOff": None}),
        ("percentOff", {"percentOff": 20, "amountOff": 5, "currency": "USD"}),
        ("amountOff", {"amountOff": 0, "currency": "USD"}),
        ("amountOff", {"amountOff": 2**31 - 1, "currency": "USD"}),
        ("currency", {"amountOff": 500}),
        ("maxRedemptions", {"maxRedemptions": 0}),
        ("perCustomerLimit", {"perCustomerLimit": -1}),
        ("minimumAmount", {"minimumAmount": 0}),
        ("minimumCurrency", {"minimumCurrency": "USD"}),
        ("expiresAt", {"expiresAt": "2020-01-01T00:00:00Z"}),
        ("description", {"description": "x" * 501}),
    ],
)
async def test_what_can_never_be_right(desk: Desk, field: str, fields: dict[str, Any]) -> None:
    before = await promo_rows()

    refused = await desk.create(**fields)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", field])
    assert await promo_rows() == before
    assert await desk.at_stripe() == ([], [])


async def test_a_name_is_taken_whatever_its_case_until_it_is_off(desk: Desk) -> None:
    first = await desk.create("SUMMER")
    taken = await desk.create("summer", percentOff=30)
    await desk.update(first["id"], active=False)
    second = await desk.create("Summer", percentOff=30)
    back = await desk.update(first["id"], active=True)

    assert (taken["__typename"], taken["path"]) == ("PromoCodeTakenError", ["input", "code"])
    assert second["status"] == "ACTIVE"
    assert back["__typename"] == "PromoCodeTakenError"
    assert [(code["code"], code["status"]) for code in await desk.codes()] == [
        ("SUMMER", "ACTIVE"),
        ("SUMMER", "INACTIVE"),
    ]


async def test_the_name_of_an_expired_code_is_free_without_a_job(desk: Desk) -> None:
    first = await desk.create("FLASH", expiresAt=(now() + timedelta(minutes=5)).isoformat())
    await desk.stripe.control("POST", "/clock", {"advance_seconds": 360})

    with travel(timedelta(minutes=6)):
        (expired,) = await desk.codes()
        again = await desk.create("FLASH")
        revived = await desk.update(first["id"], active=True)

    assert (expired["status"], expired["active"]) == ("EXPIRED", False)
    assert again["status"] == "ACTIVE"
    assert (revived["__typename"], revived["code"]) == ("StateInvalidError", "STATE_INVALID")


async def test_ten_admins_at_once_make_one(desk: Desk) -> None:
    results = await asyncio.gather(*(desk.create("ONCE", percentOff=percent) for percent in range(10, 20)))

    kinds = sorted(result["__typename"] for result in results)
    assert kinds == ["PromoCode"] + ["PromoCodeTakenError"] * 9
    assert await PromoCode.all().count() == 1
    assert [len(found) for found in await desk.at_stripe()] == [1, 1]


async def test_a_double_click_makes_one(desk: Desk) -> None:
    results = await asyncio.gather(desk.create("TWICE"), desk.create("TWICE"))

    assert "PromoCode" in {result["__typename"] for result in results}
    assert await PromoCode.all().count() == 1
    assert [len(found) for found in await desk.at_stripe()] == [1, 1]


@pytest.mark.parametrize("path", ["/v1/coupons", "/v1/promotion_codes"])
@pytest.mark.parametrize("kind", ["500", "429", "reset", "timeout"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_stripe_fails_and_a_retry_makes_one(desk: Desk, path: str, kind: str, after: bool) -> None:
    await desk.stripe.control(
        "POST", "/faults", {"match": f"POST {path}", "kind": kind, "times": 3, "after": after, "seconds": 0.1}
    )

    refused = await desk.create("RETRY")
    waiting = await desk.codes(active=False)
    usable = await desk.codes(active=True)
    await desk.stripe.control("DELETE", "/faults")
    made = await desk.create("RETRY")

    assert (refused["__typename"], refused["code"]) == ("PaymentUnavailableError", "PAYMENT_UNAVAILABLE")
    assert [(code["status"], code["active"]) for code in waiting] == [("CREATING", False)]
    assert usable == []
    assert made["status"] == "ACTIVE"
    assert await PromoCode.all().count() == 1
    assert [len(found) for found in await desk.at_stripe()] == [1, 1]


@pytest.mark.parametrize("step", ["create_coupon", "create", "_pushed"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_a_process_that_dies_in_between_is_finished_by_a_worker(
    desk: Desk, run_outbox: RunOutbox, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    with monkeypatch.context() as dying:
        _die_at(dying, step, after=after)
        answer = await desk.admin.raw(CREATE, input={"code": "CRASH", "percentOff": 10})
        assert answer.json()["errors"][0]["extensions"]["code"] == "INTERNAL"

    with travel(LATER):
        await run_outbox()
        await run_outbox()

    (code,) = await desk.codes()
    assert (code["code"], code["status"]) == ("CRASH", "ACTIVE")
    assert [len(found) for found in await desk.at_stripe()] == [1, 1]
    assert await OutboxMessage.filter(actor="push_promo_code").count() == 0


def _die_at(dying: pytest.MonkeyPatch, step: str, *, after: bool) -> None:
    holder: Any = promo_code_push if step == "_pushed" else Promotions
    real = getattr(holder, step)

    async def die(*args: Any, **kwargs: Any) -> None:
        if after:
            await real(*args, **kwargs)
        raise RuntimeError("killed")

    dying.setattr(holder, step, die)


async def test_what_stripe_refuses_leaves_nothing(desk: Desk) -> None:
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"percent_off": "5", "duration": "once"})
    await desk.stripe.call(
        "POST", "/v1/promotion_codes",
        {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "theirs"},
    )  # fmt: skip

    refused = await desk.create("THEIRS")

    assert (refused["__typename"], refused["path"]) == ("PromoCodeTakenError", ["input", "code"])
    assert await PromoCode.all().count() == 0
    coupons, promotions = await desk.at_stripe()
    assert [entry["id"] for entry in coupons] == [coupon["id"]]
    assert [entry["code"] for entry in promotions] == ["theirs"]
    assert [entry.action for entry in await AuditEntry.all().order_by("id")] == [
        "promo_code_create",
        "promo_code_refuse",
    ]
    with travel(LATER):
        assert await desk.run_outbox() == 1
    assert await OutboxMessage.all().count() == 0


async def test_a_name_that_the_dashboard_took_meanwhile(desk: Desk) -> None:
    """Its news comes while Stripe has not answered about ours."""
    fault = {"match": "POST /v1/coupons", "kind": "500", "times": 3}
    await desk.stripe.control("POST", "/faults", fault)
    await desk.create("RACE")
    coupon = await desk.stripe.call("POST", "/v1/coupons", {"percent_off": "5", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": coupon["id"], "code": "race"}
    promotion = await desk.stripe.call("POST", "/v1/promotion_codes", theirs)
    async with transaction():
        await promo_code_sync.follow(parse_promotion({**promotion, "promotion": {"coupon": coupon}}, now()))

    with travel(LATER):
        await desk.run_outbox()

    (row,) = await PromoCode.all()
    assert (row.stripe_promotion_code_id, row.active) == (promotion["id"], True)
    assert [len(found) for found in await desk.at_stripe()] == [1, 1]


async def test_a_refusal_that_dies_half_way_is_cleaned_up(
    desk: Desk, run_outbox: RunOutbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.stripe.call("POST", "/v1/coupons", {"id": "other", "percent_off": "5", "duration": "once"})
    theirs = {"promotion[type]": "coupon", "promotion[coupon]": "other", "code": "THEIRS"}
    await desk.stripe.call("POST", "/v1/promotion_codes", theirs)
    with monkeypatch.context() as dying:
        _die_at(dying, "delete_coupon", after=True)
        await desk.admin.raw(CREATE, input={"code": "THEIRS", "percentOff": 10})
    assert await PromoCode.all().count() == 1

    with travel(LATER):
        await run_outbox()

    assert await PromoCode.all().count() == 0
    assert [coupon["id"] for coupon in (await desk.at_stripe())[0]] == ["other"]


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_somebody_without_the_permission_changes_nothing(
    desk: Desk, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    made = await desk.create()
    shopper = guest if role is None else (await account(role)).shopper
    before = await promo_rows()

    code = "UNAUTHENTICATED" if role is None else "FORBIDDEN"
    for query, variables in (
        (CREATE, {"input": {"code": "MINE", "percentOff": 100}}),
        (UPDATE, {"id": made["id"], "active": False}),
        (DELETE, {"id": made["id"]}),
        (LIST, {}),
    ):
        assert (await shopper.refused(query, **variables))[1] == code
    assert (await shopper.ask("query ($id: ID!) { node(id: $id) { id } }", id=made["id"]))["node"] is None
    assert await promo_rows() == before
    assert (await desk.at_stripe())[1][0]["active"] is True


async def test_give_up_leaves_no_half_code(desk: Desk) -> None:
    await desk.stripe.control("POST", "/faults", {"match": "POST /v1/coupons", "kind": "500", "times": 3})
    await desk.create("NEVER")

    await promo_code_push.give_up((await PromoCode.get()).id, "Stripe has been away for hours")

    assert await desk.codes() == []
