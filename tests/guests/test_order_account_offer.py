"""`orderAccountOffer`: from a paid guest order to an account, by a mail to the order's own address."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.ids import new_id, to_global_id
from core.settings import Settings
from models import Mail, MailToken, Order, OutboxMessage, User
from tests.accounts.people import Mailbox
from tests.guests.conftest import Ada, Buy, order_gid
from tests.support.storefront import Shopper

OFFER = """
mutation ($id: ID!) {
  orderAccountOffer(orderId: $id) {
    __typename
    ... on RegistrationReceived { email }
    ... on Error { code path }
    ... on StateInvalidError { state }
  }
}
"""
VERIFY = """
mutation ($token: String!, $password: String) {
  accountVerifyEmail(token: $token, password: $password) {
    __typename
    ... on Session { accessToken user { email name claimableOrders { nodes { number } } } }
    ... on Error { code }
  }
}
"""
RunOutbox = Callable[[], Awaitable[int]]


async def offer(shopper: Shopper, order: Order) -> dict[str, Any]:
    return dict((await shopper.ask(OFFER, id=order_gid(order)))["orderAccountOffer"])


async def traces() -> tuple[int, int, int, int]:
    """What an offer writes: a refusal writes none of it."""
    return (
        await MailToken.all().count(),
        await Mail.all().count(),
        await OutboxMessage.filter(actor="answer_account_request").count(),
        await User.all().count(),
    )


async def test_the_link_opens_an_account_that_can_claim(
    guest: Shopper, buy: Buy, run_outbox: RunOutbox, settings: Settings
) -> None:
    order = await buy(guest)

    answer = await offer(guest, order)

    assert answer == {"__typename": "RegistrationReceived", "email": "ada@example.com"}
    assert await User.all().count() == 0
    await OutboxMessage.filter(actor="render_download").delete()
    await run_outbox()
    mail = await Mail.get(entity_type=None)
    assert (mail.template, mail.recipient) == ("verify_email", "ada@example.com")
    token = await Mailbox(settings).token("ada@example.com")
    session = (await Shopper(guest.http).ask(VERIFY, token=token))["accountVerifyEmail"]
    assert session["user"] == {
        "email": "ada@example.com", "name": "Ada Lovelace", "claimableOrders": {"nodes": [{"number": order.number}]},
    }  # fmt: skip
    user = await User.get()
    assert (user.password_hash, user.email_verified_at is None) == (None, False)
    again = (await Shopper(guest.http).ask(VERIFY, token=token))["accountVerifyEmail"]
    assert again["code"] == "TOKEN_INVALID"


async def test_the_link_takes_a_password(guest: Shopper, buy: Buy, run_outbox: RunOutbox, settings: Settings) -> None:
    await offer(guest, await buy(guest))
    await OutboxMessage.filter(actor="render_download").delete()
    await run_outbox()
    token = await Mailbox(settings).token("ada@example.com")
    visitor = Shopper(guest.http)

    weak = [
        (await visitor.ask(VERIFY, token=token, password=password))["accountVerifyEmail"]["code"]
        for password in ("short", "password", "ada@example.com")
    ]
    nobody = await User.all().count()
    opened = (await visitor.ask(VERIFY, token=token, password="walnut-orbit-42"))["accountVerifyEmail"]

    assert (weak, nobody) == (["PASSWORD_TOO_WEAK"] * 3, 0)
    assert opened["__typename"] == "Session"
    login = 'mutation { accountLogin(email: "ada@example.com", password: "walnut-orbit-42") { __typename } }'
    assert (await visitor.ask(login))["accountLogin"]["__typename"] == "Session"


async def test_who_has_an_account_is_told_so_by_mail_alone(
    guest: Shopper, buy: Buy, ada: Ada, run_outbox: RunOutbox
) -> None:
    order = await buy(guest)
    await ada()

    answer = await offer(guest, order)
    await OutboxMessage.filter(actor="render_download").delete()
    await run_outbox()

    assert answer == {"__typename": "RegistrationReceived", "email": "ada@example.com"}
    assert (await Mail.get(entity_type=None)).template == "account_exists"
    assert await MailToken.all().count() == 0


async def test_mails_to_one_address_are_limited(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)

    answers = [(await offer(guest, order))["__typename"] for _ in range(6)]

    assert answers == ["RegistrationReceived"] * 5 + ["RateLimitedError"]
    assert await MailToken.all().count() == 5


async def test_asked_at_once_no_more_mails_than_allowed(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)

    answers = await asyncio.gather(*(offer(guest, order) for _ in range(10)))

    assert sum(answer["__typename"] == "RegistrationReceived" for answer in answers) == 5
    assert await MailToken.all().count() == 5


async def test_an_unpaid_order_has_no_offer(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest, paid=False)
    before = await traces()

    refused = await offer(guest, order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "unpaid")
    assert await traces() == before


async def test_nor_has_an_accounts(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    await Order.filter(id=order.id).update(user_id=(await ada()).user.id)
    before = await traces()

    refused = await offer(guest, order)

    assert (refused["__typename"], refused["state"]) == ("StateInvalidError", "claimed")
    assert await traces() == before


async def test_the_token_of_another_order_will_not_do(guest: Shopper, buy: Buy) -> None:
    order = await buy(guest)
    other = Shopper(guest.http)
    await buy(other)
    before = await traces()

    refused = await offer(other, order)
    unknown = (await other.ask(OFFER, id=to_global_id("Order", new_id())))["orderAccountOffer"]

    assert refused == unknown == {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["orderId"]}
    assert await traces() == before


async def test_without_a_token_there_is_none(guest: Shopper, buy: Buy, ada: Ada) -> None:
    order = await buy(guest)
    signed_in = (await ada()).shopper
    before = await traces()

    nobody = await Shopper(guest.http).refused(OFFER, id=order_gid(order))
    account = await signed_in.refused(OFFER, id=order_gid(order))

    assert (nobody[1], account[1]) == ("UNAUTHENTICATED", "FORBIDDEN")
    assert await traces() == before


@pytest.mark.parametrize("id", ["", "nonsense", "T3JkZXI6", "x" * 1000])
async def test_malformed_ids(guest: Shopper, buy: Buy, id: str) -> None:
    await buy(guest)
    before = await traces()

    _, code = await guest.refused(OFFER, id=id)

    assert code == "BAD_USER_INPUT"
    assert await traces() == before
