"""The hosted page in a real browser, and over plain forms for those without JavaScript."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.sandbox.shop import Shop, order, poster, rate

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_ADDRESS = {
    "#shipping-name": "Ada Lovelace", "#shipping-line1": "Unter den Linden 1", "#shipping-postal": "10117",
    "#shipping-city": "Berlin",
}  # fmt: skip
_CARD = {"#card-exp": "1234", "#card-cvc": "123", "#card-name": "Ada Lovelace"}


@pytest.fixture(scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Debian's Chromium; without it the tests are skipped."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser, shop: Shop) -> AsyncIterator[Page]:
    """A page on a small phone that complains about broken scripts."""
    page = await browser.new_page(viewport={"width": 375, "height": 800})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    await page.close()
    assert problems == []


async def _open(shop: Shop, page: Page, **params: Any) -> str:
    """A session that ships, on the page; returns its id. Success leads back to the sandbox's own index."""
    made = {
        "success_url": shop.process.url + "/?paid={CHECKOUT_SESSION_ID}",
        "cancel_url": shop.process.url + "/?back",
        "shipping_address_collection": {"allowed_countries": ["DE", "US"]},
        "shipping_options": [rate(500, "Standard", "eur"), rate(1500, "Express", "eur")],
        "line_items": [poster(1999, 2, "eur")],
        "allow_promotion_codes": True,
        **params,
    }
    session = await shop.v1.checkout.sessions.create_async(order(**made))  # type: ignore[arg-type]
    assert session.url is not None
    await page.goto(session.url)
    return session.id


async def _fill(page: Page, fields: dict[str, str]) -> None:
    for selector, value in fields.items():
        await page.locator(selector).fill(value)


async def _fill_all(page: Page, number: str = "4242424242424242") -> None:
    await page.locator("#shipping-country").select_option("DE")
    await _fill(page, {"#email": "ada@example.com", **_ADDRESS, **_CARD, "#card-number": number})


