"""`orderEmailSet`: the address that an order's mails go to, corrected."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from adapters import Adapters
from commerce.audit import Actor
from commerce.checkout.carts import CartOwner
from commerce.mail import mail_links, mail_preferences, mails
from commerce.orders.order_email import correct
from commerce.privacy import erasure_rows
from commerce.promotions import promo_redemptions
from core.clock import travel
from core.database import transaction
from core.ids import new_id, to_global_id
from core.settings import Settings
from core.tokens import tokens
from emails.contexts import MailTemplate
from models import AuditEntry, CustomerFigures, Mail, MailStatus, Order, OrderEvent, PromoCode, PromoRedemption, Role
from tests.fulfillment.conftest import STATES, SignIn, Staff, audited, colleague, print_order, staff, told
from tests.orders.conftest import Buy, order_gid
from tests.support.storefront import Shopper

__all__ = ["colleague", "print_order", "staff"]

SET = """
mutation ($id: ID!, $email: EmailAddress!) { orderEmailSet(id: $id, email: $email) {
  __typename
  ... on Order { email mails { template recipient status } }
  ... on Error { code message path }
  ... on StateInvalidError { state }
  ... on RateLimitedError { retryAfterSeconds }
} }
"""
RESEND = "mutation ($id: ID!) { mailResend(id: $id) { ... on Mail { recipient } } }"
SEE = "query ($id: ID!) { order(id: $id) { number } }"
TYPO, RIGHT = "ada@example.com", "ada@lovelace.example"
RunOutbox = Callable[[], Awaitable[int]]


async def set_email(by: Staff, order: Order, email: str) -> dict[str, Any]:
    return dict((await by.shopper.ask(SET, id=order_gid(order), email=email))["orderEmailSet"])


async def email_of(order: Order) -> str | None:
    return (await Order.get(id=order.id)).email


async def mails_of(order: Order) -> list[tuple[str, str, str]]:
    """Template, recipient and status of what its customer was sent, oldest first."""
    found = Mail.filter(entity_id=order.id).exclude(category="admin").order_by("id")
    return [(mail.template, mail.recipient, mail.status.value) for mail in await found]


async def test_corrected(print_order: Order, staff: Staff, run_outbox: RunOutbox) -> None:
    await run_outbox()

    answer = await set_email(staff, print_order, f" {RIGHT.upper()} ")
    await run_outbox()

    assert (answer["__typename"], answer["email"]) == ("Order", RIGHT)
    assert await mails_of(print_order) == [
        ("order_confirmation", TYPO, "sent"),
        ("order_email_changed", TYPO, "sent"),
        ("order_confirmation", RIGHT, "sent"),
    ]
    assert (await told(print_order))[-1] == ("email_changed", staff.user.email, True)


async def test_the_former_one_is_told_that_and_not_where(
    print_order: Order, staff: Staff, run_outbox: RunOutbox
) -> None:
    await run_outbox()
    await set_email(staff, print_order, RIGHT)
    await set_email(staff, print_order, "b@example.com")

    notice = await Mail.get(template="order_email_changed")

    assert (notice.recipient, notice.context) == (TYPO, {"number": print_order.number})


async def test_nobody_is_told_where_mails_came_back(print_order: Order, staff: Staff, run_outbox: RunOutbox) -> None:
    await run_outbox()
    await mail_preferences.bounced(TYPO, print_order.created_at)

    await set_email(staff, print_order, RIGHT)

    assert not await Mail.exists(template="order_email_changed")


async def test_another_copy_of_what_the_former_one_was_told_is_its_own(
    print_order: Order, staff: Staff, run_outbox: RunOutbox
) -> None:
    await run_outbox()
    await set_email(staff, print_order, RIGHT)
    await run_outbox()
    notice = await Mail.get(template="order_email_changed")

    copy = await staff.shopper.ask(RESEND, id=to_global_id("Mail", notice.id))

    assert copy["mailResend"] == {"recipient": TYPO}


async def test_nothing_that_outlives_a_person_holds_the_address(print_order: Order, staff: Staff) -> None:
    await set_email(staff, print_order, RIGHT)

    event = await OrderEvent.get(order=print_order, type="email_changed")
    assert (event.message, event.data) == (
        "The e-mail address of the order was changed. Links of before have ended.",
        None,
    )
    entry = await AuditEntry.get(action="order_email_set")
    assert (entry.before, entry.after) == (None, {"changed": ["email"]})


async def test_links_to_files_that_are_there(guest: Shopper, buy: Buy, staff: Staff, run_outbox: RunOutbox) -> None:
    order = await buy(guest)
    await run_outbox()

    await set_email(staff, order, RIGHT)
    await run_outbox()

    assert [mail for mail in await mails_of(order) if mail[1] == RIGHT] == [
        ("order_confirmation", RIGHT, "sent"),
        ("files_ready", RIGHT, "sent"),
    ]


async def test_what_was_not_sent_yet_goes_to_the_right_one_once(
    guest: Shopper, buy: Buy, staff: Staff, run_outbox: RunOutbox
) -> None:
    order = await buy(guest)

    await set_email(staff, order, RIGHT)
    before = await mails_of(order)
    await run_outbox()

    assert before == [("order_confirmation", RIGHT, "pending")]
    assert await mails_of(order) == [("order_confirmation", RIGHT, "sent"), ("files_ready", RIGHT, "sent")]


async def test_what_may_have_been_taken_is_not_sent_under_its_id(print_order: Order, staff: Staff) -> None:
    """A provider that has heard of the id would think that it is done."""
    tried = await Mail.get(entity_id=print_order.id, template="order_confirmation")
    await Mail.filter(id=tried.id).update(attempts=1, error="no answer")

    await set_email(staff, print_order, RIGHT)

    confirmation = "order_confirmation"
    assert await mails_of(print_order) == [(confirmation, TYPO, "canceled"), (confirmation, RIGHT, "pending")]


async def test_marketing_that_the_former_one_agreed_to_is_not_for_the_new_one(print_order: Order, staff: Staff) -> None:
    owed = {"template": "review_request", "category": "marketing", "entity_type": "Order", "entity_id": print_order.id}
    link = mail_links.to_order(print_order.id)
    mail = await Mail.create(
        **owed, recipient=TYPO, idempotency_key="review", scheduled_at=print_order.created_at, context=link
    )

    await set_email(staff, print_order, RIGHT)

    await mail.refresh_from_db()
    assert (mail.recipient, mail.status) == (TYPO, MailStatus.CANCELED)


async def test_one_that_was_in_a_workers_hands_is_not_tried_again(
    print_order: Order, staff: Staff, adapters: Adapters
) -> None:
    mail = await Mail.get(entity_id=print_order.id, template="order_confirmation")
    await Mail.filter(id=mail.id).update(status=MailStatus.SENDING)

    await set_email(staff, print_order, RIGHT)
    await mails.deliver(mail.id, adapters.mailer)

    await mail.refresh_from_db()
    assert (mail.recipient, mail.status) == (TYPO, MailStatus.CANCELED)
    assert mail.error == "its order has another e-mail address by now"
    assert (await mails_of(print_order))[1:] == [("order_confirmation", RIGHT, "pending")]


async def test_another_copy_of_an_old_mail_goes_to_the_new_one(
    print_order: Order, staff: Staff, run_outbox: RunOutbox
) -> None:
    await run_outbox()
    await set_email(staff, print_order, RIGHT)
    mail = await Mail.get(entity_id=print_order.id, recipient=TYPO, template="order_confirmation")

    copy = await staff.shopper.ask(RESEND, id=to_global_id("Mail", mail.id))

    assert copy["mailResend"] == {"recipient": RIGHT}


async def test_links_of_before_end(print_order: Order, guest: Shopper, staff: Staff, settings: Settings) -> None:
    before = await guest.ask(SEE, id=order_gid(print_order))
    with travel(timedelta(seconds=2)):
        await set_email(staff, print_order, RIGHT)
        gone = await guest.ask(SEE, id=order_gid(print_order))
        guest.order_token = tokens(settings).issue_order_token(print_order.id).token
        after = await guest.ask(SEE, id=order_gid(print_order))

    assert gone["order"] is None
    assert before == after == {"order": {"number": print_order.number}}


async def test_a_guest_finds_it_by_the_new_one_alone(print_order: Order, guest: Shopper, staff: Staff) -> None:
    look_up = "mutation ($n: String!, $e: EmailAddress!) { orderLookup(number: $n, email: $e) { __typename } }"

    await set_email(staff, print_order, RIGHT)

    found = [await guest.ask(look_up, n=print_order.number, e=email) for email in (TYPO, RIGHT)]
    assert [each["orderLookup"]["__typename"] for each in found] == ["NotFoundError", "OrderLookup"]


async def test_an_account_of_the_new_one_may_take_it_over(print_order: Order, account: SignIn, staff: Staff) -> None:
    ada = await account()
    claim = "mutation ($n: String!) { orderClaim(number: $n) { __typename } }"
    refused = await ada.shopper.ask(claim, n=print_order.number)

    await set_email(staff, print_order, ada.user.email)
    claimed = await ada.shopper.ask(claim, n=print_order.number)

    assert [each["orderClaim"]["__typename"] for each in (refused, claimed)] == ["NotFoundError", "Order"]


async def test_an_order_stays_with_its_account(account: SignIn, buy: Buy, staff: Staff) -> None:
    ada, bob = await account(), await account()
    order = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))

    with travel(timedelta(seconds=2)):
        await set_email(staff, order, bob.user.email)
        seen = [await each.shopper.ask(SEE, id=order_gid(order)) for each in (ada, bob)]

    assert seen == [{"order": {"number": order.number}}, {"order": None}]
    figures = await CustomerFigures.all().values_list("user_id", "order_count")
    assert figures == [(ada.user.id, 1)]


async def test_codes_are_counted_for_whoever_has_it_now(print_order: Order, staff: Staff) -> None:
    code = await PromoCode.create(code="ONCE", percent_off=10, per_customer_limit=1)
    await PromoRedemption.create(promo_code=code, order=print_order)

    await set_email(staff, print_order, RIGHT)

    assert [await promo_redemptions.used_by(code.id, None, email) for email in (TYPO, RIGHT)] == [0, 1]


async def test_the_same_again_is_once(print_order: Order, staff: Staff, run_outbox: RunOutbox) -> None:
    await run_outbox()

    answers = await asyncio.gather(*(set_email(staff, print_order, RIGHT) for _ in range(12)))
    answers.append(await set_email(staff, print_order, RIGHT))

    assert {answer["__typename"] for answer in answers} == {"Order"}
    assert await OrderEvent.filter(order=print_order, type="email_changed").count() == 1
    assert await audited() == ["order_email_set"]
    assert [mail[1] for mail in await mails_of(print_order)] == [TYPO, TYPO, RIGHT]


async def test_nothing_is_written_for_the_address_that_it_has(print_order: Order, staff: Staff) -> None:
    answer = await set_email(staff, print_order, "Ada@Example.com")

    assert answer["email"] == TYPO
    assert (await told(print_order), await audited()) == ([], [])
    assert (await Order.get(id=print_order.id)).links_since is None


async def test_of_two_at_once_one_is_last(print_order: Order, staff: Staff, colleague: Staff) -> None:
    wanted = ["one@example.com", "two@example.com"]

    await asyncio.gather(
        *(set_email(by, print_order, each) for by, each in zip((staff, colleague), wanted, strict=True))
    )

    last = await email_of(print_order)
    assert last in wanted
    assert {recipient for _, recipient, _ in await mails_of(print_order)} == {last}
    assert len(await told(print_order)) == 2


async def test_not_over_and_over(print_order: Order, staff: Staff) -> None:
    """It is no way to have the shop write to many, nor much to one."""
    for number in range(5):
        assert (await set_email(staff, print_order, f"a{number}@example.com"))["__typename"] == "Order"

    refused = await set_email(staff, print_order, RIGHT)
    same = await set_email(staff, print_order, "a4@example.com")
    with travel(timedelta(hours=1, seconds=1)):
        await staff.log_in()
        later = await set_email(staff, print_order, RIGHT)

    assert refused["__typename"] == "RateLimitedError"
    assert 3500 < refused["retryAfterSeconds"] <= 3600
    assert (same["__typename"], later["email"]) == ("Order", RIGHT)


async def test_nobodys_mailbox_is_filled(print_order: Order, staff: Staff) -> None:
    for number in range(30):
        async with transaction():
            await mails.queue(MailTemplate.ACCOUNT_EXISTS, RIGHT, key=f"exists:{number}")

    refused = await set_email(staff, print_order, RIGHT)

    assert refused["__typename"] == "RateLimitedError"
    assert (await email_of(print_order), await told(print_order)) == (TYPO, [])


@pytest.mark.parametrize("state", ["disputed", "canceled", "refunded"])
async def test_receipts_in_any_state_that_was_paid(
    print_order: Order, staff: Staff, run_outbox: RunOutbox, state: str
) -> None:
    await run_outbox()
    await Order.filter(id=print_order.id).update(**STATES[state])

    await set_email(staff, print_order, RIGHT)

    assert (await mails_of(print_order))[-1] == ("order_confirmation", RIGHT, "pending")


@pytest.mark.parametrize("state", ["held", "pending"])
async def test_what_is_confirmed_later_is_not_mailed_now(guest: Shopper, buy: Buy, staff: Staff, state: str) -> None:
    order = await buy(guest, "poster/18x24", paid=False)
    await Order.filter(id=order.id).update(**STATES[state])

    answer = await set_email(staff, order, RIGHT)

    assert (answer["email"], answer["mails"]) == (RIGHT, [])


@pytest.mark.parametrize(
    "email",
    [
        "", "nobody", "ada@example.com\r\nBcc: eve@evil.example", "ada@example.com, eve@evil.example",
        "a\x00@example.com", "Ada <ada@example.com>", "ada\u202e@example.com", "a" * 65 + "@example.com",
        "x" * 10_000 + "@example.com", None, 7,
    ],
)  # fmt: skip
async def test_what_is_no_address(print_order: Order, staff: Staff, email: Any) -> None:
    answer = await staff.shopper.raw(SET, id=order_gid(print_order), email=email)

    assert answer.json()["errors"]
    assert await email_of(print_order) == TYPO
    assert (await told(print_order), await audited()) == ([], [])


async def test_somebody_who_has_left_is_not_written_to_again(print_order: Order, staff: Staff) -> None:
    async with transaction():
        await erasure_rows.unlink([print_order.id])

    refused = await set_email(staff, print_order, RIGHT)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "no_address")
    assert (await email_of(print_order), await mails_of(print_order)) == (None, [])


async def test_an_address_that_nobody_has_given_yet(guest: Shopper, buy: Buy, staff: Staff) -> None:
    order = await buy(guest, paid=False)
    await Order.filter(id=order.id).update(email=None)

    refused = await set_email(staff, order, RIGHT)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "no_address")


async def test_there_must_be_one(staff: Staff) -> None:
    answer = await staff.shopper.ask(SET, id=to_global_id("Order", new_id()), email=RIGHT)

    assert answer["orderEmailSet"]["__typename"] == "NotFoundError"


async def test_killed_half_way_nothing_has_changed(
    print_order: Order, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: Any, **__: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("commerce.audit.record", dies)
    with pytest.raises(RuntimeError, match="killed"):
        await correct(print_order.id, RIGHT, Actor("grace@example.com", staff.user.id))

    order = await Order.get(id=print_order.id)
    assert (order.email, order.links_since) == (TYPO, None)
    assert await mails_of(print_order) == [("order_confirmation", TYPO, "pending")]


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission_nothing_changes(
    print_order: Order, guest: Shopper, account: SignIn, role: Role | None
) -> None:
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(SET, id=order_gid(print_order), email=RIGHT)

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")
    assert await email_of(print_order) == TYPO
    assert (await told(print_order), await audited()) == ([], [])
