"""A guest's orders in a browser: found again, offered an account, claimed by it."""

from __future__ import annotations

import asyncpg
import pytest
from playwright.async_api import expect

from tests.e2e.test_recovery import database_url
from tests.storefront.accounts import (
    PASSWORD,
    buy_as_guest,
    log_in,
    logged_in,
    mailed_link,
    new_address,
    open_account,
)
from tests.storefront.conftest import Enter
from tests.storefront.visitor import DESK, PHONE
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_an_order_is_found_by_number_and_address(enter: Enter, size: tuple[int, int]) -> None:
    buyer, visitor, email = await enter(), await enter(size), new_address()
    number = await buy_as_guest(buyer, email)
    page = visitor.page
    await visitor.open(f"/order?number={number}")
    await expect(page.get_by_role("heading", name="We cannot show this order here")).to_be_visible()
    await page.get_by_role("main").get_by_role("link", name="Find your order").click()
    await expect(page.get_by_label("Order number")).to_have_value(number)

    said = []
    for guess, address in ((number, new_address()), ("YMA-2026-ZZZZZZZZ", email)):
        await page.get_by_label("Order number").fill(guess)
        await page.get_by_label("E-mail").fill(address)
        await visitor.press("Find my order")
        await expect(page.get_by_role("alert")).to_contain_text("No guest’s order has this number")
        said.append(await page.get_by_role("alert").inner_text())
    assert said[0] == said[1]
    await visitor.fits()
    await page.get_by_label("Order number").fill(f" {number.lower()} ")
    await page.get_by_label("E-mail").fill(email.upper())
    await visitor.press("Find my order")

    await expect(page.get_by_role("heading", name="Your poster is ready")).to_be_visible()
    await expect(page.locator(".file[data-status=READY] a")).to_have_count(2)
    await visitor.fits()
    await page.reload()
    await expect(page.locator(".file[data-status=READY] a")).to_have_count(2)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_paid_guest_gets_an_account_and_claims_the_order(enter: Enter, size: tuple[int, int]) -> None:
    visitor, email = await enter(size), new_address()
    page = visitor.page
    number = await buy_as_guest(visitor, email)
    await visitor.press("Send me the link")
    await expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    await visitor.fits()

    await page.goto(await mailed_link(visitor, email, "/account/verify?token="))
    await expect(page.get_by_role("heading", name="Choose a password")).to_be_visible()
    await visitor.fits()
    await page.get_by_label("Password", exact=True).fill("password1")
    await visitor.press("Open my account")
    await expect(page.get_by_role("alert")).to_contain_text("Many people have this password")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await visitor.press("Open my account")
    await expect(page.get_by_role("heading", name="Welcome, Ada")).to_be_visible()
    await page.get_by_role("link", name="To my account").click()
    row = page.locator(f".order-row[data-number={number}]")
    await expect(page.get_by_role("heading", name="An order of yours, from before")).to_be_visible()
    await expect(page.get_by_text("Nothing yet.")).to_be_visible()
    await visitor.fits()
    await visitor.press(f"Add order {number} to my account")

    await expect(row.get_by_role("link")).to_be_visible()
    await expect(page.get_by_role("heading", name="An order of yours, from before")).to_have_count(0)
    other = await enter(DESK)  # the account opens the order anywhere, without the guest's key
    await log_in(other, email)
    await other.page.locator(f".order-row[data-number={number}]").get_by_role("link").click()
    await expect(other.page.locator(".file[data-status=READY] a")).to_have_count(2)
    await expect(other.page.get_by_text("The order was added to the customer's account.")).to_be_visible()


async def test_the_mail_is_read_on_another_device(enter: Enter) -> None:
    buyer, reader, email = await enter(), await enter(PHONE), new_address()
    await buy_as_guest(buyer, email)
    await buyer.press("Send me the link")

    await reader.page.goto(await mailed_link(buyer, email, "/account/verify?token="))
    await expect(reader.page.get_by_role("heading", name="Welcome, Ada")).to_be_visible()
    await reader.press("Choose one by mail")
    await reader.page.goto(await mailed_link(buyer, email, "/account/reset?token="))
    await reader.page.get_by_label("New password", exact=True).fill("one of my own")
    await reader.press("Keep this password")
    await expect(reader.page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()

    await log_in(buyer, email, "one of my own")
    await logged_in(buyer)


async def test_an_order_is_claimed_on_its_own_page(enter: Enter) -> None:
    visitor, email = await enter(PHONE), new_address()
    page = visitor.page
    await buy_as_guest(visitor, email)
    await expect(page.get_by_role("heading", name="Keep it in an account")).to_be_visible()
    address = page.url
    await open_account(visitor, email)

    await page.goto(address)
    await visitor.press("Add to my account")

    await expect(page.get_by_role("heading", name="It is in your account")).to_be_visible()
    await visitor.fits()
    await page.reload()
    await expect(page.locator(".file[data-status=READY] a")).to_have_count(2)
    await expect(page.get_by_role("heading", name="Add it to your account")).to_have_count(0)


async def test_somebody_elses_order_stays_closed(enter: Enter) -> None:
    buyer, visitor = await enter(), await enter()
    number = await buy_as_guest(buyer, new_address())
    await open_account(visitor, new_address())

    await visitor.open(f"/order?number={number}")

    await expect(visitor.page.get_by_role("heading", name="We cannot show this order here")).to_be_visible()
    await visitor.open("/account")
    await expect(visitor.page.get_by_text("Nothing yet.")).to_be_visible()
    await expect(visitor.page.locator(".order-row")).to_have_count(0)


async def test_a_long_history_comes_page_by_page(enter: Enter, running_shop: RunningShop) -> None:
    visitor, email = await enter(PHONE), new_address()
    await open_account(visitor, email)
    number = await buy_as_guest(visitor, email)
    await copy_order(database_url(running_shop), number, 11)

    await visitor.open("/account")
    await logged_in(visitor)
    await expect(visitor.page.locator(".order-row")).to_have_count(8)
    await visitor.press("Show more of 12")

    await expect(visitor.page.locator(".order-row")).to_have_count(12)
    await expect(visitor.page.get_by_role("button", name="Show more of 12")).to_have_count(0)
    await visitor.fits()


async def copy_order(url: str, number: str, times: int) -> None:
    """More orders of the same account, without what only one may have."""
    connection = await asyncpg.connect(url)
    try:
        columns = await connection.fetchval(
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
            "WHERE table_name = 'orders' AND is_generated = 'NEVER' AND column_name NOT IN "
            "('id', 'number', 'request_key', 'checkout_session_id', 'payment_intent_id', 'cart_id')"
        )
        await connection.execute(
            f"INSERT INTO orders (id, number, {columns}) "  # noqa: S608 (names of columns)
            f"SELECT gen_random_uuid(), 'YMA-TEST-' || copy, {columns} FROM orders, generate_series(1, $2) copy "
            "WHERE number = $1",
            number,
            times,
        )
    finally:
        await connection.close()
