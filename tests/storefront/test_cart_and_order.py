"""The cart's page, and the order's where something went wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from playwright.async_api import Route, expect
from pydantic import SecretStr

from cli.run.secrets import shop_secrets
from commerce.mail.mail_links import CART_PURPOSE
from core import links
from tests.e2e.test_recovery import database_url
from tests.storefront.conftest import Enter
from tests.storefront.visitor import PHONE
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120)]


async def test_quantities_totals_and_an_empty_cart(enter: Enter) -> None:
    visitor = await enter(PHONE)
    page = visitor.page
    await visitor.open("/cart")
    await expect(page.get_by_role("heading", name="Your cart is empty")).to_be_visible()
    await visitor.fits()
    await visitor.design("river-city")
    await visitor.press("Add to cart")
    await expect(page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()
    await visitor.tab("Format")
    await page.get_by_role("radio", name="Paper Poster").check()
    await visitor.press("Add to cart")
    await expect(page.get_by_role("link", name="Cart, 2 pieces")).to_be_visible()

    await visitor.open("/cart")
    total = page.locator(".sum-total")
    await expect(page.get_by_text("more in prints and shipping is free")).to_be_visible()
    await expect(total).to_contain_text("$44.97")
    lines = page.locator(".cart-line")
    await lines.filter(has_text="Paper Poster").get_by_role("button", name="One more").click()
    await expect(total).to_contain_text("$69.96")
    await visitor.fits()
    await lines.filter(has_text="Paper Poster").get_by_role("button", name="Remove").click()
    await expect(total).to_contain_text("$9.99")
    await lines.get_by_label("Pieces of").fill("3")
    await lines.get_by_label("Pieces of").press("Enter")
    await expect(total).to_contain_text("$29.97")
    await lines.get_by_role("button", name="Remove").click()
    await expect(page.get_by_role("heading", name="Your cart is empty")).to_be_visible()


async def test_a_mails_link_opens_the_cart_on_another_device(enter: Enter, running_shop: RunningShop) -> None:
    visitor, phone = await enter(), await enter(PHONE)
    await visitor.design("river-city")
    await visitor.press("Add to cart")
    await expect(visitor.page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()
    connection = await asyncpg.connect(database_url(running_shop))
    cart_id = await connection.fetchval("SELECT id FROM carts ORDER BY created_at DESC LIMIT 1")
    await connection.close()
    secret = SecretStr(shop_secrets(running_shop.data_dir)["secret_key"])
    link = links.sign(
        CART_PURPOSE, cart_id, secret, expires_at=datetime.now(UTC) + timedelta(days=1)
    )  # fmt: skip

    await phone.open(f"/cart?restore={link}")
    await expect(phone.page.locator(".cart-line")).to_have_count(1)
    assert "restore" not in phone.page.url
    await phone.page.reload()
    await expect(phone.page.locator(".cart-line")).to_have_count(1)
    await phone.open("/cart?restore=nonsense")
    await expect(phone.page.get_by_text("has ended, or what was in it")).to_be_visible()
    await expect(phone.page.locator(".cart-line")).to_have_count(1)
    await phone.fits()


async def test_an_address_that_is_none_is_not_checked_out(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.design("river-city")
    await visitor.press("Add to cart")
    await page.get_by_role("link", name="View cart").click()

    email = page.get_by_label("E-mail for your receipt")
    for wrong in ("nonsense", "ada@localhost"):  # a browser lets the second one pass, the shop does not
        await email.fill(wrong)
        await visitor.press("Check out")
        await expect(page.get_by_role("alert")).to_have_text("Please enter an address such as name@example.com.")
        await expect(email).to_have_attribute("aria-invalid", "true")
    assert page.url == f"{visitor.storefront}/cart"
    visitor.forgive("400 (Bad Request)")


async def test_an_order_opens_only_where_it_was_placed(enter: Enter) -> None:
    visitor, stranger = await enter(), await enter(PHONE)
    await visitor.design("river-city")
    await visitor.press("Buy now")
    await visitor.pay()
    await visitor.files_ready()

    await stranger.page.goto(visitor.page.url)

    await expect(stranger.page.get_by_role("heading", name="We cannot show this order here")).to_be_visible()
    await stranger.fits()


async def test_a_file_that_failed_is_drawn_again_on_request(enter: Enter, running_shop: RunningShop) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.design("hello-little-one")
    await visitor.press("Buy now")
    await visitor.pay()
    await visitor.files_ready()
    number = (await page.locator(".eyebrow").inner_text()).split()[-1]
    connection = await asyncpg.connect(database_url(running_shop))
    failed = await connection.execute(
        "UPDATE downloads SET status = 'failed', storage_key = NULL, render_key = NULL, failure_reason = 'a test' "
        "WHERE format = 'pdf' AND order_id = (SELECT id FROM orders WHERE upper(number) = upper($1))",
        number,
    )
    await connection.close()
    assert failed == "UPDATE 1"

    await page.reload()
    await expect(page.get_by_role("heading", name="One file needs another try")).to_be_visible()
    await expect(page.locator(".file[data-status=READY]")).to_have_attribute("data-format", "PNG")
    await visitor.press("Try again")

    await visitor.files_ready()
    await expect(page.get_by_role("heading", name="Your poster is ready")).to_be_visible()


async def test_the_page_keeps_asking_while_the_shop_sends_no_events(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page

    async def no_events(route: Route) -> None:
        if route.request.headers.get("accept") == "text/event-stream":
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/graphql", no_events)
    await visitor.design("river-city")
    await visitor.press("Buy now")
    await visitor.pay()

    await visitor.files_ready()
    visitor.forgive("ERR_FAILED")
