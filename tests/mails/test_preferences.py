"""Consent: nothing that is marketing goes without it, whatever happens between being owed and being sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from adapters import Adapters
from adapters.mail import MailRefused, Message
from commerce.mail import mail_preferences, mails
from core import links
from core.clock import now, travel
from core.database import transaction
from core.ids import new_id
from core.settings import Settings
from emails.contexts import MailTemplate
from models import Mail, MailCategory, MailPreferences, MailStatus, OutboxMessage
from tasks.outbox import run_due
from tests.mails.conftest import Mailbox, SignIn, text_of
from tests.support.storefront import Shopper

ADA = "ada@example.com"
SET = """
mutation ($marketing: Boolean, $reviews: Boolean, $token: String) {
  mailPreferencesSet(marketing: $marketing, reviewRequests: $reviews, token: $token) {
    __typename
    ... on MailPreferences { email marketing reviewRequests consentAt unsubscribedAt }
    ... on Error { code path }
  }
}
"""
MINE = "{ mailPreferences { email marketing reviewRequests consentAt unsubscribedAt } }"
BY_TOKEN = """
query ($token: String!) { mailPreferencesByToken(token: $token) { email marketing reviewRequests } }
"""
UNSUBSCRIBE = """
mutation ($token: String!) {
  mailUnsubscribe(token: $token) { __typename ... on MailPreferences { marketing reviewRequests } }
}
"""
EMAIL_SET = """
mutation ($email: EmailAddress!, $consent: Boolean, $locale: String) {
  cartEmailSet(email: $email, marketingConsent: $consent, locale: $locale) { __typename }
}
"""
CART: dict[str, Any] = {
    "link": "https://shop.example.com/cart",
    "expires_at": now(),
    "stage": 1,
    "currency": "USD",
    "lines": [{"title": "Where we met", "quantity": 1, "total": 999}],
    "total": 999,
}


async def owe(key: str, template: MailTemplate = MailTemplate.ABANDONED_CART) -> UUID | None:
    async with transaction():
        return await mails.queue(template, ADA, key=key, context=CART, category=MailCategory.MARKETING)


async def agree(**wanted: bool) -> MailPreferences:
    chosen: dict[str, Any] = {"marketing": True, "review_requests": True, **wanted}
    return await mail_preferences.choose(ADA, mail_preferences.ACCOUNT, **chosen)


async def test_marketing_is_not_owed_without_consent_and_its_key_is_not_used_up(db: None) -> None:
    assert await owe("cart:1") is None
    assert (await Mail.all().count(), await OutboxMessage.all().count()) == (0, 0)

    await agree()

    assert await owe("cart:1") is not None
    assert await owe("cart:1") is None


async def test_marketing_carries_the_way_out(mailbox: Mailbox, settings: Settings) -> None:
    preferences = await agree()
    await owe("cart:1")

    (letter,) = await mailbox.sent()

    url = mail_preferences.unsubscribe_url(preferences)
    assert letter["List-Unsubscribe"] == f"<{url}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in text_of(letter)
    assert url.startswith(f"{settings.public_url}/unsubscribe/")
    assert url.rpartition("/")[2] not in str(await Mail.all().values())


async def test_whoever_unsubscribes_in_between_gets_nothing(mailbox: Mailbox) -> None:
    preferences = await agree()
    mail_id = await owe("cart:1")
    await mail_preferences.unsubscribe(mail_preferences.token_of(preferences))

    assert await mailbox.sent() == []

    mail = await Mail.get(id=mail_id)
    assert (mail.status, mail.error) == (MailStatus.CANCELED, "its recipient does not want such mails (any more)")


@pytest.mark.parametrize("reason", ["bounced", "complained", "reviews only", "forgotten"])
async def test_who_else_gets_no_reminder(db: None, reason: str) -> None:
    await agree()
    if reason == "bounced":
        await mail_preferences.bounced(ADA, now())
    elif reason == "complained":
        await mail_preferences.refused(ADA, now(), complained=True)
    elif reason == "reviews only":
        await agree(marketing=False)
    else:
        await MailPreferences.all().delete()

    assert await owe("cart:1") is None


async def test_nobody_is_written_to_all_day(db: None) -> None:
    await agree()

    owed = [await owe(f"cart:{number}") for number in range(mails.MOST_MARKETING_A_DAY + 2)]
    with travel(timedelta(days=1, seconds=1)):
        tomorrow = await owe("cart:tomorrow")

    assert [each is not None for each in owed] == [True] * 3 + [False] * 2
    assert tomorrow is not None


async def test_transactional_mails_always_go(mailbox: Mailbox) -> None:
    await mail_preferences.refused(ADA, now(), complained=True)
    await mail_preferences.bounced(ADA, now())
    async with transaction():
        await mails.queue(MailTemplate.WELCOME, ADA, key="w")

    (letter,) = await mailbox.sent()

    assert letter["List-Unsubscribe"] is None


async def test_consent_in_a_cart(guest: Shopper) -> None:
    await guest.add(await guest.line())

    await guest.ask(EMAIL_SET, email="Ada@example.com")
    assert await MailPreferences.all().count() == 0
    await guest.ask(EMAIL_SET, email="Ada@example.com", consent=True)
    agreed = await MailPreferences.get()
    await guest.ask(EMAIL_SET, email="Ada@example.com", consent=False)
    taken_back = await MailPreferences.get()

    assert (agreed.email, agreed.marketing, agreed.review_requests) == (ADA, True, True)
    assert (agreed.consent_source, agreed.consent_at is not None) == ("cart", True)
    assert (taken_back.marketing, taken_back.unsubscribed_at) == (False, None)


async def test_a_stranger_cannot_subscribe_who_has_said_no_nor_unsubscribe_who_said_yes(guest: Shopper) -> None:
    await guest.add(await guest.line())
    preferences = await agree()

    await guest.ask(EMAIL_SET, email=ADA, consent=False)
    assert (await MailPreferences.get()).marketing is True
    await mail_preferences.unsubscribe(mail_preferences.token_of(preferences))
    await guest.ask(EMAIL_SET, email=ADA, consent=True)

    assert (await MailPreferences.get()).marketing is False


@pytest.mark.parametrize("first", ["cart", "account"])
async def test_nor_bring_back_the_one_thing_that_somebody_has_said_no_to(guest: Shopper, first: str) -> None:
    await guest.add(await guest.line())
    if first == "cart":
        await mail_preferences.agree_in_cart(ADA, True)
    await mail_preferences.choose(ADA, mail_preferences.LINK, marketing=False, review_requests=True)
    said = await MailPreferences.get()

    await guest.ask(EMAIL_SET, email=ADA, consent=True)
    subscribed = await MailPreferences.get()
    await guest.ask(EMAIL_SET, email=ADA, consent=False)
    await guest.ask(EMAIL_SET, email=ADA, consent=True)
    back_and_forth = await MailPreferences.get()

    assert (said.marketing, said.review_requests, said.consent_source) == (False, True, "link")
    for each in (subscribed, back_and_forth):
        assert (each.marketing, each.review_requests, each.consent_at) == (False, True, said.consent_at)


async def test_an_accounts_own_cart_counts_as_the_account(account: SignIn, guest: Shopper) -> None:
    ada = await account()
    await ada.shopper.add(await ada.shopper.line())
    await mail_preferences.refused(ada.user.email, now() - timedelta(days=1), complained=True)

    await ada.shopper.ask(EMAIL_SET, email=ada.user.email, consent=True)

    preferences = await MailPreferences.get()
    assert (preferences.marketing, preferences.consent_source, preferences.complained_at) == (True, "account", None)


async def test_an_account_reads_and_changes_its_own(account: SignIn, catalog: None) -> None:
    ada = await account()
    nothing = {"marketing": False, "reviewRequests": False, "consentAt": None, "unsubscribedAt": None}

    before = (await ada.shopper.ask(MINE))["mailPreferences"]
    on = (await ada.shopper.ask(SET, marketing=True))["mailPreferencesSet"]
    off = (await ada.shopper.ask(SET, marketing=False))["mailPreferencesSet"]
    said_nothing = (await ada.shopper.ask(SET))["mailPreferencesSet"]

    assert before == {"email": ada.user.email, **nothing}
    assert (on["marketing"], on["reviewRequests"], on["unsubscribedAt"]) == (True, False, None)
    assert on["consentAt"] is not None
    assert (off["marketing"], off["unsubscribedAt"] is not None) == (False, True)
    assert said_nothing == {"__typename": "InvalidInputError", "code": "INVALID_INPUT", "path": ["marketing"]}


async def test_a_guest_does_so_by_a_link(guest: Shopper) -> None:
    token = mail_preferences.token_of(await agree())

    seen = (await guest.ask(BY_TOKEN, token=token))["mailPreferencesByToken"]
    fewer = (await guest.ask(SET, token=token, reviews=False))["mailPreferencesSet"]
    none = [(await guest.ask(UNSUBSCRIBE, token=token))["mailUnsubscribe"] for _ in range(2)]

    assert seen == {"email": ADA, "marketing": True, "reviewRequests": True}
    assert (fewer["marketing"], fewer["reviewRequests"]) == (True, False)
    assert none == [{"__typename": "MailPreferences", "marketing": False, "reviewRequests": False}] * 2


@pytest.mark.parametrize("token", ["", "x", "A" * 59, "é" * 59, "A" * 5000])
async def test_a_link_that_is_none(guest: Shopper, token: str) -> None:
    await agree()

    assert (await guest.ask(BY_TOKEN, token=token))["mailPreferencesByToken"] is None
    for mutation in (SET, UNSUBSCRIBE):
        answer = await guest.ask(mutation, token=token, **({"marketing": False} if mutation is SET else {}))
        assert next(iter(answer.values()))["__typename"] == "TokenInvalidError"
    assert (await MailPreferences.get()).marketing is True


async def test_a_link_is_for_one_purpose(guest: Shopper, settings: Settings) -> None:
    preferences = await agree()
    other = links.sign("cart", preferences.id, settings.secret_key)

    assert (await guest.ask(BY_TOKEN, token=other))["mailPreferencesByToken"] is None


async def test_one_click(client: httpx.AsyncClient) -> None:
    preferences = await agree()
    url = mail_preferences.unsubscribe_url(preferences)

    page = await client.get(url)
    still = await MailPreferences.get()
    done = [await client.post(url, data={"List-Unsubscribe": "One-Click"}) for _ in range(2)]
    after = await MailPreferences.get()

    assert (page.status_code, "<button>" in page.text, ADA in page.text) == (200, True, False)
    assert "a…@example.com" in page.text
    assert still.marketing is True
    assert [answer.status_code for answer in done] == [200, 200]
    assert (after.marketing, after.review_requests, after.unsubscribed_at is not None) == (False, False, True)
    assert "<button>" not in (await client.get(url)).text
    assert page.headers["referrer-policy"] == "no-referrer"


async def test_one_click_with_a_forged_link_and_for_an_address_that_was_forgotten(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    preferences = await agree()
    url = mail_preferences.unsubscribe_url(preferences)
    gone = links.sign(mail_preferences.PURPOSE, new_id(), settings.secret_key)

    forged = await client.post(url[:-3] + ("AAA" if not url.endswith("AAA") else "BBB"))
    forgotten = await client.post(f"/unsubscribe/{gone}")

    seen = await client.get(f"/unsubscribe/{gone}")

    assert (forged.status_code, forgotten.status_code) == (404, 200)
    assert (await MailPreferences.get()).marketing is True
    for page in (forgotten, seen):  # whoever has agreed anew since is not told that they are unsubscribed
        assert "You are unsubscribed" not in page.text
        assert "Newer mails of ours have a link of their own." in page.text


async def test_saying_yes_and_no_at_once_leaves_one_of_them(db: None) -> None:
    await asyncio.gather(*(agree(marketing=bool(number % 2)) for number in range(10)))

    assert await MailPreferences.all().count() == 1


async def test_a_complaint_that_is_older_than_the_consent_changes_nothing(db: None) -> None:
    await agree()

    await mail_preferences.refused(ADA, now() - timedelta(hours=1), complained=True)

    assert (await MailPreferences.get()).marketing is True


async def test_a_delivery_takes_an_earlier_bounce_back(db: None) -> None:
    await agree()
    await mail_preferences.bounced(ADA, now())

    await mail_preferences.reached(ADA, now() - timedelta(hours=1))
    assert (await MailPreferences.get()).bounced_at is not None
    await mail_preferences.reached(ADA, now() + timedelta(hours=1))

    assert (await MailPreferences.get()).bounced_at is None


class NobodyThere:
    """A mailer to whom every address is empty."""

    idempotent = True

    async def send(self, message: Message) -> str:
        raise MailRefused("550 5.1.1 no such user", no_mailbox=True)

    async def probe(self) -> str:
        return "nobody"


async def test_an_address_where_nobody_is_is_marked_and_not_tried_again(db: None, adapters: Adapters) -> None:
    async with transaction():
        mail_id = await mails.queue(MailTemplate.WELCOME, ADA, key="w")

    await run_due(replace(adapters, mailer=NobodyThere()))

    assert (await Mail.get(id=mail_id)).status is MailStatus.FAILED
    assert (await MailPreferences.get()).bounced_at is not None
