"""Accounts in a browser: opened by mail, entered by password, kept across pages and tabs."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.async_api import Request, expect

from tests.storefront.accounts import (
    PASSWORD,
    log_in,
    logged_in,
    mailed_link,
    new_address,
    open_account,
    order_number,
    register,
    try_login,
)
from tests.storefront.conftest import Enter
from tests.storefront.visitor import DESK, PHONE
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_from_registering_to_the_order_in_the_history(enter: Enter, size: tuple[int, int]) -> None:
    visitor, email = await enter(size), new_address()
    page = visitor.page
    await visitor.design("river-city")
    await visitor.press("Add to cart")
    await expect(page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()

    await register(visitor, email)
    await visitor.fits()
    await page.goto(await mailed_link(visitor, email, "/account/verify?token="))
    await expect(page.get_by_role("heading", name="Welcome, Ada")).to_be_visible()
    await expect(page.get_by_text("Your cart came with you.")).to_be_visible()
    await logged_in(visitor)
    await visitor.fits()
    await page.get_by_role("link", name="To my account").click()
    await expect(page.get_by_text("Nothing yet.")).to_be_visible()
    await visitor.fits()

    await page.get_by_role("link", name="Cart, 1 piece").click()
    await expect(page.get_by_label("E-mail for your receipt")).to_have_value(email)
    await visitor.press("Check out")
    await visitor.pay()
    await visitor.files_ready()
    number = await order_number(visitor)
    await expect(page.get_by_role("heading", name="Keep it in an account")).to_have_count(0)
    await page.get_by_role("link", name="Account of Ada Lovelace").click()
    row = page.locator(f".order-row[data-number={number}]")
    await expect(row).to_contain_text("Done")
    await expect(row).to_contain_text("$9.99")
    await visitor.fits()
    await page.get_by_role("button", name="Refunded").click()
    await expect(page.get_by_text("None of your orders.")).to_be_visible()
    await expect(row).to_have_count(0)
    await page.get_by_role("button", name="Done").click()
    await row.get_by_role("link").click()
    await expect(page).to_have_url(f"{visitor.storefront}/order?number={number}")
    await expect(page.locator(".file[data-status=READY]")).to_have_count(2)
    await visitor.fits()


async def test_a_link_that_was_used_says_so(enter: Enter) -> None:
    visitor, other, email = await enter(), await enter(PHONE), new_address()
    link = await open_account(visitor, email)

    await other.page.goto(link)

    await expect(other.page.get_by_role("heading", name="This link does not work")).to_be_visible()
    await expect(other.page.get_by_text("used already")).to_be_visible()
    await other.fits()
    await other.open("/account/reset?token=nothing-of-the-kind")
    await other.page.get_by_label("New password", exact=True).fill(PASSWORD)
    await other.press("Keep this password")
    await expect(other.page.get_by_role("heading", name="This link does not work")).to_be_visible()


async def test_the_wrong_password_then_the_right_one_then_out(enter: Enter) -> None:
    owner, visitor, email = await enter(), await enter(PHONE), new_address()
    await open_account(owner, email)
    page = visitor.page
    await visitor.open("/account")
    await expect(page).to_have_url(f"{visitor.storefront}/account/login?next=/account")

    await visitor.press("Log in")
    await expect(page.get_by_role("alert")).to_have_text("Please fill in: E-mail.")
    await expect(page.get_by_label("E-mail")).to_be_focused()
    answers = []
    for address in (email, new_address()):
        await try_login(visitor, address, "not the password")
        await expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        answers.append(await page.get_by_role("alert").inner_text())
    assert answers[0] == answers[1]
    await try_login(visitor, email, PASSWORD)

    await expect(page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    await visitor.fits()
    await visitor.press("Log out")
    await expect(page).to_have_url(f"{visitor.storefront}/")
    await expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()
    assert await page.evaluate("localStorage.getItem('shop.session')") is None
    await visitor.open("/account")
    await expect(page).to_have_url(re.compile("/account/login"))


@pytest.mark.parametrize(
    ("name", "email", "password", "says"),
    [
        ("", "ada@example.com", PASSWORD, "Please fill in: Your name."),
        ("Ada", "ada@localhost", PASSWORD, "Please enter an address such as name@example.com."),
        ("Ada", "ada@example.com", "short", "Please choose a password of at least 8 characters."),
        ("Ada", "ada@example.com", "password1", "Many people have this password"),
    ],
)
async def test_what_is_wrong_in_a_registration(enter: Enter, name: str, email: str, password: str, says: str) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.open("/account/register")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password", exact=True).fill(password)

    await visitor.press("Open an account")

    await expect(page.get_by_role("alert")).to_contain_text(says)
    await expect(page.locator("[aria-invalid=true]")).to_be_focused()


async def test_a_forgotten_password_is_replaced_by_mail(enter: Enter) -> None:
    owner, visitor, email = await enter(), await enter(PHONE), new_address()
    await open_account(owner, email)
    page = visitor.page
    await visitor.open("/account/login")
    await page.get_by_label("E-mail").fill(email)
    await visitor.press("Forgot your password?")
    await expect(page.get_by_label("E-mail")).to_have_value(email)
    await visitor.press("Send me a link")
    await expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    await visitor.fits()

    await page.goto(await mailed_link(visitor, email, "/account/reset?token="))
    await page.get_by_label("New password", exact=True).fill("somewhere else entirely")
    await visitor.fits()
    await visitor.press("Keep this password")

    await expect(page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    await logged_in(visitor)
    await owner.open("/account")  # the other login has ended
    await expect(owner.page).to_have_url(re.compile("/account/login"))
    await try_login(owner, email, PASSWORD)
    await expect(owner.page.get_by_role("alert")).to_contain_text("do not belong together")
    await try_login(owner, email, "somewhere else entirely")
    await logged_in(owner)


async def test_whoever_asks_too_often_is_told_when_to_come_back(enter: Enter, running_shop: RunningShop) -> None:
    visitor, email = await enter(), new_address()
    ask = "mutation ($email: EmailAddress!) { accountPasswordResetRequest(email: $email) }"
    async with httpx.AsyncClient(timeout=60) as http:
        for _ in range(5):
            body = {"query": ask, "variables": {"email": email}}
            answer = await http.post(f"{running_shop.url}/graphql", json=body)
            assert answer.json() == {"data": {"accountPasswordResetRequest": True}}

    await visitor.open("/account/login")
    await visitor.page.get_by_label("E-mail").fill(email)
    await visitor.press("Forgot your password?")
    await visitor.press("Send me a link")  # GraphQL's own error
    wait = re.compile(r"Please try again in (an hour|\d+ minutes)\.$")
    await expect(visitor.page.get_by_role("alert")).to_have_text(wait)

    await visitor.open("/account/register")
    await visitor.page.get_by_label("Your name").fill("Ada")
    await visitor.page.get_by_label("E-mail").fill(email)
    await visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    await visitor.press("Open an account")  # an error of the union
    await expect(visitor.page.get_by_role("alert")).to_have_text(wait)


async def test_tabs_share_a_login_and_refresh_it_one_at_a_time(enter: Enter) -> None:
    visitor, email = await enter(), new_address()
    await open_account(visitor, email)
    refreshes: list[str] = []

    def watch(request: Request) -> None:
        if "accountRefresh" in (request.post_data or ""):
            refreshes.append(str((request.post_data_json or {})["variables"]["refreshToken"]))

    visitor.context.on("request", watch)
    tabs = [visitor.page, await visitor.context.new_page(), await visitor.context.new_page()]
    for tab in tabs:  # all three load at once
        await tab.evaluate("url => { location.href = url }", f"{visitor.storefront}/account")
    for tab in tabs:
        await expect(tab.get_by_role("heading", name="Where you are logged in")).to_be_visible()

    # One request a tab. A browser may show a tab what another one has just stored a moment late: then the same token
    # is sent again, which the shop forgives the same client within seconds, and nobody is logged out.
    assert len(refreshes) == 3
    await visitor.press("Log out")
    await expect(tabs[1].get_by_role("link", name="Account", exact=True)).to_be_visible()


async def test_the_cart_of_the_guest_joins_that_of_the_account(enter: Enter) -> None:
    owner, visitor, email = await enter(), await enter(), new_address()
    await open_account(owner, email)
    await owner.design("where-we-met")
    await owner.press("Add to cart")
    await expect(owner.page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()
    for slug in ("river-city", "where-we-met"):
        await visitor.design(slug)
        await visitor.press("Add to cart")
        await expect(visitor.page.get_by_text("Your poster is in the cart.")).to_be_visible()
    await expect(visitor.page.get_by_role("link", name="Cart, 2 pieces")).to_be_visible()

    await log_in(visitor, email)

    await expect(visitor.page.get_by_text("Your cart came with you.")).to_be_visible()
    await expect(visitor.page.get_by_role("link", name="Cart, 3 pieces")).to_be_visible()
    assert await visitor.page.evaluate("localStorage.getItem('shop.cart')") is None
    await owner.open("/cart")
    await expect(owner.page.locator(".cart-line")).to_have_count(2)
    await visitor.page.get_by_role("link", name="Account of Ada Lovelace").click()
    await visitor.press("Log out")
    await expect(visitor.page.get_by_role("link", name="Cart, empty")).to_be_visible()
