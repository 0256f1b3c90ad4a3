"""What staff sees of mails: `Order.mails`, `adminMails`, `mailResend`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from commerce.mail import mail_preferences, mails
from core.clock import now
from core.database import fetch, transaction
from core.ids import to_global_id
from emails.contexts import MailTemplate
from models import AuditEntry, Mail, MailCategory, MailEvent, MailEventType, MailStatus, Order, OrderEvent, Role
from tests.mails.conftest import Buy, Mailbox, SignIn, link_in
from tests.support.sql import Statements
from tests.support.storefront import Shopper

OF_ORDER = """
query ($id: ID!) {
  order(id: $id) { mails { template recipient status attempts events { type detail } order { number } } }
}
"""
LIST = """
query ($filter: MailFilter, $first: Int, $after: String) {
  adminMails(filter: $filter, first: $first, after: $after) {
    nodes { id template recipient status category events { type } order { number } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
"""
RESEND = """
mutation ($id: ID!) {
  mailResend(id: $id) {
    __typename
    ... on Mail { id template recipient status resendOfId }
    ... on Error { code }
    ... on StateInvalidError { state }
  }
}
"""
Counter = Callable[[], AbstractContextManager[Statements]]


def gid(mail: Mail) -> str:
    return to_global_id("Mail", mail.id)


async def happened(mail: Mail, *kinds: MailEventType) -> None:
    for kind in kinds:
        await MailEvent.create(mail=mail, type=kind, happened_at=now(), event_id=f"{mail.id}{kind}"[:64])


@pytest.fixture
async def admin(account: SignIn, catalog: None) -> Shopper:
    return (await account(Role.ADMIN)).shopper


async def test_an_orders_mails_and_what_became_of_them(
    guest: Shopper, buy: Buy, admin: Shopper, mailbox: Mailbox
) -> None:
    order = await buy(guest)
    await mailbox.sent()
    assert await Mail.filter(category=MailCategory.ADMIN, entity_id=order.id).exists(), "staff was told of it, too"
    told = await Mail.get(category=MailCategory.TRANSACTIONAL)
    await happened(told, MailEventType.DELIVERED, MailEventType.OPENED)

    found = (await admin.ask(OF_ORDER, id=to_global_id("Order", order.id)))["order"]["mails"]
    theirs = (await guest.ask(OF_ORDER, id=to_global_id("Order", order.id)))["order"]["mails"]

    assert found == [
        {
            "template": "ORDER_CONFIRMATION",
            "recipient": "ada@example.com",
            "status": "SENT",
            "attempts": 1,
            "events": [{"type": "DELIVERED", "detail": None}, {"type": "OPENED", "detail": None}],
            "order": {"number": order.number},
        }
    ]
    assert theirs is None


async def test_the_list_is_filtered_and_paged(guest: Shopper, buy: Buy, admin: Shopper) -> None:
    orders = [await buy(guest) for _ in range(3)]
    await Mail.filter(entity_id=orders[0].id).update(status=MailStatus.FAILED)
    async with transaction():
        await mails.queue(MailTemplate.WELCOME, "bob@example.com", key="w")

    async def listed(**asked: Any) -> dict[str, Any]:
        return dict((await admin.ask(LIST, **asked))["adminMails"])

    everything = await listed(first=3)
    rest = await listed(first=3, after=everything["pageInfo"]["endCursor"])
    failed = await listed(filter={"status": "FAILED"})
    welcome = await listed(filter={"template": "WELCOME"})
    adas = await listed(filter={"recipient": "ADA@example.com", "status": "PENDING"})

    assert [mail["template"] for mail in everything["nodes"]] == ["WELCOME", *["ORDER_CONFIRMATION"] * 2]
    assert (everything["totalCount"], everything["pageInfo"]["hasNextPage"]) == (4, True)
    assert (len(rest["nodes"]), rest["pageInfo"]["hasNextPage"]) == (1, False)
    assert [mail["order"]["number"] for mail in failed["nodes"]] == [orders[0].number]
    assert [mail["recipient"] for mail in welcome["nodes"]] == ["bob@example.com"]
    assert len(adas["nodes"]) == 2


async def test_a_page_takes_a_fixed_number_of_statements(
    guest: Shopper, buy: Buy, admin: Shopper, query_counter: Counter
) -> None:
    counts = []
    for _ in range(2):
        await buy(guest)
        for mail in await Mail.all():
            await MailEvent.filter(mail=mail).delete()
            await happened(mail, MailEventType.DELIVERED)
        with query_counter() as statements:
            await admin.ask(LIST)
        counts.append(len(statements))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ("status = 'failed'", "idx_mails_status_683635"),
        ("template = 'welcome'", "idx_mails_templat_783a87"),
        ("recipient = 'ada@example.com'", "idx_mails_recipie_"),
    ],
)
async def test_each_filter_has_its_index(db: None, where: str, index: str) -> None:
    async with transaction():
        await fetch("SET LOCAL enable_seqscan = off")
        await fetch("SET LOCAL enable_sort = off")
        plan = await fetch(f"EXPLAIN SELECT * FROM mails WHERE {where} ORDER BY id DESC LIMIT 21")  # noqa: S608

    assert index in str(plan)
    assert "Sort" not in str(plan)


async def test_a_mail_is_sent_again_with_a_link_of_its_own(
    guest: Shopper, buy: Buy, admin: Shopper, mailbox: Mailbox
) -> None:
    order = await buy(guest)
    (first,) = await mailbox.sent()
    mail = await Mail.get(category=MailCategory.TRANSACTIONAL)

    answer = (await admin.ask(RESEND, id=gid(mail)))["mailResend"]
    letters = await mailbox.sent()

    assert answer == {
        "__typename": "Mail",
        "id": answer["id"],
        "template": "ORDER_CONFIRMATION",
        "recipient": "ada@example.com",
        "status": "PENDING",
        "resendOfId": gid(mail),
    }
    assert len(letters) == 2
    assert len({link_in(letter, "http") for letter in letters}) == 2
    entry = await AuditEntry.get(action="mail_resend")
    assert (entry.target_type, entry.target_id, entry.after) == ("Mail", mail.id, {"template": "order_confirmation"})
    event = await OrderEvent.get(order=order, type="mail_resent")
    assert (event.public, event.message) == (False, "A mail was sent again: order confirmation.")
    assert first["To"] == letters[1]["To"]


async def test_asked_at_once_or_while_it_is_on_its_way_it_is_one_mail(
    guest: Shopper, buy: Buy, admin: Shopper, mailbox: Mailbox
) -> None:
    await buy(guest)
    mail = await Mail.get(category=MailCategory.TRANSACTIONAL)

    waiting = (await admin.ask(RESEND, id=gid(mail)))["mailResend"]
    await mailbox.sent()
    copies = await asyncio.gather(*(admin.ask(RESEND, id=gid(mail)) for _ in range(4)))
    await mailbox.sent()
    later = (await admin.ask(RESEND, id=gid(mail)))["mailResend"]

    assert waiting["id"] == gid(mail)
    assert len({copy["mailResend"]["id"] for copy in copies}) == 1
    assert later["id"] not in {copy["mailResend"]["id"] for copy in copies}
    assert await AuditEntry.filter(action="mail_resend").count() == 2
    assert await Mail.filter(category=MailCategory.TRANSACTIONAL).count() == 3


async def test_marketing_is_not_sent_again_to_who_has_had_enough(admin: Shopper) -> None:
    preferences = await mail_preferences.choose("ada@example.com", "link", marketing=True, review_requests=True)
    context = {"number": "YMA-1", "link": "x", "expires_at": now(), "titles": ["Home"], "prints": False}
    async with transaction():
        mail_id = await mails.queue(
            MailTemplate.REVIEW_REQUEST, "ada@example.com", key="r", context=context, category=MailCategory.MARKETING
        )
    await Mail.all().update(status=MailStatus.SENT)
    await mail_preferences.unsubscribe(mail_preferences.token_of(preferences))

    answer = (await admin.ask(RESEND, id=to_global_id("Mail", mail_id)))["mailResend"]  # type: ignore[arg-type]

    assert answer == {"__typename": "StateInvalidError", "code": "STATE_INVALID", "state": "not_wanted"}
    assert (await Mail.all().count(), await AuditEntry.all().count()) == (1, 0)


async def test_a_mail_of_a_customer_who_is_gone_stands_alone(guest: Shopper, buy: Buy, admin: Shopper) -> None:
    order = await buy(guest)
    await Mail.all().update(entity_id=order.user_id or order.cart_id)

    (mail,) = (await admin.ask(LIST))["adminMails"]["nodes"]

    assert mail["order"] is None
    assert await Order.all().count() == 1