@pytest.mark.browser
async def test_pay_with_shipping_choice_and_code(shop: Shop, page: Page) -> None:
    coupon = await shop.v1.coupons.create_async({"percent_off": 10})
    code = f"M{uuid.uuid4().hex[:8].upper()}"
    await shop.v1.promotion_codes.create_async({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": code})
    session_id = await _open(shop, page)
    await expect(page.locator("#pay")).to_have_text("Pay €44.98")

    await page.get_by_text("Express").click()
    await expect(page.locator("#pay")).to_have_text("Pay €54.98")
    await page.locator("#promo").fill("NOSUCHCODE")
    await page.locator("#promo-apply").click()
    await expect(page.locator("#promo-error")).to_have_text("This code is invalid.")
    await page.locator("#promo").fill(code.lower())
    await page.locator("#promo").press("Enter")
    await expect(page.locator("#discount")).to_have_text("−€4.00")
    await page.locator("#promo-remove").click()
    await expect(page.locator("#total")).to_have_text("€54.98")
    await page.locator("#promo").fill(code)
    await page.locator("#promo-apply").click()
    await expect(page.locator("#pay")).to_have_text("Pay €50.98")
    await _fill_all(page)
    await page.locator("#pay").click()
    await page.wait_for_url(f"**/?paid={session_id}")

    paid = await shop.session(session_id)
    assert (paid.payment_status, paid.amount_total) == ("paid", 5098)
    assert paid.collected_information is not None
    details = paid.collected_information.shipping_details
    assert details is not None
    assert (details.name, details.address.line1) == ("Ada Lovelace", "Unter den Linden 1")
    assert paid.customer_details is not None
    assert paid.customer_details.email == "ada@example.com"


@pytest.mark.browser
async def test_declined_card_says_so_and_keeps_what_was_typed(shop: Shop, page: Page) -> None:
    session_id = await _open(shop, page)
    await _fill_all(page, "4000000000009995")

    await page.locator("#pay").click()
    await expect(page.locator("#problem")).to_have_text("Your card has insufficient funds.")
    await expect(page.locator("#shipping-line1")).to_have_value("Unter den Linden 1")
    assert (await shop.session(session_id)).status == "open"

    await page.locator("#card-number").fill("4242424242424242")
    await page.locator("#pay").click()
    await page.wait_for_url("**/?paid=*")


@pytest.mark.browser
async def test_three_d_secure_failed_then_passed(shop: Shop, page: Page) -> None:
    session_id = await _open(shop, page)
    await _fill_all(page, "4000002500003155")
    await page.locator("#pay").click()
    await page.locator("#challenge-fail").click()
    await expect(page.locator("#problem")).to_contain_text("unable to authenticate")
    await expect(page.locator("#shipping-city")).to_have_value("Berlin")

    await _fill(page, {**_CARD, "#card-number": "4000002500003155"})
    await page.locator("#pay").click()
    await page.locator("#challenge-pass").click()

    await page.wait_for_url(f"**/?paid={session_id}")
    assert (await shop.session(session_id)).payment_status == "paid"


@pytest.mark.browser
async def test_empty_form_names_every_field(shop: Shop, page: Page) -> None:
    session_id = await _open(shop, page, phone_number_collection={"enabled": True})

    await page.locator("#pay").click()

    for field in ("email", "phone", "shipping-name", "shipping-line1", "shipping-city", "shipping-postal",
                  "card-number", "card-exp", "card-cvc", "card-name"):  # fmt: skip
        await expect(page.locator(f"#{field}-error")).to_be_visible()
    assert (await shop.session(session_id)).payment_intent is None


@pytest.mark.browser
async def test_tax_follows_the_country_before_anything_is_paid(shop: Shop, page: Page) -> None:
    await _open(shop, page, automatic_tax={"enabled": True}, shipping_options=[])

    await page.locator("#shipping-country").select_option("DE")
    await expect(page.locator("#tax")).to_have_text("€7.60")
    await expect(page.locator("#pay")).to_have_text("Pay €47.58")
    await _fill_all(page)
    await page.locator("#pay").click()

    await page.wait_for_url("**/?paid=*")


@pytest.mark.browser
async def test_free_order_needs_no_card(shop: Shop, page: Page) -> None:
    coupon = await shop.v1.coupons.create_async({"percent_off": 100})
    session_id = await _open(
        shop, page, discounts=[{"coupon": coupon.id}], allow_promotion_codes=False, shipping_options=[]
    )
    await expect(page.locator("#card-number")).to_have_count(0)

    await page.locator("#shipping-country").select_option("DE")
    await _fill(page, {"#email": "ada@example.com", **_ADDRESS})
    await page.get_by_role("button", name="Complete order").click()

    await page.wait_for_url("**/?paid=*")
    assert (await shop.session(session_id)).payment_status == "no_payment_required"


@pytest.mark.browser
async def test_code_that_makes_it_free_takes_the_card_fields_away(shop: Shop, page: Page) -> None:
    coupon = await shop.v1.coupons.create_async({"percent_off": 100})
    code = f"F{uuid.uuid4().hex[:8].upper()}"
    await shop.v1.promotion_codes.create_async({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": code})
    await _open(shop, page, shipping_options=[])
    await page.locator("#email").fill("ada@example.com")

    await page.locator("#promo").fill(code)
    await page.locator("#promo-apply").click()

    await expect(page.locator("#card-number")).to_have_count(0)
    await expect(page.locator("#email")).to_have_value("ada@example.com")
    await expect(page.get_by_role("button", name="Complete order")).to_be_visible()


@pytest.mark.browser
async def test_back_link_and_bank_debit(shop: Shop, page: Page) -> None:
    session_id = await _open(shop, page)
    assert await page.locator("#back").get_attribute("href") == shop.process.url + "/?back"
    await _fill_all(page)
    await page.locator("#method-bank").check()
    await page.locator("#iban").fill("DE89 3704 0044 0532 0130 00")

    await page.locator("#pay").click()

    await page.wait_for_url("**/?paid=*")
    session = await shop.session(session_id)
    assert (session.status, session.payment_status) == ("complete", "unpaid")


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
async def test_nothing_overflows_and_every_field_has_a_label(shop: Shop, page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 900})
    long = poster(1999, 2, "eur", name="Map of " + "Llanfairpwllgwyngyll" * 4, description="x" * 200)
    await _open(shop, page, line_items=[long], phone_number_collection={"enabled": True})

    assert await page.evaluate("document.documentElement.scrollWidth") == width
    unlabelled = (
        "[...document.querySelectorAll('input:not([type=hidden]), select')].filter(e => !e.labels.length).length"
    )
    assert await page.evaluate(unlabelled) == 0


async def test_without_javascript_choices_and_payment_are_plain_forms(shop: Shop) -> None:
    session = await shop.open_session(shipping_options=[rate(500), rate(1500, "Express")], allow_promotion_codes=True)
    express = session.shipping_options[1].shipping_rate
    form = {
        "email": "ada@example.com", "card_number": "4242 4242 4242 4242", "card_exp": "12 / 34", "card_cvc": "123",
        "card_name": "Ada Lovelace", "country": "DE", "shipping": str(express), "expected_amount": "2499",
    }  # fmt: skip
    address = f"/c/pay/{session.id}"

    changed = await shop.http.post(address, data=form)
    wrong = await shop.http.post(address, data={**form, "action": "apply", "promotion_code": "NOPE"})
    paid = await shop.http.post(address, data={**form, "expected_amount": "3499"})

    assert (changed.status_code, "The total has changed" in changed.text, "$34.99" in changed.text) == (409, True, True)
    assert "This code is invalid." in wrong.text
    assert (paid.status_code, paid.headers["location"]) == (303, f"https://shop.test/thanks?session={session.id}")


async def test_states_after_the_form(shop: Shop) -> None:
    paid, expired = await shop.buy(), await shop.open_session()
    await shop.v1.checkout.sessions.expire_async(expired.id)

    done = await shop.http.get(f"/c/pay/{paid.id}")
    over = await shop.http.post(f"/c/pay/{expired.id}", data={"action": "pay"})
    none = await shop.http.get("/c/pay/cs_test_none")

    assert "You’re all done here" in done.text
    assert f"https://shop.test/thanks?session={paid.id}" in done.text
    assert "This page has expired" in over.text
    assert none.status_code == 404


async def test_dashboard_shows_and_resends(shop: Shop) -> None:
    session = await shop.buy(client_reference_id="YMA-2026-TEST0001")
    (event,) = await shop.events(limit=1)

    index = await shop.http.get("/")
    resent = await shop.http.post(f"/resend/{event['id']}")
    intent: Any = session.payment_intent
    receipt = await shop.http.get(intent.latest_charge.receipt_url)

    assert "YMA-2026-TEST0001" in index.text
    assert "checkout.session.completed" in index.text
    assert resent.status_code == 303
    assert "$19.99" in receipt.text
